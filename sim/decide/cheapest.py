"""The least it takes: the cheapest decisions, with effort bounded, that meet a target and other aims.

A target of the single run is asked of the plan's promise; a chance is asked of futures, on a smoothed quantile of the
search's own draws, and confirmed on fresh ones. The scenario itself is always a candidate, so an answer is never worse
than today; what misses after rounding is never called an answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np

from sim.analysis.uncertainty import probability, reaches
from sim.decide import figures
from sim.decide.answers import Binding, Loosening, Solution
from sim.decide.figures import Aim, Figure, Likely, Promised
from sim.decide.rounding import roundings
from sim.decide.search import Found, best_of, search
from sim.decide.space import Bounds, Space, effort_of, efforts, starts
from sim.language.errors import ScenarioError
from sim.model.axes import Array
from sim.model.measures import measure
from sim.scenario import Scenario

STARTS = 4
COARSE_DRAWS = 256
SEARCH_DRAWS = 1024
CHECK_DRAWS = 8192
"""Draws of a first approach, of the search, and of the check that says how much to ask for."""
CHECK, TOLD = 2, 3
"""Streams of futures: one says how much to ask for, another is told; neither takes part in the search."""
CHANCE_STEP = 1e-3
"""Step of difference quotients over futures, where sorting makes smaller ones rough."""
COARSE_STEPS, FINE_STEPS = 25, 15
ROUGH = 1e-6
"""Iterations over futures at most, and the relative change of the objective at which they stop."""
HOPELESS = 0.02
"""A target missed by this share in the first approach is not met by a larger ensemble either."""
NEXT_TO = 0.02
"""On the scale of the search: points this near are the same answer."""
ROUNDS = 4
"""How often a search over futures is asked for more after the check."""
TRIED = 24
"""Roundings whose chance is simulated."""
NO_MATTER = 1e-5
"""Relative change of the objective below which a lever does not matter."""

Objective = Literal["money", "effort"]
Style = Literal["fewest", "even"]


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    scenario : Scenario
        Where it starts; its target is the headline aim, its likely set and risks are the futures.
    chance : float or None
        Wanted chance of the target; None asks the single run to reach it.
    aims : further aims of the single run
    budget, people, cost : totals that must not be exceeded [CNY_m gross, person, CNY_m]
    further : constraints of the single run that are neither aims nor totals
    least : what is kept least, money or the effort of promises
    style : how effort counts: the sum of units (fewest changes) or the largest (everyone a little)
    """

    scenario: Scenario
    bounds: Bounds = field(default_factory=Bounds)
    chance: float | None = None
    aims: tuple[Aim, ...] = ()
    budget: float | None = None
    people: float | None = None
    cost: float | None = None
    further: tuple[Figure, ...] = ()
    least: Objective = "money"
    style: Style = "fewest"

    def __post_init__(self) -> None:
        if self.chance is not None and not 0 < self.chance < 1:
            raise ScenarioError("error-solve-chance", value=self.chance)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The constraints of the single run; the target is the first unless a chance is asked."""
        plan = self.scenario.plan
        aims = self.aims if self.chance is not None else (figures.target_aim(self.scenario.target), *self.aims)
        found = [figures.aim_figure(plan, aim) for aim in aims]
        for limit, make in (
            (self.budget, figures.budget_figure),
            (self.people, figures.people_figure),
            (self.cost, figures.cost_figure),
        ):
            if limit is not None:
                found.append(make(limit))
        return (*found, *self.further)


class Problem:
    """One box with one question: objective and slacks of points."""

    def __init__(self, question: Question, space: Space, draws: int = 0, wanted: float = 0.0) -> None:
        self.question, self.space, self.wanted = question, space, wanted
        self.promised = Promised(space.scenario)
        self.likely = Likely(space.scenario, draws) if draws else None
        self.target = question.scenario.target

    @property
    def step(self) -> float:
        return CHANCE_STEP if self.likely else 1e-6

    def effort(self, points: Array) -> Array:
        """(point,) The effort of promises in the style asked for; a smooth maximum where everyone does a little."""
        units = np.maximum(self.space.efforts(points), 0.0)
        if self.question.style == "fewest":
            return units.sum(axis=-1)
        return (units**8).sum(axis=-1) ** (1 / 8)

    def __call__(self, points: Array) -> Array:
        """(point, variable) -> (point, 1 + constraint)"""
        count = len(points)
        levers = self.space.batch(points)
        results = self.promised.run(levers)
        cost = np.broadcast_to(figures.total_cost(results), count)
        columns = [cost if self.question.least == "money" else self.effort(points)]
        columns += [np.broadcast_to(one.slack(one.of(results)), count) for one in self.question.figures]
        if self.likely is not None:
            scale = max(abs(self.target.value), 1e-3)
            reach = [
                figures.smooth_quantile(self.likely.outcome(self.space.levers(point)), 1 - self.wanted)
                for point in points
            ]
            columns.append((np.array(reach) - self.target.value) / scale)
        return np.stack(columns, axis=1)


class Reach(Problem):
    """The same box asked how near it can come: the target's measure (or its quantile over futures) is the objective."""

    def __call__(self, points: Array) -> Array:
        """(point, variable) -> (point, 1 + constraint), the objective being minus the target's slack in percent"""
        values = super().__call__(points)
        place = len(self.question.figures) + 1 if self.likely is not None else 1
        rest = [one for one in range(1, values.shape[1]) if one != place]
        return np.column_stack([-100 * values[:, place], values[:, rest]])


