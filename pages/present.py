"""Presenter mode: what the room sees, from the bookmarks or a story of the library. Keys do everything; Esc leaves."""

from __future__ import annotations

from pages.parts.frame import open_bare

language = open_bare("present")

from pages.parts.present import stage  # noqa: E402  the frame comes first on every page

stage.show()
