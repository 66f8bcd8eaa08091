"""Names of a plan's own things as commands write them."""

from __future__ import annotations

from sim.language import Language, key


def label(language: Language, prefix: str, id: str) -> str:
    """Return the text of a plan's own thing; what belongs to a plan that is not here shows its id."""
    name = key(prefix, id)
    return language.text(name) if language.has(name) else id
