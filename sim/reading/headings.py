"""Headings of two lines: years above quarters or months, and what a line above the headings says of the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sim.reading.cells import Formula, Merged
from sim.reading.periods import read_period
from sim.reading.units import Unit, is_sign, read_unit, stated_pattern
from sim.reading.writing import signs

ASIDE = re.compile(r"\((?P<unit>[^()]+)\)|(?:\bin|,)\s+(?P<behind>[^,;()]+)$", re.IGNORECASE)
"""What may be a unit: in brackets, behind "in" or a comma at the end of a title."""


def join_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return two lines of headings as one; None where they are no pair of years and their parts.

    A year stands above its quarters or months, over the first of them or merged over all; names of columns stand in
    either line, or in both where their cells are merged. What fits in neither way stays as it is written, so that
    whoever reads the headings names it.
    """
    width = max(len(upper), len(lower))
    above, below = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    joined: list[str] = []
    year, found = "", False
    for high, low in zip(above, below, strict=True):
        if high.strip():
            year = high if read_period(high).form == "year" and not isinstance(high, Formula) else ""
        if year and is_part_of_year(low):
            both = _together(year, low)
            found |= bool(both)
            joined.append(both or f"{high} {low}".strip())
        elif not low.strip() or high.strip() == low.strip():
            joined.append(high)
        else:
            joined.append(low if not high.strip() else f"{high.strip()} {low.strip()}")
    return joined if found else None


def _together(year: str, part: str) -> str:
    """Return a part of a year with its year, "" where the two name no period."""
    both = f"{year.strip()} {part.strip()}"
    return both if read_period(both).within_year else ""


def is_part_of_year(text: str) -> bool:
    """Tell whether a cell is a quarter, half or month that says no year."""
    return bool(text.strip()) and read_period(text).why == "no-year"


def stated_unit(cells: Iterable[str]) -> tuple[Unit, bool] | None:
    """Return the unit of money that a line above a table states, and whether it is said to be the unit."""
    perhaps: Unit | None = None
    for cell in cells:
        if isinstance(cell, Merged) and not cell.strip():
            continue
        plain = signs(cell)
        for match in stated_pattern().finditer(plain):
            if unit := _money(match["unit"]):
                return unit, True
        for text in (*(match["unit"] or match["behind"] for match in ASIDE.finditer(plain)), plain):
            if not is_sign(text):  # a currency alone ("all in CNY") does not say how many of it
                perhaps = perhaps or _money(text)
    return (perhaps, False) if perhaps else None


def _money(text: str) -> Unit | None:
    unit = read_unit(text.strip())
    return unit if unit.known and unit.dimension.startswith("money") else None
