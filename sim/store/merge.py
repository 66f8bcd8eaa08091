"""Merging another library, unpacked from a backup, into this one: nothing that is here is changed or lost.

A scenario is known by its id and its history. Unknown here: it joins, with every revision. Known, and one history
continues the other: the longer one counts. Known, but both went on differently: the backup's joins as a scenario of
its own. A name that is taken gets a number, as a revision of its own, so that the history still tells the old one.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from sim.plan import find_plan, plan_ids
from sim.store.codec import Row
from sim.store.deeds import note
from sim.store.duck_database import DuckDatabase
from sim.store.person import author_of
from sim.store.queries import insert, rows
from sim.store.texts import name_key, number_name, search_text

# A history as a list of marks, one a revision; the same marks mean the same history.
HISTORIES = """
SELECT scenario_id, list(md5(concat_ws(chr(31), action, saved_at, saved_by, name, note, tags, favourite, in_bin,
    plan_hash, scenario_hash, model_version)) ORDER BY revision), list(v.run_id ORDER BY revision),
    arg_max(name, revision), arg_max(in_bin, revision)
FROM {library}all_revisions AS v JOIN {library}runs AS r USING (run_id)
GROUP BY scenario_id ORDER BY min(v.run_id), scenario_id
"""
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


@dataclass(frozen=True)
class _Scenario:
    """A scenario of one of the two libraries: marks and runs of its revisions, its name, whether it is in the bin."""

    marks: tuple[str, ...]
    runs: tuple[int, ...]
    name: str
    in_bin: bool


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
    done = _scenarios(cursor, other, done, by)
    for table, (key, content) in VERSIONED.items():
        taken, kept = _merge_versions(cursor, other, table, key, content)
        done = replace(done, **{COUNTED[table]: taken}, kept=done.kept + kept)
    (bookmarks,) = cursor.execute(
        f"INSERT INTO bookmarks BY NAME SELECT * FROM {other}bookmarks "  # noqa: S608 - our own alias, here and below
        "WHERE desk NOT IN (SELECT desk FROM bookmarks)"
    ).fetchone() or (0,)
    return _actuals(cursor, other, replace(done, bookmarks=int(bookmarks)))


# -- scenarios ------------------------------------------------------------------------------------------------------
def _histories(cursor: DuckDBPyConnection, library: str) -> dict[str, _Scenario]:
    cursor.execute(HISTORIES.format(library=library))
    return {
        id: _Scenario(tuple(marks), tuple(runs), name, in_bin) for id, marks, runs, name, in_bin in cursor.fetchall()
    }


def _scenarios(cursor: DuckDBPyConnection, other: str, done: Restored, by: str) -> Restored:
    here, there = _histories(cursor, ""), _histories(cursor, other)
    known_runs: dict[int, int] = {}
    taken: dict[str, tuple[str, int]] = {}  # id in the backup → id here, first revision to take over
    counts = dict.fromkeys(("added", "extended", "known", "copied", "in_bin"), 0)
    for id, scenario in there.items():
        mine = here.get(id)
        if mine is None:
            taken[id] = (id, 1)
            counts["added"] += 1
            continue
        shared = min(len(mine.marks), len(scenario.marks))
        if mine.marks[:shared] != scenario.marks[:shared]:
            taken[id] = (secrets.token_hex(6), 1)
            counts["copied"] += 1
            continue
        known_runs.update(zip(scenario.runs[:shared], mine.runs[:shared], strict=True))
        if len(scenario.marks) > shared:
            taken[id] = (id, shared + 1)
            counts["extended"] += 1
        else:
            counts["known"] += 1
            counts["in_bin"] += mine.in_bin and not scenario.in_bin
    wanted = [run for id, (_, first) in taken.items() for run in there[id].runs[first - 1 :]]
    _take_runs(cursor, other, sorted({run for run in wanted if run not in known_runs}), known_runs)
    _take_revisions(cursor, other, taken)
    _take_spaces(cursor, other, "scenario", {id: new for id, (new, first) in taken.items() if first == 1})
    occupied = {name_key(one.name) for id, one in here.items() if not one.in_bin and taken.get(id, ("", 0))[0] != id}
    renamed: list[tuple[Any, ...]] = []
    for id, (new_id, _) in taken.items():
        if there[id].in_bin:
            continue
        name, number = there[id].name, 1
        while name_key(name) in occupied:
            number += 1
            name = number_name(there[id].name, number)
        occupied.add(name_key(name))
        if number > 1:
            _rename(cursor, new_id, name, by)
            renamed.append((there[id].name, name))
    return replace(done, **counts, renamed=tuple(renamed), **_plans(cursor, [new for new, _ in taken.values()]))


def _fill(cursor: DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
    """Make a temporary table from lists: name → (type, values). One statement, however many rows."""
    parts = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, (kind, _) in columns.items())
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {parts}", [list(values) for _, values in columns.values()]
    )


def _take_runs(cursor: DuckDBPyConnection, other: str, fresh: list[int], known: dict[int, int]) -> None:
    cursor.execute("SELECT nextval('run_ids') FROM range(?)", [len(fresh)])
    new = [number for (number,) in cursor.fetchall()]
    pairs = {**known, **dict(zip(fresh, new, strict=True))}
    _fill(cursor, "fresh_runs", {"old_id": ("BIGINT", fresh), "new_id": ("BIGINT", new)})
    _fill(cursor, "all_runs", {"old_id": ("BIGINT", list(pairs)), "new_id": ("BIGINT", list(pairs.values()))})
    for table in ("runs", "results"):
        cursor.execute(
            f"INSERT INTO {table} BY NAME SELECT one.* REPLACE (f.new_id AS run_id) "  # noqa: S608 - our own names
            f"FROM {other}{table} AS one JOIN fresh_runs AS f ON one.run_id = f.old_id ORDER BY f.new_id"
        )


def _take_revisions(cursor: DuckDBPyConnection, other: str, taken: Mapping[str, tuple[str, int]]) -> None:
    """Take revisions over under this library's ids; what is looked up by (keys, search texts) is made anew."""
    _fill(
        cursor,
        "taken",
        {
            "old_id": ("VARCHAR", list(taken)),
            "new_id": ("VARCHAR", [new for new, _ in taken.values()]),
            "first": ("INTEGER", [first for _, first in taken.values()]),
        },
    )
    cursor.execute(
        f"SELECT scenario_id, revision, name, note, tags, author FROM {other}all_revisions "  # noqa: S608 - our own alias
        "JOIN taken ON scenario_id = old_id AND revision >= first"
    )
    texts = cursor.fetchall()
    _fill(
        cursor,
        "texts",
        {
            "id": ("VARCHAR", [row[0] for row in texts]),
            "revision": ("INTEGER", [row[1] for row in texts]),
            "key": ("VARCHAR", [name_key(row[2]) for row in texts]),
            "search": ("VARCHAR", [search_text(row[2], row[3], tuple(row[4]), row[5]) for row in texts]),
        },
    )
    cursor.execute(
        f"""
        INSERT INTO all_revisions BY NAME SELECT one.* REPLACE (
            t.new_id AS scenario_id, r.new_id AS run_id, x.key AS name_key, x.search AS search_text,
            coalesce(p.new_id, one.parent_id) AS parent_id)
        FROM {other}all_revisions AS one
        JOIN taken AS t ON one.scenario_id = t.old_id AND one.revision >= t.first
        JOIN all_runs AS r ON one.run_id = r.old_id
        JOIN texts AS x ON one.scenario_id = x.id AND one.revision = x.revision
        LEFT JOIN taken AS p ON one.parent_id = p.old_id
        ORDER BY one.saved_at
        """  # noqa: S608 - our own alias
    )


