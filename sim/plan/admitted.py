"""What a plan knows of a place of its pack, also where the pack leaves it out: what it admits there, in which unit."""

from __future__ import annotations

from sim.plan.leaves import Path
from sim.plan.plan import Plan


def limits_of(plan: Plan, file: str, path: Path) -> tuple[float, float] | list[str] | None:
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


def written_in(plan: Plan, file: str, path: Path) -> tuple[str, str]:
    """Return unit and format of a number of a lever or an assumption; empty where the place belongs to neither."""
    one = None
    if file == "levers.yaml":
        members = (".".join((path[0], part)) for part in path[1:])
        family = next((lever for lever in plan.levers.values() if lever.family == path[0]), None)
        one = plan.levers.get(path[0]) or next((plan.levers[id] for id in members if id in plan.levers), family)
    elif file == "assumptions.yaml":
        one = next((plan.assumptions[id] for id in path[1:3] if id in plan.assumptions), None)
    return ("", "") if one is None else (one.unit, one.format)
