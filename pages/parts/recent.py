"""Answers that visitors come back to: the most recent are kept, and go with the last visitor."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

from pages.parts.release import let_go

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """What was kept or asked for last, for threads to share.

    Attributes
    ----------
    lock : lock
        Held within each call; hold it yourself where several belong together.
    """

    def __init__(self, most: int) -> None:
        """Keep no more than `most`."""
        self.lock = threading.RLock()
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        let_go(self.clear)

    def get(self, key: Key) -> Value | None:
        """Return what is kept under a key, None if nothing is."""
        with self.lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value in place of the one that was asked for longest ago."""
        with self.lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forget what is kept under a key, if anything is."""
        with self.lock:
            self._kept.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        with self.lock:
            self._kept.clear()
