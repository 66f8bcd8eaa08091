"""The numbers that follow a drag: one vector of named outcomes a draw, the columns of the response table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pages.parts.release import of_visitors
from sim.model import Results
from sim.model.axes import Array, of_quarters, year_totals
from sim.model.measure_base import Level, Measure
from sim.model.measures import REVENUE, measures, whole_and_part
from sim.plan import Plan
from sim.scenario import Scenario, TargetChoice


@lru_cache(maxsize=1)
def outcome_measures() -> tuple[Measure, ...]:
    """Return the measures carried for the last year; revenue is carried for every year and quarter."""
    return measures(Level.DETAIL, needs="run", years=True)


@lru_cache
def column_names(plan: Plan) -> tuple[str, ...]:
    """Return the names of the outcomes, in order.

    `quarter.2024Q1`, `revenue.2024`, `<measure>` (last year), `aim`: revenue of the
    target's period, `gap` to the revenue target, `region.east`,
    `core.east`, `new.east` (last year).
    """
    return (
        *(f"quarter.{label}" for label in plan.quarters),
        *(f"revenue.{year}" for year in plan.years),
        *(one.id for one in outcome_measures()),
        "aim",
        "gap",
        *(f"{part}.{region}" for part in ("region", "core", "new") for region in plan.regions),
    )


@lru_cache
def column_places(plan: Plan) -> dict[str, int]:
    """Return where each outcome stands in a vector; not to be written to."""
    return {name: place for place, name in enumerate(column_names(plan))}


@dataclass(frozen=True)
class RevenueGoal:
    """The revenue that the sentence and the chart measure against.

    Attributes
    ----------
    metric : revenue of a year, or of a half or quarter ("revenue.H2")
    value : float [CNY_m]
    stated : whether anybody aims at it; a plan without a target of revenue is measured against what it promises itself
    """

    metric: str
    year: int
    value: float
    stated: bool = True


@of_visitors
@lru_cache(maxsize=64)
def revenue_goal(scenario: Scenario) -> RevenueGoal:
    """Return the revenue to measure against: the scenario's target where it is one, else the plan's own."""
    plan = scenario.plan
    aims = [
        TargetChoice.in_period(one.metric, one.period, one.value) for one in (plan.headline, *plan.targets.values())
    ]
    for one in (scenario.target, *aims):
        if whole_and_part(one.metric)[0] == REVENUE.id:
            return RevenueGoal(one.metric, one.year, one.value)
    promised = Scenario.of(plan).run().annual(REVENUE.id)[-1, 0]
    return RevenueGoal(REVENUE.id, plan.years[-1], float(promised), stated=False)


class Reach(NamedTuple):
    """What the axes of the charts have to hold, (time or region, draw) [CNY_m]; regions in the last year."""

    year: Array
    quarter: Array
    region: Array


def reach_of(results: Results) -> Reach:
    """Return the revenue that the charts draw."""
    return Reach(results.annual("revenue"), results.total_revenue, _of_last_year(results, results.revenue))


def _of_last_year(results: Results, values: Array) -> Array:
    """Return the last year's sum of (quarter, region, draw). Shape (region, draw)."""
    return year_totals(values[results.plan.quarters_of(results.plan.years[-1])])[0]


def outcome_matrix(results: Results, goal: RevenueGoal) -> np.ndarray:
    """Return all outcomes of all draws.

    Parameters
    ----------
    goal : RevenueGoal
        What revenue should reach, and when.

    Returns
    -------
    outcomes : (outcome, draw), ordered as `column_names`
    """
    revenue, year = results.annual("revenue"), results.plan.years[-1]
    aim = results.annual(goal.metric)[results.plan.years.index(goal.year)][None]
    last = [one.value(results, year)[None] for one in outcome_measures()]
    quarters = results.plan.quarters_of(year)
    by_region, new = results.revenue[quarters], of_quarters(results.new_share, quarters)[:, None, :]
    parts = [results.total_revenue, revenue, *last, aim, aim - goal.value]
    parts += [year_totals(values)[0] for values in (by_region, by_region * (1 - new), by_region * new)]
    outcomes = np.empty((sum(len(part) for part in parts), results.draws))
    place = 0
    for part in parts:
        outcomes[place : place + len(part)] = part
        place += len(part)
    return outcomes


def outcome_vector(results: Results, goal: RevenueGoal, draw: int = -1) -> dict[str, float]:
    """Return the outcomes of one draw by name."""
    column = outcome_matrix(results, goal)[:, draw]
    return dict(zip(column_names(results.plan), column.tolist(), strict=True))
