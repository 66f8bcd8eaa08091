"""Plan audit: which of the plan's own numbers cannot all hold, and what that is worth in the simulation."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("audit")

from pages.parts import reading, session  # noqa: E402  the frame comes first on every page
from pages.parts.audit import show  # noqa: E402

with reading.page():
    show(session.get_scenario(), language)
