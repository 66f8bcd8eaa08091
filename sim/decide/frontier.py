"""What more safety costs: the best chance of the target at each level of cost (or of profit, or of effort).

Points are solved from left to right, each from where its neighbour ended, and told on fresh futures as they come.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from sim.analysis.uncertainty import Probability
from sim.decide import figures
from sim.decide.answers import Status
from sim.decide.figures import Figure, Promised
from sim.decide.guided import REST, TURNS, Guided, guided_search
from sim.decide.likely import Likely, Weights
from sim.decide.question import Question
from sim.decide.rounding import roundings, together
from sim.decide.search import Evaluator, Found
from sim.decide.settle import meets, settle
from sim.decide.space import Space, efforts, paces
from sim.model import Results
from sim.model.axes import Array

POINTS = 11
DRAWS = 512
TOP_DRAWS, TOP_TURNS = 128, 3
"""Futures and turns of the search for where more brings nothing."""
SOFT = 0.03
"""Width of the soft edge of the target, as a share of it: an indicator has no slope."""

NEAR_EDGE = 0.01
"""Futures whose soft hit has less slope than this (at most 0.25) are not asked how it changes."""
FAR_EDGE, THINNED = 0.08, 4
"""Of those with less slope than this one in so many is asked and stands for the others, which weigh little."""

BEHIND, AGAIN = 3.0, 4
"""Points of chance by which a pace may be behind at the neighbouring point to be searched again; every `AGAIN`th point
all are."""

Axis = Literal["cost", "profit", "effort"]


@dataclass(frozen=True)
class FrontierPoint:
    """One point: a scenario one can open.

    Attributes
    ----------
    limit : what the point was allowed on the axis, `at` where it stands
    """

    limit: float
    at: float
    levers: Mapping[str, Any]
    chance: Probability
    value: float
    cost: float
    effort: float


@dataclass(frozen=True)
class Mark:
    """The current scenario or a preset on the same axes."""

    name: str
    at: float
    chance: Probability
    cost: float


def _soft(outcome: Array, value: float) -> Array:
    """(draw,) How far each future counts as reaching a value: a soft edge, for an indicator has no slope."""
    width = SOFT * max(abs(value), 1e-3)
    return 1 / (1 + np.exp(-np.clip((outcome - value) / width, -50, 50)))


def _edge(outcome: Array, value: float) -> Weights:
    """Return the futures near the soft edge, and how much each moves the soft chance."""
    soft = _soft(outcome, value)
    slopes = soft * (1 - soft)
    far = np.flatnonzero((slopes > NEAR_EDGE) & (slopes <= FAR_EDGE))
    places = np.concatenate([np.flatnonzero(slopes > FAR_EDGE), far[::THINNED]])
    counts = np.ones(places.size)
    counts[places.size - far[::THINNED].size :] = far.size / max(far[::THINNED].size, 1)
    return Weights(places, counts * slopes[places] / (SOFT * max(abs(value), 1e-3) * outcome.size))


class Chance(Evaluator):
    """Objective minus the soft chance in percent; slacks of the single run's constraints."""

    def __init__(self, question: Question, space: Space, draws: int = DRAWS) -> None:
        self.space, self.constraints = space, question.figures
        self.promised = Promised(space.scenario)
        self.likely = Likely(space.scenario, draws)
        self.target = space.scenario.target
        self.value = self.target.sign * self.target.value

    def _slacks(self, points: Array, results: Results | None = None) -> list[Array]:
        results = results or self.promised.run(self.space.batch(points))
        return [np.broadcast_to(one.slack(one.of(results)), len(points)) for one in self.constraints]

    def __call__(self, points: Array) -> Array:
        scores = [self.likely.score(self.space.levers(point)) for point in points]
        hits = np.array([float(_soft(score, self.value).mean()) for score in scores])
        return np.stack([-100 * hits, *self._slacks(points)], axis=1)

    def around(self, point: Array, moved: Array) -> Array:
        points = np.vstack([point, moved])
        score = self.likely.score(self.space.levers(point))
        near = _edge(score, self.value)
        changes = self.likely.changes(self.space.batch(points), len(points), near)
        return np.stack([-100 * (float(_soft(score, self.value).mean()) + changes), *self._slacks(points)], axis=1)

    def lead(self, points: Array) -> Array:
        results = self.promised.run(self.space.batch(points))
        score = self.target.sign * results.annual(self.target.metric)[self.likely.year]
        return np.stack([np.broadcast_to(-score, len(points)), *self._slacks(points, results)], axis=1)


