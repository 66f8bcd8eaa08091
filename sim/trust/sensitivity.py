"""How much every number that goes in moves 2026 revenue and profit, around the plan preset.

The elasticity is the per cent change of the result for one per cent of the input, by central differences. Where the
input stands at zero there is no elasticity; the effect of one natural step (a point, a month, a million) is given.
The fitted realisation is held: re-fitting would hide every error of an input behind another value of realisation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model import Results, evaluate
from sim.plan import Plan
from sim.plan.distributions import Distribution
from sim.scenario.response import move_lever

STEP = 0.01
"""Relative change of an input for its elasticity."""

NATURAL_STEP = {"months": 1.0, "CNY_m": 1.0}
"""Step for an input that stands at zero, in its unit; one point for fractions."""

RANGE = 0.10
"""Relative range of an assumption for which no set states a spread."""

LOW, HIGH = 0.10, 0.90
"""Quantiles that bound the range of an assumption with a stated spread."""


@dataclass(frozen=True)
class Influence:
    """What one input does to the results of the last year.

    Attributes
    ----------
    item : str
        The input, named as in `sim.provenance`: `assumption:elasticity`, `lever:headcount:plan`,
        `quantity:revenue.east`.
    value : float
        In the input's own unit.
    step : float
        What it was moved by for the two effects.
    revenue, profit : float
        Elasticities; for an input at zero, the relative change of the result for one `step`.
    at_zero : bool
        Which of the two it is.
    """

    item: str
    value: float
    step: float
    revenue: float
    profit: float
    at_zero: bool


@dataclass(frozen=True)
class RangeEffect:
    """What the last year's results are at both ends of an assumption's range.

    Attributes
    ----------
    stated : bool
        The range is the 10 to 90 % interval of a set that states a spread; otherwise it is ±10 % by convention.
    revenue, profit : (at low, at high) [CNY_m]
    """

    id: str
    value: float
    low: float
    high: float
    stated: bool
    revenue: tuple[float, float]
    profit: tuple[float, float]

    @property
    def width(self) -> float:
        """Return how far apart the two ends are in revenue [CNY_m]."""
        return abs(self.revenue[1] - self.revenue[0])


def _last(results: Results) -> tuple[np.ndarray, np.ndarray]:
    revenue, profit = results.annual("revenue")[-1], results.annual("operating_profit")[-1]
    return revenue, np.broadcast_to(profit, revenue.shape) if profit.size == 1 else profit


def _step(value: float, unit: str) -> float:
    return STEP * abs(value) if value else NATURAL_STEP.get(unit, 0.01)


def _influence(item: str, value: float, step: float, ends: np.ndarray, centre: tuple[float, float]) -> Influence:
    """Make one from `ends` : (low or high, revenue or profit)."""
    one_sided = value == 0
    relative = (ends[1] - ends[0]) / np.array(centre)
    scale = 1.0 if one_sided else step / abs(value) * 2
    return Influence(item, value, step, float(relative[0] / scale), float(relative[1] / scale), one_sided)


@lru_cache(maxsize=8)
def influences(plan: Plan, assumption_set: str = "") -> Mapping[str, Influence]:
    """Return the influence of every input of the plan preset: assumptions, lever values, base-year numbers.

    What is checked against and never fed in (targets, claims, totals, history) has no entry, except the target that
    the fit uses: the last year's revenue follows it one to one.
    """
    assumption_set = assumption_set or plan.promise_set
    levers, assumptions = plan.presets["plan"], central_assumptions(plan, assumption_set)
    base_run = _last(evaluate(plan, levers, assumptions))
    centre = float(base_run[0][0]), float(base_run[1][0])
    found: dict[str, Influence] = {}

    # Assumptions and lever values: one batch, two draws an input.
    names: list[tuple[str, str, float, float]] = []  # item, id, value, step
    for id, entry in plan.assumptions.items():
        names.append((f"assumption:{id}", id, assumptions[id], _step(assumptions[id], entry.unit)))
    for id, lever in plan.levers.items():
        if not lever.is_choice:
            names.append((f"lever:{id}:plan", id, float(lever.plan), _step(float(lever.plan), lever.unit)))
    count = 2 * len(names)
    lever_draws: dict[str, Any] = {
        id: value if plan.levers[id].is_choice else np.full(count, float(value)) for id, value in levers.items()
    }
    assumption_draws = {id: np.full(count, value) for id, value in assumptions.items()}
    for place, (item, id, value, step) in enumerate(names):
        for end, moved in enumerate((value if value == 0 else value - step, value + step)):
            draw = 2 * place + end
            if item.startswith("assumption:"):
                assumption_draws[id][draw] = moved
            else:
                for other, part in move_lever(plan, levers, id, moved).items():
                    if not plan.levers[other].is_choice:
                        lever_draws[other][draw] = part
    ends = np.stack(_last(evaluate(plan, lever_draws, assumption_draws)), axis=-1)  # (draw, result)
    for place, (item, _, value, step) in enumerate(names):
        found[item] = _influence(item, value, step, ends[2 * place : 2 * place + 2], centre)

    # Base-year numbers: another plan each.
    for item, (value, changed) in _base_inputs(plan).items():
        step = _step(value, "")
        pair = [changed(value if value == 0 else value - step), changed(value + step)]
        both = np.array([[float(one[0]) for one in _last(evaluate(other, levers, assumptions))] for other in pair])
        found[item] = _influence(item, value, step, both, centre)

    # The target of the fit moves realisation until revenue meets it; profit follows along realisation.
    for id, stated in plan.assumption_sets[assumption_set].items():
        if stated.fit is not None:
            through = found[f"assumption:{id}"]
            value, item = stated.fit.value, stated.fit.item
            met = through.revenue != 0  # where nothing is promised, nothing realised moves revenue towards the target
            profit = through.profit / through.revenue if met else 0.0
            found[item] = Influence(item, value, STEP * value, float(met), profit, False)
    return found


def _base_inputs(plan: Plan) -> dict[str, tuple[float, Any]]:
    """Return every base-year number the model computes with: item → (value, value ↦ plan with it)."""
    found: dict[str, tuple[float, Any]] = {}

    def with_array(name: str, place: int) -> Any:
        def change(value: float) -> Plan:
            array = np.array(getattr(plan, name))
            array[place] = value
            if name == "seasonality":  # shares of an average quarter: the others make room
                rest = np.arange(len(array)) != place
                array[rest] *= (len(array) - value) / array[rest].sum()
            return replace(plan, **{name: array})

        return change

    for place, region in enumerate(plan.regions):
        found[f"quantity:revenue.{region}"] = float(plan.base_revenue[place]), with_array("base_revenue", place)
        found[f"quantity:headcount.{region}"] = float(plan.base_reps[place]), with_array("base_reps", place)
    for region, entry in plan.entries.items():
        found[f"quantity:entries.{region}"] = (
            entry.wins,
            lambda value, region=region, entry=entry: replace(
                plan, entries={**plan.entries, region: replace(entry, wins=value)}
            ),
        )
    for place in range(4):
        found[f"quantity:seasonality.q{place + 1}"] = float(plan.seasonality[place]), with_array("seasonality", place)
    for name, field in (("share", "market_share"), ("growth", "market_growth")):
        found[f"quantity:market.{name}"] = (
            float(getattr(plan, field)),
            lambda value, field=field: replace(plan, **{field: value}),
        )
    for id, lever in plan.levers.items():
        if lever.is_choice or lever.simplex:  # shares move together: their plan values stand for the family
            continue
        if id == "headcount":  # today's team is one number: its regions scale with it
            found["lever:headcount:baseline"] = (
                float(lever.base),
                lambda value, lever=lever: replace(
                    plan,
                    base_reps=plan.base_reps * value / lever.base,
                    levers={**plan.levers, "headcount": replace(lever, base=value)},
                ),
            )
            continue
        found[f"lever:{id}:baseline"] = (
            float(lever.base),
            lambda value, id=id, lever=lever: replace(plan, levers={**plan.levers, id: replace(lever, base=value)}),
        )
    return found


def stated_spread(plan: Plan, id: str) -> Distribution | None:
    """Return the first distribution that any set of the plan states for an assumption."""
    for assumptions in plan.assumption_sets.values():
        stated = assumptions.get(id)
        if stated is not None and stated.uncertain:
            return stated.distribution
    return None


def interval(plan: Plan, id: str, value: float) -> tuple[float, float, bool]:
    """Return the range of an assumption (low, high) and whether a set states it; see `RangeEffect`."""
    entry = plan.assumptions[id]
    distribution = stated_spread(plan, id)
    if distribution is not None:
        low, high = distribution.quantile(np.array([LOW, HIGH]))
        return float(low), float(high), True
    margin = RANGE * abs(value) if value else _step(0.0, entry.unit)
    return max(value - margin, entry.low), min(value + margin, entry.high), False


@lru_cache(maxsize=8)
def range_effects(plan: Plan, assumption_set: str = "") -> tuple[RangeEffect, ...]:
    """Return both ends of every assumption's range, the widest effect on revenue first."""
    assumption_set = assumption_set or plan.promise_set
    levers, assumptions = plan.presets["plan"], central_assumptions(plan, assumption_set)
    ranges = {id: interval(plan, id, assumptions[id]) for id in plan.assumptions}
    draws = {id: np.full(2 * len(ranges), value) for id, value in assumptions.items()}
    for place, (id, (low, high, _)) in enumerate(ranges.items()):
        draws[id][2 * place : 2 * place + 2] = low, high
    revenue, profit = _last(evaluate(plan, levers, draws))
    found = [
        RangeEffect(
            id,
            assumptions[id],
            low,
            high,
            stated,
            (float(revenue[2 * place]), float(revenue[2 * place + 1])),
            (float(profit[2 * place]), float(profit[2 * place + 1])),
        )
        for place, (id, (low, high, stated)) in enumerate(ranges.items())
    ]
    return tuple(sorted(found, key=lambda effect: -effect.width))


def of_source(plan: Plan, items: tuple[str, ...], assumption_set: str = "") -> tuple[float, float]:
    """Return the elasticities (revenue, profit) of all these inputs moving together, as when their one source is off.

    First-order effects of separate inputs add up; inputs at zero and those the model does not compute with add nothing.
    """
    assumption_set = assumption_set or plan.promise_set
    known = influences(plan, assumption_set)
    parts = [known[item] for item in items if item in known and not known[item].at_zero]
    return math.fsum(part.revenue for part in parts), math.fsum(part.profit for part in parts)


def input_of(plan: Plan, kind: str, id: str, variant: str, assumption_set: str = "") -> str | None:
    """Return the input of the model that a number of the plan pack is under a set; None where the set does not use it.

    A fitted assumption is no input: what it was fitted to is.
    """
    assumption_set = assumption_set or plan.promise_set
    if kind == "assumption":
        stated = plan.assumption_sets[assumption_set].get(id)
        if variant != (assumption_set if stated is not None else ""):
            return None
        return stated.fit.item if stated is not None and stated.fit else f"assumption:{id}"
    if kind == "lever":
        return f"lever:{id}:{variant}"
    return f"{kind}:{id}" if kind in ("quantity", "target") else None