def _anchors(scenario: Scenario) -> list[Mapping[str, Any]]:
    presets = scenario.plan.presets
    return [scenario.levers, presets["plan"], presets["baseline"]]


def paces(space: Space) -> Iterator[tuple[str, Space]]:
    """Yield the box under every combination of choices that may move, the scenario's own first."""
    if not space.choices:
        yield "", space
        return
    own = tuple(str(space.scenario.levers[lever.id]) for lever in space.choices)
    combinations = list(product(*(lever.choices for lever in space.choices)))
    for values in sorted(combinations, key=lambda one: one != own):
        named = dict(zip((lever.id for lever in space.choices), values, strict=True))
        yield ", ".join(values), space.with_choices(named)


def _ends(question: Question, space: Space, wanted: float, begin: Sequence[Array]) -> list[Found]:
    """Return where the searches of one box end; those over futures approach in two sizes of ensemble."""
    if question.chance is None:
        problem = Problem(question, space)
        return [search(space, problem, point) for point in begin]
    if len(begin) > 1:
        coarse = Problem(question, space, COARSE_DRAWS, wanted)
        rough = [search(space, coarse, point, CHANCE_STEP, COARSE_STEPS, ROUGH) for point in begin]
        near = [one for one in rough if one.slacks.min(initial=0.0) > -HOPELESS]
        if not near:
            return rough
        begin = [one.point for one in near]
    fine = Problem(question, space, SEARCH_DRAWS, wanted)
    return [search(space, fine, point, CHANCE_STEP, FINE_STEPS, ROUGH) for point in _distinct(begin)]


def _distinct(points: Sequence[Array]) -> list[Array]:
    """Return points without those that another one lies next to: two searches at one place are one search."""
    found: list[Array] = []
    for point in points:
        if not any(float(np.abs(point - other).max()) < NEXT_TO for other in found):
            found.append(point)
    return found


@dataclass(frozen=True, eq=False)
class _Answer:
    """A rounded candidate with its figures."""

    levers: Mapping[str, Any]
    objective: float
    space: Space
    found: Found
    exact: float


def _objective(question: Question, space: Space, levers: Mapping[str, Any]) -> float:
    if question.least == "money":
        return float(figures.total_cost(Promised(space.scenario).run(levers))[0])
    units = [max(value, 0.0) for value in efforts(space.plan, levers).values()]
    return sum(units) if question.style == "fewest" else max(units, default=0.0)


def meets(question: Question, scenario: Scenario, levers: Mapping[str, Any]) -> bool:
    """Tell whether lever values meet every constraint of the single run."""
    results = Promised(scenario).run(levers)
    return all(bool(one.holds(one.of(results))[0]) for one in question.figures)


