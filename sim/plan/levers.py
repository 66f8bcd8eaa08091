"""levers.yaml: what people drag, one lever an entry or, with `each`, one a region, year or budget category."""

from __future__ import annotations

from typing import Any

from sim.language.errors import PlanError
from sim.plan import schema
from sim.plan.pack import TOLERANCE, Pack, complete, inside, one_of
from sim.plan.plan import Lever

FILE = "levers.yaml"

KINDS = ("decision", "promise", "condition")
CONDITIONS = ("growth", "subsidy_rate")
DECISIONS = ("headcount", "hire_mix", "budget", "budget_phasing", "pace")
"""What a family's levers are unless its entry states a `kind`: all others are promises."""

FAMILIES = {
    "headcount": None,
    "hire_mix": "region",
    "attrition_rate": None,
    "ramp_months": None,
    "conversion_rate": None,
    "churn_rate": None,
    "deal_size": None,
    "new_product_share": None,
    "growth": "region",
    "budget": "category",
    "budget_phasing": "year",
    "subsidy_rate": None,
    "pace": None,
}
"""Families that the model reads, and the axis each runs over. A pack has them all and no others: a lever that no
equation reads would be a slider that moves nothing."""


def read_levers(pack: Pack) -> dict[str, Lever]:
    """Return the levers by id, in the order of the file; PlanError where an entry breaks a rule."""
    levers: dict[str, Lever] = {}
    entries: list[schema.LeverEntry] = pack.parse(FILE, list[schema.LeverEntry])
    for entry in entries:
        members = pack.members[entry.each] if entry.each else ("",)
        base = _values(pack, entry, "base", members)
        plan = base if entry.plan == "same" else _values(pack, entry, "plan", members)
        for member in members:
            id = f"{entry.id}.{member}" if member else entry.id
            if id in levers:
                raise PlanError("error-plan-duplicate", file=FILE, key=id)
            levers[id] = _lever(entry, id, member, base[member], plan[member])
        for former in entry.formerly:
            if former in {lever.family for lever in levers.values()}:
                raise PlanError("error-plan-duplicate", file=FILE, key=f"{entry.id}.formerly.{former}")
        if entry.simplex:
            for name, values in (("base", base), ("plan", plan)):
                total = sum(float(value.value) for value in values.values())
                if abs(total - 1) > TOLERANCE:
                    raise PlanError("error-plan-simplex", file=FILE, key=f"{entry.id}.{name}", value=total)
    complete({entry.id: entry for entry in entries}, tuple(FAMILIES), FILE)
    for entry in entries:
        one_of(entry.each, (FAMILIES[entry.id],), FILE, f"{entry.id}.each")
    return levers


def _values(pack: Pack, entry: schema.LeverEntry, name: str, members: tuple[str, ...]) -> dict[str, Any]:
    content: dict[str, Any] = getattr(entry, name)
    if not entry.each:
        content = {"": content}
    complete(content, members, FILE, f"{entry.id}.{name}")
    kind = schema.Choice if entry.unit == "choice" else schema.Value
    values = {}
    for member in members:
        key = ".".join(part for part in (entry.id, name, member) if part)
        values[member] = item = pack.check(kind, content[member], FILE, key)
        pack.rests(item, entry.unit, None if entry.unit == "choice" else item.value, FILE, key)
    return values


def _lever(entry: schema.LeverEntry, id: str, member: str, base: Any, plan: Any) -> Lever:
    low, high, step = (0.0, 0.0, 0.0) if entry.unit == "choice" else _slider(entry, id, member)
    if entry.unit == "choice" and not entry.choices:
        raise PlanError("error-plan-missing-key", file=FILE, key=f"{id}.choices")
    for name, item in (("base", base), ("plan", plan)):
        if entry.choices:
            one_of(item.value, entry.choices, FILE, f"{id}.{name}")
        else:
            inside(item.value, low, high, FILE, f"{id}.{name}")
    return Lever(
        id=id,
        family=entry.id,
        member=member,
        group=entry.group,
        unit=entry.unit,
        format=entry.format,
        path=entry.path,
        low=low,
        high=high,
        step=step,
        choices=tuple(entry.choices or ()),
        direction=entry.direction,
        simplex=entry.simplex,
        advanced=entry.advanced,
        base=base.value,
        plan=plan.value,
        base_sources=base.sources,
        plan_sources=plan.sources,
        base_reason=base.assumption,
        plan_reason=plan.assumption,
        formerly=tuple(f"{former}.{member}" if member else former for former in entry.formerly),
        kind=entry.kind or kind_of(entry.id),
    )


def kind_of(family: str) -> str:
    """Return what a family's levers are by default: decision, promise or condition."""
    return "condition" if family in CONDITIONS else "decision" if family in DECISIONS else "promise"


def _slider(entry: schema.LeverEntry, id: str, member: str) -> tuple[float, float, float]:
    """Return low end, high end and step."""
    span = entry.range.get(member) if isinstance(entry.range, dict) else entry.range
    if span is None or entry.step is None:
        raise PlanError("error-plan-missing-key", file=FILE, key=f"{id}.{'range' if span is None else 'step'}")
    low, high = span
    if low >= high:
        raise PlanError("error-plan-range-order", file=FILE, key=f"{id}.range", low=low, high=high)
    return low, high, entry.step
