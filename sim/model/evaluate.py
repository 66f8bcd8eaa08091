"""The revenue model: levers and beliefs in, quarters out, for any number of draws at once.

`evaluate` is the only place where the equations meet; sim/MODEL.md explains them in the same order. Everything else
in the product (uncertainty, tornado, bridge, response tables, goal seek) is a way of choosing the draws.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.model import customers, people, programme
from sim.model.axes import QUARTERS_A_YEAR, Array, column, draw_count, stack
from sim.model.effects import NO_EFFECTS, Effects
from sim.model.results import Results
from sim.plan import Plan

PACES = ("linear", "front_loaded", "s_curve")


def pace_curve(pace: object, quarters: int) -> Array:
    """Return how much of a lever's way is done by the end of each quarter. Shape (quarter, draw)."""
    x = np.arange(1.0, quarters + 1)[:, None] / quarters
    curves = {"linear": x, "front_loaded": 1 - (1 - x) ** 2, "s_curve": x * x * (3 - 2 * x)}
    names = np.atleast_1d(np.asarray(pace))
    if names.size == 1:
        return curves[str(names[0])]
    table = np.concatenate([curves[name] for name in PACES], axis=1)
    chosen = names == np.array(PACES, dtype=object)[:, None]
    if not chosen.any(axis=0).all():
        raise KeyError(", ".join(sorted({str(name) for name in names} - {*PACES})))
    return table[:, chosen.argmax(axis=0)]


def product(own: Array, factor: Array) -> Array:
    """Return `own` × `factor`, in the memory of `own` (which nobody else may hold) where that has room."""
    if np.broadcast_shapes(own.shape, factor.shape) == own.shape:
        return np.multiply(own, factor, out=own)
    return own * factor


