"""What happened: values by row and quarter, frozen, with the arrays that the comparison with the model needs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.track.measures import Series

TOTAL_TOLERANCE = 0.005
"""A total and the sum of its parts may differ by half a per cent (rounding) before that is an error."""


@dataclass(frozen=True)
class Actuals:
    """Actual figures in the model's units.

    Attributes
    ----------
    values : mapping Series -> mapping quarter label ("2024Q1") -> value
    demo : bool
        Worked example, not anybody's figures; every view says so.
    """

    values: Mapping[Series, Mapping[str, float]] = field(default_factory=dict)
    demo: bool = False

    def __post_init__(self) -> None:
        frozen = {series: MappingProxyType(dict(cells)) for series, cells in self.values.items() if cells}
        object.__setattr__(self, "values", MappingProxyType(frozen))

    def __hash__(self) -> int:
        return hash((self.demo, frozenset((series, frozenset(cells.items())) for series, cells in self.values.items())))

    def get(self, series: Series, quarter: str) -> float:
        """Return one value, NaN where there is none."""
        return self.values.get(series, {}).get(quarter, math.nan)

    def row(self, plan: Plan, series: Series) -> Array:
        """Return a row over the plan's quarters, NaN where nothing is known. Shape (quarter,)."""
        return np.array([self.get(series, quarter) for quarter in plan.quarters])

    @property
    def series(self) -> tuple[Series, ...]:
        return tuple(self.values)

    @property
    def cells(self) -> list[tuple[Series, str, float | None]]:
        """Every figure as a change: (row, quarter, value)."""
        return [(series, quarter, value) for series, cells in self.values.items() for quarter, value in cells.items()]

    @property
    def count(self) -> int:
        """How many figures there are."""
        return sum(len(cells) for cells in self.values.values())

    @property
    def empty(self) -> bool:
        return not self.values

    def with_values(self, changes: Iterable[tuple[Series, str, float | None]]) -> Actuals:
        """Return actuals with some cells changed; None removes a cell."""
        merged = {series: dict(cells) for series, cells in self.values.items()}
        for series, quarter, value in changes:
            cells = merged.setdefault(series, {})
            if value is None:
                cells.pop(quarter, None)
            else:
                cells[quarter] = value
        return Actuals(merged, self.demo)


@dataclass(frozen=True)
class Known:
    """Actuals as arrays; NaN where nothing is known.

    Attributes
    ----------
    revenue : (quarter, region, product) [CNY_m]
    region_revenue : (quarter, region) [CNY_m]
        As reported for the region, or the sum of its products where all are known.
    total_revenue : (quarter,) [CNY_m]
    reps : (quarter, region) [person]
    total_reps : (quarter,) [person]
    conversion_rate, churn_rate : (quarter,)
    last : int
        Number of quarters up to the last with any revenue, 0 if there is none.
    """

    revenue: Array
    region_revenue: Array
    total_revenue: Array
    reps: Array
    total_reps: Array
    conversion_rate: Array
    churn_rate: Array
    last: int


def known_facts(plan: Plan, actuals: Actuals) -> Known:
    """Return what is known, totals formed from complete parts."""

    def row(*series: str) -> Array:
        return actuals.row(plan, Series(*series))

    revenue = np.array([[row("revenue", region, product) for product in plan.products] for region in plan.regions])
    revenue = revenue.transpose(2, 0, 1)
    region = _fill(np.array([row("revenue", region) for region in plan.regions]).T, revenue.sum(axis=2))
    total = _fill(row("revenue"), region.sum(axis=1))
    reps = np.array([row("reps", region) for region in plan.regions]).T
    seen = np.flatnonzero(~np.isnan(total) | (~np.isnan(region)).any(axis=1) | (~np.isnan(revenue)).any(axis=(1, 2)))
    return Known(
        revenue,
        region,
        total,
        reps,
        _fill(row("reps"), reps.sum(axis=1)),
        row("conversion_rate"),
        row("churn_rate"),
        int(seen[-1]) + 1 if len(seen) else 0,
    )


def _fill(stated: Array, summed: Array) -> Array:
    return np.where(np.isnan(stated), summed, stated)


def ratio(part: Array | float, whole: Array | float) -> Array:
    """Return part ÷ whole, not a number where the whole is nothing or less: of that nothing is a share."""
    above, below = np.broadcast_arrays(np.asarray(part, dtype=float), np.asarray(whole, dtype=float))
    return np.divide(above, below, out=np.full(below.shape, math.nan), where=below > 0)


def base_quarters(plan: Plan) -> Array:
    """Return the base year's revenue by quarter and region [CNY_m]; (4, region).

    The plan states the year; its quarters follow the plan's seasonality.
    """
    return plan.base_revenue * plan.seasonality[:, None] / QUARTERS_A_YEAR


def clashing_totals(plan: Plan, actuals: Actuals) -> list[tuple[Series, str, float, float]]:
    """Return totals that do not match their parts: (row of the total, quarter, stated, sum of the parts given).

    Where not all parts are given, those that are may not exceed the total: no part of revenue or of people is negative.
    """
    found = []
    for measure, split in (("revenue", True), ("reps", False)):
        whole, given = [], []
        for region in plan.regions:
            stated = actuals.row(plan, Series(measure, region))
            part = stated
            if split:
                items = np.array([actuals.row(plan, Series(measure, region, item)) for item in plan.products])
                found += _clashes(plan, Series(measure, region), stated, items.sum(axis=0), _sum_of_given(items))
                part = _fill(stated, _sum_of_given(items))
                stated = _fill(stated, items.sum(axis=0))
            whole.append(stated)
            given.append(part)
        total = actuals.row(plan, Series(measure))
        found += _clashes(plan, Series(measure), total, np.sum(whole, axis=0), _sum_of_given(np.array(given)))
    return found


def _sum_of_given(parts: Array) -> Array:
    """Return the sum of the parts that are known; not a number where none is. (part, quarter) to (quarter,)"""
    return np.where(np.isnan(parts).all(axis=0), math.nan, np.nansum(parts, axis=0))


def _clashes(
    plan: Plan, series: Series, stated: Array, summed: Array, given: Array
) -> list[tuple[Series, str, float, float]]:
    with np.errstate(invalid="ignore"):
        apart = np.abs(stated - summed) > TOTAL_TOLERANCE * np.maximum(np.abs(stated), np.abs(summed))
        apart |= given > stated * (1 + TOTAL_TOLERANCE)
    return [(series, plan.quarters[i], float(stated[i]), float(given[i])) for i in np.flatnonzero(apart)]
