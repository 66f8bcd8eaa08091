"""Tracking: what happened against the plan, and what it says about the rest of the way."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("track")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.track import show  # noqa: E402

with reading.page():
    show(language)
