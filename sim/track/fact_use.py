"""What becomes of each fact of a plan: it feeds the model, is compared with it, followed, checked, or only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sim.audit.command import plan_report
from sim.plan import Plan
from sim.plan.customer_classes import customer_classes
from sim.plan.watched import FILE, tracking_of
from sim.provenance.catalogue import uses
from sim.track.rules import rules

USES = ("model", "compared", "tracked", "classes", "audited", "read")
"""In this order; a fact counts under the first that it is of."""
COMPARED = ("target", "claim")
Beside = Literal["tracked", "classes", "audited"]


@dataclass(frozen=True)
class FactUse:
    """Facts by what they are of, each under the first of `USES`; `audited` has all that the audit checked."""

    first: Mapping[str, tuple[str, ...]]
    audited: int
    stated: int

    @property
    def use_count(self) -> int:
        """How many facts are more than read."""
        return self.stated - len(self.first["read"])


def fact_use(plan: Plan) -> FactUse:
    """Return what the facts of a plan are used for."""
    return _fact_use(plan, plan.extras.get(FILE, ""))  # plans of the same numbers may follow different things


@lru_cache(maxsize=4)
def _fact_use(plan: Plan, _followed: str) -> FactUse:
    of_numbers, beside = uses(plan), fact_uses_beside(plan)
    first: dict[str, list[str]] = {name: [] for name in USES}
    for id in plan.facts:
        kinds = {one.kind for one in of_numbers.get(id, ())}
        if kinds - set(COMPARED):
            first["model"].append(id)
        elif kinds:
            first["compared"].append(id)
        else:
            first[next((name for name, ids in beside.items() if id in ids), "read")].append(id)
    audited = beside["audited"] & set(plan.facts)
    return FactUse({name: tuple(ids) for name, ids in first.items()}, len(audited), len(plan.facts))


def fact_uses_beside(plan: Plan) -> dict[Beside, set[str]]:
    """Return the facts that are followed on Tracking, classify customers, and are checked by the audit."""
    followed = {one.fact for one in plan.milestones} | {*tracking_of(plan).facts().values()}
    followed |= {id for value in tracking_of(plan).values().values() for id in value.sources}
    tracking = rules(plan)
    followed |= {id for shape in tracking.pacing.values() for id in shape.sources}
    followed |= {id for one in tracking.warnings for id in one.sources}
    followed |= {id for one in (tracking.attainment.green_from, tracking.attainment.red_below) for id in one.sources}
    classes = {id for value in customer_classes(plan).values().values() for id in value.sources}
    audited = {str(id) for id in plan_report(plan).checked_facts}
    return {"tracked": followed, "classes": classes, "audited": audited}
