"""Compare: two to eight scenarios side by side, what differs in them, and why their results differ."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("compare")

from pages.parts import reading  # noqa: E402  the frame comes first on every page
from pages.parts.compare.view import show  # noqa: E402

with reading.page():
    show(language)
