"""The questions most often asked of a plan, each one step away: made from its own levers and stresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.analysis.stress import apply_stress, in_force, release
from sim.plan import Plan
from sim.scenario import Scenario

FEWER = 0.8
"""What "fewer people" means: a fifth less than the plan has."""


@dataclass(frozen=True)
class WhatIf:
    """A question: levers put somewhere, or one of the plan's stresses (`stress`) put in force.

    `id` is "subsidy", "headcount" or the stress's own.
    """

    id: str
    levers: Mapping[str, float] = field(default_factory=dict)
    stress: str = ""

    def holds(self, scenario: Scenario) -> bool:
        """Tell whether a scenario asks this already."""
        if self.stress:
            return in_force(scenario, self.stress)
        return all(scenario.levers[id] == value for id, value in self.levers.items())

    def toggle(self, scenario: Scenario) -> Scenario:
        """Return the scenario with this asked; one that asks it already as the plan has it."""
        asked = self.holds(scenario)
        if self.stress:
            return release(scenario, self.stress) if asked else apply_stress(scenario, self.stress)
        plan = scenario.plan.presets["plan"]
        return scenario.with_levers({id: plan[id] if asked else value for id, value in self.levers.items()})


def what_ifs(plan: Plan) -> tuple[WhatIf, ...]:
    """Return the questions that this plan admits.

    The subsidy cut to the least, where the plan gives more; a fifth fewer people than the plan has; and the stresses
    that change nothing but assumptions (how the world grows), since cases that may strike stand on Risk.
    """
    found: list[WhatIf] = []
    subsidy = plan.levers.get("subsidy_rate")
    if subsidy is not None and subsidy.plan > subsidy.low:
        found.append(WhatIf("subsidy", {subsidy.id: subsidy.low}))
    people = plan.levers.get("headcount")
    if people is not None:
        fewer = max(people.low, people.low + people.step * round((FEWER * people.plan - people.low) / people.step))
        if fewer < people.plan:
            found.append(WhatIf("headcount", {people.id: fewer}))
    found += [WhatIf(id, stress=id) for id, one in plan.stress.items() if one.assumptions and not one.risks]
    return tuple(found)
