"""A search over futures that the single run guides: futures are asked once a turn, the single run between.

At a point both tell every figure and its slopes. From there the single run, scaled and tilted so that it agrees with
the futures in value and slopes, stands in for them; a search of it leads to the next point, where both are asked again,
and it is bent to say what they said at the point before, too. A turn that makes things worse is taken back, and the
next goes less far. Where that comes to rest the futures themselves have no better direction (first-order model
management: Alexandrov and Lewis 2001). Futures are dear and the single run is cheap, so this takes a handful of turns
where a search of futures takes twenty, and it ends nearer: what the single run bends, the stand-in bends too.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace

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

NEARER = 0.25
"""Where a turn made things worse, the next goes this share of its way at most: what stood in does not hold so far."""
DEAR = 1.5
"""How many times its price a broken constraint counts, so that a turn that breaks one is no gain."""
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
        self.values, self.slopes = values, slopes
        self.bend, self.along = np.zeros_like(values), np.zeros_like(slopes)

    def __call__(self, points: Array) -> Array:
        away = points - self.point
        along = (away @ self.along.T) ** 2
        return (
            self.scale * self.evaluate.lead(points)
            + self.shift
            + away @ self.tilt.T
            + self.bend * 2 * along / (1 + along)
        )

    def giving(self, room: float) -> StandIn:
        """Return the stand-in whose last constraint has so much more room."""
        giving = copy(self)
        giving.shift = self.shift.copy()
        giving.shift[-1] += room
        return giving

    def through(self, point: Array, values: Array) -> StandIn:
        """Return the stand-in bent so that it says at another point, too, what futures said there.

        Levers count in the bend as much as they move a figure: those that do not matter go far for nothing.
        """
        bent = copy(self)
        bent.bend = np.zeros_like(self.bend)
        bent.bend = values - bent(point[None])[0]
        way = self.slopes**2 * (point - self.point)
        size = way @ (point - self.point)
        bent.along = np.divide(way, size[:, None], out=np.zeros_like(way), where=size[:, None] > 0)
        return bent


class _Lead(Evaluator):
    """What the single run says of points."""

    def __init__(self, evaluate: Evaluator) -> None:
        self.evaluate = evaluate

    def __call__(self, points: Array) -> Array:
        return self.evaluate.lead(points)


@dataclass(frozen=True, eq=False)
class Guided:
    """Where a guided search ended, and what stood in for the futures there.

    Attributes
    ----------
    near : the best of its turns where breaking a constraint has a price, too
    """

    found: Found
    stand_in: StandIn
    near: Found

    @property
    def merit(self) -> float:
        """The objective of `near`, with what it breaks at more than its price."""
        return _merit(self.near, self.near.prices)

    def elsewhere(self, space: Space, begin: Array) -> Found:
        """Return where a search of the stand-in ends from another point."""
        return search(space, self.stand_in, begin, INNER_STEPS, INNER)


def guided_search(space: Space, evaluate: Evaluator, begin: Array, turns: int = TURNS, rest: float = REST) -> Guided:
    """Return where a search over futures from `begin` ends: at rest, or at the best of its turns."""
    differences = Differences(evaluate, space.top)

    def ask(point: Array, prices: Array) -> Guided:
        values, slopes = differences.values(point), differences.slopes(point)
        stand_in = StandIn(evaluate, point, values, slopes, space.top)
        found = Found(point, float(values[0]), values[1:], prices, slopes[0], slopes[1:], stand_in)
        return Guided(found, stand_in, found)

    best = centre = ask(begin, np.zeros(differences.values(begin).size - 1))
    room = 1.0
    for number in range(1, turns):
        led = search(space, centre.stand_in, centre.found.point, INNER_STEPS, INNER, room)
        here = ask(led.point, led.prices)
        if number == 1:  # where it begins nothing has a price yet
            best = centre = replace(centre, found=replace(centre.found, prices=led.prices))
        best = here if _better(here.found, best.found) else best
        at_rest = _at_rest(centre.found, here.found, rest)
        blocked = led.slacks.min(initial=0.0) < -BLOCKED  # not even the stand-in shows a way, and prices say nothing
        if blocked:
            gained = _miss(here.found) < _miss(centre.found)
        else:
            gained = _merit(here.found, led.prices) < _merit(centre.found, led.prices)
        other = here
        if gained:
            centre, other = here, centre
        else:
            room = NEARER * float(np.abs(led.point - centre.found.point).max())
        if at_rest or (blocked and not here.found.feasible):
            break
        centre = replace(centre, stand_in=centre.stand_in.through(other.found.point, other.stand_in.values))
    return replace(best, near=centre.found)


def next_to(space: Space, found: Found, room: float) -> Found:
    """Return where a search would have ended with so much more room in its last constraint; no future is asked."""
    assert isinstance(found.stand_in, StandIn)
    stand_in = found.stand_in.giving(room)
    return replace(search(space, stand_in, found.point, INNER_STEPS, INNER), stand_in=stand_in)


def _miss(found: Found) -> float:
    return max(-float(found.slacks.min(initial=0.0)) - FEASIBLE, 0.0)


def _merit(found: Found, prices: Array) -> float:
    """Return the objective and what a point breaks of the constraints, at more than their price."""
    return found.objective + DEAR * float(prices @ np.maximum(-found.slacks - FEASIBLE, 0.0))


def _better(one: Found, other: Found) -> bool:
    """Tell whether a turn ended better: first what breaks constraints less, then what has the lesser objective."""
    mine, its = _miss(one), _miss(other)
    return mine < its if mine or its else one.objective < other.objective


def _at_rest(before: Found, after: Found, rest: float) -> bool:
    """Tell whether a turn has changed next to nothing, and broken no constraint."""
    near = abs(after.objective - before.objective) <= rest * max(abs(before.objective), 1.0)
    return near and after.feasible
