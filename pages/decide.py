"""Decide: what it would take, the least it takes, what more safety costs, where to put it, and when it fails."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("decide")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.decide.view import show  # noqa: E402

with reading.page():
    show(language)
