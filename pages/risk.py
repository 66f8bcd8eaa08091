"""Risk: how likely the target is, what breaks it, what protects it, and whether that is worth its money."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("risk")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.risk.view import show  # noqa: E402

with reading.page():
    show(language)
