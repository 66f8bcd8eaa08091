"""Extreme conditions: inputs at or past their ends, where one knows what must come out without any model.

Each test changes the plan preset, states what must then be true, and is evaluated when asked for. `exact` tests must
hold to rounding; `order` tests say what must lie above what. Texts: `extreme-<id>` and what is expected in `.expect`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model import Results, evaluate
from sim.model.axes import QUARTERS_A_YEAR, year_totals
from sim.plan import Plan

TOLERANCE = 1e-9
"""Relative; what rounding may cost in twelve quarters of multiplication."""


@dataclass(frozen=True)
class Outcome:
    """One test and how it came out.

    Attributes
    ----------
    kind : str
        "exact": `measured` must equal `expected`; "below": it must stay below.
    measured, expected : float
        In `unit`; for arrays, the worst element.
    format : str
        Named number format for both.
    """

    id: str
    kind: Literal["exact", "below"]
    measured: float
    expected: float
    format: str
    holds: bool


class World:
    """The plan preset under a set, and what becomes of it when inputs are changed."""

    def __init__(self, plan: Plan, assumption_set: str) -> None:
        self.plan = plan
        # Shocks and delays that a set expects on average would blur what must come out.
        calm = {id: 0.0 for id in plan.assumptions if id.startswith(("growth_shock", "ramp_extra"))}
        self.assumptions = central_assumptions(plan, assumption_set) | calm
        self.planned = self.run({}, {})
        self.baseline = evaluate(plan, plan.presets["baseline"], self.assumptions)

    def run(self, levers: Mapping[str, Any], assumptions: Mapping[str, Any], preset: str = "plan") -> Results:
        return evaluate(self.plan, self.plan.presets[preset] | dict(levers), self.assumptions | dict(assumptions))

    def family(self, name: str, value: float) -> dict[str, float]:
        return {lever.id: value for lever in self.plan.family(name)}

    def demand(self, growth: float) -> tuple[dict[str, float], dict[str, float]]:
        """Return levers and assumptions under which demand grows alike everywhere; a plan may have no such lever."""
        levers = self.family("growth", growth)
        levers |= self.family("penetration", 0.0) if "markets" in self.plan.modules else {}
        return (levers, {}) if levers else ({}, {"growth_shock": growth - self.plan.market_growth})

    @property
    def spends(self) -> bool:
        """Tell whether the plan spends on anything."""
        return any(float(lever.plan) > 0 for lever in self.plan.family("budget"))

    @property
    def hires(self) -> bool:
        lever = self.plan.levers.get("headcount")
        return lever is not None and float(lever.plan) > float(lever.base)

    def base(self, *ids: str) -> dict[str, Any]:
        return {id: self.plan.inputs[id].base for id in ids if id in self.plan.inputs}


def last(results: Results, metric: str = "revenue") -> float:
    return float(results.annual(metric)[-1, 0])


def exact(id: str, measured: Any, expected: Any, format: str = "money") -> Outcome:
    """Compare two numbers or arrays; the worst element is reported."""
    one, other = np.broadcast_arrays(np.asarray(measured, float), np.asarray(expected, float))
    worst = int(np.argmax(np.abs(one - other)))
    a, b = float(one.flat[worst]), float(other.flat[worst])
    return Outcome(id, "exact", a, b, format, abs(a - b) <= TOLERANCE * max(1.0, abs(b)))


def below(id: str, measured: float, bound: float, format: str = "money", *, floor: float = 0.0) -> Outcome:
    """The measured number must lie strictly between `floor` and `bound`."""
    return Outcome(id, "below", measured, bound, format, floor < measured < bound)


# -- the tests ------------------------------------------------------------------------------------------------------


def zero_budget(world: World) -> Outcome:
    results = world.run(world.family("budget", 0.0), {})
    assert float(results.programme_gross.sum()) == 0.0
    return below("zero-budget", last(results), last(world.planned))


def unlimited_budget(world: World) -> Outcome:
    """Ten times the money, and ten times that again: the second step must bring less than the first."""
    lever = {one.id: float(one.plan) for one in world.plan.family("budget")}
    steps = [last(world.run({id: value * k for id, value in lever.items()}, {})) for k in (1, 10, 100)]
    return below("unlimited-budget", steps[2] - steps[1], steps[1] - steps[0])


def no_hiring(world: World) -> Outcome:
    results = world.run(world.base("headcount"), {})
    return below("no-hiring", last(results), last(world.planned), floor=last(world.baseline))


def no_hires_arrive(world: World) -> Outcome:
    """Hiring attainment 0: the planned reps never come."""
    results = world.run({}, {"hiring_attainment": 0.0})
    return exact("no-hires-arrive", results.total_headcount[:, 0], float(world.plan.base_reps.sum()), "people")


def full_churn(world: World) -> Outcome:
    """A quarter of the base leaves every quarter by the end of the plan."""
    return below("full-churn", last(world.run({"churn_rate": 1.0}, {})), last(world.baseline))


def no_new_business(world: World) -> Outcome:
    """Momentum at which no customer is ever won: revenue must decay at exactly the churn rate, quarter by quarter."""
    plan, assumptions = world.plan, world.assumptions
    churn, theta = float(plan.inputs["churn_rate"].base), assumptions["market_passthrough"]
    momentum = theta * plan.market_growth - churn
    levers, shock = world.demand(plan.market_growth)
    results = world.run(levers, {"momentum": momentum, **shock}, "baseline")
    kept = 1 - churn / 4 + theta * plan.market_growth / 4
    rate = float(plan.base_revenue.sum()) * (1 + momentum / 2)
    expected = [
        rate * kept**quarter * (1 + kept) / 2 / 4 * plan.seasonality[quarter % 4]
        for quarter in range(plan.quarter_count)
    ]
    return exact("no-new-business", results.total_revenue[:, 0], expected)


def shrinking_markets(world: World) -> Outcome:
    """Every market shrinks by a tenth a year: demand after n years must be 0.9 to the n."""
    results = world.run(*world.demand(-0.10))
    years = world.plan.quarter_count / QUARTERS_A_YEAR
    return exact("shrinking-markets", np.exp(results.log_market[-1, :, 0]), 0.9**years, "percent")


def nothing_realised(world: World) -> Outcome:
    """Realisation 0: conversion, churn and the product mix stay where they are."""
    results = world.run({}, {"realisation": 0.0})
    base = world.base("conversion_rate", "churn_rate", "new_product_share")
    moved = np.concatenate(
        [
            results.conversion_rate[:, 0] / base["conversion_rate"],
            results.churn_rate[:, 0] / base["churn_rate"],
            *([results.new_share[:, 0] / base["new_product_share"]] if base.get("new_product_share") else []),
        ]
    )
    return exact("nothing-realised", moved, 1.0, "percent")


def money_alone(world: World) -> Outcome:
    """The whole budget spent, nothing realised, nobody hired, no lever moved: revenue must be the baseline's."""
    spend = {lever.id: lever.plan for lever in world.plan.family("budget")}
    results = world.run(spend, {"realisation": 0.0}, "baseline")
    idle = world.run({}, {"realisation": 0.0}, "baseline")
    return exact("money-alone", results.total_revenue[:, 0], idle.total_revenue[:, 0])


