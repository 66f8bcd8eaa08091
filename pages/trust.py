"""Why believe this model: tests evaluated now, limits first."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("trust")

from pages.parts import reading, session  # noqa: E402  the frame comes first on every page
from pages.parts.trust import show  # noqa: E402

with reading.page():
    show(session.current_plan(), language)
