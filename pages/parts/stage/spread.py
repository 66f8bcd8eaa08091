"""What the stage shows of the futures of a scenario: bands of revenue and the chance of the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.analysis.uncertainty import Probability, probability, reaches, sorted_quantiles
from sim.model import Results
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble

QUANTILES = (0.1, 0.25, 0.75, 0.9)
KEPT = 1024  # undo, redo, bookmarks and other visitors come back to the same points; a few hundred numbers each


@dataclass(frozen=True, eq=False)
class Spread:
    """The futures of one scenario, summed up.

    Attributes
    ----------
    chance : Probability
        Of the scenario's target, from its own number of draws.
    bands : "year" and "quarter" -> (quantile, time) [CNY_m]
        Revenue at `QUANTILES`.
    """

    chance: Probability
    bands: Mapping[str, np.ndarray]


@lru_cache(maxsize=KEPT)
def spread(scenario: Scenario) -> Spread:
    """Return the spread of a scenario's futures; only what the stage shows is worked out."""
    target = scenario.target
    year = scenario.plan.years.index(target.year)

    def reduce(results: Results) -> dict[str, np.ndarray]:
        return {
            "year": results.annual("revenue"),
            "quarter": results.quarterly("revenue"),
            "outcome": results.annual(target.metric)[year],
        }

    futures = run_ensemble(scenario, reduce)
    bands = {kind: sorted_quantiles(futures[kind], QUANTILES) for kind in ("year", "quarter")}
    return Spread(probability(reaches(futures["outcome"], target.value)), bands)
