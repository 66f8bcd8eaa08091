"""Make sure that the tests find a Chromium with Chinese fonts, PostgreSQL and HAProxy; fails if it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HEADLESS = "chromium-headless-shell"
"""The same Chromium without the windows of its own, which nobody sees here: a test takes a sixth less processor."""
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome; CHROMIUM in the environment comes first."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    for name in NAMES:
        if path := shutil.which(name):
            return path
    bundled = sorted((Path.home() / ".cache" / "ms-playwright").glob("chromium-*/chrome-linux*/chrome"))
    return str(bundled[-1]) if bundled else None


def find_server() -> str | None:
    """Return the path of an installed PostgreSQL's server programs, as Debian lays them out."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return str(found[-1].parent) if found else shutil.which("initdb")


def find_proxy() -> str | None:
    return shutil.which("haproxy") or next((p for p in ("/usr/sbin/haproxy",) if Path(p).exists()), None)


WANTED = {
    "Browser": (find_browser, ("chromium", "fonts-noto-cjk")),
    "Database server": (find_server, ("postgresql",)),
    "Proxy": (find_proxy, ("haproxy",)),
}
"""What the tests start beside Python, how it is found, and Debian's packages of it."""


def install(packages: Iterable[str], check: bool = True) -> None:
    """Install Debian's packages; with `check` an error where there are none, else nothing is then changed."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    quiet = None if check else subprocess.DEVNULL
    command = [*sudo, "apt-get", "install", "-y", "-q", *packages]
    subprocess.run(command, check=check, stdout=subprocess.DEVNULL, stderr=quiet)


def main() -> int:
    missing = [package for find, packages in WANTED.values() if not find() for package in packages]
    lighter = not os.environ.get("CHROMIUM") and not shutil.which(HEADLESS)
    if (missing or lighter) and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*sudo, "apt-get", "update", "-q"], check=bool(missing), stdout=subprocess.DEVNULL)
        if lighter:
            install([HEADLESS], check=False)  # not every release has it: any other Chromium serves as well
        if find_browser():
            missing = [package for package in missing if package != "chromium"]
        if missing:
            install(missing)
    elif not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    for name, (find, packages) in WANTED.items():
        found = find()
        if not found:
            print(f"{name}: not found; install {' '.join(packages)}, or set CHROMIUM to a browser.", file=sys.stderr)
            return 1
        print(f"{name} for the tests: {found}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
