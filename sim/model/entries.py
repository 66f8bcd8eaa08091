"""Regions that start from zero: what the plan states of their first quarter holds under the plan's own levers.

Levers, risk cases and rules move such a region against that. Measured against a run's own first quarter, what they do
in it would be divided out, and what they do in it alone would turn against its own direction in every quarter after.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan

FEWEST = 1e-9
"""Effective reps [person] below which nobody is there."""


class EntryStart(NamedTuple):
    """First quarters under the plan's own levers, without risk cases and rules; a row for each of `plan.entries`.

    Attributes
    ----------
    reps : (entry, draw) [person]
        Effective reps.
    wins : (entry, draw)
        Leads × what a lead brings, relative to the base year.
    """

    reps: Array
    wins: Array


def first_quarters(plan: Plan, values: Array) -> Array:
    """Return what each region that starts from zero has in its first quarter. Shape (entry, draw).

    Parameters
    ----------
    values : (quarter, region, draw)
    """
    return np.stack([values[one.quarter - 1, plan.regions.index(id)] for id, one in plan.entries.items()])


def capacity_start(plan: Plan, base: Array, reps: Array) -> Array:
    """Return what capacity is measured against: the base year's; in a region that starts from zero its first quarter's.

    Where nobody is there in that quarter, the plan wins what it states without people: against an infinite team all
    others are nothing, so that no lever that moves people moves that region.

    Parameters
    ----------
    base : (region, 1) [person]
    reps : (entry, draw) [person], see `EntryStart`

    Returns
    -------
    start : (region, draw) [person]
    """
    start = np.array(np.broadcast_to(base, (base.shape[0], reps.shape[1])))
    for region, there in zip(plan.entries, reps, strict=True):
        start[plan.regions.index(region)] = np.where(there > FEWEST, there, np.inf)
    return start


def with_entries(plan: Plan, wins: Array, first: Array) -> Array:
    """Return wins [CNY_m a year] with those of regions that start from zero: none before their first quarter, in it
    what the plan states where all is as planned, and else as leads, conversion and deals are against the plan's own.

    A region that can win nothing in that quarter under the plan's own levers stays at zero.

    Parameters
    ----------
    wins : (quarter, region, draw)
        Leads × what a lead brings, relative to the base year; changed in place.
    first : (entry, draw), see `EntryStart.wins`
    """
    planned = dict(zip(plan.entries, first, strict=True))
    for place, region in enumerate(plan.regions):
        if (entry := plan.entries.get(region)) is None:
            wins[:, place] *= plan.base_revenue[place]
            continue
        own = planned[region]
        wins[:, place] *= np.divide(entry.wins, own, out=np.zeros_like(own), where=own > 0)
        wins[: entry.quarter - 1, place] = 0.0
    return wins
