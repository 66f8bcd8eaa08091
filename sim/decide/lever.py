"""What would it take of one lever: the value at which a target, or a chance of it, is met, or how near it comes.

The single run is read from the response table and then solved exactly; a chance is read from a small table of futures
(≈) and, for a lever that is opened, solved on one ensemble and confirmed on fresh draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability
from sim.decide.answers import Status
from sim.decide.figures import Promised
from sim.decide.likely import Likely
from sim.decide.nearby import Nearby
from sim.decide.space import effort_of
from sim.model.axes import Array
from sim.plan import Lever
from sim.scenario import Scenario
from sim.scenario.response import move_lever, positions
from sim.scenario.target import far_enough

TABLE_DRAWS = 512
TABLE_POINTS = 9
SOLVE_DRAWS = 2048
GRID, ROUNDS = 33, 2
"""Places between two positions looked at in one call of the model, and how often; what is left is straight."""


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


def _place(values: Sequence[Any], here: Any) -> int:
    """Return where a lever stands among its positions, which are rounded more than a plan's numbers need be."""
    return values.index(here) if here in values else int(np.argmin([abs(value - here) for value in values]))


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
    place = _place(values, here)
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


def _steps_ahead(lever: Lever, exact: float, towards: float) -> Array:
    """Return the slider positions at or beyond `exact` on the way to `towards`, which is the last. Shape (position,)"""
    steps = np.unique(np.round([*lever.steps, towards], 10))
    if towards >= exact:
        return steps[(steps >= exact - 1e-9) & (steps <= towards + 1e-9)]
    return steps[(steps <= exact + 1e-9) & (steps >= towards - 1e-9)][::-1]


Solve = Callable[[float, float], tuple[float, float]]
"""From the last position that misses and the first that meets: where it is just met, and the position there."""


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
    levers = [scenario.plan.levers[id] for id in (ids or scenario.plan.levers)]
    return _by_single_run(scenario, levers) if chance is None else [_likely(scenario, one, chance) for one in levers]


def _by_single_run(scenario: Scenario, levers: Sequence[Lever]) -> list[LeverAnswer]:
    """Return what each lever would have to be for the single run; the table of all of them is one call of the model.

    Outcomes bear the target's sign on the way: more is better.
    """
    plan, target = scenario.plan, scenario.target
    year, promised = plan.years.index(target.year), Promised(scenario)
    sign, wanted = target.sign, target.sign * target.value

    def outcomes(moves: Sequence[tuple[Lever, Any]]) -> Array:
        moved = [move_lever(plan, scenario.levers, lever.id, value) for lever, value in moves]
        many: dict[str, Any] = {id: np.array([one[id] for one in moved]) for id in plan.levers}
        # The model takes one pace a run; moves of a choice come by themselves.
        many |= {id: moved[0][id] for id, other in plan.levers.items() if other.is_choice}
        return np.broadcast_to(sign * promised.run(many).annual(target.metric)[year], (len(moves),))

    tables = {lever.id: _values(scenario, lever) for lever in levers}
    plain = [lever for lever in levers if not lever.is_choice]
    found = {
        lever.id: np.array([float(outcomes([(lever, value)])[0]) for value in tables[lever.id]])
        for lever in levers
        if lever.is_choice
    }
    if plain:
        flat = outcomes([(lever, value) for lever in plain for value in tables[lever.id]])
        parts = np.split(flat, np.cumsum([len(tables[lever.id]) for lever in plain])[:-1])
        found |= {lever.id: part for lever, part in zip(plain, parts, strict=True)}
    brackets = {}
    for lever in plain:
        values = tables[lever.id]
        ends = _first_steps(lever, values, found[lever.id], wanted, scenario.levers[lever.id])
        if ends is not None and ends[0] != ends[1]:
            brackets[lever.id] = lever, float(values[ends[1]]), float(values[ends[0]])
    solved = _solve_together(list(brackets.values()), outcomes, wanted)
    answers = [
        _answer(
            lever,
            tables[lever.id],
            found[lever.id],
            wanted,
            scenario.levers[lever.id],
            lambda low, high, id=lever.id: solved[id],
        )
        for lever in levers
    ]
    return [replace(one, best=sign * one.best) for one in answers]


