"""Signposts in words: the condition, what triggers it and where it stands, and the next action."""

from __future__ import annotations

from sim.decide.text import lever_name, limit_text
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.plan import Plan
from sim.plan.amounts import assumption_text
from sim.track.signposts import RISK, Signpost


def condition(plan: Plan, one: Signpost, language: Language) -> str:
    """Return what must hold, or what must not."""
    said = limit_text(plan, one.limit, language)
    return language.text("track-signpost-needs" if one.works else "track-signpost-avoids", condition=said)


def trigger(plan: Plan, one: Signpost, language: Language) -> str:
    """Return at which value the signpost is crossed, and what the actuals say of it now."""
    limit = one.limit
    if limit.input.startswith(RISK):
        return language.text("track-signpost-case", chance=CHANCE.format(language, one.middle))
    entry = plan.assumptions[limit.input]
    ends = [assumption_text(entry, end, language) for end in (limit.low, limit.high) if end is not None]
    return language.text(
        "track-signpost-trigger",
        limit=language.join(ends, "or"),
        middle=assumption_text(entry, one.middle, language),
        before=CHANCE.format(language, one.before),
    )


def action(one: Signpost, language: Language) -> str:
    """Return what to do when it is crossed."""
    if one.mitigation is not None:
        return language.text("track-signpost-protect", measure=language.text(key("mitigation", one.mitigation)))
    if one.lever is not None:
        return language.text("track-signpost-lever", lever=lever_name(one.lever.id, language))
    return language.text("track-signpost-decide")
