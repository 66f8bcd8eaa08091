"""What the Compare page computes, kept while the same scenarios are shown: switching a view computes nothing anew."""

from __future__ import annotations

from functools import lru_cache

from pages.parts.release import of_visitors
from sim.analysis.bridge import Bridge, bridge
from sim.analysis.chance_bridge import chance_bridge, openable
from sim.analysis.claims import ClaimRow, claim_rows
from sim.analysis.compare import Comparison, compare
from sim.analysis.differences import Entrant
from sim.model.measure_base import Level
from sim.model.measures import measure as measure_of
from sim.model.measures import measures
from sim.plan import Plan
from sim.scenario import Scenario

CHANCE = "p_target"
MEASURES = (*(one.id for one in measures(Level.HEADLINE) if one.kind == "flow"), CHANCE)
"""What the page's bridge explains: the money that stands on top, and the chance of the target."""


@of_visitors
@lru_cache(maxsize=64)
def comparison(entrants: tuple[Entrant, ...], base: str) -> Comparison:
    return compare(entrants, base)


@of_visitors
@lru_cache(maxsize=256)
def bridge_answer(base: Scenario, current: Scenario, measure: str, year: int, region: str, cause: str) -> Bridge:
    """Return a bridge with the drill-down that the page speaks of: every lever group, and the opened `cause`.

    Assumptions are opened only when asked for, and of the chance `cause` alone, since these take longer.

    Raises
    ------
    ScenarioError
        Two plans, or a year or region that the plan does not have.
    """
    if measure == CHANCE:
        return chance_bridge(base, current, drill=(cause,) if cause else ())
    groups = {lever.group for lever in base.plan.levers.values()}
    return bridge(base, current, measure, year, region or None, drill={*groups, cause})


def by_region(measure: str) -> bool:
    return measure_of(measure).has_regions


@lru_cache(maxsize=8)
def claims(plan: Plan, assumption_set: str) -> tuple[ClaimRow, ...]:
    return claim_rows(plan, assumption_set)


@lru_cache(maxsize=64)
def openable_of_chance(base: Scenario, current: Scenario) -> tuple[str, ...]:
    """Return the causes of a chance that can be opened in a second."""
    return openable(base, current)
