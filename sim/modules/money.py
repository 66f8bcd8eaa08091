"""Money: upkeep of what was built, how far the reserve covers overruns, and cash: when customers and the state pay.

Upkeep is a cost of its own, outside the programme's budget. The rest moves no revenue and no profit: it says when money
comes in, and what an overrun leaves of the reserve.
"""

from __future__ import annotations

import numpy as np

from sim.modules.module import Array, Formula, Input, Module, Result, Run, Symbol, so_far

FIRST = 4
"""Quarters before upkeep begins: the first year is under the makers' warranty."""


def upkeep(run: Run) -> Array:
    """(quarter, draw) [CNY_m] A share a year of what was spent on digital before, from the second year on."""
    spent = so_far(run.spend[0]) - run.spend[0]
    due = np.arange(len(spent))[:, None] >= FIRST
    return spent * due * run.assumptions["upkeep_rate"] / 4


def cost(run: Run, values: Array) -> Array:
    """(quarter, draw) [CNY_m]"""
    return upkeep(run)


def overrun(run: Run) -> Array:
    """(quarter, draw) [CNY_m] What the programme costs beyond its budget, so far."""
    budget = run.spend[0] + run.spend[1] + run.spend[2]
    return so_far(np.maximum(run.programme_gross - budget, 0))


def reserve_left(run: Run) -> Array:
    """(quarter, draw) [CNY_m] The reserve less overruns so far, never below none."""
    return np.maximum(run.at.input("money", "reserve") - overrun(run), 0)


def receivables(run: Run) -> Array:
    """(quarter + 1, draw) [CNY_m] What customers owe at the end of each quarter, the base year's end first."""
    months = run.at.effects.on("payment_wait", run.at.path("payment_months"))
    start = run.plan.base_revenue.sum() * run.plan.seasonality[-1] / 4 * run.at.base["payment_months"] / 3
    owed = run.total_revenue * months / 3
    return np.concatenate([np.full_like(owed[:1], start), owed])


def late_subsidy(run: Run) -> Array:
    """(quarter, draw) [CNY_m] What the state owes more than a quarter before: subsidy booked less subsidy received."""
    booked = run.programme_gross - run.programme_net
    whole = np.floor(run.assumptions["subsidy_delay"] / 3)
    part = run.assumptions["subsidy_delay"] / 3 - whole
    received = np.zeros(np.broadcast_shapes(booked.shape, whole.shape))
    for lag in range(int(whole.max()) + 1):
        for weight, shift in ((1 - part, lag), (part, lag + 1)):
            weight = np.where(whole == lag, weight, 0.0)
            if shift < len(booked):
                received[shift:] += weight * booked[: len(booked) - shift]
    return booked - received


def cash_flow(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Operating profit less the rise of what customers owe and of subsidy not yet paid."""
    return run.operating_profit - np.diff(receivables(run), axis=0) - late_subsidy(run)


def cash(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Cash that operations have brought since the base year."""
    return so_far(cash_flow(run))


def lowest_cash(run: Run) -> Array:
    """(quarter, draw) [CNY_m] The lowest that cash has stood at so far, nothing at the start."""
    return np.minimum(np.minimum.accumulate(cash(run), axis=0), 0)


MODULE = Module(
    levers={"payment_months": Symbol("d", kind="promise")},
    assumptions={"upkeep_rate": Symbol(r"\upsilon"), "subsidy_delay": Symbol(r"\tau_z")},
    inputs={"reserve": Input("CNY_m", 0, 1e6)},
    acts={"cost": cost},
    results={
        "upkeep": Result(upkeep, "money_fine", good=-1),
        "reserve_left": Result(reserve_left, "money_fine", "stock"),
        "cash_flow": Result(cash_flow, "money"),
        "cash": Result(cash, "money", "stock"),
        "lowest_cash": Result(lowest_cash, "money", "stock"),
    },
    pictures=(("cash", "lowest_cash"),),
    neutral={"upkeep_rate": 0.0},
    formulas=(
        Formula(
            "upkeep",
            r"P_t \to P_t - \frac{\upsilon}{4}\sum_{s<t} G_{\mathrm{dig},s},\quad t>4",
            ("upkeep_rate",),
        ),
        Formula(
            "reserve",
            r"V_t = \Bigl(V - \sum_{s\le t}\bigl(K^{\mathrm{gross}}_s-\textstyle\sum_c G_{c,s}\bigr)^{+}\Bigr)^{+}",
            ("money.reserve",),
        ),
        Formula(
            "cash",
            r"F_t = P_t - \Delta\Bigl(R_t\,\frac{d_t}{3}\Bigr) - \bigl(Z_t - Z_{t-\tau_z/3}\bigr)",
            ("payment_months", "subsidy_delay"),
        ),
    ),
)
