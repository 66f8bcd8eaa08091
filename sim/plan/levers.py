"""levers.yaml: what people drag, one lever an entry or, with `each`, one a region, year or budget category."""

from __future__ import annotations

from typing import Any, NamedTuple

from sim.language.errors import PlanError
from sim.modules import MODULES, Module
from sim.plan import schema
from sim.plan.defaults import fill_levers
from sim.plan.pack import TOLERANCE, Pack, complete, inside, one_of
from sim.plan.plan import Lever
from sim.plan.tiers import with_tier_lever

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
"""Families that the model reads, and the axis each runs over; a pack has any of them and no others: a lever that no
equation reads would be a slider that moves nothing."""

NEEDS = {"hire_mix": "headcount", "budget_phasing": "budget", "subsidy_rate": "budget"}
"""Families that do nothing without another one."""


class Levers(NamedTuple):
    """What people drag, by id in the order of the file; and what the model reads and nobody drags."""

    levers: dict[str, Lever]
    fixed: dict[str, Lever]


def read_levers(pack: Pack) -> Levers:
    """Return the levers of a pack; PlanError where an entry breaks a rule."""
    content = pack.in_model_units(pack.content(FILE), FILE)
    filled, places, left_out = fill_levers(content)
    filled = with_tier_lever(pack, filled, left_out)
    entries: list[schema.LeverEntry] = pack.check(list[schema.LeverEntry], filled, FILE, "")
    _check_families(pack, entries)
    levers = _read(pack, entries)
    others = _read(pack, pack.check(list[schema.LeverEntry], list(left_out.values()), FILE, ""))
    pack.defaults |= places
    # A family of one has nothing to share out, so there is nothing to drag either.
    alone = {id for id, lever in levers.items() if lever.low == lever.high and not lever.is_choice}
    whole = {lever.family for lever in levers.values() if lever.simplex}
    alone |= {id for id, lever in levers.items() if lever.family in whole and _count(levers, lever.family) == 1}
    return Levers(
        {id: lever for id, lever in levers.items() if id not in alone},
        {**{id: levers[id] for id in levers if id in alone}, **others},
    )


def _count(levers: dict[str, Lever], family: str) -> int:
    return sum(lever.family == family for lever in levers.values())


def _check_families(pack: Pack, entries: list[schema.LeverEntry]) -> None:
    stated = [entry.id for entry in entries]
    modules = {name: one for module in switched_on(pack) for name, one in module.levers.items()}
    known = {**FAMILIES, **{name: one.each for name, one in modules.items()}}
    for entry in entries:
        if entry.id not in known:
            raise PlanError("error-plan-unknown-key", file=FILE, key=entry.id, allowed=[*known])
        one_of(entry.each, (known[entry.id],), FILE, f"{entry.id}.each")
        if (needed := NEEDS.get(entry.id)) and needed not in stated:
            raise PlanError("error-plan-missing-key", file=FILE, key=needed)
    for family, each in modules.items():
        if family not in stated and (each.each is None or pack.members[each.each]):
            raise PlanError("error-plan-missing-key", file=FILE, key=family)
    has = {"new_product_share": "new" in pack.file.products, "budget": bool(pack.file.categories)}
    where = {"new_product_share": "lines", "budget": "categories"}
    for family, there in has.items():
        if family in stated and not there:
            raise PlanError("error-plan-missing-key", file="plan.yaml", key=where[family])
    if has["new_product_share"] and "new_product_share" not in stated:
        raise PlanError("error-plan-missing-key", file=FILE, key="new_product_share")


def switched_on(pack: Pack) -> tuple[Module, ...]:
    """Return the modules that a pack switches on, which `sim.plan.load` has checked by name."""
    return tuple(MODULES[id] for id in pack.file.modules if id in MODULES)


def _read(pack: Pack, entries: list[schema.LeverEntry]) -> dict[str, Lever]:
    levers: dict[str, Lever] = {}
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
    if entry.unit == "choice":
        low, high, step = 0.0, 0.0, 0.0
    elif entry.range is None and base.value == plan.value:
        low, high, step = base.value, base.value, 0.0  # stated once and for all
    else:
        low, high, step = _slider(entry, id, member)
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
    for module in MODULES.values():
        if family in module.levers:
            return module.levers[family].kind
    return "condition" if family in CONDITIONS else "decision" if family in DECISIONS else "promise"


def module_of(family: str) -> str:
    """Return the module that a family of levers belongs to; empty for the kernel's own."""
    return next((id for id, module in MODULES.items() if family in module.levers), "")


def _slider(entry: schema.LeverEntry, id: str, member: str) -> tuple[float, float, float]:
    """Return low end, high end and step."""
    span = entry.range.get(member) if isinstance(entry.range, dict) else entry.range
    if span is None or entry.step is None:
        raise PlanError("error-plan-missing-key", file=FILE, key=f"{id}.{'range' if span is None else 'step'}")
    low, high = span
    if low >= high:
        raise PlanError("error-plan-range-order", file=FILE, key=f"{id}.range", low=low, high=high)
    return low, high, entry.step
