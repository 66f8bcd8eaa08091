"""Customers: a list of purchases becomes classes by recency, frequency and money; nothing of it is kept."""

from __future__ import annotations

from pages.parts.frame import open_frame

language = open_frame("customers")

from pages.parts import reading, session  # noqa: E402  the frame comes first on every page
from pages.parts.customers import show  # noqa: E402

with reading.page():
    show(session.current_plan(), language)
