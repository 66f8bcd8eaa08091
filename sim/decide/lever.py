"""What would it take of one lever: the value at which a target, or a chance of it, is met, or how near it comes.

The single run is read from the response table and then solved exactly; a chance is read from a small table of futures
(≈) and, for a lever that is opened, solved on one ensemble and confirmed on fresh draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability, reaches
from sim.decide.answers import Status
from sim.decide.figures import FRESH_DRAWS, Promised, fresh_chance
from sim.decide.likely import Likely
from sim.decide.space import effort_of
from sim.model.axes import Array
from sim.plan import Lever
from sim.scenario import Scenario
from sim.scenario.response import move_lever, positions

TABLE_DRAWS = 512
TABLE_POINTS = 9
SOLVE_DRAWS = 4096


@dataclass(frozen=True)
class LeverAnswer:
    """What one lever would have to be.

    Attributes
    ----------
    needed : value on a slider position, nearest to where the lever stands, that meets the question; None: out of reach
    exact : the value where the question is just met, before rounding; None for choices and out of reach
    effort : how many times the plan's own promise `needed` is; None where that has no unit
    best : what the lever brings at most: the target's measure in its unit, or the chance
    at : where it does
    matters : bool
        False where the outcome is the same at every position.
    met : bool
        True where the question is met as things stand, so that `needed` says how far the lever could give way.
    approximate : bool
        True where a chance was read from the table (≈); `chance` then is not known yet.
    """

    lever: Lever
    status: Status
    needed: Any
    exact: float | None
    effort: float | None
    best: float
    at: Any
    matters: bool = True
    met: bool = False
    approximate: bool = False
    chance: Probability | None = None


def _values(scenario: Scenario, lever: Lever, most: int | None = None) -> list[Any]:
    if lever.is_choice:
        return list(lever.choices)
    marks = (float(lever.base), float(lever.plan), float(scenario.levers[lever.id]))
    return [float(value) for value in positions(lever, *marks, most=most)]


def _first_steps(
    lever: Lever, values: Sequence[Any], results: Array, wanted: float, here: Any
) -> tuple[int, int] | None:
    """Return the places of the nearest value that meets `wanted` and of its neighbour towards `here`, or None.

    Where the lever already meets the question, the answer is how far it could give way: the last value before it
    would fail, away from where raising it helps.
    """
    good = results >= wanted - 1e-9 * abs(wanted)
    if not good.any():
        return None
    place = values.index(here)
    if not _matters(results):
        return place, place
    if good[place] and (lever.simplex or lever.is_choice):
        return place, place  # shares trade places with each other: what stands, stands
    if good[place]:
        rising = results[-1] >= results[0]
        order = range(place, -1, -1) if rising else range(place, len(values))
        last = place
        for one in order:
            if not good[one]:
                return last, one
            last = one
        return last, last
    distance = [abs(one - place) if good[one] else len(values) for one in range(len(values))]
    nearest = int(np.argmin(distance))
    return nearest, nearest + (1 if nearest < place else -1)


def _matters(results: Array) -> bool:
    return float(np.ptp(results)) > 1e-9 * max(1.0, float(np.abs(results).max()))


def _solve_between(low: float, high: float, miss: Callable[[float], float]) -> float:
    from scipy.optimize import root_scalar

    ends = miss(low), miss(high)
    if ends[0] * ends[1] > 0:
        return high
    return float(root_scalar(miss, method="brentq", bracket=(low, high), xtol=1e-10, rtol=1e-12).root)


def _on_step(lever: Lever, exact: float, towards: float, meets: Callable[[float], bool]) -> float:
    """Return the slider position at or beyond `exact`, on the side of `towards`, that meets the question."""
    steps = np.unique(np.round([*lever.steps, towards], 10))
    ahead = steps[steps >= exact - 1e-9] if towards >= exact else steps[steps <= exact + 1e-9][::-1]
    for value in ahead[:3]:
        if meets(float(value)):
            return float(value)
    return towards


def lever_answers(
    scenario: Scenario, ids: Sequence[str] | None = None, chance: float | None = None
) -> list[LeverAnswer]:
    """Return for every lever what it would have to be for the target (or a chance of it), the others as they are.

    Parameters
    ----------
    ids : lever ids; all of the plan by default
    chance : float
        Wanted chance of the target; then answers are read from a table of futures and marked approximate.
    """
    answer = _single if chance is None else _likely
    return [answer(scenario, scenario.plan.levers[id], chance) for id in (ids or scenario.plan.levers)]


def _single(scenario: Scenario, lever: Lever, chance: float | None) -> LeverAnswer:
    plan, target, here = scenario.plan, scenario.target, scenario.levers[lever.id]
    year, promised = plan.years.index(target.year), Promised(scenario)

    def outcome(values: Sequence[Any]) -> Array:
        moved = [move_lever(plan, scenario.levers, lever.id, value) for value in values]
        levers = {
            id: np.array([one[id] for one in moved], dtype=object if other.is_choice else float)
            for id, other in plan.levers.items()
        }
        return np.broadcast_to(promised.run(levers).annual(target.metric)[year], (len(values),))

    def meets(value: float) -> bool:
        return bool(reaches(outcome([value]), target.value)[0])

    values = _values(scenario, lever)
    found = outcome(values)
    return _answer(lever, values, found, target.value, here, lambda value: float(outcome([value])[0]), meets)


def _likely(scenario: Scenario, lever: Lever, chance: float | None) -> LeverAnswer:
    assert chance is not None
    plan, target, here = scenario.plan, scenario.target, scenario.levers[lever.id]
    ensemble = Likely(scenario, TABLE_DRAWS, 0)

    def share(value: Any) -> float:
        outcome = ensemble.outcome(move_lever(plan, scenario.levers, lever.id, value))
        return float(reaches(outcome, target.value).mean())

    values = _values(scenario, lever, TABLE_POINTS)
    found = np.array([share(value) for value in values])

    def between(value: float) -> float:
        return float(np.interp(value, values, found))

    answer = _answer(lever, values, found, chance, here, between, lambda value: between(value) >= chance - 1e-12)
    return LeverAnswer(**{**vars(answer), "approximate": True})


def _answer(
    lever: Lever,
    values: Sequence[Any],
    found: Array,
    wanted: float,
    here: Any,
    outcome: Callable[[float], float],
    meets: Callable[[float], bool],
) -> LeverAnswer:
    top = int(np.argmax(found))
    best, at, matters = float(found[top]), values[top], _matters(found)
    met = bool(found[values.index(here)] >= wanted - 1e-9 * abs(wanted))
    ends = _first_steps(lever, values, found, wanted, here)
    if ends is None:
        return LeverAnswer(lever, "out_of_reach", None, None, None, best, at, matters, met)
    good, bad = ends
    if lever.is_choice or good == bad:
        needed = values[good]
        effort = None if lever.is_choice else effort_of(lever, needed)
        exact = None if lever.is_choice else float(needed)
        return LeverAnswer(lever, "reached", needed, exact, effort, best, at, matters, met)
    low, high = float(values[bad]), float(values[good])
    exact = _solve_between(low, high, lambda value: outcome(value) - wanted)
    needed = _on_step(lever, exact, high, meets)
    return LeverAnswer(lever, "reached", needed, exact, effort_of(lever, needed), best, at, matters, met)


def confirm(scenario: Scenario, answer: LeverAnswer, chance: float) -> LeverAnswer:
    """Return an approximate answer solved on one ensemble and told on fresh draws.

    The value is searched between the neighbours of the table on `SOLVE_DRAWS` futures and rounded to a position that
    holds there; `chance` is that of the rounded value over `FRESH_DRAWS` others.
    """
    plan, target, lever = scenario.plan, scenario.target, answer.lever
    ensemble = Likely(scenario, SOLVE_DRAWS, 1)

    def share(value: Any) -> float:
        outcome = ensemble.outcome(move_lever(plan, scenario.levers, lever.id, value))
        return float(reaches(outcome, target.value).mean())

    values = _values(scenario, lever, TABLE_POINTS)
    found = np.array([share(value) for value in values])
    solved = _answer(
        lever, values, found, chance, scenario.levers[lever.id], share, lambda value: share(value) >= chance
    )
    value = solved.at if solved.needed is None else solved.needed
    told = fresh_chance(scenario, move_lever(plan, scenario.levers, lever.id, value), 3, FRESH_DRAWS)
    if solved.needed is None:
        solved = LeverAnswer(**{**vars(solved), "best": told.value})
    return LeverAnswer(**{**vars(solved), "approximate": False, "chance": told})
