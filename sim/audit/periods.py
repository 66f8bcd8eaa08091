"""Periods as facts name them, as spans of months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sim.audit.registry import clean, get_registry

PARTS = {"Q": 4, "H": 2, "M": 12}
"""How many of these a year has."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of months, first inclusive, last exclusive, counted from year 0; an opaque one ("n/a", "year") has none.

    `form` is year, half, quarter, month, span, opaque, or impossible (a fifth quarter, an end before its start).
    """

    text: str
    form: str
    start: int = 0
    end: int = 0

    @property
    def first_year(self) -> int:
        return self.start // 12

    @property
    def last_year(self) -> int:
        return (self.end - 1) // 12

    @property
    def timed(self) -> bool:
        """Whether it lies somewhere in time."""
        return self.form not in ("opaque", "impossible")

    @property
    def within_year(self) -> bool:
        """Whether it is a part of one year."""
        return self.form in ("half", "quarter", "month") or (
            self.form == "span" and self.end - self.start < 12 and self.first_year == self.last_year
        )

    def covers(self, other: Period) -> bool:
        """Tell whether `other` lies within this period (or is this period)."""
        return self.timed and other.timed and self.start <= other.start and other.end <= self.end

    def earlier(self, months: int) -> Period:
        """Return the period of the same length that many months before."""
        return between(self.start - months, self.end - months)


def year(number: int) -> Period:
    """Return a calendar year."""
    return between(number * 12, number * 12 + 12)


@lru_cache(maxsize=4096)
def between(start: int, end: int) -> Period:
    """Return the period from one month (inclusive) to another (exclusive), named as facts name it."""
    y, m = divmod(start, 12)
    length = end - start
    if length == 12 and m == 0:
        return Period(str(y), "year", start, end)
    if length == 6 and m % 6 == 0:
        return Period(f"{y}H{m // 6 + 1}", "half", start, end)
    if length == 3 and m % 3 == 0:
        return Period(f"{y}Q{m // 3 + 1}", "quarter", start, end)
    if length == 1:
        return Period(f"{y}-{m + 1:02d}", "month", start, end)
    if m == 0 and end % 12 == 0:
        return Period(f"{y}-{end // 12 - 1}", "span", start, end)
    return Period(f"{y}-{m + 1:02d}/{(end - 1) // 12}-{(end - 1) % 12 + 1:02d}", "span", start, end)


def span(first: int, last: int) -> Period:
    """Return the years from `first` to `last`, both included."""
    return between(first * 12, last * 12 + 12)


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Read a period: 2024, FY2024, 2023-2026, 2025Q2, Q2 2025, 2025H1, 2025-03; anything else is opaque."""
    plain = re.sub(r"\s+", "", clean(text)).upper()
    for pattern, writing in get_registry().period_writings:
        plain = pattern.sub(writing, plain)
    if match := re.fullmatch(r"(\d{4})([QHM])(\d+)", plain):
        return _part(text, int(match[1]), int(match[3]), PARTS[match[2]])
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", plain):
        first, number = int(match[1]), int(match[2])
        last = first // 100 * 100 + number
        # 2011-12 is December 2011, 2023-26 the years 2023 to 2026.
        return span(first, last) if number > 12 and last >= first else _part(text, first, number, 12)
    if match := re.fullmatch(r"(\d{4})-(\d{4})", plain):
        first, last = int(match[1]), int(match[2])
        return span(first, last) if first <= last else Period(text, "impossible")
    if re.fullmatch(r"\d{4}", plain):
        return year(int(plain))
    return Period(text, "opaque")


def _part(text: str, number: int, part: int, parts: int) -> Period:
    """Return one of the 4 quarters, 2 halves or 12 months of a year."""
    if not 1 <= part <= parts:
        return Period(text, "impossible")
    months = 12 // parts
    start = number * 12 + (part - 1) * months
    return between(start, start + months)
