"""Pareto-smoothed importance weights and what their tail says of them.

The largest weights are replaced by the expected order statistics of a generalised Pareto distribution fitted to them;
its shape k says whether the weights can be trusted: below 0.7 they can, above they hang on a few draws.
References: Zhang & Stephens (2009), Technometrics 51(3); Vehtari and others (2024), JMLR 25(72).
"""

from __future__ import annotations

import numpy as np

from sim.model.axes import Array

TRUSTED = 0.7
LEAST = 5
"""Draws that a tail must have to be fitted."""


def pareto_fit(excess: Array) -> tuple[float, float]:
    """Return shape k and scale of a generalised Pareto distribution of values above zero, in rising order.

    The quasi-Bayesian estimate of Zhang and Stephens, its shape drawn a little to 0.5 as Vehtari and others do.
    """
    count = len(excess)
    grid = 30 + int(np.sqrt(count))
    quarter = excess[int(count / 4 + 0.5) - 1]
    b = 1 / excess[-1] + (1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))) / (3 * quarter)
    k = np.log1p(-b[:, None] * excess).mean(axis=1)
    likelihood = count * (np.log(-b / k) - k - 1)
    weights = np.exp(likelihood - likelihood.max())
    weights /= weights.sum()
    mean = float(weights @ b)
    shape = float(np.log1p(-mean * excess).mean())
    scale = -shape / mean
    return (count * shape + 10 * 0.5) / (count + 10), scale


def smooth(log_weights: Array) -> tuple[Array, float]:
    """Return weights that sum to one, their tail smoothed, and the tail's shape k. Shape (draw,)."""
    count = len(log_weights)
    weights = np.exp(log_weights - log_weights.max())
    tail = int(min(0.2 * count, 3 * np.sqrt(count)))
    order = np.argsort(weights)
    border = weights[order[-tail - 1]]
    excess = weights[order[-tail:]] - border
    if tail < LEAST or excess[0] <= 0 or not excess[-1] > excess[0]:
        return weights / weights.sum(), 0.0 if weights.min() == weights.max() else np.inf
    k, scale = pareto_fit(excess)
    shares = (np.arange(tail) + 0.5) / tail
    expected = -scale * np.log1p(-shares) if abs(k) < 1e-9 else scale * np.expm1(-k * np.log1p(-shares)) / k
    weights[order[-tail:]] = np.minimum(border + expected, 1.0)
    return weights / weights.sum(), k
