"""People: reps by region, hires, and what reps in their ramp-up are worth."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array, blocks, of_quarters

COHORTS = 4
"""Quarters after which a cohort counts as fully productive."""


def headcount(base_reps: Array, added: Array, hire_mix: Array, pace: Array, added_factor: Array) -> Array:
    """Return reps at the end of each quarter.

    Growth goes where the hiring mix says and is scaled by attainment; a cut is spread in proportion to the base.

    Parameters
    ----------
    base_reps : (region,) [person]
    added : (draw,) [person]
    hire_mix : (region, draw)
    pace : (quarter, draw)
    added_factor : (quarter or 1, draw)
        Share of the planned growth that is really hired.

    Returns
    -------
    reps : (quarter, region, draw) [person]
    """
    grown = np.maximum(added, 0) * hire_mix
    cut = np.minimum(added, 0) * (base_reps / base_reps.sum())[:, None]
    factor, way = added_factor[:, None, :], pace[:, None, :]
    reps = np.empty(np.broadcast_shapes(grown.shape, cut.shape, factor.shape, way.shape))
    for part in blocks(reps):
        now = reps[part]
        np.multiply(grown, of_quarters(factor, part), out=now)
        now += cut
        now *= of_quarters(way, part)
        now += base_reps[:, None]
    return reps


def hires(reps: Array, base_reps: Array, attrition_rate: Array) -> Array:
    """Return people hired in each quarter: growth plus replaced leavers; (quarter, region, draw) [person]."""
    staying = 1 - attrition_rate[:, None, :] / QUARTERS_A_YEAR
    hired = np.empty(np.broadcast_shapes(reps.shape, staying.shape))
    _join(base_reps[:, None], staying[0], reps[0], hired[0])
    later = hired[1:]
    for part in blocks(later):
        _join(reps[:-1][part], staying[1:][part], reps[1:][part], later[part])
    return hired


def _join(before: Array, staying: Array, reps: Array, joined: Array) -> None:
    """Write how many people join in a quarter: those there are at its end less those of before who stay."""
    np.multiply(before, staying, out=joined)
    np.subtract(reps, joined, out=joined)
    np.maximum(joined, 0, out=joined)


def unproductive_share(age: int, ramp_quarters: Array) -> Array:
    """Return the share of full productivity that a cohort hired `age` quarters ago still lacks."""
    with np.errstate(divide="ignore"):
        lacking = (age + 0.5) / ramp_quarters
    np.subtract(1, lacking, out=lacking)
    return np.maximum(lacking, 0, out=lacking)


def base_effective_reps(base_reps: Array, attrition_rate: float, ramp_months: float) -> Array:
    """Return effective reps of the base year. Shape (region,) [person]."""
    return base_reps * (1 - attrition_rate / QUARTERS_A_YEAR * _lacking_at_rest(ramp_months))


@lru_cache(maxsize=64)
def _lacking_at_rest(ramp_months: float) -> Array:
    """Return what as many hires every quarter lack of full productivity, as a share of a quarter's hires. (1,)"""
    return sum((unproductive_share(age, np.array([ramp_months]) / 3) for age in range(COHORTS)), np.zeros(1))


def effective_reps(reps: Array, hired: Array, base_hires: Array, ramp_months: Array) -> Array:
    """Return reps weighted by ramp-up.

    Parameters
    ----------
    reps, hired : (quarter, region, draw) [person]
    base_hires : (region,) [person a quarter]
        Hires in each quarter before the first.
    ramp_months : (quarter, draw)

    Returns
    -------
    effective : (quarter, region, draw) [person]
    """
    shape = np.broadcast_shapes(reps.shape, hired.shape, ramp_months[:, None, :].shape)
    effective, product = np.empty(shape), np.empty(shape[1:])
    ramp_quarters = ramp_months / 3
    longest = ramp_quarters.max(axis=1).tolist()
    lacking = [unproductive_share(age, ramp_quarters) for age in range(COHORTS) if max(longest) > age + 0.5]
    for quarter, now in enumerate(effective):  # one quarter at a time stays in the processor's cache
        left = reps[quarter]
        for age, lack in enumerate(lacking):
            if longest[quarter] <= age + 0.5:
                break  # nor does any older cohort lack anything
            cohort = hired[quarter - age] if quarter >= age else base_hires[:, None]
            np.multiply(cohort, lack[quarter], out=product)
            left = np.subtract(left, product, out=now)
        if left is not now:
            now[:] = left
    return effective
