"""The rooms that this process serves: each as the library has it, with the screens that look at it.

Whatever happens is first stored and then shown; a screen is woken, from whatever thread, and reads what is new.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool

from pages.parts.tries import Tries
from sim.language.errors import RoomError, SimError
from sim.room.room import Event, Room
from sim.store import open_store
from sim.store.rooms import Rooms

log = logging.getLogger(__name__)

MAX_SCREENS = 400
MAX_OF_ONE_ADDRESS = 250  # a whole audience behind one address fits; it leaves places to others all the same
CONFLICTS = 20


class Screen:
    """One open screen: a participant's with a seat, or a wall that only looks."""

    def __init__(self, loop: asyncio.AbstractEventLoop, visitor: str, seat: int | None) -> None:
        self.loop = loop
        self.visitor = visitor
        self.seat = seat
        self.changed = asyncio.Event()

    def wake(self) -> None:
        """Tell the screen's own loop; a loop that has ended has nobody to tell."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.changed.set)


@dataclass(eq=False)
class Request:
    """Something that is to happen, and what came of it."""

    kind: str
    content: Mapping[str, Any]
    done: bool = False
    problem: SimError | None = None


class Live:
    """A room in use. `version` counts what its screens have to show anew."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.lock = threading.RLock()
        self.screens: set[Screen] = set()
        self.version = 0
        self.written: dict[str, tuple[int, str]] = {}
        self.requests: deque[Request] = deque()

    @property
    def present(self) -> int:
        """How many take part in the question at hand: those whose screen is open, and those who have answered it."""
        seats = {screen.seat for screen in self.screens if screen.seat is not None}
        now = self.room.round
        spoken = () if now is None else now.teams if now.team_names else now.answers
        return len(seats | set(spoken))

    def touch(self) -> None:
        """Have every screen look again."""
        with self.lock:
            self.version += 1
            screens = tuple(self.screens)
        for screen in screens:
            screen.wake()


