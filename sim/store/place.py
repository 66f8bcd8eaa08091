"""Where the library lies; asked by whatever wants to know whether there is one before it needs a database."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_PATH = Path(__file__).resolve().parent.parent.parent / "data" / "store" / "scenarios.duckdb"


def store_path() -> Path:
    """Return where the library lies: SCENARIO_DB in the environment, else inside the project."""
    wanted = os.environ.get("SCENARIO_DB", "").strip()
    if not wanted:
        return DEFAULT_PATH
    try:
        return Path(wanted).expanduser()
    except RuntimeError:  # nobody's home: no place on any disk, so opening it says which folder cannot be used
        return Path(os.devnull) / wanted
