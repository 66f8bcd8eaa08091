"""One writing for what people type: full-width forms narrowed, invisible characters gone, blanks single."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MINUSES = dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{FIGURE DASH}"), "-")
STOPS = {0x3002: "."}
"""What a Chinese keyboard writes for a point."""
QUOTES = dict.fromkeys(map(ord, "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{PRIME}"), "'")
WIDE_COMMA = re.compile(r",(?=\S)")
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their kind that are drawn as nothing: fillers of Hangul, a Braille cell without dots."""
MARK = "^"
"""Stands before a raised or circled digit, which otherwise becomes a digit of the number that it is a note to."""


@lru_cache(maxsize=65536)
def narrow(text: str) -> str:
    """Return text with full-width forms narrowed, without invisible characters, blanks single.

    Invisible are the format characters of Unicode (zero-width blanks, marks of direction, soft hyphens): they come
    along when text is copied from web pages and chats, and nobody means them.
    """
    plain = unicodedata.normalize("NFKC", text if text.isascii() else _apart(text))
    if not plain.isascii():
        plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    return re.sub(r"\s+", " ", plain).strip()


def _apart(text: str) -> str:
    """Return text with raised and circled digits, and fractions, set apart from what stands before them.

    "150.5¹" bears a footnote and is not 150.51, "2024-1²" is no December; behind a Latin letter they belong to a
    unit (m³).
    """
    found, before = [], ""
    for one in text:
        raised = unicodedata.category(one) == "No"
        if raised and not (before.isascii() and before.isalpha()):
            found.append(MARK)
        found.append(one)
        before = before if raised else one
    return "".join(found)


def shows_nothing(text: str) -> bool:
    """Tell whether a text leaves its place empty: blanks of any width, signs that steer or join, fillers, or none."""
    return all(one in FILLERS or unicodedata.category(one)[0] in "ZCM" for one in text)


def clean(text: str) -> str:
    """Return text in one writing for comparison: narrow, and in lower case."""
    plain = narrow(text)
    if plain != text and "\N{FULLWIDTH COMMA}" in text:
        plain = WIDE_COMMA.sub(", ", plain)
    return plain.lower()


def signs(text: str) -> str:
    """Return narrow text with true minus signs, dashes, quotation marks and points written as on a keyboard."""
    return narrow(text).translate(MINUSES | QUOTES | STOPS)
