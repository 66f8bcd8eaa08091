"""One row a scenario: what it promises, and what its futures say, with errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.uncertainty import PERCENTILES, probability, sorted_quantiles
from sim.model.axes import Array
from sim.scenario import Scenario


@dataclass(frozen=True)
class Summary:
    """What is kept of one scramble.

    Attributes
    ----------
    chance, error : float
        Share of draws that reach the target, and its binomial error.
    spread : column -> value
        Mean and percentiles of every measure.
    """

    draws: int
    chance: float
    error: float
    spread: dict[str, float]


def summarise(scenario: Scenario, measures: Sequence[str], parts: Sequence[Array]) -> Summary:
    """Return what one scramble says; `parts` are its ranges in order, each of shape (measure, draw)."""
    outcomes = np.concatenate(list(parts), axis=1)
    target = scenario.target
    found = probability(target.is_reached(outcomes[list(measures).index(target.metric)]))
    spread: dict[str, float] = {}
    means, quantiles = outcomes.mean(axis=1), sorted_quantiles(outcomes, PERCENTILES)
    for id, mean, ends in zip(measures, means, quantiles.T, strict=True):
        spread[f"{id}_mean"] = float(mean)
        spread |= {f"{id}_p{round(100 * share)}": float(end) for share, end in zip(PERCENTILES, ends, strict=True)}
    return Summary(outcomes.shape[1], found.value, found.error, spread)


def make_row(scenario: Scenario, scrambles: Sequence[Summary]) -> dict[str, Any]:
    """Return the numbers of one scenario.

    `promise` is the target's measure as promised. Of several scrambles every number is the mean over them, and
    `chance_se` the error measured between them; of one it is the binomial bound.
    """
    target = scenario.target
    year = scenario.plan.years.index(target.year)
    if len(scrambles) == 1:
        error = scrambles[0].error
    else:
        error = float(np.std([one.chance for one in scrambles], ddof=1)) / math.sqrt(len(scrambles))
    return {
        "scenario_hash": scenario.hash,
        "promise": float(scenario.run().annual(target.metric)[year, 0]),
        "chance": _mean([one.chance for one in scrambles]),
        "chance_se": error,
        "draws": sum(one.draws for one in scrambles),
        "scrambles": len(scrambles),
        **{name: _mean([one.spread[name] for one in scrambles]) for name in scrambles[0].spread},
    }


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
