"""What the columns of a table of actuals are: a column a quarter (wide), or a row a quarter (long)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from sim.language import get_language, languages
from sim.language.errors import Names
from sim.plan import Plan
from sim.plan.texts import Texts
from sim.reading.cells import Formula
from sim.reading.periods import Period, between, ends_year, is_expected, quarter_of_day, read_period
from sim.reading.problems import Problem
from sim.reading.writing import clean, narrow
from sim.track.measures import FOLDER, aliases

COLUMNS = ("measure", "region", "item", "unit")
COLUMN_TEXTS = {
    "measure": "track-column-measure",
    "region": "track-column-region",
    "item": "track-column-item",
    "unit": "track-column-unit",
}
VALUE_TEXT = "track-column-value"
LONG = ("period", "year", "value")
"""Columns that only a table with a row a quarter has."""
MONTHS = 3
"""Months of a quarter."""
PARENTHESES = re.compile(r"(.+?)\s*[(\[]\s*([^)\]]+)\s*[)\]]|(.+?),\s+(.+)")


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of data/track/columns.yaml."""
    return yaml.safe_load((FOLDER / "columns.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def column_names() -> Mapping[str, str]:
    """Return column by word, in one writing."""
    names = {clean(word): column for column, listed in words()["columns"].items() for word in listed}
    for id in languages():
        names |= {clean(get_language(id).text(text)): column for column, text in COLUMN_TEXTS.items()}
    return names


def names_of(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """Return id by word for `measure`, `region` and `item`, in one writing; the whole is ""."""
    return _names_of(plan, plan.texts)


@lru_cache(maxsize=8)
def _names_of(plan: Plan, _called: Texts) -> Mapping[str, Mapping[str, str]]:
    found = {kind: {clean(name): id for name, id in known.items()} for kind, known in aliases(plan).items()}
    for id, listed in words()["measures"].items():
        found["measure"] |= {clean(word): id for word in listed}
    for kind in ("region", "item"):
        found[kind] |= {clean(word): "" for word in words()["whole"]}
    return found


def quarter_of(plan: Plan, text: str) -> tuple[str, Period]:
    """Return the plan's quarter that a text names ("" if it names none), and the period it does name."""
    period = read_period(text)
    if period.form != "quarter" and (quarter := quarter_of_day(text)):
        period = quarter
    return (period.text if period.text in plan.quarters else ""), period


def month_of(plan: Plan, period: Period) -> str:
    """Return the plan's quarter that a month belongs to; "" for any other period."""
    if period.form != "month":
        return ""
    first = period.start - period.start % 3
    quarter = between(first, first + 3).text
    return quarter if quarter in plan.quarters else ""


def half_of(plan: Plan, period: Period) -> tuple[str, ...]:
    """Return the two quarters of a half-year where the plan is stated in halves and has both; none otherwise."""
    if period.form != "half" or not plan.halves:
        return ()
    quarters = tuple(between(first, first + MONTHS).text for first in range(period.start, period.end, MONTHS))
    return quarters if set(quarters) <= set(plan.quarters) else ()


def stated_in(plan: Plan) -> dict[str, Any]:
    """Return for a message in which periods a plan is stated, the first and the last of them."""
    named = (f"{year}H{half}" for year in plan.years for half in (1, 2))
    halves = [one for one in named if half_of(plan, read_period(one))]
    periods = halves or plan.quarters
    return {"halves": "yes" if halves else "no", "first": periods[0], "last": periods[-1]}


@dataclass
class Layout:
    """The columns of a table, by place.

    Attributes
    ----------
    heads : column to place
    quarters : place to quarter, of a wide table
    months : place to (quarter, month), of a wide table with all three months of a quarter
    halves : place to (quarters, half), of a wide table of a plan that is stated in halves
    values : place to (measure, unit), of a long table with a column a measure
    written : column or quarter to its heading as written
    """

    heads: dict[str, int] = field(default_factory=dict)
    quarters: dict[int, str] = field(default_factory=dict)
    months: dict[int, tuple[str, str]] = field(default_factory=dict)
    halves: dict[int, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    values: dict[int, tuple[str, str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def long(self) -> bool:
        return "period" in self.heads or "year" in self.heads

    def place(self, column: str) -> int | None:
        """Return where a column, a quarter, a month or "value 5" stands; None for what has no column."""
        periods = {label: place for place, label in self.quarters.items()}
        periods |= {month: place for place, (_, month) in self.months.items()}
        periods |= {half: place for place, (_, half) in self.halves.items()}
        values = {f"value {place}": place for place in self.values}
        return ({**periods, **values, **self.heads}).get(column)

    @property
    def width(self) -> int:
        """How many columns have a heading, up to the last one."""
        return 1 + max((*self.heads.values(), *self.quarters, *self.months, *self.halves, *self.values))


def read_layout(plan: Plan, row: int, cells: list[str]) -> Layout:
    """Return what the headings say; `problems` names those that say nothing."""
    layout = Layout()
    names, measures = column_names(), names_of(plan)["measure"]
    texts = {place: cell for place, cell in enumerate(cells) if cell.strip()}
    long = any(names.get(clean(cell)) in LONG for cell in texts.values())
    for place, cell in texts.items():
        text = cell.strip()
        column = names.get(clean(cell), "")
        measure, unit = measure_of(measures, text) if long else ("", "")
        label, period = quarter_of(plan, text)
        if isinstance(cell, Formula):
            layout.problems.append(Problem.at(row, text, "error-table-formula", place, formula=text))
        elif column and column in layout.heads:
            layout.problems.append(Problem.at(row, text, "error-track-heading-twice", place))
        elif column:
            layout.heads[column], layout.written[column] = place, text
        elif measure:
            layout.values[place] = measure, unit
            layout.written[f"value {place}"] = text
        elif not long and (label or month_of(plan, period) or half_of(plan, period)) and is_expected(text):
            said = {"value": text, "first": stated_in(plan)["first"]}
            layout.problems.append(Problem.at(row, text, "error-track-expected", place, **said))
        elif not long and label and ends_year(text) and not quarters_by_day(texts.values()):
            layout.problems.append(
                Problem.at(row, text, "error-track-year-or-quarter", place, value=text, quarter=label)
            )
        elif label and not long:
            if label in layout.quarters.values():
                layout.problems.append(Problem.at(row, text, "error-track-quarter-twice", place, quarter=label))
            layout.quarters[place], layout.written[label] = label, text
        elif not long and (quarter := month_of(plan, period)):
            layout.months[place], layout.written[period.text] = (quarter, period.text), text
        elif not long and (half := half_of(plan, period)):
            layout.halves[place], layout.written[period.text] = (half, period.text), text
        else:
            layout.problems.append(heading_problem(plan, row, text, period, place))
    layout.problems += [*_incomplete(plan, layout, row), *_missing(plan, layout, row, texts.values())]
    return layout


def quarters_by_day(texts: Iterable[str]) -> bool:
    """Tell whether days inside a year name quarters, so that the last day of a year names one too."""
    return any(quarter_of_day(one) and not ends_year(one) for one in texts)


def _incomplete(plan: Plan, layout: Layout, row: int) -> list[Problem]:
    """Return why months do not make quarters: two of three say nothing, and a quarter beside them says it twice."""
    found = []
    for place, (quarter, month) in layout.months.items():
        text, months = layout.written[month], [one for other, one in layout.months.values() if other == quarter]
        if quarter in layout.quarters.values() or months.count(month) > 1:
            found.append(Problem.at(row, text, "error-track-quarter-twice", place, quarter=quarter))
        elif len(months) < MONTHS:
            found.append(heading_problem(plan, row, text, read_period(text), place))
    return found


def measure_of(measures: Mapping[str, str], text: str) -> tuple[str, str]:
    """Return the measure that a cell names, and the unit behind it ("Revenue (CNY m)")."""
    if id := measures.get(clean(text)):
        return id, ""
    if match := PARENTHESES.fullmatch(narrow(text)):
        name, unit = match[1] or match[3], match[2] or match[4]
        return measures.get(clean(name), ""), unit
    return "", ""


def heading_problem(plan: Plan, row: int, text: str, period: Period, place: int | None = None) -> Problem:
    """Return why a heading, or a cell of a column of periods, is no quarter of the plan."""
    stated = stated_in(plan)
    if (period.timed and period.form != "quarter") or period.form in ("day", "fiscal", "impossible"):
        form = "outside" if period.form == "half" and plan.halves else period.form
        return Problem.at(row, text, "error-track-no-plan-quarter", place, value=text, form=form, **stated)
    spans = [f"{plan.quarters[0]} … {plan.quarters[-1]}"]
    if stated["halves"] == "yes":
        spans.insert(0, f"{stated['first']} … {stated['last']}")
    allowed = Names(tuple(COLUMN_TEXTS.values()), after=tuple(spans))
    return Problem.at(row, text, "error-track-heading", place, value=text, allowed=allowed)


def _missing(plan: Plan, layout: Layout, row: int, headings: Iterable[str]) -> list[Problem]:
    found = []
    if "measure" not in layout.heads and not layout.values:
        found.append(Problem.at(row, "measure", "error-track-no-measure", called=COLUMN_TEXTS["measure"]))
    if layout.long and "measure" in layout.heads and "value" not in layout.heads:
        found.append(Problem.at(row, "value", "error-track-no-value", called=VALUE_TEXT))
    if not (layout.long or layout.quarters or layout.months or layout.halves):
        found.append(Problem.at(row, "", "error-track-no-quarter", found=[*headings], **stated_in(plan)))
    return found
