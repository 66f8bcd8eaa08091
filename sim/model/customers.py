"""Demand, leads and the customer base: from capacity and market to the run-rate of customer revenue."""

from __future__ import annotations

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array


def log_market_index(growth: Array, quarters: int) -> Array:
    """Return the logarithm of underlying demand, base year = 0.

    Parameters
    ----------
    growth : (quarter or 1, region, draw) [fraction a year]

    Returns
    -------
    index : (quarter, region, draw)
    """
    step = np.log1p(growth) / QUARTERS_A_YEAR
    if growth.shape[0] == 1:
        return step * np.arange(1.0, quarters + 1)[:, None, None]
    for quarter in range(1, quarters):  # np.cumsum along a leading axis strides through memory, ten times slower
        step[quarter] += step[quarter - 1]
    return step


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
    np.multiply(log_capacity, elasticity, out=index)
    index += log_market
    np.exp(index, out=index)
    index *= rise
    return index


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
        now = rates[quarter]
        if added is not None and added[quarter].any():
            now = _strike(now, added[quarter])
        np.multiply(now, retention[quarter], out=rates[quarter + 1])
        rates[quarter + 1] += wins[quarter]
    return rates


def _strike(now: Array, added: Array) -> Array:
    """Return a run-rate (region, draw) after a one-off change (draw,), spread in proportion to the regions."""
    hit = slice(None) if added.size == 1 else np.flatnonzero(added)
    after = now.copy()
    total = total_over_regions(now[None, :, hit])[0]
    after[:, hit] *= np.maximum(1 + (added if added.size == 1 else added[hit]) / np.maximum(total, 1e-12), 0)
    return after


def total_over_regions(values: Array) -> Array:
    """Sum (quarter, region, draw) over regions, in a fixed order: the same bits for any number of draws."""
    total = values[:, 0].copy()
    for region in range(1, values.shape[1]):
        total += values[:, region]
    return total
