"""Scenarios that have settled on a stage: their tables may be asked for by key, and long work on them gives way.

The tables that follow a drag stay out of a session's own runs: the stage fetches them afterwards. Only keys that a
session has had remembered are answered. A key that has been dropped, by a restart or by many newer ones, is remembered
again by the stage's session when the stage asks for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pages.parts.recent import Recent
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled

KEPT = 2048
LONGEST_WAIT = 0.25  # seconds that long work stands back at a time: a busy server starves nobody for ever


@dataclass(eq=False)
class Point:
    """A settled scenario, and how many stages show it now."""

    scenario: Scenario
    stages: int = 0


_points: Recent[str, Point] = Recent(KEPT)


def remember(scenario: Scenario, instead_of: str | None = None) -> str:
    """Remember a settled scenario; return the key to ask with.

    Parameters
    ----------
    instead_of : str
        Key that the same stage had before: long work on it ends unless another stage shows it too.
    """
    key = scenario.key
    with _points.lock:
        known = _points.get(key)
        if known is None or instead_of != key:
            before = _points.get(instead_of) if instead_of and instead_of != key else None
            if before is not None:
                before.stages -= 1
            known = known or Point(scenario)
            known.stages += 1
        _points.keep(key, known)
    return key


def point(key: str) -> Point:
    """Return the point remembered under a key.

    Raises
    ------
    KeyError
        Nobody had this key remembered.
    """
    found = _points.get(key)
    if found is None:
        raise KeyError(key)
    return found


class Traffic:
    """Who goes first: answers to moves. Long work looks here between two slices and stands back meanwhile."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._moves = 0

    @contextmanager
    def move(self) -> Iterator[None]:
        """Answer a move; long work stands back until it is done."""
        with self._change:
            self._moves += 1
        try:
            yield
        finally:
            with self._change:
                self._moves -= 1
                if not self._moves:
                    self._change.notify_all()

    def give_way(self, asked: Point) -> None:
        """Stand back while moves are answered.

        Raises
        ------
        Cancelled
            No stage shows any longer what is being worked on.
        """
        with self._change:
            if self._moves:
                self._change.wait_for(lambda: not self._moves, LONGEST_WAIT)
        if asked.stages <= 0:
            raise Cancelled


traffic = Traffic()
"""Moves being answered in this process."""