def _round(question: Question, space: Space, found: Found, wanted: float) -> Mapping[str, Any] | None:
    """Return the best rounding of a point that meets every constraint, or None."""
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)
    promised = Promised(space.scenario)
    many = {
        id: np.array([one[id] for one in candidates]) if not lever.is_choice else candidates[0][id]
        for id, lever in space.plan.levers.items()
    }
    results = promised.run(many)
    count = len(candidates)
    good = np.ones(count, dtype=bool)
    for one in question.figures:
        good &= np.broadcast_to(one.holds(one.of(results)), count)
    if question.least == "money":
        objective = np.broadcast_to(figures.total_cost(results), count)
    else:
        objective = np.array([_objective(question, space, one) for one in candidates])
    order = [int(place) for place in np.argsort(objective, kind="stable") if good[place]]
    if question.chance is None:
        return candidates[order[0]] if order else None
    # Over futures only the likeliest roundings are simulated: the slope says which ones lose nothing.
    slope = found.jacobian[-1]
    points = np.array([space.point(one) for one in candidates])
    lead = (points - found.point) @ slope
    likely = sorted(order, key=lambda place: (lead[place] < 0, objective[place] if lead[place] >= 0 else -lead[place]))
    target = question.scenario.target.value
    for place in likely[:TRIED]:
        outcome = figures.fresh_outcome(space.scenario, candidates[place], CHECK, CHECK_DRAWS)
        if float(reaches(outcome, target).mean()) >= wanted:
            return candidates[place]
    return None


def _settle(question: Question, space: Space, found: Found, problem: Problem) -> tuple[Found, tuple[str, ...]]:
    """Lead levers that do not matter back to where the scenario has them; return the point and those levers."""
    here = space.point(space.scenario.levers)
    point, idle = found.point.copy(), []
    groups: dict[str, list[int]] = {}
    for place, variable in enumerate(space.variables):
        groups.setdefault(variable.lever.family if variable.lever.simplex else variable.lever.id, []).append(place)
    room = NO_MATTER * max(abs(found.objective), 1.0)
    for name, places in groups.items():
        back = point.copy()
        back[places] = here[places]
        if np.abs(back - point).max() < 1e-9:
            trial = found.gradient[places]
            if len(places) > 1 or np.abs(trial).max() * 1e-1 > room or np.abs(found.jacobian[:, places]).max() > 1e-6:
                continue
            idle.append(name)
            continue
        if any(abs(float(row @ back) - total) > 1e-9 for row, total in space.families):
            continue
        values = problem(back[None])[0]
        if values[0] <= found.objective + room and (values[1:] >= np.minimum(found.slacks, 0.0) - 1e-7).all():
            point = back
            idle.append(name)
    if np.array_equal(point, found.point):
        return found, tuple(idle)
    values = problem(point[None])[0]
    return replace(found, point=point, objective=float(values[0]), slacks=values[1:]), tuple(idle)


def _binding(question: Question, space: Space, found: Found) -> tuple[Binding, ...]:
    """Return the bounds that hold, dearest first, with what a unit more room is worth."""
    rows: list[Binding] = []
    names = [(one.id, one.scale) for one in question.figures]
    if question.chance is not None:
        names.append(("chance", question.scenario.target.value))
    for (name, scale), price, slack in zip(names, found.prices, found.slacks, strict=True):
        if price > 1e-9 and slack < 1e-5:
            worth = price * _chance_slope(question, space, found) if name == "chance" else price / scale
            rows.append(Binding(name, float(worth), _unit(space, name)))
    reduced = found.gradient - found.prices @ found.jacobian
    for row, _ in space.families:
        inside = (row > 0) & (found.point > 1e-6) & (found.point < space.top - 1e-6)
        if inside.any():
            reduced = reduced - row * float((reduced[inside] / row[inside]).mean())
    for place, variable in enumerate(space.variables):
        lever, at = variable.lever, found.point[place]
        if lever.simplex or space.top[place] == 0:
            continue
        if at > 1 - 1e-6 and reduced[place] < -1e-9:
            price, end, limit = -reduced[place] / variable.width, "high", variable.high
        elif at < 1e-6 and reduced[place] > 1e-9:
            price, end, limit = reduced[place] / variable.width, "low", variable.low
        else:
            continue
        effort = effort_of(lever, limit)
        if question.least == "effort" and effort is not None and abs(effort) < 1e-6:
            continue  # nothing is promised, so nothing holds
        if effort is not None and abs(effort - question.bounds.effort) < 1e-6:
            rows.append(Binding(f"effort:{lever.id}", float(price * abs(variable.unit)), "effort"))
        else:
            rows.append(Binding(f"{end}:{lever.id}", float(price), lever.unit))
    return tuple(sorted(rows, key=lambda one: -one.price))


