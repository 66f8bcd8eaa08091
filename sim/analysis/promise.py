"""What a scenario promises: the single run under the plan's promise set, and what that takes.

A plan with a fitted number stands on its target by construction, so what it takes belongs beside it: how much of each
promised improvement has to arrive, and that no risk case occurs. What is likely: `sim.analysis.outlook`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.assumptions.calibration import find_fit
from sim.model import Results
from sim.model.measures import annual_measures
from sim.scenario import Scenario


@dataclass(frozen=True)
class Promise:
    """The run as promised, in the target's year.

    Attributes
    ----------
    measures : measure id -> value in its unit
    value : the target's measure; `gap` how far it is above (+) or below (-) the target
    needed : assumption id -> fitted value, where the promise set fits one: the share of each promised improvement
        that has to arrive
    full : the target's measure if all of it arrived (the assumption at its stated value); None without a fit
    forced : risk cases that are forced on and therefore show
    """

    assumption_set: str
    year: int
    measures: Mapping[str, float]
    value: float
    gap: float
    needed: Mapping[str, float]
    full: float | None
    forced: tuple[str, ...]


def needed_of(scenario: Scenario) -> dict[str, float]:
    """Return what the promise set is fitted to need: assumption id -> the share of each improvement that has to arrive.

    Empty without a fit, where it fails, and where the scenario states a value of its own.
    """
    plan = scenario.plan
    assumptions = scenario.promised_assumptions()
    return {
        id: assumptions[id]
        for id, entry in plan.assumption_sets[plan.promise_set].items()
        if entry.fit and id not in scenario.own_assumptions and not find_fit(plan, plan.promise_set, id).missed
    }


def with_all_of_it(scenario: Scenario) -> Scenario:
    """Return a scenario in which everything that is promised arrives: fitted assumptions at their stated values."""
    return scenario.with_own_assumptions({id: scenario.plan.assumptions[id].value for id in needed_of(scenario)})


def promise_of(scenario: Scenario, results: Results | None = None) -> Promise:
    """Return what a scenario promises in its target's year.

    Parameters
    ----------
    results : Results
        `scenario.run()`, if it is at hand.
    """
    plan, target = scenario.plan, scenario.target
    results = scenario.run() if results is None else results
    place = plan.years.index(target.year)
    measures = {one.id: float(results.annual(one.id)[place, 0]) for one in annual_measures()}
    value = float(results.annual(target.metric)[place, 0])
    needed = needed_of(scenario)
    full = float(with_all_of_it(scenario).run().annual(target.metric)[place, 0]) if needed else None
    forced = tuple(id for id, settings in scenario.risks.items() if settings.get("mode") == "on")
    return Promise(plan.promise_set, target.year, measures, value, value - target.value, needed, full, forced)


def promise_document(promise: Promise) -> dict[str, Any]:
    """Return a promise as plain JSON values: measures of the target's year, and what it takes."""
    return {
        **promise.measures,
        "set": promise.assumption_set,
        "year": promise.year,
        "gap_to_target": promise.gap,
        "needed": dict(promise.needed),
        "with_all_of_it": promise.full,
        "forced": list(promise.forced),
    }
