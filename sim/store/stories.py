"""Bookmarks and stories in the library: named states in an order, with what the speaker wants to say at each."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.language.errors import StoreError
from sim.store import spaces
from sim.store.database import Cursor, Database
from sim.store.person import author_of
from sim.store.spaces import Space
from sim.store.texts import clean_name, clean_note, storable

MAX_STEPS = 60


@dataclass(frozen=True)
class Step:
    """A named state.

    Attributes
    ----------
    state : mapping
        Plain JSON values: "scenario" and "base" as `Scenario.to_dict()`, "base_id", "base_name".
    """

    id: str
    name: str
    note: str
    state: Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """Ordered steps under a title; `saved_at` is UTC."""

    id: str
    revision: int
    title: str
    saved_by: str
    saved_at: dt.datetime
    steps: tuple[Step, ...]


def new_step(name: str, state: Mapping[str, Any], note: str = "") -> Step:
    """Return a step with an id of its own and cleaned texts.

    Raises
    ------
    StoreError
        The name is empty, or a text is too long.
    """
    return Step(secrets.token_hex(6), clean_name(name), clean_note(note), state)


def _to_row(step: Step) -> list[Any]:
    return [clean_name(step.name), clean_note(step.note), json.dumps(step.state, allow_nan=False)]


class Stories:
    """Bookmarks and stories of one library. Every method may raise `StoreError`; nothing of the call is stored then."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # -- bookmarks --------------------------------------------------------------------------------------------------
    def bookmarks(self, browser_id: str) -> tuple[Step, ...]:
        """Return a browser's bookmarks in their order."""
        with self.database.read() as cursor:
            cursor.execute(
                "SELECT bookmark_id, name, note, state FROM bookmarks WHERE desk = ? ORDER BY place",
                [storable(browser_id)],
            )
            return tuple(Step(id, name, note, json.loads(state)) for id, name, note, state in cursor.fetchall())

    def keep_bookmarks(self, browser_id: str, steps: Sequence[Step]) -> None:
        """Make these a browser's bookmarks, in this order."""
        _check(steps)
        rows = [[storable(browser_id), step.id, place, *_to_row(step)] for place, step in enumerate(steps)]

        def work(cursor: Cursor) -> None:
            cursor.execute("DELETE FROM bookmarks WHERE desk = ?", [storable(browser_id)])
            for row in rows:
                cursor.execute("INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?, ?)", row)

        self.database.write(work)

    # -- stories ----------------------------------------------------------------------------------------------------
    def save(
        self, title: str, steps: Sequence[Step], *, id: str | None = None, by: str = "", space: Space | None = None
    ) -> Story:
        """Store a story: a new one, or with `id` a new revision of one; `space` says who sees it from now on.

        Raises
        ------
        StoreError
            There are no steps or too many, a text breaks a limit, or there is no story `id`.
        """
        title = clean_name(title)
        if not steps:
            raise StoreError("error-story-empty")
        _check(steps)
        rows = [_to_row(step) for step in steps]

        def work(cursor: Cursor) -> tuple[str, int]:
            revision = 1
            if id is not None:
                revision = _newest(cursor, id)[0] + 1
            place = id or secrets.token_hex(6)
            if id is None:
                spaces.begin(cursor, "story", place, space)
            elif space is not None:
                spaces.move(cursor, "story", id, space, title)
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            cursor.execute(
                "INSERT INTO all_stories VALUES (?, ?, ?, ?, ?, false)", [place, revision, title, author_of(by), now]
            )
            for number, row in enumerate(rows):
                cursor.execute("INSERT INTO all_story_steps VALUES (?, ?, ?, ?, ?, ?)", [place, revision, number, *row])
            return place, revision

        place, _ = self.database.write(work)
        return self.story(place)

    def show_to(self, id: str, space: Space) -> None:
        """Say who sees a story from now on."""

        def work(cursor: Cursor) -> None:
            _, title = _newest(cursor, id)
            spaces.move(cursor, "story", id, space, title)

        self.database.write(work)

    def stories(self) -> tuple[Story, ...]:
        """Return all stories, the latest first."""
        with self.database.read() as cursor:
            cursor.execute(
                "SELECT story_id FROM (SELECT DISTINCT ON (story_id) * FROM stories ORDER BY story_id, revision DESC) "
                "AS newest WHERE NOT deleted ORDER BY saved_at DESC, story_id"
            )
            ids = [id for (id,) in cursor.fetchall()]
            return tuple(_story(cursor, id) for id in ids)

    def story(self, id: str) -> Story:
        """Return the newest revision of a story."""
        with self.database.read() as cursor:
            return _story(cursor, id)

    def delete(self, id: str, *, by: str = "") -> None:
        """Take a story off the list."""

        def work(cursor: Cursor) -> None:
            revision, title = _newest(cursor, id)
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            cursor.execute(
                "INSERT INTO all_stories VALUES (?, ?, ?, ?, ?, true)", [id, revision + 1, title, author_of(by), now]
            )

        self.database.write(work)


def _check(steps: Sequence[Step]) -> None:
    if len(steps) > MAX_STEPS:
        raise StoreError("error-story-long", count=str(len(steps)), limit=str(MAX_STEPS))


def _newest(cursor: Cursor, id: str) -> tuple[int, str]:
    cursor.execute(
        "SELECT revision, title, deleted FROM stories WHERE story_id = ? ORDER BY revision DESC LIMIT 1", [storable(id)]
    )
    row = cursor.fetchone()
    if row is None or row[2]:
        raise StoreError("error-story-unknown", name=id[:80])
    return int(row[0]), row[1]


def _story(cursor: Cursor, id: str) -> Story:
    revision, title = _newest(cursor, id)
    cursor.execute("SELECT saved_by, saved_at FROM stories WHERE story_id = ? AND revision = ?", [id, revision])
    saved_by, saved_at = cursor.fetchall()[0]
    cursor.execute(
        "SELECT place, name, note, state FROM story_steps WHERE story_id = ? AND revision = ? ORDER BY place",
        [id, revision],
    )
    steps = tuple(
        Step(f"{id}-{place}", name, note, json.loads(state)) for place, name, note, state in cursor.fetchall()
    )
    return Story(id, revision, title, saved_by, saved_at.replace(tzinfo=dt.UTC), steps)
