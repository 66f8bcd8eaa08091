"""The rail: what can be dragged, in the order in which it stands there, and where each of it stands.

A large family stands before its members, under its own name: with one handle where it can be moved as one, else as no
more than the heading that its members fold under. The drawer of the presenter's stage is drawn from the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.language import Language, key
from sim.plan import Lever, Plan
from sim.plan.amounts import step_places
from sim.scenario.joint import Joint, joint_position, joints

FOLD = "fold"


def family_name(plan: Plan, family: str, language: Language) -> str:
    """Return what a family of levers is called: by the plan where it names it, else by the program."""
    own = key("lever", family)
    return language.text(own if language.has(own) else key("lever-family", family))


def handle_name(joint: Joint, plan: Plan, language: Language) -> str:
    """Return what the handle of a family is called: a step that it adds to each says so."""
    name = family_name(plan, joint.family, language)
    return language.text("joint-step", name=name) if joint.kind == "step" else name


def handle_help(joint: Joint, language: Language) -> str:
    """Return what a handle does, in a sentence or two."""
    kind = "shares" if joint.members[0].simplex else joint.kind
    return language.text("joint-help", kind=kind, count=len(joint.members))


def order(plan: Plan) -> tuple[str, ...]:
    """Return ids of levers and large families as the rail has them: a family before its first member."""
    found: list[str] = []
    for id, lever in plan.levers.items():
        if lever.family in plan.large_families and lever.family not in found:
            found.append(lever.family)
        found.append(id)
    return tuple(found)


def entries(plan: Plan, language: Language) -> list[dict[str, Any]]:
    """Return what the rail shows whatever the levers say, in `order`.

    A lever of a large family names it (`within`) and is folded; the family's own entry lists its `members`.
    """
    return [
        _lever(plan, plan.levers[id], language) if id in plan.levers else _family(plan, id, language)
        for id in order(plan)
    ]


def values(plan: Plan, levers: Mapping[str, Any]) -> list[Any]:
    """Return where everything stands, in `order`; None for a family without a handle."""
    together = joints(plan)
    return [
        levers[id] if id in plan.levers else joint_position(together[id], levers).value if id in together else None
        for id in order(plan)
    ]


def ends(plan: Plan, levers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return of every handle of a family how far its members let it go, and whether some of them stand apart."""
    found = {family: joint_position(joint, levers) for family, joint in joints(plan).items()}
    return {family: {"min": one.low, "max": one.high, "apart": one.apart} for family, one in found.items()}


def _lever(plan: Plan, lever: Lever, language: Language) -> dict[str, Any]:
    large = lever.family in plan.large_families
    entry: dict[str, Any] = {
        "id": lever.id,
        "group": lever.group,
        "label": language.text(key("lever", lever.id)),
        "help": language.text(key("lever", lever.id) + ".help"),
        "advanced": lever.advanced or large,
        "base": lever.base,
        "plan": lever.plan,
    }
    if large:
        entry["within"] = lever.family
    if lever.is_choice:
        entry["options"] = [
            {"value": choice, "label": language.text(key("choice", choice))} for choice in lever.choices
        ]
    else:
        entry |= {"min": lever.low, "max": lever.high, "step": lever.step, "format": lever.format}
        entry["decimals"] = step_places(lever.step, lever.format, language)
    if lever.simplex:
        entry["family"] = [other.id for other in plan.family(lever.family)]
    return entry


def _family(plan: Plan, family: str, language: Language) -> dict[str, Any]:
    members, joint = plan.large_families[family], joints(plan).get(family)
    entry: dict[str, Any] = {
        "id": family,
        "group": members[0].group,
        "label": family_name(plan, family, language) if joint is None else handle_name(joint, plan, language),
        "advanced": members[0].advanced,
        "members": [one.id for one in members],
    }
    if joint is None:
        return entry | {FOLD: True}
    return entry | {
        "help": handle_help(joint, language),
        "family": entry["members"],
        "base": joint.origin,
        "plan": joint.plan,
        "step": joint.step,
        "format": joint.format,
        "decimals": step_places(joint.step, joint.format, language),
    }
