"""Rules: what the plan says to do when something goes wrong, done in every run and every future that goes wrong so.

A rule sees what is reported of one quarter and acts from the next one on. It acts through what is there already: money
of the programme, which funds and lifts as ever, and commission, which costs and makes reps work a little harder.
`sim.model.policies` says when; here stands what. Until a rule is switched on, nothing here is computed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.modules.module import Array, At, Formula, Input, Module, Result, Run, Symbol
from sim.modules.pay import JOINT_GAIN, LEAST

ON, OFF = "on", "off"


class Followed(NamedTuple):
    """What rules have come to, (policy, quarter, draw).

    Attributes
    ----------
    level : how many steps of a rule are in force
    fired : where it was triggered; what follows begins a quarter later
    """

    level: Array
    fired: np.ndarray


def _course(at: At) -> Followed | None:
    return at.found.get("followed")


def marketing_shares(at: At) -> Array:
    """(region, draw) Where marketing money goes; as revenue does where the plan does not say."""
    if at.plan.family("marketing_mix"):
        return at.family("marketing_mix")
    return (at.plan.base_revenue / at.plan.base_revenue.sum())[:, None]


def spend_changes(at: At) -> dict[str, Array] | None:
    """Return what rules add to each money of the programme, (quarter, draw) [CNY_m]; computed once a run.

    What they give to a region's marketing on top of its share is kept under "regional_marketing", by its place.
    """
    followed = _course(at)
    if followed is None:
        return None
    if "rule_money" in at.found:
        return at.found["rule_money"]
    planned = at.found["planned_spend"]
    changes = {money: np.zeros((1, 1)) for money in planned}
    regional: dict[int, Array] = {}
    for policy, level in zip(at.plan.policies.values(), followed.level, strict=True):
        for move in policy.moves:
            if move.what not in planned:
                continue
            whole = planned[move.what]
            part = whole * marketing_shares(at)[at.plan.regions.index(move.region)] if move.region else whole
            if move.op == "multiply":
                steps = move.size ** np.arange(policy.times + 1.0)  # a power is dear: one a step, not one a future
                change = part * (steps - 1)[level.astype(np.intp)]
            else:
                change = np.maximum((move.size if move.op == "add" else -move.size) * level, -part)
            change = np.maximum(change, -(whole + changes[move.what]))  # no more than there still is
            changes[move.what] = changes[move.what] + change
            if move.to:
                changes[move.to] = changes[move.to] - change
            if move.region and move.what == "marketing":
                place = at.plan.regions.index(move.region)
                regional[place] = regional.get(place, 0.0) + change
    if regional:
        # Another rule may have taken the money away again: a region has no more of it than there is.
        given, left = sum(regional.values()), np.maximum(planned["marketing"] + changes["marketing"], 0)
        if (short := given > left).any():
            kept = np.divide(left, given, out=np.ones(short.shape), where=short)
            regional = {place: one * kept for place, one in regional.items()}
    at.found["rule_money"] = changes
    at.found["regional_marketing"] = regional
    return at.found["rule_money"]


def digital(at: At, values: Array) -> Array | None:
    """(quarter, draw) [CNY_m]"""
    return None if (found := spend_changes(at)) is None else found["digital"]


def marketing(at: At, values: Array) -> Array | None:
    """(quarter, draw) [CNY_m]"""
    return None if (found := spend_changes(at)) is None else found["marketing"]


def training(at: At, values: Array) -> Array | None:
    """(quarter, draw) [CNY_m]"""
    return None if (found := spend_changes(at)) is None else found["training"]


def commission_points(at: At) -> dict[int, Array]:
    """Return the commission that rules add, by the place of each region that gets any; (quarter, draw) [share]."""
    followed = _course(at)
    assert followed is not None
    found: dict[int, Array] = {}
    for policy, level in zip(at.plan.policies.values(), followed.level, strict=True):
        for move in policy.moves:
            if move.what == "commission":
                for place in [at.plan.regions.index(move.region)] if move.region else range(len(at.plan.regions)):
                    found[place] = found.get(place, 0.0) + move.size * level
    return found


def wins(at: At, values: Array) -> Array | None:
    """(quarter, region, draw) Money of a region lifts its leads; a higher rate makes its reps work a little harder.

    How much harder says the pay module; without it commission only costs.
    """
    followed = _course(at)
    if followed is None:
        return None
    lifted: dict[int, Array] = at.found.get("regional_lift", {})
    gained = _harder(at) if "pay" in at.plan.modules else {}
    found = np.zeros((followed.level.shape[1], len(at.plan.regions), followed.level.shape[2]))
    for place in {*lifted, *gained}:
        found[:, place] = lifted.get(place, 1.0) * gained.get(place, 1.0) - 1
    return found


def _harder(at: At) -> dict[int, Array]:
    """Return what reps of regions with more commission make of it, by the place of the region; (quarter, draw)."""
    rate, base = at.end("commission_rate"), max(float(at.base["commission_rate"]), 1e-9)
    before, worked = np.maximum(rate / base, LEAST), at.found["productivity"]
    most = np.maximum(worked, JOINT_GAIN) / worked
    elasticity = at.regional("market_response") * at.assumption["elasticity"]
    found = {}
    for place, points in commission_points(at).items():
        after = np.maximum((rate + points) / base, LEAST)
        gain = np.minimum((after / before) ** at.assumption["incentive_effort"], most)
        found[place] = gain ** elasticity[place]
    return found


def paid(run: Run) -> Array:
    """(quarter, draw) [CNY_m] Commission that rules add, and what it costs each time that one begins to act."""
    followed = _course(run.at)
    if followed is None:
        return np.zeros((run.plan.quarter_count, 1))
    found = np.zeros(followed.level.shape[1:])
    for place, points in commission_points(run.at).items():
        found = found + points * run.revenue[:, place]
    for policy, fired in zip(run.plan.policies.values(), followed.fired, strict=True):
        found[1:] += policy.cost * fired[:-1]
    return found


def cost(run: Run, values: Array) -> Array | None:
    """(quarter, draw) [CNY_m]"""
    return None if _course(run.at) is None else paid(run)


def money(run: Run) -> Array:
    """(quarter, draw) [CNY_m] What rules add to the programme's money, less what they save."""
    changes = spend_changes(run.at) or {}
    return sum(changes.values(), np.zeros((run.plan.quarter_count, 1)))


