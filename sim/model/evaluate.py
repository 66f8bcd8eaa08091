"""The revenue model: levers and assumptions in, quarters out, for any number of draws at once.

`evaluate` is the only place where the equations meet, in five steps; sim/MODEL.md explains them in the same order.
Everything else in the product (uncertainty, tornado, bridge, response tables) is a way of choosing the draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.model import customers, people, policies, programme
from sim.model.axes import QUARTERS_A_YEAR, Array, column, draw_count, multiply, stack
from sim.model.effects import NO_EFFECTS, Effects
from sim.model.results import Results
from sim.model.scatter import take_effects, take_inputs
from sim.modules import MODULES, Point
from sim.modules.module import TERMS
from sim.modules.rules import marketing_shares
from sim.plan import Plan
from sim.plan.schema import MECHANISMS

NOBODY = 1e-12
"""Capacity of a region where nobody sells, as a share of its start: a logarithm needs more than nothing."""
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


class Inputs(NamedTuple):
    """What every step reads.

    Attributes
    ----------
    levers, assumptions : as given to `evaluate`
    base : lever id → value in the base year, one a draw where the plan says that it is not sure of it
    assumption : assumption id → (draw,)
    pace : (quarter, draw)
        How much of a lever's way is done.
    realised : (quarter, draw)
        How much of a promised improvement has materialised.
    found : what has been computed so far, for modules: "enablement", "marketing" and "marketing_reference" by quarter
        and draw; "growth" by quarter, region and draw; "wins" of all regions and "new_business" where there are modules
    """

    plan: Plan
    levers: Mapping[str, object]
    assumptions: Mapping[str, object]
    base: Mapping[str, Any]
    assumption: dict[str, Array]
    effects: Effects
    pace: Array
    realised: Array
    found: dict[str, Any]

    def lever(self, id: str) -> object:
        """Return a lever's end value; what the plan fixes where it has no such lever."""
        return self.levers[id] if id in self.levers else self.base[id]

    def family(self, name: str) -> Array:
        """Return the levers of a family, none where the plan has no such family. Shape (member, draw)."""
        ids = [lever.id for lever in self.plan.family(name)]
        return stack({id: self.lever(id) for id in ids}, ids) if ids else np.zeros((0, 1))

    def regional(self, name: str) -> Array:
        """Return the assumptions that are made once a region. Shape (region, draw)."""
        return stack(self.assumptions, [f"{name}.{region}" for region in self.plan.regions])

    def change(self, id: str) -> Array:
        """Return how far a lever is to move from its base value. Shape (draw,)."""
        return column(self.levers[id]) - self.base[id] if id in self.levers else np.zeros(1)

    def end(self, id: str) -> Array:
        """Return where a lever that nothing paces stands throughout. Shape (draw,)."""
        return column(self.lever(id))

    def path(self, id: str) -> Array:
        """Return a lever that moves along the pace alone. Shape (quarter, draw)."""
        return self.base[id] + self.change(id) * self.pace

    def input(self, module: str, name: str) -> float:
        """Return what the plan states of a module that it switches on."""
        return self.plan.modules[module][name]


def with_modules(at: Inputs, point: Point, values: Array) -> Array:
    """Return values as the modules that the plan switches on leave them; as they are where there are none."""
    for id in at.plan.modules:
        act = MODULES[id].acts.get(point)
        if act is not None:
            change = act(at, values)
            if change is not None:
                values = values + change if point in TERMS else values + values * change
    return values


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


class LeverPaths(NamedTuple):
    """Levers by quarter, (quarter, draw) each."""

    conversion_rate: Array
    churn_rate: Array
    new_share: Array
    deal_size: Array
    attrition_rate: Array
    ramp_months: Array


class SalesForce(NamedTuple):
    """Reps at the end of each quarter, hired in it, and weighted by ramp-up; (quarter, region, draw) [person]."""

    headcount: Array
    hired: Array
    effective: Array


class Demand(NamedTuple):
    """Demand by quarter.

    Attributes
    ----------
    growth : (quarter or 1, region, draw) [fraction a year]
        Of the underlying market.
    log_market, log_capacity : (quarter, region, draw)
        Logarithms of the indices of demand and of productive capacity, base year = 0.
    elasticity : (region, draw)
    leads : (quarter, region, draw) [index, base year = 1]
    """

    growth: Array
    log_market: Array
    log_capacity: Array
    elasticity: Array
    leads: Array


class Sales(NamedTuple):
    """Run-rate at the end of each quarter, the base year's end first, and revenue; (…, region, draw)."""

    run_rate: Array
    revenue: Array


