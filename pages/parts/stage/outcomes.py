"""The numbers that follow a drag: one vector of named outcomes a draw, the columns of the response table."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.model import Results
from sim.model.axes import year_totals
from sim.model.measure_base import Level, Measure
from sim.model.measures import measures
from sim.plan import Plan
from sim.scenario import Scenario


@lru_cache(maxsize=1)
def outcome_measures() -> tuple[Measure, ...]:
    """Return the measures carried for the last year; revenue is carried for every year and quarter."""
    return measures(Level.DETAIL, needs="run", years=True)


@lru_cache
def column_names(plan: Plan) -> tuple[str, ...]:
    """Return the names of the outcomes, in order.

    `quarter.2024Q1`, `revenue.2024`, `<measure>` (last year), `gap` to the revenue target, `region.east`,
    `core.east`, `new.east` (last year).
    """
    return (
        *(f"quarter.{label}" for label in plan.quarters),
        *(f"revenue.{year}" for year in plan.years),
        *(one.id for one in outcome_measures()),
        "gap",
        *(f"{part}.{region}" for part in ("region", "core", "new") for region in plan.regions),
    )


def revenue_goal(scenario: Scenario, plan: Plan) -> float:
    """Return the last year's revenue that the sentence and the chart measure against [CNY_m].

    The scenario's target where it is one; the plan's own where the scenario aims at another measure or year.
    """
    target, stated = scenario.target, plan.targets.get("revenue")
    if (target.metric, target.year) == ("revenue", plan.years[-1]) or stated is None:
        return target.value
    return stated.value


def outcome_matrix(results: Results, target: float) -> np.ndarray:
    """Return all outcomes of all draws.

    Parameters
    ----------
    target : float [CNY_m]
        Revenue the last year should reach.

    Returns
    -------
    outcomes : (outcome, draw), ordered as `column_names`
    """
    revenue, year = results.annual("revenue"), results.plan.years[-1]
    last = [one.value(results, year)[None] for one in outcome_measures()]
    by_region = (results.revenue, results.core_revenue, results.new_revenue)
    parts = [results.total_revenue, revenue, *last, revenue[-1:] - target]
    parts += [year_totals(values[results.plan.quarters_of(year)])[0] for values in by_region]
    outcomes = np.empty((sum(len(part) for part in parts), results.draws))
    place = 0
    for part in parts:
        outcomes[place : place + len(part)] = part
        place += len(part)
    return outcomes


def outcome_vector(results: Results, target: float, draw: int = -1) -> dict[str, float]:
    """Return the outcomes of one draw by name."""
    column = outcome_matrix(results, target)[:, draw]
    return dict(zip(column_names(results.plan), column.tolist(), strict=True))
