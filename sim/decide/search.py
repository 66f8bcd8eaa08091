"""The search itself: sequential quadratic programming from several starts, every difference quotient in one model call.

Constraints are written as slack ≥ 0. The same question gives the same bits: starts are fixed and nothing is timed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from threadpoolctl import ThreadpoolController

from sim.decide.space import Space
from sim.decide.watch import look
from sim.model.axes import Array

FEASIBLE = 1e-5
"""Slack below zero that is still called met inside the search; answers are checked again after rounding."""
PULL = 1e-7
"""Weight of staying where the scenario is, so that a direction that does not matter does not move."""
AGREE = 1e-3
"""Relative distance of objectives at which two searches found the same answer."""
ALIKE = 2e-3
"""The same of searches over futures: a sample of them has little hollows of its own."""

STEP = 1e-6
"""Of difference quotients, on the scale of the search."""


NOISE = 1e-8
"""Slopes below this are the rounding errors of difference quotients: a figure that does not depend on a lever."""


class Evaluator:
    """What a search looks at: objective, then slacks, of many points at once."""

    def __call__(self, points: Array) -> Array:
        """(point, variable) -> (point, 1 + constraint)"""
        raise NotImplementedError

    def around(self, point: Array, moved: Array) -> Array:
        """(variable,), (point, variable) -> (1 + point, 1 + constraint): a point and others a tiny step from it"""
        return self(np.vstack([point, moved]))

    def lead(self, points: Array) -> Array:
        """(point, variable) -> (point, 1 + constraint): the same of the single run alone, in whatever unit"""
        return self(points)


@dataclass(frozen=True, eq=False)
class Found:
    """Where one search ended.

    Attributes
    ----------
    point : (variable,)
    objective : float
    slacks : (constraint,)
    prices : (constraint,)
        Change of the objective for one unit less of slack (Lagrange multipliers), not negative.
    gradient : (variable,) of the objective; `jacobian` : (constraint, variable) of the slacks
    stand_in : what says the same next to the point without futures; None where none was needed
    """

    point: Array
    objective: float
    slacks: Array
    prices: Array
    gradient: Array
    jacobian: Array
    stand_in: Evaluator | None = None

    @property
    def feasible(self) -> bool:
        return bool((self.slacks >= -FEASIBLE).all())


class Differences:
    """Values and forward differences of all figures at a point.

    Both come from one batch, computed once: a search asks for the slopes wherever it has asked for the values, but for
    one point in twenty, and a batch of twenty points costs little more than one of a single point.
    """

    def __init__(self, evaluate: Evaluator, top: Array) -> None:
        self.evaluate, self.top = evaluate, top
        self._key = b""
        self._values = self._slopes = np.empty(0)

    def values(self, point: Array) -> Array:
        """(1 + constraint,)"""
        self._look_around(point)
        return self._values

    def slopes(self, point: Array) -> Array:
        """(1 + constraint, variable)"""
        self._look_around(point)
        return self._slopes

    def _look_around(self, point: Array) -> None:
        key = point.tobytes()
        if self._key == key:
            return
        look()
        # At the upper end the difference is taken downwards: no figure is asked for outside the box.
        steps = np.where(point + STEP <= self.top, STEP, -STEP)
        values = self.evaluate.around(point, point + np.diag(steps))
        slopes = (values[1:] - values[0]).T / steps
        self._key, self._values = key, values[0]
        self._slopes = np.where((self.top > 0) & (np.abs(slopes) > NOISE), slopes, 0.0)


@lru_cache(maxsize=1)
def _linear_algebra() -> ThreadpoolController:
    return ThreadpoolController()


def search(
    space: Space,
    evaluate: Evaluator,
    begin: Array,
    iterations: int = 200,
    tolerance: float = 1e-10,
    room: float = 1.0,
) -> Found:
    """Return where one search from `begin` ends: the least objective with every slack not negative.

    Parameters
    ----------
    tolerance : float
        Relative change of the objective at which the search stops.
    room : float
        How far any variable may go from `begin`, on the scale of the search.
    """
    from scipy.optimize import minimize  # slow to import, and pages name what could be asked long before anybody does

    differences = Differences(evaluate, space.top)
    low, high = np.maximum(begin - room, 0.0), np.minimum(begin + room, space.top)
    here = space.point(space.scenario.levers)
    scale = max(abs(float(differences.values(begin)[0])), 1.0)
    count = differences.values(begin).size - 1

    def objective(x: Array) -> float:
        return float(differences.values(x)[0]) / scale + PULL * float(((x - here) ** 2).sum())

    def gradient(x: Array) -> Array:
        return differences.slopes(x)[0] / scale + 2 * PULL * (x - here)

    constraints = [{"type": "eq", "fun": _plane(row, total), "jac": _constant(row)} for row, total in space.families]
    if count:
        constraints.append(
            {
                "type": "ineq",
                "fun": lambda x: differences.values(x)[1:],
                "jac": lambda x: differences.slopes(x)[1:],
            }
        )
    # Its matrices are tiny: threads of the linear algebra only wait for each other, seven times as long.
    with _linear_algebra().limit(limits=1):
        result = minimize(
            objective,
            begin,
            jac=gradient,
            method="SLSQP",
            bounds=list(zip(low.tolist(), high.tolist(), strict=True)),
            constraints=constraints,
            options={"maxiter": iterations, "ftol": tolerance},
        )
    point = np.clip(result.x, low, high)
    values, slopes = differences.values(point), differences.slopes(point)
    # Where every variable is pinned nothing is searched, and nothing has a price.
    known = result.get("multipliers")
    prices = np.zeros(count) if known is None else np.asarray(known)[len(space.families) :] * scale
    return Found(point, float(values[0]), values[1:], np.maximum(prices, 0.0), slopes[0], slopes[1:])


def _plane(row: Array, total: float) -> Callable[[Array], float]:
    return lambda x: float(row @ x) - total


def _constant(row: Array) -> Callable[[Array], Array]:
    return lambda x: row


def best_of(found: Sequence[Found], agree: float = AGREE) -> tuple[Found | None, int]:
    """Return the best feasible end of several searches, and how many of them agree with it."""
    good = [one for one in found if one.feasible]
    if not good:
        return None, 0
    best = min(good, key=lambda one: one.objective)
    near = agree * max(abs(best.objective), 1.0)
    return best, sum(abs(one.objective - best.objective) <= near for one in good)
