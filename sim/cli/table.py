"""Aligned columns of text; Chinese characters and emoji take two places on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Return how many places of a terminal `text` takes."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 2 if wide(c) else 1 for c in text)


def wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


def pad(text: str, places: int, side: str) -> str:
    """Fill `text` up to a number of places; side "l" puts it left, "r" right."""
    blanks = " " * max(0, places - width(text))
    return text + blanks if side == "l" else blanks + text


def shorten(text: str, places: int) -> str:
    """Return `text` in one line, cut to a number of places."""
    text = " ".join(text.split())
    if width(text) <= places:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > places - 1:
            break
        kept += character
    return kept + "…"


def align(rows: Sequence[Sequence[str]], sides: str, gap: str = "  ") -> str:
    """Return rows as lines with aligned columns; `sides` has "l" or "r" for each column."""
    widths = [max((width(row[place]) for row in rows), default=0) for place in range(len(sides))]
    return "\n".join(
        gap.join(pad(cell, widths[place], sides[place]) for place, cell in enumerate(row)).rstrip() for row in rows
    )
