"""The chance of candidates that lie next to each other, over one stream of futures.

Roundings of one point differ by a slider step or two, so whether a future reaches the target can differ only where it
came out near it. The first candidate is run in all futures, the others in those alone, unless they lie too far off.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.uncertainty import Probability, probability
from sim.decide import figures
from sim.decide.watch import look
from sim.model import Effects, evaluate
from sim.model.axes import Array
from sim.model.effects import join_effects
from sim.model.scatter import join_inputs, take_effects, take_inputs
from sim.scenario import Scenario
from sim.scenario.ensemble import chunks, inputs

NEAR = 0.04
"""Futures that come out this near to the target, as a share of it, are run again. Where a candidate moves one of them
by half as much, it is too far from the first for that: it is run in all, and those to come are held against it."""


class _Near(NamedTuple):
    """Some futures: their places in the stream, and what the model takes."""

    places: np.ndarray
    assumptions: Mapping[str, Any]
    effects: Effects


class Nearby:
    """Chances of a scenario's target at candidates next to each other; all meet the same futures."""

    def __init__(self, scenario: Scenario, step: int, draws: int = figures.FRESH_DRAWS) -> None:
        self.scenario, self.step, self.draws = scenario, step, draws
        self.room = NEAR * max(abs(scenario.target.value), 1e-3)
        self._first: Array | None = None
        self._levers: Mapping[str, Any] = {}

    def chance(self, levers: Mapping[str, Any]) -> Probability:
        """Return the chance at lever values, as `figures.fresh_chance` does."""
        if self._first is not None:
            look()
            near, outcome = self._near, self._first.copy()
            if near is not None:
                results = evaluate(self.scenario.plan, levers, near.assumptions, near.effects)
                outcome[near.places] = figures.target_reduction(self.scenario)(results)["outcome"]
            if 2 * float(np.abs(outcome - self._first).max()) <= self.room:
                return self._probability(outcome)
            del self._near  # those to come are likely next to this one
        self._levers = levers
        self._first = figures.fresh_outcome(self.scenario, levers, self.step, self.draws)
        return self._probability(self._first)

    @property
    def density(self) -> float:
        """How much chance a shift of all outcomes brings for each share of the target, as steep as next to it."""
        assert self._first is not None
        inside = np.abs(self._first - self.scenario.target.value) <= self.room / 2
        return max(float(inside.mean()), 1 / self.draws) / NEAR

    def full_chance(self, levers: Mapping[str, Any]) -> Probability:
        """Return the chance at lever values, run in all futures."""
        if self._first is not None and levers == self._levers:
            return self._probability(self._first)
        return figures.fresh_chance(self.scenario, levers, self.step, self.draws)

    def _probability(self, outcome: Array) -> Probability:
        return probability(self.scenario.target.is_reached(outcome))

    @cached_property
    def _near(self) -> _Near | None:
        assert self._first is not None
        other = figures.other_futures(self.scenario, self.step)
        near = np.abs(self._first - self.scenario.target.value) <= self.room
        places, assumptions, effects = [], [], []
        for start, stop in chunks(self.draws):
            inside = np.flatnonzero(near[start:stop])
            if inside.size:
                drawn, world = inputs(other, start, stop)
                places.append(inside)
                assumptions.append(take_inputs(drawn, inside))
                effects.append(take_effects(world, inside))
        if not places:
            return None
        return _Near(
            np.flatnonzero(near), join_inputs(assumptions), join_effects(effects, [one.size for one in places])
        )
