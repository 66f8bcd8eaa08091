"""The scenario library as commands open it: with a little patience, since another command may be saving right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.store import DuckStore

PATIENCE = 6.0
"""Seconds. A command holds the library for some tenths of a second, so that a dozen at once take their turns."""


def open_library() -> DuckStore:
    """Return the library; while another command has it open, its first use waits for a turn."""
    from sim.store import open_store

    store = open_store()
    store.database.patience = PATIENCE
    return store
