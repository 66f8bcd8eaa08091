"""The rows of a table on their way to actuals: which figures stand in them, and the quarter each is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sim.plan import Plan
from sim.reading.cells import Formula
from sim.reading.periods import ends_year, is_expected
from sim.reading.problems import Problem
from sim.reading.units import read_unit
from sim.track.layout import (
    half_of,
    heading_problem,
    measure_of,
    month_of,
    names_of,
    quarter_of,
    quarters_by_day,
    stated_in,
)
from sim.track.table_notes import Notes

COMMENT = "#"


class Entry(NamedTuple):
    """One figure of the table: where it stands, what it is about, and how it is written."""

    row: int
    column: str
    measure: str
    region: str
    item: str
    unit: str
    quarter: str
    cell: str
    month: str = ""
    half: str = ""
    share: float = 1.0


class When(NamedTuple):
    """The quarter that a figure is about, and the month or half it is given for, with the quarter's share of it."""

    quarter: str
    month: str = ""
    half: str = ""
    share: float = 1.0


class Rows:
    """The rows of a table below its headings."""

    def __init__(self, plan: Plan, notes: Notes) -> None:
        self.plan = plan
        self.notes = notes
        self.layout = notes.layout
        head, rows = notes.table.head, notes.table.rows
        assert head is not None
        self._first, self._rows = head + 2, rows[head + 1 :]
        column = self.layout.heads.get("period", -1)
        days = [row[column].strip() for row in self._rows if 0 <= column < len(row)]
        self.days_are_quarters = quarters_by_day(days)

    def entries(self) -> Iterator[Entry]:
        """Yield all figures as they are written."""
        for place, row in self._lines():
            yield from self._entries(place, row)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the headings that hold something and are no comments."""
        for place, row in enumerate(self._rows, start=self._first):
            if any(cell.strip() for cell in row) and not row[0].strip().startswith(COMMENT):
                yield place, row

    def _entries(self, row: int, cells: list[str]) -> Iterator[Entry]:
        """Yield the figures of a row as they are written; a row that is shifted or holds formulas has none."""
        layout = self.layout

        def cell(place: int) -> str:
            return cells[place] if place < len(cells) else ""

        named = {place: name for name, place in layout.heads.items()}
        uncomputed = [place for place, one in enumerate(cells) if isinstance(one, Formula)]
        for place in uncomputed:
            column = (
                named.get(place)
                or layout.quarters.get(place)
                or layout.months.get(place, ("", ""))[1]
                or layout.halves.get(place, ((), ""))[1]
                or (f"value {place}" if place in layout.values else "")
            )
            if column:
                self.notes.problem(row, column, "error-table-formula", formula=cells[place])
        beyond = next((one for one in cells[layout.width :] if one.strip()), "")
        if beyond:  # a separator too many shifts every cell after it
            at = cells.index(beyond, layout.width)
            self.notes.problems.append(Problem.at(row, str(at + 1), "error-table-no-column", at, found=beyond))
        if beyond or any(place in named for place in uncomputed):
            return
        found = {name: cell(place).strip() for name, place in layout.heads.items()}
        about = (found.get("region", ""), found.get("item", ""))
        unit = found.get("unit", "")
        if "measure" in found:
            known, own = measure_of(names_of(self.plan)["measure"], found["measure"])
            if own and unit and read_unit(own).factor != read_unit(unit).factor:
                self.notes.problem(row, "measure", "error-track-unit-number", value=found["measure"], unit=unit)
                return
            found["measure"], unit = (known, own or unit) if known else (found["measure"], unit)
        if not layout.long:
            for place, quarter in layout.quarters.items():
                yield Entry(row, quarter, found["measure"], *about, unit, quarter, cell(place))
            for place, (quarter, month) in layout.months.items():
                yield Entry(row, month, found["measure"], *about, unit, quarter, cell(place), month)
            for place, (quarters, half) in layout.halves.items():
                for when in self._in_quarters(quarters, half):
                    yield Entry(row, half, found["measure"], *about, unit, when.quarter, cell(place), *when[1:])
            return
        for when in self._whens(row, found):
            if "measure" in layout.heads:
                value = cell(layout.heads["value"])
                yield Entry(row, "value", found["measure"], *about, unit, when.quarter, value, *when[1:])
            for place, (measure, own) in layout.values.items():
                about_it = (measure, *about, own or unit, when.quarter, cell(place))
                yield Entry(row, f"value {place}", *about_it, *when[1:])

    def _in_quarters(self, quarters: tuple[str, ...], half: str) -> list[When]:
        """Return the quarters of a half-year; an amount is spread over them as the plan's season has it."""
        season = [float(self.plan.season[self.plan.quarters.index(quarter)]) for quarter in quarters]
        return [When(quarter, "", half, one / sum(season)) for quarter, one in zip(quarters, season, strict=True)]

    def _whens(self, row: int, found: dict[str, str]) -> list[When]:
        """Return the quarter that a row of a long table is about, or both of its half-year.

        None and a problem if it names none of the plan's.
        """
        text = found.get("period", "")
        if found.get("year"):
            text = f"{found['year']} {f'Q{text}' if text.isdecimal() and len(text) == 1 else text}"
        column = "period" if "period" in self.layout.heads else "year"
        if not text.strip():
            self.notes.problem(row, column, "error-table-empty-cell")
            return []
        label, period = quarter_of(self.plan, text)
        half, stated = half_of(self.plan, period), stated_in(self.plan)
        if (label or half or month_of(self.plan, period)) and is_expected(text):
            self.notes.problem(row, column, "error-track-expected", value=text, first=stated["first"])
            return []
        if label and ends_year(text) and not self.days_are_quarters:
            self.notes.problem(row, column, "error-track-year-or-quarter", value=text, quarter=label)
            return []
        if quarter := month_of(self.plan, period):
            return [When(quarter, period.text)]
        if half:
            return self._in_quarters(half, period.text)
        if label:
            return [When(label)]
        one = heading_problem(self.plan, row, text, period)
        if one.key == "error-track-heading":
            self.notes.problem(row, column, "error-track-period", value=text, **stated)
        else:
            self.notes.problem(row, column, one.key, **dict(one.arguments))
        return []