def in_force(run: Run) -> Array:
    """(quarter, draw) How many rules are in force."""
    followed = _course(run.at)
    if followed is None:
        return np.zeros((run.plan.quarter_count, 1))
    return (followed.level > 0).sum(axis=0).astype(float)


MODULE = Module(
    levers={"rule": Symbol("J_j", each="rule")},
    assumptions={"reporting_luck": Symbol("u")},
    inputs={"reporting_error": Input("ratio", 0, 0.5)},
    acts={
        "digital_spend": digital,
        "marketing_spend": marketing,
        "training_spend": training,
        "wins": wins,
        "cost": cost,
    },
    results={
        "in_force": Result(in_force, "number", "stock"),
        "money": Result(money, "money_fine", good=-1),
        "paid": Result(paid, "money_fine", good=-1),
    },
    pictures=(("money", "paid"),),
    neutral={"rule": "base"},
    formulas=(
        Formula(
            "seen",
            r"\tilde x_{j,t} = x_{j,t}\bigl[1+\epsilon\,(2\{m_{j,t}\,u\}-1)\bigr]",
            ("reporting_luck", "rules.reporting_error"),
        ),
        Formula(
            "trigger",
            r"f_{j,t} = J_j\cdot\mathbf 1\bigl[\tilde x_{j,s} < \bar x_j\ \text{for all}\ s\in(t-n_j,\,t],\ "
            r"\textstyle\sum_{s<t} f_{j,s} < N_j\bigr]",
            ("rule",),
        ),
        Formula(
            "level",
            r"\ell_{j,t+1} = \begin{cases} \ell_{j,t}+f_{j,t} & \text{for good}\\ 1 & f_{j,t}=1\\"
            r" 0 & \tilde x_{j,t} \ge \bar x_j + h_j\\ \ell_{j,t} & \text{else}\end{cases}",
        ),
        Formula("money", r"G_{c,t} \to G_{c,t}\bigl[1 + \omega_r\,(v_j^{\,\ell_{j,t}}-1)\bigr]"),
        Formula(
            "commission",
            r"P_t \to P_t - \sum_j \Bigl(v_j\,\ell_{j,t} R_{r,t} + k_j f_{j,t-1}\Bigr),\quad"
            r" W_{r,t} \to W_{r,t}\Bigl(\frac{c_1+v_j\ell_{j,t}}{c_1}\Bigr)^{\eta_I\beta_r}",
        ),
    ),
)
