"""The two answers every page gives of a scenario: what it promises, and what is likely.

As promised: the single run under the plan's promise set. A plan with a fitted number stands on its target by
construction, so what that takes belongs beside it: how much of each promised improvement has to arrive, and that no
risk case occurs. As likely: futures under the scenario's likely set with its risk cases: band, middle and chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.analysis.uncertainty import (
    Ensemble,
    Probability,
    quantiles,
    simulate,
    target_probability,
)
from sim.assumptions.calibration import fit_problem
from sim.assumptions.central import has_spread
from sim.model import Results
from sim.model.results import ANNUAL_METRICS
from sim.scenario import Scenario

SAME = 1e-6
"""Relative: nearer than this a promise stands on its target."""


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

    @property
    def on_target(self) -> bool:
        """Whether the promise stands exactly on its target, neither above nor below."""
        return abs(self.gap) <= SAME * max(abs(self.value), 1e-9)


@dataclass(frozen=True)
class Likely:
    """The futures in the target's measure and year.

    Attributes
    ----------
    p10, p50, p90 : in the measure's unit
    spread : False where the set has no spread of its own: what is left is a promise without slack that meets its risks
    """

    assumption_set: str
    metric: str
    year: int
    p10: float
    p50: float
    p90: float
    chance: Probability
    spread: bool


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
    measures = {metric: float(results.annual(metric)[place, 0]) for metric in ANNUAL_METRICS}
    value = measures[target.metric]
    entries = plan.assumption_sets[plan.promise_set]
    assumptions = scenario.promised_assumptions()
    needed = {
        id: assumptions[id]
        for id, entry in entries.items()
        if entry.fit and id not in scenario.own_assumptions and fit_problem(plan, plan.promise_set, id) is None
    }
    full = None
    if needed:
        stated = {id: plan.assumptions[id].value for id in needed}
        full = float(scenario.with_own_assumptions(stated).run().annual(target.metric)[place, 0])
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


def likely_document(likely: Likely, own_set: str | None = None) -> dict[str, Any]:
    """Return what is likely as plain JSON values; `set` is the user's own set where one was named."""
    return {
        "set": own_set or likely.assumption_set,
        "metric": likely.metric,
        "year": likely.year,
        "p10": likely.p10,
        "p50": likely.p50,
        "p90": likely.p90,
        "chance": likely.chance.value,
        "chance_se": likely.chance.error,
        "draws": likely.chance.draws,
        "spread": likely.spread,
    }


def likely_of(scenario: Scenario, ensemble: Ensemble | None = None) -> Likely:
    """Return what is likely of a scenario's target: the numbers behind every band and every chance.

    Parameters
    ----------
    ensemble : Ensemble
        `simulate(scenario)`, if it is at hand.
    """
    ensemble = simulate(scenario) if ensemble is None else ensemble
    ends = quantiles(ensemble)
    target = scenario.target
    spread = has_spread(scenario.plan, scenario.assumption_set, scenario.own_assumptions)
    return Likely(
        scenario.assumption_set,
        target.metric,
        target.year,
        ends["p10"],
        ends["p50"],
        ends["p90"],
        target_probability(ensemble),
        spread,
    )
