"""Rows of a text file with commas, semicolons, tabs or bars between its cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

SEPARATORS = ",;\t|"
HEAD_LINES = 12
MADE_KNOWN = re.compile(r"\ufeff?\"?sep=(.)\"?[,;\t|]*", re.IGNORECASE)
"""How Excel is told what stands between the cells."""


def separate(text: str, rows: int, columns: int) -> tuple[list[list[str]], str]:
    """Return the rows of a table, at most one more than `rows`, and what stands between its cells.

    A line that says the separator (`sep=;`) holds no cells; its row stays, empty, so that rows count as in the file.
    """
    lines = text[:16_000].splitlines()
    known = MADE_KNOWN.fullmatch(lines[0].strip("\r\n ")) if lines else None
    separator = known[1] if known and known[1] in SEPARATORS else _separator(lines)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
    found = [row[:columns] for row, _ in zip(reader, range(rows + 1), strict=False)]
    if known and found:
        found[0] = []
    return found, separator


def _separator(lines: list[str]) -> str:
    """Return what stands between the cells: what parts most of the first lines, outside quotation marks."""
    head = [line for line in lines if line.strip() and not line.startswith("#")][:HEAD_LINES]
    counts = [Counter(re.sub(r'"[^"]*"', "", line)) for line in head]
    return max(SEPARATORS, key=lambda one: (max((count[one] for count in counts), default=0), -SEPARATORS.index(one)))
