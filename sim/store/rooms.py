"""Rooms of workshops in the library: events in their order, added and never changed."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sim.language.errors import StoreError
from sim.plan import Plan
from sim.room.code import new_code
from sim.room.room import Event, Room, opening
from sim.store.codec import to_json, utc
from sim.store.database import Cursor, Database
from sim.store.person import author_of
from sim.store.plans import keep_version
from sim.store.queries import rows
from sim.store.texts import clean_name, storable


class Rooms:
    """The rooms of one library. Every method may raise `StoreError`; nothing of the call is stored then."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def open(self, title: str, plan: Plan, *, by: str = "") -> Room:
        """Store a new room for a plan and return it; its code is no other room's."""
        title, by = clean_name(title), author_of(by)

        def work(cursor: Cursor) -> tuple[str, Event]:
            keep_version(cursor, plan)
            taken = {one["code"] for one in _openings(cursor).values()}
            code = new_code()
            while code in taken:
                code = new_code()
            id = secrets.token_hex(8)
            first = Event(1, _now(), "open", opening(title, plan.id, plan.hash, code, by))
            _insert(cursor, id, first)
            return id, first

        id, first = self.database.write(work)
        return Room(id, first)

    def all(self) -> tuple[Room, ...]:
        """Return every room whose plan whoever asks sees, the latest first."""
        with self.database.read() as cursor:
            found = rows(cursor, "SELECT * FROM room_events ORDER BY room_id, revision")
            hidden = {one["thing"] for one in rows(cursor, "SELECT thing FROM hidden WHERE kind = 'plan'")}
        events: dict[str, list[Event]] = {}
        for row in found:
            events.setdefault(row["room_id"], []).append(_event_of(row))
        rooms = [Room.replay(id, listed) for id, listed in events.items()]
        rooms = [room for room in rooms if room.plan_id not in hidden]
        return tuple(sorted(rooms, key=lambda room: (room.opened_at, room.id), reverse=True))

    def by_code(self, code: str) -> str | None:
        """Return the id of the room with this code."""
        with self.database.read() as cursor:
            return next((id for id, one in _openings(cursor).items() if one["code"] == code), None)

    def by_invitation(self, invitation: str) -> str | None:
        """Return the id of the room that a QR code invites to."""
        with self.database.read() as cursor:
            same = (
                id
                for id, one in _openings(cursor).items()
                if secrets.compare_digest(one["invitation"].encode(), storable(invitation).encode())
            )
            return next(same, None)

    def room(self, id: str) -> Room:
        """Return a room as its events make it.

        Raises
        ------
        StoreError
            There is none.
        """
        events = self.events(id)
        if not events:
            raise StoreError("error-store-room-unknown", name=id[:80])
        return Room.replay(id, events)

    def events(self, id: str, after: int = 0) -> tuple[Event, ...]:
        """Return the events of a room that came after the one with this number."""
        with self.database.read() as cursor:
            found = rows(
                cursor,
                "SELECT * FROM room_events WHERE room_id = ? AND revision > ? ORDER BY revision",
                [storable(id), after],
            )
        return tuple(map(_event_of, found))

    def add(
        self, id: str, after: int, happened: Sequence[tuple[str, Mapping[str, Any]]], at: dt.datetime | None = None
    ) -> tuple[Event, ...] | None:
        """Add what happened after the event with this number, in one transaction; now, unless `at` says when.

        Returns
        -------
        tuple of Event, or None
            None where something else has happened meanwhile: nothing was stored, read `events` and look again.
        """
        now = at or _now()
        events = tuple(Event(after + place, now, kind, content) for place, (kind, content) in enumerate(happened, 1))

        def work(cursor: Cursor) -> tuple[Event, ...] | None:
            cursor.execute("SELECT max(revision) FROM room_events WHERE room_id = ?", [id])
            (last,) = cursor.fetchone() or (None,)
            if last != after:
                return None
            for event in events:
                _insert(cursor, id, event)
            return events

        return self.database.write(work)


def _openings(cursor: Cursor) -> dict[str, Mapping[str, Any]]:
    cursor.execute("SELECT room_id, content FROM room_events WHERE revision = 1")
    return {id: json.loads(content) for id, content in cursor.fetchall()}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _insert(cursor: Cursor, id: str, event: Event) -> None:
    values = [id, event.number, event.kind, to_json(event.content), event.at.replace(tzinfo=None)]
    cursor.execute("INSERT INTO room_events VALUES (?, ?, ?, ?, ?)", values)


def _event_of(row: Mapping[str, Any]) -> Event:
    return Event(row["revision"], utc(row["happened_at"]), row["kind"], json.loads(row["content"]))
