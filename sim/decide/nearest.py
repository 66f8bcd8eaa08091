"""A target out of reach: how near one comes while every other bound holds, and which bound to loosen for the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sim.decide.answers import Loosening
from sim.decide.approach import likely_ends
from sim.decide.figures import Promised
from sim.decide.guided import guided_search
from sim.decide.problem import Reach
from sim.decide.question import Question
from sim.decide.rounding import roundings, together
from sim.decide.search import Found, best_of, search
from sim.decide.space import Space
from sim.model.axes import Array

DRAWS = 512
"""Futures of a search for the best chance."""
TRIED = 512
"""Roundings that are looked at."""
LOOSER_EFFORT = 0.1
LOOSER_TOTAL = 0.1
"""By how much a bound gives way to see what it is worth: units of effort, and the share of a total."""


def nearest(question: Question, space: Space, begin: Sequence[Array]) -> tuple[Found | None, int]:
    """Return the point of a box that comes nearest to the target while every other bound holds."""
    if question.chance is None:
        problem = Reach(question, space)
        ends = [search(space, problem, point) for point in begin]
    else:
        problem = Reach(question, space, DRAWS, question.chance)
        ends = likely_ends(space, guided_search(space, problem, begin[0]), begin[1:])
    return best_of(ends)


def nearest_rounded(question: Question, space: Space, found: Found) -> Mapping[str, Any]:
    """Return the rounding that keeps every bound but the target and comes nearest to it."""
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)[:TRIED]
    rest = question.figures if question.chance is not None else question.figures[1:]
    target = question.scenario.target
    results = Promised(space.scenario).run(together(space.plan, candidates))
    outcome = results.annual(target.metric)[space.plan.years.index(target.year)]
    values = np.broadcast_to(target.sign * outcome, len(candidates))
    good = np.ones(len(candidates), dtype=bool)
    for one in rest:
        good &= np.broadcast_to(one.holds(one.of(results)), len(candidates))
    return candidates[int(np.argmax(np.where(good, values, -np.inf)))] if good.any() else candidates[0]


def loosenings(question: Question, space: Space, found: Found) -> tuple[Loosening, ...]:
    """Return what each bound would bring if it gave way a little, by solving again; the most first."""
    target = abs(question.scenario.target.value)
    rows: list[Loosening] = []

    def loosen(constraint: str, by: float, unit: str, other: Question) -> None:
        box = Space.of(space.scenario, other.bounds)
        again, _ = nearest(other, box, [box.point(space.levers(found.point))])
        if again is not None:
            gain = (found.objective - again.objective) / 100 * target
            if gain > 1e-6 * target:
                rows.append(Loosening(constraint, by, unit, gain))

    bounds = question.bounds
    loosen(
        "effort",
        LOOSER_EFFORT,
        "effort",
        replace(question, bounds=replace(bounds, effort=bounds.effort + LOOSER_EFFORT)),
    )
    for name, unit in (("budget", "CNY_m"), ("people", "persons"), ("quarterly_hires", "persons"), ("cost", "CNY_m")):
        limit = getattr(question, name)
        if limit is not None:
            by = LOOSER_TOTAL * limit
            loosen(name, by, unit, replace(question, **{name: limit + by}))
    for id, (low, high) in bounds.limits.items():
        by = LOOSER_TOTAL * (space.plan.levers[id].high - space.plan.levers[id].low)
        limits = {**bounds.limits, id: (low, high + by)}
        loosen(f"high:{id}", by, space.plan.levers[id].unit, replace(question, bounds=replace(bounds, limits=limits)))
    for id in bounds.lock:
        lever = space.plan.levers[id]
        if not lever.is_choice and not lever.simplex and lever.kind != "condition":
            lock = tuple(other for other in bounds.lock if other != id)
            loosen(f"lock:{id}", 0.0, lever.unit, replace(question, bounds=replace(bounds, lock=lock)))
    return tuple(sorted(rows, key=lambda one: -one.gain))