def funding(at: Inputs) -> Funding:
    """Return what the programme spends and how far that funds it. MODEL.md, Money."""
    plan, assumption, effects = at.plan, at.assumption, at.effects
    budgets, phases = plan.family("budget"), plan.family("budget_phasing")
    phasing = at.family("budget_phasing") if phases else even_phasing(plan)
    digital_spend, marketing_spend, training_spend = by_mechanism(plan, at.family("budget"), phasing)
    planned_budget = np.array([[lever.plan] for lever in budgets], dtype=float).reshape(-1, 1)
    usual = np.array([[lever.base] for lever in phases], dtype=float) if phases else phasing
    reference = by_mechanism(plan, planned_budget, usual)
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
    digital = programme.saturation(programme.funding_ratio(digital_spend, reference[0]), constant)
    training = programme.saturation(programme.funding_ratio(training_spend, reference[2]), constant)
    digital = effects.on("digital_enablement", digital)
    enablement = _enablement(at, digital, training, reference) * at.realised
    regional = at.found.get("regional_marketing")
    everywhere = marketing_spend if regional is None else marketing_spend - customers.total_over_regions(regional)
    at.found.update(enablement=enablement, marketing=everywhere, marketing_reference=reference[1])
    lift = _lift(at, everywhere)
    if regional is not None:
        at.found["regional_lift"] = _regional_lift(at, everywhere, regional) / lift[:, None]
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


def _regional_lift(at: Inputs, everywhere: Array, regional: Array) -> Array:
    """Return what marketing multiplies each region's leads by where rules give regions more of it than their share.

    A region with a fifth more money than its share answers as the whole does to a fifth more.
    """
    shares = marketing_shares(at)
    found, usual = [], None
    for place in range(regional.shape[1]):
        if not regional[:, place].any():
            usual = _lift(at, everywhere) if usual is None else usual
            found.append(usual)
            continue
        share = shares[place]
        more = np.divide(regional[:, place], share, out=np.zeros_like(regional[:, place]), where=share > 0)
        found.append(_lift(at, everywhere + more))
    return np.stack(np.broadcast_arrays(*found), axis=1)


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


