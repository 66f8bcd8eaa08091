"""What a search looks at in every point: cost, the measures of its aims, money, people, and a quantile over futures.

Cost is what decisions cost as promised: the pay of all reps and the net programme over the horizon, from the single
run under the plan's promise. Whether a target is likely is asked of futures: the scenario's likely set and risk cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability, probability
from sim.decide.watch import look
from sim.language.errors import ScenarioError
from sim.model import Results, evaluate
from sim.model.axes import Array
from sim.model.measure_base import Sense
from sim.model.measures import has_measure, has_period, measure, plan_measures
from sim.model.profit import sales_cost
from sim.plan import Plan
from sim.risk import central_effects
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import chunks, inputs
from sim.scenario.target import far_enough

FRESH_DRAWS = 16_384
"""Draws behind every chance that is shown; none of them took part in the search."""
SEED_STEP = 7_919
"""Distance between the seeds of searching, of checking and of telling."""
PAY = "pay"
"""The module that states what reps are paid: commission costs, too."""
MARGIN = 1e-9
"""Relative slack by which a constraint is asked for a little more than it says, so that it holds when compared."""


@dataclass(frozen=True)
class Aim:
    """A measure of one year that must reach (`least`) or keep within (`most`) a value in its unit.

    Whichever is asked: the scenario's target asks for what its measure does.
    """

    metric: str
    year: int
    value: float
    sense: Sense = "least"

    @property
    def id(self) -> str:
        return f"{self.metric}:{self.year}"


def metric_known(plan: Plan, metric: str, year: int) -> None:
    """Raise a ScenarioError unless a measure by year exists and the plan has that year."""
    if not has_measure(plan, metric):
        allowed = [one.id for one in plan_measures(plan)]
        raise ScenarioError("error-target-metric", value=metric[:80], allowed=allowed)
    if not has_period(plan, metric, year):
        raise ScenarioError("error-year", value=year, allowed=plan.years)


def rep_cost(results: Results) -> Array:
    """Return the pay of all reps over the horizon, commission included where the plan has any. Shape (draw,) [CNY_m]"""
    if PAY in results.plan.modules:
        return measure(f"{PAY}.pay").quarters(results).sum(axis=0)
    return sales_cost(results.total_headcount.sum(axis=0), results.assumptions)


def cost_before_sales(results: Results) -> Array:
    """Return what decisions cost whatever is sold: fixed pay and net programme. Shape (draw,) [CNY_m]"""
    paid = PAY in results.plan.modules
    fixed = measure(f"{PAY}.fixed").quarters(results).sum(axis=0) if paid else rep_cost(results)
    return fixed + results.programme_net.sum(axis=0)


def total_cost(results: Results) -> Array:
    """Return what the decisions of a scenario cost: pay of all reps and net programme. Shape (draw,) [CNY_m]"""
    return rep_cost(results) + results.programme_net.sum(axis=0)


@dataclass(frozen=True)
class Figure:
    """One number of a run that a constraint holds: `of` results to (draw,); `scale` is what counts as one."""

    id: str
    of: Callable[[Results], Array]
    limit: float
    sense: Sense
    scale: float

    def slack(self, values: Array) -> Array:
        """Return how far values are on the right side, in units of the scale; not negative where it holds."""
        sign = 1.0 if self.sense == "least" else -1.0
        return (sign * (values - self.limit) - MARGIN * abs(self.limit)) / self.scale

    def holds(self, values: Array) -> np.ndarray:
        """Return where the constraint holds, rounding errors forgiven as everywhere."""
        return far_enough(values, self.limit, 1 if self.sense == "least" else -1)


def aim_figure(plan: Plan, aim: Aim) -> Figure:
    """Return the constraint that an aim is."""
    metric_known(plan, aim.metric, aim.year)
    year = plan.years.index(aim.year)
    return Figure(
        aim.id, lambda results: results.annual(aim.metric)[year], aim.value, aim.sense, max(abs(aim.value), 1e-3)
    )


def budget_figure(limit: float) -> Figure:
    """Return the constraint on the money of the programme before subsidy, all years [CNY_m]."""
    return Figure("budget", lambda results: results.programme_gross.sum(axis=0), limit, "most", max(limit, 1.0))


def people_figure(limit: float) -> Figure:
    """Return the constraint on the most reps in any quarter [person]."""
    return Figure("people", lambda results: results.total_headcount.max(axis=0), limit, "most", max(limit, 1.0))


def quarterly_hires_figure(limit: float) -> Figure:
    """Return the constraint on the most people hired in any quarter, leavers' places included [person]."""
    return Figure(
        "quarterly_hires", lambda results: results.hired.sum(axis=1).max(axis=0), limit, "most", max(limit, 1.0)
    )


def cost_figure(limit: float) -> Figure:
    """Return the constraint on the cost of all decisions [CNY_m]."""
    return Figure("cost", total_cost, limit, "most", max(limit, 1.0))


class Promised:
    """Single runs of many points at once, under the plan's promise."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.assumptions = scenario.promised_assumptions()
        self.effects = central_effects(scenario.plan, scenario.risks)

    def run(self, levers: Mapping[str, Any]) -> Results:
        """Return one draw for each value of the levers."""
        return evaluate(self.scenario.plan, levers, self.assumptions, self.effects)


def cost_of(scenario: Scenario, levers: Mapping[str, Any]) -> float:
    """Return what lever values cost as promised [CNY_m]."""
    return float(total_cost(Promised(scenario).run(levers))[0])


def fresh_outcome(scenario: Scenario, levers: Mapping[str, Any], step: int, draws: int = FRESH_DRAWS) -> Array:
    """Return the target's measure over futures that no search has seen. Shape (draw,)"""
    return futures(scenario, levers, step, draws, target_reduction(scenario))["outcome"]


def target_reduction(scenario: Scenario) -> Callable[[Results], Mapping[str, Array]]:
    """Return what reads the target's measure in its year from a run."""
    target, year = scenario.target, scenario.plan.years.index(scenario.target.year)
    return lambda results: {"outcome": results.annual(target.metric)[year]}


def other_futures(scenario: Scenario, step: int) -> Scenario:
    """Return a scenario that meets another stream of futures."""
    return scenario.with_settings(seed=(scenario.seed + SEED_STEP * step) % 2**32)


def futures(
    scenario: Scenario,
    levers: Mapping[str, Any],
    step: int,
    draws: int,
    reduce: Callable[[Results], Mapping[str, Array]],
) -> dict[str, Array]:
    """Return what `reduce` keeps of many futures of other lever values; all candidates of one `step` meet the same."""
    other = other_futures(scenario, step).with_levers(levers)
    parts: list[dict[str, Array]] = []
    for start, stop in chunks(draws):
        look()
        assumptions, effects = inputs(other, start, stop)
        found = reduce(evaluate(other.plan, other.levers, assumptions, effects))
        parts.append({name: np.broadcast_to(value, (stop - start,)) for name, value in found.items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def fresh_chance(scenario: Scenario, levers: Mapping[str, Any], step: int, draws: int = FRESH_DRAWS) -> Probability:
    """Return the chance of the scenario's target at other lever values, over fresh futures."""
    return probability(scenario.target.is_reached(fresh_outcome(scenario, levers, step, draws)))


def target_aim(target: TargetChoice) -> Aim:
    """Return a scenario's target as an aim of the single run."""
    return Aim(target.metric, target.year, target.value, target.aim.sense)
