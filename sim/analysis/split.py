"""What we changed against what we assume: the difference between two scenarios in three parts.

Levers are decisions; assumptions and risk settings say which world they are tried in. Each part is its exact Shapley
value over the three groups, so that their order does not matter and they sum to the whole difference. For decisions by
single lever see sim.analysis.bridge; this split also works on averages over futures and on the chance of the target.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sim.analysis.shapley import memberships, shapley_values
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import run_ensemble

Measure = Literal["central", "mean", "chance"]
PARTS = ("levers", "assumptions", "risks")


@dataclass(frozen=True)
class DeltaSplit:
    """A difference in parts that sum to it; in the target measure's unit, or as a probability.

    Attributes
    ----------
    changed : what the levers do
    assumptions, risks : what other assumptions and other risk settings do; together `assumed`
    """

    measure: Measure
    base: float
    value: float
    changed: float
    assumptions: float
    risks: float

    @property
    def judgements(self) -> float:
        return self.assumptions + self.risks


def split_delta(
    base: Scenario, scenario: Scenario, measure: Measure = "central", target: TargetChoice | None = None
) -> DeltaSplit:
    """Return why `scenario` differs from `base`, both read at the target's measure and year.

    Parameters
    ----------
    measure : str
        "central" compares deterministic runs, "mean" averages over the futures of `scenario`'s seed and draws,
        "chance" probabilities of the target.

    Raises
    ------
    ValueError
        The scenarios belong to different plans.
    """
    if base.plan != scenario.plan:
        raise ValueError("scenarios of different plans have no common parts")
    chosen = target or scenario.target
    value = _reader(measure, chosen)
    members = memberships(len(PARTS))
    game = np.array([value(_mix(base, scenario, members[:, column])) for column in range(members.shape[1])])
    changed, assumptions, risks = (float(part) for part in shapley_values(game))
    return DeltaSplit(measure, float(game[0]), float(game[-1]), changed, assumptions, risks)


def _mix(base: Scenario, scenario: Scenario, taken: np.ndarray) -> Scenario:
    """Return a scenario with the parts `taken` (levers, assumptions, risks) from `scenario`, the rest from `base`."""
    levers, assumptions, risks = (scenario if part else base for part in taken)
    return replace(
        scenario,
        levers=levers.levers,
        assumption_set=assumptions.assumption_set,
        own_assumptions=assumptions.own_assumptions,
        risks=risks.risks,
    )


def _reader(measure: Measure, target: TargetChoice) -> Callable[[Scenario], float]:
    def central(scenario: Scenario) -> float:
        year = scenario.plan.years.index(target.year)
        return float(scenario.run().annual(target.metric)[year, 0])

    def over_futures(scenario: Scenario) -> float:
        year = scenario.plan.years.index(target.year)
        found = run_ensemble(scenario, lambda results: {"outcome": results.annual(target.metric)[year]})["outcome"]
        return float(np.mean(target.is_reached(found) if measure == "chance" else found))

    return central if measure == "central" else over_futures
