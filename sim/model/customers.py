"""Demand, leads and the customer base: from capacity and market to the run-rate of customer revenue."""

from __future__ import annotations

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array, blocks, of_quarters
from sim.plan import Plan

LEAST_NEW_BUSINESS = 0.02
"""Least share of base revenue that new customers bring a year in model 1.2: near zero no lever would do anything."""


def log_market_index(growth: Array, quarters: int) -> Array:
    """Return the logarithm of underlying demand, base year = 0.

    Parameters
    ----------
    growth : (quarter or 1, region, draw) [fraction a year]

    Returns
    -------
    index : (quarter, region, draw)
    """
    if growth.shape[0] == 1:
        return np.log1p(growth) / QUARTERS_A_YEAR * np.arange(1.0, quarters + 1)[:, None, None]
    index = np.empty_like(growth)
    for quarter, now in enumerate(index):  # np.cumsum along a leading axis strides through memory, ten times slower
        np.log1p(growth[quarter], out=now)
        now /= QUARTERS_A_YEAR
        if quarter:
            now += index[quarter - 1]
    return index


def leads(log_market: Array, log_capacity: Array, elasticity: Array, lift: Array) -> Array:
    """Return the lead index: demand × capacity ^ sales-force elasticity × marketing lift.

    Parameters
    ----------
    log_market, log_capacity : (quarter, region, draw)
        Logarithms of the indices of demand and of productive capacity, base year = 0.
    elasticity : (region, draw)
        Sales-force elasticity by region; source: albers-2010.
    lift : (quarter, draw)

    Returns
    -------
    leads : (quarter, region, draw) [index, base year = 1]
    """
    rise = lift[:, None, :]
    index = np.empty(np.broadcast_shapes(log_market.shape, log_capacity.shape, elasticity.shape, rise.shape))
    for part in blocks(index):
        now = index[part]
        np.multiply(of_quarters(log_capacity, part), elasticity, out=now)
        now += of_quarters(log_market, part)
        np.exp(now, out=now)
        now *= of_quarters(rise, part)
    return index


def gross_new_business(plan: Plan, momentum: Array, churn: Array | float, passthrough: Array) -> tuple[Array, Array]:
    """Return the market growth that existing accounts follow, and what new customers must bring a year.

    The share of base revenue that new customers bring makes it grow by its momentum at base values. Model 1.1 takes
    what follows; below zero better conversion would lower revenue. Model 1.2 keeps it at `LEAST_NEW_BUSINESS` or above:
    existing accounts then follow the market less closely than stated, and if that does not suffice the share itself
    stands at that least.

    Parameters
    ----------
    momentum, passthrough : (draw,)
    churn : base year's, fraction a year, perhaps one a draw

    Returns
    -------
    passthrough, share : (draw,)
    """
    growth = plan.market_growth
    if plan.model == "1.1":
        return passthrough, momentum + churn - passthrough * growth
    if growth > 0:
        passthrough = np.clip((momentum + churn - LEAST_NEW_BUSINESS) / growth, 0, passthrough)
    return passthrough, np.maximum(momentum + churn - passthrough * growth, LEAST_NEW_BUSINESS)


def run_rate(base: Array, retention: Array, wins: Array, added: Array | None) -> Array:
    """Return the annualised revenue of the customer base at the end of each quarter, the base year's end first.

    Parameters
    ----------
    base : (region, draw) [CNY_m a year]
    retention : (quarter, region, draw)
        What a quarter leaves of the run-rate after churn and growth of existing accounts.
    wins : (quarter, region, draw) [CNY_m a year]
    added : (quarter, draw) or None [CNY_m a year]
        One-off changes at the start of a quarter, in proportion to the regions; the base never falls below zero.

    Returns
    -------
    run_rate : (quarter + 1, region, draw) [CNY_m a year]
    """
    shape = np.broadcast_shapes(base.shape, retention.shape[1:], wins.shape[1:])
    if added is not None:
        shape = np.broadcast_shapes(shape, added.shape[1:])
    rates = np.empty((wins.shape[0] + 1, *shape))
    rates[0] = base
    for quarter in range(wins.shape[0]):
        now, after = rates[quarter], rates[quarter + 1]
        np.multiply(now, retention[quarter], out=after)
        if added is not None and added[quarter].any():
            _strike(now, added[quarter], retention[quarter], after)
        after += wins[quarter]
    return rates


def _strike(now: Array, added: Array, retention: Array, after: Array) -> None:
    """Write what a one-off change, spread in proportion to the regions, leaves of a run-rate where there is one.

    Parameters
    ----------
    now, after : (region, draw) at the start of the quarter, before the change; and at its end
    added : (draw,)
    retention : (region, draw or 1)
    """
    hit = np.arange(now.shape[1]) if added.size == 1 else np.flatnonzero(added)
    struck = now.take(hit, axis=1)
    total = total_over_regions(struck[None])[0]
    struck *= np.maximum(1 + (added if added.size == 1 else added[hit]) / np.maximum(total, 1e-12), 0)
    struck *= retention if retention.shape[1] == 1 else retention.take(hit, axis=1)
    after[:, hit] = struck


def total_over_regions(values: Array, share: Array | None = None) -> Array:
    """Sum (quarter, region, draw) over regions, in a fixed order: the same bits for any number of draws.

    Parameters
    ----------
    share : (quarter, draw)
        Of every region's values only this share counts.
    """
    if share is None:
        total = values[:, 0].copy()
        for region in range(1, values.shape[1]):
            total += values[:, region]
        return total
    total = values[:, 0] * share
    part = np.empty_like(total)
    for region in range(1, values.shape[1]):
        total += np.multiply(values[:, region], share, out=part)
    return total
