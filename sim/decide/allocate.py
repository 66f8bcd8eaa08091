"""Where people and money should go at the totals of the scenario, and what one would cut first.

Allocation moves shares only (hires by region, money by category and year): headcount and gross programme stay. What
it gains is told also when that is little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability
from sim.decide import figures
from sim.decide.approach import likely_ends
from sim.decide.figures import FRESH_DRAWS, PAY, Promised, cost_before_sales, total_cost
from sim.decide.frontier import best_rounding, likeliest
from sim.decide.nearby import Nearby
from sim.decide.question import Question
from sim.decide.search import best_of
from sim.decide.settle import meets
from sim.decide.space import Bounds, Space, starts
from sim.decide.watch import tell
from sim.model import Results
from sim.model.axes import Array
from sim.plan import Lever
from sim.plan.levers import module_of
from sim.scenario import Scenario
from sim.scenario.response import move_lever

STARTS = 3
"""Searches for the best split of everything; of one family alone there is one, from its share of that."""
CUT = 0.1
"""Share of a decision that is cut to see what it loses."""
RANGE = (0.1, 0.9)


@dataclass(frozen=True)
class Allocation:
    """The best split at given totals.

    Attributes
    ----------
    before, after : Probability of the target, over the same fresh futures
    value_before, value_after : the target's measure as promised
    alone : family -> chance if only that family were split anew
    """

    levers: Mapping[str, Any]
    before: Probability
    after: Probability
    value_before: float
    value_after: float
    cost: float
    alone: Mapping[str, Probability]
    starts: int
    agreeing: int
    moved: bool


def allocation_families(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return the decisions that can be split anew at the same totals: shares, and budgets among each other."""
    plan = scenario.plan
    found = {
        family: ids
        for family, ids in plan.simplexes.items()
        if len(ids) > 1 and all(plan.levers[id].kind == "decision" for id in ids)
    }
    budgets = tuple(lever.id for lever in plan.family("budget"))
    return found | ({"budget": budgets} if len(budgets) > 1 else {})


def _solve(
    scenario: Scenario, ids: tuple[str, ...], lock: tuple[str, ...], near: Mapping[str, Any] | None = None
) -> tuple[Mapping[str, Any], int, int]:
    """Return the best split among some levers, searches and how many agree.

    Parameters
    ----------
    near : lever values that are likely next to it, so that one search is enough
    """
    move = tuple(id for id in ids if id not in lock)
    here = scenario.levers
    budgets = [lever.id for lever in scenario.plan.family("budget")]
    gross = float(Promised(scenario).run(here).programme_gross.sum(axis=0)[0])
    # Countermeasures are part of the gross cost and stay: the bound is the scenario's own total.
    limits = {id: (scenario.plan.levers[id].low, scenario.plan.levers[id].high) for id in budgets if id in move}
    # Where less of the measure is better, spending less would be an answer: the total is held from below as well.
    whole = (replace(figures.budget_figure(gross), sense="least"),) if limits and scenario.target.sign < 0 else ()
    question = Question(
        scenario, Bounds(move=move, limits=limits), chance=0.5, budget=gross if limits else None, further=whole
    )
    space = _open(Space.of(scenario, question.bounds))
    begin = starts(space, [here, scenario.plan.presets["plan"]], STARTS) if near is None else [space.point(near)]
    ends = likely_ends(space, likeliest(question, space, begin[0]), begin[1:])
    best, agreeing = best_of(ends)
    if best is None:
        return dict(here), len(ends), 0
    levers = best_rounding(question, space, best)
    return (levers if meets(question, scenario, levers) else dict(here)), len(ends), agreeing


def _open(space: Space) -> Space:
    """Return the box with budgets open down to nothing: at a given total one category's loss is another's gain."""
    variables = tuple(
        replace(one, low=one.lever.low, high=one.lever.high) if one.lever.kind == "decision" else one
        for one in space.variables
    )
    return replace(space, variables=variables)


def allocate(scenario: Scenario, lock: tuple[str, ...] = ()) -> Allocation:
    """Return the split of hires and money that makes the scenario's target likeliest at its own totals."""
    families = {name: tuple(id for id in ids if id not in lock) for name, ids in allocation_families(scenario).items()}
    families = {name: ids for name, ids in families.items() if len(ids) > 1}
    telling = Nearby(scenario, 3)
    before = telling.chance(scenario.levers)
    every = tuple(id for ids in families.values() for id in ids)
    levers, count, agreeing = _solve(scenario, every, lock) if every else (dict(scenario.levers), 0, 0)
    after = telling.full_chance(levers)
    best = levers
    moved = after.value > before.value
    if not moved:  # never worse than now
        levers, after = dict(scenario.levers), before
    alone: dict[str, Probability] = {}
    for number, (name, ids) in enumerate(families.items()):
        tell((1 + number) / (1 + len(families)))
        found = telling.chance(_solve(scenario, ids, lock, best)[0])
        alone[name] = max(found, before, key=lambda one: one.value)
    promised, year = Promised(scenario), scenario.plan.years.index(scenario.target.year)

    def value(values: Mapping[str, Any]) -> float:
        return float(promised.run(values).annual(scenario.target.metric)[year, 0])

    return Allocation(
        levers=levers,
        before=before,
        after=after,
        value_before=value(scenario.levers),
        value_after=value(levers),
        cost=float(total_cost(promised.run(levers))[0]),
        alone=alone,
        starts=count,
        agreeing=agreeing,
        moved=moved,
    )


