"""The posterior of the assumptions given a history, by tempered adaptive importance sampling.

Draws begin at the prior. Each round weighs them by a power of the likelihood that leaves enough of them, takes mean and
covariance of what is left, and draws the next round from a heavy-tailed distribution of that shape with some of the
prior mixed in, until the whole likelihood counts (Cappé and others 2004; Del Moral, Doucet & Jasra 2006). Weights of
the last round are Pareto-smoothed; effective size and the tail's k go with whatever is told from them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special
from scipy.stats import qmc

from sim.assumptions.central import central_assumptions
from sim.learn.errors import SIZES, Sizes, conditional, log_likelihood
from sim.learn.hindcast import Hindcast, moving_inputs
from sim.learn.history import History
from sim.learn.smoothing import smooth
from sim.model.axes import Array
from sim.plan.dependence import factor_of
from sim.plan.distributions import Normal
from sim.plan.pert import REACH
from sim.plan.schema import StatedAssumption
from sim.scenario.ensemble import Cancelled
from sim.track.weights import effective_size

DRAWS = 1024
ROUNDS = 14
KEEP = 0.2
"""Share of the draws that a round must leave in effect."""
PRIOR_SHARE = 0.1
FREEDOM = 7
"""Degrees of freedom of what draws are taken from."""
WEAK = 0.10
"""Standard deviation of momentum before any data [a year]: it is what a history tells first of all."""
TREND = 0.03
"""Standard deviation of a region's own growth before any data [a year]."""
NEEDS = {
    "elasticity": "reps",
    "cannibalisation": "new_share",
    "marketing_lift": "marketing",
    "adstock": "marketing",
    "digital_productivity": "digital",
    "training_productivity": "training",
}
"""Assumptions that only a lever that moved can tell anything of."""

Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Posterior:
    """Weighted draws.

    Attributes
    ----------
    ids : the assumptions that the data could speak of
    values : id → (draw,)
    sizes : of the errors, (draw,) each
    weights : (draw,), sum to one
    effective, k : effective sample size, shape of the tail of the weights
    rounds : how many it took
    tempering : power of the likelihood that was reached; 1 is all of it
    trend : (quarter,), what a standard deviation of a region's own growth does, over the history
    """

    history: History
    ids: tuple[str, ...]
    values: dict[str, Array]
    sizes: Sizes
    weights: Array
    effective: float
    k: float
    rounds: int
    tempering: float
    prior: Prior
    scores: Array

    def residuals(self, beyond: int = 0) -> tuple[Array, Array]:
        """Return log(actual / model) over the history, and the model's logarithm over all. (quarter, region, draw)"""
        model = Hindcast(self.history, beyond).log_revenue(self.prior.all_values(self.values))
        seen = model[: self.history.count]
        return np.log(self.history.revenue)[:, :, None] - seen, model


