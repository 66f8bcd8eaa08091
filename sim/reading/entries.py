"""Lists as people type them: parted by what any language puts between words."""

from __future__ import annotations

import re
from functools import lru_cache

from sim.language import get_language, languages

EVERY = ("list", "clauses", "groups")
"""What parts entries, as formats.yaml calls it: words, clauses, and groups of words that have commas of their own."""


@lru_cache
def _marks(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset({get_language(id).join(("", ""), kind).strip() for id in languages() for kind in kinds} - {""})


def _split(text: str, marks: frozenset[str]) -> list[str]:
    parts = re.split("|".join(map(re.escape, sorted(marks))), text)
    return [part.strip() for part in parts if part.strip()]


def entries(text: str, kinds: tuple[str, ...] = EVERY) -> list[str]:
    """Return the entries of a list, without the blanks about them and without empty ones."""
    return _split(text, _marks(kinds))


def is_list(text: str) -> bool:
    """Tell whether something parts entries, be it a comma of a number."""
    return any(mark in text for mark in _marks(EVERY))


def amounts(text: str) -> list[str]:
    """Return the entries of a list of numbers: parted by marks that no number has, where there are some."""
    clear = _marks(EVERY) - _marks(("clauses",))  # "0,5; 1,5" has decimal commas
    return _split(text, clear if any(mark in text for mark in clear) else _marks(EVERY))
