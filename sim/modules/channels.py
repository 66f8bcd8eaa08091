"""Channels: shares of sales online and through partners, what a shift really adds, and what partners cost.

A shift adds what it does not take from direct sales. What online content adds is what marketing's lift already
promises: the larger of the two counts. Partners reach customers whom nobody else does and keep a share of the margin.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from sim.modules.module import Array, At, Formula, Module, Result, Run, Symbol


def share_change(at: At, channel: str) -> Array:
    """(quarter, draw) [fraction] How far a channel's share has moved, as far as it is funded and realised."""
    change = at.change(f"{channel}_share")
    moved = change * np.where(change > 0, at.found["enablement"], at.pace)
    # Partners who drop out hold back a rise; they do not soften a planned decline.
    return np.minimum(moved, at.effects.on("partner_rise", moved)) if channel == "partner" else moved


def lift(at: At, values: Array) -> Array:
    """(quarter, draw) What online adds beyond marketing's own lift."""
    online = 1 + at.assumption["online_increment"] * share_change(at, "online")
    return np.where(online < 1, online - 1, np.maximum(online / values, 1) - 1)


def wins(at: At, values: Array) -> Array:
    """(quarter, 1, draw) What partners add that nobody else would have won."""
    return (at.assumption["partner_increment"] * share_change(at, "partner"))[:, None, :]


def share(run: Run, channel: str) -> Array:
    """(quarter, draw) [fraction] A channel's share of revenue."""
    at = run.at
    if channel == "direct":
        return 1 - share(run, "online") - share(run, "partner")
    return at.base[f"{channel}_share"] + share_change(at, channel)


def partner_fee(run: Run) -> Array:
    """(quarter, draw) [CNY_m] What partners keep of the revenue that they bring more than today."""
    return run.assumptions["partner_fee"] * share_change(run.at, "partner") * run.total_revenue


def cost(run: Run, values: Array) -> Array:
    """(quarter, draw) [CNY_m]"""
    return partner_fee(run)


MODULE = Module(
    levers={
        "online_share": Symbol(r"\lambda_o", kind="promise"),
        "partner_share": Symbol(r"\lambda_p", kind="promise"),
    },
    assumptions={
        "online_increment": Symbol(r"\iota_o"),
        "partner_increment": Symbol(r"\iota_p"),
        "partner_fee": Symbol(r"\kappa_p"),
    },
    acts={"lift": lift, "wins": wins, "cost": cost},
    results={
        "direct_revenue": Result(lambda run: share(run, "direct") * run.total_revenue, "money"),
        "online_revenue": Result(lambda run: share(run, "online") * run.total_revenue, "money"),
        "partner_revenue": Result(lambda run: share(run, "partner") * run.total_revenue, "money"),
        "partner_fee": Result(partner_fee, "money_fine", good=-1),
    },
    pictures=(("direct_revenue", "online_revenue", "partner_revenue"),),
    shares={
        channel: partial(lambda run, channel: share(run, channel)[:, None, :], channel=channel)
        for channel in ("direct", "online", "partner")
    },
    neutral={"online_share": "base", "partner_share": "base"},
    formulas=(
        Formula(
            "share",
            r"\lambda_{c,t} = \lambda_{c,0} + (\lambda_{c,T}-\lambda_{c,0})\,\pi_t\,e_t\,\rho",
            ("online_share", "partner_share"),
        ),
        Formula(
            "online",
            r"u_t \to \max\bigl(u_t,\ 1+\iota_o(\lambda_{o,t}-\lambda_{o,0})\bigr)",
            ("online_increment",),
        ),
        Formula("partner", r"W_{r,t} \to W_{r,t}\,[1+\iota_p(\lambda_{p,t}-\lambda_{p,0})]", ("partner_increment",)),
        Formula("fee", r"P_t \to P_t - \kappa_p(\lambda_{p,t}-\lambda_{p,0})R_t", ("partner_fee",)),
    ),
)