class Prior:
    """What is believed before the data: the set's distributions with their common factors, and the sizes of errors."""

    def __init__(self, history: History, set_name: str) -> None:
        plan = history.plan
        self.plan, self.set_name = plan, set_name
        self.central = central_assumptions(plan, set_name)
        there = moving_inputs(history)
        stated = plan.assumption_sets[set_name]
        ids = [id for id in ("momentum", "growth_shock") if id == "momentum" or _uncertain(stated, id)]
        ids += [id for id, need in NEEDS.items() if need in there and _uncertain(stated, id)]
        self.ids = tuple(ids)
        self.distributions = {
            id: Normal(self.central["momentum"], WEAK) if id == "momentum" else stated[id].distribution for id in ids
        }
        loads = [factor_of(plan, stated[id].factor if id in stated else None) for id in ids]
        count = len(ids) + len(SIZES)
        self.correlation = np.eye(count)
        for row, (one, first) in enumerate(loads):
            for place, (other, second) in enumerate(loads):
                if row != place and one and one == other:
                    self.correlation[row, place] = first * second
        self._factor: Array = np.linalg.cholesky(self.correlation).astype(np.float64, copy=False)

    @property
    def dimension(self) -> int:
        return len(self.correlation)

    def draws(self, count: int, seed: int) -> Array:
        """Return scores as believed before the data. Shape (draw, dimension)."""
        return _normals(count, self.dimension, seed) @ self._factor.T

    def log_density(self, scores: Array) -> Array:
        return _log_normal(scores, np.zeros(self.dimension), self._factor)

    def values(self, scores: Array) -> tuple[dict[str, Array], Sizes]:
        """Return what scores stand for; one in a billion beyond the tables stands at their end."""
        found, scores = {}, np.clip(scores, -REACH, REACH)
        for place, id in enumerate(self.ids):
            values = self.distributions[id].from_score(np.ascontiguousarray(scores[:, place]))
            limits = self.plan.assumptions[id]
            found[id] = values if id == "momentum" else np.clip(values, limits.low, limits.high)
        sizes = [
            median * np.exp(spread * scores[:, len(self.ids) + place])
            for place, (median, spread) in enumerate(SIZES.values())
        ]
        return found, Sizes(*sizes)

    def all_values(self, values: dict[str, Array]) -> dict[str, Array]:
        """Return every assumption of the plan, with those that are drawn."""
        return {id: np.atleast_1d(np.asarray(one, float)) for id, one in {**self.central, **values}.items()}


def _uncertain(stated: Mapping[str, StatedAssumption], id: str) -> bool:
    return id in stated and stated[id].uncertain


def _normals(count: int, dimension: int, seed: int) -> Array:
    sobol = qmc.Sobol(dimension, rng=np.random.default_rng(seed))
    return special.ndtri(np.clip(sobol.random(count), 1e-12, 1 - 1e-12))


def _log_normal(scores: Array, mean: Array, factor: Array) -> Array:
    z = np.linalg.solve(factor, (scores - mean).T)
    return -0.5 * np.square(z).sum(axis=0) - np.log(np.diag(factor)).sum() - len(mean) / 2 * np.log(2 * np.pi)


def _log_student(scores: Array, mean: Array, factor: Array) -> Array:
    d, v = len(mean), FREEDOM
    z = np.square(np.linalg.solve(factor, (scores - mean).T)).sum(axis=0)
    constant = special.gammaln((v + d) / 2) - special.gammaln(v / 2) - d / 2 * np.log(v * np.pi)
    return constant - np.log(np.diag(factor)).sum() - (v + d) / 2 * np.log1p(z / v)


def trend_of(hindcast: Hindcast, prior: Prior) -> Array:
    """Return what a standard deviation of a region's own growth does to the logarithm of revenue. Shape (quarter,)."""
    region = hindcast.plan.regions[0]
    values = prior.all_values({})
    values[f"growth_shock.{region}"] = np.array([0.0, TREND])
    model = hindcast.log_revenue(values)
    found: Array = model[:, 0, 1] - model[:, 0, 0]
    return found


def _power(before: Array, log_likelihoods: Array, least: float) -> float:
    """Return the largest power of the likelihood, at most 1, that leaves as many draws in effect."""

    def size_at(power: float) -> float:
        logs = before + power * log_likelihoods
        return effective_size(np.exp(logs - logs.max()))

    if size_at(1.0) >= least:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if size_at(middle) >= least else (low, middle)
    return low


