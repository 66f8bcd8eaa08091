"""Codes that visitors try: wrong ones are counted, by visitor and in all, within the last minute."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from typing import Any

WRONG_CODES = 12  # of one visitor a minute
ALL_WRONG_CODES = 120  # of all visitors a minute; beyond that every try waits
DELAY = 2.0  # seconds
MINUTE = 60.0
WAITING = 8
"""Tries that may wait at once for one visitor who has tried too many wrong codes."""


class Tries:
    """Wrong codes of late. May be used from any thread."""

    def __init__(self, clock: Any = time.monotonic) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._wrong: dict[str, deque[float]] = {}
        self._waiting: dict[str, int] = {}

    def note(self, visitor: str) -> None:
        """Count a wrong code against a visitor and against all."""
        with self._lock:
            for name in (visitor, ""):
                self._wrong.setdefault(name, deque(maxlen=ALL_WRONG_CODES)).append(self.clock())

    def is_limited(self, visitor: str) -> bool:
        """Tell whether a visitor has tried too many wrong codes of late."""
        with self._lock:
            return self._count(visitor) >= WRONG_CODES

    def delay(self) -> float:
        """Return the seconds that a try waits now: some where all visitors together have tried too many wrong codes.

        A limit of all would let anybody shut out those who know their code.
        """
        with self._lock:
            return DELAY if self._count("") >= ALL_WRONG_CODES else 0.0

    def _count(self, visitor: str) -> int:
        tries = self._wrong.get(visitor)
        if tries is None:
            return 0
        while tries and tries[0] < self.clock() - MINUTE:
            tries.popleft()
        if not tries:
            del self._wrong[visitor]
        return len(tries)

    async def pace(self, visitor: str) -> bool:
        """Let a try wait as long as those before it have earned; False where too many of this visitor's wait already.

        Whoever has typed too many wrong codes is slowed, not shut out: behind one address sits a whole audience.
        """
        if self.is_limited(visitor):
            if not self.wait(visitor, 1):
                return False
            try:
                await asyncio.sleep(DELAY)
            finally:
                self.wait(visitor, -1)
        await asyncio.sleep(self.delay())
        return True

    def wait(self, visitor: str, by: int) -> bool:
        """Count a try that begins (1) or ends (-1) to wait; False where too many of this visitor's wait already."""
        with self._lock:
            waiting = self._waiting.get(visitor, 0) + by
            if waiting > WAITING:
                return False
            self._waiting.pop(visitor, None)
            if waiting > 0:
                self._waiting[visitor] = waiting
            return True
