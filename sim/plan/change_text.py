"""What differs between two plans, in words: the name of the thing, what it was, what it is."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.plan.changes import PlanChange

PARTS = {"base": "plan-part-base", "plan": "plan-part-plan", "range": "plan-part-range", "step": "plan-part-step"}


def change_name(change: PlanChange, language: Language) -> str:
    """Return what a value is called, by the plan's own names as far as there are any, else by file and key."""
    path = change.path
    if change.file == "levers.yaml":
        family, part, *rest = (*path, "")
        member = next((name for name in rest if language.has(key("lever", f"{family}.{name}"))), "")
        id = f"{family}.{member}" if member else family
        if language.has(key("lever", id)):
            part = language.text(PARTS[part]) if part in PARTS else part
            return language.text("plan-change-part", name=language.text(key("lever", id)), part=part)
    if change.file == "assumptions.yaml" and len(path) >= 2:
        set_name, id = (path[1], path[2]) if path[0] == "sets" and len(path) > 2 else ("", path[1])
        if language.has(key("assumption", id)):
            part = (
                language.text(key("set", set_name))
                if set_name and language.has(key("set", set_name))
                else ".".join(path[2:])
            )
            return language.text("plan-change-part", name=language.text(key("assumption", id)), part=part)
    if change.file == "risks.yaml" and len(path) >= 3 and language.has(key("risk", path[1])):
        return language.text("plan-change-part", name=language.text(key("risk", path[1])), part=".".join(path[2:]))
    if change.file == "plan.yaml" and len(path) >= 2 and language.has(key("region", path[1])):
        return language.text("plan-change-part", name=language.text(key("region", path[1])), part=path[0])
    return f"{change.file}: {change.key}"


def change_value(value: Any, change: PlanChange, language: Language) -> str:
    """Return one side of a change as people read it."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(change_value(one, change, language) for one in value)
    if isinstance(value, bool) or not isinstance(value, int | float) or change.path[-1] in ("year", "version"):
        return str(value)[:200]
    if change.format in language.formats and change.format != "choice":
        return language.quantity(value, change.format)
    return f"{value:,.10g} {change.unit}".strip()


def change_text(change: PlanChange, language: Language) -> str:
    """Return a change as one line."""
    return language.text(
        "plan-change",
        name=change_name(change, language),
        before=change_value(change.before, change, language),
        after=change_value(change.after, change, language),
    )
