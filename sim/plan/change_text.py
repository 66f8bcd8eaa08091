"""What differs between two plans, in words: the name of the thing, what it was, what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sim.language import Language, key
from sim.plan.changes import PlanChange
from sim.plan.fact_text import period_words, places
from sim.plan.spreads import BASIS_TEXTS
from sim.plan.watched import FILE as TRACKING

PARTS = {
    "base": "plan-part-base",
    "plan": "plan-part-plan",
    "range": "plan-part-range",
    "step": "plan-part-step",
    "year": "plan-part-year",
    "probability": "origin-part-probability",
    "onset": "origin-part-onset",
    "duration": "origin-part-duration",
    "effects": "origin-part-effect",
    "mitigation": "origin-part-mitigation",
    "strength": "plan-part-strength",
}
UNSAID = ("quarters", "size")
"""Keys that say nothing beside the part that they belong to."""
BESIDE = {
    "source": "plan-part-source",
    "assumption": "plan-part-assumption",
    "basis": "plan-part-basis",
    "low": "plan-part-low",
    "high": "plan-part-high",
}
"""What stands beside a number, by its key."""
FORMATS = {
    "CNY_m": "money_fine",
    "CNY_m_per_person": "money_fine",
    "CNY_m_per_person_year": "money_fine",
    "persons": "people",
    "months": "months",
    "ratio": "ratio",
    "revenue_per_cost": "ratio",
    "fraction": "percent",
    "fraction_per_year": "percent_year",
}
"""How a number of a unit is written where nothing else says how."""
OWN_MONEY = re.compile(r"^(?:[A-Z]{3}_m|index)(?=_per_person|$)")
"""What a pack calls a million of its currency."""
COUNTED = ("year", "version", "base_year", "years", "quarters", "quarter")
"""Keys whose numbers are names of years and quarters, never grouped."""


def change_name(change: PlanChange, language: Language) -> str:
    """Return what a value is called, by the plan's own names as far as there are any, else by file and key."""
    path = change.path
    if path[-1] in BESIDE and len(path) > 1:
        name = change_name(replace(change, path=(*path[:-1], "value")), language)
        return language.text("plan-change-beside", name=name, part=language.text(BESIDE[path[-1]]))
    if change.file == "levers.yaml":
        family, part, *rest = (*path, "")
        member = next((name for name in rest if language.has(key("lever", f"{family}.{name}"))), "")
        id = f"{family}.{member}" if member else family
        if language.has(key("lever", id)):
            return _part(language.text(key("lever", id)), part, language)
    if change.file == "assumptions.yaml" and len(path) >= 2:
        set_name, id = (path[1], path[2]) if path[0] == "sets" and len(path) > 2 else ("", path[1])
        if language.has(key("assumption", id)):
            if set_name and language.has(key("set", set_name)):
                told = (language.text(key("set", set_name)), *path[4:])
                return _part(language.text(key("assumption", id)), ".".join(told), language)
            return _part(language.text(key("assumption", id)), ".".join(path[2:]), language)
        if path[0] == "factors" and language.has(key("factor", path[1])):
            return _part(language.text(key("factor", path[1])), ".".join(path[2:]), language)
    if change.file == "risks.yaml" and len(path) >= 3:
        for kind, name in (("risk", path[1]), ("stress", path[1])):
            if language.has(key(kind, name)):
                return _part(language.text(key(kind, name)), ".".join(path[2:]), language)
    if change.file == TRACKING and len(path) >= 3 and language.has(key("tracking-rule", path[1])):
        return _part(language.text(key("tracking-rule", path[1])), ".".join(path[2:]), language)
    if change.file == "plan.yaml" and (name := _plan_name(path, language)):
        return name
    return f"{change.file}: {change.key}"


def _plan_name(path: tuple[str, ...], language: Language) -> str:
    """Return what a value of plan.yaml is called, "" where only its key tells."""
    first, member = (*path, "", "")[:2]
    if first in ("revenue", "headcount") and language.has(key("region", member)):
        return language.text(key("origin-quantity", first), member=language.text(key("region", member)))
    for stated in path[2:3] if first == "tiers" and language.has(key("tier", member)) else ():
        whole = language.text(key("origin-quantity", f"tiers.{stated}"), member=language.text(key("tier", member)))
        return _part(whole, ".".join(path[3:]), language)
    if first == "lines" and language.has(key("line", member)):
        return language.text("plan-part-line", line=language.text(key("line", member)))
    if first == "seasonality" and member:
        return language.text("origin-quantity-seasonality", member=member.upper())
    if first == "history" and member:
        return language.text("origin-quantity-history", period=period_words(member, language))
    if first == "targets" and language.has(key("outcome", member.partition("#")[0])):
        metric, _, place = member.partition("#")
        told = " ".join((language.text(key("outcome", metric)), place)).strip()
        return _part(language.text("origin-target", name=told), path[-1], language)
    if first == "claims" and language.has(key("claim", member)):
        return language.text(key("claim", member))
    whole = key("origin-quantity", ".".join(path).removesuffix(".value"))
    return language.text(whole) if language.has(whole) else ""


def _part(name: str, part: str, language: Language) -> str:
    """Return a thing with what is said of it ("range", "probability.value"); its value is the thing itself."""
    first, *rest = part.removesuffix(".value").split(".")
    if first in ("value", ""):
        return name
    told = [_word(one, language) for one in (first, *rest) if one == first or one not in UNSAID]
    return language.text("plan-change-part", name=name, part=" ".join(told))


def _word(part: str, language: Language) -> str:
    """Return what a key of a pack is called: of a thing of the plan its name, else a word for it, else the key."""
    if part in PARTS:
        return language.text(PARTS[part])
    for kind in ("plan-part", "assumption", "risk"):
        if language.has(key(kind, part)):
            return language.text(key(kind, part))
    return part.removeprefix("#").replace("_", " ")


def format_of(change: PlanChange, language: Language) -> str:
    """Return the name of the number format that a value is written in; "" where there is none."""
    if change.path[-1] in COUNTED or change.format == "choice":
        return ""
    if change.format in language.formats:
        return change.format
    return FORMATS.get(OWN_MONEY.sub("CNY_m", change.unit), "")


def change_value(value: Any, change: PlanChange, language: Language) -> str:
    """Return one side of a change as people read it, never rounded to the same as the other side."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return language.join(change_value(one, change, language) for one in value)
    if change.path[-1] == "assumption" and language.has(value):
        return language.text(value)
    if change.path[-1] == "basis" and value in BASIS_TEXTS:
        return language.text(BASIS_TEXTS[value])
    if isinstance(value, bool) or not isinstance(value, int | float) or change.path[-1] in COUNTED:
        return str(value)[:200]
    if format := format_of(change, language):
        spec = language.formats[format]
        return language.quantity(value, format, decimals=max(spec.decimals, places(value * spec.scale)))
    return f"{value:,.10g} {change.unit}".strip()


def change_text(change: PlanChange, language: Language) -> str:
    """Return a change as one line."""
    return language.text(
        "plan-change",
        name=change_name(change, language),
        before=change_value(change.before, change, language),
        after=change_value(change.after, change, language),
    )
