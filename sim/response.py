"""Response tables: what the model answers at every position of every slider, from the current point.

A drag moves one lever at a time, so one batch of draws answers every possible drag exactly. The browser looks the
answers up; it never computes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model import Results, evaluate
from sim.plan import Lever, Plan, load_plan
from sim.risk import central_effects
from sim.scenario import Scenario

MAX_POSITIONS = 101  # a slider is some 250 pixels wide; more positions could not be told apart
FOLDED_POSITIONS = 51  # advanced levers are dragged seldom; half the table keeps every answer small


def move_lever(plan: Plan, levers: Mapping[str, Any], id: str, value: Any) -> dict[str, Any]:
    """Return `levers` with one moved; the partners of a share keep their proportions and fill up to one."""
    moved = {**levers, id: value}
    lever = plan.levers[id]
    if lever.simplex:
        partners = [other.id for other in plan.family(lever.family) if other.id != id]
        rest = sum(float(levers[other]) for other in partners)
        for other in partners:
            share = float(levers[other]) / rest if rest > 0 else 1 / len(partners)
            moved[other] = (1 - value) * share
    return moved


def positions(lever: Lever, *marks: float) -> np.ndarray:
    """Return the slider's positions: its steps, thinned to what a slider can show, with `marks` always among them.

    Returns
    -------
    positions : (position,), ascending, in the lever's unit
    """
    steps = lever.steps
    most = FOLDED_POSITIONS if lever.advanced else MAX_POSITIONS
    stride = -(-(len(steps) - 1) // (most - 1))
    wanted = [*steps[::stride], steps[-1], *(mark for mark in marks if lever.low <= mark <= lever.high)]
    return np.unique(np.round(np.array(wanted, dtype=float), 10))


@dataclass(frozen=True)
class ResponseTable:
    """Draws of one batch, ordered by lever.

    Attributes
    ----------
    positions : lever id -> (position,) values, or names of choices
    start : lever id -> first draw of that lever
    partners : lever id -> (member, position) values of the lever's whole simplex family
    results : Results
        All draws; the very last one is the current point itself.
    """

    positions: Mapping[str, np.ndarray]
    start: Mapping[str, int]
    partners: Mapping[str, np.ndarray]
    results: Results


def response_table(scenario: Scenario) -> ResponseTable:
    """Evaluate the model at every slider position of every lever, the others held where the scenario has them.

    Assumptions take their central values and only forced risk cases show, as in `Scenario.run`.
    """
    plan, levers = load_plan(scenario.plan_id), scenario.levers
    places: dict[str, np.ndarray] = {}
    start: dict[str, int] = {}
    partners: dict[str, np.ndarray] = {}
    count = 0
    for id, lever in plan.levers.items():
        if lever.is_choice:
            places[id] = np.array(lever.choices)
        else:
            places[id] = positions(lever, float(lever.base), float(lever.plan), float(levers[id]))
        start[id] = count
        count += len(places[id])
    draws: dict[str, Any] = {}
    for id, lever in plan.levers.items():
        dtype = np.dtype(object) if lever.is_choice else np.dtype(float)
        draws[id] = np.full(count + 1, levers[id], dtype=dtype)
    for id, lever in plan.levers.items():
        rows = slice(start[id], start[id] + len(places[id]))
        draws[id][rows] = places[id]
        if lever.simplex:
            family = [other.id for other in plan.family(lever.family)]
            moves = [move_lever(plan, levers, id, float(value)) for value in places[id]]
            partners[id] = np.array([[move[other] for move in moves] for other in family])
            for other, values in zip(family, partners[id], strict=True):
                draws[other][rows] = values
    effects = central_effects(plan, scenario.risks)
    return ResponseTable(places, start, partners, evaluate(plan, draws, scenario.beliefs(), effects))
