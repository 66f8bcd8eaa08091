"""A search over futures that the single run guides: futures are asked once a turn, the single run between.

At a point both tell every figure and its slopes. From there the single run, scaled and tilted so that it agrees with
the futures in value and slopes, stands in for them; a search of it leads to the next point, where both are asked again.
Where that comes to rest the futures themselves have no better direction (first-order model management: Alexandrov and
Lewis 2001). Futures are dear and the single run is cheap, so this takes a handful of turns where a search of futures
takes twenty, and it ends nearer: what the single run bends, the stand-in bends too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.decide.search import FEASIBLE, Differences, Evaluator, Found, search
from sim.decide.space import Space
from sim.model.axes import Array

TURNS = 7
"""How often futures are asked at most."""
INNER_STEPS, INNER = 60, 1e-6
"""Iterations between two turns at most, and the relative change of the objective at which they stop."""
REST = 5e-4
"""Relative change of the objective from one turn to the next at which the search is at rest."""

BLOCKED = 1e-3
"""A stand-in that breaks a constraint by this much, in its scale, shows no way to keep it."""


class StandIn(Evaluator):
    """The single run in the futures' stead: of the same values and slopes at one point."""

    def __init__(self, evaluate: Evaluator, point: Array, values: Array, slopes: Array, top: Array) -> None:
        self.evaluate, self.point = evaluate, point
        lead = Differences(_Lead(evaluate), top)
        own = lead.slopes(point)
        alike, size = (slopes * own).sum(axis=1), (own * own).sum(axis=1)
        # How steep futures are against the single run; where that says nothing, their slopes alone are followed.
        self.scale = np.maximum(np.divide(alike, size, out=np.zeros_like(size), where=size > 0), 0.0)
        self.tilt = slopes - self.scale[:, None] * own
        self.shift = values - self.scale * lead.values(point)

    def __call__(self, points: Array) -> Array:
        return self.scale * self.evaluate.lead(points) + self.shift + (points - self.point) @ self.tilt.T


class _Lead(Evaluator):
    """What the single run says of points."""

    def __init__(self, evaluate: Evaluator) -> None:
        self.evaluate = evaluate

    def __call__(self, points: Array) -> Array:
        return self.evaluate.lead(points)


@dataclass(frozen=True, eq=False)
class Guided:
    """Where a guided search ended, and what stood in for the futures there."""

    found: Found
    stand_in: StandIn

    def elsewhere(self, space: Space, begin: Array) -> Found:
        """Return where a search of the stand-in ends from another point."""
        return search(space, self.stand_in, begin, INNER_STEPS, INNER)


def guided_search(space: Space, evaluate: Evaluator, begin: Array, turns: int = TURNS, rest: float = REST) -> Guided:
    """Return where a search over futures from `begin` ends: at rest, or at the best of its turns."""
    differences = Differences(evaluate, space.top)
    point, prices = begin, np.zeros(differences.values(begin).size - 1)
    best: Guided | None = None
    blocked = False
    for number in range(turns):
        values, slopes = differences.values(point), differences.slopes(point)
        here = Guided(
            Found(point, float(values[0]), values[1:], prices, slopes[0], slopes[1:]),
            StandIn(evaluate, point, values, slopes, space.top),
        )
        at_rest = best is not None and _at_rest(best.found, here.found, rest)
        # Where it begins is no end of it, but where there is none other.
        best = here if number < 2 or best is None or _better(here.found, best.found) else best
        if at_rest or (blocked and not here.found.feasible):
            break
        led = here.elsewhere(space, point)
        point, prices, blocked = led.point, led.prices, bool(led.slacks.min(initial=0.0) < -BLOCKED)
    assert best is not None
    return best


def _miss(found: Found) -> float:
    return max(-float(found.slacks.min(initial=0.0)) - FEASIBLE, 0.0)


def _better(one: Found, other: Found) -> bool:
    """Tell whether a turn ended better: first what breaks constraints less, then what has the lesser objective."""
    mine, its = _miss(one), _miss(other)
    return mine < its if mine or its else one.objective < other.objective


def _at_rest(before: Found, after: Found, rest: float) -> bool:
    """Tell whether a turn has changed next to nothing, and broken no constraint."""
    near = abs(after.objective - before.objective) <= rest * max(abs(before.objective), 1.0)
    return near and after.feasible
