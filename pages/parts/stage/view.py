"""What the stage shows: a scenario, what it is measured against, and the outcomes of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pages.parts.recent import Recent
from pages.parts.release import of_visitors
from pages.parts.stage.outcomes import RevenueGoal, outcome_vector, revenue_goal
from sim.analysis.uncertainty import Probability
from sim.model import Results
from sim.plan import Lever, Plan
from sim.scenario import Scenario

MOVED = 1e-9
RUNS = 4


@dataclass(frozen=True)
class View:
    """What the stage shows.

    Attributes
    ----------
    scenario : Scenario
    base : Scenario
        What every change is measured against, under the name `base_name` and id `base_id`.
    bases : (id, name) pairs to choose from.
    opening : str
        How the sentence begins while no lever is being dragged.
    previous : Scenario or None
        One step back, for replay.
    chance, bands : the chance of the target; "year" and "quarter" -> (quantile, time) [CNY_m]
        Revenue at the quantiles `spread.QUANTILES` of the futures; both None while the futures are simulated.
    bridge : (cause, CNY_m) pairs that sum to the difference in the last year's revenue; None while they are worked out.
    """

    plan: Plan
    scenario: Scenario
    base: Scenario
    base_id: str
    base_name: str
    bases: tuple[tuple[str, str], ...]
    opening: str
    previous: Scenario | None = None
    bridge: tuple[tuple[str, float], ...] | None = None
    chance: Probability | None = None
    bands: Mapping[str, np.ndarray] | None = None
    can_undo: bool = False
    can_redo: bool = False
    seq: int = 0


def same(lever: Lever, one: Any, other: Any) -> bool:
    """Tell whether two values of a lever are the same to the eye and to the model."""
    return one == other if lever.is_choice else abs(one - other) <= MOVED * max(1.0, abs(other))


def vectors_of(view: View) -> dict[str, dict[str, float]]:
    """Return the outcomes of the current scenario, its base, the plan and the baseline, all under equal assumptions.

    Plan and baseline are run under the scenario's own assumptions, so that the chart compares programmes and not
    assumptions; the base of comparison keeps its own.
    """
    goal = revenue_goal(view.scenario)
    plan = view.scenario.as_planned
    return {
        "current": run_outcomes(view.scenario, goal),
        "base": run_outcomes(view.base, goal),
        "plan": run_outcomes(plan, goal),
        # The baseline does not know the levers, so that every move of them finds it here.
        "baseline": run_outcomes(plan, goal, baseline=True),
    }


runs: Recent[Scenario, Results] = Recent(RUNS)
"""Results whose last draw is a scenario's run: what is said of a move asks for the same few."""


def recent_run(scenario: Scenario) -> Results:
    """Return results whose last draw is a scenario's run, kept or made."""
    found = runs.get(scenario)
    if found is None:
        found = scenario.run()
        runs.keep(scenario, found)
    return found


@of_visitors
@lru_cache(maxsize=1024)
def run_outcomes(scenario: Scenario, goal: RevenueGoal, baseline: bool = False) -> dict[str, float]:
    """Return the outcomes of a scenario's run, or of its baseline's; bases and the step before recur at every move."""
    return outcome_vector(scenario.baseline() if baseline else recent_run(scenario), goal)