def posterior(
    history: History,
    set_name: str,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    start: Posterior | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> Posterior:
    """Return the posterior of a history.

    Parameters
    ----------
    start : that of a history like it, from whose shape draws may begin
    progress : told the share done

    Raises
    ------
    Cancelled
        Somebody stopped it.
    """
    prior = Prior(history, set_name)
    hindcast = Hindcast(history)
    trend = trend_of(hindcast, prior) if history.revenue.shape[1] > 1 else np.zeros(history.count)
    log_actual = np.log(history.revenue)[:, :, None]
    rng = np.random.default_rng([seed, 1])
    shape: tuple[Array, Array] | None = None
    if start is not None and start.prior.ids == prior.ids:
        shape = _shape(start.scores, start.weights, 1.5)
    power, reached = 0.0, 0
    while True:
        reached += 1
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        scores, log_proposal = _propose(prior, shape, draws, seed + reached, rng)
        values, sizes = prior.values(scores)
        residuals = log_actual - hindcast.log_revenue(prior.all_values(values))
        residuals = np.broadcast_to(residuals, (*log_actual.shape[:2], draws))
        likelihoods = log_likelihood(residuals, history.seasons, sizes, trend)
        before = prior.log_density(scores) - log_proposal
        power = max(power, _power(before, likelihoods, KEEP * draws))
        weights, k = smooth(before + power * likelihoods)
        effective = effective_size(weights)
        ended = reached == ROUNDS or (power == 1.0 and effective >= KEEP * draws)
        shape = _shape(scores, weights, 1.2)
        if progress is not None:
            progress(1.0 if ended else reached / ROUNDS)
        if ended:
            break
    return Posterior(history, prior.ids, values, sizes, weights, effective, k, reached, power, prior, scores)


def _shape(scores: Array, weights: Array, wider: float) -> tuple[Array, Array]:
    """Return mean and lower factor of the covariance of weighted scores, a little wider than they are."""
    mean = weights @ scores
    apart = scores - mean
    covariance = (apart * weights[:, None]).T @ apart * wider + 1e-4 * np.eye(len(mean))
    return mean, np.linalg.cholesky(covariance).astype(np.float64, copy=False)


def _propose(
    prior: Prior, shape: tuple[Array, Array] | None, draws: int, seed: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Return scores and the logarithm of the density that they are drawn from."""
    if shape is None:
        scores = prior.draws(draws, seed)
        return scores, prior.log_density(scores)
    mean, factor = shape
    count = int(PRIOR_SHARE * draws)
    normal = _normals(draws, prior.dimension, seed)
    stretch = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, draws - count))[:, None]
    scores = np.concatenate(
        [normal[:count] @ np.linalg.cholesky(prior.correlation).T, mean + stretch * (normal[count:] @ factor.T)]
    )
    share = count / draws
    log_proposal = np.logaddexp(
        np.log(share) + prior.log_density(scores), np.log1p(-share) + _log_student(scores, mean, factor)
    )
    return scores, log_proposal


def forecast(found: Posterior, beyond: int, *, paths: int = 4, seed: int = 0) -> Array:
    """Return paths of revenue beyond the history, equally likely. Shape (quarter, region, path)."""
    rng = np.random.default_rng([seed, 2])
    chosen = _resample(found.weights, rng)
    values = {id: one[chosen] for id, one in found.values.items()}
    sizes = Sizes(*(one[chosen] for one in found.sizes))
    history = found.history
    hindcast = Hindcast(history, beyond)
    model = np.broadcast_to(
        hindcast.log_revenue(found.prior.all_values(values)),
        (history.count + beyond, history.revenue.shape[1], len(chosen)),
    )
    several = history.revenue.shape[1] > 1
    trend = trend_of(hindcast, found.prior) if several else np.zeros(history.count + beyond)
    first = history.seasons[0]
    seasons = (first + np.arange(history.count + beyond)) % 4
    residuals = np.log(history.revenue)[:, :, None] - model[: history.count]
    ahead = model[history.count :]
    return np.concatenate(
        [np.exp(ahead + conditional(residuals, seasons, sizes, trend, rng)) for _ in range(paths)], axis=2
    )


def _resample(weights: Array, rng: np.random.Generator) -> np.ndarray:
    """Return draws by their weights, systematically: each as often as its weight says, give or take one."""
    places = (np.arange(len(weights)) + rng.random()) / len(weights)
    return np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1)
