"""Simulation-based calibration of the reforecast: futures of the scenario's own ensemble, with errors of its own error
model, are taken for the truth; some of their quarters are reported, and the rest is reforecast.

A band that says 80 per cent should hold the truth in 80 of a hundred cases, however much is known. Reference: Talts and
others (2018), arXiv 1804.06788.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.model.axes import Array
from sim.scenario import Scenario
from sim.track.actuals import Actuals
from sim.track.futures import Futures, futures
from sim.track.likelihood import error_paths
from sim.track.measures import Series
from sim.track.reforecast import reforecast

BANDS = {0.5: (1, 3), 0.8: (0, 4)}
"""Share that a band should hold → places of its ends among the quantiles of a reforecast."""


@dataclass(frozen=True, eq=False)
class Held:
    """What the bands of the target's year held with some quarters known.

    Attributes
    ----------
    quarters : known
    shares : share of the band → share of the truths in it
    ranks : (truth,)
        Where the truth lay among the futures: the share of their weight below it.
    """

    quarters: int
    shares: dict[float, float]
    ranks: Array


def truth_of(ensemble: Futures, place: int, seed: int) -> Array:
    """Return the revenue of one future with errors of its own. Shape (quarter, region, product) [CNY_m]."""
    cells = ensemble.revenue[..., place]
    errors = error_paths(ensemble.scenario.plan, "revenue", len(cells), np.random.default_rng([seed, place]))
    found: Array = cells * np.exp(errors.reshape(cells.shape))
    return found


def first_actuals(scenario: Scenario, revenue: Array, quarters: int) -> Actuals:
    """Return the first quarters of a truth as actuals, all cells of them."""
    plan = scenario.plan
    return Actuals(
        {
            Series("revenue", region, product): {
                plan.quarters[quarter]: float(revenue[quarter, place, item]) for quarter in range(quarters)
            }
            for place, region in enumerate(plan.regions)
            for item, product in enumerate(plan.products)
        }
    )


def calibration_of_bands(
    scenario: Scenario,
    *,
    truths: int,
    known: tuple[int, ...] = (1, 4, 8),
    draws: int = 4096,
    progress: Callable[[float], None] | None = None,
) -> tuple[Held, ...]:
    """Return what the bands of the target's year held over truths drawn from the scenario's own futures."""
    ensemble = futures(scenario, draws)
    plan = scenario.plan
    year = plan.quarters_of(scenario.target.year)
    place_of_year = plan.years.index(scenario.target.year)
    chosen = np.random.default_rng([scenario.seed, 11]).choice(draws, truths, replace=truths > draws)
    inside = {count: dict.fromkeys(BANDS, 0) for count in known}
    ranks: dict[int, list[float]] = {count: [] for count in known}
    for turn, place in enumerate(chosen):
        truth = truth_of(ensemble, int(place), scenario.seed)
        total = float(truth[year].sum())
        for count in known:
            found = reforecast(ensemble, first_actuals(scenario, truth, count))
            quantiles = found.years_after[place_of_year]
            for band, (low, high) in BANDS.items():
                inside[count][band] += bool(quantiles[low] <= total <= quantiles[high])
            outcome = found.after.total_revenue[year].sum(axis=0)
            ranks[count].append(float(found.weights.values @ (outcome < total)))
        if progress is not None:
            progress((turn + 1) / truths)
    return tuple(
        Held(count, {band: hits / truths for band, hits in inside[count].items()}, np.array(ranks[count]))
        for count in known
    )
