"""Waiting in tests: for a condition, with an end so late that only what never comes misses it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds: a machine with ten times as much to do as it can must not fail a test."""


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE, between: float = 0.01) -> None:
    """Wait until a condition holds; an AssertionError names what was waited for.

    `between` are the seconds from one look to the next: more where to look costs whoever is looked at.
    """
    end = time.monotonic() + patience
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"waited {patience:.0f} s for {what}"
        pause.wait(between)  # so that what is waited for gets the processor
