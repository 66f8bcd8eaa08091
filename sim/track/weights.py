"""Importance weights: how well each future explains the actuals, how many futures that leaves, and when to soften it.

With p(y | future) the likelihood of the actuals, a future of the prior ensemble has the posterior weight
w ∝ p(y | future). The effective sample size (Σw)² / Σw² says how many equally weighted futures the weights are worth
(Kish 1965). Where it falls below a stated floor the likelihood is softened to p(y | future)^a with the largest a ≤ 1
that keeps the floor: the same as multiplying every error variance by 1/a, so the forecast widens, and a is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.axes import Array

PRECISION = 1e-9
"""Of the exponent: far finer than anything that is shown."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Posterior weights of the futures.

    Attributes
    ----------
    values : (draw,)
        Sum to one.
    effective : float
        Effective sample size of the weights used.
    untempered : float
        Effective sample size that the likelihood as stated would leave.
    tempering : float
        Exponent of the likelihood; 1 = as stated.
    """

    values: Array
    effective: float
    untempered: float
    tempering: float

    @property
    def collapsed(self) -> bool:
        return self.tempering < 1


def effective_size(weights: Array) -> float:
    """Return the effective sample size of non-negative weights: (Σw)² / Σw²."""
    return float(weights.sum() ** 2 / np.square(weights).sum())


def _raise(log_likelihood: Array, exponent: float) -> Array:
    return np.exp(exponent * (log_likelihood - log_likelihood.max()))


def importance_weights(log_likelihood: Array, least: float) -> Weights:
    """Return posterior weights for log-likelihoods of shape (draw,), softened so that `least` futures remain.

    Parameters
    ----------
    least : float
        Smallest effective sample size to accept, in futures; at most half of the draws count as attainable.
    """
    draws = len(log_likelihood)
    least = min(least, draws / 2)
    weights = _raise(log_likelihood, 1.0)
    untempered = effective_size(weights)
    exponent = 1.0
    if untempered < least:
        from scipy import optimize  # slow to import, and weights that stand as they are need none of it

        # The effective size never rises with the exponent, so there is one largest exponent that keeps the floor.
        def surplus(power: float) -> float:
            return float(np.log(effective_size(_raise(log_likelihood, power)) / least))

        exponent = float(np.asarray(optimize.brentq(surplus, 0.0, 1.0, xtol=PRECISION)))
        weights = _raise(log_likelihood, exponent)
    return Weights(weights / weights.sum(), effective_size(weights), untempered, exponent)


def even_weights(draws: int, counted: int | None = None) -> Weights:
    """Return the prior: every future counts the same, or of many only the first `counted`."""
    counted = draws if counted is None else min(counted, draws)
    values = np.zeros(draws)
    values[:counted] = 1 / counted
    return Weights(values, float(counted), float(counted), 1.0)


def weighted_quantiles(values: Array, weights: Array, shares: tuple[float, ...]) -> Array:
    """Return quantiles of weighted draws.

    Parameters
    ----------
    values : (row, draw)
    weights : (draw,)
        Sum to one.

    Returns
    -------
    quantiles : (row, share)
        Interpolated between the middles of the draws' stretches of probability.
    """
    found = np.empty((len(values), len(shares)))
    for row, one in enumerate(values):
        if one[0] == one[-1] and (one == one[0]).all():  # reported quarters are the same in every future
            found[row] = one[0]
            continue
        order = np.argsort(one)
        order = order[weights[order] > 0]  # a future without weight is none
        stretch = weights[order]
        middle = np.cumsum(stretch) - stretch / 2
        found[row] = np.interp(shares, middle, one[order])
    return found
