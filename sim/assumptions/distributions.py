"""Probability distributions an assumption may be stated as: their means, and their quantile functions.

Parameters follow the plan pack: pert and triangular [low, mode, high]; uniform [low, high]; normal [mean, sd];
lognormal [median, sigma of the logarithm]; pareto [scale, alpha] with an optional cap; bernoulli p;
a mixture of weighted parts.
"""

from __future__ import annotations

import math

import numpy as np

from sim.model.axes import Array
from sim.plan.schema import Distribution, UniformPart

PERT_SHAPE = 4


def mean(distribution: Distribution | UniformPart) -> float:
    """Return the expected value of a belief that is not a fit."""
    if isinstance(distribution, Distribution):
        if distribution.value is not None:
            return distribution.value
        if distribution.pert:
            low, mode, high = distribution.pert
            return (low + PERT_SHAPE * mode + high) / (PERT_SHAPE + 2)
        if distribution.triangular:
            return sum(distribution.triangular) / 3
        if distribution.lognormal:
            median, sigma = distribution.lognormal
            return median * math.exp(sigma**2 / 2)
        if distribution.bernoulli is not None:
            return distribution.bernoulli
        if distribution.mixture:
            return sum(part.weight * mean(part) for part in distribution.mixture)
    if distribution.uniform:
        return sum(distribution.uniform) / 2
    if distribution.normal:
        return distribution.normal[0]
    if distribution.pareto:
        return _pareto_mean(*distribution.pareto, cap=distribution.cap)
    raise ValueError(f"a belief without a mean: {distribution}")


def _pareto_mean(scale: float, alpha: float, cap: float | None) -> float:
    if cap is None:
        return alpha * scale / (alpha - 1) if alpha > 1 else math.inf
    if alpha == 1:
        return scale * (1 + math.log(cap / scale))
    # scale + integral of the survival function (scale / x)^alpha from scale to cap
    return scale + scale / (alpha - 1) * (1 - (scale / cap) ** (alpha - 1))


def quantile(distribution: Distribution | UniformPart, u: Array) -> Array:
    """Return the value below which a share `u` of the belief lies; element by element, shape of `u`."""
    from scipy import special  # slow to import, and a run without draws needs none of it

    if isinstance(distribution, Distribution):
        if distribution.value is not None:
            return np.full_like(u, distribution.value)
        if distribution.pert:
            low, mode, high = distribution.pert
            if high == low:
                return np.full_like(u, low)
            alpha = 1 + PERT_SHAPE * (mode - low) / (high - low)
            beta = 1 + PERT_SHAPE * (high - mode) / (high - low)
            return low + (high - low) * special.betaincinv(alpha, beta, u)
        if distribution.triangular:
            low, mode, high = distribution.triangular
            if high == low:
                return np.full_like(u, low)
            cut = (mode - low) / (high - low)
            rising = low + np.sqrt(u * (high - low) * (mode - low))
            falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
            return np.where(u < cut, rising, falling)
        if distribution.lognormal:
            median, sigma = distribution.lognormal
            return median * np.exp(sigma * special.ndtri(u))
        if distribution.bernoulli is not None:
            return (u >= 1 - distribution.bernoulli).astype(float)
        if distribution.mixture:
            return _mixture_quantile(distribution.mixture, u)
    if distribution.uniform:
        low, high = distribution.uniform
        return low + (high - low) * u
    if distribution.normal:
        centre, sd = distribution.normal
        return centre + sd * special.ndtri(u)
    if distribution.pareto:
        scale, alpha = distribution.pareto
        values = scale * (1 - u) ** (-1 / alpha)
        return values if distribution.cap is None else np.minimum(values, distribution.cap)
    raise ValueError(f"a belief without quantiles: {distribution}")


def _mixture_quantile(parts: list[UniformPart], u: Array) -> Array:
    """Quantile function of a mixture.

    Parts are ordered by their mean and take adjoining stretches of `u`. Where the parts' supports do not overlap this
    is the exact quantile function; where they do it is a monotone-by-part map with exactly the mixture's distribution.
    """
    ordered = sorted(parts, key=mean)
    values = np.empty_like(u)
    start = 0.0
    for number, part in enumerate(ordered):
        end = 1.0 if number == len(ordered) - 1 else start + part.weight
        inside = (u >= start) & (u <= end if end == 1.0 else u < end)
        values[inside] = quantile(part, (u[inside] - start) / (end - start))
        start = end
    return values
