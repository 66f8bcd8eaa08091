"""What a plan admits at a place of its pack: the ends of a lever or an assumption, or the choices of one."""

from __future__ import annotations

from sim.plan.leaves import Path
from sim.plan.plan import Plan


def admitted(plan: Plan, file: str, path: Path) -> tuple[float, float] | list[str] | None:
    """Return two ends in the pack's own unit, the choices there are, or None where only the whole plan tells."""
    if len(path) < 2 or path[-1] != "value":
        return None
    if file == "levers.yaml":
        member = ".".join((path[0], path[2])) if len(path) > 3 else path[0]
        lever = plan.levers.get(member)
        if lever is None:
            return None
        return list(lever.choices) if lever.is_choice else (lever.low, lever.high)
    if file == "assumptions.yaml" and path[0] == "parameters" and path[1] in plan.assumptions:
        one = plan.assumptions[path[1]]
        return one.low, one.high
    return None
