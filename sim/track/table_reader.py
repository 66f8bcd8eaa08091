"""A table on its way to actuals: every figure found, read in its unit, and checked; every problem named by its cell."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.language.errors import FormatError, Names
from sim.plan import Plan
from sim.reading.cells import Formula
from sim.reading.doubts import Choices, Reading
from sim.reading.table import Table
from sim.reading.writing import clean
from sim.track.actuals import Actuals, base_quarters, clashing_totals
from sim.track.layout import MONTHS, names_of, read_layout
from sim.track.measures import Series, item_names, item_split, measures, members, region_names, unit_names
from sim.track.table_figures import MONEY, Figures, model_unit, row_unit
from sim.track.table_notes import Notes
from sim.track.table_rows import Entry, Rows

NO_FIGURE = ("", "-", "\N{EN DASH}", "\N{EM DASH}")
"""What people write where there is no figure."""
FAR = 20.0
"""How many times a quarter of the base year revenue may be, or be a part of it, before the unit is asked about."""


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
        self.places: dict[tuple[Series, str], _Place] = {}
        self.values: dict[Series, dict[str, float]] = {}
        self.months: dict[tuple[Series, str], dict[str, tuple[float, _Place]]] = {}
        self.refused: set[int] = set()

    def read(self) -> Reading[Actuals]:
        """Return the actuals.

        Raises
        ------
        FormatError
            The table is empty, or cannot be used: then a TableError that names every cell to mend.
        """
        rows, head = self.table.rows, self.table.head
        demo = any(row and row[0].strip().lower().replace(" ", "").startswith("#demo") for row in rows)
        if head is None:
            raise FormatError("error-track-empty")
        self.notes = Notes(self.table, read_layout(self.plan, head + 1, rows[head]), self.choices)
        self.notes.raise_problems()
        entries = list(Rows(self.plan, self.notes).entries())
        self.figures = Figures(self.plan, self.notes, entries)
        for entry in entries:
            self._take(entry)
        self._sum_months()
        actuals = Actuals(self.values, demo)
        if not self.notes.problems:
            self._totals(actuals)
            self._sizes()
        self.notes.raise_problems()
        return Reading(actuals, tuple(self.notes.doubts))

    def _take(self, entry: Entry) -> None:
        """Take a figure into the actuals, or note what is wrong with it."""
        empty = entry.cell.strip() in NO_FIGURE
        if entry.row in self.refused or (empty and self.notes.layout.values):
            return
        series = self._series(entry)
        if series is None:
            self.refused.add(entry.row)
            return
        measure = measures()[series.measure]
        entry = entry._replace(unit=entry.unit or self.figures.unit_above(measure))
        unit = row_unit(self.plan, measure, entry.unit)
        if unit is None:
            self.refused.add(entry.row)
            allowed = [*unit_names(self.plan, measure)]
            self.notes.problem(entry.row, "unit", "error-track-unit", value=entry.unit, allowed=allowed)
            return
        if empty or isinstance(entry.cell, Formula):
            return
        value = self.figures.number(entry, measure, unit)
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
            self.notes.problem(entry.row, entry.column, "error-track-twice", row=known.row, quarter=said)
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
            self.notes.problem(entry.row, entry.column, "error-track-months-add", quarter=entry.quarter)

    def _sum_months(self) -> None:
        """Add up the months of a quarter; two of three are no quarter."""
        for (series, quarter), months in self.months.items():
            found = [value for value, _ in months.values()]
            last = [place for _, place in months.values()][-1]
            if len(found) < MONTHS:
                given = [*months]
                self.notes.problem(last.row, last.column, "error-track-months-missing", quarter=quarter, given=given)
                continue
            self.places[series, quarter] = last
            self.values.setdefault(series, {})[quarter] = math.fsum(found)

    def _series(self, entry: Entry) -> Series | None:
        names, row = names_of(self.plan), entry.row
        if not entry.measure:
            self.notes.problem(row, "measure", "error-table-empty-cell")
            return None
        id = names["measure"].get(clean(entry.measure))
        if id is None:
            allowed = Names(tuple(one.text for one in measures().values()))
            self.notes.problem(row, "measure", "error-track-measure", value=entry.measure, allowed=allowed)
            return None
        split, rest = measures()[id].split, item_split(id)
        region = names["region"].get(clean(entry.region)) if entry.region else ""
        item = names["item"].get(clean(entry.item)) if entry.item else ""
        if region is None or (region and "region" not in split):
            allowed = region_names(self.plan) if "region" in split else "–"
            self.notes.problem(row, "region", "error-track-member", value=entry.region, allowed=allowed)
            return None
        allowed = item_names(self.plan, id) if rest else "–"
        if item is None or (item and (rest is None or item not in members(self.plan, rest))):
            self.notes.problem(row, "item", "error-track-member", value=entry.item, allowed=allowed)
            return None
        if rest == "category" and not item:
            self.notes.problem(row, "item", "error-track-member", value="–", allowed=allowed)
            return None
        if rest == "product" and item and not region:
            self.notes.problem(row, "region", "error-track-item-alone", allowed=region_names(self.plan))
            return None
        return Series(id, region, item)

    def _totals(self, actuals: Actuals) -> None:
        """Note totals that are not the sum of their parts."""
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
            self.notes.problem(one.row, one.column, "error-track-total", **bounds)

    def _sizes(self) -> None:
        """Note a doubt where revenue is far from the size of the plan: a unit that is not the one stated."""
        if "size" in self.notes.choices:
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
        times = ratio if too_much else 1 / ratio
        written = value / place.share
        said = {"way": "more" if too_much else "less", "times": f"{times:.0f}", "value": f"{written:.6g}"}
        unit = plan.unit(MONEY)
        where = self.notes.where(place.row, place.column)
        self.notes.choice("size", "as-written", ("as-written",), **where, **said, unit=unit)
