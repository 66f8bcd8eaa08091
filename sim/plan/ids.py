"""Ids for what people name: the letters of the name as ASCII writes them, in whatever script it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 30
TAKEN = ("unit", "company", "core", "new", "all", "total", "any_core", "any_new")
"""What stands beside the ids of regions and lines in tables of a pack, or names the whole."""


def slug(name: str, join: str, longest: int) -> str:
    """Return the letters and digits of a name ("Süd" is sud), words joined by `join`; "" of none."""
    from anyascii import anyascii  # a quick command names nothing

    return re.sub(r"[^a-z0-9]+", join, anyascii(name).lower())[:longest].strip(join)


def name_ids(names: Iterable[str], what: str) -> dict[str, str]:
    """Return an id for each name, no two alike: its letters; with `what` before it where those are no id by themselves.

    Parameters
    ----------
    what : "region" or "line"
    """
    found: dict[str, str] = {}
    for place, name in enumerate(names, 1):
        letters = slug(name, "_", LONGEST)
        stem = id = f"{what}_{letters or place}" if not letters or letters[0].isdigit() or letters in TAKEN else letters
        count = 1
        while id in found.values():
            count += 1
            id = f"{stem}_{count}"
        found[name] = id
    return found
