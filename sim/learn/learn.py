"""What a history tells: the posterior of the assumptions, the season, how levers stand now, and what nothing moved."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.learn.errors import regional_trends, seasonal_effects
from sim.learn.hindcast import Hindcast
from sim.learn.history import History
from sim.learn.posterior import NEEDS, TREND, Posterior, Prior, Progress, posterior, trend_of
from sim.learn.smoothing import TRUSTED
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.track.weights import weighted_quantiles

SHARES = (0.1, 0.5, 0.9)
TOLD = 0.9
"""An assumption counts as moved where the data narrow its standard deviation below this share of what it was, or shift
its mean by `SHIFT` of it."""
SHIFT = 0.25
NORMAL = (-1.2815515655446004, 1.2815515655446004)
"""Scores of the 10th and the 90th per cent."""


@dataclass(frozen=True)
class Estimate:
    """What the data say of one assumption, in its own unit.

    Attributes
    ----------
    before, after : (low, middle, high), the 10th, 50th and 90th per cent of what is believed
    mean, deviation : after the data
    narrowed : standard deviation after over before
    shift : of the mean, in standard deviations before
    """

    id: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    mean: float
    deviation: float
    narrowed: float
    shift: float

    @property
    def told(self) -> bool:
        """Whether the data said anything of it."""
        return self.narrowed < TOLD or abs(self.shift) > SHIFT


@dataclass(frozen=True)
class Level:
    """How a rate that was reported stands: mean of the last year, its error, and its change a year before."""

    id: str
    value: float
    error: float
    change: float


@dataclass(frozen=True, eq=False)
class Learnt:
    """What a history tells.

    Attributes
    ----------
    season : (4,), share of an average quarter, the trend taken out
    season_error : (4,), standard deviation
    estimates : of what the data could speak of
    silent : assumptions that are uncertain and of which the data cannot tell, with the input that never moved ("" where
        no such input is read)
    effective, draws, k, rounds, tempering : how well the posterior was reached
    """

    history: History
    set_name: str
    posterior: Posterior
    season: Array
    season_error: Array
    estimates: tuple[Estimate, ...]
    levels: tuple[Level, ...]
    silent: Mapping[str, str]

    @property
    def sound(self) -> bool:
        """Whether the weights can be trusted."""
        return self.posterior.tempering == 1.0 and self.posterior.k < TRUSTED

    def of(self, id: str) -> Estimate:
        return next(one for one in self.estimates if one.id == id)


def learn(
    history: History,
    set_name: str = "",
    *,
    seed: int = 0,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> Learnt:
    """Learn from a history, starting from a set of its plan (the likely one unless another is named).

    Raises
    ------
    Cancelled
        Somebody stopped it.
    """
    plan = history.plan
    set_name = set_name or plan.likely_set
    found = posterior(history, set_name, seed=seed, progress=progress, cancelled=cancelled)
    season, error = _season(found)
    return Learnt(
        history,
        set_name,
        found,
        season,
        error,
        (
            *(_estimate(found.prior, id, values, found.weights) for id, values in _now(found).items()),
            *_regional(found),
        ),
        tuple(_level(id, row) for id, row in history.rates.items()),
        _silent(plan, set_name, found.ids),
    )


def _now(found: Posterior) -> dict[str, Array]:
    """Return the draws of what was learnt, momentum as of the end of the history.

    At the start of a history momentum is how its first year grew; what a plan asks for is how the last one leaves it:
    the growth of the year after, at levers as they are, less what a shock to the market adds to existing accounts.
    """
    model = Hindcast(found.history, QUARTERS_A_YEAR).log_revenue(found.prior.all_values(found.values))
    count = found.history.count
    revenue = np.exp(model).sum(axis=1)
    ahead = revenue[count:].sum(axis=0) / revenue[count - QUARTERS_A_YEAR : count].sum(axis=0) - 1
    shock = found.values.get("growth_shock", np.zeros(1))
    passthrough = found.prior.central["market_passthrough"]
    return {**found.values, "momentum": np.broadcast_to(ahead - passthrough * shock, found.weights.shape)}


def _estimate(prior: Prior, id: str, values: Array, weights: Array) -> Estimate:
    scores = (np.arange(4096) + 0.5) / 4096
    held = prior.distributions[id].quantile(scores)
    if id != "momentum":
        limits = prior.plan.assumptions[id]
        held = np.clip(held, limits.low, limits.high)
    mean = float(weights @ values)
    deviation = float(np.sqrt(weights @ np.square(values - mean)))
    wide = float(held.std())
    before, after = (
        np.quantile(held, SHARES),
        weighted_quantiles(np.ascontiguousarray(values)[None], weights, SHARES)[0],
    )
    low, middle, high = (float(one) for one in before)
    return Estimate(
        id,
        (low, middle, high),
        (float(after[0]), float(after[1]), float(after[2])),
        mean,
        deviation,
        deviation / wide,
        (mean - float(held.mean())) / wide,
    )


def _regional(found: Posterior) -> Iterator[Estimate]:
    """Yield what each region's own growth is beside that of all, as the shock to its market that makes it."""
    history = found.history
    if history.revenue.shape[1] == 1:
        return
    residuals, _ = found.residuals()
    residuals = np.broadcast_to(residuals, (*residuals.shape[:2], len(found.weights)))
    trend = trend_of(Hindcast(history), found.prior)
    means, deviations = regional_trends(residuals, history.seasons, found.sizes, trend)
    u = np.array([NORMAL[0], 0.0, NORMAL[1]])
    for region, draws in zip(history.regions, means, strict=True):
        mean = float(found.weights @ draws)
        deviation = float(np.sqrt(found.weights @ (np.square(draws - mean) + np.square(deviations))))
        low, middle, high = (float(one) for one in TREND * (mean + deviation * u))
        before = TREND * NORMAL[0], 0.0, TREND * NORMAL[1]
        yield Estimate(
            f"growth_shock.{region}", before, (low, middle, high), TREND * mean, TREND * deviation, deviation, mean
        )


