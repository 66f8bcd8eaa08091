"""Outcomes over futures that several scenarios share, so that their difference is a difference of inputs only."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from sim.model.axes import Array
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble

Futures = Callable[[Scenario, str, int, int], Array]
"""(scenario, measure, seed, draws) -> (year, draw)"""


def annual_draws(scenario: Scenario, metric: str, seed: int, draws: int) -> Array:
    """Return a measure by year over `draws` futures of a seed, assumptions and risks both drawn.

    Futures are keyed by name and seed: two scenarios of one plan meet the same luck in everything that both leave
    uncertain.

    Returns
    -------
    values : (year, draw), in the unit of `sim.model.measures`
    """
    shared = replace(scenario, seed=seed, draws=draws)
    return run_ensemble(shared, lambda results: {metric: results.annual(metric)})[metric]


def share(hits: Array) -> tuple[float, float]:
    """Return the mean of values between 0 and 1, and the standard error of independent draws.

    Scrambled Sobol points scatter less than independent ones, so this error is on the safe side. Where every draw
    agrees, the error is that of one dissenting draw more: no finite ensemble is certain.
    """
    draws, centre = hits.size, float(hits.mean())
    spread = float(hits.var())
    if spread == 0 and centre in (0.0, 1.0):
        inner = (centre * draws + 1) / (draws + 2)
        spread = inner * (1 - inner)
    return centre, math.sqrt(spread / draws)