def _rename(cursor: DuckDBPyConnection, id: str, name: str, by: str) -> None:
    (row,) = rows(cursor, "SELECT * FROM all_revisions WHERE scenario_id = ? ORDER BY revision DESC LIMIT 1", [id])
    named: Row = {
        **row,
        "revision": row["revision"] + 1,
        "action": "rename",
        "saved_at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
        "saved_by": by,
        "based_on": None,
        "name": name,
        "name_key": name_key(name),
        "search_text": search_text(name, row["note"], tuple(row["tags"]), row["author"]),
    }
    insert(cursor, "all_revisions", named)


def _plans(cursor: DuckDBPyConnection, ids: list[str]) -> dict[str, Any]:
    """Return how many of the scenarios are of plans that are not here, or of another edition of a plan."""
    _fill(cursor, "joined", {"id": ("VARCHAR", ids)})
    cursor.execute(
        "SELECT plan_id, plan_hash, count(*) FROM scenarios JOIN runs USING (run_id) "
        "WHERE scenario_id IN (SELECT id FROM joined) GROUP BY ALL"
    )
    found = cursor.fetchall()
    here = {*plan_ids(), *(id for (id,) in cursor.execute("SELECT plan_id FROM all_plan_revisions").fetchall())}
    foreign: dict[str, int] = {}
    editions = 0
    for plan_id, plan_hash, count in found:
        if plan_id not in here:
            foreign[plan_id] = foreign.get(plan_id, 0) + count
            continue
        plan = find_plan(plan_id)  # one that cannot be read says so when the scenario is opened
        editions += count * (plan is None or plan.hash != plan_hash)
    return {"foreign_plans": foreign, "other_plan_edition": editions}


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


