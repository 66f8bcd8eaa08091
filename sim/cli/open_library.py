"""The scenario library as commands open it: with patience, since other commands may be saving right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.store import Store

PATIENCE = 6.0
"""Seconds that an idle holder is waited for; commands that get on take their turns, however many there are."""


def open_library() -> Store:
    """Return the library; while another command has it open, its first use waits for a turn."""
    from sim import open_store

    store = open_store()
    store.database.patience = PATIENCE
    return store


def join_library() -> None:
    """Count the library's plans among those of this process; a library that is not there yet is not made for it."""
    from sim.store.place import has_library

    if has_library():
        open_library()