def _chance_slope(question: Question, space: Space, found: Found) -> float:
    """Return by how much a slack of the quantile changes for one unit (100 points) of the wanted chance."""
    assert question.chance is not None
    outcome = Likely(space.scenario, SEARCH_DRAWS).outcome(space.levers(found.point))
    low, high = max(question.chance - 0.02, 0.001), min(question.chance + 0.02, 0.999)
    ends = [figures.smooth_quantile(outcome, 1 - share) for share in (low, high)]
    return (ends[0] - ends[1]) / (high - low) / max(abs(question.scenario.target.value), 1e-3)


def _unit(space: Space, name: str) -> str:
    if name in ("budget", "cost"):
        return "CNY_m"
    if name == "people":
        return "persons"
    if name == "chance":
        return "fraction"
    return measure(name.partition(":")[0]).unit


def solve_cheapest(question: Question, progress: Callable[[float], None] | None = None) -> Solution:
    """Return the cheapest (or least promising) lever values that meet a question's aims.

    Parameters
    ----------
    progress : function
        Told the share that is done; may raise `Cancelled` to stop.

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
    for number, (name, space, begin) in enumerate(_worth_trying(question, boxes, others)):
        solved = _solve_box(question, space, begin)
        if name:
            others[name] = None if solved is None else solved.answer.objective
        if solved is not None:
            answers.append(solved)
            if question.chance is not None:
                break  # boxes come cheapest first, so the first that holds is the answer
        if progress is not None:
            progress((number + 1) / len(boxes))
    here = _current(question, whole)
    best = min(answers, key=lambda one: one.answer.objective, default=None)
    if here is not None and (best is None or here.objective <= best.answer.objective + 1e-9):
        count, agreeing = (STARTS, 0) if best is None else (best.starts, best.agreeing)
        return _solution(question, here, (), others, count, agreeing, False, began)
    if best is None:
        return _out_of_reach(question, boxes, others, began)
    return _solution(question, best.answer, best.idle, others, best.starts, best.agreeing, True, began)


@dataclass(frozen=True, eq=False)
class _Solved:
    """The answer of one box, the levers that do not matter in it, and how many searches agreed."""

    answer: _Answer
    idle: tuple[str, ...]
    starts: int
    agreeing: int


def _worth_trying(
    question: Question, boxes: Sequence[tuple[str, Space]], others: dict[str, float | None]
) -> Iterator[tuple[str, Space, list[Array]]]:
    """Yield the boxes to search with where to begin.

    Over futures each box is first searched roughly, from the single run's own answer, and they come cheapest first;
    what the rough search found stands in `others` until a box is searched in full.
    """
    begins = [(name, space, starts(space, _anchors(space.scenario), STARTS)) for name, space in boxes]
    if question.chance is None or len(boxes) == 1:
        yield from begins
        return
    rough: list[tuple[float, str, Space, list[Array]]] = []
    for name, space, begin in begins:
        problem = Problem(question, space, COARSE_DRAWS, question.chance)
        found = search(space, problem, begin[0], CHANCE_STEP, COARSE_STEPS, ROUGH)
        others[name] = found.objective if found.slacks.min(initial=0.0) > -1e-3 else None
        rank = found.objective if others[name] is not None else np.inf
        rough.append((rank, name, space, [found.point, *begin[1:]]))
    yield from (one[1:] for one in sorted(rough, key=lambda one: one[0]) if np.isfinite(one[0]))


def _solve_box(question: Question, space: Space, begin: Sequence[Array]) -> _Solved | None:
    """Return the rounded answer of one box, or None where it meets the question nowhere."""
    if question.chance is None:
        ends = _ends(question, space, 0.0, begin)
        best, agreeing = best_of(ends)
        if best is None:
            return None
        best, idle = _settle(question, space, best, Problem(question, space))
        levers = _round(question, space, best, 0.0)
        return None if levers is None else _Solved(_answer(question, space, best, levers), idle, len(ends), agreeing)
    wanted = asked = question.chance
    count, agreeing = 0, 0
    for _ in range(ROUNDS):
        ends = _ends(question, space, asked, begin)
        best, agree = best_of(ends)
        if best is None:
            return None
        if not count:
            count, agreeing = len(begin), agree + len(begin) - len(ends)
        # Searching flatters: what the check finds missing is asked for on top, and the search goes on from here.
        outcome = figures.fresh_outcome(space.scenario, space.levers(best.point), CHECK, CHECK_DRAWS)
        found = probability(reaches(outcome, question.scenario.target.value))
        safe = wanted + found.error
        if found.value >= safe - 0.25 * found.error:
            best, idle = _settle(question, space, best, Problem(question, space, SEARCH_DRAWS, asked))
            levers = _round(question, space, best, safe)
            if levers is not None:
                return _Solved(_answer(question, space, best, levers), idle, count, agreeing)
        asked = min(asked + max(safe - found.value, 0.0) + 0.5 * found.error, 0.995)
        begin = [best.point]
    return None


def _answer(question: Question, space: Space, found: Found, levers: Mapping[str, Any]) -> _Answer:
    return _Answer(levers, _objective(question, space, levers), space, found, found.objective)


def _current(question: Question, space: Space) -> _Answer | None:
    """Return the scenario itself as a candidate, if it keeps every bound and meets every aim."""
    scenario = question.scenario
    for variable in space.variables:
        value = float(scenario.levers[variable.lever.id])
        if not variable.low - 1e-9 <= value <= variable.high + 1e-9:
            return None
    if not meets(question, scenario, scenario.levers):
        return None
    if question.chance is not None:
        found = figures.fresh_chance(scenario, scenario.levers, TOLD)
        if found.value < question.chance:
            return None
    problem = Problem(question, space, 0)
    values = problem(space.point(scenario.levers)[None])[0]
    count = len(question.figures) + (question.chance is not None)
    empty = np.zeros((count, len(space.variables)))
    point = space.point(scenario.levers)
    found_here = Found(point, float(values[0]), np.zeros(count), np.zeros(count), np.zeros(len(point)), empty)
    objective = _objective(question, space, scenario.levers)
    return _Answer(dict(scenario.levers), objective, space, found_here, objective)


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
    chance = figures.fresh_chance(scenario, answer.levers, TOLD)
    if reached_it and question.chance is not None and chance.value < question.chance:
        reached_it = False  # told as it is: the check held, other futures did not
    in_sample: float | None = None
    if question.chance is not None:
        sample = Likely(answer.space.scenario, SEARCH_DRAWS).outcome(answer.levers)
        in_sample = float(reaches(sample, target.value).mean())
    units = efforts(plan, answer.levers)
    return Solution(
        status="reached" if reached_it else "out_of_reach",
        levers=dict(answer.levers),
        cost=float(figures.total_cost(results)[0]),
        exact_cost=float(figures.total_cost(Promised(scenario).run(answer.space.levers(answer.found.point)))[0]),
        effort=units,
        value=float(results.annual(target.metric)[plan.years.index(target.year), 0]),
        chance=chance,
        in_sample=in_sample,
        binding=_binding(question, answer.space, answer.found) if moved else (),
        loosening=loosening,
        no_matter=idle,
        others=others,
        starts=count,
        agreeing=agreeing,
        moved=moved,
        seconds=time.perf_counter() - began,
        further=tuple(id for id, value in units.items() if value > 1 + 1e-9),
    )


LOOSER_EFFORT = 0.1
LOOSER_TOTAL = 0.1
"""By how much a bound gives way to see what it is worth: units of effort, and the share of a total."""


def _nearest(question: Question, space: Space, begin: Sequence[Array]) -> tuple[Found | None, int]:
    """Return the point of a box that comes nearest to the target while every other bound holds."""
    if question.chance is None:
        problem = Reach(question, space)
        ends = [search(space, problem, point) for point in begin]
    else:
        problem = Reach(question, space, SEARCH_DRAWS // 2, question.chance)
        ends = [search(space, problem, point, CHANCE_STEP, 30) for point in begin[:2]]
    return best_of(ends)


def _out_of_reach(
    question: Question, boxes: Sequence[tuple[str, Space]], others: Mapping[str, float | None], began: float
) -> Solution:
    """Return how near one gets, and which bound to loosen for the most."""
    scenario = question.scenario
    best: tuple[Found, Space, int, int] | None = None
    for _, space in boxes:
        begin = starts(space, _anchors(space.scenario), STARTS)
        found, agreeing = _nearest(question, space, begin)
        if found is not None and (best is None or found.objective < best[0].objective):
            best = found, space, len(begin) if question.chance is None else 2, agreeing
    if best is None:
        # Not even the other aims can be met together: the scenario as it is, and the bounds that contradict.
        here = Space.of(scenario, question.bounds)
        point = here.point(scenario.levers)
        count = len(question.figures) + (question.chance is not None)
        empty = np.zeros((count, len(point)))
        found = Found(point, 0.0, np.zeros(count), np.zeros(count), np.zeros(len(point)), empty)
        answer = _Answer(dict(scenario.levers), 0.0, here, found, 0.0)
        return _solution(question, answer, (), others, STARTS, 0, False, began, (), False)
    found, space, count, agreeing = best
    levers = _nearest_rounded(question, space, found)
    answer = _Answer(levers, found.objective, space, found, found.objective)
    loosening = _loosenings(question, space, found) if question.chance is None else ()
    return _solution(question, answer, (), others, count, agreeing, False, began, loosening, False)


def _nearest_rounded(question: Question, space: Space, found: Found) -> Mapping[str, Any]:
    """Return the rounding that keeps every bound but the target and comes nearest to it."""
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)
    rest = question.figures if question.chance is not None else question.figures[1:]
    target = question.scenario.target
    year = space.plan.years.index(target.year)
    promised = Promised(space.scenario)
    best, most = candidates[0], -np.inf
    for one in candidates[:512]:
        results = promised.run(one)
        value = float(results.annual(target.metric)[year, 0])
        if value > most and all(bool(figure.holds(figure.of(results))[0]) for figure in rest):
            best, most = one, value
    return best


def _loosenings(question: Question, space: Space, found: Found) -> tuple[Loosening, ...]:
    """Return what each bound would bring if it gave way a little, by solving again; the most first."""
    target = abs(question.scenario.target.value)
    rows: list[Loosening] = []

    def loosen(constraint: str, by: float, unit: str, other: Question) -> None:
        box = Space.of(space.scenario, other.bounds)
        again, _ = _nearest(other, box, [box.point(space.levers(found.point))])
        if again is not None:
            gain = (found.objective - again.objective) / 100 * target
            if gain > 1e-6 * target:
                rows.append(Loosening(constraint, by, unit, gain))

    bounds = question.bounds
    loosen(
        "effort",
        LOOSER_EFFORT,
        "effort",
        replace(question, bounds=replace(bounds, effort=bounds.effort + LOOSER_EFFORT)),
    )
    for name, unit in (("budget", "CNY_m"), ("people", "persons"), ("cost", "CNY_m")):
        limit = getattr(question, name)
        if limit is not None:
            by = LOOSER_TOTAL * limit
            loosen(name, by, unit, replace(question, **{name: limit + by}))
    for id, (low, high) in bounds.limits.items():
        by = LOOSER_TOTAL * (space.plan.levers[id].high - space.plan.levers[id].low)
        limits = {**bounds.limits, id: (low, high + by)}
        loosen(f"high:{id}", by, space.plan.levers[id].unit, replace(question, bounds=replace(bounds, limits=limits)))
    for id in bounds.lock:
        lever = space.plan.levers[id]
        if not lever.is_choice and not lever.simplex and lever.kind != "condition":
            lock = tuple(other for other in bounds.lock if other != id)
            loosen(f"lock:{id}", 0.0, lever.unit, replace(question, bounds=replace(bounds, lock=lock)))
    return tuple(sorted(rows, key=lambda one: -one.gain))
