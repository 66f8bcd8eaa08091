"""Languages as pages and commands have them: with the texts of the plan at hand."""

from __future__ import annotations

from sim.language import Language, get_language
from sim.plan import Plan, load_plan


def spoken(id: str, plan: Plan | None = None) -> Language:
    """Return a language with a plan's texts, those of the shipped one by default."""
    return (plan or load_plan()).vocabulary(get_language(id))