def standing_still(world: World) -> Outcome:
    """No growth of any kind: every year must repeat the base year."""
    plan = world.plan
    levers, shock = world.demand(0.0)
    results = world.run(levers, {"momentum": 0.0, "market_passthrough": 0.0, **shock}, "baseline")
    repeated = year_totals(plan.season[:, None])[:, 0] / QUARTERS_A_YEAR * float(plan.base_revenue.sum())
    return exact("standing-still", results.annual("revenue")[:, 0], repeated)


def reps_do_not_matter(world: World) -> Outcome:
    """Sales-force elasticity 0: a team of the smallest and of the largest size must sell the same."""
    lever = world.plan.levers["headcount"]
    runs = [world.run({"headcount": value}, {"elasticity": 0.0}) for value in (lever.low, lever.high)]
    return exact("reps-do-not-matter", last(runs[0]), last(runs[1]))


def full_cannibalisation(world: World) -> Outcome:
    """Every new product replaces a core one: the mix must not move revenue at all."""
    lever = world.plan.levers["new_product_share"]
    runs = [world.run({"new_product_share": value}, {"cannibalisation": 1.0}) for value in (lever.low, lever.high)]
    return exact("full-cannibalisation", last(runs[0]), last(runs[1]))


def instant_ramp(world: World) -> Outcome:
    """Ramp-up of no time: effective reps must be reps."""
    results = world.run({"ramp_months": 0.0}, {})
    # The lever moves along the pace curve, so only the last quarter stands at zero ramp-up.
    return exact("instant-ramp", results.effective_reps[-1, :, 0], results.headcount[-1, :, 0], "people")


def no_subsidy(world: World) -> Outcome:
    results = world.run({"subsidy_rate": 0.0}, {})
    return exact("no-subsidy", results.programme_net.sum(), results.programme_gross.sum())


NEEDS: Mapping[Callable[[World], Outcome], Callable[[World], bool]] = {
    zero_budget: lambda world: world.spends,
    unlimited_budget: lambda world: world.spends,
    money_alone: lambda world: world.spends,
    no_hiring: lambda world: world.hires,
    no_hires_arrive: lambda world: world.hires,
    reps_do_not_matter: lambda world: "headcount" in world.plan.levers,
    full_churn: lambda world: "churn_rate" in world.plan.levers,
    instant_ramp: lambda world: "ramp_months" in world.plan.levers,
    no_new_business: lambda world: world.plan.model == "1.1",  # 1.2 never lets it come so far
    standing_still: lambda world: not world.plan.entries,
    full_cannibalisation: lambda world: "new_product_share" in world.plan.levers,
    no_subsidy: lambda world: "subsidy_rate" in world.plan.levers,
}
"""Tests that ask for something a plan may not have."""


TESTS: tuple[Callable[[World], Outcome], ...] = (
    zero_budget,
    unlimited_budget,
    money_alone,
    nothing_realised,
    no_hiring,
    no_hires_arrive,
    reps_do_not_matter,
    instant_ramp,
    full_churn,
    no_new_business,
    shrinking_markets,
    standing_still,
    full_cannibalisation,
    no_subsidy,
)


@lru_cache(maxsize=8)
def extremes(plan: Plan, assumption_set: str = "") -> tuple[Outcome, ...]:
    """Return every test evaluated now."""
    assumption_set = assumption_set or plan.promise_set
    world = World(plan, assumption_set)
    return tuple(test(world) for test in TESTS if test not in NEEDS or NEEDS[test](world))
