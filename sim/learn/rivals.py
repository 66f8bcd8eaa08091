"""What any forecast of quarters has to beat: the last value, the last value of the season, exponential smoothing.

All three work on the logarithm, as the model's own errors do, and state quantiles of each quarter ahead.
References: Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed., chapters 5 and 8.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from sim.model.axes import QUARTERS_A_YEAR, Array

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Quantiles that a forecast states: the ends of the 50 and 80 per cent bands, and the middle."""


def naive(revenue: Array, ahead: int) -> Array:
    """Return quantiles of a random walk. Shape (quarter ahead, quantile)."""
    logs = np.log(revenue)
    spread = float(np.std(np.diff(logs)))
    return _bands(np.full(ahead, logs[-1]), spread * np.sqrt(np.arange(1, ahead + 1)))


def seasonal_naive(revenue: Array, ahead: int) -> Array:
    """Return quantiles of a walk from year to year of each season. Shape (quarter ahead, quantile)."""
    logs, season = np.log(revenue), QUARTERS_A_YEAR
    middle = logs[len(logs) - season + np.arange(ahead) % season]
    apart = logs[season:] - logs[:-season]
    spread = float(np.sqrt(np.mean(apart**2)))
    return _bands(middle, spread * np.sqrt(np.arange(ahead) // season + 1))


def smoothing(revenue: Array, ahead: int) -> Array:
    """Return quantiles of exponential smoothing, its form chosen by the corrected criterion of Akaike.

    Level always; trend, damped trend and season where they pay. Shape (quarter ahead, quantile).
    """
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # slow to import, only a backtest needs it

    logs, count = np.log(revenue), len(revenue)
    best: Any = None
    for trend, damped, season in FORMS:
        if season and count < 2 * QUARTERS_A_YEAR + 2:
            continue
        model = ETSModel(
            pd.Series(logs), error="add", trend=trend, damped_trend=damped, seasonal=season,
            seasonal_periods=QUARTERS_A_YEAR if season else None,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a search that ends early is judged by its criterion, as all are
            fit: Any = model.fit(disp=False)
        if np.isfinite(fit.aicc) and (best is None or fit.aicc < best.aicc):
            best = fit
    if best is None:
        return naive(revenue, ahead)
    told = best.get_prediction(start=count, end=count + ahead - 1)
    middle = np.asarray(told.predicted_mean)
    return _bands(middle, np.sqrt(np.asarray(told.forecast_variance)))


FORMS = (
    (None, False, None),
    ("add", False, None),
    (None, False, "add"),
    ("add", False, "add"),
    ("add", True, "add"),
)
"""Trend, damped, season."""
RIVALS: dict[str, Callable[[Array, int], Array]] = {
    "naive": naive,
    "seasonal": seasonal_naive,
    "smoothing": smoothing,
}


def _bands(middle: Array, spread: Array) -> Array:
    found: Array = np.exp(middle[:, None] + spread[:, None] * special.ndtri(np.array(SHARES)))
    return found
