"""Figures of a table as numbers of the model: how decimals are written, and the unit a figure stands in."""

from __future__ import annotations

from collections.abc import Sequence

from sim.plan import Plan
from sim.reading.cells import Figure, Merged
from sim.reading.doubts import decimal_doubt
from sim.reading.headings import stated_unit
from sim.reading.numbers import STYLES, Amount, Style, decimals_of, read_number
from sim.reading.units import Unit, joint_unit, read_unit
from sim.reading.writing import clean
from sim.track.layout import names_of, words
from sim.track.measures import Measure, unit_scales
from sim.track.table_notes import Notes
from sim.track.table_rows import COMMENT, Entry

MONEY = "CNY_m"
"""Unit of what adds up over months; of rates and people a quarter is not the sum of its months."""
LARGE = 10_000.0
"""Size of a plan [CNY_m] beyond which the admissible amounts grow with it."""
INDEX = "index"
"""What files call the unit of a plan whose amounts are points of an index."""


class Figures:
    """How the figures of a table are read: one style of decimals, one unit for amounts that state none."""

    def __init__(self, plan: Plan, notes: Notes, entries: Sequence[Entry]) -> None:
        self.plan = plan
        self.notes = notes
        above = [row for row in notes.table.rows[: notes.table.head] if row and not row[0].strip().startswith(COMMENT)]
        self.stated = stated_unit(cell for row in above for cell in row)
        self.style: Style = self._decimals(entries)

    def _decimals(self, entries: Sequence[Entry]) -> Style:
        """Return the style of the figures that stand as somebody wrote them; those of a workbook have a point."""
        chosen = self.notes.choices.get("decimal")
        if chosen in STYLES:
            return "comma" if chosen == "comma" else "point"
        written = [one for one in entries if not isinstance(one.cell, Figure)]
        found = decimals_of([one.cell for one in written], self.notes.table.separator)
        if found.doubtful:
            first = next(one for one in written if one.cell == found.doubtful[0])
            doubt = decimal_doubt(
                found.style, found.doubtful, self.notes.table.separator, self.notes.where(first.row, first.column)
            )
            self.notes.doubts.append(doubt)
        return found.style

    def unit_above(self, measure: Measure) -> str:
        """Return the unit that a line above the table states for amounts; "" for other measures, or where none does."""
        if self.stated is None or not measure.unit.startswith(MONEY):
            return ""
        unit, sure = self.stated
        own = model_unit(self.plan, measure)
        if sure or (unit.dimension, unit.factor) == (own.dimension, own.factor):
            return unit.id
        chosen = self.notes.choice("unit", "line", ("line", "plan"), unit=unit.id, own=own.id)
        return unit.id if chosen == "line" else ""

    def number(self, entry: Entry, measure: Measure, unit: Unit) -> float | None:
        """Return a figure in the model's unit; None, and a problem, where it is none."""
        cell, row, column = entry.cell, entry.row, entry.column
        if isinstance(cell, Merged):
            self.notes.problem(row, column, "error-table-merged", range=cell.range, found=cell.strip())
            return None
        amount = read_number(cell.exact, "point") if isinstance(cell, Figure) else read_number(cell, self.style)
        written = cell.strip()
        if amount is None:
            self.notes.problem(row, column, "error-track-number", value=written)
            return None
        own = self._own_unit(amount, entry, measure, unit)
        if own is None:
            percent = read_unit(amount.unit).dimension == "fraction"
            key = "error-track-percent-unit" if percent else "error-track-unit-number"
            self.notes.problem(row, column, key, value=written, unit=entry.unit or self.plan.unit(measure.unit))
            return None
        scale = own.factor / model_unit(self.plan, measure).factor
        value, (low, high) = amount.value * scale, measure.range
        if measure.unit.startswith(MONEY):
            high *= max(1.0, self.plan.size / LARGE)
        if low <= value <= high:
            return self._rescale(entry, measure, amount, own, value)
        if high == 1 and 1 < value <= 100 and scale == 1:
            self.notes.problem(row, column, "error-track-percent", value=written)
        else:
            shown = (0.01, "%") if own.dimension == "fraction" and own.factor == 0.01 else (scale, own.id)
            bounds = {"low": f"{low / shown[0]:g}", "high": f"{high / shown[0]:g}", "unit": shown[1]}
            self.notes.problem(row, column, "error-track-range", value=written, **bounds)
        return None

    def _own_unit(self, amount: Amount, entry: Entry, measure: Measure, unit: Unit) -> Unit | None:
        """Return the unit a figure stands in: beside it, in its row, or the model's; None where they contradict."""
        if not amount.unit:
            return unit
        if not entry.unit:
            own = read_unit(amount.unit)
            if own.known and not own.points and own.dimension == model_unit(self.plan, measure).dimension:
                return own
        return joint_unit(amount.unit, entry.unit or self.plan.unit(measure.unit))

    def _rescale(self, entry: Entry, measure: Measure, amount: Amount, unit: Unit, value: float) -> float:
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
        chosen = self.notes.choice(
            "percent",
            "as-written",
            ("as-written", "fraction"),
            **self.notes.where(entry.row, entry.column),
            value=entry.cell.strip(),
            unit=entry.unit,
            read=f"{100 * value:.6g} %",
            other=f"{10_000 * value:.6g} %",
            usual=f"{100 * usual[0]:g}–{100 * usual[1]:g} %",
        )
        return 100 * value if chosen == "fraction" else value


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
