"""Very large ensembles in constant memory.

Counts against a target are exact. Sums are taken over fixed blocks of draws in their order, so they do not depend on
threads. Quantiles come from a fixed number of equal bins around the first block's range, and are exact to one bin's
width (`StreamedOutcome.resolution`); draws beyond the bins are counted at the ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.analysis.uncertainty import WORST_TENTH, Probability, Shortfall
from sim.model.axes import Array
from sim.scenario import Scenario
from sim.scenario.ensemble import CHUNK, WORKERS, chunks, evaluate_draws, parallel

BINS = 2**14
MARGIN = 0.5
"""The bins reach this many times the first block's range beyond it, on either side."""


@dataclass(frozen=True, eq=False)
class StreamedOutcome:
    """The target's measure and year over very many futures."""

    draws: int
    chance: Probability
    mean: float
    shortfall: Shortfall
    resolution: float
    low: float
    counts: Array

    def quantile(self, share: float) -> float:
        """Return the value below which `share` of futures lie, to within `resolution`."""
        below = np.cumsum(self.counts)
        wanted = share * self.draws
        place = min(int(np.searchsorted(below, wanted)), len(self.counts) - 1)
        before = below[place - 1] if place else 0.0
        inside = (wanted - before) / self.counts[place] if self.counts[place] else 0.5
        return float(self.low + (place + inside) * self.resolution)


def stream(
    scenario: Scenario,
    draws: int,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> StreamedOutcome:
    """Return the target's measure over `draws` futures, keeping one block of them at a time.

    Raises
    ------
    Cancelled
    """
    plan, target = scenario.plan, scenario.target
    year = plan.years.index(target.year)

    def one(span: tuple[int, int]) -> Array:
        outcome = evaluate_draws(scenario, *span, cache=False).annual(target.metric)[year]
        return np.broadcast_to(outcome, span[1] - span[0])

    low = width = 0.0
    counts = np.zeros(BINS)
    hits, total, gap = 0, 0.0, 0.0
    for number, outcome in enumerate(parallel(one, chunks(draws, CHUNK), WORKERS, progress, cancelled)):
        if number == 0:
            span = max(float(np.ptp(outcome)), 1e-9 * max(1.0, abs(float(outcome[0]))))
            low = float(outcome.min()) - MARGIN * span
            width = (1 + 2 * MARGIN) * span / BINS
        place = np.clip(((outcome - low) / width).astype(np.int64), 0, BINS - 1)
        counts += np.bincount(place, minlength=BINS)
        met = target.is_reached(outcome)
        hits += int(np.count_nonzero(met))
        total += float(outcome.sum())
        gap += float(np.where(met, 0.0, target.missing(outcome)).sum())
    share = hits / draws
    inner = share if 0 < hits < draws else (hits + 1) / (draws + 2)
    worst = _worst_mean(counts, low, width, draws, target.sign)
    missed = draws - hits
    return StreamedOutcome(
        draws=draws,
        chance=Probability(share, float(np.sqrt(inner * (1 - inner) / draws)), draws),
        mean=total / draws,
        shortfall=Shortfall(gap / draws, gap / missed if missed else 0.0, worst, target.missing(worst)),
        resolution=width,
        low=low,
        counts=counts,
    )


def _worst_mean(counts: Array, low: float, width: float, draws: int, sign: int) -> float:
    """Return the mean of the worst tenth from bin middles, the lowest or (`sign` -1) the highest.

    Exact to half a bin.
    """
    wanted = WORST_TENTH * draws
    middles = low + (np.arange(len(counts)) + 0.5) * width
    counts, middles = counts[::sign], middles[::sign]
    taken = np.clip(wanted - np.concatenate([[0.0], np.cumsum(counts)[:-1]]), 0, counts)
    return float((taken * middles).sum() / taken.sum())