# -- the rest -------------------------------------------------------------------------------------------------------
def _merge_versions(cursor: DuckDBPyConnection, other: str, table: str, key: str, content: str) -> tuple[int, int]:
    """Take over things with revisions: unknown ones, and later revisions of known ones.

    Returns
    -------
    taken, kept : int
        How many joined or went on; how many have gone on differently here and stay as they are.
    """
    sides = []
    for library in ("", other):
        cursor.execute(
            f"SELECT concat_ws(chr(31), {key}) AS key, list(md5(concat_ws(chr(31), {content})) ORDER BY revision) "  # noqa: S608
            f"FROM {library}{table} GROUP BY 1"
        )
        sides.append({id: tuple(values) for id, values in cursor.fetchall()})
    here, there = sides
    first: dict[str, int] = {}
    kept = 0
    for id, theirs in there.items():
        mine = here.get(id, ())
        shared = min(len(mine), len(theirs))
        if mine[:shared] != theirs[:shared]:
            kept += 1
        elif len(theirs) > shared:
            first[id] = shared + 1
    _fill(cursor, "wanted", {"key": ("VARCHAR", list(first)), "first": ("INTEGER", list(first.values()))})
    key_of_one = ", ".join(f"one.{name.strip()}" for name in key.split(","))
    tables = [table, "all_story_steps"] if table == "all_stories" else [table]
    for name in tables:
        cursor.execute(
            f"INSERT INTO {name} BY NAME SELECT one.* FROM {other}{name} AS one "  # noqa: S608 - our own names
            f"JOIN wanted AS w ON concat_ws(chr(31), {key_of_one}) = w.key AND one.revision >= w.first"
        )
    if (kind := SPACED.get(table)) is not None:
        things = [id.replace("\x1f", "/", 1) for id, revision in first.items() if revision == 1]
        _take_spaces(cursor, other, kind, dict(zip(things, things, strict=True)))
    return len(first), kept


def _take_spaces(cursor: DuckDBPyConnection, other: str, kind: str, things: Mapping[str, str]) -> None:
    """Have what joins be seen by whom it was seen by there; what is known here stays as it is here."""
    _fill(cursor, "spaced", {"old_id": ("VARCHAR", list(things)), "new_id": ("VARCHAR", list(things.values()))})
    cursor.execute(
        f"INSERT INTO spaces BY NAME SELECT one.* REPLACE (new_id AS thing) FROM {other}spaces AS one "  # noqa: S608
        "JOIN spaced ON one.thing = old_id WHERE one.kind = $kind "
        "AND new_id NOT IN (SELECT thing FROM spaces WHERE kind = $kind)",
        {"kind": kind},
    )


def _actuals(cursor: DuckDBPyConnection, other: str, done: Restored) -> Restored:
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
