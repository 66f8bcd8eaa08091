"""Answers that the Risk and the Uncertainty page share: cached by scenario, pure functions of it."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from sim.analysis.split import DeltaSplit, split_delta
from sim.analysis.tornado import Tornado, tornado
from sim.analysis.uncertainty import Ensemble, simulate, worst_count
from sim.model.axes import Array
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import run_ensemble


@lru_cache(maxsize=8)
def futures(scenario: Scenario) -> Ensemble:
    """Return the scenario's futures, its own number of them; the same that the Simulator shows."""
    return simulate(scenario)


@lru_cache(maxsize=16)
def programme_cost(scenario: Scenario) -> tuple[float, float, float]:
    """Return the programme's net cost over the horizon [CNY_m]: single run, mean, mean of the dearest tenth."""
    planned = float(scenario.run().annual("programme_net").sum(axis=0)[0])
    drawn = run_ensemble(scenario, lambda results: {"cost": results.annual("programme_net").sum(axis=0)})["cost"]
    dearest = np.sort(drawn)[-worst_count(drawn.size) :]
    return planned, float(drawn.mean()), float(dearest.mean())


@lru_cache(maxsize=32)
def bars(scenario: Scenario) -> Tornado:
    return tornado(scenario)


@lru_cache(maxsize=32)
def delta(base: Scenario, scenario: Scenario, measure: str) -> DeltaSplit:
    return split_delta(base, scenario, "chance" if measure == "chance" else "mean")


def single(scenario: Scenario, target: TargetChoice | None = None) -> float:
    """Return what the single run gives in the target's measure and year."""
    chosen = target or scenario.target
    return float(scenario.run().annual(chosen.metric)[scenario.plan.years.index(chosen.year), 0])


def attainment(outcome: Array, places: Array, sign: int = 1) -> Array:
    """Return the share of draws that reach each place; the same rule as the probability of the target.

    Parameters
    ----------
    sign : 1 where at least so much reaches a place, -1 where at most so much does
    """
    ordered = np.sort(sign * outcome)
    # The first draw that reaches a place: `reached` forgives rounding errors, so look a hair below.
    edges = sign * places - 1e-9 * np.abs(places)
    return 1 - np.searchsorted(ordered, edges, side="left") / ordered.size


def places(outcome: Array, target: TargetChoice, also: float, step: float) -> Array:
    """Return the values a target can be dragged to: steps from below the worst to above the best, target included."""
    low = min(float(np.quantile(outcome, 0.002)), target.value, also)
    high = max(float(np.quantile(outcome, 0.998)), target.value, also)
    while (high - low) / step > 220:
        step *= 2
    first, last = math.floor(low / step) - 1, math.ceil(high / step) + 1
    grid = np.round(np.arange(first, last + 1) * step, 6)
    # The target itself is always one of them, to the last digit.
    grid = np.sort(np.append(grid[~np.isclose(grid, target.value, rtol=0, atol=1e-9)], target.value))
    return np.asarray(grid, dtype=np.float64)


def ladder(low: float, high: float, count: int = 5) -> list[float]:
    """Return round numbers between two ends, about `count` of them."""
    span = high - low
    if span <= 0:
        return [low]
    raw = span / count
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1)]
