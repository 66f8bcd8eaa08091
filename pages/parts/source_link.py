"""The one way from a number to its source: the Sources page, asked for that number, in a tab of its own.

A tab of its own, because whoever asks for a source in a workshop wants to be back at once where they were. The link
carries the work, so that what is the visitor's own is named there as well.
"""

from __future__ import annotations

from urllib.parse import urlencode

from pages.parts import address, session
from sim.language import Language


def source_link(name: str, language: Language) -> str:
    """Return the address of the Sources page for a number (`lever:headcount`) or the ids of sources."""
    work = session.workspace()
    asked = {"q": name}
    if work != session.fresh(work.scenario.plan_id) and (state := address.link("sources", language.id)):
        asked["s"] = state
    return f"sources?{urlencode(asked)}&lang={language.id}"
