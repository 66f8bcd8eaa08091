"""Money: what the programme spends, how far that funds the promised improvements, and what marketing carries over."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.model.axes import Array
from sim.modules.module import so_far


def spend_by_quarter(budget: Array, phasing: Array, quarters: NDArray[np.int_]) -> Array:
    """Return gross spend a quarter.

    Parameters
    ----------
    budget : (category, draw) [CNY_m over the horizon]
    phasing : (year, draw)
        Share of the budget that each year spends.
    quarters : (year,)
        How many quarters of each year the horizon has.

    Returns
    -------
    spend : (category, quarter, draw) [CNY_m]
    """
    yearly = budget[:, None, :] * phasing[None, :, :] / quarters[None, :, None]
    return np.repeat(yearly, quarters, axis=1)


def funding_ratio(spend: Array, planned: Array) -> Array:
    """Return money spent so far over what the plan itself would have spent by then; (quarter, draw).

    Parameters
    ----------
    planned : see `spent_by_then`
    """
    return so_far(spend) / planned


def spent_by_then(reference: Array) -> Array:
    """Return what the plan itself would have spent by the end of each quarter, without end where it spends nothing.

    There is then no programme to fund: the ratio is 0 and the category's effect is off, whatever is spent.
    """
    planned = so_far(reference)
    return np.where(planned > 0, planned, np.inf)


def saturation(funding: Array, constant: Array) -> Array:
    """Return the share of the full effect that a funding ratio buys: 0 at 0, 1 at 1, concave.

    ADBUDG with c = 1 (Michaelis–Menten); source: little-1970.
    """
    return (1 + constant) * funding / (funding + constant)


def adstock(spend: Array, retention: Array) -> Array:
    """Return normalised geometric adstock, empty before the first quarter; (quarter, draw). Source: sethuraman-2011."""
    width = np.broadcast_shapes(spend.shape[1:], retention.shape)
    carried = np.empty((spend.shape[0], *width))
    np.multiply(1 - retention, spend, out=carried)
    kept: Array = np.zeros(width)
    for before, now in pairwise(carried):
        now += np.multiply(retention, before, out=kept)
    return carried


def enablement(digital: Array, training: Array, floor: Array, digital_weight: Array) -> Array:
    """Return how far funding lets a promised improvement happen, `floor` without money, 1 with the reference programme.

    Parameters
    ----------
    digital, training : (quarter, draw)
        Saturated funding ratios.
    """
    return digital_weight * (floor + (1 - floor) * digital) + (1 - digital_weight) * (floor + (1 - floor) * training)
