"""The one reader of periods: years, halves, quarters, months and spans as people write them, as spans of months."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from babel import Locale

from sim.language import get_language, languages
from sim.reading.units import DATA
from sim.reading.writing import signs

PARTS = {"Q": 4, "H": 2, "M": 12}
"""How many of these a year has."""
UNTIMED = ("opaque", "impossible", "day", "fiscal")
DAY_NUMBERS = range(36_526, 55_153)
"""Day numbers of spreadsheets for 2000 to 2050."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of months, first inclusive, last exclusive, counted from year 0; an untimed one has none.

    `form` is year, half, quarter, month or span; untimed are opaque ("n/a", "year"), impossible (a fifth quarter, an
    end before its start), day (a day inside a year) and fiscal (a business year over two calendar years). `why` says
    of an untimed one what it lacks: none, day, day-number, week, fiscal, fiscal-or-month, fiscal-or-span, no-year,
    unclear, impossible.
    """

    text: str
    form: str
    start: int = 0
    end: int = 0
    why: str = ""

    @property
    def first_year(self) -> int:
        return self.start // 12

    @property
    def last_year(self) -> int:
        return (self.end - 1) // 12

    @property
    def timed(self) -> bool:
        """Whether it lies somewhere in time."""
        return self.form not in UNTIMED

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


def quarter_of_day(text: str) -> Period | None:
    """Return the quarter that begins or ends with a day ("2024-03-31"); None for any other day or text."""
    day = read_day(text)
    if day is None:
        return None
    first = (day.month - 1) // 3 * 3
    begins = day.day == 1 and day.month == first + 1
    ends = day.month == first + 3 and day.day == calendar.monthrange(day.year, day.month)[1]
    return between(day.year * 12 + first, day.year * 12 + first + 3) if begins or ends else None


def read_day(text: str) -> dt.date | None:
    """Return a day; None for anything else, and where day and month could be either way round."""
    return _day(re.sub(r"\s", "", signs(text)).upper())


class _Writings:
    """The patterns of data/reading/periods.yaml."""

    def __init__(self) -> None:
        data: dict[str, Any] = yaml.safe_load((DATA / "periods.yaml").read_text(encoding="utf-8"))
        any_year, beside, gap = data["year"], data["year_beside"], data["between"]
        marks = f"{data['expected']}|{data['happened']}"
        guess = rf"(?:{marks}|\((?:{marks})\))?"
        self.expected = re.compile(rf"(?P<period>.+?)(?:{data['expected']}|\((?:{data['expected']})\))")
        self.year = re.compile(
            rf"{data['before_year']}(?:{any_year}){data['whole_year']}{guess}|(?P<plain>\d{{4}}){guess}"
        )
        self.parts: list[tuple[re.Pattern[str], int]] = []
        """Patterns and the months of a part; the part's number is the group n."""
        for letter, count in PARTS.items():
            months = 12 // count
            self._part(rf"{letter}(?P<n>{'[01]?' if letter == 'M' else ''}\d)", beside, gap, guess, months)
            if letter != "M":
                self._part(rf"(?P<n>\d){letter}", beside, gap, guess, months)
        self.named: list[tuple[re.Pattern[str], int, int]] = []
        """Patterns of parts by name, with first month (0 is January) and how many."""
        for number, names in data["quarters"].items():
            self._add_names(names, beside, gap, guess, (number - 1) * 3, 3)
        for number, names in data["halves"].items():
            self._add_names(names, beside, gap, guess, (number - 1) * 6, 6)
        for months, names in data["first_months"].items():
            self._add_names(names, beside, gap, guess, 0, months)
        for place, names in enumerate(_months()):
            self._add_names(names, beside, "[-/.,']*", guess, place, 1)
        self.spans: list[str] = data["span"]
        self.month_digits = [re.compile(pattern) for pattern in data["month_digits"]]
        self.months_of_year = re.compile(data["months_of_year"])
        self.days = [re.compile(pattern) for pattern in data["days"]]
        self.fiscal = re.compile(data["fiscal"])
        self.behind_year = re.compile(data["behind_year"])
        self.none = set(data["none"])
        self.week = re.compile(data["week"])
        alone = "|".join([r"[QHM]\d+", r"\d[QH]", *(name for names in data["quarters"].values() for name in names)])
        alone += "|" + "|".join(name for names in data["halves"].values() for name in names)
        alone += "|" + "|".join(name for names in _months() for name in names)
        self.alone = re.compile(alone)

    def _part(self, part: str, beside: str, gap: str, guess: str, months: int) -> None:
        self.parts.append((re.compile(f"(?:{beside}){gap}{part}{guess}"), months))
        self.parts.append((re.compile(f"{part}{gap}(?:{beside}){guess}"), months))

    def _add_names(self, names: Iterable[str], beside: str, gap: str, guess: str, first: int, months: int) -> None:
        either = "|".join(names)
        for pattern in (f"(?:{beside}){gap}(?:{either}){guess}", f"(?:{either}){gap}(?:{beside}){guess}"):
            self.named.append((re.compile(pattern), first, months))


def _months() -> list[list[str]]:
    """Return the names of each month in the program's languages, long and short, in capitals without points."""
    found: list[list[str]] = [[] for _ in range(12)]
    for id in languages():
        locale = Locale.parse(get_language(id).locale)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    plain = re.escape(re.sub(r"[\s.]", "", name).upper())
                    if plain not in found[number - 1]:
                        found[number - 1].append(plain)
    found[8].append("SEPT")
    return [sorted(names, key=len, reverse=True) for names in found]