def lever_paths(at: Inputs, money: Funding) -> LeverPaths:
    """Return levers along the pace; improvements only as far as they are funded and realised. MODEL.md, Levers."""
    plan, effects = at.plan, at.effects
    change = at.change("conversion_rate")
    conversion = at.base["conversion_rate"] + change * np.where(change > 0, money.enablement, at.pace)
    change = at.change("churn_rate")
    improvement = effects.on("churn_improvement", money.enablement)
    # A budget beyond the reference programme can overshoot a low target; customers cannot be lost at a negative rate.
    churn = np.maximum(at.base["churn_rate"] + change * np.where(change < 0, improvement, at.pace), 0)
    rise = np.zeros((1, 1))
    if "new" in plan.products:
        rise = at.change("new_product_share") * with_modules(at, "launch", at.realised)
    # A failed launch holds back a rise; it does not soften a planned decline.
    rise = np.minimum(rise, effects.on("new_product_uplift", rise))
    return LeverPaths(
        conversion_rate=effects.on("conversion_rate", conversion),
        churn_rate=effects.on("churn_rate", with_modules(at, "churn_rate", churn)),
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
    reps = people.headcount(plan.base_reps, at.change("headcount"), mix, at.pace, attainment)
    hired = people.hires(reps, plan.base_reps, paths.attrition_rate)
    base_hires = at.base["attrition_rate"] / QUARTERS_A_YEAR * plan.base_reps
    return SalesForce(reps, hired, people.effective_reps(reps, hired, base_hires, paths.ramp_months))


def demand(at: Inputs, money: Funding, force: SalesForce) -> Demand:
    """Return the market and the leads that reps and marketing make of it. MODEL.md, Leads."""
    plan = at.plan
    shock = at.regional("growth_shock") + at.assumption["growth_shock"]
    own = at.family("growth") if plan.family("growth") else np.full((len(plan.regions), 1), plan.market_growth)
    growth = at.effects.on("growth", own[None] + shock)
    at.found["growth"] = growth
    log_market = with_modules(at, "demand", customers.log_market_index(growth, plan.quarter_count))
    base_effective = people.base_effective_reps(plan.base_reps, at.base["attrition_rate"], at.base["ramp_months"])
    quality = money.productivity[:, None, :]
    log_capacity = np.empty(np.broadcast_shapes(force.effective.shape, quality.shape))
    start = base_effective[:, None]
    if plan.entries:
        start = customers.entry_capacity(plan, start, force.effective)
    np.divide(force.effective, start, out=log_capacity)
    log_capacity *= quality
    if plan.entries or _may_end_empty(plan):  # nobody sells there yet, or no more
        np.maximum(log_capacity, NOBODY, out=log_capacity)
    np.log(log_capacity, out=log_capacity)
    elasticity = at.regional("market_response") * at.assumption["elasticity"]
    leads = customers.leads(log_market, log_capacity, elasticity, money.lift)
    return Demand(growth, log_market, log_capacity, elasticity, leads)


def _may_end_empty(plan: Plan) -> bool:
    """Tell whether the team can be sent away altogether, or a region of it never hired."""
    lever = plan.levers.get("headcount")
    return (lever is not None and lever.low <= 0) or not plan.base_reps.all()


def sales(at: Inputs, paths: LeverPaths, market: Demand) -> Sales:
    """Return the customer base that leads, churn and growth make, and its revenue. MODEL.md, Customer base, Revenue.

    The leads of `market` are used up: their memory takes the wins.
    """
    plan, assumption = at.plan, at.assumption
    momentum = assumption["momentum"]
    passthrough, gross_new_business = customers.gross_new_business(
        plan, momentum, at.base["churn_rate"], assumption["market_passthrough"]
    )
    conversion = paths.conversion_rate / at.base["conversion_rate"]
    per_lead = conversion * (paths.deal_size / at.base["deal_size"]) * (gross_new_business / QUARTERS_A_YEAR)
    wins = multiply(market.leads, per_lead[:, None, :])
    if plan.entries:
        wins = customers.with_entries(plan, wins, per_lead)
    else:
        wins *= plan.base_revenue[:, None]
    wins = with_modules(at, "wins", wins)
    if plan.modules:
        at.found["new_business"] = gross_new_business
        at.found["wins"] = customers.total_over_regions(wins)
    lost = paths.churn_rate[:, None, :] / QUARTERS_A_YEAR - 1
    retention = np.empty(np.broadcast_shapes(passthrough.shape, market.growth.shape, lost.shape))
    np.multiply(passthrough / QUARTERS_A_YEAR, market.growth, out=retention)
    retention -= lost
    retention = with_modules(at, "retention", retention)
    base = plan.base_revenue[:, None] * (1 + momentum / 2)
    run_rate = customers.run_rate(base, retention, wins, at.effects.sizes.get("customer_base"))

    incremental = 1 - assumption["cannibalisation"]
    season = plan.season[:, None]
    mix_factor = (1 - incremental * at.base.get("new_product_share", 0.0)) / (1 - incremental * paths.new_share)
    revenue = run_rate[:-1] + run_rate[1:]
    revenue = multiply(revenue, (mix_factor * season / (2 * QUARTERS_A_YEAR))[:, None, :])
    revenue = with_modules(at, "revenue", revenue)
    return Sales(run_rate, at.effects.on("revenue", revenue, own=True))


def with_offsets(
    plan: Plan, levers: Mapping[str, object], base: Mapping[str, Any], assumption: Mapping[str, Array]
) -> tuple[dict[str, object], dict[str, Any]]:
    """Return levers and base values with how far the truth lies from what the plan states of them.

    What is stated of the end counts as far as a lever goes there from today; what is stated of today, for the rest
    of the way. A lever that is not to move keeps its distance from the truth wherever it is dragged.
    """
    moved, start = dict(levers), dict(base)
    for one in plan.offsets:
        lever, off = plan.levers[one.lever], assumption[one.id]
        value = column(levers[one.lever])
        way = 1.0 if lever.plan == lever.base else np.clip((value - lever.base) / (lever.plan - lever.base), 0, 1)
        if one.side == "off_today":
            start[one.lever] = np.clip(lever.base + off, lever.low, lever.high)
            way = 1.0 if lever.plan == lever.base else 1 - way
        moved[one.lever] = np.clip(column(moved[one.lever]) + way * off, lever.low, lever.high)
    return moved, start


def evaluate(
    plan: Plan, levers: Mapping[str, object], assumptions: Mapping[str, object], effects: Effects = NO_EFFECTS
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

    Returns
    -------
    Results
        Arrays of shape (quarter, region, draw) or (quarter, draw).
    """
    draws = draw_count([*levers.values(), *assumptions.values(), *(np.empty(one.shape[-1]) for one in effects)])
    first = _run(plan, levers, assumptions, effects, draws)
    on = policies.switched_on(plan, levers)
    if on is None:
        return first

    def again(places: np.ndarray, changes: Mapping[str, Any], followed: Any) -> Results:
        some = take_inputs(levers, places) | dict(changes)
        beliefs, world = take_inputs(assumptions, places), take_effects(effects, places)
        return _run(plan, some, beliefs, world, len(places), followed)

    return policies.follow(plan, first, on, column(assumptions["reporting_luck"]), again)


def _run(
    plan: Plan,
    levers: Mapping[str, object],
    assumptions: Mapping[str, object],
    effects: Effects,
    draws: int,
    followed: Any = None,
) -> Results:
    """Run the model once; `followed` is what rules have come to, `sim.modules.rules.Followed`."""
    assumption = {id: column(assumptions[id]) for id in plan.assumptions}
    base: dict[str, Any] = {id: lever.base for id, lever in plan.inputs.items()}
    if plan.offsets:
        levers, base = with_offsets(plan, levers, base, assumption)
    pace = pace_curve(levers.get("pace", base["pace"]), plan.quarter_count)
    at = Inputs(plan, levers, assumptions, base, assumption, effects, pace, pace * assumption["realisation"], {})
    if followed is not None:
        at.found["followed"] = followed
    money = funding(at)
    at.found["productivity"] = money.productivity
    paths = lever_paths(at, money)
    force = sales_force(at, paths)
    market = demand(at, money, force)
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
        elasticity=market.elasticity,
        spend=money.spend,
        subsidy_rate=money.subsidy_rate,
        assumptions=assumption,
        effects=effects,
        at=at,
    )