def _solve_together(
    brackets: Sequence[tuple[Lever, float, float]],
    outcomes: Callable[[Sequence[tuple[Lever, Any]]], Array],
    target: float,
) -> dict[str, tuple[float, float]]:
    """Return by lever where the target is just met, and the position there; every round is one call of the model.

    Parameters
    ----------
    brackets : of a lever, the last position that misses and the first that meets
    """
    solved: dict[str, tuple[float, float]] = {}
    open_ones = {lever.id: (lever, low, high, np.zeros(2)) for lever, low, high in brackets}
    tops = {lever.id: high for lever, _, high in brackets}
    for _ in range(ROUNDS):
        if not open_ones:
            break
        grids = {id: np.linspace(bad, good, GRID) for id, (_, bad, good, _) in open_ones.items()}
        moves = [(one[0], float(value)) for id, one in open_ones.items() for value in grids[id]]
        table = outcomes(moves).reshape(len(open_ones), GRID)
        for row, (id, (lever, *_)) in zip(table, list(open_ones.items()), strict=True):
            first = int(np.argmax(far_enough(row, target)))
            if first == 0:
                solved[id] = tops[id], tops[id]
                del open_ones[id]
            else:
                bad, good = (float(one) for one in grids[id][first - 1 : first + 1])
                open_ones[id] = lever, bad, good, row[first - 1 : first + 1] - target
    exact = {
        id: good - (good - bad) * float(miss[1] / (miss[1] - miss[0])) for id, (_, bad, good, miss) in open_ones.items()
    }
    ahead = {id: _steps_ahead(one[0], exact[id], tops[id])[:3] for id, one in open_ones.items()}
    if ahead:
        met = far_enough(
            outcomes([(open_ones[id][0], float(one)) for id, steps in ahead.items() for one in steps]), target
        )
        parts = np.split(met, np.cumsum([len(steps) for steps in ahead.values()])[:-1])
        for (id, steps), part in zip(ahead.items(), parts, strict=True):
            solved[id] = exact[id], float(steps[int(np.argmax(part))]) if part.any() else tops[id]
    return solved


def _likely(scenario: Scenario, lever: Lever, chance: float) -> LeverAnswer:
    values, found = _chances(scenario, lever, Likely(scenario, TABLE_DRAWS, 0))

    def solve(low: float, high: float) -> tuple[float, float]:
        ends = np.interp([low, high], values, found)
        exact = low + (high - low) * float((chance - ends[0]) / (ends[1] - ends[0]))
        return exact, float(_steps_ahead(lever, exact, high)[0])

    answer = _answer(lever, values, found, chance, scenario.levers[lever.id], solve)
    return replace(answer, approximate=True)


def _chances(scenario: Scenario, lever: Lever, ensemble: Likely) -> tuple[list[Any], Array]:
    """Return a small table of a lever: positions, and the chance of the target at each."""
    values = _values(scenario, lever, TABLE_POINTS)
    return values, np.array([_share(scenario, lever, ensemble, value) for value in values])


def _share(scenario: Scenario, lever: Lever, ensemble: Likely, value: Any) -> float:
    outcome = ensemble.outcome(move_lever(scenario.plan, scenario.levers, lever.id, value))
    return float(scenario.target.is_reached(outcome).mean())


def _answer(
    lever: Lever,
    values: Sequence[Any],
    found: Array,
    wanted: float,
    here: Any,
    solve: Solve,
) -> LeverAnswer:
    top = int(np.argmax(found))
    best, at, matters = float(found[top]), values[top], _matters(found)
    met = bool(found[_place(values, here)] >= wanted - 1e-9 * abs(wanted))
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
    exact, needed = solve(low, high)
    return LeverAnswer(lever, "reached", needed, exact, effort_of(lever, needed), best, at, matters, met)


def confirm(scenario: Scenario, answer: LeverAnswer, chance: float) -> LeverAnswer:
    """Return an approximate answer solved on one ensemble and settled on fresh draws.

    The value is searched between the neighbours of the table on `SOLVE_DRAWS` futures; `FRESH_DRAWS` others say whether
    it holds, or a step less or more does. `chance` is theirs: not below the one asked for where that is reached.
    """
    lever, ensemble = answer.lever, Likely(scenario, SOLVE_DRAWS, 1)
    values, found = _chances(scenario, lever, ensemble)
    known: dict[Any, Probability] = {}
    fresh = Nearby(scenario, 3)

    def chance_at(value: Any) -> Probability:
        if value not in known:
            known[value] = fresh.chance(move_lever(scenario.plan, scenario.levers, lever.id, value))
        return known[value]

    def solve(low: float, high: float) -> tuple[float, float]:
        end = lever.high if high > low else lever.low
        ahead = [float(one) for one in _steps_ahead(lever, low, end) if abs(one - low) > 1e-9]
        first = 0
        last = next((place for place, one in enumerate(ahead) if abs(one - low) >= abs(high - low) - 1e-9), 0)
        while first < last:  # the last one meets it; halved until the first that does is left
            middle = (first + last) // 2
            meets = _share(scenario, lever, ensemble, ahead[middle]) >= chance
            first, last = (first, middle) if meets else (middle + 1, last)
        if chance_at(ahead[first]).value >= chance:
            while first and chance_at(ahead[first - 1]).value >= chance:
                first -= 1
        else:
            while first < len(ahead) - 1 and chance_at(ahead[first]).value < chance:
                first += 1
        return ahead[first], ahead[first]

    solved = _answer(lever, values, found, chance, scenario.levers[lever.id], solve)
    value = solved.at if solved.needed is None else solved.needed
    final = chance_at(value)
    if solved.needed is not None and final.value < chance:  # the ensemble was lucky: a miss is no answer
        solved = replace(solved, status="out_of_reach", needed=None, exact=None, effort=None, at=value)
    best = final.value if solved.needed is None else max(solved.best, final.value)
    return replace(solved, best=best, approximate=False, chance=final)
