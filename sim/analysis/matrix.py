"""Scenarios against risk cases: which choice is least regretted whatever happens.

Each cell is a deterministic run of one scenario with one case forced on (most likely size) or one stress preset in
force, everything else as the scenario has it. Regret is what a choice lacks to the best choice in the same case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.stress import UNSTRESSED, apply_stress
from sim.model.axes import Array
from sim.risk import force
from sim.scenario import Scenario, TargetChoice


@dataclass(frozen=True, eq=False)
class RiskMatrix:
    """Outcomes by scenario and case.

    Attributes
    ----------
    scenarios, cases : names, in the order of the axes; case ids are "none", risk ids, or stress preset ids
    values : (scenario, case) in the measure's unit
    """

    target: TargetChoice
    scenarios: tuple[str, ...]
    cases: tuple[str, ...]
    kinds: tuple[str, ...]
    values: Array

    @property
    def regret(self) -> Array:
        """(scenario, case) What a scenario lacks to the best one in the same case; never negative."""
        merits = self.target.sign * self.values
        return merits.max(axis=0) - merits

    @property
    def worst_case(self) -> tuple[str, ...]:
        """The case in which each scenario does worst."""
        return tuple(self.cases[int(place)] for place in (self.target.sign * self.values).argmin(axis=1))

    @property
    def largest_regret(self) -> Array:
        """(scenario,)"""
        return self.regret.max(axis=1)

    @property
    def least_regretted(self) -> str:
        """The scenario whose largest regret is smallest."""
        return self.scenarios[int(self.largest_regret.argmin())]

    def frame(self) -> pd.DataFrame:
        """Return one row a cell: scenario, case, kind, value, regret."""
        index = pd.MultiIndex.from_product([self.scenarios, self.cases], names=["scenario", "case"])
        table = pd.DataFrame({"value": self.values.ravel(), "regret": self.regret.ravel()}, index=index).reset_index()
        table.insert(2, "kind", list(self.kinds) * len(self.scenarios))
        return table


def risk_matrix(scenarios: Mapping[str, Scenario], target: TargetChoice | None = None) -> RiskMatrix:
    """Return the matrix of named scenarios of one plan against every case and stress preset.

    Raises
    ------
    ValueError
        No scenario, or scenarios of different plans.
    """
    if len({scenario.plan for scenario in scenarios.values()}) != 1:
        raise ValueError("a matrix needs scenarios of one plan")
    first = next(iter(scenarios.values()))
    plan, chosen = first.plan, target or first.target
    year = plan.years.index(chosen.year)
    cases = [(UNSTRESSED, UNSTRESSED), *((id, "risk") for id in plan.risks), *((id, "stress") for id in plan.stress)]
    values = np.empty((len(scenarios), len(cases)))
    for row, scenario in enumerate(scenarios.values()):
        for column, (id, kind) in enumerate(cases):
            if kind == "risk":
                variant = scenario.with_settings(risks=force(plan, scenario.risks, id))
            else:
                variant = apply_stress(scenario, id) if kind == "stress" else scenario
            values[row, column] = variant.run().annual(chosen.metric)[year, 0]
    return RiskMatrix(chosen, tuple(scenarios), tuple(id for id, _ in cases), tuple(kind for _, kind in cases), values)