class Hall:
    """All rooms of this process. May be used from any thread."""

    def __init__(self, rooms: Callable[[], Rooms], clock: Any = time.monotonic) -> None:
        self.rooms = rooms
        self.tries = Tries(clock)
        self._lock = threading.RLock()
        self._live: dict[str, Live] = {}

    # -- finding ----------------------------------------------------------------------------------------------------
    def live(self, id: str) -> Live:
        """Return a room by its id; StoreError where there is none."""
        with self._lock:
            if id not in self._live:
                self._live[id] = Live(self.rooms().room(id))
            return self._live[id]

    def by_code(self, code: str, visitor: str) -> Live | None:
        """Return the room with this code; a wrong one is counted against the visitor."""
        wanted = code.strip().upper()
        return self._find(lambda live: live.room.code == wanted, lambda: self.rooms().by_code(wanted), visitor)

    def by_invitation(self, invitation: str, visitor: str) -> Live | None:
        """Return the room that a QR code invites to. Nobody guesses one: typing errors of others hold up nobody."""
        known = self._first_live(lambda live: live.room.invitation == invitation)
        if known is not None or self.tries.is_limited(visitor) or not invitation:
            return known
        return self._find(lambda live: False, lambda: self.rooms().by_invitation(invitation), visitor)

    def by_seat(self, token: str, visitor: str) -> tuple[Live, int] | None:
        """Return the room and the seat that a token belongs to; tokens name the room's code before a point."""
        code, point, _ = token.partition(".")
        if not point or len(token) > 80:
            return None
        live = self._first_live(lambda one: one.room.code == code)
        if live is None and not self.tries.is_limited(visitor):
            live = self.by_code(code, visitor)
        seat = None if live is None else live.room.seat_of(token)
        if live is None or seat is None:
            self.tries.note(visitor)
            return None
        return live, seat

    def by_lead(self, id: str, lead: str) -> Live | None:
        """Return a room to whoever knows the key that leads it."""
        live = self._first_live(lambda one: one.room.id == id) or self._find(
            lambda one: False, lambda: id if self.rooms().events(id) else None, ""
        )
        return live if live is not None and lead and lead == live.room.lead else None

    def _first_live(self, is_it: Callable[[Live], bool]) -> Live | None:
        with self._lock:
            return next((live for live in self._live.values() if is_it(live)), None)

    def _find(self, is_it: Callable[[Live], bool], look: Callable[[], str | None], visitor: str) -> Live | None:
        known = self._first_live(is_it)
        if known is not None:
            return known
        id = look()
        if id is None:
            self.tries.note(visitor)
            return None
        return self.live(id)

    # -- what happens -----------------------------------------------------------------------------------------------
    def happen(self, live: Live, kind: str, content: Mapping[str, Any]) -> None:
        """Let something happen: checked, stored, shown to every screen.

        What many threads want at the same moment is stored in one transaction by whichever comes first.

        Raises
        ------
        RoomError
            It may not happen now. StoreError: it could not be stored. Nothing has happened then.
        """
        request = Request(kind, content)
        live.requests.append(request)
        with live.lock:
            if not request.done:
                self._fulfil(live, [live.requests.popleft() for _ in range(len(live.requests))])
        if request.problem is not None:
            raise request.problem
        live.touch()

    def _fulfil(self, live: Live, requests: list[Request]) -> None:
        """Let requests come true in their order. The caller holds the room: nobody sees what is not yet stored."""
        try:
            for _ in range(CONFLICTS):
                before, now, happened = live.room.number, dt.datetime.now(dt.UTC).replace(microsecond=0), []
                for request in requests:
                    try:
                        live.room.apply(Event(live.room.number + 1, now, request.kind, request.content))
                        request.problem = None
                        happened.append((request.kind, request.content))
                    except RoomError as problem:
                        request.problem = problem
                if not happened or self.rooms().add(live.room.id, before, happened, now):
                    return
                live.room = self.rooms().room(live.room.id)  # another process was quicker
            raise RoomError("error-room-step")
        except SimError as problem:
            for request in requests:
                request.problem = request.problem or problem
            live.room = self.rooms().room(live.room.id)
        finally:
            for request in requests:
                request.done = True

    def catch_up(self, live: Live) -> None:
        """Take over what another process of the same library has let happen."""
        with live.lock:
            before = live.room.number
            for event in self.rooms().events(live.room.id, after=before):
                live.room.apply(event)
            changed = live.room.number != before
        if changed:
            live.touch()

    # -- screens ----------------------------------------------------------------------------------------------------
    def join(self, live: Live, screen: Screen) -> bool:
        """Let a screen look; False where the room is full, or this visitor's share of it."""
        with live.lock:
            same = sum(one.visitor == screen.visitor for one in live.screens)
            if len(live.screens) >= MAX_SCREENS or same >= MAX_OF_ONE_ADDRESS:
                return False
            live.screens.add(screen)
        live.touch()
        return True

    def leave(self, live: Live, screen: Screen) -> None:
        with live.lock:
            live.screens.discard(screen)
        live.touch()

    def all_live(self) -> tuple[Live, ...]:
        """Return every room in use."""
        with self._lock:
            return tuple(self._live.values())

    def counts(self) -> tuple[int, int]:
        """Return how many rooms are in use, and how many screens look at one."""
        with self._lock:
            used = [len(live.screens) for live in self._live.values() if live.screens]
        return len(used), sum(used)


hall = Hall(lambda: Rooms(open_store().database))
"""The rooms of this process."""


async def follow(hall: Hall = hall, pause: float = 0.25) -> None:
    """Show what other processes of the same library let happen, until cancelled; where several share one."""
    seen = -1
    while True:
        await asyncio.sleep(pause)
        watched = [live for live in hall.all_live() if live.screens]
        changes = hall.rooms().database.changes if watched else seen
        if changes == seen:
            continue
        seen = changes
        for live in watched:
            try:
                await run_in_threadpool(hall.catch_up, live)
            except SimError as problem:
                log.warning("room: %s", problem.key)  # the library will say it to whoever does something next