def evaluate(
    plan: Plan, levers: Mapping[str, object], assumptions: Mapping[str, object], effects: Effects = NO_EFFECTS
) -> Results:
    """Run the model once over all draws.

    Parameters
    ----------
    plan : Plan
    levers : mapping
        Every lever of the plan: a scalar, or one value a draw. Not checked against ranges; `Scenario` does that.
    beliefs : mapping
        Every assumption parameter of the plan: a scalar, or one value a draw.
    effects : Effects
        Disturbances by quarter.

    Returns
    -------
    Results
        Arrays of shape (quarter, region, draw) or (quarter, draw).
    """
    quarters = plan.quarter_count
    base = {id: lever.base for id, lever in plan.levers.items()}
    assumption = {id: column(assumptions[id]) for id in plan.assumptions}
    draws = draw_count([*levers.values(), *assumptions.values(), *(np.empty(one.shape[-1]) for one in effects)])
    pace = pace_curve(levers["pace"], quarters)
    realised = pace * assumption["realisation"]

    # Money
    budget = stack(levers, [lever.id for lever in plan.family("budget")])
    spend = programme.spend_by_quarter(budget, stack(levers, [lever.id for lever in plan.family("budget_phasing")]))
    reference = programme.spend_by_quarter(
        np.array([[lever.plan] for lever in plan.family("budget")], dtype=float),
        np.array([[lever.base] for lever in plan.family("budget_phasing")], dtype=float),
    )
    subsidy_planned = column(levers["subsidy_rate"])[None]
    subsidy = subsidy_planned
    digital_spend, marketing_spend, training_spend = spend
    if effects.subsidy_ceiling is not None:
        subsidy = np.minimum(subsidy_planned, effects.subsidy_ceiling)
        if effects.subsidy_strength is not None:
            subsidy = subsidy_planned - (subsidy_planned - subsidy) * effects.subsidy_strength
        if effects.hold_net_spend is not None:
            held = (1 - subsidy_planned) / (1 - subsidy)
            digital_spend = digital_spend * np.where(effects.hold_net_spend > 0, held, 1)
    constant = assumption["saturation_constant"]
    digital = programme.saturation(np.cumsum(digital_spend, axis=0) / np.cumsum(reference[0], axis=0), constant)
    training = programme.saturation(np.cumsum(training_spend, axis=0) / np.cumsum(reference[2], axis=0), constant)
    if effects.digital_factor is not None:
        digital = digital * effects.digital_factor
    enabled = (
        programme.enablement(digital, training, assumption["enablement_floor"], assumption["enablement_digital_weight"])
        * realised
    )
    marketing_reference = float(plan.levers["budget.marketing"].plan) / quarters
    stock = programme.adstock(marketing_spend / marketing_reference, assumption["adstock"])
    lift = 1 + assumption["marketing_lift"] * assumption["realisation"] * programme.saturation(stock, constant)
    productivity = (1 + assumption["digital_productivity"] * realised * digital) * (
        1 + assumption["training_productivity"] * realised * training
    )

    # Levers along the pace curve; improvements only as far as they are funded and realised
    change = column(levers["conversion_rate"]) - base["conversion_rate"]
    conversion = base["conversion_rate"] + change * np.where(change > 0, enabled, pace)
    if effects.conversion_factor is not None:
        conversion = conversion * effects.conversion_factor
    change = column(levers["churn_rate"]) - base["churn_rate"]
    improvement = enabled if effects.churn_improvement_factor is None else enabled * effects.churn_improvement_factor
    # A budget beyond the reference programme can overshoot a low target; customers cannot be lost at a negative rate.
    churn = np.maximum(base["churn_rate"] + change * np.where(change < 0, improvement, pace), 0)
    if effects.churn_added is not None:
        churn = churn + effects.churn_added
    rise = (column(levers["new_product_share"]) - base["new_product_share"]) * realised
    if effects.new_product_factor is not None:
        # A failed launch holds back a rise; it does not soften a planned decline.
        rise = np.where(rise > 0, rise * effects.new_product_factor, rise)
    new_share = np.maximum(base["new_product_share"] + rise, 0)  # realising more than a planned decline ends at none
    deal = base["deal_size"] + (column(levers["deal_size"]) - base["deal_size"]) * pace
    attrition = base["attrition_rate"] + (column(levers["attrition_rate"]) - base["attrition_rate"]) * pace
    if effects.attrition_floor is not None:
        rise = np.maximum(effects.attrition_floor - attrition, 0)
        attrition = attrition + (rise if effects.attrition_strength is None else rise * effects.attrition_strength)
    ramp = base["ramp_months"] + (column(levers["ramp_months"]) - base["ramp_months"]) * pace + assumption["ramp_extra"]

    # People
    attainment = assumption["hiring_attainment"][None]
    if effects.headcount_factor is not None:
        attainment = attainment * effects.headcount_factor
    mix = stack(levers, [lever.id for lever in plan.family("hire_mix")])
    reps = people.headcount(plan.base_reps, column(levers["headcount"]) - base["headcount"], mix, pace, attainment)
    hired = people.hires(reps, plan.base_reps, attrition)
    base_hires = base["attrition_rate"] / QUARTERS_A_YEAR * plan.base_reps
    effective = people.effective_reps(reps, hired, base_hires, ramp)

    # Demand and leads
    growth = stack(levers, [lever.id for lever in plan.family("growth")])[None]
    shock = stack(assumptions, [f"growth_shock.{region}" for region in plan.regions]) + assumption["growth_shock"]
    growth = growth + shock
    if effects.growth_added is not None:
        growth = growth + effects.growth_added
    log_market = customers.log_market_index(growth, quarters)
    base_effective = people.base_effective_reps(plan.base_reps, base["attrition_rate"], base["ramp_months"])
    quality = productivity[:, None, :]
    log_capacity = np.empty(np.broadcast_shapes(effective.shape, quality.shape))
    np.divide(effective, base_effective[:, None], out=log_capacity)
    log_capacity *= quality
    np.log(log_capacity, out=log_capacity)
    elasticity = stack(assumptions, [f"market_response.{region}" for region in plan.regions]) * assumption["elasticity"]
    lead_index = customers.leads(log_market, log_capacity, elasticity, lift)

    # Customer base
    momentum, passthrough = assumption["momentum"], assumption["market_passthrough"]
    win_rate = momentum + base["churn_rate"] - passthrough * plan.market_growth
    per_lead = (conversion / base["conversion_rate"]) * (deal / base["deal_size"]) * (win_rate / QUARTERS_A_YEAR)
    wins = product(lead_index, per_lead[:, None, :])
    wins *= plan.base_revenue[:, None]
    lost = churn[:, None, :] / QUARTERS_A_YEAR - 1
    retention = np.empty(np.broadcast_shapes(passthrough.shape, growth.shape, lost.shape))
    np.multiply(passthrough / QUARTERS_A_YEAR, growth, out=retention)
    retention -= lost
    run_rate = customers.run_rate(
        plan.base_revenue[:, None] * (1 + momentum / 2), retention, wins, effects.customer_base_added
    )

    # Revenue
    kept = 1 - assumption["cannibalisation"]
    season = np.tile(plan.seasonality, len(plan.years))[:, None]
    mix_factor = (1 - kept * base["new_product_share"]) / (1 - kept * new_share)
    revenue = run_rate[:-1] + run_rate[1:]
    revenue = product(revenue, (mix_factor * season / (2 * QUARTERS_A_YEAR))[:, None, :])
    if effects.revenue_factor is not None:
        revenue = product(revenue, effects.revenue_factor)

    return Results(
        plan=plan,
        draws=draws,
        revenue=revenue,
        new_share=new_share,
        headcount=reps,
        effective_reps=effective,
        run_rate=run_rate,
        conversion_rate=conversion,
        churn_rate=churn,
        log_market=log_market,
        log_capacity=log_capacity,
        elasticity=elasticity,
        spend=(digital_spend, marketing_spend, training_spend),
        subsidy_rate=subsidy,
        assumptions=assumption,
        effects=effects,
    )
