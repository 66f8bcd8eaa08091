"""Rules inside a run: what they see in one quarter they answer from the next one on, in every draw by itself.

A run is causal: what a quarter does moves no quarter before it. So the first quarter in which a rule answers follows
from the run without rules; computed again with that answer, the run tells the second; and so on until nothing changes.
Only draws that still change are computed again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.results import Results
from sim.model.scatter import scatter, take, with_found
from sim.modules.rules import ON, Followed
from sim.plan import Plan
from sim.plan.policy import GROWTH, RATES, RETURNS, Policy

Again = Callable[[np.ndarray, Mapping[str, Any], Followed | None], Results]
"""Runs some draws again, with some levers changed, under what rules have come to."""


def switched_on(plan: Plan, levers: Mapping[str, object]) -> Array | None:
    """Return where each rule is on, 1.0 or 0.0; None where none is. Shape (policy, draw)."""
    said = [levers.get(f"rule.{id}", "") for id in plan.policies] if "rules" in plan.modules else []
    if not said or all(isinstance(one, str) and one != ON for one in said):
        return None
    rows = [np.atleast_1d(np.asarray(one) == ON).astype(float) for one in said]
    width = max(row.size for row in rows)
    found = np.stack([np.broadcast_to(row, (width,)) for row in rows])
    return found if found.any() else None


def follow(plan: Plan, first: Results, on: Array, luck: Array, again: Again) -> Results:
    """Return a run in which rules act.

    Parameters
    ----------
    first : the run without any
    on : (policy, draw or 1)
    luck : (draw or 1,) the assumption that says which quarters are reported too high or too low
    """
    policies = tuple(plan.policies.values())
    on = np.broadcast_to(on, (len(policies), first.draws))
    places = np.flatnonzero(on.any(axis=0))
    on, luck = on[:, places], np.broadcast_to(luck, (first.draws,))[places]
    without = _without_money(plan, policies, first, on, places, again)
    shape = (len(policies), plan.quarter_count, places.size)
    level, fired, whole = np.zeros(shape), np.zeros(shape, dtype=bool), first
    results, pending, covering = take(first, places), np.arange(places.size), False
    while pending.size:
        lost = {name: values[:, pending] for name, values in without.items()}
        seen = observed(plan, policies, results, lost, luck[pending])
        now, struck = played(policies, seen, on[:, pending])
        changed = (now != level[:, :, pending]).any(axis=(0, 1))
        level[:, :, pending], fired[:, :, pending] = now, struck
        pending = pending[changed]
        if pending.size:
            results = again(places[pending], {}, Followed(level[:, :, pending], fired[:, :, pending]))
            whole = scatter(whole, results, places[pending], own=whole is not first and not covering)
            covering = pending.size == first.draws  # then it is the run itself, whose draws are still read
    full = Followed(np.zeros((*shape[:2], first.draws)), np.zeros((*shape[:2], first.draws), dtype=bool))
    full.level[:, :, places], full.fired[:, :, places] = level, fired
    return with_found(whole, {**whole.at.found, "followed": full})


def _without_money(
    plan: Plan, policies: Sequence[Policy], first: Results, on: Array, places: np.ndarray, again: Again
) -> dict[str, Array]:
    """Return revenue of the same futures without the money that a rule asks a return of, by money; (quarter, draw)."""
    found = {}
    asked = {RETURNS[one.metric] for one, row in zip(policies, on, strict=True) if one.metric in RETURNS and row.any()}
    for money in sorted(asked):
        nothing = {lever.id: 0.0 for lever in plan.family("budget") if plan.categories[lever.member] == money}
        revenue = again(places, nothing, None).total_revenue
        found[money] = np.broadcast_to(revenue, (plan.quarter_count, places.size))
    return found


def observed(
    plan: Plan, policies: Sequence[Policy], results: Results, without: Mapping[str, Array], luck: Array
) -> Array:
    """Return what is reported of each rule's measure; NaN where there is nothing to report. (policy, quarter, draw).

    Parameters
    ----------
    without : money → revenue of the same futures without it, (quarter, draw)
    luck : (draw,)
    """
    seen = np.full((len(policies), plan.quarter_count, luck.size), np.nan)
    for row, one in zip(seen, policies, strict=True):
        if one.metric == GROWTH:
            row[:] = _growth(plan, results, one.regions)
        elif one.metric in RATES:
            row[:] = getattr(results, one.metric)
        elif RETURNS[one.metric] in without:
            money = RETURNS[one.metric]
            spent = results.spend[("digital", "marketing", "training").index(money)]
            gained = results.total_revenue - without[money]
            row[:] = np.divide(gained, spent, out=np.full(np.broadcast(gained, spent).shape, np.nan), where=spent > 0)
    error = float(plan.modules["rules"]["reporting_error"])
    scattered = multipliers(seen.shape[0] * seen.shape[1]).reshape(*seen.shape[:2], 1)
    strays = (luck * scattered) % 1.0
    return seen * (1 + error * (2 * strays - 1))


@lru_cache
def multipliers(count: int) -> np.ndarray:
    """Return that many odd primes from 1,009 on: what scatters one draw over all that is reported in a future.

    Odd, so that a half stays a half: where luck is even-handed, everything is reported as it is. Prime, so that what
    two of them make of a draw is uncorrelated but for one part in their product.
    """
    found: list[int] = []
    number = 1009
    while len(found) < count:
        if all(number % divisor for divisor in range(3, math.isqrt(number) + 1, 2)):
            found.append(number)
        number += 2
    return np.array(found)


def _growth(plan: Plan, results: Results, regions: tuple[str, ...]) -> Array:
    """Return growth on the same quarter of the year before. Shape (quarter, draw)."""
    places = [plan.regions.index(one) for one in regions or plan.regions]
    base = sum(plan.base_revenue[place] for place in places) * plan.seasonality / QUARTERS_A_YEAR
    now = sum((results.revenue[:, place] for place in places[1:]), results.revenue[:, places[0]])
    path = np.concatenate([np.broadcast_to(base[:, None], (QUARTERS_A_YEAR, now.shape[1])), now])
    before = path[:-QUARTERS_A_YEAR]
    ratio = np.divide(now, before, out=np.full(now.shape, np.nan), where=before > 0)
    return ratio - 1


def played(policies: Sequence[Policy], seen: Array, on: Array) -> tuple[Array, np.ndarray]:
    """Return in which quarters each rule is in force, and how often it has been (`level`); and where it is triggered.

    Both (policy, quarter, draw). What is triggered in a quarter is in force from the next one on; the last quarter
    triggers nothing any more.
    """
    level, fired = np.zeros(seen.shape), np.zeros(seen.shape, dtype=bool)
    for place, one in enumerate(policies):
        now = np.zeros(seen.shape[2])
        running, times = np.zeros(seen.shape[2], dtype=int), np.zeros(seen.shape[2], dtype=int)
        for quarter in range(seen.shape[1] - 1):
            gap = (seen[place, quarter] - one.value) * one.sign
            running = np.where(gap > 0, running + 1, 0)
            if quarter + 1 < one.first:
                running[:] = 0
            free = (on[place] > 0) & (times < one.times) & (running >= one.quarters)
            if one.for_good:
                now = now + free
                running = np.where(free, 0, running)
            else:
                free &= now == 0
                lets_go = (now > 0) & (gap <= -one.release)
                now = np.where(free, 1.0, np.where(lets_go, 0.0, now))
            times = times + free
            fired[place, quarter] = free
            level[place, quarter + 1] = now
    return level, fired
