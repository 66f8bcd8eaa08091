"""Rolling-origin backtest: at one quarter after another the history ends, and what came after is forecast.

The model learns anew from what was known then, levers keep their last values, and nothing of the future is used.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.learn.history import LEAST, History
from sim.learn.posterior import Posterior, Progress, forecast, posterior
from sim.learn.rivals import RIVALS, SHARES
from sim.model.axes import Array
from sim.scenario.ensemble import Cancelled

AHEAD = 8
FIRST = 12
"""Quarters known at the first origin; with fewer in all, what leaves four to forecast."""
ORIGINS = 16
"""Origins at most, spread over the history."""
DRAWS = 512
MODEL = "model"
BANDS = {0.5: (1, 3), 0.8: (0, 4)}
"""Share that a band should hold → places of its ends in `SHARES`."""


@dataclass(frozen=True, eq=False)
class Forecasts:
    """What one method said at every origin.

    Attributes
    ----------
    id : "model", "naive", "seasonal" or "smoothing"
    by_quarter : mean absolute error by quarters ahead [fraction]
    mean_error : over all quarters ahead
    coverage : share of the band → share of quarters that lay in it
    errors : (origin, quarter ahead)
        log(forecast / actual) of the middle; NaN beyond the data; empty where only what was told of them is kept.
    """

    id: str
    by_quarter: tuple[float, ...]
    mean_error: float
    coverage: Mapping[float, float]
    errors: Array


@dataclass(frozen=True, eq=False)
class Backtest:
    """All methods at the same origins: the number of quarters known at each."""

    origins: tuple[int, ...]
    ahead: int
    methods: tuple[Forecasts, ...]

    def of(self, id: str) -> Forecasts:
        return next(one for one in self.methods if one.id == id)

    @property
    def loses_to(self) -> tuple[str, ...]:
        """Return the methods that were nearer than the model, the nearest first."""
        own = self.of(MODEL).mean_error
        nearer = [one for one in self.methods if one.mean_error < own]
        return tuple(one.id for one in sorted(nearer, key=lambda one: one.mean_error))


def origins_of(count: int) -> tuple[int, ...]:
    """Return how many quarters are known at each origin; none where the history is too short."""
    first = min(FIRST, count - 4)
    if first < LEAST:
        return ()
    places = np.arange(first, count)
    if len(places) > ORIGINS:
        places = np.unique(np.linspace(first, count - 1, ORIGINS).round().astype(int))
    return tuple(int(one) for one in places)


def rolling_backtest(
    history: History,
    set_name: str,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> Backtest | None:
    """Return how near each method came; None where the history is too short to hold anything back.

    Raises
    ------
    Cancelled
        Somebody stopped it.
    """
    origins = origins_of(history.count)
    if not origins:
        return None
    total = history.revenue.sum(axis=1)
    ahead = min(AHEAD, history.count - origins[0])
    told: dict[str, list[Array]] = {id: [] for id in (MODEL, *RIVALS)}
    before: Posterior | None = None
    for place, origin in enumerate(origins):
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        before = posterior(history.until(origin), set_name, draws=DRAWS, seed=seed, start=before, cancelled=cancelled)
        paths = forecast(before, ahead, seed=seed).sum(axis=1)
        told[MODEL].append(np.quantile(paths, SHARES, axis=1).T)
        for id, rival in RIVALS.items():
            told[id].append(rival(total[:origin], ahead))
        if progress is not None:
            progress((place + 1) / len(origins))
    actual = np.full((len(origins), ahead), np.nan)
    for place, origin in enumerate(origins):
        rest = total[origin : origin + ahead]
        actual[place, : len(rest)] = rest
    return Backtest(origins, ahead, tuple(_judge(id, np.array(one), actual) for id, one in told.items()))


def _judge(id: str, quantiles: Array, actual: Array) -> Forecasts:
    """Return how near quantiles of shape (origin, quarter ahead, quantile) came."""
    known = ~np.isnan(actual)
    errors = np.log(quantiles[:, :, SHARES.index(0.5)] / actual)
    coverage = {
        share: float(((quantiles[:, :, low] <= actual) & (actual <= quantiles[:, :, high]))[known].mean())
        for share, (low, high) in BANDS.items()
    }
    by_quarter = tuple(float(one) for one in np.expm1(np.nanmean(np.abs(errors), axis=0)))
    return Forecasts(id, by_quarter, float(np.expm1(np.nanmean(np.abs(errors)))), coverage, errors)
