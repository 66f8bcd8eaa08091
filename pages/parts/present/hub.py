"""Rooms: what a presenter shows now, and who follows it. In memory, one process; a restart ends every room.

A room has a short code for followers, who can only look, and a long key for its presenter. Codes are 6 of 31 letters
(887 million), tries are limited, and a room that nobody has touched for a while is closed.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pages.parts.tries import Tries
from sim.language.errors import ScenarioError
from sim.room.code import new_code

IDLE_LIFE = 3 * 3600.0  # seconds
MAX_ROOMS = 200
MAX_FOLLOWERS = 300
MAX_OF_ONE_ADDRESS = 200  # an audience behind one address fits; it leaves places to others all the same
QUIET = 900.0  # seconds after which a room that nobody follows may give way to a new one

Deck = Callable[[str], Any]
"""A deck of scenes: its content in a language."""


@dataclass
class Room:
    """One presenter's screen.

    Attributes
    ----------
    deck : language -> deck, or None before anything is shown
        The frame and the scenes; `deck_version` counts its changes. Every follower reads them in a language of its
        own, so they are written out when the first follower asks for one: `written` keeps them as JSON.
    show : str
        JSON of what is on the screen now: place in the deck, hidden, blank, frozen axes, outcomes under the finger.
    """

    code: str
    key: str
    touched: float
    deck: Deck | None = None
    show: str = "{}"
    deck_version: int = 0
    show_version: int = 0
    followers: set[Follower] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)


class Follower:
    """One open screen: woken when its room changes, from whatever thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.changed = asyncio.Event()
        self.visitor = ""

    def wake(self) -> None:
        """Tell the follower's own loop; a loop that has ended has nobody to tell."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.changed.set)


class Hub:
    """All rooms of this process."""

    def __init__(self, clock: Any = time.monotonic) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._keys: dict[str, Room] = {}
        self.tries = Tries(clock)

    # -- presenters -------------------------------------------------------------------------------------------------
    def open(self) -> Room:
        """Return a new room; where there are too many, one that nobody follows or has touched of late makes place.

        Raises
        ------
        ScenarioError
            Every room is in use.
        """
        with self._lock:
            self._close_idle()
            while len(self._rooms) >= MAX_ROOMS:
                quiet = [room for room in self._rooms.values() if not room.followers and self._rests(room, QUIET)]
                if not quiet:
                    raise ScenarioError("error-rooms-full", limit=MAX_ROOMS)
                self._close(min(quiet, key=lambda room: room.touched))
            code = self._new_code()
            room = Room(code, secrets.token_urlsafe(24), self.clock())
            self._rooms[code] = self._keys[room.key] = room
            return room

    def _new_code(self) -> str:
        while True:
            code = new_code()
            if code not in self._rooms:
                return code

    def by_key(self, key: str) -> Room | None:
        """Return the presenter's room, if it is still open."""
        with self._lock:
            self._close_idle()
            return self._keys.get(key)

    def publish(self, room: Room, deck: Deck | None = None, show: dict[str, Any] | None = None) -> None:
        """Show something else: another deck of scenes, another place in it, or both."""
        with self._lock:
            room.touched = self.clock()
            if deck is not None and deck != room.deck:
                room.deck = deck
                room.deck_version += 1
                room.written = {}
            if show is not None:
                room.show = json.dumps(show, separators=(",", ":"), ensure_ascii=False)
                room.show_version += 1
            followers = tuple(room.followers)
        for follower in followers:
            follower.wake()

    def read(self, room: Room, language: str) -> tuple[int, str]:
        """Return the deck as a follower with this language sees it: its version and its JSON. May take a while."""
        with self._lock:
            deck, version, written = room.deck, room.deck_version, room.written
            if language in written:
                return version, written[language]
        content = None if deck is None else deck(language)
        text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
        with self._lock:
            written[language] = text  # of this version: a later one has a place of its own
        return version, text

    def close(self, room: Room) -> None:
        with self._lock:
            self._close(room)

    def _close(self, room: Room) -> None:
        self._rooms.pop(room.code, None)
        self._keys.pop(room.key, None)
        room.deck_version = -1
        for follower in tuple(room.followers):
            follower.wake()

    def _close_idle(self) -> None:
        for room in [room for room in self._rooms.values() if not room.followers and self._rests(room, IDLE_LIFE)]:
            self._close(room)

    def _rests(self, room: Room, seconds: float) -> bool:
        return room.touched < self.clock() - seconds

    def counts(self) -> tuple[int, int]:
        """Return how many rooms are open, and how many screens follow one."""
        with self._lock:
            self._close_idle()
            return len(self._rooms), sum(len(room.followers) for room in self._rooms.values())

    # -- followers --------------------------------------------------------------------------------------------------
    def find(self, code: str) -> Room | None:
        """Return the room of this process with this code."""
        with self._lock:
            self._close_idle()
            return self._rooms.get(code.strip().upper())

    def join(self, room: Room, follower: Follower, visitor: str) -> bool:
        """Let a visitor's screen follow; False where the room is full, or this visitor's share of it."""
        with self._lock:
            follower.visitor = visitor
            same = sum(one.visitor == visitor for one in room.followers)
            if len(room.followers) >= MAX_FOLLOWERS or same >= MAX_OF_ONE_ADDRESS:
                return False
            room.followers.add(follower)
            return True

    def leave(self, room: Room, follower: Follower) -> None:
        with self._lock:
            room.followers.discard(follower)


hub = Hub()
"""The rooms of this process."""
