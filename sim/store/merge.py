"""Merging another library, unpacked from a backup, into this one: nothing that is here is changed or lost.

Of scenarios see `sim.store.merge_scenarios`. Other work with revisions is taken over alike, except that what went on
differently here stays as it is.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from sim.store.deeds import note
from sim.store.duck_database import DuckDatabase
from sim.store.merge_scenarios import fill, take_scenarios, take_spaces
from sim.store.person import author_of

# Tables of people's other work: how a thing is known, and what makes two versions of it the same.
VERSIONED = {
    "all_plan_revisions": ("plan_id", "action, plan_hash, archived, note, saved_by, saved_at"),
    "all_assumption_sets": ("plan_id, name_key", "name, base, overrides, note, author, saved_at, deleted"),
    "all_stories": ("story_id", "title, saved_by, saved_at, deleted"),
    "room_events": ("room_id", "kind, content, happened_at"),
}
COUNTED = {
    "all_plan_revisions": "plans",
    "all_assumption_sets": "sets",
    "all_stories": "stories",
    "room_events": "rooms",
}

SPACED = {"all_plan_revisions": "plan", "all_assumption_sets": "set", "all_stories": "story"}


@dataclass(frozen=True)
class Restored:
    """What restoring a backup did.

    Attributes
    ----------
    created_at : datetime
        When the backup was made.
    added, extended, known, copied : int
        Scenarios that joined; that got later revisions; that were here already; that had gone on differently here and
        so joined as scenarios of their own.
    in_bin : int
        Of the known ones, those that lie in the bin here and were left there.
    renamed : tuple of (name in the backup, name here)
    foreign_plans : mapping plan id → scenarios
        Plans that are not here: the scenarios show their saved results but cannot be run.
    other_plan_edition : int
        Scenarios computed with another edition of a plan.
    sets, stories, rooms, bookmarks, actuals : int
        What else joined: assumption sets, stories, rooms of workshops, bookmarks, actual figures.
    plans : int
        Plans that joined or got later versions.
    kept : int
        Plans, assumption sets, stories, rooms and tables of actual figures of which this library has another version,
        which stays.
    """

    created_at: dt.datetime
    added: int = 0
    extended: int = 0
    known: int = 0
    copied: int = 0
    in_bin: int = 0
    renamed: tuple[tuple[str, str], ...] = ()
    foreign_plans: Mapping[str, int] | None = None
    other_plan_edition: int = 0
    sets: int = 0
    stories: int = 0
    rooms: int = 0
    bookmarks: int = 0
    actuals: int = 0
    plans: int = 0
    kept: int = 0


def merge(database: DuckDatabase, copy: Path, created_at: dt.datetime, *, by: str = "") -> Restored:
    """Merge the library file `copy`, which has today's tables, in one transaction.

    Raises
    ------
    StoreError
        The library cannot be written. Nothing was merged.
    """
    alias = f"restore_{secrets.token_hex(4)}"
    quoted = "'" + str(copy).replace("'", "''") + "'"  # ATTACH takes no parameters
    with database.read() as attaching:
        attaching.execute(f"ATTACH {quoted} AS {alias} (READ_ONLY)")
        try:
            return database.write(lambda cursor: _merge(cursor, f"{alias}.", Restored(created_at), author_of(by)))
        finally:
            attaching.execute(f"DETACH {alias}")


def _merge(cursor: DuckDBPyConnection, other: str, done: Restored, by: str) -> Restored:
    note(cursor, "restore-backup", done.created_at.isoformat(), by)
    _take_plan_versions(cursor, other)
    done = replace(done, **take_scenarios(cursor, other, by))
    for table, (key, content) in VERSIONED.items():
        taken, kept = _merge_versions(cursor, other, table, key, content)
        done = replace(done, **{COUNTED[table]: taken}, kept=done.kept + kept)
    (bookmarks,) = cursor.execute(
        f"INSERT INTO bookmarks BY NAME SELECT * FROM {other}bookmarks "  # noqa: S608 - our own alias, here and below
        "WHERE desk NOT IN (SELECT desk FROM bookmarks)"
    ).fetchone() or (0,)
    return _take_actuals(cursor, other, replace(done, bookmarks=int(bookmarks)))


def _take_plan_versions(cursor: DuckDBPyConnection, other: str) -> None:
    """Take over versions of plans that are not here, under numbers of their own, and files that are not kept here."""
    cursor.execute(
        f"INSERT INTO all_plan_versions BY NAME SELECT one.* REPLACE ("  # noqa: S608 - our own alias, here and below
        "coalesce((SELECT max(number) FROM all_plan_versions AS mine WHERE mine.plan_id = one.plan_id), 0) "
        "+ row_number() OVER (PARTITION BY one.plan_id ORDER BY one.number) AS number) "
        f"FROM {other}all_plan_versions AS one ANTI JOIN all_plan_versions AS known USING (plan_id, plan_hash)"
    )
    cursor.execute(
        f"UPDATE all_plan_versions SET files = one.files, summary = one.summary, kept_at = one.kept_at "  # noqa: S608
        f"FROM {other}all_plan_versions AS one WHERE all_plan_versions.plan_id = one.plan_id "
        "AND all_plan_versions.plan_hash = one.plan_hash AND all_plan_versions.files IS NULL AND one.files IS NOT NULL"
    )


def _merge_versions(cursor: DuckDBPyConnection, other: str, table: str, key: str, content: str) -> tuple[int, int]:
    """Take over things with revisions: unknown ones, and later revisions of known ones.

    Returns
    -------
    taken, kept : int
        How many joined or went on; how many have gone on differently here and stay as they are.
    """

    def marks(library: str) -> dict[str, tuple[str, ...]]:
        cursor.execute(
            f"SELECT concat_ws(chr(31), {key}) AS key, list(md5(concat_ws(chr(31), {content})) ORDER BY revision) "  # noqa: S608
            f"FROM {library}{table} GROUP BY 1"
        )
        return {id: tuple(values) for id, values in cursor.fetchall()}

    here, there = marks(""), marks(other)
    first: dict[str, int] = {}
    kept = 0
    for id, theirs in there.items():
        mine = here.get(id, ())
        shared = min(len(mine), len(theirs))
        if mine[:shared] != theirs[:shared]:
            kept += 1
        elif len(theirs) > shared:
            first[id] = shared + 1
    fill(cursor, "wanted", {"key": ("VARCHAR", list(first)), "first": ("INTEGER", list(first.values()))})
    key_of_one = ", ".join(f"one.{name.strip()}" for name in key.split(","))
    tables = [table, "all_story_steps"] if table == "all_stories" else [table]
    for name in tables:
        cursor.execute(
            f"INSERT INTO {name} BY NAME SELECT one.* FROM {other}{name} AS one "  # noqa: S608 - our own names
            f"JOIN wanted AS w ON concat_ws(chr(31), {key_of_one}) = w.key AND one.revision >= w.first"
        )
    if (kind := SPACED.get(table)) is not None:
        things = [id.replace("\x1f", "/", 1) for id, revision in first.items() if revision == 1]
        take_spaces(cursor, other, kind, dict(zip(things, things, strict=True)))
    return len(first), kept


def _take_actuals(cursor: DuckDBPyConnection, other: str, done: Restored) -> Restored:
    """Take over the actual figures of plans that have none here; a table with figures of its own stays."""
    columns = "measure, region, item, quarter, old_value, new_value, changed_at, changed_by, origin"
    taken = kept = 0
    for (plan_id,) in cursor.execute(f"SELECT DISTINCT plan_id FROM {other}all_actual_changes").fetchall():  # noqa: S608
        (new,) = cursor.execute(
            f"SELECT count(*) FROM (SELECT {columns} FROM {other}all_actual_changes WHERE plan_id = $plan "  # noqa: S608
            f"EXCEPT SELECT {columns} FROM all_actual_changes WHERE plan_id = $plan)",
            {"plan": plan_id},
        ).fetchone() or (0,)
        cursor.execute("SELECT count(*) FROM all_actual_changes WHERE plan_id = ?", [plan_id])
        (mine,) = cursor.fetchone() or (0,)
        if mine:
            kept += new > 0
            continue
        cursor.execute(
            f"INSERT INTO all_actual_changes SELECT nextval('actual_change_ids'), plan_id, {columns}, plan_hash "  # noqa: S608
            f"FROM (FROM {other}all_actual_changes WHERE plan_id = ? ORDER BY change_id)",
            [plan_id],
        )
        taken += new
    return replace(done, actuals=taken, kept=done.kept + kept)
