"""PERT quantiles by table: fast enough to sample thousands of futures while a slider moves.

The inverse incomplete beta function costs about 1.4 µs a value. As a function of the normal score z = Φ⁻¹(u) the
quantile is smooth, and its derivative is known (normal density over beta density), so cubic Hermite interpolation on a
fixed grid of z is within 1e-7 of the range (a test measures it) at a few nanoseconds a value.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy import special

from sim.distributions import PERT_SHAPE
from sim.model.axes import Array

REACH = 6.5
"""Scores beyond ±6.5 (one draw in 2^33) take the value at the end of the table."""
POINTS = 513


@lru_cache(maxsize=512)
def _table(alpha: float, beta: float) -> tuple[Array, Array]:
    """Return the standard PERT's quantiles and their slopes a grid step on the grid of scores. Shape (point,)."""
    z = np.linspace(-REACH, REACH, POINTS)
    # Each half from its own end, where the other end would round to one.
    values = np.where(
        z <= 0, special.betaincinv(alpha, beta, special.ndtr(z)), 1 - special.betaincinv(beta, alpha, special.ndtr(-z))
    )
    from_low = np.where(z <= 0, values, 1 - special.betaincinv(beta, alpha, special.ndtr(-z)))
    from_high = np.where(z <= 0, 1 - values, special.betaincinv(beta, alpha, special.ndtr(-z)))
    log_density = special.xlogy(alpha - 1, from_low) + special.xlogy(beta - 1, from_high) - special.betaln(alpha, beta)
    slopes = np.exp(-z * z / 2 - log_density) / np.sqrt(2 * np.pi) * (2 * REACH / (POINTS - 1))
    return values, slopes


def pert_from_score(low: float, mode: float, high: float, z: Array) -> Array:
    """Return PERT values at normal scores.

    Parameters
    ----------
    z : (draw,)
        Standard normal scores; `Φ(z)` is the share of the distribution below the value.
    """
    if high == low:
        return np.full_like(z, low)
    alpha = 1 + PERT_SHAPE * (mode - low) / (high - low)
    beta = 1 + PERT_SHAPE * (high - mode) / (high - low)
    values, slopes = _table(alpha, beta)
    place = np.clip((z + REACH) * ((POINTS - 1) / (2 * REACH)), 0, POINTS - 1 - 1e-9)
    index = place.astype(np.intp)
    t = place - index
    before, after = values[index], values[index + 1]
    rise = after - before
    first, last = slopes[index] - rise, rise - slopes[index + 1]
    return low + (high - low) * (before + t * (rise + (1 - t) * (first * (1 - t) + last * t)))
