"""The days of a list: each way in which one is written is read once, by the one reader of periods."""

from __future__ import annotations

import datetime as dt
import re

import duckdb
import pyarrow as pa

from sim.customers.cells import Cells
from sim.language.errors import FormatError
from sim.reading.doubts import Choices, Doubt
from sim.reading.periods import read_day, read_period
from sim.reading.problems import Problem
from sim.reading.writing import signs

MOST_WRITINGS = 250_000
"""Different texts in the column of days: a second of work; days of thirty years with their minutes have more."""
FIRST = dt.date(1990, 1, 1)
TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$")
EITHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
MOST_TOLD = 50


def days_of(
    database: duckdb.DuckDBPyConnection, cells: Cells, heading: str, choices: Choices, today: dt.date, name: str
) -> tuple[pa.Table, list[Problem], list[Doubt]]:
    """Return the day of every text in the column (columns written, day), what is none, and what could be another."""
    found = database.execute(
        f"SELECT date, min(place), count(*) FROM cells GROUP BY date LIMIT {MOST_WRITINGS + 1}"  # noqa: S608
    ).fetchall()
    if len(found) > MOST_WRITINGS:
        raise FormatError("error-customers-days", name=name, most=MOST_WRITINGS)
    plain = {text: signs(TIME.sub("", text.strip())) for text, _, _ in found}
    order, doubts = _order(list(plain.values()), choices)
    days: dict[str, dt.date] = {}
    problems = []
    for text, place, count in sorted(found, key=lambda one: one[1]):
        day = _day(plain[text], order)
        if day is not None and FIRST <= day <= today:
            days[text] = day
        elif len(problems) < MOST_TOLD:
            key = "error-customers-day" if day is None else "error-customers-day-range"
            if day is None and read_period(plain[text]).why == "day-number":
                key = "error-customers-day-number"
            if not plain[text]:
                key = "error-customers-day-blank"
            problems.append(
                Problem.at(cells.row(place), heading, key, value=text, count=count, first=FIRST, last=today)
            )
    table = pa.table({"written": pa.array(days, pa.string()), "day": pa.array(days.values(), pa.date32())})
    return table, problems, doubts


def _order(texts: list[str], choices: Choices) -> tuple[str, list[Doubt]]:
    """Return whether day or month stands first in 5/3/2024; one that can be read in one way only decides for all."""
    pairs = [(int(match[1]), int(match[2]), text) for text in texts if (match := EITHER.fullmatch(text))]
    open_ones = [text for first, second, text in pairs if first <= 12 and second <= 12 and first != second]
    if not open_ones:
        return "day-first", []
    if "days" in choices:
        return choices["days"], []
    day_first, month_first = any(first > 12 for first, _, _ in pairs), any(second > 12 for _, second, _ in pairs)
    if day_first != month_first:
        return ("day-first" if day_first else "month-first"), []
    return "day-first", [
        Doubt.of("days", "day-first", ("day-first", "month-first"), found=open_ones[0], count=len(open_ones))
    ]


def _day(text: str, order: str) -> dt.date | None:
    match = EITHER.fullmatch(text)
    if match is None:
        return read_day(text)
    first, second, year = (int(part) for part in match.groups())
    day, month = (first, second) if order == "day-first" else (second, first)
    if month > 12 and day <= 12:  # written the other way round; only where the rest of the list leaves no doubt of it
        day, month = month, day
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
