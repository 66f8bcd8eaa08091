"""Watching a long search: whoever started it is told the share that is done and may stop it between two steps.

A search is many calls deep, and none of them knows how long the whole takes; so the one who watches stands beside the
calls (a context variable, hence one a thread) instead of in every signature.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sim.scenario.ensemble import Cancelled

_stop: ContextVar[threading.Event | None] = ContextVar("stop", default=None)
_tell: ContextVar[Callable[[float], None] | None] = ContextVar("tell", default=None)


@contextmanager
def watch(progress: Callable[[float], None] | None, cancelled: threading.Event | None) -> Iterator[None]:
    """Tell `progress` of all that `tell` says inside, and end it with Cancelled once the event is set."""
    stop, teller = _stop.set(cancelled), _tell.set(progress)
    try:
        yield
    finally:
        _stop.reset(stop)
        _tell.reset(teller)


def tell(share: float) -> None:
    """Say which share is done."""
    look()
    teller = _tell.get()
    if teller is not None:
        teller(min(max(share, 0.0), 1.0))


def look() -> None:
    """Raise Cancelled if whoever watches wants no more."""
    stop = _stop.get()
    if stop is not None and stop.is_set():
        raise Cancelled
