"""Numbers as people write them: full-width digits, true minus, thousands separators, losses in brackets."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

GROUPED = re.compile(r"[+-]?\d{1,3}([,' \u2019]\d{3})+(\.\d+)?\s*%?")
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{4,},\d+|0,\d+)\s*%?")
SWAPPED = str.maketrans(",.", ".,")
MOST = 1e18


def digits(text: str) -> str:
    """Return a number as typed, with full-width digits narrowed, a true minus and without thousands separators."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if GROUPED.fullmatch(plain):
        plain = re.sub(r"[,' \u2019](?=\d)", "", plain)
    if re.fullmatch(r"\([\d.]+\)", plain):  # how accountants write a loss
        plain = "-" + plain[1:-1]
    return re.sub(r"\s+%$", "%", plain)


def number(text: str) -> float | None:
    """Return a finite number written in digits; None for anything else (nan, inf, 0x10, 1_000)."""
    if not PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) and abs(value) < MOST else None


def decimal_comma(values: Iterable[str]) -> bool:
    """Tell whether a table writes decimals with a comma: some value can be read no other way, none with a point."""
    written = [one.strip() for one in values]
    point = any(re.search(r"\.\d*$", one) and not re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", one) for one in written)
    return not point and any(DECIMAL_COMMA.fullmatch(one) for one in written)


def swap_marks(text: str) -> str:
    """Return a number written with a decimal comma as one written with a point."""
    return text.translate(SWAPPED)
