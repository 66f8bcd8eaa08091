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

Again = Callable[[np.ndarray | None, Mapping[str, Any], Followed | None], Results]
"""Runs some draws again, or all (None), with some money of the programme changed, under what rules have come to."""
MOST = 0.5
"""Share of the draws beyond which all are run again: to take most of them out costs more than to run the rest too."""


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
    policies, draws = tuple(plan.policies.values()), first.draws
    on = np.broadcast_to(on, (len(policies), draws))
    pending = _some(np.any(on, axis=0))
    without = _without_money(plan, policies, first, on, pending, again)
    errors = reporting_errors(plan, len(policies), np.broadcast_to(luck, (draws,)))
    level, fired = np.zeros((2, len(policies), plan.quarter_count, draws))
    fired, whole, own = fired.astype(bool), first, False
    results = first if pending is None else take(first, pending)
    while True:
        here = slice(None) if pending is None else pending
        lost = {name: values[:, here] for name, values in without.items()}
        seen = observations(plan, policies, results, lost) * errors[..., here]
        now, struck = play(policies, seen, on[:, here])
        changed = (now != level[..., here]).any(axis=(0, 1))
        level[..., here], fired[..., here] = now, struck
        if not changed.any():
            break
        pending = _some(changed) if pending is None else pending[changed]
        if pending is None:
            results = whole = again(None, {}, Followed(level, fired))
            own = True
        else:
            results = again(pending, {}, Followed(level[..., pending], fired[..., pending]))
            whole, own = scatter(whole, results, pending, own=own), True
    return with_found(whole, {**whole.at.found, "followed": Followed(level, fired)})


def _some(chosen: Any) -> np.ndarray | None:
    """Return the places of the draws that are chosen; None where it is simpler to take all."""
    places = np.flatnonzero(chosen)
    return None if places.size > MOST * chosen.size else places


def _without_money(
    plan: Plan, policies: Sequence[Policy], first: Results, on: Array, places: np.ndarray | None, again: Again
) -> dict[str, Array]:
    """Return revenue of the same futures without the money that a rule asks a return of, by money; (quarter, draw)."""
    found = {}
    asked = {RETURNS[one.metric] for one, row in zip(policies, on, strict=True) if one.metric in RETURNS and row.any()}
    for money in sorted(asked):
        nothing = {lever.id: 0.0 for lever in plan.family("budget") if plan.categories[lever.member] == money}
        revenue = again(places, nothing, None).total_revenue
        found[money] = np.empty((plan.quarter_count, first.draws))
        found[money][:, slice(None) if places is None else places] = revenue
    return found


def observations(plan: Plan, policies: Sequence[Policy], results: Results, without: Mapping[str, Array]) -> Array:
    """Return each rule's measure as it is; NaN where there is nothing to report. Shape (policy, quarter, draw).

    Parameters
    ----------
    without : money → revenue of the same futures without it, (quarter, draw)
    """
    seen = np.full((len(policies), plan.quarter_count, results.draws), np.nan)
    for row, one in zip(seen, policies, strict=True):
        if one.metric == GROWTH:
            row[:] = _growth(plan, results, one.regions)
        elif one.metric in RATES:
            row[:] = getattr(results, one.metric)
        elif RETURNS[one.metric] in without:
            money = RETURNS[one.metric]
            spent = results.spend[("digital", "marketing", "training").index(money)]
            np.divide(results.total_revenue - without[money], spent, out=row, where=spent > 0)
    return seen


def reporting_errors(plan: Plan, policies: int, luck: Array) -> Array:
    """Return what reports multiply the truth by, (policy, quarter, draw).

    Parameters
    ----------
    luck : (draw,)
    """
    error = float(plan.modules["rules"]["reporting_error"])
    strays = luck * multipliers(policies * plan.quarter_count).reshape(policies, plan.quarter_count, 1)
    strays -= np.floor(strays)
    return 1 + error * (2 * strays - 1)


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


def play(policies: Sequence[Policy], seen: Array, on: Array) -> tuple[Array, np.ndarray]:
    """Return in which quarters each rule is in force, and how often it has been (`level`); and where it is triggered.

    Both (policy, quarter, draw). What is triggered in a quarter is in force from the next one on; the last quarter
    triggers nothing any more.
    """
    value, sign, release = (
        np.array([[getattr(one, name)] for one in policies]) for name in ("value", "sign", "release")
    )
    asked, most, first = (
        np.array([[getattr(one, name)] for one in policies], dtype=np.int16) for name in ("quarters", "times", "first")
    )
    for_good = np.array([[one.for_good] for one in policies])
    gap = (seen - value[:, None]) * sign[:, None]
    poor, good = gap > 0, gap <= -release[:, None]
    level, fired = np.zeros(seen.shape), np.zeros(seen.shape, dtype=bool)
    running, times, now = np.zeros((3, len(policies), seen.shape[2]), dtype=np.int16)
    able = on > 0
    for quarter in range(seen.shape[1] - 1):
        running += 1
        running *= poor[:, quarter] & (quarter + 1 >= first)
        free = able & (times < most) & (running >= asked) & (for_good | (now == 0))
        running *= ~(free & for_good)
        now *= for_good | ~good[:, quarter]  # what holds while its condition does lets go
        now += free
        times += free
        fired[:, quarter] = free
        level[:, quarter + 1] = now
    return level, fired
