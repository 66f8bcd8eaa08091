"""Where the library lies; asked by whatever wants to know whether there is one before it needs a database."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_PATH = Path(__file__).resolve().parent.parent.parent / "data" / "store" / "scenarios.duckdb"


SERVER = "DATABASE_URL"
"""Environment variable: the PostgreSQL database that holds the library; it wins over SCENARIO_DB."""
FILE = "SCENARIO_DB"


def server_url() -> str | None:
    """Return the address of the database that holds the library; None where a file does."""
    return os.environ.get(SERVER, "").strip() or None


def is_url(place: Path | str) -> bool:
    """Tell whether a place is a database of a server, and not a file."""
    return isinstance(place, str) and place.startswith(("postgresql://", "postgres://"))


def has_library() -> bool:
    """Tell whether there is a library already, or a server that keeps one."""
    return server_url() is not None or store_path().exists()


def store_path() -> Path:
    """Return where the library's file lies: SCENARIO_DB in the environment, else inside the project."""
    wanted = os.environ.get(FILE, "").strip()
    if not wanted:
        return DEFAULT_PATH
    try:
        return Path(wanted).expanduser()
    except RuntimeError:  # nobody's home: no place on any disk, so opening it says which folder cannot be used
        return Path(os.devnull) / wanted
