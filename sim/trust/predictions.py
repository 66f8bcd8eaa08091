"""What the model says of the plan beyond the one number it was fitted to, beside what the plan says of itself.

A row is a `fitted` number (agreement is no evidence), one that `follows` from the fitted number by arithmetic, or a
`prediction`: nothing of the plan's own statement went into it, so its miss is a test of the model, of the plan, or of
both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sim.analysis.claims import claim_rows
from sim.model import Results
from sim.model.measures import REVENUE, measure
from sim.model.quantities import MONEY, SHARE, Quantity
from sim.plan import Fact, Plan
from sim.scenario import Scenario

Status = Literal["fitted", "follows", "prediction"]


@dataclass(frozen=True)
class Prediction:
    """One statement of the plan beside the model's number.

    Attributes
    ----------
    id : str
        What is compared: `target-<metric>`, `stress`, `region-revenue`, `product-revenue`, `contribution-<claim>`.
    members : tuple of str
        Regions or products the statement is about; empty for the company.
    stated, predicted : float, in the unit of `quantity`
    quantity : how both are written
    facts : tuple of str
        Where the plan says so.
    """

    id: str
    members: tuple[str, ...]
    stated: float
    predicted: float
    quantity: Quantity
    facts: tuple[str, ...]
    status: Status = "prediction"

    @property
    def relative(self) -> bool:
        """Tell whether the miss is stated as a share of the plan's number; fractions miss by points."""
        return not self.quantity.unit.startswith("fraction")

    @property
    def miss(self) -> float:
        """Return how far the model is from the plan's statement: a share of it, or points for fractions."""
        return self.predicted / self.stated - 1 if self.relative else self.predicted - self.stated

    @property
    def off(self) -> float:
        """Return the miss as a share of the plan's number, whatever the unit: what rows can be ordered by."""
        return self.predicted / self.stated - 1


@dataclass(frozen=True)
class Leftover:
    """What a plan's own targets for some regions leave for the others in the last year.

    Attributes
    ----------
    regions : the others
    left, base : [CNY_m] what is left for them, and what they sold in the base year
    """

    regions: tuple[str, ...]
    left: float
    base: float


def leftover(plan: Plan) -> Leftover | None:
    """Return what is left for regions without a target of their own; None where every region, or none, has one."""
    stated = {members(plan, fact.scope): fact.value for fact in _stated_value(plan, "revenue", str(plan.years[-1]))}
    regional = {named: value for named, value in stated.items() if named and named[0] in plan.regions}
    # Of "West" beside "West and Northeast" only the wider one counts.
    widest = {
        named: value for named, value in regional.items() if not any(set(named) < set(other) for other in regional)
    }
    covered = {region for named in widest for region in named}
    others = tuple(region for region in plan.regions if region not in covered)
    if not others or not widest:
        return None
    base = math.fsum(float(plan.base_revenue[plan.regions.index(region)]) for region in others)
    if "revenue" not in plan.targets:
        return None
    return Leftover(others, plan.targets["revenue"].value - math.fsum(widest.values()), base)


@lru_cache(maxsize=8)
def predictions(plan: Plan, assumption_set: str = "") -> tuple[Prediction, ...]:
    """Return all rows: the fit first, then what follows from it, then what is really predicted."""
    assumption_set = assumption_set or plan.promise_set
    scenario = Scenario.of(plan, "plan", assumption_set)
    results = scenario.run()
    rows = [*_targets(plan, scenario, results), *_stress(plan, scenario), *_sums(plan, results)]
    rows += _contributions(plan, assumption_set)
    order = ("fitted", "follows", "prediction")
    return tuple(sorted(rows, key=lambda row: (order.index(row.status), abs(row.off))))


