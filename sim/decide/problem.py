"""A question in one box as a search sees it: objective and slacks of points, and how they change next to a point."""

from __future__ import annotations

import numpy as np

from sim.decide import figures
from sim.decide.figures import Promised
from sim.decide.likely import Likely, quantile_weights
from sim.decide.question import Question
from sim.decide.search import Evaluator
from sim.decide.space import Space
from sim.model import Results
from sim.model.axes import Array


class Problem(Evaluator):
    """One box with one question: objective and slacks of points.

    Parameters
    ----------
    draws : futures of the search; 0 where the single run is asked
    wanted : chance asked of them
    """

    def __init__(self, question: Question, space: Space, draws: int = 0, wanted: float = 0.0) -> None:
        self.question, self.space, self.wanted = question, space, wanted
        self.promised = Promised(space.scenario)
        self.likely = Likely(space.scenario, draws) if draws else None
        self.target = question.scenario.target
        self.scale = max(abs(self.target.value), 1e-3)

    def effort(self, points: Array) -> Array:
        """(point,) The effort of promises in the style asked for; a smooth maximum where everyone does a little."""
        units = np.maximum(self.space.efforts(points), 0.0)
        if self.question.style == "fewest":
            return units.sum(axis=-1)
        return (units**8).sum(axis=-1) ** (1 / 8)

    def single(self, points: Array) -> Array:
        """Return what the single run says of points. Shape (point, 1 + constraint of the single run)"""
        return self._single(points, self.promised.run(self.space.batch(points)))

    def _single(self, points: Array, results: Results) -> Array:
        count = len(points)
        cost = np.broadcast_to(figures.total_cost(results), count)
        columns = [cost if self.question.least == "money" else self.effort(points)]
        columns += [np.broadcast_to(one.slack(one.of(results)), count) for one in self.question.figures]
        return np.stack(columns, axis=1)

    def __call__(self, points: Array) -> Array:
        """(point, variable) -> (point, 1 + constraint), that of the chance last"""
        values = self.single(points)
        if self.likely is None:
            return values
        scores = [self.likely.score(self.space.levers(point)) for point in points]
        return np.column_stack([values, [self._slack(score) for score in scores]])

    def lead(self, points: Array) -> Array:
        results = self.promised.run(self.space.batch(points))
        values = self._single(points, results)
        if self.likely is None:
            return values
        score = self.target.sign * results.annual(self.target.metric)[self.likely.year] / self.scale
        return np.column_stack([values, np.broadcast_to(score, len(points))])

    def _slack(self, score: Array) -> float:
        listened = quantile_weights(score, 1 - self.wanted)
        return (float(listened.weights @ score[listened.places]) - self.target.sign * self.target.value) / self.scale

    def around(self, point: Array, moved: Array) -> Array:
        """(variable,), (point, variable) -> (1 + point, 1 + constraint); of futures only those next to the quantile"""
        points = np.vstack([point, moved])
        values = self.single(points)
        if self.likely is None:
            return values
        score = self.likely.score(self.space.levers(point))
        listened = quantile_weights(score, 1 - self.wanted)
        changes = self.likely.changes(self.space.batch(points), len(points), listened)
        return np.column_stack([values, self._slack(score) + changes / self.scale])


class Reach(Problem):
    """The same box asked how near it can come: the target's measure (or its quantile over futures) is the objective.

    The objective is minus the target's slack in percent; the other constraints follow.
    """

    def _turn(self, values: Array) -> Array:
        place = len(self.question.figures) + 1 if self.likely is not None else 1
        rest = [one for one in range(1, values.shape[1]) if one != place]
        return np.column_stack([-100 * values[:, place], values[:, rest]])

    def __call__(self, points: Array) -> Array:
        return self._turn(super().__call__(points))

    def around(self, point: Array, moved: Array) -> Array:
        return self._turn(super().around(point, moved))

    def lead(self, points: Array) -> Array:
        return self._turn(super().lead(points))
