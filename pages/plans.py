"""Plans: which there are; bring one, keep several versions of it, compare them, give one away, put one away."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("plans")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.plans.view import show  # noqa: E402

with reading.page():
    show(language)
