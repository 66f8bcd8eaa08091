"""Response tables: what the model answers at every position of every slider, from the current point.

A drag moves one lever or one whole family at a time, so one batch of draws answers every possible drag exactly. The
browser looks the answers up; it never computes them. A sparse table of a few positions a lever tells how far one move
can lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from sim.language.errors import ScenarioError
from sim.model import Results, evaluate
from sim.plan import Lever, Plan
from sim.risk import central_effects
from sim.scenario import Scenario
from sim.scenario.joint import joints, members_at, move_together, places

MAX_POSITIONS = 101  # a slider is some 250 pixels wide; more positions could not be told apart
FOLDED_POSITIONS = 51  # advanced levers are dragged seldom; half the table keeps every answer small

TRACE = 1e-13
"""What partners of a full share keep, too little to show, so that its way back finds them in their proportions."""


def handles(plan: Plan) -> tuple[str, ...]:
    """Return everything that can be dragged: every lever, and every family that one handle moves."""
    return (*plan.levers, *joints(plan))


def move_levers(plan: Plan, levers: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return `levers` with some moved, one after another; what the plan cannot move is passed over."""
    moved = dict(levers)
    for id, value in changes.items():
        if id in plan.levers or id in joints(plan):
            moved = move_lever(plan, moved, id, value)
    return moved


def move_lever(plan: Plan, levers: Mapping[str, Any], id: str, value: Any) -> dict[str, Any]:
    """Return `levers` with one moved; the partners of a share keep their proportions and fill up to one.

    A share without partners is one, whatever is asked. The name of a family with one handle moves all of it.
    """
    if id in joints(plan):
        return move_together(joints(plan)[id], levers, value)
    lever = plan.levers[id]
    if lever.simplex and len(plan.family(lever.family)) == 1:
        return {**levers, id: 1.0}
    moved = {**levers, id: value}
    if lever.simplex:
        rest = max(1 - value, TRACE)
        moved |= {other: rest * part for other, part in _proportions(plan, levers, id).items()}
    return moved


def _proportions(plan: Plan, levers: Mapping[str, Any], id: str) -> dict[str, float]:
    """Return how a share's partners divide what it leaves: as they do now, else as in the plan, else evenly."""
    partners = [other.id for other in plan.family(plan.levers[id].family) if other.id != id]
    for some in (levers, plan.presets["plan"]):
        rest = sum(float(some[other]) for other in partners)
        if rest > 0:
            return {other: float(some[other]) / rest for other in partners}
    return dict.fromkeys(partners, 1 / len(partners))


def family_values(plan: Plan, levers: Mapping[str, Any], id: str, values: np.ndarray) -> np.ndarray:
    """Return what a share's whole family becomes at several values of one member, as `move_lever` moves it.

    Returns
    -------
    family : (member, value)
    """
    family = plan.family(plan.levers[id].family)
    if len(family) == 1:
        return np.ones((1, len(values)))
    parts, rest = _proportions(plan, levers, id), np.maximum(1 - values, TRACE)
    return np.array([values if other.id == id else rest * parts[other.id] for other in family])


@lru_cache(maxsize=1024)
def positions(lever: Lever, *marks: float, most: int | None = None) -> np.ndarray:
    """Return the slider's positions: its steps, thinned to what a slider can show, with `marks` always among them.

    Parameters
    ----------
    most : int
        Positions at most, besides the marks; by default as many as the slider can show.

    Returns
    -------
    positions : (position,), ascending, in the lever's unit; not to be written to, as it is kept for the next call
    """
    steps = lever.steps
    most = most or (FOLDED_POSITIONS if lever.advanced else MAX_POSITIONS)
    stride = -(-(len(steps) - 1) // (most - 1))
    wanted = [*steps[::stride], steps[-1], *(mark for mark in marks if lever.low <= mark <= lever.high)]
    found = np.unique(np.round(np.array(wanted, dtype=float), 10))
    found.flags.writeable = False
    return found


@dataclass(frozen=True)
class ResponseTable:
    """Draws of one batch, ordered by lever.

    Attributes
    ----------
    positions : lever id, or family with one handle -> (position,) values, or names of choices
    start : lever id -> first draw of that lever
    partners : lever id -> (member, position) values of the lever's whole simplex family, or of all that a handle moves
    results : Results
        All draws; the very last one is the current point itself.
    """

    positions: Mapping[str, np.ndarray]
    start: Mapping[str, int]
    partners: Mapping[str, np.ndarray]
    results: Results


def response_table(scenario: Scenario, ids: Sequence[str] | None = None, most: int | None = None) -> ResponseTable:
    """Evaluate the model at every slider position of some levers, the others held where the scenario has them.

    As promised: only forced risk cases show, as in `Scenario.run`.

    Parameters
    ----------
    ids : lever ids, or families with one handle; all by default
    most : int
        Positions a lever at most; by default as many as its slider can show.

    Raises
    ------
    ScenarioError
        A lever the plan does not have.
    """
    plan, levers, together = scenario.plan, scenario.levers, joints(scenario.plan)
    where: dict[str, np.ndarray] = {}
    start: dict[str, int] = {}
    moved: dict[str, tuple[Lever, ...]] = {}
    count = 0
    for id in handles(plan) if ids is None else ids:
        lever = plan.levers.get(id)
        if id in together:
            moved[id] = together[id].members
            where[id] = places(together[id], levers, most or MAX_POSITIONS)
        elif lever is None:
            raise ScenarioError("error-lever-unknown", id=id[:80], allowed=[*plan.levers])
        else:
            moved[id] = plan.family(lever.family) if lever.simplex else (lever,)
            marks = () if lever.is_choice else (float(lever.base), float(lever.plan), float(levers[id]))
            where[id] = np.array(lever.choices) if lever.is_choice else positions(lever, *marks, most=most)
        start[id] = count
        count += len(where[id])
    # A lever that stays where it is remains one number, and so does whatever of the model depends on it alone.
    draws: dict[str, Any] = dict(levers)
    several = {one.id: one for family in moved.values() for one in family}
    numbers = [id for id, one in several.items() if not one.is_choice]
    rows = np.empty((len(numbers), count + 1))
    rows[:] = np.array([levers[id] for id in numbers], dtype=float)[:, None]
    draws |= zip(numbers, rows, strict=True)
    draws |= {id: np.full(count + 1, levers[id], dtype=object) for id, one in several.items() if one.is_choice}
    partners: dict[str, np.ndarray] = {}
    for id, values in where.items():
        mine = slice(start[id], start[id] + len(values))
        if id in together:
            partners[id] = members_at(together[id], levers, values)
        elif plan.levers[id].simplex:
            partners[id] = family_values(plan, levers, id, values)
        for lever, column in zip(moved[id], partners.get(id, (values,)), strict=True):
            draws[lever.id][mine] = column
    effects = central_effects(plan, scenario.risks)
    return ResponseTable(where, start, partners, evaluate(plan, draws, scenario.promised_assumptions(), effects))
