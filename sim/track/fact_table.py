"""What became of every fact of the shipped plans' documents, one by one: what it is to the model, where, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, get_args

from sim.plan import Fact, Plan
from sim.provenance.catalogue import uses
from sim.track.fact_use import fact_uses_beside
from sim.track.target import RISE, target_file

Role = Literal["lever", "assumption", "base", "risk", "compared", "tracked", "classes", "helper", "audited", "read"]
ROLES: Sequence[Role] = get_args(Role)
"""A fact counts under the first of these that it is in any plan."""
OF_ORIGINS: Mapping[str, Role] = {
    "lever": "lever", "assumption": "assumption", "quantity": "base", "risk": "risk",
    "target": "compared", "claim": "compared",
}  # fmt: skip
OTHERS = ("benchmark", "policy", "example", "definition")
"""Kinds of statement that tell of others, or of what words mean."""
Why = Literal["rests", "followed", "classifies", "works-out", "checked", "others", "no-quantity", "alone"]
WHY: Mapping[Role, Why] = {
    "tracked": "followed", "classes": "classifies", "helper": "works-out", "audited": "checked"
}  # fmt: skip


@dataclass(frozen=True)
class FactRow:
    """One fact.

    Attributes
    ----------
    role : what it is
    used_by : the numbers that rest on it, each behind the plan's id ("growth-2026 lever:headcount")
    audited : the audit holds it against others, whatever else it is
    why : why it is that: numbers rest on it; it is followed, classifies customers, works out a
        target on Plans, is held against others; it tells of
        others; the model has no such quantity; the model has it, of another scope or period
    """

    fact: Fact
    role: Role
    used_by: tuple[str, ...]
    audited: bool
    why: Why


def fact_table(plans: Iterable[Plan]) -> tuple[FactRow, ...]:
    """Return every fact of some plans, by id; one that stands in several plans is told once, with all uses."""
    facts: dict[str, Fact] = {}
    used: dict[str, dict[str, Role | None]] = {}
    helper = {name.removeprefix(RISE) for step in target_file().steps for name in step.factors} | {target_file().floor}
    beside: dict[Role, set[str]] = {"tracked": set(), "classes": set(), "helper": helper, "audited": set()}
    for plan in plans:
        facts |= plan.facts
        for id, found in uses(plan).items():
            used.setdefault(id, {}).update({f"{plan.id} {one.item}": OF_ORIGINS.get(one.kind) for one in found})
        for name, ids in fact_uses_beside(plan).items():
            beside[name] |= ids
    known = {fact.metric for id, fact in facts.items() if id in used}
    return tuple(_row(facts[id], used.get(id, {}), beside, known) for id in sorted(facts))


def _row(fact: Fact, used: Mapping[str, Role | None], beside: Mapping[Role, set[str]], known: set[str]) -> FactRow:
    found: set[Role] = {one for one in used.values() if one is not None}
    found |= {name for name, ids in beside.items() if fact.id in ids}
    role: Role = min(found, key=ROLES.index) if found else "read"
    why: Why = WHY.get(role, "rests")
    if role == "read":
        why = "others" if fact.kind in OTHERS else "alone" if fact.metric in known else "no-quantity"
    return FactRow(fact, role, tuple(dict.fromkeys(used)), fact.id in beside["audited"], why)


def by_document(rows: tuple[FactRow, ...]) -> dict[str, dict[Role, int]]:
    """Return how many facts of each document are what."""
    found: dict[str, dict[Role, int]] = {}
    for row in rows:
        counts = found.setdefault(row.fact.document, dict.fromkeys(ROLES, 0))
        counts[row.role] += 1
    return dict(sorted(found.items()))


def columns(row: FactRow) -> dict[str, str | float | bool]:
    """Return a row as plain values: the fact as its table has it, then what became of it."""
    stated = {one.name: getattr(row.fact, one.name) for one in fields(row.fact)}
    rest = {"role": row.role, "why": row.why, "audited": row.audited, "used_by": "; ".join(row.used_by)}
    return {**stated, **rest}


def as_csv(rows: tuple[FactRow, ...]) -> str:
    """Return the table as CSV, one fact a row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns(rows[0])), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(columns(row) | {"value": f"{row.fact.value:g}", "audited": "yes" if row.audited else "no"})
    return out.getvalue()
