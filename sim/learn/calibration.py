"""Simulation-based calibration: truths drawn from what is believed, histories made of them, and learnt from again.

If the method is right, the truth's rank among the forecasts is as likely to be any as any other, and a band of 80 per
cent holds 80 per cent of the truths. References: Talts and others (2018), arXiv 1804.06788.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.learn.errors import Sizes, covariances
from sim.learn.hindcast import Hindcast, with_first_regions
from sim.learn.history import History
from sim.learn.posterior import Prior, Progress, forecast, posterior, trend_of
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan

BANDS = (0.5, 0.8)
ACTUAL_SHARES = {"0.5": (0.32, 0.68), "0.8": (0.65, 0.93)}
"""What the bands of sixty truths hold where the method is right, all but once in two hundred times (binomial)."""


@dataclass(frozen=True, eq=False)
class Calibrated:
    """Where truths lay among forecasts.

    Attributes
    ----------
    ranks : (truth,)
        Share of the forecasts of the year after that lie below the truth.
    momentum : (truth,)
        The same of momentum among its posterior.
    quarters : known before the forecast
    """

    ranks: Array
    momentum: Array
    quarters: int

    def shares(self, truths: int = 0) -> dict[float, float]:
        """Return what the middle bands held, of the first truths only where asked."""
        ranks = self.ranks[: truths or None]
        return {band: float((np.abs(ranks - 0.5) <= band / 2).mean()) for band in BANDS}


def drawn_history(plan: Plan, set_name: str, quarters: int, regions: int, seed: int) -> tuple[History, Array, float]:
    """Return a history that the model and its errors made, the year of revenue after it, and the momentum behind it."""
    rng = np.random.default_rng([seed, 3])
    several = with_first_regions(plan, regions)
    years = tuple(range(2001, 2001 + -(-quarters // QUARTERS_A_YEAR)))
    moved_plan = replace(several, base_year=2000, years=years, quarter_count=4 * len(years), entries={}, milestones=())
    flat = History(moved_plan, 0, np.full((quarters, regions), 100.0), None, None, {}, {})
    prior = Prior(flat, set_name)
    scores = np.linalg.cholesky(prior.correlation) @ rng.standard_normal(prior.dimension)
    values, sizes = prior.values(scores[None])
    hindcast = Hindcast(flat, QUARTERS_A_YEAR)
    model = hindcast.log_revenue(prior.all_values(values))[:, :, 0]
    trend = trend_of(hindcast, prior) if regions > 1 else np.zeros(len(model))
    shared, own = covariances(np.arange(len(model)) % QUARTERS_A_YEAR, Sizes(*sizes), trend)
    common = np.linalg.cholesky(shared[0]) @ rng.standard_normal(len(model))
    errors = np.linalg.cholesky(own[0]) @ rng.standard_normal((len(model), regions))
    revenue = np.exp(model + common[:, None] + errors)
    known = replace(flat, revenue=revenue[:quarters])
    return known, revenue[quarters:], float(values["momentum"][0])


def truth_ranks(
    plan: Plan,
    *,
    truths: int,
    quarters: int = 12,
    regions: int = 2,
    draws: int = 512,
    seed: int = 0,
    progress: Progress | None = None,
) -> Calibrated:
    """Return where truths drawn from the prior lie among the forecasts learnt from their histories."""
    ranks: list[float] = []
    momentum: list[float] = []
    for place in range(truths):
        history, after, truth = drawn_history(plan, plan.likely_set, quarters, regions, 1000 * seed + place)
        found = posterior(history, plan.likely_set, draws=draws, seed=place)
        year = forecast(found, QUARTERS_A_YEAR, paths=2, seed=place).sum(axis=(0, 1))
        ranks.append(float((year < after.sum()).mean()))
        momentum.append(float(found.weights @ (found.values["momentum"] < truth)))
        if progress is not None:
            progress((place + 1) / truths)
    return Calibrated(np.array(ranks), np.array(momentum), quarters)