def likeliest(
    question: Question, space: Space, begin: Array, draws: int = DRAWS, turns: int = TURNS, rest: float = REST
) -> Guided:
    """Return the point of a box with the best chance that keeps every constraint of the single run."""
    return guided_search(space, Chance(question, space, draws), begin, turns, rest)


def best_rounding(question: Question, space: Space, found: Found) -> Mapping[str, Any]:
    """Return the rounding of a point that keeps every constraint and loses least chance along the slope."""
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)
    many = together(space.plan, candidates)
    results = Promised(space.scenario).run(many)
    good = np.ones(len(candidates), dtype=bool)
    for one in question.figures:
        good &= np.broadcast_to(one.holds(one.of(results)), len(candidates))
    gain = (space.points(many, len(candidates)) - found.point) @ found.gradient
    order = [int(place) for place in np.argsort(gain, kind="stable") if good[place]]
    return candidates[order[0]] if order else dict(space.scenario.levers)


def profit_figure(limit: float) -> Figure:
    """Return the constraint on operating profit of all years [CNY_m]."""
    return Figure(
        "profit", lambda results: results.annual("operating_profit").sum(axis=0), limit, "least", max(abs(limit), 1.0)
    )


def _at(question: Question, axis: Axis, levers: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Return place on the axis, cost, effort and the target's measure of lever values, as promised."""
    scenario = question.scenario
    results = Promised(scenario).run(levers)
    cost = float(figures.total_cost(results)[0])
    effort = sum(max(value, 0.0) for value in efforts(scenario.plan, levers).values())
    profit = float(results.annual("operating_profit").sum(axis=0)[0])
    value = float(results.annual(scenario.target.metric)[scenario.plan.years.index(scenario.target.year), 0])
    return {"cost": cost, "profit": profit, "effort": effort}[axis], cost, effort, value


def _limits(
    question: Question, axis: Axis, boxes: Sequence[Space], points: int
) -> tuple[list[float], dict[int, Found]]:
    """Return the levels of the axis, from the least that is possible to where more brings nothing.

    Returns
    -------
    levels, tops : where each box ends at the top, where nothing is bounded; empty where none was asked
    """
    if axis == "effort":
        return [float(value) for value in np.linspace(0.0, question.bounds.effort, points)], {}
    free, plan = replace(question, cost=None), question.scenario.plan
    tops = [(likeliest(free, box, box.point(plan.presets["plan"]), TOP_DRAWS, TOP_TURNS).found, box) for box in boxes]
    found = {number: one for number, (one, _) in enumerate(tops)}
    # A top that breaks a bound is no end of the axis, unless every one does.
    top, space = min(tops, key=lambda one: (not one[0].feasible, one[0].objective))
    most = _at(question, axis, space.levers(top.point))[0]
    if axis == "profit":
        ends = most, _at(question, axis, space.scenario.levers)[0]
        return [float(value) for value in np.linspace(max(ends), min(ends), points)], found
    low = np.zeros(len(space.variables))
    for row, total in space.families:
        inside = row > 0
        low[inside] = np.clip(total / row[inside].sum(), 0, 1)
    least = _at(question, axis, space.levers(low))[0]
    # Money brings most where there is little of it, so the points stand closer there.
    return [float(least + (most - least) * share**1.5) for share in np.linspace(0.02, 1.0, points)], found


def frontier(question: Question, axis: Axis = "cost", points: int = POINTS) -> Iterator[FrontierPoint]:
    """Yield the points of the frontier from left to right.

    Parameters
    ----------
    question : Question
        Its bounds and totals hold in every point; its chance and target value are what the points are about.
    axis : what is bounded from point to point
    """
    question = replace(question, chance=question.chance or 0.5)  # the single run need not reach the target
    boxes = [box for _, box in paces(Space.of(question.scenario, question.bounds))]
    begin = [box.levers(box.point(question.scenario.levers)) for box in boxes]
    best: FrontierPoint | None = None
    limits, tops = _limits(question, axis, boxes, points)
    behind = _behind(tops, [0.0] * len(boxes))
    for place, limit in enumerate(limits):
        here = _with_bound(question, axis, limit)
        ends: dict[int, tuple[Found, Space]] = {}
        levers: Mapping[str, Any] | None = None
        near = {one for one, apart in enumerate(behind) if apart <= BEHIND or not (place + 1) % AGAIN}
        for numbers in (near, {*range(len(boxes))} - near):
            if levers is not None:
                break
            for number in sorted(numbers):
                box = Space.of(boxes[number].scenario, here.bounds)
                found = likeliest(here, box, box.point(begin[number])).found
                begin[number] = box.levers(found.point)
                ends[number] = found, box
            levers = _on_positions(here, list(ends.values()))
        behind = _behind({number: found for number, (found, _) in ends.items()}, behind)
        if levers is not None:
            told = _point(question, axis, limit, levers)
            if best is None or told.chance.value >= best.chance.value or axis == "effort":
                best = told
        if best is not None:
            yield replace(best, limit=limit)  # more room never gives a worse answer: the neighbour's still stands


def _behind(found: Mapping[int, Found], before: Sequence[float]) -> list[float]:
    """Return by how many points of chance each pace is behind the best of those that were searched together.

    A pace that was not searched stays as far behind as it was; one that breaks a bound is compared with none.
    """
    now = list(before)
    least = min((one.objective for one in found.values() if one.feasible), default=0.0)
    for number, one in found.items():
        now[number] = one.objective - least if one.feasible else 0.0
    return now


def _on_positions(question: Question, ends: Sequence[tuple[Found, Space]]) -> Mapping[str, Any] | None:
    """Return the likeliest end on slider positions that meets the question; None if none does."""
    for end, box in sorted(ends, key=lambda one: one[0].objective):
        found, _ = settle(box, end, Chance(question, box))
        levers = best_rounding(question, box, found)
        if meets(question, question.scenario, levers):
            return levers
    return None


def _with_bound(question: Question, axis: Axis, limit: float) -> Question:
    if axis == "effort":
        return replace(question, bounds=replace(question.bounds, effort=limit))
    if axis == "cost":
        return replace(question, cost=limit)
    return replace(question, further=(*question.further, profit_figure(limit)))


def _point(question: Question, axis: Axis, limit: float, levers: Mapping[str, Any]) -> FrontierPoint:
    at, cost, effort, value = _at(question, axis, levers)
    chance = figures.fresh_chance(question.scenario, levers, 3)
    return FrontierPoint(limit, at, dict(levers), chance, value, cost, effort)


def marks(question: Question, axis: Axis = "cost") -> tuple[Mark, ...]:
    """Return the current scenario and the plan's presets on the frontier's axes."""
    scenario = question.scenario
    named = {"current": scenario.levers, **scenario.plan.presets}
    found: list[Mark] = []
    for name, levers in named.items():
        at, cost, _, _ = _at(question, axis, levers)
        found.append(Mark(name, at, figures.fresh_chance(scenario, levers, 3), cost))
    return tuple(found)


def knee(points: list[FrontierPoint]) -> int:
    """Return the point after which more money buys clearly less: the farthest above the chord. Index into points."""
    if len(points) < 3:
        return len(points) - 1
    x = np.array([one.at for one in points])
    y = np.array([one.chance.value for one in points])
    wide, high = x[-1] - x[0], y[-1] - y[0]
    if math.isclose(wide, 0) or math.isclose(high, 0):
        return 0
    return int(np.argmax((y - y[0]) / high - (x - x[0]) / wide))


def frontier_status(points: list[FrontierPoint], chance: float | None) -> Status:
    """Tell whether any point reaches the chance that was asked for."""
    if chance is None:
        return "reached" if points else "out_of_reach"
    return "reached" if any(one.chance.value >= chance for one in points) else "out_of_reach"
