"""A company's own quarters, read from a table of the form of actuals; 8 to 40 of them, without a gap in revenue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.language.errors import FormatError, PlanError
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.plan.load import read_pack
from sim.plan.minimal import minimal_pack
from sim.reading.doubts import Choices, Reading
from sim.reading.periods import read_period
from sim.reading.table import Table, read_table
from sim.reading.writing import clean
from sim.track.actuals import Actuals
from sim.track.layout import column_names, words
from sim.track.measures import Series
from sim.track.reading import LIMITS
from sim.track.table_reader import TableReader
from sim.track.table_rows import COMMENT

LEAST, MOST = 8, 40
"""Quarters that can be learnt from: two of every season, and ten years."""
RATES = ("conversion_rate", "churn_rate")
CURRENCY = re.compile(r"[A-Z]{3}_")
ALONE = "history"
"""Id of the plan that is made for quarters that belong to none."""


@dataclass(frozen=True, eq=False)
class History:
    """What happened, in the model's units.

    Attributes
    ----------
    plan : the plan it is history of, moved to these quarters: its horizon is the history
    revenue : (quarter, region)
    new_share : (quarter,), share of new products in revenue; None where lines are not known
    reps : (quarter, region) [person], or None
    rates : conversion and churn by id, (quarter,) each; those that are known in every quarter
    spend : by budget category, (quarter,) each
    left : rows of the table that have gaps and are left aside
    """

    plan: Plan
    first: int
    revenue: Array
    new_share: Array | None
    reps: Array | None
    rates: Mapping[str, Array]
    spend: Mapping[str, Array]
    left: tuple[Series, ...] = ()

    @property
    def count(self) -> int:
        return len(self.revenue)

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the regions, or the company alone where revenue is known for the whole only."""
        return self.plan.regions if self.revenue.shape[1] == len(self.plan.regions) else ("",)

    @property
    def labels(self) -> tuple[str, ...]:
        return self.plan.quarters[self.first : self.first + self.count]

    @cached_property
    def seasons(self) -> np.ndarray:
        """Return which quarter of its year each is, 0 to 3. Shape (quarter,)."""
        return np.array([int(label[-1]) - 1 for label in self.labels])

    def until(self, count: int) -> History:
        """Return its first quarters."""
        return replace(
            self,
            revenue=self.revenue[:count],
            new_share=None if self.new_share is None else self.new_share[:count],
            reps=None if self.reps is None else self.reps[:count],
            rates={id: row[:count] for id, row in self.rates.items()},
            spend={id: row[:count] for id, row in self.spend.items()},
        )


def read_history(
    content: bytes, name: str, plan: Plan | None = None, choices: Choices | None = None
) -> Reading[History]:
    """Return the history of a CSV or Excel file, with what of it could be read otherwise.

    Parameters
    ----------
    plan : the plan whose regions and lines the table names; None makes one of what the table names itself

    Raises
    ------
    TableError, FormatError
        Cells or a file that cannot be read.
    PlanError
        Too few or too many quarters, or one of them without revenue.
    """
    chosen = choices or {}

    def is_heading(cell: str) -> bool:
        return clean(cell) in column_names() or read_period(cell).form in ("quarter", "month")

    table = read_table(content, name, LIMITS, is_heading, 2, chosen, COMMENT)
    labels = _labels(table)
    if not labels:
        raise FormatError("error-learn-quarters", count=0, least=LEAST, most=MOST)
    years = tuple(range(int(labels[0][:4]), int(labels[-1][:4]) + 1))
    if len(years) > MOST // QUARTERS_A_YEAR + 1:
        raise PlanError("error-learn-quarters", count=4 * len(years), least=LEAST, most=MOST)
    alone = {} if plan is not None else {"size": "as-written"}  # a plan made for a table has no size to compare with
    if plan is None:
        plan = read_pack(minimal_pack(ALONE, _column(table, "region") or ["company"], years[-1:], _currency(table)))
    moved = replace(
        plan, base_year=years[0] - 1, years=years, quarter_count=4 * len(years), entries={}, milestones=(), extras={}
    )
    reading = TableReader(moved, table, {**alone, **chosen}).read()
    return Reading(history_of(moved, reading.value), reading.doubts)


