"""The revenue model: levers and assumptions in, quarters out, for any number of draws at once.

`evaluate` is the only place where the equations meet, in five steps; sim/MODEL.md explains them in the same order.
Everything else in the product (uncertainty, tornado, bridge, response tables) is a way of choosing the draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sim.model import alike, customers, people, policies
from sim.model.axes import QUARTERS_A_YEAR, Array, blocks, column, columns, draw_count, multiply, of_quarters
from sim.model.effects import NO_EFFECTS, Effects
from sim.model.entries import EntryStart, capacity_start, first_quarters, with_entries
from sim.model.funding import Funding, funding
from sim.model.inputs import Inputs, pace_curve, with_modules, with_offsets
from sim.model.results import Results
from sim.model.scatter import take_effects, take_inputs
from sim.model.steps import Demand, Kept, LeverPaths, Sales, SalesForce
from sim.plan import Plan

NOBODY = 1e-12
"""Capacity of a region where nobody sells, as a share of its start: a logarithm needs more than nothing."""


def lever_paths(at: Inputs, money: Funding, kept: Kept | None = None) -> LeverPaths:
    """Return levers along the pace; improvements only as far as they are funded and realised. MODEL.md, Levers."""
    plan, effects = at.plan, at.effects
    change = at.change("conversion_rate")
    conversion = at.base["conversion_rate"] + change * np.where(change > 0, money.enablement, at.pace)
    change = at.change("churn_rate")
    improvement = effects.on("churn_improvement", money.enablement)
    # A budget beyond the reference programme can overshoot a low target; customers cannot be lost at a negative rate.
    churn = np.maximum(at.base["churn_rate"] + change * np.where(change < 0, improvement, at.pace), 0)
    conversion, churn = effects.on("conversion_rate", conversion), with_modules(at, "churn_rate", churn)
    churn = effects.on("churn_rate", churn)
    if kept is not None:
        return kept.paths._replace(conversion_rate=conversion, churn_rate=churn)
    rise = np.zeros((1, 1))
    if "new" in plan.products:
        rise = at.change("new_product_share") * with_modules(at, "launch", at.realised)
    # A failed launch holds back a rise; it does not soften a planned decline.
    rise = np.minimum(rise, effects.on("new_product_uplift", rise))
    return LeverPaths(
        conversion_rate=conversion,
        churn_rate=churn,
        new_share=np.clip(at.base.get("new_product_share", 0.0) + rise, 0, 1),  # a realised decline ends at none
        deal_size=at.path("deal_size"),
        attrition_rate=effects.on("attrition_rate", with_modules(at, "attrition_rate", at.path("attrition_rate"))),
        ramp_months=at.path("ramp_months") + at.assumption["ramp_extra"],
    )


def sales_force(at: Inputs, paths: LeverPaths) -> SalesForce:
    """Return reps and what they are worth. MODEL.md, People."""
    plan = at.plan
    attainment = at.effects.on("headcount_added", at.assumption["hiring_attainment"][None])
    mix = at.family("hire_mix") if plan.family("hire_mix") else (plan.base_reps / plan.base_reps.sum())[:, None]
    inputs = (at.change("headcount"), mix, at.pace, attainment, paths.attrition_rate, paths.ramp_months)
    few, draws = alike.unlike(inputs), max(one.shape[-1] for one in inputs)
    added, mix, pace, attainment, attrition, ramp = (alike.some(one, few) for one in inputs)
    reps = people.headcount(plan.base_reps, added, mix, pace, attainment)
    hired = people.hires(reps, plan.base_reps, attrition)
    base_hires = at.base["attrition_rate"] / QUARTERS_A_YEAR * plan.base_reps
    effective = people.effective_reps(reps, hired, base_hires, ramp)
    return SalesForce(*(alike.to_all(one, few, draws) for one in (reps, hired, effective)))


def demand(at: Inputs, money: Funding, force: SalesForce, kept: Kept | None = None) -> Demand:
    """Return the market and the leads that reps and marketing make of it. MODEL.md, Leads."""
    plan = at.plan
    if kept is None:
        shock = at.regional("growth_shock") + at.assumption["growth_shock"]
        own = at.family("growth") if plan.family("growth") else np.full((len(plan.regions), 1), plan.market_growth)
        growth = at.effects.on("growth", own[None] + shock)
        index = customers.log_market_index(growth, plan.quarter_count)
    else:
        growth, index = kept.growth, kept.log_market
    at.found["growth"] = growth
    if plan.policies:
        at.found["log_market"] = index
    log_market = with_modules(at, "demand", index)
    log_capacity = _log_capacity(at, money, force, kept)
    elasticity = at.regional("market_response") * at.assumption["elasticity"]
    leads = customers.leads(log_market, log_capacity, elasticity, money.lift)
    return Demand(growth, log_market, log_capacity, leads)


def _log_capacity(at: Inputs, money: Funding, force: SalesForce, kept: Kept | None) -> Array:
    """Return the logarithm of the index of productive capacity. Shape (quarter, region, draw)."""
    plan, quality = at.plan, money.productivity
    floored = plan.entries or _may_end_empty(plan)  # nobody sells there yet, or no more
    if kept is not None and not floored:
        return kept.log_capacity + np.log(quality / kept.productivity)[:, None, :]
    log_capacity = np.empty(np.broadcast_shapes(force.effective.shape, quality[:, None, :].shape))
    start = people.base_effective_reps(plan.base_reps, at.base["attrition_rate"], at.base["ramp_months"])[:, None]
    if plan.entries:
        reps = first_quarters(plan, force.effective) if at.entry is None else at.entry.reps
        start = capacity_start(plan, start, reps)
    for part in blocks(log_capacity):
        now = log_capacity[part]
        np.divide(of_quarters(force.effective, part), start, out=now)
        now *= of_quarters(quality[:, None, :], part)
        if floored:
            np.maximum(now, NOBODY, out=now)
        np.log(now, out=now)
    return log_capacity


def _may_end_empty(plan: Plan) -> bool:
    """Tell whether the team can be sent away altogether, or a region of it never hired."""
    lever = plan.levers.get("headcount")
    return (lever is not None and lever.low <= 0) or not plan.base_reps.all()


def _new_business(at: Inputs) -> tuple[Array, Array]:
    """Return what existing accounts follow of the market, and what new customers must bring a year; (draw,) each."""
    momentum, passthrough = at.assumption["momentum"], at.assumption["market_passthrough"]
    return customers.gross_new_business(at.plan, momentum, at.base["churn_rate"], passthrough)


def _per_lead(at: Inputs, paths: LeverPaths, gross_new_business: Array) -> Array:
    """Return what leads bring in a quarter, as a share of base revenue. Shape (quarter, 1, draw)."""
    conversion = paths.conversion_rate / at.base["conversion_rate"]
    return (conversion * (paths.deal_size / at.base["deal_size"]) * (gross_new_business / QUARTERS_A_YEAR))[:, None, :]


def sales(at: Inputs, paths: LeverPaths, market: Demand) -> Sales:
    """Return the customer base that leads, churn and growth make, and its revenue. MODEL.md, Customer base, Revenue.

    The leads of `market` are used up: their memory takes the wins.
    """
    plan, assumption = at.plan, at.assumption
    momentum = assumption["momentum"]
    passthrough, gross_new_business = _new_business(at)
    per_lead = _per_lead(at, paths, gross_new_business)
    if at.entry is not None:
        wins = with_entries(plan, multiply(market.leads, per_lead), at.entry.wins)
    else:
        wins = multiply(market.leads, per_lead, plan.base_revenue[None, :, None])
    wins = with_modules(at, "wins", wins, own=True)
    if plan.modules:
        at.found["new_business"] = gross_new_business
        at.found["wins"] = customers.total_over_regions(wins)
    lost = paths.churn_rate[:, None, :] / QUARTERS_A_YEAR - 1
    retention = np.empty(np.broadcast_shapes(passthrough.shape, market.growth.shape, lost.shape))
    followed = passthrough / QUARTERS_A_YEAR
    for part in blocks(retention):
        np.multiply(followed, of_quarters(market.growth, part), out=retention[part])
        retention[part] -= of_quarters(lost, part)
    retention = with_modules(at, "retention", retention, own=True)
    base = plan.base_revenue[:, None] * (1 + momentum / 2)
    run_rate = customers.run_rate(base, retention, wins, at.effects.sizes.get("customer_base"))

    incremental = 1 - assumption["cannibalisation"]
    season = plan.season[:, None]
    mix_factor = (1 - incremental * at.base.get("new_product_share", 0.0)) / (1 - incremental * paths.new_share)
    revenue = run_rate[:-1] + run_rate[1:]
    revenue = multiply(revenue, (mix_factor * season / (2 * QUARTERS_A_YEAR))[:, None, :])
    revenue = with_modules(at, "revenue", revenue, own=True)
    return Sales(run_rate, at.effects.on("revenue", revenue, own=True))


def go_on() -> None:
    """Nobody waits and nothing is given up."""


def evaluate(
    plan: Plan,
    levers: Mapping[str, object],
    assumptions: Mapping[str, object],
    effects: Effects = NO_EFFECTS,
    between: Callable[[], None] = go_on,
) -> Results:
    """Run the model once over all draws.

    Parameters
    ----------
    plan : Plan
    levers : mapping
        Every lever of the plan: a scalar, or one value a draw. One that is fixed stands as the plan says.
        Not checked against ranges; `Scenario` does that.
    assumptions : mapping
        Every assumption of the plan: a scalar, or one value a draw.
    effects : Effects
        Disturbances by quarter.
    between : function
        Called before each step: may wait, so that others go first, or raise, and the run is given up.

    Returns
    -------
    Results
        Arrays of shape (quarter, region, draw) or (quarter, draw).
    """
    draws = draw_count([*levers.values(), *assumptions.values(), *(np.empty(one.shape[-1]) for one in effects)])
    entry = _entry_start(plan, assumptions) if plan.entries else None
    first = _run(plan, levers, assumptions, effects, draws, between=between, entry=entry)
    on = policies.switched_on(plan, levers)
    if on is None:
        return first
    found = first.at.found
    kept = Kept(
        found["paths"],
        SalesForce(first.headcount, first.hired, first.effective_reps),
        found["growth"],
        found["log_market"],
        first.log_capacity,
        found["productivity"],
        first.at.unmoved,
        {id: found[id] for id in ("penetration",) if id in found},
        entry,
    )

    def again(places: np.ndarray | None, changes: Mapping[str, Any], followed: Any) -> Results:
        mine = kept
        if followed is not None or any(plan.categories[plan.levers[id].member] == "marketing" for id in changes):
            mine = kept._replace(found={})
        if places is None:
            return _run(plan, {**levers, **changes}, first.assumptions, effects, draws, followed, mine, between)
        some = take_inputs(levers, places) | dict(changes)
        inside, world = take_inputs(first.assumptions, places), take_effects(effects, places)
        return _run(plan, some, inside, world, len(places), followed, mine.take(places), between)

    return policies.follow(plan, first, on, column(assumptions["reporting_luck"]), again)


def _run(
    plan: Plan,
    levers: Mapping[str, object],
    assumptions: Mapping[str, object],
    effects: Effects,
    draws: int,
    followed: Any = None,
    kept: Kept | None = None,
    between: Callable[[], None] = go_on,
    entry: EntryStart | None = None,
) -> Results:
    """Run the model once.

    Parameters
    ----------
    followed : what rules have come to, `sim.modules.rules.Followed`
    assumptions : as given to `evaluate`; with `kept`, as that run told them, (draw,) each
    kept : of a run of the same draws that differs in nothing but money and commission
    entry : without `kept`, what regions that start from zero are measured against, see `_entry_start`
    """
    between()
    at = _inputs(plan, levers, assumptions, effects, kept, entry)
    if followed is not None:
        at.found["followed"] = followed
    money = funding(at)
    at.found["productivity"] = money.productivity
    paths = lever_paths(at, money, kept)
    if plan.policies:
        at.found["paths"] = paths
    between()
    force = sales_force(at, paths) if kept is None else kept.force
    between()
    market = demand(at, money, force, kept)
    between()
    sold = sales(at, paths, market)
    return Results(
        plan=plan,
        draws=draws,
        revenue=sold.revenue,
        new_share=paths.new_share,
        headcount=force.headcount,
        hired=force.hired,
        effective_reps=force.effective,
        run_rate=sold.run_rate,
        conversion_rate=paths.conversion_rate,
        churn_rate=paths.churn_rate,
        log_market=market.log_market,
        log_capacity=market.log_capacity,
        spend=money.spend,
        subsidy_rate=money.subsidy_rate,
        assumptions=at.assumption,
        effects=effects,
        at=at,
    )


def _inputs(
    plan: Plan,
    levers: Mapping[str, object],
    assumptions: Mapping[str, object],
    effects: Effects,
    kept: Kept | None = None,
    entry: EntryStart | None = None,
) -> Inputs:
    """Return what every step reads, nothing computed yet; parameters as those of `_run`."""
    assumption: dict[str, Any] = {**assumptions}
    if kept is None:
        assumption = columns(assumptions, plan.assumptions)
    base: dict[str, Any] = {id: lever.base for id, lever in plan.inputs.items()}
    if plan.offsets:
        levers, base = with_offsets(plan, levers, base, assumption)
    pace = pace_curve(levers.get("pace", base["pace"]), plan.quarter_count)
    realised = pace * assumption["realisation"]
    found, unmoved = ({}, {}) if kept is None else (dict(kept.found), kept.unmoved)
    entry = entry if kept is None else kept.entry
    return Inputs(plan, levers, assumptions, base, assumption, effects, pace, realised, found, unmoved, entry)


def _entry_start(plan: Plan, assumptions: Mapping[str, object]) -> EntryStart:
    """Return the first quarters of regions that start from zero as planned, each draw under its own assumptions."""
    planned = {id: lever.plan for id, lever in plan.levers.items()}
    at = _inputs(plan, planned, assumptions, NO_EFFECTS)
    money = funding(at)
    paths = lever_paths(at, money)
    force = sales_force(at, paths)
    market = demand(at, money, force)
    wins = multiply(market.leads, _per_lead(at, paths, _new_business(at)[1]))
    return EntryStart(first_quarters(plan, force.effective), first_quarters(plan, wins))
