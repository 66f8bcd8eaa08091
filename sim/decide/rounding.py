"""From a point of a search to slider positions: whole steps, shares that still sum to one, ceilings kept."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.decide.space import Space, Variable
from sim.model.axes import Array
from sim.plan import Plan

CANDIDATES = 4096
"""Roundings tried in one batch at most."""
NEAR = 1e-9


def steps_of(variable: Variable) -> Array:
    """Return the slider positions that a variable's bounds admit, low to high, and the bounds themselves.

    A ceiling is a number that somebody stated (1.2 times the promise); an answer at it says that number, not the step
    before it.
    """
    steps = variable.lever.steps
    inside = steps[(steps >= variable.low - NEAR) & (steps <= variable.high + NEAR)]
    return np.unique(np.round([*inside, variable.low, variable.high], 10))


def _around(variable: Variable, value: float, here: float) -> list[float]:
    """Return the positions next to a value, nearest first; a value that has not moved stays as it is."""
    if abs(value - here) <= NEAR * max(1.0, abs(here)):
        return [here]
    steps = steps_of(variable)
    place = int(np.searchsorted(steps, value))
    chosen = {float(steps[min(max(one, 0), steps.size - 1)]) for one in (place - 1, place)}
    return sorted(chosen, key=lambda one: abs(one - value))


def rounded_shares(values: Array, step: float) -> Array:
    """Return shares in whole steps with the same sum (largest remainders first)."""
    units = values / step
    whole = np.floor(units + NEAR)
    missing = round(float(units.sum() - whole.sum()))
    order = np.argsort(-(units - whole), kind="stable")
    whole[order[:missing]] += 1
    return whole * step


def roundings(space: Space, point: Array, importance: Array) -> list[dict[str, Any]]:
    """Return lever values near a point on slider positions, all combinations of neighbours as far as there is room.

    Parameters
    ----------
    importance : (variable,)
        Which levers get both neighbours first where not all combinations fit.
    """
    values = space.values(point)
    here = space.scenario.levers
    simplex = {id: ids for ids in space.plan.simplexes.values() for id in ids}
    base: dict[str, Any] = dict(here)
    for ids in space.plan.simplexes.values():
        places = [place for place, id in enumerate(space.ids) if id in ids]
        if places and np.abs(values[places] - [float(here[space.ids[place]]) for place in places]).max() > 1e-6:
            step = space.variables[places[0]].lever.step
            for place, value in zip(places, rounded_shares(values[places], step), strict=True):
                base[space.ids[place]] = float(round(value, 10))
    free = [place for place, id in enumerate(space.ids) if id not in simplex]
    options = {
        place: _around(space.variables[place], float(values[place]), float(here[space.ids[place]])) for place in free
    }
    room = CANDIDATES
    kept: dict[int, list[float]] = {}
    for place in sorted(free, key=lambda one: -importance[one]):
        kept[place] = options[place] if room >= len(options[place]) else options[place][:1]
        room //= len(kept[place])
    found: list[dict[str, Any]] = []
    for combination in itertools.product(*(kept[place] for place in free)):
        found.append(base | {space.ids[place]: value for place, value in zip(free, combination, strict=True)})
    return found


def together(plan: Plan, candidates: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return lever values that differ in no choice as the model takes them: one value a draw."""
    return {
        id: candidates[0][id] if lever.is_choice else np.array([one[id] for one in candidates])
        for id, lever in plan.levers.items()
    }
