"""What each module of a plan is: its levers, assumptions and what they rest on, and what the plan gains by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sim.model import evaluate
from sim.model.measures import PROFIT, REVENUE
from sim.modules import MODULES
from sim.plan import Plan
from sim.plan.schema import READ
from sim.provenance.catalogue import origins
from sim.scenario import Scenario


@dataclass(frozen=True)
class ModuleRow:
    """One module of a plan.

    Attributes
    ----------
    levers, assumptions : ids
    facts, read, remembered : how many facts and publications, read or known by hearsay, its numbers rest on
    judged : how many of its numbers rest on reasoning
    revenue, profit : what it changes in the last year of the plan as promised [CNY_m]
    """

    id: str
    levers: tuple[str, ...]
    assumptions: tuple[str, ...]
    facts: int
    read: int
    remembered: int
    judged: int
    revenue: float
    profit: float


@lru_cache(maxsize=8)
def module_rows(plan: Plan) -> tuple[ModuleRow, ...]:
    """Return the modules that a plan switches on; effects are the plan's run against one without the module, under the
    same levers and assumptions: a module that only redistributes, or waits for a lever to be moved, changes nothing."""
    scenario = Scenario.of(plan)
    assumptions, full = scenario.promised_assumptions(), _last(plan, scenario.levers, scenario.promised_assumptions())
    rows: list[ModuleRow] = []
    for id in plan.modules:
        without = replace(plan, modules={name: inputs for name, inputs in plan.modules.items() if name != id})
        revenue, profit = _last(without, scenario.levers, assumptions)
        rows.append(_row(plan, id, full[0] - revenue, full[1] - profit))
    return tuple(rows)


def _last(plan: Plan, levers: Mapping[str, object], assumptions: Mapping[str, float]) -> tuple[float, float]:
    run = evaluate(plan, levers, assumptions)
    return float(run.annual(REVENUE.id)[-1, 0]), float(run.annual(PROFIT.id)[-1, 0])


def _row(plan: Plan, id: str, revenue: float, profit: float) -> ModuleRow:
    module = MODULES[id]
    levers = tuple(lever.id for lever in plan.inputs.values() if lever.family in module.levers)
    assumptions = tuple(name for name in plan.assumptions if name.partition(".")[0] in module.assumptions)
    own = [one for one in origins(plan) if one.kind in ("lever", "assumption") and one.id in (*levers, *assumptions)]
    own += [one for one in origins(plan) if one.kind == "quantity" and one.id.startswith(f"modules.{id}.")]
    publications = {id: reference.read for origin in own for id, reference in origin.references}
    read = sum(how in READ for how in publications.values())
    return ModuleRow(
        id,
        levers,
        assumptions,
        len({fact.id for origin in own for fact in origin.facts}),
        read,
        len(publications) - read,
        sum(bool(origin.reason) for origin in own),
        revenue,
        profit,
    )
