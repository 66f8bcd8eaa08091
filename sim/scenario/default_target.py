"""A sensible value for a target of a measure and a period that nobody has put a value to yet."""

from __future__ import annotations

from dataclasses import replace

from sim.model.measures import periods, whole_and_part
from sim.plan import Plan
from sim.scenario.scenario import Scenario
from sim.scenario.target import TargetChoice


def default_target(plan: Plan, metric: str, period: str | int) -> TargetChoice:
    """Return a sensible target for a measure and period: what the plan states, else what its own single run gives.

    Parameters
    ----------
    period : a year, or a half or quarter ("2026H1"); its year where the measure is of years only
    """
    said = str(period)
    target = TargetChoice.in_period(metric, said if said in periods(plan, metric) else said[:4], 0.0)
    for stated in (*plan.targets.values(), *plan.period_targets):
        if (stated.metric, stated.period) == (whole_and_part(metric)[0], target.period):
            return replace(target, value=stated.value)
    path = Scenario.of(plan, "plan").run().annual(target.metric)[plan.years.index(target.year), 0]
    step = target.aim.step
    return replace(target, value=round(round(float(path) / step) * step, 6))