def _season(found: Posterior) -> tuple[Array, Array]:
    """Return the season as shares of an average quarter, and how far each may be off. Shape (4,) each."""
    residuals, _ = found.residuals()
    history = found.history
    trend = trend_of(Hindcast(history), found.prior) if residuals.shape[1] > 1 else np.zeros(history.count)
    residuals = np.broadcast_to(residuals, (*residuals.shape[:2], len(found.weights)))
    shares = np.exp(seasonal_effects(residuals, history.seasons, found.sizes, trend))
    shares = shares * QUARTERS_A_YEAR / shares.sum(axis=0)
    mean = shares @ found.weights
    between = np.square(shares - mean[:, None]) @ found.weights
    size = np.square(found.sizes.once) + np.square(found.sizes.own) / residuals.shape[1]
    within = float(found.weights @ size) / (history.count / QUARTERS_A_YEAR)
    return mean, np.sqrt(between + within)


def _level(id: str, row: Array) -> Level:
    """Return how a rate stands over the last year."""
    last, before = row[-QUARTERS_A_YEAR:], row[-2 * QUARTERS_A_YEAR : -QUARTERS_A_YEAR]
    return Level(
        id, float(last.mean()), float(last.std(ddof=1) / np.sqrt(len(last))), float(last.mean() - before.mean())
    )


def _silent(plan: Plan, set_name: str, ids: tuple[str, ...]) -> dict[str, str]:
    stated = plan.assumption_sets[set_name]
    return {id: NEEDS.get(id, "") for id, one in stated.items() if one.uncertain and id not in ids}


def document(found: Learnt) -> dict[str, Any]:
    """Return what was learnt as plain values, each with its unit."""
    plan, history = found.history.plan, found.history
    return {
        "plan": plan.id,
        "set": found.set_name,
        "quarters": {"first": history.labels[0], "last": history.labels[-1], "count": history.count},
        "regions": list(history.regions),
        "season": {"unit": "ratio", "values": found.season.tolist(), "errors": found.season_error.tolist()},
        "estimates": [
            {
                "assumption": one.id,
                "unit": plan.assumptions[one.id].unit,
                "before": dict(zip(("p10", "p50", "p90"), one.before, strict=True)),
                "after": dict(zip(("p10", "p50", "p90"), one.after, strict=True)),
                "mean": one.mean,
                "deviation": one.deviation,
                "narrowed": one.narrowed,
                "shift": one.shift,
                "told": one.told,
            }
            for one in found.estimates
        ],
        "levels": [
            {"measure": one.id, "unit": plan.levers[one.id].unit if one.id in plan.levers else "fraction",
             "value": one.value, "error": one.error, "change": one.change}
            for one in found.levels
        ],
        "silent": [{"assumption": id, "needs": need or None} for id, need in found.silent.items()],
        "left": [{"measure": one.measure, "region": one.region, "item": one.item} for one in history.left],
        "diagnostics": {
            "draws": len(found.posterior.weights),
            "effective": found.posterior.effective,
            "pareto_k": found.posterior.k if np.isfinite(found.posterior.k) else None,
            "rounds": found.posterior.rounds,
            "power": found.posterior.tempering,
            "sound": found.sound,
        },
    }  # fmt: skip