@lru_cache(maxsize=1)
def _writings() -> _Writings:
    return _Writings()


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Return the period that a text names; an untimed one, with the reason, for what names none.

    A day that ends a year means the year (2026-12-31 is 2026); any other day is no period. A business year over two
    calendar years (2024/25) is itself and nothing else: nobody says in which month it begins.
    """
    plain = re.sub(r"\s", "", signs(text)).upper()
    found = _single(plain) or _day_period(text, plain) or _span(text, plain)
    if found:
        return found
    return Period(text, "opaque", why=_why(plain))


def is_expected(text: str) -> bool:
    """Tell whether a period is marked as an estimate, a forecast, a budget or a plan ("2024Q2E", "2024Q2 budget")."""
    match = _writings().expected.fullmatch(re.sub(r"\s", "", signs(text)).upper())
    whole = read_period(text)
    return bool(match and whole.timed and read_period(match["period"]) == whole)


def ends_year(text: str) -> bool:
    """Tell whether a text is the last day of a year, which stands for that year as well as for its last quarter."""
    day = _day(re.sub(r"\s", "", signs(text)).upper())
    return day is not None and (day.month, day.day) == (12, 31)


def _why(plain: str) -> str:
    writings = _writings()
    if plain in writings.none:
        return "none"
    if re.fullmatch(r"\d{5}", plain) and int(plain) in DAY_NUMBERS:
        return "day-number"
    if writings.week.search(plain):
        return "week"
    return "no-year" if writings.alone.fullmatch(plain) else "unclear"


def _full_year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    digits = next(groups[name] for name in ("y", "short", "nian", "plain") if groups.get(name))
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _single(plain: str) -> Period | None:
    """Read a year, half, quarter or month."""
    writings = _writings()
    if match := writings.year.fullmatch(plain):
        return year(_full_year(match))
    for pattern, months in writings.parts:
        if match := pattern.fullmatch(plain):
            number, start = int(match["n"]), _full_year(match) * 12
            if not 1 <= number <= 12 // months:
                return Period(plain, "impossible", why="impossible")
            return between(start + (number - 1) * months, start + number * months)
    for pattern, first, months in writings.named:
        if match := pattern.fullmatch(plain):
            start = _full_year(match) * 12 + first
            return between(start, start + months)
    return _month(plain)


def _month(plain: str) -> Period | None:
    """Read a month in digits."""
    match = next((found for pattern in _writings().month_digits if (found := pattern.fullmatch(plain))), None)
    if match is None:
        return None
    groups = match.groupdict()
    number, first = int(next(value for name, value in groups.items() if name != "y" and value)), _full_year(match)
    if number == 0 or (number > first % 100 and number > 12 and plain.startswith(str(first))):
        return None  # 2023-26 is a span, not a month
    if number > 12:
        return Period(plain, "impossible", why="impossible")
    if number == first % 100 + 1 and len(groups.get("slash") or "") == 2:
        return Period(plain, "opaque", why="fiscal-or-month")  # 2011/12: December 2011, or from 2011 to 2012
    return between(first * 12 + number - 1, first * 12 + number)


def _day(plain: str) -> dt.date | None:
    match = next((found for pattern in _writings().days if (found := pattern.fullmatch(plain))), None)
    if match is None:
        return None
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _day_period(text: str, plain: str) -> Period | None:
    day = _day(plain)
    if day is None:
        return Period(text, "opaque", why="day") if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", plain) else None
    return year(day.year) if (day.month, day.day) == (12, 31) else Period(day.isoformat(), "day", why="day")


def _span(text: str, plain: str) -> Period | None:
    """Read two periods with a word or a dash between them, and a business year."""
    writings = _writings()
    marked = bool(writings.fiscal.search(plain))
    bare = writings.behind_year.sub("", writings.fiscal.sub("", plain))
    if match := re.fullmatch(r"(\d{4})([-/])(\d\d|\d{4})", bare):
        first = int(match[1])
        last = int(match[3]) if len(match[3]) == 4 else first // 100 * 100 + int(match[3])
        if last == first + 1 and (match[2] == "/" or marked):
            return Period(f"FY{first}/{last % 100:02d}", "fiscal", why="fiscal")
        if last == first + 1 and len(match[3]) == 2:
            return Period(text, "opaque", why="fiscal-or-span")
        return span(first, last) if first <= last else Period(text, "impossible", why="impossible")
    if match := writings.months_of_year.fullmatch(plain):
        return _join(text, f"{match['y']}-{match['first']}", f"{match['y']}-{match['last']}")
    for mark in [*writings.spans, "-", "/"]:
        for place in [one.start() for one in re.finditer(re.escape(mark), plain)]:
            if whole := _join(text, plain[:place], plain[place + len(mark) :]):
                return whole
    return None


def _join(text: str, left: str, right: str) -> Period | None:
    """Return the period from one to another of the same kind; the year may stand on one side only."""
    years = [re.search(r"(?:19|20)\d\d", side) for side in (left, right)]
    if not any(years):
        return None
    first = _single(left) or (_single(f"{years[1][0]}{left}") if years[1] and not years[0] else None)
    last = _single(right) or (_single(f"{years[0][0]}{right}") if years[0] and not years[1] else None)
    if not first or not last or not first.timed or first.form != last.form or first.form == "span":
        return None
    return between(first.start, last.end) if first.start < last.end else Period(text, "impossible", why="impossible")
