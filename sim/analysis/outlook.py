"""What is likely of a scenario: futures under its likely set with its risk cases; band, middle and chance.

The other of the two answers every page gives, what a scenario promises, is in `sim.analysis.promise`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.analysis.uncertainty import Ensemble, Probability, quantiles, simulate, target_probability
from sim.assumptions.central import has_spread
from sim.scenario import Scenario


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
