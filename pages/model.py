"""The model explained: its flow in one picture, every equation beside a sentence, levers, assumption sets, sources."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("model")

from pages.parts import reading, session  # noqa: E402  the frame comes first on every page
from pages.parts.model import show  # noqa: E402

with reading.page():
    show(session.get_scenario(), language)
