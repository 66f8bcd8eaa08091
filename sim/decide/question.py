"""What is asked: a scenario with its target, a chance, further aims, totals, bounds, and what is kept least."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from sim.decide import figures
from sim.decide.figures import Aim, Figure
from sim.decide.space import Bounds
from sim.language.errors import ScenarioError
from sim.scenario import Scenario

Objective = Literal["money", "effort"]
Style = Literal["fewest", "even"]


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    scenario : Scenario
        Where it starts; its target is the headline aim, its likely set and risks are the futures.
    chance : float or None
        Wanted chance of the target; None asks the single run to reach it.
    aims : further aims of the single run
    budget, people, quarterly_hires, cost : what must not be exceeded [CNY_m gross, person, person, CNY_m]
        The gross programme of all years, most reps and most hires in any quarter, the cost of all decisions.
    further : constraints of the single run that are neither aims nor totals
    least : what is kept least, money or the effort of promises
    style : how effort counts: the sum of units (fewest changes) or the largest (everyone a little)
    """

    scenario: Scenario
    bounds: Bounds = field(default_factory=Bounds)
    chance: float | None = None
    aims: tuple[Aim, ...] = ()
    budget: float | None = None
    people: float | None = None
    quarterly_hires: float | None = None
    cost: float | None = None
    further: tuple[Figure, ...] = ()
    least: Objective = "money"
    style: Style = "fewest"

    def __post_init__(self) -> None:
        if self.chance is not None and not 0 < self.chance < 1:
            raise ScenarioError("error-solve-chance", value=self.chance)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The constraints of the single run; the target is the first unless a chance is asked."""
        plan = self.scenario.plan
        aims = self.aims if self.chance is not None else (figures.target_aim(self.scenario.target), *self.aims)
        found = [figures.aim_figure(plan, aim) for aim in aims]
        for limit, make in (
            (self.budget, figures.budget_figure),
            (self.people, figures.people_figure),
            (self.quarterly_hires, figures.quarterly_hires_figure),
            (self.cost, figures.cost_figure),
        ):
            if limit is not None:
                found.append(make(limit))
        return (*found, *self.further)
