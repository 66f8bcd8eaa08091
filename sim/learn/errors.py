"""What the equations leave open, as one Gaussian process over quarters and regions of log(actual / model).

Common to all regions are the level, the season, a random walk and what strikes one quarter; each region adds its own
level, season, walk, trend and what strikes it once. Level, season and trend are known from the data alone, so they are
integrated out. Seen along the mean of the regions, and along any direction across it, the covariance is that of one
series, so two matrices of (quarter, quarter) do for any number of regions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array

SIZES = {"walk": (0.02, 0.8), "once": (0.02, 0.8), "region_walk": (0.01, 0.8), "own": (0.03, 0.8)}
"""Of the errors, whose size the data decide: median and standard deviation of the logarithm, before any data."""
LEVEL, SEASON, REGION_SEASON = 2.0, 0.4, 0.2
"""Standard deviations of what is known from the data alone."""
SMALL = 1e-6


class Sizes(NamedTuple):
    """Standard deviations of the errors. Shape (draw,) each."""

    walk: Array
    once: Array
    region_walk: Array
    own: Array


def season_matrix(seasons: np.ndarray) -> Array:
    """Return how seasonal effects that sum to zero over a year go together. Shape (quarter, quarter)."""
    same = (seasons[:, None] == seasons).astype(float)
    return (same - 1 / QUARTERS_A_YEAR) * QUARTERS_A_YEAR / (QUARTERS_A_YEAR - 1)


def covariances(seasons: np.ndarray, sizes: Sizes, trend: Array) -> tuple[Array, Array]:
    """Return what all regions share, and what each has of its own. Shape (draw, quarter, quarter) each.

    Parameters
    ----------
    trend : (quarter,)
        What a standard deviation of a region's own growth does to its logarithm.
    """
    count = len(seasons)
    place = np.arange(1.0, count + 1)
    walk = np.minimum(place[:, None], place)
    level, season = np.ones((count, count)), season_matrix(seasons)

    def square(size: Array) -> Array:
        return (size**2)[:, None, None]

    shared = LEVEL**2 * level + SEASON**2 * season + square(sizes.walk) * walk + square(sizes.once) * np.eye(count)
    own = (
        LEVEL**2 * level
        + REGION_SEASON**2 * season
        + np.multiply.outer(trend, trend)
        + square(sizes.region_walk) * walk
        + square(sizes.own) * np.eye(count)
        + SMALL**2 * np.eye(count)
    )
    return shared, own


def rotation(regions: int) -> Array:
    """Return directions over the regions, their mean first, all of length one. Shape (region, direction)."""
    start = np.eye(regions)
    start[:, 0] = 1 / np.sqrt(regions)
    found, _ = np.linalg.qr(start)
    return found * np.sign(found[0, 0])


def log_likelihood(residuals: Array, seasons: np.ndarray, sizes: Sizes, trend: Array) -> Array:
    """Return the log-likelihood up to a constant. Shape (draw,).

    Parameters
    ----------
    residuals : (quarter, region, draw)
        log(actual / model).
    """
    shared, own = covariances(seasons, sizes, trend)
    turned = np.einsum("tri,rd->itd", residuals, rotation(residuals.shape[1]))
    regions = residuals.shape[1]
    found = _gaussian(turned[:, :, :1], regions * shared + own)
    return found if regions == 1 else found + _gaussian(turned[:, :, 1:], own)


def _gaussian(values: Array, covariance: Array) -> Array:
    """Return log densities of columns, (draw, quarter, column), that share a covariance, (draw, quarter, quarter)."""
    factor = np.linalg.cholesky(covariance)
    whitened = np.linalg.solve(factor, values)
    log_determinant = np.log(np.einsum("itt->it", factor)).sum(axis=1)
    return -0.5 * np.square(whitened).sum(axis=(1, 2)) - values.shape[2] * log_determinant


def conditional(residuals: Array, seasons: np.ndarray, sizes: Sizes, trend: Array, rng: np.random.Generator) -> Array:
    """Return one path of the errors beyond the data, given them. Shape (quarter beyond, region, draw).

    Parameters
    ----------
    residuals : (quarter, region, draw)
    seasons, trend : over the data and the quarters beyond
    """
    known, regions = residuals.shape[0], residuals.shape[1]
    shared, own = covariances(seasons, sizes, trend)
    turn = rotation(regions)
    turned = np.einsum("tri,rd->itd", residuals, turn)
    parts = [_beyond(turned[:, :, :1], regions * shared + own, known, rng)]
    if regions > 1:
        parts.append(_beyond(turned[:, :, 1:], own, known, rng))
    return np.einsum("itd,rd->tri", np.concatenate(parts, axis=2), turn)


def _beyond(values: Array, covariance: Array, known: int, rng: np.random.Generator) -> Array:
    seen, cross = covariance[:, :known, :known], covariance[:, known:, :known]
    gain = np.linalg.solve(seen, cross.transpose(0, 2, 1)).transpose(0, 2, 1)
    rest = covariance[:, known:, known:] - gain @ cross.transpose(0, 2, 1)
    rest = rest + SMALL**2 * np.eye(rest.shape[1])
    factor = np.linalg.cholesky((rest + rest.transpose(0, 2, 1)) / 2)
    return gain @ values + factor @ rng.standard_normal((len(values), rest.shape[1], values.shape[2]))


def seasonal_effects(residuals: Array, seasons: np.ndarray, sizes: Sizes, trend: Array) -> Array:
    """Return the expected seasonal effect of the mean of the regions. Shape (4, draw), sums to zero [log]."""
    shared, own = covariances(seasons, sizes, trend)
    regions = residuals.shape[1]
    values = residuals.mean(axis=1).T[:, :, None]
    covariance = shared + own / regions
    four = np.arange(QUARTERS_A_YEAR)
    same = (four[:, None] == seasons).astype(float)
    effect = (same - 1 / QUARTERS_A_YEAR) * QUARTERS_A_YEAR / (QUARTERS_A_YEAR - 1)
    gain = (SEASON**2 + REGION_SEASON**2 / regions) * effect
    found: Array = (gain @ np.linalg.solve(covariance, values))[:, :, 0].T
    return found


def regional_trends(residuals: Array, seasons: np.ndarray, sizes: Sizes, trend: Array) -> tuple[Array, Array]:
    """Return mean and standard deviation of each region's own growth, in its prior's standard deviations.

    Shape (region, draw) and (draw,).
    """
    shared, own = covariances(seasons, sizes, trend)
    regions = residuals.shape[1]
    turned = np.einsum("tri,rd->itd", residuals, rotation(regions))
    gains = [np.linalg.solve(regions * shared + own, trend[:, None]), np.linalg.solve(own, trend[:, None])]
    first = np.einsum("it,itd->di", gains[0][:, :, 0], turned[:, :, :1])
    rest = np.einsum("it,itd->di", gains[1][:, :, 0], turned[:, :, 1:])
    found: Array = rotation(regions) @ np.concatenate([first, rest])
    told = [1 - gain[:, :, 0] @ trend for gain in gains]
    variance = (told[0] + (regions - 1) * told[1]) / regions
    return found, np.sqrt(np.maximum(variance, 0))
