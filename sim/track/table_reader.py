"""A table on its way to actuals: every figure found, read in its unit, and checked; every problem named by its cell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sim.language.errors import FormatError, Names
from sim.plan import Plan
from sim.reading.cells import Figure, Formula, Merged
from sim.reading.doubts import Choices, Doubt, Reading, decimal_doubt
from sim.reading.headings import stated_unit
from sim.reading.numbers import STYLES, Amount, Style, decimals_of, read_number
from sim.reading.periods import ends_year, is_expected
from sim.reading.problems import Problem, TableError, address
from sim.reading.table import Table
from sim.reading.units import Unit, joint_unit, read_unit
from sim.reading.writing import clean
from sim.track.actuals import Actuals, base_quarters, clashing_totals
from sim.track.layout import (
    COLUMN_TEXTS,
    MONTHS,
    half_of,
    heading_problem,
    measure_of,
    month_of,
    names_of,
    quarter_of,
    quarters_by_day,
    read_layout,
    stated_in,
    words,
)
from sim.track.measures import (
    Measure,
    Series,
    item_names,
    item_split,
    measures,
    members,
    region_names,
    unit_names,
    unit_scales,
)

NO_FIGURE = ("", "-", "\N{EN DASH}", "\N{EM DASH}")
"""What people write where there is no figure."""
COMMENT = "#"
MONEY = "CNY_m"
"""Unit of what adds up over months; of rates and people a quarter is not the sum of its months."""
FAR = 20.0
"""How many times a quarter of the base year revenue may be, or be a part of it, before the unit is asked about."""
LARGE = 10_000.0
"""Size of a plan [CNY_m] beyond which the admissible amounts grow with it."""
INDEX = "index"
"""What files call the unit of a plan whose amounts are points of an index."""


class _Entry(NamedTuple):
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


class _When(NamedTuple):
    """The quarter that a figure is about, and the month or half it is given for, with the quarter's share of it."""

    quarter: str
    month: str = ""
    half: str = ""
    share: float = 1.0


class _Place(NamedTuple):
    """Where a figure was found, with the unit it stands in and what one of that is in the model's unit.

    A figure of a half-year stands for both of its quarters; `share` is the part of an amount that is this quarter's.
    """

    row: int
    column: str
    unit: str
    scale: float
    half: str = ""
    share: float = 1.0