@dataclass(frozen=True)
class Response:
    """What one share or budget alone brings: the target's measure as promised, the rest of its family giving way.

    Attributes
    ----------
    values : (position,) in the lever's unit; `outcome` : (position,) in the measure's
    """

    lever: Lever
    values: Array
    outcome: Array

    def at(self, value: float) -> float:
        """Return the outcome at a value, read between positions."""
        return float(np.interp(value, self.values, self.outcome))


CURVE = 25
"""Positions of a response curve."""


def responses(scenario: Scenario, ids: Sequence[str], reach: Mapping[str, float]) -> list[Response]:
    """Return the response curve of each lever from the scenario's point, as promised.

    Parameters
    ----------
    reach : lever id -> value that its curve goes to at least
    """
    plan, target, promised = scenario.plan, scenario.target, Promised(scenario)
    year = plan.years.index(target.year)
    found: list[Response] = []
    for id in ids:
        lever, here = plan.levers[id], float(scenario.levers[id])
        top = min(lever.high, 1.25 * max(here, reach.get(id, here), 0.04 * (lever.high - lever.low)))
        values = np.linspace(lever.low, top, CURVE)
        moved = [move_lever(plan, scenario.levers, id, float(value)) for value in values]
        levers = {
            name: np.array([one[name] for one in moved]) if not other.is_choice else scenario.levers[name]
            for name, other in plan.levers.items()
        }
        outcome = np.broadcast_to(promised.run(levers).annual(target.metric)[year], (CURVE,))
        found.append(Response(lever, values, outcome))
    return found


@dataclass(frozen=True)
class Cut:
    """What a tenth less of one decision saves and loses.

    Attributes
    ----------
    saved : float [CNY_m] cost less over the horizon, as promised
    revenue : revenue of the target's year lost for each CNY saved, mean over futures; `low`, `high` its 10 and 90 %
    profit : operating profit of all years gained for each CNY saved, the saving included
    chance : of the target, lost for each CNY_m saved (a fraction)
    """

    lever: Lever
    value: float
    saved: float
    revenue: float
    low: float
    high: float
    profit: float
    chance: float


def cuts(scenario: Scenario, draws: int = FRESH_DRAWS // 2) -> list[Cut]:
    """Return every decision that costs money, the one to cut first in front (least revenue lost for each CNY saved)."""
    plan, target = scenario.plan, scenario.target
    year = plan.years.index(target.year)

    def reduce(results: Results) -> dict[str, Array]:
        return {
            "revenue": results.annual("revenue")[year],
            "profit": results.annual("operating_profit").sum(axis=0),
            "outcome": results.annual(target.metric)[year],
        }

    promised = Promised(scenario)
    now = promised.run(scenario.levers)
    base = figures.futures(scenario, scenario.levers, 3, draws, reduce)
    before = target.is_reached(base["outcome"])
    rows: list[Cut] = []
    for id, lever in plan.levers.items():
        if lever.kind != "decision" or lever.is_choice or lever.simplex:
            continue
        here = float(scenario.levers[id])
        least = float(lever.base) if here > float(lever.base) else lever.low
        value = here - CUT * (here - least)
        if here - value <= 1e-12:
            continue
        moved = move_lever(plan, scenario.levers, id, value)
        then = promised.run(moved)
        saved, unsold = (float((of(now) - of(then))[0]) for of in (total_cost, cost_before_sales))
        spends = unsold > 1e-9 or module_of(lever.family) == PAY  # a lower price saves commission on what is not sold
        if saved <= 1e-9 or not spends:
            continue
        less = figures.futures(scenario, moved, 3, draws, reduce)
        lost = (base["revenue"] - less["revenue"]) / saved
        low, high = np.quantile(lost, RANGE)
        rows.append(
            Cut(
                lever,
                value,
                saved,
                float(lost.mean()),
                float(low),
                float(high),
                float((less["profit"] - base["profit"]).mean()) / saved,
                float(before.mean() - target.is_reached(less["outcome"]).mean()) / saved,
            )
        )
    return sorted(rows, key=lambda one: one.revenue)
