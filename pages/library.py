"""The library: every saved scenario, found, opened, annotated, compared with its own past; import and backup."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("library")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.library.view import show  # noqa: E402

with reading.page():
    show(language)
