"""Customers, counted: won, lost and kept, what one brings and costs, and what satisfaction and tiers do to churn.

The count follows the kernel's revenue and feeds nothing back, so it cannot count an improvement twice. Satisfaction
is another way to the promised fall of churn, never one on top of it; nor is the fall of a tier's churn, as far as the
fall of all churn reaches that tier. A risk case that takes whole customers comes on top; nothing is set off.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.modules.module import Array, At, Formula, Input, Module, Result, Run, Symbol, over_regions


def churn(at: At, values: Array) -> Array:
    """(quarter, draw) What satisfaction does to churn, and on top of that what tiers do where the plan has any."""
    satisfied = satisfaction(at, values)
    if not at.plan.tiers:
        return satisfied
    after = values + values * satisfied
    fallen = np.maximum(float(at.base["churn_rate"]) - after, 0)
    moved, own = np.zeros((1, 1)), []
    for tier in tiers(at):
        change = tier.lost - np.maximum(tier.gained - fallen * tier.relative, 0)
        moved = moved + tier.revenue * change
        own.append(np.maximum(after * tier.relative + change, 0))
    at.found["tier_churn"] = np.stack(np.broadcast_arrays(*own))
    # Nobody leaves twice, and nobody comes back by leaving less; where nobody leaves there is no rate to raise.
    moved = np.clip(moved, -after, np.maximum(1 - after, 0))
    change = np.divide(moved, values, out=np.zeros(np.broadcast(moved, values).shape), where=values > 0)
    return np.maximum(satisfied + change, -1)  # rounded, it may take a hair more than all


class Tier(NamedTuple):
    """A tier along the pace.

    Attributes
    ----------
    revenue : its share of revenue
    relative : (draw,) its churn today over that of all customers
    gained, lost : (quarter, draw) [fraction a year] how far its lever lowers its churn, and how far it raises it
    """

    revenue: float
    relative: Array
    gained: Array
    lost: Array


def tiers(at: At) -> list[Tier]:
    """Return what the tiers' levers do; an improvement comes only as far as it is funded and realised."""
    today = {id: np.atleast_1d(at.base[f"churn_by_tier.{id}"]) for id in at.plan.tiers}
    whole = sum(tier.revenue * today[id] for id, tier in at.plan.tiers.items())
    improvement = at.effects.on("churn_improvement", at.found["enablement"])
    found = []
    for (id, tier), end in zip(at.plan.tiers.items(), at.family("churn_by_tier"), strict=True):
        change = end - today[id]
        relative = np.divide(today[id], whole, out=np.ones_like(today[id]), where=whole > 0)
        gained, lost = np.maximum(-change, 0) * improvement, np.maximum(change, 0) * at.pace
        found.append(Tier(tier.revenue, relative, gained, lost))
    return found


def tier_churn(run: Run) -> Array:
    """(tier, quarter, draw) [fraction a year] What each tier loses; by their shares of revenue it makes all churn.

    What prices and risk cases do to churn they do to all tiers alike.
    """
    own = run.at.found["tier_churn"]
    together = (_tier_shares(run) * own).sum(axis=0)
    return own * np.divide(
        run.churn_rate, together, out=np.zeros(np.broadcast(together, run.churn_rate).shape), where=together > 0
    )


def tier_losses(run: Run) -> Array:
    """(tier, quarter, draw) [CNY_m a year] Revenue of customers lost in the quarter; shares of revenue stay today's."""
    return tier_revenue(run) * tier_churn(run) / 4


def tier_revenue(run: Run) -> Array:
    """(tier, quarter, draw) [CNY_m a year] What the customers of each tier bring as the quarter begins."""
    return _tier_shares(run) * over_regions(run.run_rate[:-1])


def _tier_shares(run: Run) -> Array:
    return np.array([tier.revenue for tier in run.plan.tiers.values()])[:, None, None]


def satisfaction(at: At, values: Array) -> Array:
    """(quarter, draw) More satisfied customers leave less often; of both improvements, the larger counts."""
    base = float(at.base["churn_rate"])
    points = at.change("nps") * at.realised
    points = np.minimum(points, at.effects.on("satisfaction_rise", points))
    gained = np.maximum(base * at.assumption["nps_churn"] * points / 10, 0)
    more = np.maximum(gained - np.maximum(base - values, 0), 0)
    return -np.divide(
        np.minimum(more, values), values, out=np.zeros(np.broadcast(more, values).shape), where=values > 0
    )


def entry_size(run: Run) -> Array:
    """(draw,) Revenue won a customer won, over that of the average: what keeps the count steady in the base year.

    Part of what is won comes from customers who are there already; how large that part is decides nothing here.
    """
    churn_rate = float(run.at.base["churn_rate"])
    return run.at.found["new_business"] / max(churn_rate, 1e-9)


