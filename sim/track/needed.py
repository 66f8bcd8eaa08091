"""What has to be true from here: the growth that the remaining quarters need for the revenue target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.scenario import TargetChoice
from sim.track.actuals import Known, base_quarters, ratio

MOST = 20.0
"""Growth beyond 2,000 per cent on every quarter is reported as out of reach, not as a number."""


@dataclass(frozen=True, eq=False)
class Needed:
    """What the target still asks for.

    Attributes
    ----------
    state : "open", "reached", "missed" or "out_of_reach"
        Reached and missed are final: the target year's known quarters alone decide.
    growth : float or None
        Growth on the same quarter a year before that every remaining quarter needs, the same in each [fraction].
    growth_so_far : float or None
        Growth of the last four reported quarters on the four before [fraction]; None before four are reported.
    remaining : int
        Open quarters up to the end of the target year.
    open_in_year : int
        Open quarters of the target year itself.
    average : float or None
        Revenue those need on average [CNY_m].
    average_before : float or None
        The same quarters a year earlier, on average: actual, or on the needed path [CNY_m].
    path : (quarter,) [CNY_m]
        Reported quarters and the path with that growth, to the end of the target year; NaN after it.
    """

    state: Literal["open", "reached", "missed", "out_of_reach"]
    growth: float | None
    growth_so_far: float | None
    remaining: int
    open_in_year: int
    average: float | None
    average_before: float | None
    path: Array


def needed_growth(plan: Plan, facts: Known, target: TargetChoice) -> Needed | None:
    """Return what the revenue target asks of the remaining quarters; None for a target that is not revenue."""
    if target.metric != "revenue":
        return None
    base = base_quarters(plan).sum(axis=1)
    year = plan.quarters_of(target.year)
    end = year.stop
    actual = facts.total_revenue
    open_quarters = np.flatnonzero(np.isnan(actual[:end]))
    so_far = _growth_so_far(base, actual)

    def path(growth: float) -> Array:
        values = np.full(plan.quarter_count, np.nan)
        for quarter in range(end):
            before = base[quarter] if quarter < QUARTERS_A_YEAR else values[quarter - QUARTERS_A_YEAR]
            values[quarter] = actual[quarter] if not np.isnan(actual[quarter]) else before * (1 + growth)
        return values

    known_part = float(np.nansum(actual[year]))
    open_in_year = int(np.isnan(actual[year]).sum())
    if known_part >= target.value or not open_in_year:
        state = "reached" if known_part >= target.value else "missed"
        return Needed(state, None, so_far, len(open_quarters), open_in_year, None, None, path(0.0))
    average = (target.value - known_part) / open_in_year
    if path(MOST)[year].sum() < target.value:
        return Needed("out_of_reach", None, so_far, len(open_quarters), open_in_year, average, None, path(0.0))
    from scipy import optimize  # slow to import, and what is settled already needs none of it

    root = optimize.brentq(lambda rate: path(rate)[year].sum() - target.value, -1.0, MOST, xtol=1e-12)
    growth = float(np.asarray(root))
    found = path(growth)
    before = [
        base[quarter] if quarter < QUARTERS_A_YEAR else found[quarter - QUARTERS_A_YEAR]
        for quarter in range(year.start, year.stop)
        if np.isnan(actual[quarter])
    ]
    return Needed("open", growth, so_far, len(open_quarters), open_in_year, average, float(np.mean(before)), found)


def _growth_so_far(base: Array, actual: Array) -> float | None:
    run = np.concatenate([base, actual])
    seen = np.flatnonzero(~np.isnan(actual))
    if not len(seen) or seen[-1] < QUARTERS_A_YEAR - 1:
        return None
    end = QUARTERS_A_YEAR + int(seen[-1]) + 1
    last, before = run[end - QUARTERS_A_YEAR : end], run[end - 2 * QUARTERS_A_YEAR : end - QUARTERS_A_YEAR]
    growth = ratio(last.sum(), before.sum()) - 1
    return None if np.isnan(growth) else float(growth)
