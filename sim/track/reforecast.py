"""The reforecast: the same futures, weighted by how well they explain what happened, with the actuals in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.scenario import TargetChoice
from sim.track.actuals import Actuals, Known, known_facts, ratio
from sim.track.futures import Futures
from sim.track.likelihood import evidence_of, observations
from sim.track.measures import people_and_rates
from sim.track.paths import Paths
from sim.track.rules import rules
from sim.track.weights import Weights, even_weights, importance_weights, weighted_quantiles

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, eq=False)
class Reforecast:
    """What the actuals change.

    Attributes
    ----------
    futures : Futures
        As expected.
    after : Paths
        With actuals in place and the remaining quarters at the level they imply.
    bands_before, bands_after : (quarter, quantile) [CNY_m]
        Company revenue; quantiles are `QUANTILES`.
    years_before, years_after : (year, quantile) [CNY_m]
    p_before, p_after : float
        Probability of reaching the scenario's target.
    p_error : float
        Standard error of `p_after`.
    carried : float
        By how much the next open quarter is lifted (+) or lowered (-) because actuals run beside the model, as a
        fraction of revenue.
    used, skipped : int
        Figures learnt from, and figures left aside.
    """

    futures: Futures
    actuals: Actuals
    known: Known
    weights: Weights
    after: Paths
    bands_before: Array
    bands_after: Array
    years_before: Array
    years_after: Array
    p_before: float
    p_after: float
    p_error: float
    carried: float
    used: int
    skipped: int


@dataclass(frozen=True, eq=False)
class _Prior:
    bands: Array
    years: Array
    p_target: float
    weights: Weights


@lru_cache(maxsize=2)
def _prior(futures: Futures) -> _Prior:
    """Return what does not depend on actuals.

    Of the many futures that learning from actuals takes, only as many are counted here as the scenario itself has:
    before anything is reported, this is the chance and the band of every other page.
    """
    weights = even_weights(futures.draws, futures.scenario.draws)
    even = weights.values
    hits = _hits(futures, futures.scenario.plan, futures.scenario.target)
    return _Prior(
        weighted_quantiles(futures.total_revenue, even, QUANTILES),
        weighted_quantiles(_by_year(futures.total_revenue), even, QUANTILES),
        min(float(even @ hits), 1.0),
        weights,
    )


def reforecast(futures: Futures, actuals: Actuals) -> Reforecast:
    """Condition the ensemble on what happened.

    Without actuals everything after equals everything before, bit for bit.
    """
    scenario = futures.scenario
    plan = scenario.plan
    used, skipped = observations(plan, actuals)
    evidence = evidence_of(futures, used)
    learnt = sum(len(one.observations) for one in evidence.values())
    facts = known_facts(plan, actuals)
    prior = _prior(futures)
    bands, years, p_before = prior.bands, prior.years, prior.p_target
    if not evidence:
        even = prior.weights
        error = _error(p_before, even)
        return Reforecast(
            futures, actuals, facts, even, futures, bands, bands, years, years, p_before, p_before, error,
            0.0, 0, len(skipped) + len(used),
        )  # fmt: skip
    likelihood = np.sum([one.log_likelihood() for one in evidence.values()], axis=0)
    weights = importance_weights(likelihood, rules().reforecast.least_futures.value)
    revenue = futures.revenue.copy()
    carried = 0.0
    still_open = np.flatnonzero(np.isnan(facts.revenue).any(axis=(1, 2)))
    if "revenue" in evidence and len(still_open):
        lift = np.exp(evidence["revenue"].offsets(still_open))
        revenue[still_open] *= lift.reshape(len(still_open), *revenue.shape[1:])
        if facts.last < plan.quarter_count:
            lifted = ratio(revenue[facts.last].sum(axis=(0, 1)), futures.total_revenue[facts.last])
            carried = float(weights.values @ lifted) - 1
        spread = np.exp(evidence["revenue"].spread(still_open, futures.draws, scenario.seed))
        revenue[still_open] *= spread.reshape(len(still_open), *revenue.shape[1:])
    put_in_place(revenue, facts)
    after = Paths(
        revenue=revenue,
        **{id: _place(getattr(futures, id), getattr(facts, id)) for id in people_and_rates()},
        operating_profit=None,
        market=futures.market,
        aimed=futures.aimed,
    )
    # Revenue beside the model's brings its contribution at the model's product mix.
    moved = after.total_revenue - futures.total_revenue
    after = replace(after, operating_profit=futures.operating_profit + moved * futures.contribution)
    p_after = min(float(weights.values @ _hits(after, plan, scenario.target)), 1.0)
    return Reforecast(
        futures=futures,
        actuals=actuals,
        known=facts,
        weights=weights,
        after=after,
        bands_before=bands,
        bands_after=weighted_quantiles(after.total_revenue, weights.values, QUANTILES),
        years_before=years,
        years_after=weighted_quantiles(_by_year(after.total_revenue), weights.values, QUANTILES),
        p_before=p_before,
        p_after=p_after,
        p_error=_error(p_after, weights),
        carried=carried,
        used=learnt,
        skipped=len(skipped) + len(used) - learnt,
    )


def put_in_place(revenue: Array, facts: Known) -> None:
    """Make futures agree with everything reported; changes `revenue`.

    Known cells take the actual value; where only a total is known, its open parts share the rest in proportion.

    Parameters
    ----------
    revenue : (quarter, region, product, draw) [CNY_m]
    """
    cells = ~np.isnan(facts.revenue)
    revenue[cells] = facts.revenue[cells][:, None]
    for quarter, region in np.argwhere(~np.isnan(facts.region_revenue) & ~cells.all(axis=2)):
        _fit(revenue[quarter, region], cells[quarter, region], float(facts.region_revenue[quarter, region]))
    fixed = cells | ~np.isnan(facts.region_revenue)[:, :, None]
    for quarter in np.flatnonzero(~np.isnan(facts.total_revenue) & ~fixed.all(axis=(1, 2))):
        rows = revenue[quarter].reshape(-1, revenue.shape[-1])
        _fit(rows, fixed[quarter].ravel(), float(facts.total_revenue[quarter]))


def _fit(rows: Array, fixed: np.ndarray, whole: float) -> None:
    """Scale the open rows so that all of them sum to `whole`, in place; rows has shape (row, draw)."""
    rest = np.maximum(whole - rows[fixed].sum(axis=0), 0)
    rows[~fixed] *= np.nan_to_num(ratio(rest, rows[~fixed].sum(axis=0)))


def _place(values: Array, actual: Array) -> Array:
    known = ~np.isnan(actual)
    if not known.any():
        return values
    values = values.copy()
    values[known] = actual[known][:, None]
    return values


def _by_year(quarters: Array) -> Array:
    return np.stack(
        [quarters[start : start + QUARTERS_A_YEAR].sum(axis=0) for start in range(0, len(quarters), QUARTERS_A_YEAR)]
    )


def _hits(paths: Paths, plan: Plan, target: TargetChoice) -> Array:
    return target.is_reached(paths.annual(target.metric, plan, target.year)).astype(float)


def _error(probability: float, weights: Weights) -> float:
    """Return the standard error; where (almost) all or no futures hit, that of one in as many as there are."""
    least = 1 / (weights.effective + 2)
    inner = min(max(probability, least), 1 - least)
    return float(np.sqrt(inner * (1 - inner) / weights.effective))
