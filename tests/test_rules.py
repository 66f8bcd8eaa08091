"""Rules answered part by part are the rules of a run that is computed whole, each round from nothing."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assumption_draws, lever_draws

from sim.model import evaluate
from sim.model.effects import NO_EFFECTS, Effects
from sim.model.measures import module_measures
from sim.model.policies import multipliers
from sim.modules import MODULES
from sim.modules.rules import Followed
from sim.plan import Plan, load_plan
from sim.risk import resolve
from sim.risk.effects import sample_effects

PLAN = load_plan("growth-2026-v2")
RULES = {f"rule.{id}": "on" for id in PLAN.policies}
QUARTERS = PLAN.quarter_count
run_whole = importlib.import_module("sim.model.evaluate")._run


def plainly_told(policy: Any, seen: np.ndarray, on: bool) -> tuple[list[float], list[bool]]:
    """When one rule is in force and when it is triggered in one future, read off its definition."""
    level, fired = [0.0], []
    running = times = 0
    for quarter, value in enumerate(seen[:-1], start=1):
        poor = value < policy.value if policy.sign < 0 else value > policy.value
        running = running + 1 if poor and quarter >= policy.first else 0
        now, strikes = level[-1], on and running >= policy.quarters and times < policy.times
        if policy.for_good:
            fired.append(strikes)
            if strikes:
                now, running = now + 1, 0
        else:
            fired.append(strikes and now == 0)
            recovered = (value - policy.value) * policy.sign <= -policy.release
            now = 1.0 if fired[-1] else 0.0 if recovered else now
        times += fired[-1]
        level.append(now)
    return level, [*fired, False]


def run_slowly(plan: Plan, levers: dict[str, Any], assumptions: dict[str, Any], world: Effects) -> tuple[Any, Followed]:
    """A run with rules, every round of it computed from nothing and in all draws."""
    draws, policies = len(assumptions["reporting_luck"]), tuple(plan.policies.values())
    without = {}
    for money in ("digital", "marketing"):
        less = {id: 0.0 for id in levers if id.startswith("budget.") and plan.categories[id.split(".")[1]] == money}
        without[money] = run_whole(plan, levers | less, assumptions, world, draws).total_revenue
    level = np.zeros((len(policies), QUARTERS, draws))
    fired = np.zeros(level.shape, dtype=bool)
    for _ in range(QUARTERS + 1):
        followed = Followed(level.copy(), fired.copy())
        results = run_whole(plan, levers, assumptions, world, draws, followed)
        for row, policy in enumerate(policies):
            if policy.metric == "revenue_growth":
                places = [plan.regions.index(region) for region in policy.regions]
                now = results.revenue[:, places].sum(axis=1)
                base = plan.base_revenue[places].sum() * plan.seasonality / 4
                seen = now / np.concatenate([np.repeat(base[:, None], draws, axis=1), now[:-4]]) - 1
            else:
                money = "digital" if policy.metric == "digital_return" else "marketing"
                spent = np.broadcast_to(results.spend[("digital", "marketing").index(money)], (QUARTERS, draws))
                gained = np.broadcast_to(results.total_revenue - without[money], (QUARTERS, draws))
                seen = np.divide(gained, spent, out=np.full((QUARTERS, draws), np.nan), where=spent > 0)
            luck = (
                assumptions["reporting_luck"]
                * multipliers(QUARTERS * len(policies)).reshape(-1, QUARTERS, 1)[row]
                % 1.0
            )
            seen = seen * (1 + plan.modules["rules"]["reporting_error"] * (2 * luck - 1))
            on = np.broadcast_to(np.asarray(levers[f"rule.{policy.id}"]) == "on", (draws,))
            for draw in range(draws):
                level[row, :, draw], fired[row, :, draw] = plainly_told(policy, seen[:, draw], bool(on[draw]))
        if np.array_equal(level, followed.level):
            return results, followed
    raise AssertionError("what a quarter does has moved a quarter before it")


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sets(st.sampled_from([*MODULES])), st.booleans(), st.booleans())
def test_rules_answered_part_by_part_are_rules_of_a_run_computed_whole(seed, modules, everywhere, struck):
    """Only draws and quantities that rules move are computed again; here all of them are, each time."""
    ids = {"rules", *modules}
    plan, draws = replace(PLAN, modules={id: PLAN.modules[id] for id in PLAN.modules if id in ids}), 12
    levers, assumptions = lever_draws(PLAN, draws, seed), assumption_draws(PLAN, draws, seed + 1)
    levers |= RULES if everywhere else {}
    world = NO_EFFECTS
    if struck:
        cases = {id: {"mode": "chance", "probability": 0.5} for id in plan.risks}
        world = sample_effects(plan, resolve(plan, cases), seed, 0, draws)
    quick, (slow, followed_slowly) = (
        evaluate(plan, levers, assumptions, world),
        run_slowly(plan, levers, assumptions, world),
    )
    told = quick.at.found.get("followed")
    assert told is not None or not any(level.any() for level in followed_slowly)
    if told is not None:
        assert np.array_equal(told.level, followed_slowly.level)
        assert np.array_equal(told.fired, followed_slowly.fired)
    names = ("revenue", "run_rate", "churn_rate", "conversion_rate", "new_share", "effective_reps", "log_market")
    for name in (*names, "log_capacity", "gross_margin", "operating_profit"):
        np.testing.assert_allclose(getattr(quick, name), getattr(slow, name), rtol=1e-12, atol=1e-12, err_msg=name)
    for one in module_measures(plan):
        np.testing.assert_allclose(
            quick.quarterly(one.id), slow.quarterly(one.id), rtol=1e-11, atol=1e-9, err_msg=one.id
        )
