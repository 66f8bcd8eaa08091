"""Change notices: whoever stores something tells all other processes, which then ask the library anew."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import psycopg

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds before a lost connection is made again, growing while it fails."""


class Notices:
    """Listens from a thread of its own until it is closed.

    Parameters
    ----------
    sender : str
        Who is meant by our own notices, which are not told.
    tell : function
        Called after every change of another process, and after a time in which one may have been missed.
    """

    def __init__(self, url: str, channel: str, sender: str, tell: Callable[[], None]) -> None:
        self.url = url
        self.channel = channel
        self.sender = sender
        self.tell = tell
        self._closing = threading.Event()
        first = self._connect()
        threading.Thread(target=self._listen, args=(first,), name="library-notices", daemon=True).start()

    def close(self) -> None:
        """Stop listening; a notice of our own wakes the thread."""
        self._closing.set()
        try:
            with psycopg.connect(self.url, autocommit=True, connect_timeout=1) as connection:
                connection.execute("SELECT pg_notify(%s, %s)", (self.channel, self.sender))
        except psycopg.Error as problem:
            log.info("notices: %s", type(problem).__name__)  # the server is gone, and the thread with it

    def _connect(self) -> psycopg.Connection:
        connection = psycopg.connect(self.url, autocommit=True, connect_timeout=5)
        connection.execute(f"LISTEN {self.channel}".encode())
        return connection

    def _listen(self, connection: psycopg.Connection) -> None:
        pause = FIRST_PAUSE
        while not self._closing.is_set():
            try:
                with connection:
                    for notice in connection.notifies():
                        if self._closing.is_set():
                            return
                        if notice.payload != self.sender:
                            self.tell()
            except psycopg.Error as problem:
                log.warning("change notices are interrupted: %s", type(problem).__name__)
            while not self._closing.wait(pause):
                pause = min(2 * pause, LONGEST_PAUSE)
                try:
                    connection = self._connect()
                except psycopg.Error:
                    continue  # it has been said; the library's own use says what is wrong
                pause = FIRST_PAUSE
                self.tell()  # what was stored while nobody listened
                break
