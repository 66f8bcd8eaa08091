"""Which risk cases cannot happen beside which: the groups that share one occurrence draw."""

from __future__ import annotations

from collections.abc import Mapping

from sim.language.errors import PlanError
from sim.plan.risk_file import FILE, CaseEntry


def exclusion_groups(cases: Mapping[str, CaseEntry]) -> dict[str, tuple[str, ...]]:
    """Return the group of each case: itself and whatever exclusions connect it to, excluding cases first.

    Raises
    ------
    PlanError
        An exclusion names an unknown case or, followed along, leads back to where it began; or the cases of a group are
        more probable together than certainty.
    """
    for id, entry in cases.items():
        for other in entry.excludes:
            if other not in cases:
                raise PlanError(
                    "error-risk-unknown", file=FILE, key=f"cases.{id}.excludes", value=other[:80], allowed="–"
                )
    order: list[str] = []
    path: list[str] = []

    def visit(id: str) -> None:
        if id in path:
            raise PlanError("error-risk-exclusion-cycle", cases=" → ".join([*path[path.index(id) :], id]))
        if id in order:
            return
        path.append(id)
        for other in cases[id].excludes:
            visit(other)
        path.pop()
        order.append(id)

    for id in cases:
        visit(id)
    members = {id: {id} for id in cases}
    for id, entry in cases.items():
        for other in entry.excludes:
            joined = members[id] | members[other]
            for member in joined:
                members[member] = joined
    rank = {id: place for place, id in enumerate(reversed(order))}
    groups = {id: tuple(sorted(group, key=rank.__getitem__)) for id, group in members.items()}
    for group in set(groups.values()):
        total = sum(cases[id].probability.value for id in group)
        if total > 1 + 1e-9:
            raise PlanError("error-risk-exclusion-total", cases=group, total=round(total, 6))
    return groups
