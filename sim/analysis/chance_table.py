"""How likely the target becomes at every slider: a small ensemble table that the live stage looks up while dragging."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.uncertainty import Probability
from sim.model import Results
from sim.model.axes import Array
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble
from sim.scenario.joint import joint_position, joints, places
from sim.scenario.response import MAX_POSITIONS, handles, move_lever, positions

DRAWS = 1024
POINTS = 11
FOLDED_POINTS = 6
"""Points of a folded lever, which is dragged seldom."""


@dataclass(frozen=True)
class ChanceTable:
    """P(target) along every lever from one point.

    Attributes
    ----------
    positions : lever id, or family with one handle -> (point,) values in the lever's unit, ascending; choices by name
    chance : lever id -> (point,) probabilities
    """

    positions: Mapping[str, np.ndarray]
    chance: Mapping[str, Array]


def points(scenario: Scenario, id: str) -> np.ndarray:
    """Return the values of a lever at which futures are simulated: both ends, the current value, evenly between."""
    plan, joint = scenario.plan, joints(scenario.plan).get(id)
    if joint is not None:
        fine, here = places(joint, scenario.levers, MAX_POSITIONS), joint_position(joint, scenario.levers).value
        folded = joint.advanced
    else:
        lever = plan.levers[id]
        if lever.is_choice:
            return np.array(lever.choices)
        here = float(scenario.levers[id])
        fine = positions(lever, here)
        folded = lever.advanced or lever.family in plan.large_families
    chosen = fine[np.unique(np.linspace(0, len(fine) - 1, FOLDED_POINTS if folded else POINTS).round().astype(int))]
    return np.unique(np.append(chosen, here))


def chance_table(scenario: Scenario, known: Probability, between: Callable[[], None] | None = None) -> ChanceTable:
    """Return the chance of the target along every lever.

    All points share the same futures, so the table is smooth; it is shifted so that the current point shows `known`,
    the chance from the full ensemble.

    Parameters
    ----------
    between : function
        Called before every point (a few milliseconds of work): may wait, so that others go first, or raise `Cancelled`.

    Raises
    ------
    Cancelled
        By `between`.
    """
    plan, target = scenario.plan, scenario.target
    year = plan.years.index(target.year)

    def outcome(results: Results) -> dict[str, Array]:
        return {"outcome": results.annual(target.metric)[year]}

    def chance(one: Scenario) -> float:
        if between is not None:
            between()
        values = run_ensemble(one, outcome, DRAWS, workers=1)["outcome"]
        return float(target.is_reached(values).mean())

    shift = known.value - chance(scenario)
    where: dict[str, np.ndarray] = {}
    table: dict[str, Array] = {}
    for id in handles(plan):
        where[id] = points(scenario, id)
        values = where[id].tolist()
        raw = [chance(scenario.with_levers(move_lever(plan, scenario.levers, id, value))) for value in values]
        table[id] = np.clip(np.array(raw) + shift, 0, 1)
    return ChanceTable(where, table)
