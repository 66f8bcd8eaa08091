"""Make sure that the tests find a Chromium with Chinese fonts, PostgreSQL and HAProxy; fails if it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


def main() -> int:
    missing = [package for find, packages in WANTED.values() if not find() for package in packages]
    if missing and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        install = ["apt-get", "install", "-y", "-q", *missing]
        subprocess.run([*sudo, "apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*sudo, *install], check=True, stdout=subprocess.DEVNULL)
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
