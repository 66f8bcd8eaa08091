"""What can be observed of a company over the quarters: what happened, or what futures say of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.model.axes import Array
from sim.model.measures import measure, usual_targets
from sim.plan import Plan


@dataclass(frozen=True, kw_only=True, eq=False)
class Paths:
    """Observable quantities over the quarters, one column a future (or a single one: what happened).

    Measures are taken of it as of a run of the model.

    Attributes
    ----------
    revenue : (quarter, region, product, draw) [CNY_m]
    reps : (quarter, region, draw) [person]
    conversion_rate, churn_rate : (quarter, draw)
    operating_profit : (quarter, draw) [CNY_m] or None
    market : (quarter, 1) [CNY_m]
    aimed : (draw,) or None
        The target's measure in its year as the model has it, for a target that is not among the usual ones: of that
        the actuals say which futures are likely, but do not take its place.
    """

    revenue: Array
    reps: Array
    conversion_rate: Array
    churn_rate: Array
    operating_profit: Array | None
    market: Array
    aimed: Array | None = None

    @cached_property
    def total_revenue(self) -> Array:
        """(quarter, draw) [CNY_m]"""
        return _sum(self.region_revenue, 1)

    @cached_property
    def region_revenue(self) -> Array:
        """(quarter, region, draw) [CNY_m]"""
        return _sum(self.revenue, 2)

    @cached_property
    def product_revenue(self) -> Array:
        """(quarter, product, draw) [CNY_m]"""
        return _sum(self.revenue, 1)

    @cached_property
    def total_headcount(self) -> Array:
        """(quarter, draw) [person]"""
        return _sum(self.reps, 1)

    def annual(self, metric: str, plan: Plan, year: int) -> Array:
        """Return the target's measure in its year. Shape (draw,)."""
        if metric not in usual_targets():
            assert self.aimed is not None
            return self.aimed
        return measure(metric).years(self)[plan.years.index(year)]


def _sum(values: Array, axis: int) -> Array:
    """Sum over one axis that is not the last, in a fixed order: adding whole rows is faster than numpy's own sum."""
    moved = np.moveaxis(values, axis, 0)
    found = moved[0].copy()
    for one in moved[1:]:
        found += one
    return found
