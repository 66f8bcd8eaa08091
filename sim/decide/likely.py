"""Futures as a search meets them: the same draws in every point, a quantile with a slope, and the slope itself.

A smoothed quantile is a weighted mean of the outcomes next to it in order, so its slope is the same mean of their
slopes: only those few futures need be run again with each lever moved, all in one call of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.decide.figures import other_futures
from sim.model import evaluate
from sim.model.axes import Array
from sim.model.scatter import take_effects, take_inputs
from sim.scenario import Scenario
from sim.scenario.ensemble import inputs

WIDTH = 0.04
"""Half the neighbourhood of a smoothed quantile, as a share of all futures."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Which futures a figure over futures listens to, and how much: its slope is `weights` @ slopes of `places`."""

    places: np.ndarray
    weights: Array


class Likely:
    """Futures of one point after the other; every point meets the same ones."""

    def __init__(self, scenario: Scenario, draws: int, step: int = 1) -> None:
        self.scenario = other_futures(scenario, step)
        self.draws = draws
        self.year = scenario.plan.years.index(scenario.target.year)
        self.assumptions, self.effects = inputs(self.scenario, 0, draws)

    def outcome(self, levers: Mapping[str, Any]) -> Array:
        """Return the target's measure in its year. Shape (draw,)"""
        results = evaluate(self.scenario.plan, levers, self.assumptions, self.effects)
        return np.broadcast_to(results.annual(self.scenario.target.metric)[self.year], (self.draws,))

    def score(self, levers: Mapping[str, Any]) -> Array:
        """Return the target's measure with the sign that makes more the better. Shape (draw,)"""
        return self.scenario.target.sign * self.outcome(levers)

    def changes(self, levers: Mapping[str, Any], count: int, listened: Weights) -> Array:
        """Return by how much a figure of scores that listens to some futures differs from point to point.

        Parameters
        ----------
        levers : one value a point, or one for all
        count : of points

        Returns
        -------
        changes : (point,) against the first point
        """
        wide = listened.places.size
        if not wide:
            return np.zeros(count)  # no future is near enough for anything to change
        places = np.tile(listened.places, count)
        many = {
            id: np.repeat(np.broadcast_to(value, (count,)), wide) if isinstance(value, np.ndarray) else value
            for id, value in levers.items()
        }
        assumptions = take_inputs(self.assumptions, places)
        results = evaluate(self.scenario.plan, many, assumptions, take_effects(self.effects, places))
        outcome = results.annual(self.scenario.target.metric)[self.year].reshape(count, wide)
        return self.scenario.target.sign * (outcome - outcome[0]) @ listened.weights


def quantile_weights(outcome: Array, share: float, width: float = WIDTH) -> Weights:
    """Return the futures next to a quantile and their weights, which sum to one: a triangle over the order.

    Parameters
    ----------
    outcome : (draw,)
    share : float
        0 to 1; `width` is half the neighbourhood, narrowed near the ends so that it stays symmetric.
    """
    count = outcome.size
    half = max(min(width, share, 1 - share), 1.5 / count)
    weights = np.maximum(1 - np.abs((np.arange(count) + 0.5) / count - share) / half, 0.0)
    inside = np.flatnonzero(weights)
    order = np.argsort(outcome, kind="stable")
    return Weights(order[inside], weights[inside] / weights[inside].sum())


def smooth_quantile(outcome: Array, share: float, width: float = WIDTH) -> float:
    """Return a quantile as the triangle-weighted mean of its neighbourhood, so that it has a slope in every lever."""
    listened = quantile_weights(outcome, share, width)
    return float(listened.weights @ outcome[listened.places])
