"""Make sure that the tests find a Chromium with Chinese fonts, PostgreSQL and HAProxy; fails if it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HEADLESS = "chromium-headless-shell"
"""The same Chromium without the windows of its own, which nobody sees here: a test takes a sixth less processor."""
CHROMIUM = "chromium"
NAMES = (HEADLESS, CHROMIUM, "chromium-browser", "google-chrome", "google-chrome-stable")


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
    "Browser": (find_browser, (CHROMIUM, "fonts-liberation", "fonts-noto-cjk")),
    "Database server": (find_server, ("postgresql",)),
    "Proxy": (find_proxy, ("haproxy",)),
}
"""What the tests start beside Python, how it is found, and Debian's packages of it."""
INSTALL = ("install", "-y", "-q", "--no-install-recommends")
"""What Debian recommends beside a browser are a printer's settings, drivers of screens and the like: half a minute."""


def _apt(*words: str, check: bool = True) -> bool:
    """Call Debian's package manager and tell whether it could; with `check` an error where not."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    quiet = None if check else subprocess.DEVNULL
    command = [*sudo, "apt-get", *words]
    return subprocess.run(command, check=check, stdout=subprocess.DEVNULL, stderr=quiet).returncode == 0


def install_programs() -> None:
    """Install what is missing of Debian's packages where there are any; an error where that fails."""
    missing = [package for find, packages in WANTED.values() if not find() for package in packages]
    lighter = not os.environ.get("CHROMIUM") and not shutil.which(HEADLESS)
    if not (missing or lighter) or not shutil.which("apt-get"):
        return
    _apt("update", "-q", check=bool(missing))
    others = [package for package in missing if package != CHROMIUM]
    if lighter and _apt(*INSTALL, HEADLESS, *others, check=False):
        return  # not every release has it: any other Chromium serves as well
    if missing:
        _apt(*INSTALL, *missing)


def main() -> int:
    install_programs()
    if not find_browser():
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
