"""What a milestone speaks of, read off what happened or off futures: measures of a run, growth, shares, reps added."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.kinds import Ratio, Stock
from sim.model.measure_base import Measure
from sim.model.measures import MARKET, REVENUE
from sim.model.measures import measure as measure_of
from sim.plan import Plan
from sim.plan.watched import COMPANY, GROWTH
from sim.track.actuals import Known, base_quarters, ratio
from sim.track.measures import people_and_rates
from sim.track.paths import Paths
from sim.track.rules import rules

SHARE_OF_REVENUE, REPS_ADDED = "revenue_share", "headcount_added"
"""Milestones that are no measures of a run, besides growth: a part's share of revenue, reps beyond the base year's."""


def what_happened(plan: Plan, facts: Known, market: Array) -> Paths:
    """Return the actuals as a single path, NaN where nothing is known."""
    return Paths(
        revenue=facts.revenue[..., None],
        **{id: getattr(facts, id)[..., None] for id in people_and_rates()},
        operating_profit=None,
        market=market,
    )


def measure(
    plan: Plan, paths: Paths, metric: str, scope: str, quarter: int, facts: Known, actual: bool = False
) -> Array:
    """Return what a milestone speaks of at the end of a quarter. Shape (draw,).

    Revenue, shares and revenue per rep cover the four quarters ending there (rules.yaml `reading`); headcount and
    rates are the quarter's own.

    Parameters
    ----------
    quarter : int
        From 0; -1 is the end of the base year.
    actual : bool
        `paths` is what happened: totals that were reported as such count although their parts are unknown.
    """
    if metric == REPS_ADDED:
        places = [plan.regions.index(one) for one in _regions(plan, scope)]
        if actual and len(places) == len(plan.regions):
            return np.atleast_1d(facts.total_reps[quarter] - plan.base_reps.sum())
        return paths.reps[quarter, places].sum(axis=0) - plan.base_reps[places].sum()
    if metric == GROWTH:
        if quarter < QUARTERS_A_YEAR - 1:  # what came before the base year is not known by quarter
            return np.array([math.nan])
        now, before = (
            _trailing(plan, paths, scope, end, facts, actual) for end in (quarter, quarter - QUARTERS_A_YEAR)
        )
        return ratio(now, before) - 1
    if metric == SHARE_OF_REVENUE:
        part = _trailing(plan, paths, scope, quarter, facts, actual)
        return ratio(part, _trailing(plan, paths, COMPANY, quarter, facts, actual))
    one = measure_of(metric)
    if one is REVENUE:
        return _trailing(plan, paths, scope, quarter, facts, actual)
    if isinstance(one, Stock):
        lever = plan.inputs[metric]
        return np.array([float(lever.base)]) if quarter < 0 else getattr(paths, metric)[quarter]
    if isinstance(one, Ratio) and one.top is REVENUE:
        revenue = _trailing(plan, paths, COMPANY, quarter, facts, actual)
        return ratio(revenue, _bottom(one.bottom, plan, paths, quarter, facts, actual))
    raise KeyError(metric)


def _bottom(one: Measure, plan: Plan, paths: Paths, quarter: int, facts: Known, actual: bool) -> Any:
    """Return what revenue of four quarters is set against: the market of the same quarters, or reps at their end."""
    if one is MARKET:
        window = rules().reading.trailing_quarters
        end = QUARTERS_A_YEAR + quarter + 1
        return np.concatenate([_base_market(plan), paths.market[:, 0]])[end - window : end].sum()
    if quarter < 0:
        return plan.base_reps.sum()
    return np.atleast_1d(facts.total_reps[quarter]) if actual else paths.reps[quarter].sum(axis=0)


def _base_market(plan: Plan) -> Array:
    return base_quarters(plan).sum(axis=1) / plan.market_share


def _regions(plan: Plan, scope: str) -> list[str]:
    return list(plan.regions) if scope in (COMPANY, *plan.products) else scope.split("+")


def _trailing(plan: Plan, paths: Paths, scope: str, quarter: int, facts: Known, actual: bool) -> Array:
    """Return revenue of a scope over the quarters ending at `quarter`, base year included. Shape (draw,) [CNY_m]."""
    base = base_quarters(plan)
    new = plan.base_new_share
    shares = {"core": 1 - new, "new": new}
    places = [plan.regions.index(one) for one in _regions(plan, scope)]
    if scope in plan.products:
        before = base.sum(axis=1) * shares[scope]
        after = paths.product_revenue[:, plan.products.index(scope)]
    else:
        before = base[:, places].sum(axis=1)
        if actual:
            rows = facts.total_revenue if scope == COMPANY else facts.region_revenue[:, places].sum(axis=1)
            after = rows[:, None]
        else:
            after = paths.total_revenue if scope == COMPANY else paths.region_revenue[:, places].sum(axis=1)
    first = quarter + 1 - rules().reading.trailing_quarters
    early = before[first : quarter + 1 or None].sum() if quarter < 0 else before[first:].sum() if first < 0 else 0.0
    return early + after[max(first, 0) : quarter + 1].sum(axis=0)
