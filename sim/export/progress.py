"""Progress and cancellation of an export, in the same way as long calculations have them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sim.scenario.ensemble import Cancelled

Progress = Callable[[float], None]
"""Told the share done, 0 to 1."""


class Steps:
    """Counts equal steps of a piece of work, reports them, and stops when told to."""

    def __init__(self, total: int, progress: Progress | None, cancelled: threading.Event | None) -> None:
        self._total, self._done = max(total, 1), 0
        self._progress, self._cancelled = progress, cancelled
        self._tell()

    def step(self) -> None:
        """Mark one step as done.

        Raises
        ------
        Cancelled
            Somebody stopped the export. No file exists then: exports return bytes only when they are whole.
        """
        self._done = min(self._done + 1, self._total)
        self._tell()

    def _tell(self) -> None:
        if self._cancelled is not None and self._cancelled.is_set():
            raise Cancelled
        if self._progress is not None:
            self._progress(self._done / self._total)
