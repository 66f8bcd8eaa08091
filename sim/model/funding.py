"""Money: what the programme spends by quarter, and how far that funds what is promised. MODEL.md, Money."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.model import programme
from sim.model.axes import Array, column
from sim.model.inputs import Inputs, with_modules
from sim.modules.rules import marketing_shares
from sim.plan import Plan
from sim.plan.schema import MECHANISMS


class Funding(NamedTuple):
    """Spend by category, (quarter, draw) [CNY_m] each; the subsidy on digital spend; and what the money makes possible.

    Attributes
    ----------
    enablement : (quarter, draw)
        How far a promised improvement is funded and realised.
    lift : (quarter, draw)
        What marketing multiplies leads by.
    productivity : (quarter, draw) [index, base year = 1]
    """

    spend: tuple[Array, Array, Array]
    subsidy_rate: Array
    enablement: Array
    lift: Array
    productivity: Array


def funding(at: Inputs) -> Funding:
    """Return what the programme spends and how far that funds it. MODEL.md, Money."""
    plan, assumption, effects = at.plan, at.assumption, at.effects
    phasing = at.family("budget_phasing") if plan.family("budget_phasing") else even_phasing(plan)
    digital_spend, marketing_spend, training_spend = by_mechanism(plan, at.family("budget"), phasing)
    reference = planned_spend(plan)
    if plan.policies:
        at.found["planned_spend"] = {"digital": digital_spend, "marketing": marketing_spend, "training": training_spend}
        digital_spend = with_modules(at, "digital_spend", digital_spend)
        marketing_spend = with_modules(at, "marketing_spend", marketing_spend)
        training_spend = with_modules(at, "training_spend", training_spend)
    planned = column(at.lever("subsidy_rate"))[None]
    subsidy = effects.on("subsidy_rate", planned)
    if effects.hold_net_spend is not None:
        affordable = (1 - planned) / (1 - subsidy)
        digital_spend = digital_spend * np.where(effects.hold_net_spend > 0, affordable, 1)
    constant = assumption["saturation_constant"]
    digital_by_then, training_by_then = _spent_by_then(plan)
    digital = programme.saturation(programme.funding_ratio(digital_spend, digital_by_then), constant)
    training = programme.saturation(programme.funding_ratio(training_spend, training_by_then), constant)
    digital = effects.on("digital_enablement", digital)
    enablement = _enablement(at, digital, training, reference) * at.realised
    regional: dict[int, Array] = at.found.get("regional_marketing", {})
    everywhere = marketing_spend - sum(regional.values()) if regional else marketing_spend
    at.found.update(enablement=enablement, marketing=everywhere, marketing_reference=reference[1])
    lift = _lift(at, everywhere)
    if regional:
        at.found["regional_lift"] = {
            place: _regional_lift(at, everywhere, place, more) / lift for place, more in regional.items()
        }
    return Funding(
        spend=(digital_spend, marketing_spend, training_spend),
        subsidy_rate=subsidy,
        enablement=enablement,
        lift=lift,
        productivity=with_modules(
            at,
            "capacity",
            (1 + assumption["digital_productivity"] * with_modules(at, "digital_use", at.realised) * digital)
            * (1 + assumption["training_productivity"] * at.realised * training),
        ),
    )


def _lift(at: Inputs, spend: Array) -> Array:
    """Return what marketing multiplies leads by. Shape (quarter, draw)."""
    plan, assumption = at.plan, at.assumption
    planned = sum(float(one.plan) for one in plan.family("budget") if plan.categories[one.member] == "marketing")
    stock = programme.adstock(spend / (planned / plan.quarter_count or np.inf), assumption["adstock"])
    funded = programme.saturation(stock, assumption["saturation_constant"])
    return with_modules(at, "lift", 1 + assumption["marketing_lift"] * assumption["realisation"] * funded)


def _regional_lift(at: Inputs, everywhere: Array, place: int, more: Array) -> Array:
    """Return what marketing multiplies a region's leads by where rules give it more money than its share.

    One with a fifth more money than its share answers as the whole does to a fifth more. Shape (quarter, draw).
    """
    share = np.broadcast_to(marketing_shares(at)[place], more.shape)
    return _lift(at, everywhere + np.divide(more, share, out=np.zeros_like(more), where=share > 0))


@lru_cache(maxsize=64)
def planned_spend(plan: Plan) -> tuple[Array, Array, Array]:
    """Return what the plan itself spends, which every run is measured against; see `by_mechanism`."""
    budgets, phases = plan.family("budget"), plan.family("budget_phasing")
    budget = np.array([[lever.plan] for lever in budgets], dtype=float).reshape(-1, 1)
    phasing = np.array([[lever.base] for lever in phases], dtype=float) if phases else even_phasing(plan)
    found = by_mechanism(plan, budget, phasing)
    for one in found:
        one.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def _spent_by_then(plan: Plan) -> tuple[Array, Array]:
    """Return what the plan itself has spent so far on digital and on training."""
    digital, _, training = planned_spend(plan)
    return programme.spent_by_then(digital), programme.spent_by_then(training)


def even_phasing(plan: Plan) -> Array:
    """Return the phasing of a plan that states none: every quarter spends the same. Shape (year, 1)."""
    return (plan.quarters_by_year / plan.quarter_count)[:, None]


def by_mechanism(plan: Plan, budget: Array, phasing: Array) -> tuple[Array, Array, Array]:
    """Return the spend of all budget categories that digital, marketing and training are bound to.

    Parameters
    ----------
    budget : (category, draw) [CNY_m over the horizon]
    phasing : (year, draw)

    Returns
    -------
    digital, marketing, training : (quarter, draw) [CNY_m]
    """
    spend = programme.spend_by_quarter(budget, phasing, plan.quarters_by_year)
    bound = [plan.categories[lever.member] for lever in plan.family("budget")]
    found = {}
    for mechanism in MECHANISMS:
        parts = [spend[place] for place, one in enumerate(bound) if one == mechanism]
        found[mechanism] = sum(parts[1:], parts[0]) if parts else np.zeros((plan.quarter_count, 1))
    return found["digital"], found["marketing"], found["training"]


def _enablement(at: Inputs, digital: Array, training: Array, reference: tuple[Array, Array, Array]) -> Array:
    """Return how far money lets promised improvements happen.

    Model 1.2 leaves out what the plan itself spends nothing on; 1.1 keeps its floor, which caps every promise.
    """
    floor, weight = at.assumption["enablement_floor"], at.assumption["enablement_digital_weight"]
    if at.plan.model != "1.1":
        spends = [bool(reference[place].any()) for place in (0, 2)]
        if not any(spends):
            return np.ones((1, 1))
        if not all(spends):
            weight = np.full(1, float(spends[0]))
    return programme.enablement(digital, training, floor, weight)