def markets_alone(plan: Plan, assumption_set: str = "") -> float | None:
    """Return the last year's revenue [CNY_m] if demand grew as the markets do today, without what the plan adds to it.

    None where the plan adds nothing.
    """
    today = {
        lever.id: lever.base
        for family in ("growth", "penetration")
        for lever in plan.family(family)
        if lever.id in plan.levers and lever.plan != lever.base
    }
    if not today:
        return None
    scenario = Scenario.of(plan, "plan", assumption_set or plan.promise_set).with_levers(today)
    return float(scenario.run().annual(REVENUE.id)[-1, 0])


def _targets(plan: Plan, scenario: Scenario, results: Results) -> Iterator[Prediction]:
    fits = {stated.fit.of for stated in plan.assumption_sets[scenario.assumption_set].values() if stated.fit}
    for metric, target in plan.targets.items():
        one = measure(metric)
        baseline = scenario.baseline() if one.needs == "baseline" else None
        predicted = float(one.value(results, target.year, baseline=baseline)[0])
        status: Status = "fitted" if metric in fits else "follows" if one.follows else "prediction"
        yield Prediction(f"target-{metric}", (), target.value, predicted, one.quantity, target.sources, status)


def _stress(plan: Plan, scenario: Scenario) -> Iterator[Prediction]:
    """The plan's own stress case: every market grows by as much less as the plan's market growth falls."""
    if not {"stress_growth", "stress_revenue"} <= plan.claims.keys():
        return
    shift = plan.claims["stress_growth"] - plan.market_growth
    levers = {
        lever.id: min(max(float(scenario.levers[lever.id]) + shift, lever.low), lever.high)
        for lever in plan.family("growth")
        if lever.id in plan.levers
    }
    revenue = scenario.with_levers(levers).run().annual("revenue")[-1, 0]
    sources = (*plan.quantities["claims.stress_growth"].sources, *plan.quantities["claims.stress_revenue"].sources)
    yield Prediction("stress", (), plan.claims["stress_revenue"], float(revenue), REVENUE.quantity, sources)


def members(plan: Plan, scope: str) -> tuple[str, ...]:
    """Return the regions or the product line that a fact's scope names; empty for any other scope.

    "West+Northeast" names two regions; "new products C and D" the new products.
    """
    parts = tuple(part.strip().lower() for part in scope.split("+"))
    if all(part in plan.regions for part in parts):
        return parts
    for product in plan.products:
        if scope.lower().startswith(f"{product} products"):
            return (product,)
    return ()


def _sums(plan: Plan, results: Results) -> Iterator[Prediction]:
    """Revenue targets of the last year that the plan sets for regions and products."""
    year = len(plan.years) - 1
    by_region = dict(zip(plan.regions, results.yearly(results.revenue)[year, :, 0], strict=True))
    by_product = {
        "core": results.yearly(results.total_core_revenue)[year, 0],
        "new": results.yearly(results.total_new_revenue)[year, 0],
    }
    for fact in _stated_value(plan, "revenue", str(plan.years[-1])):
        named = members(plan, fact.scope)
        if not named:
            continue
        parts = by_region if named[0] in by_region else by_product
        kind = "region-revenue" if parts is by_region else "product-revenue"
        predicted = math.fsum(float(parts[member]) for member in named)
        yield Prediction(kind, named, fact.value, predicted, MONEY, (fact.id,))


def _stated_value(plan: Plan, metric: str, period: str) -> Iterator[Fact]:
    for fact in plan.facts.values():
        wanted = (plan.document, metric, period, "target", plan.money)
        if (fact.document, fact.metric, fact.period, fact.kind, fact.unit) == wanted:
            yield fact


def _contributions(plan: Plan, assumption_set: str) -> Iterator[Prediction]:
    """The plan's division of its target, beside the model's attribution of what the programme adds.

    The plan divides all of its revenue; the model can only divide what the programme changes, so the shares have
    different wholes and only their order can be compared fairly.
    """
    for row in claim_rows(plan, assumption_set):
        if not math.isnan(row.claimed_share):
            sources = plan.quantities[f"claims.{row.id}"].sources
            yield Prediction(row.id.replace("_", "-"), (), row.claimed_share, row.attributed_share, SHARE, sources)
