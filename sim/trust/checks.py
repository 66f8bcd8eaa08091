"""Exact re-computation: every step of the model repeated from its own inputs in plain arithmetic, and laws of money.

The second, independent implementation of the whole model belongs to the tests. Here the printed equations are applied
once more, number by number and without arrays, to what the model says of itself: if conversion, churn, capacity and
demand are as reported, is revenue what the equations say? Each check reports the largest relative deviation.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model import Results, evaluate
from sim.model.customers import LEAST_NEW_BUSINESS
from sim.plan import Plan

TOLERANCE = 1e-9
DRAWS = 64
"""Random admissible settings of all levers at once, for the laws."""
PLANNED = 1
"""The draw whose levers are the plan's own."""


@dataclass(frozen=True)
class Check:
    """One check: texts under `check-<id>`.

    Attributes
    ----------
    count : int
        Numbers compared.
    deviation : float
        Largest relative difference found.
    """

    id: str
    count: int
    deviation: float

    @property
    def holds(self) -> bool:
        return self.deviation <= TOLERANCE


Pairs = Iterator[tuple[float, float]]


class Setting:
    """Many admissible lever settings evaluated together: presets first, then random ones."""

    def __init__(self, plan: Plan, assumption_set: str) -> None:
        self.plan = plan
        self.assumptions = central_assumptions(plan, assumption_set)
        self.levers = _lever_draws(plan)
        self.results = evaluate(plan, self.levers, self.assumptions)

    def lever(self, id: str, draw: int) -> Any:
        return self.levers[id][draw] if id in self.levers else self.plan.fixed[id].base

    def growth(self, region: str, draw: int) -> float:
        """Return a region's stated growth; the market's where the plan has no such lever."""
        id = f"growth.{region}"
        return float(self.lever(id, draw)) if id in self.plan.inputs else self.plan.market_growth

    def spend(self, mechanism: str, draw: int) -> float:
        """Return what all budget categories of a mechanism spend over the horizon."""
        return math.fsum(
            float(self.lever(lever.id, draw))
            for lever in self.plan.family("budget")
            if self.plan.categories[lever.member] == mechanism
        )

    def phase(self, quarter: int, draw: int) -> float:
        """Return the share of the budgets that a quarter spends."""
        year, counts = self.plan.years[quarter // 4], self.plan.quarters_by_year
        if f"budget_phasing.{year}" not in self.plan.inputs:
            return 1 / self.plan.quarter_count
        return float(self.lever(f"budget_phasing.{year}", draw)) / int(counts[quarter // 4])

    def at(self, values: np.ndarray, *place: int) -> float:
        """Return one number; an axis of length one stands for all."""
        return float(values[tuple(min(p, n - 1) for p, n in zip(place, values.shape, strict=True))])


def _lever_draws(plan: Plan) -> dict[str, np.ndarray]:
    random = np.random.default_rng(np.random.SeedSequence([0, 0x7457]))
    draws: dict[str, np.ndarray] = {}
    for id, lever in plan.levers.items():
        if lever.is_choice:
            values: list[Any] = [lever.base, lever.plan, *random.choice(lever.choices, DRAWS - 2)]
            draws[id] = np.array(values)
        else:
            draws[id] = np.array([lever.base, lever.plan, *random.uniform(lever.low, lever.high, DRAWS - 2)], float)
    for ids in plan.simplexes.values():
        shares = random.dirichlet(np.ones(len(ids)), DRAWS - 2)
        for place, id in enumerate(ids):
            draws[id][2:] = shares[:, place]
    return draws


# -- the equations once more ----------------------------------------------------------------------------------------


def leads_and_customers(s: Setting) -> Pairs:
    """Run-rate of every region and quarter, from reported conversion, churn, capacity and demand."""
    plan, results, assumptions = s.plan, s.results, s.assumptions
    churn = float(plan.inputs["churn_rate"].base)
    revenue_of = _lead_revenue(s)
    for draw in range(results.draws):
        for r, region in enumerate(plan.regions):
            growth = _growth(s, region, draw)
            theta = assumptions["market_passthrough"]
            need = assumptions["momentum"] + churn
            if plan.model != "1.1" and plan.market_growth > 0:
                theta = min(theta, max((need - LEAST_NEW_BUSINESS) / plan.market_growth, 0))
            share = need - theta * plan.market_growth
            share = share if plan.model == "1.1" else max(share, LEAST_NEW_BUSINESS)
            win, entry = share * float(plan.base_revenue[r]), plan.entries.get(region)
            first = 0.0 if entry is None else revenue_of(1.0, entry.quarter - 1, r, PLANNED)
            rate = float(plan.base_revenue[r]) * (1 + assumptions["momentum"] / 2)
            for t in range(plan.quarter_count):
                if entry is None:
                    wins = revenue_of(win / 4, t, r, draw)
                else:
                    begun = t >= entry.quarter - 1 and first
                    wins = entry.wins * revenue_of(1.0, t, r, draw) / first if begun else 0.0
                rate = rate * (1 - s.at(results.churn_rate, t, draw) / 4 + theta * growth / 4) + wins
                yield s.at(results.run_rate, t + 1, r, draw), rate


def _growth(s: Setting, region: str, draw: int) -> float:
    """Return how a region's market grows a year, shocks included."""
    return s.growth(region, draw) + s.assumptions["growth_shock"] + s.assumptions[f"growth_shock.{region}"]


def _lead_revenue(s: Setting) -> Callable[[float, int, int, int], float]:
    """Return what leads bring in a quarter, region and draw where they bring so much at base values."""
    plan, results, assumptions = s.plan, s.results, s.assumptions
    lift = _marketing_lift(s)
    conversion, deal_size = (float(plan.inputs[id].base) for id in ("conversion_rate", "deal_size"))

    def revenue_of(start: float, t: int, r: int, draw: int) -> float:
        region = plan.regions[r]
        power = assumptions["elasticity"] * assumptions[f"market_response.{region}"]
        deal = deal_size + (s.lever("deal_size", draw) - deal_size) * _pace(s, t, draw)
        return (
            start * (1 + _growth(s, region, draw)) ** ((t + 1) / 4)
            * math.exp(s.at(results.log_capacity, t, r, draw)) ** power * lift[draw][t]
            * s.at(results.conversion_rate, t, draw) / conversion
            * deal / deal_size
        )  # fmt: skip

    return revenue_of


def _pace(s: Setting, quarter: int, draw: int) -> float:
    x = (quarter + 1) / s.plan.quarter_count
    return {"linear": x, "front_loaded": 1 - (1 - x) ** 2, "s_curve": x * x * (3 - 2 * x)}[str(s.lever("pace", draw))]


def _marketing_lift(s: Setting) -> list[list[float]]:
    plan, assumptions = s.plan, s.assumptions
    kappa, keep = assumptions["saturation_constant"], assumptions["adstock"]
    planned = [float(one.plan) for one in plan.family("budget") if plan.categories[one.member] == "marketing"]
    reference = math.fsum(planned) / plan.quarter_count or math.inf
    lift = []
    for draw in range(s.results.draws):
        stock, quarters = 0.0, []
        for t in range(plan.quarter_count):
            spend = s.spend("marketing", draw) * s.phase(t, draw)
            stock = keep * stock + (1 - keep) * spend / reference
            quarters.append(
                1 + assumptions["marketing_lift"] * assumptions["realisation"] * (1 + kappa) * stock / (stock + kappa)
            )
        lift.append(quarters)
    return lift


def revenue_from_customers(s: Setting) -> Pairs:
    """Revenue from run-rate, season and product mix."""
    plan, results = s.plan, s.results
    kept, base_share = 1 - s.assumptions["cannibalisation"], plan.base_new_share
    for draw in range(results.draws):
        for t in range(plan.quarter_count):
            mix = (1 - kept * base_share) / (1 - kept * s.at(results.new_share, t, draw))
            for r in range(len(plan.regions)):
                average = (s.at(results.run_rate, t, r, draw) + s.at(results.run_rate, t + 1, r, draw)) / 2
                yield s.at(results.revenue, t, r, draw), average / 4 * float(plan.seasonality[t % 4]) * mix


def profit_from_parts(s: Setting) -> Pairs:
    """Operating profit from products, people, overhead and programme cost."""
    plan, results, assumptions = s.plan, s.results, s.assumptions
    base = float(plan.base_revenue.sum())
    for draw in range(results.draws):
        for t in range(plan.quarter_count):
            revenue = s.at(results.total_revenue, t, draw)
            new = revenue * s.at(results.new_share, t, draw)
            fixed = assumptions["overhead_fixed_share"]
            profit = (
                (revenue - new) * assumptions["margin_core"] + new * assumptions["margin_new"]
                - s.at(results.total_headcount, t, draw) * assumptions["cost_per_rep"] / 4
                - assumptions["overhead_rate"] * (fixed * base / 4 + (1 - fixed) * revenue)
                - s.at(results.programme_net, t, draw)
            )  # fmt: skip
            yield s.at(results.operating_profit, t, draw), profit


# -- laws -----------------------------------------------------------------------------------------------------------


def regions_sum(s: Setting) -> Pairs:
    results = s.results
    for t in range(s.plan.quarter_count):
        for draw in range(results.draws):
            parts = [s.at(results.revenue, t, r, draw) for r in range(len(s.plan.regions))]
            yield s.at(results.total_revenue, t, draw), math.fsum(parts)


def products_sum(s: Setting) -> Pairs:
    results = s.results
    for value, core, new in zip(
        results.revenue.ravel(), results.core_revenue.ravel(), results.new_revenue.ravel(), strict=True
    ):
        yield float(value), float(core) + float(new)


def money_is_spent_once(s: Setting) -> Pairs:
    """Over the horizon exactly the budgets are spent, overruns included; the subsidy pays its share of digital."""
    results = s.results
    for draw in range(results.draws):
        digital = s.spend("digital", draw) * s.assumptions["digital_cost_ratio"]
        gross = digital + s.spend("marketing", draw) + s.spend("training", draw)
        yield math.fsum(s.at(results.programme_gross, t, draw) for t in range(s.plan.quarter_count)), gross
        net = gross - digital * s.lever("subsidy_rate", draw)
        yield math.fsum(s.at(results.programme_net, t, draw) for t in range(s.plan.quarter_count)), net


def people_arrive(s: Setting) -> Pairs:
    """The team ends at the planned size, corrected for hiring attainment."""
    before = float(s.plan.base_reps.sum())
    for draw in range(s.results.draws):
        added = s.lever("headcount", draw) - float(s.plan.levers["headcount"].base) if "headcount" in s.levers else 0.0
        reached = added * (s.assumptions["hiring_attainment"] if added > 0 else 1)
        yield s.at(s.results.total_headcount, s.plan.quarter_count - 1, draw), before + reached


def one_by_one(s: Setting) -> Pairs:
    """A draw evaluated alone gives the same bits as among others."""
    for draw in range(0, s.results.draws, 8):
        alone: Results = evaluate(s.plan, {id: values[draw] for id, values in s.levers.items()}, s.assumptions)
        for t in range(s.plan.quarter_count):
            yield s.at(s.results.total_revenue, t, draw), float(alone.total_revenue[t, 0])


CHECKS: dict[str, Callable[[Setting], Pairs]] = {
    "customers": leads_and_customers,
    "revenue": revenue_from_customers,
    "profit": profit_from_parts,
    "regions": regions_sum,
    "products": products_sum,
    "money": money_is_spent_once,
    "people": people_arrive,
    "alone": one_by_one,
}


OF_THE_KERNEL = ("customers", "revenue", "profit", "money")
"""Checks that compute the kernel's equations once more, so they run without the modules that a plan switches on; a rule
spends otherwise than planned."""


@lru_cache(maxsize=8)
def checks(plan: Plan, assumption_set: str = "") -> tuple[Check, ...]:
    """Return every check, evaluated now."""
    assumption_set = assumption_set or plan.promise_set
    setting = Setting(plan, assumption_set)
    kernel = Setting(dataclasses.replace(plan, modules={}), assumption_set) if plan.modules else setting
    found: list[Check] = []
    for id, pairs in CHECKS.items():
        count, deviation = 0, 0.0
        for one, other in pairs(kernel if id in OF_THE_KERNEL else setting):
            count += 1
            gap = abs(one - other)
            if gap:  # also where both are tiny: a relative gap of two zeros is none
                deviation = max(deviation, float(gap / max(abs(one), abs(other))))
        found.append(Check(id, count, deviation))
    return tuple(found)