def _labels(table: Table) -> list[str]:
    """Return the quarters that a table speaks of, in order of time."""
    found = set()
    for row in table.rows:
        for cell in row:
            period = read_period(cell.strip()) if cell.strip() else None
            if period is not None and period.form in ("quarter", "month") and period.timed:
                year, month = divmod(period.start, 12)
                found.add(f"{year:04}Q{month // 3 + 1}")
    return sorted(found)


def _column(table: Table, column: str) -> list[str]:
    """Return what stands in a column of a table, each once, the words for the whole left out."""
    assert table.head is not None
    heads = [column_names().get(clean(cell)) for cell in table.rows[table.head]]
    if column not in heads:
        return []
    place = heads.index(column)
    whole = {clean(word) for word in words()["whole"]}
    names = [
        row[place].strip()
        for row in table.rows[table.head + 1 :]
        if len(row) > place and not row[0].strip().startswith(COMMENT)
    ]
    return list(dict.fromkeys(one for one in names if one and clean(one) not in whole))


def _currency(table: Table) -> str:
    """Return the currency that a table's units name ("AUD_m"), else that of an index."""
    return next((one[:3] for one in _column(table, "unit") if CURRENCY.match(one)), "XXX")


def history_of(plan: Plan, actuals: Actuals) -> History:
    """Return what actuals over the quarters of a plan hold for learning.

    Raises
    ------
    PlanError
        Fewer than `LEAST` or more than `MOST` quarters, or a quarter without revenue among them.
    """
    regional = [actuals.row(plan, Series("revenue", region)) for region in plan.regions]
    parts = {
        product: np.array([actuals.row(plan, Series("revenue", region, product)) for region in plan.regions])
        for product in plan.products
    }
    whole = (
        np.array([*parts.values()]).sum(axis=0) if parts else np.full((len(plan.regions), plan.quarter_count), np.nan)
    )
    rows = np.array([np.where(np.isnan(one), whole[place], one) for place, one in enumerate(regional)])
    total = actuals.row(plan, Series("revenue"))
    if np.isnan(rows).all() and not np.isnan(total).all():
        rows, whole = total[None], np.full((1, plan.quarter_count), np.nan)
    known = np.flatnonzero(~np.isnan(rows).all(axis=0))
    count = int(known[-1] - known[0] + 1) if len(known) else 0
    if not LEAST <= count <= MOST:
        raise PlanError("error-learn-quarters", count=count, least=LEAST, most=MOST)
    span = slice(int(known[0]), int(known[-1]) + 1)
    revenue = rows[:, span].T
    for quarter, region in np.argwhere(~(revenue > 0)):
        names = plan.regions if len(rows) == len(plan.regions) else ("",)
        raise PlanError("error-learn-gap", quarter=plan.quarters[span][quarter], region=names[region] or "–")
    left: list[Series] = []

    def row(series: Series) -> Array | None:
        values = actuals.row(plan, series)[span]
        if np.isnan(values).any():
            if series in actuals.values:
                left.append(series)
            return None
        return values

    new = None
    if "new" in parts and "core" in parts and len(rows) == len(plan.regions):
        share = parts["new"][:, span].sum(axis=0) / revenue.sum(axis=1)
        new = None if np.isnan(share).any() else share
    reps = [row(Series("reps", region)) for region in plan.regions]
    people = np.array(reps).T if all(one is not None and (one > 0).all() for one in reps) else None
    if len(rows) < len(plan.regions):
        company = row(Series("reps"))
        people = company[:, None] if company is not None and (company > 0).all() else None
    rates = {id: one for id in RATES if (one := row(Series(id))) is not None and (one > 0).all()}
    spend = {
        lever.member: one
        for lever in plan.family("budget")
        if (one := row(Series("spend", "", lever.member))) is not None
    }
    return History(plan, span.start, revenue, new, people, rates, spend, tuple(left))