def counts(run: Run) -> tuple[Array, Array, Array]:
    """Return customers at the end of each quarter, won and lost in it; (quarter, draw) each [customers]."""
    total = over_regions(run.run_rate)
    wins, entry = run.at.found["wins"], entry_size(run)
    shape = np.broadcast_shapes(wins.shape, entry.shape, run.churn_rate.shape, run.assumptions["customer_count"].shape)
    held, won, lost = np.empty(shape), np.empty(shape), np.empty(shape)
    now = np.broadcast_to(run.assumptions["customer_count"], shape[1:])
    for quarter in range(shape[0]):
        each = total[quarter] / np.maximum(now, 1e-9)
        won[quarter] = wins[quarter] / np.maximum(entry * each, 1e-9)
        lost[quarter] = run.churn_rate[quarter] / 4 * now
        now = np.maximum(now + won[quarter] - lost[quarter], 0)
        held[quarter] = now
    return held, won, lost


def held(run: Run) -> Array:
    """(quarter, draw) [customers] Customers at the end of the quarter."""
    return counts(run)[0]


def won(run: Run) -> Array:
    """(quarter, draw) [customers] New customers of the quarter."""
    return counts(run)[1]


def lost(run: Run) -> Array:
    """(quarter, draw) [customers] Customers lost in the quarter."""
    return counts(run)[2]


def orders(run: Run) -> Array:
    """(quarter, draw) [orders] Revenue over the size of an order."""
    return run.total_revenue / np.maximum(run.at.path("deal_size"), 1e-9)


def leads(run: Run) -> Array:
    """(quarter, draw) [leads] Leads behind the orders, at the share of them that becomes one."""
    return orders(run) / np.maximum(run.conversion_rate, 1e-9)


def revenue_each(run: Run) -> Array:
    """(quarter, draw) [CNY_m a year] What a customer brings a year."""
    return over_regions(run.run_rate[1:]) / np.maximum(held(run), 1e-9)


def renewal(run: Run) -> Array:
    """(quarter, draw) [fraction] Share of contracts renewed when they end."""
    return np.maximum(1 - run.churn_rate, 0) ** run.assumptions["contract_years"]


def acquisition_cost(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Marketing and the part of reps' time that hunts, a new customer."""
    hunting = run.at.input("customers", "hunting_share")
    return (run.spend[1] + hunting * run.sales_cost) / np.maximum(won(run), 1e-9)


def lifetime_value(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Gross margin of a customer over its life, discounted: Gupta, Lehmann & Stuart (2004)."""
    return revenue_each(run) * run.gross_margin / (run.churn_rate + run.at.input("customers", "discount_rate"))


MODULE = Module(
    levers={"nps": Symbol("S", kind="promise"), "churn_by_tier": Symbol(r"\chi_k", each="tier", kind="promise")},
    assumptions={
        "customer_count": Symbol("N_0"),
        "contract_years": Symbol("L"),
        "nps_churn": Symbol(r"\kappa_S"),
    },
    inputs={"hunting_share": Input("fraction", 0, 1), "discount_rate": Input("fraction_per_year", 0, 1)},
    acts={"churn_rate": churn},
    results={
        "leads": Result(leads, "count"),
        "orders": Result(orders, "count"),
        "held": Result(held, "count", "stock"),
        "won": Result(won, "count"),
        "lost": Result(lost, "count", good=-1),
        "revenue_each": Result(revenue_each, "money_fine", "stock"),
        "renewal": Result(renewal, "percent", "stock"),
        "acquisition_cost": Result(acquisition_cost, "money_fine", "stock", good=-1),
        "lifetime_value": Result(lifetime_value, "money_fine", "stock"),
    },
    pictures=(("leads", "orders"), ("won", "lost")),
    flow=("held", "won", "lost"),
    neutral={"nps": "base", "churn_by_tier": "base"},
    formulas=(
        Formula(
            "satisfaction",
            r"\chi_t \to \chi_t - \Bigl(\chi_0\,\kappa_S\,\tfrac{(S_T-S_0)\,\pi_t\,\rho}{10}"
            r" - (\chi_0-\chi_t)^{+}\Bigr)^{+}",
            ("nps", "nps_churn"),
        ),
        Formula(
            "tiers",
            r"\chi_t \to \chi_t - \sum_k w_k\Bigl((\chi_{k,0}-\chi_{k,T})^{+}\,\pi_t e_t\rho"
            r" - \tfrac{\chi_{k,0}}{\chi_0}(\chi_0-\chi_t)^{+}\Bigr)^{+}"
            r" + \sum_k w_k\,(\chi_{k,T}-\chi_{k,0})^{+}\,\pi_t",
            ("churn_by_tier",),
        ),
        Formula(
            "count",
            r"N_t = N_{t-1} + \underbrace{\frac{W_t}{\alpha_N\,b_{t-1}/N_{t-1}}}_{\text{won}}"
            r" - \underbrace{\tfrac{\chi_t}{4}N_{t-1}}_{\text{lost}},\quad"
            r" \alpha_N = \frac{\omega}{\chi_0\,B_0}",
            ("customer_count",),
        ),
        Formula("renewal", r"(1-\chi_t)^{L}", ("contract_years",)),
        Formula(
            "value",
            r"\mathrm{LTV}_t = \frac{b_t}{N_t}\cdot\frac{\alpha_t}{\chi_t+i},\qquad"
            r" \mathrm{CAC}_t = \frac{G_{\mathrm{mkt},t}+h\,\tfrac{k_H}{4}H_t}{\text{won}_t}",
            ("customers.hunting_share", "customers.discount_rate"),
        ),
    ),
)
