"""What an answer changes, lever by lever: from where to where, and what each change alone costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.decide.figures import cost_of
from sim.decide.space import effort_of
from sim.plan import Lever
from sim.scenario import Scenario


@dataclass(frozen=True)
class Move:
    """One lever that an answer moves.

    Attributes
    ----------
    before, after : in the lever's unit
    effort : how many times the plan's own promise `after` is; None for what is no promise
    cost : float or None
        What the change adds to the cost of the answer as promised [CNY_m]: cost with it, less cost with this lever
        (or its whole family of shares) put back. None for a member of a family whose first member tells it.
    """

    lever: Lever
    before: Any
    after: Any
    effort: float | None
    cost: float | None


def moves(scenario: Scenario, levers: Mapping[str, Any]) -> list[Move]:
    """Return what `levers` change in a scenario, in the plan's order."""
    plan, here = scenario.plan, scenario.levers
    family = {id: ids for ids in plan.simplexes.values() for id in ids}
    whole = cost_of(scenario, levers)
    told: set[tuple[str, ...]] = set()
    found: list[Move] = []
    for id, lever in plan.levers.items():
        if levers[id] == here[id]:
            continue
        ids = tuple(family.get(id, (id,)))
        cost = None if ids in told else whole - cost_of(scenario, {**levers, **{one: here[one] for one in ids}})
        told.add(ids)
        effort = None if lever.is_choice else effort_of(lever, float(levers[id]))
        found.append(Move(lever, here[id], levers[id], effort, cost))
    return found
