"""The plan's quarterly pacing against what happened and what is now expected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.track.actuals import ratio
from sim.track.reforecast import Reforecast
from sim.track.rules import Judgement, judge_attainment, judge_outlook, rules

PLAN_SHAPE = "plan"
"""Pacing by the plan's own simulated quarters, beside the shapes that rules.yaml takes from documents."""


@dataclass(frozen=True)
class Pace:
    """One quarter of a year's target.

    Attributes
    ----------
    target : float
        The quarter's share of the year's target [CNY_m].
    actual, expected : float
        NaN where unknown; `expected` is the median forecast of an open quarter [CNY_m].
    attainment : float
        Actual (or expected) over target.
    year_attainment : float
        Everything reported of the year so far over the targets of the same quarters; NaN for open quarters.
    """

    quarter: str
    shape: str
    target: float
    actual: float
    expected: float
    attainment: float
    year_attainment: float
    past: bool
    judgement: Judgement


def year_targets(plan: Plan, result: Reforecast, plan_path: Array) -> Array:
    """Return each year's target [CNY_m]; (year,).

    The scenario's target for its year; for the others what the plan's own path gives, because the plan states no
    yearly targets that its base year does not already exceed.
    """
    targets = np.array([plan_path[plan.quarters_of(year)].sum() for year in plan.years])
    target = result.futures.scenario.target
    if target.metric == "revenue":
        targets[plan.years.index(target.year)] = target.value
    return targets


def pacing(plan: Plan, result: Reforecast, plan_path: Array, shape: str) -> tuple[Pace, ...]:
    """Return every quarter's target after one of the stated shapes, and how it was or will be met.

    Parameters
    ----------
    plan_path : (quarter,) [CNY_m]
        Company revenue on the plan's own path.
    shape : str
        `PLAN_SHAPE` for the plan's own quarters, or the id of a shape in rules.yaml.
    """
    shares = _own_shares(plan, plan_path) if shape == PLAN_SHAPE else _stated_shares(plan, rules().pacing[shape].shares)
    targets = np.repeat(year_targets(plan, result, plan_path), plan.quarters_by_year) * shares
    actual = result.known.total_revenue
    median = result.bands_after[:, 2]
    after = result.after.total_revenue
    rows: list[Pace] = []
    history: list[float] = []
    for quarter, label in enumerate(plan.quarters):
        past = not math.isnan(actual[quarter])
        value = actual[quarter] if past else median[quarter]
        attainment = float(ratio(value, targets[quarter]))
        if past:
            history.append(attainment)
            judgement = judge_attainment(history, plan)
        else:
            judgement = judge_outlook(float(result.weights.values @ (after[quarter] >= targets[quarter])), plan)
        start = quarter - quarter % QUARTERS_A_YEAR
        done = slice(start, quarter + 1)
        rows.append(
            Pace(
                label,
                shape,
                float(targets[quarter]),
                float(actual[quarter]),
                float(median[quarter]),
                attainment,
                float(ratio(actual[done].sum(), targets[done].sum())),
                past,
                judgement,
            )
        )
    return tuple(rows)


def _own_shares(plan: Plan, plan_path: Array) -> Array:
    parts = [plan_path[plan.quarters_of(year)] for year in plan.years]
    return np.concatenate([ratio(part, part.sum()) for part in parts])


def _stated_shares(plan: Plan, shares: Sequence[float]) -> Array:
    """Return a shape's shares by quarter; a year that the horizon cuts short has its first quarters alone."""
    parts = [np.array(shares[: int(count)]) for count in plan.quarters_by_year]
    return np.concatenate([part / part.sum() for part in parts])
