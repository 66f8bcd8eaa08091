"""Names of a plan's own things as commands write them."""

from __future__ import annotations

from sim.language import Language, key
from sim.plan import Plan


def label(words: Language, prefix: str, id: str) -> str:
    """Return the text of a plan's own thing; a plan that brings no texts shows its ids."""
    name = key(prefix, id)
    return words.text(name) if words.has(name) else id


def plan_title(words: Language, plan: Plan) -> str:
    """Return a plan's title; a plan that brings no texts states the title itself."""
    return words.text(plan.title) if words.has(plan.title) else plan.title
