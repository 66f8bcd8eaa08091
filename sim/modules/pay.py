"""Pay: fixed pay, commission up to and above quota, a premium in regions that are pushed; effort and attrition.

The kernel pays every rep a fixed cost; so fixed pay at that cost and no commission change nothing. A quota is a year's,
spread over its quarters by season and settled through the year, so that a good quarter pays back a bad one.
"""

from __future__ import annotations

import numpy as np

from sim.modules.module import Array, At, Formula, Input, Module, Result, Run, Symbol, over_regions, so_far

JOINT_GAIN = 1.6
"""What tools, training and incentives make of a rep at most together: they are claims about the same working day."""
LEAST = 0.05
"""Incentive, as a share of today's, below which effort falls no further."""


def effort(at: At, values: Array) -> Array:
    """(quarter, draw) A higher rate makes reps work harder, a little, and never beyond the joint gain."""
    relative = at.end("commission_rate") / max(float(at.base["commission_rate"]), 1e-9)
    gain = np.maximum(relative, LEAST) ** at.assumption["incentive_effort"]
    return np.minimum(gain, np.maximum(values, JOINT_GAIN) / values) - 1


def attrition(at: At, values: Array) -> Array:
    """(quarter, draw) [fraction a year] Without the pay reform, part of the promised fall does not come."""
    lever = at.plan.inputs["commission_rate"]
    way = lever.plan - lever.base
    delivered = np.clip((at.end("commission_rate") - lever.base) / way, 0, 1) if way > 0 else np.ones(1)
    delivered = at.effects.on("pay_reform", delivered[None])
    return np.minimum(at.change("attrition_rate"), 0) * at.pace * (at.assumption["pay_retention"] * (delivered - 1))


def above_quota(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Revenue above the year's quota so far, less what was above it a quarter before."""
    plan = run.plan
    year = 1 + np.arange(plan.quarter_count) // 4
    quota = (1 + run.at.input("pay", "quota_growth")) ** year * plan.season / 4
    gap = run.revenue - quota[:, None, None] * plan.base_revenue[:, None]
    above = np.empty((gap.shape[0], gap.shape[2]))
    for first in range(0, len(gap), 4):  # a new year, a new quota
        year = slice(first, first + 4)
        paid = over_regions(np.maximum(so_far(gap[year]), 0))
        above[first] = paid[0]
        np.subtract(paid[1:], paid[:-1], out=above[first + 1 : first + 4])
    return above


def commission(run: Run) -> Array:
    """(quarter, draw) [CNY_m]"""
    at, rate = run.at, run.at.end("commission_rate")
    premium = at.family("commission_premium")
    paid = rate * run.total_revenue + (at.end("commission_above") - rate) * above_quota(run)
    for region in range(premium.shape[0]):
        paid = paid + premium[region] * run.revenue[:, region]
    return paid


def cost(run: Run, values: Array) -> Array:
    """(quarter, draw) [CNY_m] What pay costs beyond the kernel's fixed cost of a rep."""
    return (run.at.end("fixed_pay") - 1) * run.sales_cost + commission(run)


def fixed(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Fixed pay of reps."""
    return run.at.end("fixed_pay") * run.sales_cost


def pay(run: Run) -> Array:
    """(quarter, draw) [CNY_m] All pay of reps."""
    return fixed(run) + commission(run)


MODULE = Module(
    levers={
        "fixed_pay": Symbol("f"),
        "commission_rate": Symbol("c_1"),
        "commission_above": Symbol("c_2"),
        "commission_premium": Symbol("c_r", each="region"),
    },
    assumptions={"incentive_effort": Symbol(r"\eta_I"), "pay_retention": Symbol(r"\varphi_Q")},
    inputs={"quota_growth": Input("fraction_per_year", -0.5, 1)},
    acts={"capacity": effort, "attrition_rate": attrition, "cost": cost},
    results={
        "fixed": Result(fixed, "money_fine", good=-1),
        "commission": Result(commission, "money_fine", good=-1),
        "pay": Result(pay, "money_fine", good=-1),
    },
    pictures=(("fixed", "commission", "channels.partner_fee", "money.upkeep", "programme_net"),),
    neutral={
        "fixed_pay": 1.0,
        "commission_rate": 0.0,
        "commission_above": 0.0,
        "commission_premium": 0.0,
        "incentive_effort": 0.0,
        "pay_retention": 0.0,
    },
    formulas=(
        Formula(
            "cost",
            r"P_t \to P_t - \Bigl[(f-1)\tfrac{k_H}{4}H_t + \sum_r (c_1 + c_r) R_{r,t} + (c_2-c_1)\,"
            r"\Delta\bigl(\textstyle\sum_{s\le t,\,s\in y} (R_{r,s}-Q_{r,s})\bigr)^{+}\Bigr]",
            ("fixed_pay", "commission_rate", "commission_above", "commission_premium"),
        ),
        Formula("quota", r"Q_{r,t} = B_{r,0}\,(1+g_Q)^{y(t)}\,\frac{\sigma_{q(t)}}{4}", ("pay.quota_growth",)),
        Formula(
            "effort",
            r"q_t \to \min\bigl(q_t\,(c_1/c_{1,0})^{\eta_I},\ \max(q_t,\,1.6)\bigr)",
            ("incentive_effort",),
        ),
        Formula(
            "attrition",
            r"a_t = a_0 + (a_T-a_0)\,\pi_t\,[\varphi_Q\,Q + (1-\varphi_Q)],\quad"
            r" Q=\frac{c_1-c_{1,0}}{c_1^{\ast}-c_{1,0}}\in[0,1]",
            ("pay_retention",),
        ),
    ),
)
