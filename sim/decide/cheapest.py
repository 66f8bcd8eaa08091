"""The least it takes: the cheapest decisions, with effort bounded, that meet a target and other aims.

A target of the single run is asked of the plan's promise; a chance is asked of futures, on a smoothed quantile of the
search's own draws, and confirmed on fresh ones. The scenario itself is always a candidate, so an answer is never worse
than today; what misses after rounding is never called an answer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability, simulate, target_probability
from sim.decide import figures
from sim.decide.answers import Loosening, Solution
from sim.decide.approach import SEARCH_DRAWS, ends
from sim.decide.approach import rough as roughly
from sim.decide.binding import binding
from sim.decide.chance_search import FAR, ChanceSearch
from sim.decide.figures import Promised
from sim.decide.likely import Likely
from sim.decide.nearest import loosenings, nearest, nearest_rounded
from sim.decide.problem import Problem
from sim.decide.question import Question
from sim.decide.search import Found, best_of
from sim.decide.settle import TOLD, checks_of, meets, objective_of, round_point, settle
from sim.decide.space import Space, efforts, paces, starts
from sim.decide.watch import tell
from sim.model.axes import Array
from sim.scenario import Scenario

STARTS = 4
ROOM = 1.05
"""How many times the best answer a rough search may come to for its box to be searched in full as well."""
CLOSE = 1.01
"""The same of a search of futures from there, which meets the same futures in every box."""
LITTLE = 1e-3
"""Share of the objective that rounding, or chance above the one asked for, may cost for no other search to be made."""
DEARER = 1
"""How often the search is asked for more because its roundings are dear."""
ROUNDS = 8
"""How often a search over futures is asked for more, or for less, after the check."""
MORE = 1.1
"""Share of what is missing in chance, or over, that is asked for in the next round."""
ROUGHLY = 0.4
"""Share of a search over futures that the first approach takes; told as progress."""


def _anchors(scenario: Scenario) -> list[Mapping[str, Any]]:
    presets = scenario.plan.presets
    return [scenario.levers, presets["plan"], presets["baseline"]]


@dataclass(frozen=True, eq=False)
class _Answer:
    """A rounded candidate with its figures."""

    levers: Mapping[str, Any]
    objective: float
    space: Space
    found: Found
    exact: float
    told: Probability | None = None
    """The chance of the target, where it is known already."""


def solve_cheapest(question: Question) -> Solution:
    """Return the cheapest (or least promising) lever values that meet a question's aims; see `watch` for progress.

    Raises
    ------
    ScenarioError
        The question contradicts the plan: unknown levers or measures, bounds without room, nothing that may move.
    """
    began = time.perf_counter()
    scenario = question.scenario
    whole = Space.of(scenario, question.bounds)
    boxes = list(paces(whole))
    others: dict[str, float | None] = {}
    answers: list[_Solved] = []
    rough: set[str] = set()
    rough_ends: dict[str, Array] = {}
    for rank, name, space, begin in _worth_trying(question, boxes, others, rough_ends):
        if rank is not None and answers:
            least = min(one.searched for one in answers)
            if rank > ROOM * least:
                rough.add(name)
                continue
            (found,) = ends(question, space, question.chance or 0.0, begin[:1])
            if found.feasible and found.objective > CLOSE * least:
                rough.add(name)
                others[name] = found.objective
                continue
            begin = [found.point, *begin[1:]]
        solved = _solve_box(question, space, begin)
        if name:
            others[name] = None if solved is None else solved.answer.objective
        if solved is not None:
            answers.append(solved)
    here = _current(question, whole)
    best = min(answers, key=lambda one: one.answer.objective, default=None)
    if here is not None and (best is None or here.objective <= best.answer.objective + 1e-9):
        count, agreeing = (STARTS, 0) if best is None else (best.starts, best.agreeing)
        return replace(_solution(question, here, (), others, count, agreeing, False, began), rough=frozenset(rough))
    if best is None:
        return _out_of_reach(question, boxes, others, rough_ends, began)
    found = _solution(question, best.answer, best.idle, others, best.starts, best.agreeing, True, began)
    return replace(found, rough=frozenset(rough))


@dataclass(frozen=True, eq=False)
class _Solved:
    """The answer of one box, the levers that do not matter in it, and how many searches agreed."""

    answer: _Answer
    idle: tuple[str, ...]
    starts: int
    agreeing: int
    searched: float
    """The objective where the search itself ended."""


def _worth_trying(
    question: Question,
    boxes: Sequence[tuple[str, Space]],
    others: dict[str, float | None],
    rough_ends: dict[str, Array],
) -> Iterator[tuple[float | None, str, Space, list[Array]]]:
    """Yield the boxes to search with where to begin, and what a rough search made of them, None where there was none.

    Over futures each box is first searched roughly, from the single run's own answer, and they come cheapest first;
    what the rough search found stands in `others` until a box is searched in full, and where it ended in `rough_ends`.
    """
    begins = [(name, space, starts(space, _anchors(space.scenario), STARTS)) for name, space in boxes]
    if question.chance is None or len(boxes) == 1:
        yield from ((None, *one) for one in begins)
        return
    rough: list[tuple[float, str, Space, list[Array]]] = []
    last: Mapping[str, Any] | None = None
    lost = False
    for number, (name, space, begin) in enumerate(begins):
        tell(ROUGHLY * number / len(begins))
        # One pace's answer is near another's, so the next begins there; what is hopeless in one is likely so in all.
        point, rank = roughly(question, space, question.chance, begin[0] if last is None else space.point(last), lost)
        last, lost = space.levers(point), not np.isfinite(rank)
        others[name], rough_ends[name] = None if lost else rank, point
        rough.append((rank, name, space, [point, *begin[1:]]))
    yield from (one for one in sorted(rough, key=lambda one: one[0]) if np.isfinite(one[0]))


def _solve_box(question: Question, space: Space, begin: Sequence[Array]) -> _Solved | None:
    """Return the rounded answer of one box, or None where it meets the question nowhere."""
    if question.chance is None:
        best, agreeing = best_of(ends(question, space, 0.0, begin))
        if best is None:
            return None
        best, idle = settle(space, best, Problem(question, space))
        levers, _ = round_point(question, space, best)
        if levers is None:
            return None
        return _Solved(_answer(question, space, best, levers), idle, len(begin), agreeing, best.objective)
    return _solve_likely(question, space, begin)


def _solve_likely(question: Question, space: Space, begin: Sequence[Array]) -> _Solved | None:
    """Return the answer of one box to a chance: the cheapest whose chance on other futures is hardly above the asked.

    A search meets few futures, whose own chance may lie on either side. What it is asked for is corrected by what
    others say of its answer, until their chance is at least the one asked for and what is over is worth next to
    nothing, as far as slider positions allow.
    """
    wanted = asked = question.chance
    assert wanted is not None and asked is not None
    checks = checks_of(space.scenario)
    search = ChanceSearch(question, space, begin, checks)
    best: _Solved | None = None
    low, high = 0.0, 1.0  # asked of a search: what was too little, and what was enough
    stride, tried = 0.0, 0
    for number in range(ROUNDS):
        tell(ROUGHLY + (1 - ROUGHLY) * number / ROUNDS)
        found = search.find(asked)
        if found is None and (not number or asked > high):
            break  # nowhere, or farther in there is nothing
        if found is None:
            high = asked  # more was asked of the search than there is: the answer lies below
            asked = (low + high) / 2
            continue
        levers, others = round_point(question, space, found, wanted, checks)
        if others is None:
            break  # no rounding keeps the other constraints
        held = False
        if levers is not None:
            answer = replace(_answer(question, space, found, levers), told=others.told)
            held = best is None or answer.objective <= best.answer.objective
            if best is None or answer.objective < best.answer.objective:
                best = _Solved(answer, search.idle, search.starts, search.agreeing, search.objective)
            if tried < DEARER and answer.objective > found.objective + LITTLE * abs(found.objective):
                # The roundings next to the point miss the chance: from a little farther in, cheaper ones hold.
                tried, high, asked = tried + 1, asked, asked + others.told.error
                continue
        if held:
            high = asked
        elif asked < high:
            low = asked  # where only dearer roundings hold than one that is known, too little was asked
        else:
            asked = high  # farther in they were dearer
        # Other futures are the same ones in every round: what is missing there is asked for, and a little more.
        step = MORE * (wanted - others.least)
        if best is not None:
            little = LITTLE * abs(found.objective)
            price = max(float(found.prices[-1]), 1e-9) / checks[0].density
            if price * (high - low) <= little:
                break
            if held:  # what is left over may be worth little where slider positions stand
                least = best.answer.objective - 2 * little
                step = min(step, (least - found.objective) / price, 2 * stride, -little / price)
            stride = min(step, 0.0)
        between = (low + high) / 2 if low else high - FAR / 2
        asked = asked + step if low < asked + step < high else between
    if best is None:
        return None
    return replace(best, answer=replace(best.answer, told=checks[0].full_chance(best.answer.levers)))


def _answer(question: Question, space: Space, found: Found, levers: Mapping[str, Any]) -> _Answer:
    return _Answer(levers, objective_of(question, space, levers), space, found, found.objective)


def _current(question: Question, space: Space) -> _Answer | None:
    """Return the scenario itself as a candidate, if it keeps every bound and meets every aim."""
    scenario = question.scenario
    for variable in space.variables:
        value = float(scenario.levers[variable.lever.id])
        if not variable.low - 1e-9 <= value <= variable.high + 1e-9:
            return None
    if not meets(question, scenario, scenario.levers):
        return None
    told: Probability | None = None
    if question.chance is not None:
        told = figures.fresh_chance(scenario, scenario.levers, TOLD)
        if told.value < question.chance:
            return None
    return _as_it_is(question, space, objective_of(question, space, scenario.levers), told)


def _as_it_is(question: Question, space: Space, objective: float, told: Probability | None = None) -> _Answer:
    """Return the scenario as it is, where nothing was searched and nothing has a price."""
    levers = space.scenario.levers
    point, none = space.point(levers), np.zeros(len(question.figures) + (question.chance is not None))
    found = Found(point, objective, none, none, np.zeros(point.size), np.zeros((none.size, point.size)))
    return _Answer(dict(levers), objective, space, found, objective, told)


def _solution(
    question: Question,
    answer: _Answer,
    idle: tuple[str, ...],
    others: Mapping[str, float | None],
    count: int,
    agreeing: int,
    moved: bool,
    began: float,
    loosening: tuple[Loosening, ...] = (),
    reached_it: bool = True,
) -> Solution:
    scenario, plan = question.scenario, question.scenario.plan
    target = scenario.target
    results = Promised(scenario).run(answer.levers)
    chance = answer.told or figures.fresh_chance(scenario, answer.levers, TOLD)
    if reached_it and question.chance is not None and chance.value < question.chance:
        reached_it = False  # told as it is: the check held, other futures did not
    in_sample: float | None = None
    if question.chance is not None:
        sample = Likely(answer.space.scenario, SEARCH_DRAWS).outcome(answer.levers)
        in_sample = float(target.is_reached(sample).mean())
    units = efforts(plan, answer.levers)
    shown = target_probability(simulate(scenario.with_levers(answer.levers)))
    return Solution(
        status="reached" if reached_it else "out_of_reach",
        levers=dict(answer.levers),
        cost=float(figures.total_cost(results)[0]),
        exact_cost=float(figures.total_cost(Promised(scenario).run(answer.space.levers(answer.found.point)))[0]),
        effort=units,
        value=float(results.annual(target.metric)[plan.years.index(target.year), 0]),
        chance=chance,
        shown=shown,
        in_sample=in_sample,
        binding=binding(question, answer.space, answer.found) if moved else (),
        loosening=loosening,
        no_matter=idle,
        others=others,
        starts=count,
        agreeing=agreeing,
        moved=moved,
        seconds=time.perf_counter() - began,
        further=tuple(id for id, value in units.items() if value > 1 + 1e-9),
    )


def _out_of_reach(
    question: Question,
    boxes: Sequence[tuple[str, Space]],
    others: Mapping[str, float | None],
    rough_ends: Mapping[str, Array],
    began: float,
) -> Solution:
    """Return how near one gets, and which bound to loosen for the most.

    Parameters
    ----------
    rough_ends : where a rough search of a box ended; over futures only the nearest of them is searched from every start
    """
    best: tuple[Found, Space, int, int] | None = None
    for number, (name, space) in enumerate(boxes):
        tell(ROUGHLY + (1 - ROUGHLY) * number / (len(boxes) + 1))
        begin = [rough_ends[name]] if name in rough_ends else starts(space, _anchors(space.scenario), STARTS)
        found, agreeing = nearest(question, space, begin)
        if found is not None and (best is None or found.objective < best[0].objective):
            best = found, space, len(begin), agreeing
    if best is not None and rough_ends:
        found, space, *_ = best
        begin = [found.point, *starts(space, _anchors(space.scenario), STARTS)[1:]]
        again, agreeing = nearest(question, space, begin)
        best = found if again is None else again, space, len(begin), agreeing
    if best is None:
        # Not even the other aims can be met together: the scenario as it is, and the bounds that contradict.
        answer = _as_it_is(question, Space.of(question.scenario, question.bounds), 0.0)
        return _solution(question, answer, (), others, STARTS, 0, False, began, (), False)
    found, space, count, agreeing = best
    levers = nearest_rounded(question, space, found)
    answer = _Answer(levers, found.objective, space, found, found.objective)
    loosening = loosenings(question, space, found) if question.chance is None else ()
    return _solution(question, answer, (), others, count, agreeing, False, began, loosening, False)
