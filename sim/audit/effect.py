"""What believing one side of a finding or the other does to the simulated revenue of the end year.

Each side is put through the model on top of a scenario, everything else as it stands there. A value outside the range
of its lever or assumption counts at the end of the range, so that the effect told is the effect one gets by applying
it. A side that asks for another base year (revenue of a region in the first year) is a matter of the plan pack, not of
a scenario: its effect is computed, but no scenario can hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.audit.ledger import Finding
from sim.model import evaluate
from sim.plan import Fact, Plan
from sim.risk import central_effects
from sim.scenario import Scenario

SAME_VALUE = 0.005
"""A scenario assumes a side already if its values differ by less than this share: figures are printed rounded."""

SAME_PLAN = 0.5
"""A table speaks of the plan if at least this share of the plan's own facts stands in it."""


@dataclass(frozen=True)
class Applied:
    """One quantity that a side sets, as the scenario takes it.

    Attributes
    ----------
    kind : "lever", "assumption", "target" or "base"
    wanted, value : float
        What the side asks for, and that within the range allowed; in the model's units.
    before : float
        What the scenario has.
    """

    kind: str
    id: str
    wanted: float
    value: float
    before: float

    @property
    def clipped(self) -> bool:
        return abs(self.wanted - self.value) > 1e-12


@dataclass(frozen=True)
class Side:
    """One side of a finding in the model.

    Attributes
    ----------
    side : "stated" or "implied"
    scenario : Scenario or None
        The scenario that takes this side; None where only another base year could.
    revenue : float
        [CNY_m] Revenue of the end year.
    in_force : bool
        The scenario at hand assumes just this already.
    """

    side: str
    applied: tuple[Applied, ...]
    scenario: Scenario | None
    revenue: float
    in_force: bool


@dataclass(frozen=True)
class Effect:
    """What a finding is worth: both sides as far as the model has them, and the revenue [CNY_m] of the scenario."""

    sides: tuple[Side, ...]
    current: float

    @property
    def low(self) -> float:
        """The lowest revenue [CNY_m] among the sides; the scenario's own stands in for a missing side."""
        return min(self._revenues)

    @property
    def high(self) -> float:
        return max(self._revenues)

    @property
    def spread(self) -> float:
        """How far apart the sides put the revenue of the end year [CNY_m]."""
        return self.high - self.low

    @property
    def _revenues(self) -> tuple[float, ...]:
        found = tuple(side.revenue for side in self.sides)
        return found if len(found) > 1 else (*found, self.current)


def effects(findings: Sequence[Finding], scenario: Scenario) -> dict[int, Effect]:
    """Return the effect of each finding that the model can tell, by its place in `findings`."""
    plan = scenario.plan
    current = _revenue(plan, scenario)
    found: dict[int, Effect] = {}
    for place, finding in enumerate(findings):
        if finding.what_if and all(_has(plan, entry) for side in finding.what_if for entry in _settings(side)):
            sides = tuple(_side(plan, scenario, side, current) for side in finding.what_if)
            found[place] = Effect(sides, current)
    return found


def ranking(count: int, known: Mapping[int, Effect]) -> list[int]:
    """Return the places of `count` findings, the largest effect first; without effect in the order of the audit."""
    return sorted(range(count), key=lambda place: (-round(known[place].spread, 6) if place in known else 0.0, place))


def speaks_of(facts: Iterable[Fact], plan: Plan) -> bool:
    """Tell whether a table states the quantities of the plan's own document, so that its sides may move the model."""
    own = {(f.metric, f.scope, f.period, f.kind) for f in plan.facts.values() if f.document == plan.document}
    there = {(f.metric, f.scope, f.period, f.kind) for f in facts if f.document == plan.document}
    return bool(own) and len(own & there) >= SAME_PLAN * len(own)


def _settings(side: Mapping[str, object]) -> list[dict[str, Any]]:
    settings = side["set"]
    assert isinstance(settings, list)
    return settings


def _has(plan: Plan, entry: Mapping[str, Any]) -> bool:
    """Tell whether the plan has what a side would set: a document may speak of regions that this plan does not have."""
    kind, id = entry["kind"], entry["id"]
    if kind == "base":
        return id.partition(".")[2] in plan.regions
    return kind == "target" or id in (plan.levers if kind == "lever" else plan.assumptions)


def _side(plan: Plan, scenario: Scenario, side: Mapping[str, object], current: float) -> Side:
    applied = tuple(
        _apply(plan, scenario, entry["kind"], entry["id"], float(entry["value"])) for entry in _settings(side)
    )
    base = {one.id: one.value for one in applied if one.kind == "base"}
    changed = scenario
    for one in applied:
        if one.kind == "lever":
            changed = changed.with_levers({one.id: one.value})
        elif one.kind == "assumption":
            changed = changed.with_own_assumptions({one.id: one.value})
        elif one.kind == "target":
            changed = changed.with_settings(
                target=replace(changed.target, metric="revenue", year=plan.years[-1], value=one.value)
            )
    in_force = all(abs(one.value - one.before) <= SAME_VALUE * abs(one.before) for one in applied)
    same_result = in_force or all(one.kind == "target" for one in applied)
    revenue = current if same_result else _revenue(_rebase(plan, base), changed)
    return Side(str(side["side"]), applied, None if base else changed, revenue, in_force)


def _apply(plan: Plan, scenario: Scenario, kind: str, id: str, wanted: float) -> Applied:
    if kind == "lever":
        lever = plan.levers[id]
        return Applied(kind, id, wanted, min(max(wanted, lever.low), lever.high), float(scenario.levers[id]))
    if kind == "assumption":
        entry = plan.assumptions[id]
        return Applied(
            kind, id, wanted, min(max(wanted, entry.low), entry.high), float(scenario.promised_assumptions()[id])
        )
    if kind == "base":
        place = plan.regions.index(id.partition(".")[2])
        return Applied(kind, id, wanted, wanted, float(plan.base_revenue[place]))
    return Applied(kind, id, wanted, wanted, float(scenario.target.value))


def _rebase(plan: Plan, base: Mapping[str, float]) -> Plan:
    """Return the plan with another base year; what was fitted stays as it is."""
    if not base:
        return plan
    revenue = np.array(plan.base_revenue)
    for id, value in base.items():
        revenue[plan.regions.index(id.partition(".")[2])] = value
    return replace(plan, base_revenue=revenue)


def _revenue(plan: Plan, scenario: Scenario) -> float:
    """Return the revenue [CNY_m] of the end year: one deterministic run, forced risks included."""
    results = evaluate(plan, scenario.levers, scenario.promised_assumptions(), central_effects(plan, scenario.risks))
    return float(results.annual("revenue")[-1, 0])
