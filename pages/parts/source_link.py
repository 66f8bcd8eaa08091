"""The one way from a number to its source: the Sources page, asked for that number, in a tab of its own.

A tab of its own, because whoever asks for a source in a workshop wants to be back at once where they were. The link
carries the work, so that what is the visitor's own is named there as well.
"""

from __future__ import annotations

from urllib.parse import urlencode

from pages.parts import address, session
from pages.parts.reading import Source
from sim import provenance
from sim.language import Language
from sim.plan import Plan


def source_link(name: str, language: Language) -> str:
    """Return the address of the Sources page for a number (`lever:headcount`) or the ids of sources."""
    work = session.workspace()
    asked = {"q": name}
    if work != session.fresh(work.scenario.plan) and (state := address.link("sources", language.id)):
        asked["s"] = state
    return f"sources?{urlencode(asked)}&lang={language.id}"


def source_of(plan: Plan, name: str, language: Language) -> Source | None:
    """Return where a headline number comes from (`metric:revenue`, `risk:price_war`); None where nothing is known."""
    found = provenance.find_origins(plan, name)
    lines = [line for origin in found for line in provenance.lines(plan, origin, language)]
    return Source(source_link(name, language), tuple(dict.fromkeys(lines))) if found else None
