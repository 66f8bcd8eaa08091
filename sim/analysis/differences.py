"""Only what differs between scenarios: levers, assumptions, risks, settings and versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.analysis.finding import Finding
from sim.model.measure_base import Measure
from sim.plan.plan import Assumption, Lever
from sim.scenario import Scenario


@dataclass(frozen=True)
class Entrant:
    """A scenario with the name it is compared and exported under, and what it was last computed with.

    Attributes
    ----------
    findings : what was found out about it that a file should tell as well
    plan_hash, model_version : str
        As stored with a saved scenario; by default those of now.
    """

    name: str
    scenario: Scenario
    note: str = ""
    author: str = ""
    plan_hash: str = ""
    model_version: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One input over all scenarios, in their order; None where a scenario's plan does not have it.

    Attributes
    ----------
    kind : str
        "lever", "assumption", "risk", "setting" or "version".
    format : str
        Named number format of the values; "choice", "set", "measure" for ids with a text, "risk" for a case's
        own settings (empty for the catalogue's default), "text" for anything else.
    entry : Lever, Assumption or Measure, optional
        What the values are of: for levers and assumptions, and targets of one measure.
    """

    kind: str
    id: str
    unit: str
    format: str
    values: tuple[Any, ...]
    entry: Lever | Assumption | Measure | None = None


def differences(entrants: Sequence[Entrant]) -> tuple[Difference, ...]:
    """Return the rows in which at least two scenarios differ, in the plan's order."""
    scenarios = [entrant.scenario for entrant in entrants]
    plans = [scenario.plan for scenario in scenarios]
    found: list[Difference] = []

    def row(
        kind: str, id: str, format: str, values: Sequence[Any], entry: Lever | Assumption | Measure | None = None
    ) -> None:
        if any(value != values[0] for value in values):
            found.append(
                Difference(
                    kind,
                    id,
                    "" if entry is None or isinstance(entry, Measure) else entry.unit,
                    format,
                    tuple(values),
                    entry,
                )
            )

    for id in dict.fromkeys(id for plan in plans for id in plan.levers):
        lever = next(plan.levers[id] for plan in plans if id in plan.levers)
        row("lever", id, lever.format, [scenario.levers.get(id) for scenario in scenarios], lever)
    row("setting", "assumptions", "set", [scenario.assumption_set for scenario in scenarios])
    assumptions = [scenario.central_assumptions() for scenario in scenarios]
    for id in dict.fromkeys(id for plan in plans for id in plan.assumptions):
        entry = next(plan.assumptions[id] for plan in plans if id in plan.assumptions)
        row("assumption", id, entry.format, [one.get(id) for one in assumptions], entry)
    for id in dict.fromkeys(id for scenario in scenarios for id in scenario.risks):
        row("risk", id, "risk", [dict(scenario.risks.get(id, {})) for scenario in scenarios])
    settings: Mapping[str, Callable[[Scenario], Any]] = {
        "target-metric": lambda one: one.target.metric,
        "target-year": lambda one: str(one.target.year),
        "target-value": lambda one: f"{one.target.value:g}",
        "seed": lambda one: one.seed,
        "draws": lambda one: one.draws,
    }
    for id, value in settings.items():
        form = {"seed": "count", "draws": "count", "target-metric": "measure"}.get(id, "text")
        aims = {one.target.metric for one in scenarios}
        of = scenarios[0].target.measure if id == "target-value" and len(aims) == 1 else None
        row("setting", id, form, [value(one) for one in scenarios], of)
    row("version", "plan", "text", [plan.id for plan in plans])
    row("version", "plan-hash", "text", [e.plan_hash or p.hash for e, p in zip(entrants, plans, strict=True)])
    row("version", "model", "text", [entrant.model_version or entrant.scenario.plan.model for entrant in entrants])
    return tuple(found)
