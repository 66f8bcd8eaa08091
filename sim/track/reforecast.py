"""The reforecast: the same futures, weighted by how well they explain what happened, with the actuals in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.measures import measure, usual_targets
from sim.plan import Plan
from sim.scenario import TargetChoice
from sim.track.actuals import Actuals, Known, known_facts, ratio
from sim.track.futures import Futures
from sim.track.likelihood import evidence_of, observations
from sim.track.rules import rules
from sim.track.weights import Weights, even_weights, importance_weights, weighted_quantiles

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, eq=False)
class Paths:
    """Observable quantities over the quarters, one column a future (or a single one: what happened).

    Measures are taken of it as of a run of the model.

    Attributes
    ----------
    revenue : (quarter, region, product, draw) [CNY_m]
    reps : (quarter, region, draw) [person]
    conversion_rate, churn_rate : (quarter, draw)
    operating_profit : (quarter, draw) [CNY_m] or None
    market : (quarter, 1) [CNY_m]
    aimed : (draw,) or None
        The target's measure in its year as the model has it, for a target that is not among the usual ones: of that
        the actuals say which futures are likely, but do not take its place.
    """

    revenue: Array
    reps: Array
    conversion_rate: Array
    churn_rate: Array
    operating_profit: Array | None
    market: Array
    aimed: Array | None = None

    @cached_property
    def total_revenue(self) -> Array:
        """(quarter, draw) [CNY_m]"""
        return _sum(self.region_revenue, 1)

    @cached_property
    def region_revenue(self) -> Array:
        """(quarter, region, draw) [CNY_m]"""
        return _sum(self.revenue, 2)

    @cached_property
    def product_revenue(self) -> Array:
        """(quarter, product, draw) [CNY_m]"""
        return _sum(self.revenue, 1)

    @cached_property
    def total_headcount(self) -> Array:
        """(quarter, draw) [person]"""
        return _sum(self.reps, 1)

    def annual(self, metric: str, plan: Plan, year: int) -> Array:
        """Return the target's measure in its year. Shape (draw,)."""
        if metric not in usual_targets():
            assert self.aimed is not None
            return self.aimed
        return measure(metric).years(self)[plan.years.index(year)]


def _sum(values: Array, axis: int) -> Array:
    """Sum over one axis that is not the last, in a fixed order: adding whole rows is faster than numpy's own sum."""
    moved = np.moveaxis(values, axis, 0)
    found = moved[0].copy()
    for one in moved[1:]:
        found += one
    return found


@dataclass(frozen=True, eq=False)
class Reforecast:
    """What the actuals change.

    Attributes
    ----------
    before, after : Paths
        As expected, and with actuals in place and the remaining quarters at the level they imply.
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
    before: Paths
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


def paths_of(futures: Futures) -> Paths:
    """Return the ensemble's paths as they are."""
    return Paths(
        futures.revenue,
        futures.reps,
        futures.conversion_rate,
        futures.churn_rate,
        futures.profit,
        futures.market[:, None],
        futures.aimed,
    )


@dataclass(frozen=True, eq=False)
class _Prior:
    paths: Paths
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
    paths, weights = paths_of(futures), even_weights(futures.draws, futures.scenario.draws)
    even = weights.values
    hits = _hits(paths, futures.scenario.plan, futures.scenario.target)
    return _Prior(
        paths,
        weighted_quantiles(paths.total_revenue, even, QUANTILES),
        weighted_quantiles(_by_year(paths.total_revenue), even, QUANTILES),
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
    before, bands, years, p_before = prior.paths, prior.bands, prior.years, prior.p_target
    if not evidence:
        even = prior.weights
        error = _error(p_before, even)
        return Reforecast(
            futures, actuals, facts, even, before, before, bands, bands, years, years, p_before, p_before, error,
            0.0, 0, len(skipped) + len(used),
        )  # fmt: skip
    likelihood = np.sum([one.log_likelihood() for one in evidence.values()], axis=0)
    weights = importance_weights(likelihood, rules().reforecast.least_futures.value)
    revenue = before.revenue.copy()
    carried = 0.0
    still_open = np.flatnonzero(np.isnan(facts.revenue).any(axis=(1, 2)))
    if "revenue" in evidence and len(still_open):
        lift = np.exp(evidence["revenue"].offsets(still_open))
        revenue[still_open] *= lift.reshape(len(still_open), *revenue.shape[1:])
        if facts.last < plan.quarter_count:
            lifted = ratio(revenue[facts.last].sum(axis=(0, 1)), before.total_revenue[facts.last])
            carried = float(weights.values @ lifted) - 1
        spread = np.exp(evidence["revenue"].spread(still_open, futures.draws, scenario.seed))
        revenue[still_open] *= spread.reshape(len(still_open), *revenue.shape[1:])
    put_in_place(revenue, facts)
    after = Paths(
        revenue,
        _place(before.reps, facts.reps),
        _place(before.conversion_rate, facts.conversion_rate),
        _place(before.churn_rate, facts.churn_rate),
        None,
        before.market,
        futures.aimed,
    )
    # Revenue beside the model's brings its contribution at the model's product mix.
    after = replace(
        after,
        operating_profit=futures.profit + (after.total_revenue - before.total_revenue) * futures.contribution,
    )
    p_after = min(float(weights.values @ _hits(after, plan, scenario.target)), 1.0)
    return Reforecast(
        futures=futures,
        actuals=actuals,
        known=facts,
        weights=weights,
        before=before,
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
