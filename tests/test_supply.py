"""What is installed: every package pinned by hash, the lock as the requirements say, and README's commands use it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import install
import install_browser
import install_packages
import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("requirements", "tests/requirements", "tests/installer")


def stated(path: Path) -> dict[str, str]:
    """Return name → version of the packages that a list of requirements names, with those of lists it refers to."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found |= stated(path.parent / line[3:].strip())
        elif pinned := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)", line):
            found[re.sub(r"[-_.]+", "-", pinned[1]).lower()] = pinned[2]
    return found


def locked(path: Path) -> dict[str, tuple[str, int]]:
    """Return name → version and number of hashes of every package in a lock."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", path.read_text("utf-8")):
        if pinned := re.match(r"([a-z0-9.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", block):
            found[re.sub(r"[-_.]+", "-", pinned[1])] = (pinned[2], block.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize("place", PLACES)
def test_the_lock_holds_what_is_required_and_all_of_it_by_hash(place):
    required, lock = stated(ROOT / f"{place}.txt"), locked(ROOT / f"{place}.lock")
    assert {name: lock.get(name, ("missing", 0))[0] for name in required} == required, "renew it: see CONTRIBUTING.md"
    assert len(lock) > len(required) or place == "tests/installer", "what it needs itself is missing"
    assert all(hashes for _, hashes in lock.values())
    assert not re.search(r"^(-e|--index|--extra|--find|git\+|https?:)", (ROOT / f"{place}.lock").read_text(), re.M)


@pytest.mark.parametrize("place", PLACES)
def test_every_dependency_stands_beside_its_reason(place):
    lines = (ROOT / f"{place}.txt").read_text("utf-8").splitlines()
    pinned = [line for line in lines if "==" in line]
    assert pinned
    assert not [line for line in pinned if not re.search(r"==\S+\s+# \w", line)]


def test_tests_run_on_what_the_app_runs_on():
    app, tests, _ = (locked(ROOT / f"{place}.lock") for place in PLACES)
    assert {name: tests[name] for name in app} == app


def test_readmes_commands_install_by_the_lock():
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"pip install -q -r (\S+)", text) == ["requirements.lock"]
    assert re.findall(r"python (tests/install\w*\.py)", text) == ["tests/install.py"]


@pytest.mark.parametrize("fails", [None, "installer.lock", "uv"])
def test_packages_of_the_tests_come_by_their_lock_with_uv_or_without(fails, monkeypatch, capsys):
    asked: list[tuple[str, ...]] = []

    def run(command: tuple[str, ...], check: bool) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, int(any(part.endswith(fails or "none") for part in command)))

    monkeypatch.setattr(subprocess, "run", run)
    assert install_packages.main() == 0
    assert all("--require-hashes" in command and command[-1].endswith(".lock") for command in asked)
    assert asked[-1][-1] == str(ROOT / "tests" / "requirements.lock")
    assert asked[-1][2] == ("uv" if fails is None else "pip")
    assert bool(capsys.readouterr().err) == bool(fails)


def test_what_no_installer_can_bring_is_an_error(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda command, check: subprocess.CompletedProcess(command, 1))
    assert install_packages.main() == 1


@pytest.mark.parametrize("has_lighter", [True, False])
def test_programs_are_asked_for_once_and_without_what_is_only_recommended(has_lighter, monkeypatch):
    asked: list[list[str]] = []

    def run(command: list[str], check: bool, **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command[command.index("apt-get") + 1 :])
        return subprocess.CompletedProcess(command, int(install_browser.HEADLESS in command and not has_lighter))

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(install_browser, "WANTED", {"Browser": (lambda: None, (install_browser.CHROMIUM, "letters"))})
    monkeypatch.setattr(install_browser.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(subprocess, "run", run)
    install_browser.install_programs()
    assert asked[0][0] == "update"
    assert asked[1] == [*install_browser.INSTALL, install_browser.HEADLESS, "letters"]
    assert asked[2:] == ([] if has_lighter else [[*install_browser.INSTALL, install_browser.CHROMIUM, "letters"]])


@pytest.mark.parametrize(("packages", "programs"), [(0, 0), (1, 0), (0, 1)])
def test_one_command_installs_both_and_fails_with_either(packages, programs, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(install_packages, "main", lambda: done.append("packages") or packages)
    monkeypatch.setattr(install_browser, "install_programs", lambda: done.append("programs"))
    monkeypatch.setattr(install_browser, "main", lambda: programs)
    assert install.main() == (packages or programs)
    assert sorted(done) == ["packages", "programs"]