class TableReader:
    """A table on its way to actuals."""

    def __init__(self, plan: Plan, table: Table, choices: Choices) -> None:
        self.plan = plan
        self.table = table
        self.choices = choices
        self.doubts = list(table.doubts)
        self.problems: list[Problem] = []
        self.places: dict[tuple[Series, str], _Place] = {}
        self.values: dict[Series, dict[str, float]] = {}
        self.months: dict[tuple[Series, str], dict[str, tuple[float, _Place]]] = {}
        self.refused: set[int] = set()

    def problem(self, row: int, column: str, key: str, /, **arguments: Any) -> None:
        """Note a problem; the column is named as the file heads it."""
        layout = self.layout
        head, place = layout.written.get(column, column), layout.place(column)
        called = "" if column in layout.written else COLUMN_TEXTS.get(column, "")
        one = replace(Problem.at(row, head, key, place, **arguments), called=called)
        if self.problems[-1:] != [one]:  # a figure of a half-year is taken once a quarter
            self.problems.append(one)

    def raise_problems(self) -> None:
        if self.problems:
            raise TableError(self.table.name, self.problems, self.table.sheet)

    def read(self) -> Reading[Actuals]:
        rows, head = self.table.rows, self.table.head
        demo = any(row and row[0].strip().lower().replace(" ", "").startswith("#demo") for row in rows)
        if head is None:
            raise FormatError("error-track-empty")
        self.layout = read_layout(self.plan, head + 1, rows[head])
        self.problems += self.layout.problems
        self.raise_problems()
        above = [row for row in rows[:head] if row and not row[0].strip().startswith(COMMENT)]
        self.stated = stated_unit(cell for row in above for cell in row)
        column = self.layout.heads.get("period", -1)
        days = [row[column].strip() for row in rows[head + 1 :] if 0 <= column < len(row)]
        self.days_are_quarters = quarters_by_day(days)
        entries = [entry for place, row in self.lines(head) for entry in self.entries(place, row)]
        self.style: Style = self.decimals(entries)
        for entry in entries:
            self.take(entry)
        self.sum_months()
        actuals = Actuals(self.values, demo)
        if not self.problems:
            self.totals(actuals)
            self.sizes()
        self.raise_problems()
        return Reading(actuals, tuple(self.doubts))

    def lines(self, head: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the headings that hold something and are no comments."""
        for place, row in enumerate(self.table.rows[head + 1 :], start=head + 2):
            if any(cell.strip() for cell in row) and not row[0].strip().startswith(COMMENT):
                yield place, row

    def decimals(self, entries: list[_Entry]) -> Style:
        """Return the style of the figures that stand as somebody wrote them; those of a workbook have a point."""
        chosen = self.choices.get("decimal")
        if chosen in STYLES:
            return "comma" if chosen == "comma" else "point"
        written = [one for one in entries if not isinstance(one.cell, Figure)]
        found = decimals_of([one.cell for one in written], self.table.separator)
        if found.doubtful:
            first = next(one for one in written if one.cell == found.doubtful[0])
            doubt = decimal_doubt(found.style, found.doubtful, self.table.separator, self.where(first))
            self.doubts.append(doubt)
        return found.style

    def where(self, entry: _Entry) -> dict[str, str]:
        """Return where a figure stands, as a doubt names it."""
        place = self.layout.place(entry.column)
        cell = "" if place is None else address(self.table.sheet, entry.row, place)
        column = self.layout.written.get(entry.column, entry.column)
        return {"row": str(entry.row), "column": column, "cell": cell or "none"}

    # -- from rows to figures ---------------------------------------------------------------------------------------

    def entries(self, row: int, cells: list[str]) -> Iterator[_Entry]:
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
                self.problem(row, column, "error-table-formula", formula=cells[place])
        beyond = next((one for one in cells[layout.width :] if one.strip()), "")
        if beyond:  # a separator too many shifts every cell after it
            at = cells.index(beyond, layout.width)
            self.problems.append(Problem.at(row, str(at + 1), "error-table-no-column", at, found=beyond))
        if beyond or any(place in named for place in uncomputed):
            return
        found = {name: cell(place).strip() for name, place in layout.heads.items()}
        about = (found.get("region", ""), found.get("item", ""))
        unit = found.get("unit", "")
        if "measure" in found:
            known, own = measure_of(names_of(self.plan)["measure"], found["measure"])
            if own and unit and read_unit(own).factor != read_unit(unit).factor:
                self.problem(row, "measure", "error-track-unit-number", value=found["measure"], unit=unit)
                return
            found["measure"], unit = (known, own or unit) if known else (found["measure"], unit)
        if not layout.long:
            for place, quarter in layout.quarters.items():
                yield _Entry(row, quarter, found["measure"], *about, unit, quarter, cell(place))
            for place, (quarter, month) in layout.months.items():
                yield _Entry(row, month, found["measure"], *about, unit, quarter, cell(place), month)
            for place, (quarters, half) in layout.halves.items():
                for when in self.in_quarters(quarters, half):
                    yield _Entry(row, half, found["measure"], *about, unit, when.quarter, cell(place), *when[1:])
            return
        for when in self.whens(row, found):
            if "measure" in layout.heads:
                value = cell(layout.heads["value"])
                yield _Entry(row, "value", found["measure"], *about, unit, when.quarter, value, *when[1:])
            for place, (measure, own) in layout.values.items():
                about_it = (measure, *about, own or unit, when.quarter, cell(place))
                yield _Entry(row, f"value {place}", *about_it, *when[1:])

    def in_quarters(self, quarters: tuple[str, ...], half: str) -> list[_When]:
        """Return the quarters of a half-year; an amount is spread over them as the plan's season has it."""
        season = [float(self.plan.season[self.plan.quarters.index(quarter)]) for quarter in quarters]
        return [_When(quarter, "", half, one / sum(season)) for quarter, one in zip(quarters, season, strict=True)]

    def whens(self, row: int, found: dict[str, str]) -> list[_When]:
        """Return the quarter that a row of a long table is about, or both of its half-year.

        None and a problem if it names none of the plan's.
        """
        text = found.get("period", "")
        if found.get("year"):
            text = f"{found['year']} {f'Q{text}' if text.isdecimal() and len(text) == 1 else text}"
        column = "period" if "period" in self.layout.heads else "year"
        if not text.strip():
            self.problem(row, column, "error-table-empty-cell")
            return []
        label, period = quarter_of(self.plan, text)
        half, stated = half_of(self.plan, period), stated_in(self.plan)
        if (label or half or month_of(self.plan, period)) and is_expected(text):
            self.problem(row, column, "error-track-expected", value=text, first=stated["first"])
            return []
        if label and ends_year(text) and not self.days_are_quarters:
            self.problem(row, column, "error-track-year-or-quarter", value=text, quarter=label)
            return []
        if quarter := month_of(self.plan, period):
            return [_When(quarter, period.text)]
        if half:
            return self.in_quarters(half, period.text)
        if label:
            return [_When(label)]
        one = heading_problem(self.plan, row, text, period)
        if one.key == "error-track-heading":
            self.problem(row, column, "error-track-period", value=text, **stated)
        else:
            self.problem(row, column, one.key, **dict(one.arguments))
        return []

    def take(self, entry: _Entry) -> None:
        """Take a figure into the actuals, or note what is wrong with it."""
        empty = entry.cell.strip() in NO_FIGURE
        if entry.row in self.refused or (empty and self.layout.values):
            return
        series = self.series(entry)
        if series is None:
            self.refused.add(entry.row)
            return
        measure = measures()[series.measure]
        entry = entry._replace(unit=entry.unit or self.unit_above(measure))
        unit = row_unit(self.plan, measure, entry.unit)
        if unit is None:
            self.refused.add(entry.row)
            allowed = ", ".join(unit_names(self.plan, measure))
            self.problem(entry.row, "unit", "error-track-unit", value=entry.unit, allowed=allowed)
            return
        if empty or isinstance(entry.cell, Formula):
            return
        value = self.number(entry, measure, unit)
        if value is None:
            return
        if measure.unit.startswith(MONEY):
            value *= entry.share  # rates, shares and people of a half stand for both of its quarters
        key = (series, entry.quarter)
        months = self.months.get(key, {})
        known = self.places.get(key) or (months[entry.month][1] if entry.month in months else None)
        if known is None and months and not entry.month:
            known = next(iter(months.values()))[1]
        if known is not None:
            said = known.half or entry.quarter
            self.problem(entry.row, entry.column, "error-track-twice", row=known.row, quarter=said)
            return
        scale = unit.factor / model_unit(self.plan, measure).factor
        unit_said = entry.unit or self.plan.unit(measure.unit)
        place = _Place(entry.row, entry.column, unit_said, scale, entry.half, entry.share)
        if not entry.month:
            self.places[key] = place
            self.values.setdefault(series, {})[entry.quarter] = value
        elif measure.unit == MONEY:
            self.months.setdefault(key, {})[entry.month] = value, place
        else:
            self.problem(entry.row, entry.column, "error-track-months-add", quarter=entry.quarter)

    def unit_above(self, measure: Measure) -> str:
        """Return the unit that a line above the table states for amounts; "" for other measures, or where none does."""
        if self.stated is None or not measure.unit.startswith(MONEY):
            return ""
        unit, sure = self.stated
        own = model_unit(self.plan, measure)
        if sure or (unit.dimension, unit.factor) == (own.dimension, own.factor):
            return unit.id
        if "unit" not in self.choices and not any(one.kind == "unit" for one in self.doubts):
            self.doubts.append(Doubt.of("unit", "line", ("line", "plan"), unit=unit.id, own=own.id))
        return unit.id if self.choices.get("unit", "line") == "line" else ""

    def sum_months(self) -> None:
        """Add up the months of a quarter; two of three are no quarter."""
        for (series, quarter), months in self.months.items():
            found = [value for value, _ in months.values()]
            last = [place for _, place in months.values()][-1]
            if len(found) < MONTHS:
                given = ", ".join(months)
                self.problem(last.row, last.column, "error-track-months-missing", quarter=quarter, given=given)
                continue
            self.places[series, quarter] = last
            self.values.setdefault(series, {})[quarter] = math.fsum(found)

    def series(self, entry: _Entry) -> Series | None:
        names, row = names_of(self.plan), entry.row
        if not entry.measure:
            self.problem(row, "measure", "error-table-empty-cell")
            return None
        id = names["measure"].get(clean(entry.measure))
        if id is None:
            allowed = Names(tuple(one.text for one in measures().values()))
            self.problem(row, "measure", "error-track-measure", value=entry.measure, allowed=allowed)
            return None
        split, rest = measures()[id].split, item_split(id)
        region = names["region"].get(clean(entry.region)) if entry.region else ""
        item = names["item"].get(clean(entry.item)) if entry.item else ""
        if region is None or (region and "region" not in split):
            allowed = region_names(self.plan) if "region" in split else "–"
            self.problem(row, "region", "error-track-member", value=entry.region, allowed=allowed)
            return None
        allowed = item_names(self.plan, id) if rest else "–"
        if item is None or (item and (rest is None or item not in members(self.plan, rest))):
            self.problem(row, "item", "error-track-member", value=entry.item, allowed=allowed)
            return None
        if rest == "category" and not item:
            self.problem(row, "item", "error-track-member", value="–", allowed=allowed)
            return None
        if rest == "product" and item and not region:
            self.problem(row, "region", "error-track-item-alone", allowed=region_names(self.plan))
            return None
        return Series(id, region, item)

    def number(self, entry: _Entry, measure: Measure, unit: Unit) -> float | None:
        """Return a figure in the model's unit; None, and a problem, where it is none."""
        cell, row, column = entry.cell, entry.row, entry.column
        if isinstance(cell, Merged):
            self.problem(row, column, "error-table-merged", range=cell.range, found=cell.strip())
            return None
        amount = read_number(cell.exact, "point") if isinstance(cell, Figure) else read_number(cell, self.style)
        written = cell.strip()
        if amount is None:
            self.problem(row, column, "error-track-number", value=written)
            return None
        own = self.own_unit(amount, entry, measure, unit)
        if own is None:
            percent = read_unit(amount.unit).dimension == "fraction"
            key = "error-track-percent-unit" if percent else "error-track-unit-number"
            self.problem(row, column, key, value=written, unit=entry.unit or self.plan.unit(measure.unit))
            return None
        scale = own.factor / model_unit(self.plan, measure).factor
        value, (low, high) = amount.value * scale, measure.range
        if measure.unit.startswith("CNY_m"):
            high *= max(1.0, self.plan.size / LARGE)
        if low <= value <= high:
            return self.rescale(entry, measure, amount, own, value)
        if high == 1 and 1 < value <= 100 and scale == 1:
            self.problem(row, column, "error-track-percent", value=written)
        else:
            shown = (0.01, "%") if own.dimension == "fraction" and own.factor == 0.01 else (scale, own.id)
            bounds = {"low": f"{low / shown[0]:g}", "high": f"{high / shown[0]:g}", "unit": shown[1]}
            self.problem(row, column, "error-track-range", value=written, **bounds)
        return None

    def own_unit(self, amount: Amount, entry: _Entry, measure: Measure, unit: Unit) -> Unit | None:
        """Return the unit a figure stands in: beside it, in its row, or the model's; None where they contradict."""
        if not amount.unit:
            return unit
        if not entry.unit:
            own = read_unit(amount.unit)
            if own.known and not own.points and own.dimension == model_unit(self.plan, measure).dimension:
                return own
        return joint_unit(amount.unit, entry.unit or self.plan.unit(measure.unit))

    def rescale(self, entry: _Entry, measure: Measure, amount: Amount, unit: Unit, value: float) -> float:
        """Return a value, or a hundred times it where somebody says that 0.235 in a row of % is a fraction of one."""
        id = names_of(self.plan)["measure"][clean(entry.measure)]
        usual = words()["usual"].get(id)
        beside = read_unit(amount.unit).known
        if (
            usual is None
            or unit.factor != 0.01
            or beside
            or value >= usual[0]
            or not usual[0] <= 100 * value <= usual[1]
        ):
            return value
        chosen = self.choices.get("percent", "as-written")
        if "percent" not in self.choices and not any(one.kind == "percent" for one in self.doubts):
            self.doubts.append(
                Doubt.of(
                    "percent",
                    "as-written",
                    ("as-written", "fraction"),
                    **self.where(entry),
                    value=entry.cell.strip(),
                    unit=entry.unit,
                    read=f"{100 * value:.6g} %",
                    other=f"{10_000 * value:.6g} %",
                    usual=f"{100 * usual[0]:g}–{100 * usual[1]:g} %",
                )
            )
        return 100 * value if chosen == "fraction" else value

    def totals(self, actuals: Actuals) -> None:
        clashes = clashing_totals(self.plan, actuals)
        of_halves: dict[tuple[Series, str], list[tuple[float, float]]] = {}
        for series, quarter, stated, summed in clashes:
            of_halves.setdefault((series, self.places[series, quarter].half), []).append((stated, summed))
        for series, quarter, stated, summed in clashes:
            one = self.places[series, quarter]
            both = of_halves[series, one.half]
            adds_up = measures()[series.measure].unit == MONEY
            if one.half and adds_up and len(both) > 1:  # as the file has it: of the half, not of its quarters
                stated, summed = (sum(column) for column in zip(*both, strict=True))
            bounds = {"stated": f"{stated / one.scale:g}", "summed": f"{summed / one.scale:g}", "unit": one.unit}
            self.problem(one.row, one.column, "error-track-total", **bounds)

    def sizes(self) -> None:
        """Note a doubt where revenue is far from the size of the plan: a unit that is not the one stated."""
        if "size" in self.choices:
            return
        plan, quarters = self.plan, base_quarters(self.plan).mean(axis=0)
        base = dict(zip(plan.regions, quarters, strict=True)) | {"": quarters.sum()}
        target = plan.targets.get("revenue")
        usual = 2 * max(quarters.sum(), target.value / len(base_quarters(plan)) if target else 0.0)
        ratios = [
            (value / base[series.region], value, series, quarter)
            for series, cells in self.values.items()
            for quarter, value in cells.items()
            if series.measure == "revenue" and value > 0 and base[series.region] > 0
        ]
        if not ratios:
            return
        most = max(ratios, key=lambda one: one[0])
        too_much = most[0] > FAR and most[1] > usual
        if not too_much and most[0] >= 1 / FAR:
            return
        ratio, value, series, quarter = most
        place = self.places[series, quarter]
        entry = _Entry(place.row, place.column, "", "", "", "", "", "")
        times = ratio if too_much else 1 / ratio
        written = value / place.share
        said = {"way": "more" if too_much else "less", "times": f"{times:.0f}", "value": f"{written:.6g}"}
        unit = plan.unit(MONEY)
        self.doubts.append(Doubt.of("size", "as-written", ("as-written",), **self.where(entry), **said, unit=unit))


def model_unit(plan: Plan, measure: Measure) -> Unit:
    """Return the unit in which the model has a measure: money in the plan's own currency."""
    own = plan.unit(measure.unit)
    return Unit(own, own, 1.0) if own != measure.unit and plan.money == INDEX else read_unit(own)


def row_unit(plan: Plan, measure: Measure, text: str) -> Unit | None:
    """Return the unit of a row, the model's where it says none; None for a unit that measures something else."""
    own = model_unit(plan, measure)
    if not text:
        return own
    known = {name.lower(): scale for name, scale in unit_scales(plan, measure).items()}.get(text.lower())
    if known is not None:
        return Unit(text, own.dimension, known * own.factor)
    unit = read_unit(text)
    return unit if unit.known and not unit.points and unit.dimension == own.dimension else None
