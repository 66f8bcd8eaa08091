"""Plans on the command line: checked, brought, used everywhere with --plan, given away, put away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import printed
from nordwind import make_plan
from own_plans import own_files
from patience import PATIENCE

from sim.cli import main
from sim.plan import catalogue
from sim.plan.zipped import pack_zip
from sim.store import open_store

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    catalogue.open_catalogue.cache_clear()
    return tmp_path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A company of other years, regions and amounts."""
    return make_plan(tmp_path / "packs") / "nordwind"


def refused(capsys, *words: object) -> str:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "") and err.count("\n") == 1, (code, out, err)
    return err


def test_the_list_makes_no_library_and_stands_without_a_word(capsys, library):
    assert "growth-2026" in printed(capsys, "plans")
    assert not (library / "library.duckdb").exists()
    listed = json.loads(printed(capsys, "plans", "--json"))
    assert "growth-2026" in {one["id"] for one in listed} and not any(one["in_library"] for one in listed)
    assert "check" in printed(capsys, "plans", "--help")
    assert "remove" in refused(capsys, "plans", "paint")


def test_a_check_says_fine_or_everything(capsys, pack):
    assert "is fine" in printed(capsys, "plans", "check", pack)
    assert json.loads(printed(capsys, "plans", "check", pack, "--json"))["ok"]
    text = (pack / "plan.yaml").read_text(encoding="utf-8")
    (pack / "plan.yaml").write_text(text.replace("year: 2056", "year: 2060"), encoding="utf-8")
    (pack / "levers.yaml").write_text("[", encoding="utf-8")
    assert main(["plans", "check", str(pack), "--json"]) == 2
    broken = json.loads(capsys.readouterr().out)
    assert not broken["ok"] and broken["problems"][0]["file"] == "levers.yaml"
    (pack / "levers.yaml").write_text(own_files()["levers.yaml"], encoding="utf-8")
    assert main(["plans", "check", str(pack), "--language", "zh"]) == 2
    told = capsys.readouterr().out
    assert "levers.yaml" in told and "hire_mix" in told and "个问题" in told


def test_a_plan_is_brought_and_used_by_every_command(capsys, pack, library):
    assert "nordwind, version 1" in printed(capsys, "plans", "import", pack)
    assert "already" in printed(capsys, "plans", "import", pack)
    listed = {one["id"]: one for one in json.loads(printed(capsys, "plans", "--json"))}
    assert listed["nordwind"]["in_library"] and listed["nordwind"]["regions"][0] in ("alpha", "epsilon")
    run = json.loads(printed(capsys, "run", "--plan", "nordwind", "--json"))
    assert run["plan"] == "nordwind"
    for words in (
        ["levers"],
        ["risk", "--draws", "64"],
        ["compare", "preset:plan", "preset:baseline"],
        ["solve", "cheapest", "--draws", "64"],
        ["audit"],
        ["sources"],
        ["assumptions", "list"],
    ):
        printed(capsys, *words, "--plan", "nordwind")
    actuals = library / "actuals.csv"
    actuals.write_text("measure,region,item,unit,2054Q1\nrevenue,alpha,core,CNY_m,2100\n", encoding="utf-8")
    printed(capsys, "track", "--plan", "nordwind", "--actuals", actuals, "--draws", "512")
    printed(capsys, "scenarios", "save", "ours", "--plan", "nordwind", "--draws", "64")
    for kind in ("pptx", "xlsx"):
        printed(capsys, "export", "ours", "--to", library / f"ours.{kind}")


def test_a_new_version_tells_what_differs_and_a_dry_run_stores_nothing(capsys, pack):
    printed(capsys, "plans", "import", pack)
    text = (pack / "levers.yaml").read_text(encoding="utf-8")
    (pack / "levers.yaml").write_text(text.replace("value: 350", "value: 345"), encoding="utf-8")
    assert main(["plans", "check", str(pack)]) == 2, "the value rests on a fact that states another"
    capsys.readouterr()
    changed = text.replace("step: 5", "step: 10", 1)
    (pack / "levers.yaml").write_text(changed, encoding="utf-8")
    told = printed(capsys, "plans", "import", pack, "--dry-run")
    assert "5 reps → 10 reps" in told and "Nothing was stored" in told
    assert open_store().plans.find("nordwind").revision == 1
    done = json.loads(printed(capsys, "plans", "import", pack, "--json"))
    assert done["number"] == 2
    (change,) = done["changes"]
    assert (change["file"], change["key"], change["before"], change["after"]) == (
        "levers.yaml",
        "headcount.step",
        5,
        10,
    )


def test_a_plan_goes_out_as_a_zip_and_comes_back_under_another_name(capsys, library):
    printed(capsys, "plans", "export", "growth-2026", "--to", library / "plan.zip")
    assert "taken" not in printed(capsys, "plans", "check", library / "plan.zip")
    assert "--as" not in refused(capsys, "plans", "import", library / "plan.zip", "--as", "Not An Id").split()
    assert "another id" in refused(capsys, "plans", "import", library / "plan.zip")
    printed(capsys, "plans", "import", library / "plan.zip", "--as", "ours")
    assert "ours" in printed(capsys, "plans")
    assert ".zip" in refused(capsys, "plans", "export", "ours")
    assert ".zip" in refused(capsys, "plans", "export", "ours", "--to", library / "plan.txt")
    printed(capsys, "plans", "remove", "ours")
    assert "ours" in refused(capsys, "run", "--plan", "ours")
    assert "cannot be taken off" in refused(capsys, "plans", "remove", "growth-2026")


def test_a_removed_plan_keeps_what_was_saved_under_it(capsys, library):
    (library / "mine.zip").write_bytes(pack_zip(own_files(), "mine"))
    printed(capsys, "plans", "import", library / "mine.zip")
    printed(capsys, "scenarios", "save", "kept", "--plan", "mine")
    printed(capsys, "plans", "remove", "mine")
    assert "2026" in printed(capsys, "run", "--scenario", "kept")


def test_a_command_with_the_library_ends_without_a_word(library):
    done = subprocess.run(
        [sys.executable, "-m", "sim", "scenarios", "list"], capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stderr == ""
