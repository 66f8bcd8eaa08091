"""Make sure that the browser tests find a Chromium with Chinese fonts; says what it did, fails if it cannot."""

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


def main() -> int:
    if not find_browser():
        if shutil.which("apt-get"):
            sudo = [] if os.geteuid() == 0 else ["sudo"]
            packages = ["chromium", "fonts-noto-cjk"]
            subprocess.run([*sudo, "apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([*sudo, "apt-get", "install", "-y", "-q", *packages], check=True, stdout=subprocess.DEVNULL)
        else:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    browser = find_browser()
    if not browser:
        print("No Chromium found or installed; set CHROMIUM to its path.", file=sys.stderr)
        return 1
    print(f"Browser for the tests: {browser}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
