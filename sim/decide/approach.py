"""Where a search for a chance begins: the single run with its target moved by what the futures fall short of it.

Futures are dear and the single run is cheap. At any point the quantile that a chance asks of lies some way below the
promise; a single run asked for the target plus that distance ends near the answer, a second and a third time nearer.
What is left for the futures is a short way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.decide.figures import Promised
from sim.decide.likely import Likely, smooth_quantile
from sim.decide.problem import Problem, Reach
from sim.decide.question import Question
from sim.decide.search import Found, search
from sim.decide.space import Space
from sim.model.axes import Array

COARSE_DRAWS = 256
SEARCH_DRAWS = 1024
"""Draws of a search that the single run could not lead, and of every other."""
COARSE_STEPS, FINE_STEPS = 25, 20
ROUGH = 1e-6
"""Iterations over futures at most, and the relative change of the objective at which they stop."""
LED_STEPS, LED = 100, 1e-8
"""The same of the single run that leads to them."""
TURNS = 3
"""How often the single run's target is moved."""
STILL = 1e-3
"""Relative change of that target below which it is moved no more."""
HOPELESS = 0.02
"""A target missed by this share in the first approach is not met by a larger ensemble either."""
WORTH = 1.05
"""How many times the best approach another one may come to for the futures to be asked from there as well."""
NEXT_TO = 0.02
"""On the scale of the search: points this near are the same answer."""


def approach(question: Question, space: Space, wanted: float, begin: Array) -> tuple[Found, Question]:
    """Return where the single run leads from a point, not feasible where it cannot be led to the chance; and what it
    was asked last: the question with its target moved.

    Parameters
    ----------
    wanted : the chance that is asked of the search's own futures
    """
    target = question.scenario.target
    promised, likely = Promised(space.scenario), Likely(space.scenario, SEARCH_DRAWS)
    year = space.plan.years.index(target.year)
    found, before, led = None, None, question
    for _ in range(TURNS):
        levers = space.levers(begin if found is None else found.point)
        score = target.sign * float(promised.run(levers).annual(target.metric)[year, 0])
        apart = score - smooth_quantile(likely.score(levers), 1 - wanted)
        if before is not None and abs(apart - before) <= STILL * max(abs(target.value), 1e-3):
            break
        moved = replace(target, value=target.value + target.sign * apart)
        led = replace(question, chance=None, scenario=replace(question.scenario, target=moved))
        found = search(space, Problem(led, space), begin if found is None else found.point, LED_STEPS, LED)
        before = apart
        if not found.feasible:
            break
    assert found is not None
    return found, led


def ends(question: Question, space: Space, wanted: float, begin: Sequence[Array]) -> list[Found]:
    """Return where the searches of one box end, one end a start; a start that was given up has none.

    Over futures, starts that the single run leads to one place share a search, and one that leads to a clearly dearer
    place is given up; where the single run leads nowhere, futures are met in two sizes of ensemble.
    """
    if question.chance is None:
        problem = Problem(question, space)
        return [search(space, problem, point) for point in begin]
    fine = Problem(question, space, SEARCH_DRAWS, wanted)
    if len(begin) > 1:
        # All are asked what the first was asked last: ends of targets moved by more or less tell nothing of each other.
        first, asked = approach(question, space, wanted, begin[0])
        others = (search(space, Problem(asked, space), point, LED_STEPS, LED) for point in begin[1:])
        led = [one for one in (first, *others) if one.feasible]
        if not led:
            return _coarse_ends(question, space, wanted, begin, fine)
        best = min(one.objective for one in led)
        most = best + (WORTH - 1) * max(abs(best), 1.0)
        begin = [one.point for one in led if one.objective <= most]
    return _shared(space, fine, begin)


def _coarse_ends(question: Question, space: Space, wanted: float, begin: Sequence[Array], fine: Problem) -> list[Found]:
    coarse = Problem(question, space, COARSE_DRAWS, wanted)
    first = search(space, coarse, begin[0], COARSE_STEPS, ROUGH)
    if first.slacks.min(initial=0.0) <= -HOPELESS and _beyond(question, space, first.point, wanted):
        return [first]
    rough = [first, *(search(space, coarse, point, COARSE_STEPS, ROUGH) for point in begin[1:])]
    near = [one.point for one in rough if one.slacks.min(initial=0.0) > -HOPELESS]
    return _shared(space, fine, near) if near else rough


def rough(question: Question, space: Space, wanted: float, begin: Array) -> tuple[Found, bool]:
    """Return where a rough search of a box ends, and whether it meets the question there."""
    led, _ = approach(question, space, wanted, begin)
    if led.feasible:
        return led, True
    found = search(space, Problem(question, space, COARSE_DRAWS, wanted), led.point, COARSE_STEPS, ROUGH)
    return found, bool(found.slacks.min(initial=0.0) > -1e-3)


def _beyond(question: Question, space: Space, point: Array, wanted: float) -> bool:
    """Tell whether even the best point that a search finds from `point` clearly misses a chance."""
    best = search(space, Reach(question, space, COARSE_DRAWS, wanted), point, COARSE_STEPS, ROUGH)
    return best.feasible and best.objective > 100 * HOPELESS


def _shared(space: Space, fine: Problem, begin: Sequence[Array]) -> list[Found]:
    """Return where a search from each point ends; points next to each other share one."""
    known: list[tuple[Array, Found]] = []
    found: list[Found] = []
    for point in begin:
        end = next((end for other, end in known if float(np.abs(point - other).max()) < NEXT_TO), None)
        if end is None:
            end = search(space, fine, point, FINE_STEPS, ROUGH)
            known.append((point, end))
        found.append(end)
    return found
