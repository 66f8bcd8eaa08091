"""Text that came from people, made fit for files: nothing executes, nothing breaks, nothing reads backwards."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sim.language.lines import words

SHOWN_LENGTH = 48
"""Characters of a name on a slide or in a chart; the whole name stands in the workbook and in JSON."""

CELL_LENGTH = 32_767
"""Characters an Excel cell can hold."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML cannot carry."""

BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction of everything after them; letters of right-to-left scripts need none."""

FLAT = ("Mn", "Me", "Cf")
"""Categories of characters that take no room of their own."""

CLUSTER = re.compile("(?:[\U0001f1e6-\U0001f1ff]{2}|.)(?:[\u0300-\u036f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*")
"""A letter with what belongs to it: accents, skin tones, joined signs, the two halves of a flag."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """Return text without characters that XML cannot carry; everything else is kept."""
    return ILLEGAL.sub("", text)


def unturn(text: str) -> str:
    """Return text that reads in the direction of its letters."""
    return BIDI.sub("", clean(text))


def one_line(text: str, length: int = SHOWN_LENGTH) -> str:
    """Return a name as one short line: no line breaks, no direction marks, cut with an ellipsis."""
    line = " ".join(unturn(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def fit(text: str, width: int) -> str:
    """Return a name as one short line of at most `width` Latin letters, cut between letters a reader sees as one."""
    line = one_line(text, len(text) + 1)
    if display_width(line) <= width:
        return line
    kept, used = [], 1
    for letter in CLUSTER.findall(line):
        used += min(2, display_width(letter))
        if used > width:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def cell(text: str) -> str:
    """Return text for an Excel string cell, which never is a formula there."""
    kept = clean(text)
    return kept if len(kept) <= CELL_LENGTH else kept[: CELL_LENGTH - 1] + "…"


def csv_text(text: str) -> str:
    """Return text for a CSV file that a spreadsheet program may open: a leading apostrophe disarms formulas."""
    kept = clean(text)
    return "'" + kept if kept.lstrip(" \u00a0").startswith(FORMULA_STARTS) else kept


def display_width(text: str) -> int:
    """Return how wide a text is in Latin letters; East Asian characters count double, accents and joiners nothing."""
    return sum(map(_letter_width, text))


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else unicodedata.category(letter) not in FLAT


def line_count(text: str, width: float) -> int:
    """Return how many lines a text takes in `width` Latin letters: broken at blanks and between East Asian letters."""
    lines, used = 1, 0
    for word, spaced in words(text):
        room = display_width(word)
        if used and used + room > width:
            lines, used = lines + 1, 0
        while room > width:  # a word longer than a line is broken anywhere
            lines, room = lines + 1, room - max(1, int(width))
        used += room + spaced
    return lines
