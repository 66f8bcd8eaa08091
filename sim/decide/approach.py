"""Where the searches of one box end, each from a start of its own.

Over futures the first start is searched in full (`sim.decide.guided`). What stood in for the futures where it ended is
searched from the other starts, and futures are asked there only where that leads to another answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sim.decide.guided import REST, TURNS, Guided, guided_search
from sim.decide.problem import Problem, Reach
from sim.decide.question import Question
from sim.decide.search import AGREE, ALIKE, Evaluator, Found, best_of, search
from sim.decide.space import Space
from sim.model.axes import Array

SEARCH_DRAWS = 1024
"""Futures of a search."""
MISSED = 0.05
"""Percent of the target by which the nearest point may miss it for the search to try all the same."""
ROUGH_TURNS, ROUGH_REST = 4, 2e-3
"""Turns of a rough search, and the change at which it is at rest."""
NEARLY = 0.01
"""By how much of the target a rough search may miss what was asked for to count as one that finds a way."""
WORTH = 1.05
"""How many times the best answer another start may lead to for the futures to be asked there as well."""


def ends(question: Question, space: Space, wanted: float, begin: Sequence[Array]) -> list[Found]:
    """Return where the searches of one box end, one end a start.

    Parameters
    ----------
    wanted : the chance that is asked of the search's own futures
    """
    if question.chance is None:
        problem = Problem(question, space)
        return _once_more(space, [search(space, problem, one) for one in begin], _search(space, problem), AGREE)
    return likely_ends(space, _feasible(question, space, wanted, begin[0]), begin[1:])


def likely_ends(space: Space, first: Guided, begin: Sequence[Array]) -> list[Found]:
    """Return where searches over futures end, given the first; of others only what leads elsewhere is followed."""
    if not begin or not first.found.feasible:
        return [first.found]
    led = [first.elsewhere(space, first.found.point), *(first.elsewhere(space, point) for point in begin)]
    led = _once_more(space, led, lambda point: first.elsewhere(space, point), ALIKE)
    own = led[0].objective
    found = [first.found]
    for one in led[1:]:
        apart = (one.objective - own) / max(abs(own), 1.0)
        if one.feasible and abs(apart) <= ALIKE:
            found.append(first.found)
        elif one.feasible and apart <= WORTH - 1:
            found.append(guided_search(space, first.stand_in.evaluate, one.point).found)
        else:
            found.append(one)
    return found


def _feasible(
    question: Question, space: Space, wanted: float, begin: Array, turns: int = TURNS, rest: float = REST
) -> Guided:
    """Return where a search for a chance ends, by way of where it is likeliest if it finds no way by itself."""
    problem = Problem(question, space, SEARCH_DRAWS, wanted)
    first = guided_search(space, problem, begin, turns, rest)
    if first.found.feasible or (turns == ROUGH_TURNS and first.near.slacks.min(initial=0.0) > -NEARLY):
        return first
    nearest = guided_search(space, Reach(question, space, SEARCH_DRAWS, wanted), first.found.point, turns, rest).found
    if not nearest.feasible or nearest.objective > MISSED:
        return first
    return guided_search(space, problem, nearest.point, turns, rest)


def rough(question: Question, space: Space, wanted: float, begin: Array, hopeless: bool = False) -> tuple[Array, float]:
    """Return where a rough search of a box ends and what that costs, infinite where it comes nowhere near.

    Parameters
    ----------
    hopeless : of another box that is so: then it is first asked how near one comes in this one
    """
    if hopeless:
        reach = Reach(question, space, SEARCH_DRAWS, wanted)
        most = guided_search(space, reach, begin, ROUGH_TURNS, ROUGH_REST).found
        if most.objective > 100 * NEARLY:
            return most.point, np.inf
    found = _feasible(question, space, wanted, begin, ROUGH_TURNS, ROUGH_REST)
    near = found.near.slacks.min(initial=0.0) > -NEARLY
    return found.near.point, found.merit if near else np.inf


def _search(space: Space, problem: Evaluator) -> Callable[[Array], Found]:
    return lambda point: search(space, problem, point)


def _once_more(space: Space, led: list[Found], again: Callable[[Array], Found], agree: float) -> list[Found]:
    """Search dearer ends once more, with every mix as in the best.

    Where no money is spent, a mix of it has no slope, and at a poor mix the first yuan is not worth it: a search that
    came there by way of such a mix cannot tell that another would pay.
    """
    best, _ = best_of(led, agree)
    shares = np.zeros(len(space.variables), dtype=bool)
    for row, _ in space.families:
        shares |= row > 0
    if best is None or not shares.any():
        return led
    room = agree * max(abs(best.objective), 1.0)
    found: list[Found] = []
    for one in led:
        if one.feasible and one.objective > best.objective + room:
            later = again(np.where(shares, best.point, one.point))
            one = later if later.feasible and later.objective < one.objective else one
        found.append(one)
    return found
