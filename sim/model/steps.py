"""What the steps of a run hand on to each other, and what a run with other money takes over from one that is known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.model.axes import Array
from sim.model.entries import EntryStart
from sim.model.scatter import take_values


class LeverPaths(NamedTuple):
    """Levers by quarter, (quarter, draw) each."""

    conversion_rate: Array
    churn_rate: Array
    new_share: Array
    deal_size: Array
    attrition_rate: Array
    ramp_months: Array


class SalesForce(NamedTuple):
    """Reps at the end of each quarter, hired in it, and weighted by ramp-up; (quarter, region, draw) [person]."""

    headcount: Array
    hired: Array
    effective: Array


class Demand(NamedTuple):
    """Demand by quarter.

    Attributes
    ----------
    growth : (quarter or 1, region, draw) [fraction a year]
        Of the underlying market.
    log_market, log_capacity : (quarter, region, draw)
        Logarithms of the indices of demand and of productive capacity, base year = 0.
    leads : (quarter, region, draw) [index, base year = 1]
    """

    growth: Array
    log_market: Array
    log_capacity: Array
    leads: Array


class Sales(NamedTuple):
    """Run-rate at the end of each quarter, the base year's end first, and revenue; (…, region, draw)."""

    run_rate: Array
    revenue: Array


class Kept(NamedTuple):
    """What no money of the programme and no commission moves: a run that differs in nothing else takes it over.

    Attributes
    ----------
    log_market : (quarter, region, draw)
        Logarithm of the index of demand, before modules.
    log_capacity : (quarter, region, draw)
        Logarithm of the index of capacity, at `productivity` (quarter, draw).
    unmoved : of modules, see `Inputs`
    entry : of the plan's own levers, see `Inputs`
    found : what follows from money for marketing alone
    """

    paths: LeverPaths
    force: SalesForce
    growth: Array
    log_market: Array
    log_capacity: Array
    productivity: Array
    unmoved: dict[str, Array]
    found: dict[str, Any]
    entry: EntryStart | None

    def take(self, places: np.ndarray) -> Kept:
        """Return it for some draws."""

        def some(one: Any) -> Any:
            if isinstance(one, dict):
                return {id: some(value) for id, value in one.items()}
            return type(one)(*map(some, one)) if isinstance(one, tuple) else take_values(one, places)

        return some(self)
