"""A whole plan pack: the origin of every number, what rests on each source, and numbers by their address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sim.explain.equations import explained_measures
from sim.plan import Plan
from sim.provenance.origin import Origin, assumption, futures, metric, origin_of, preset_value, quantity, risk


@lru_cache
def origins(plan: Plan) -> tuple[Origin, ...]:
    """Return the origin of every number of the plan pack, risks and assumption sets included."""
    found = [quantity(plan, name) for name in plan.quantities]
    found += [preset_value(plan, id, preset) for id in plan.levers for preset in ("baseline", "plan")]
    for id, entry in plan.assumptions.items():
        if any(id not in assumptions for assumptions in plan.assumption_sets.values()):
            found.append(
                origin_of(plan, "assumption", id, entry.sources, entry.reason, value=entry.value, unit=entry.unit)
            )
        found += [assumption(plan, id, name) for name, assumptions in plan.assumption_sets.items() if id in assumptions]
    for id in plan.risks:
        found += risk(plan, id)
    return tuple(found)


@lru_cache
def uses(plan: Plan) -> Mapping[str, tuple[Origin, ...]]:
    """Return what rests on each source: fact id, publication id or reason key → numbers."""
    found: dict[str, list[Origin]] = {}
    for origin in origins(plan):
        for source in origin.sources:
            found.setdefault(source, []).append(origin)
    return {source: tuple(rests) for source, rests in found.items()}


@dataclass(frozen=True)
class Source:
    """One source of the plan pack: kind `fact`, `publication` or `reason`."""

    kind: Literal["fact", "publication", "reason"]
    id: str
    used_by: tuple[Origin, ...]


@lru_cache
def sources(plan: Plan) -> tuple[Source, ...]:
    """Return every source of the plan: all facts (used or not), all publications, all reasoning."""
    used = uses(plan)
    reasons = [id for id in used if id not in plan.facts and id not in plan.references]
    return (
        *(Source("fact", id, used.get(id, ())) for id in plan.facts),
        *(Source("publication", id, used.get(id, ())) for id in plan.references),
        *(Source("reason", id, used[id]) for id in reasons),
    )


def find_origins(plan: Plan, name: str) -> tuple[Origin, ...]:
    """Return the origins of a number by its address, all its variants; none where no number has it.

    `lever:headcount` is today's value and the plan's, `assumption:elasticity` that of every set, `risk:price_war` each
    part of the case, `metric:revenue` the equations behind the result, `futures:revenue` what its chance is read from
    and the target; `lever:headcount:plan` is one of them.
    """
    kind, _, id = name.partition(":")
    if kind == "futures":
        return (futures(plan, id), *find_origins(plan, f"target:{id}")) if id in explained_measures() else ()
    if kind == "metric":
        return (metric(plan, id),) if id in explained_measures() else ()
    return tuple(origin for origin in origins(plan) if name in (origin.address, origin.item))
