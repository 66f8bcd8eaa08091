"""Workshops: questions to a room in which everybody answers on their own phone."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("workshop")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.room import console  # noqa: E402

with reading.page():
    console.show(language)
