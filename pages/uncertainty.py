"""Uncertainty: how likely the target is, how far apart the futures lie, where that comes from, and what we assume."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("uncertainty")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.uncertainty.view import show  # noqa: E402

with reading.page():
    show(language)
