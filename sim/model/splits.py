"""Revenue split by region and by whatever else the modules of a plan split it by, such as line and channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from sim.model.axes import Array, of_quarters
from sim.model.rounding import add_up
from sim.modules import MODULES
from sim.plan import Plan

Run = Any
"""A run of the model (`sim.model.Results`)."""
Parts = dict[tuple[str, tuple[tuple[str, str], ...]], float]
"""By region and members ((module, member), …), revenue [CNY_m]."""


@dataclass(frozen=True)
class Part:
    """Revenue of one region in one member of each axis.

    Attributes
    ----------
    members : by module that splits revenue, such as {"channels": "online", "lines": "service"}
    revenue : (quarter, draw) [CNY_m]
    """

    region: str
    members: Mapping[str, str]
    revenue: Array


def axes(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return by module that splits revenue the members it splits it into; empty for a plan without such modules."""
    return {id: tuple(MODULES[id].shares) for id in plan.modules if MODULES[id].shares}


def text_key(module: str, member: str) -> str:
    """Return the text key of a member's name."""
    return f"part-{module}-{member}"


def _shares(run: Run) -> dict[str, dict[str, Array]]:
    """Return the share of every member by module, (quarter, region or 1, draw) each."""
    found = axes(run.plan)
    return {id: {member: MODULES[id].shares[member](run) for member in members} for id, members in found.items()}


def split_revenue(run: Run) -> Iterator[Part]:
    """Give every part of a run's revenue: region, then the members of each axis; over all of them it is the revenue.

    Axes are taken as independent inside a region: what sells online is made of lines as everything is.
    """
    plan: Plan = run.plan
    found, shares = axes(plan), _shares(run)
    for place, region in enumerate(plan.regions if found else ()):
        for members in product(*found.values()):
            named = dict(zip(found, members, strict=True))
            revenue = run.revenue[:, place, :]
            for id, member in named.items():
                share = shares[id][member]
                revenue = revenue * share[:, min(place, share.shape[1] - 1), :]
            yield Part(region, named, np.asarray(revenue))


def parts_of_year(run: Run, year: int) -> Parts:
    """Return by region and members ((module, member), …) the last draw's revenue of a year of the horizon [CNY_m]."""
    if year not in run.plan.years:
        return {}
    quarters, found, shares = run.plan.quarters_of(year), axes(run.plan), _shares(run)
    totals: dict[tuple[tuple[str, str], ...], list[float]] = {}
    for members in product(*found.values()) if found else ():
        named = tuple(zip(found, members, strict=True))
        revenue = run.revenue[quarters, :, -1]
        for id, member in named:
            revenue = revenue * of_quarters(shares[id][member], quarters)[:, :, -1]
        totals[named] = revenue.sum(axis=0).tolist()
    return {
        (region, named): each[place] for place, region in enumerate(run.plan.regions) for named, each in totals.items()
    }


def as_written(parts: Parts, step: float) -> Parts:
    """Return parts in multiples of a step [CNY_m]: those of a region add up to what it brings."""
    found: Parts = {}
    for region in dict.fromkeys(region for region, _ in parts):
        found |= add_up({id: value for id, value in parts.items() if id[0] == region}, step)
    return found
