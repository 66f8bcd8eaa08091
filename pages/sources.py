"""Sources: every fact, publication and judgement, what rests on each, and how much it moves. `?q=` searches."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("sources")

from pages.parts import reading, session  # noqa: E402  the frame comes first on every page
from pages.parts.sources import show  # noqa: E402

with reading.page():
    show(session.get_scenario(), language)
