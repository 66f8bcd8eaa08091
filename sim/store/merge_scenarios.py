"""Scenarios of another library taken into this one, with their runs: the larger part of `sim.store.merge`.

A scenario is known by its id and its history. Unknown here: it joins, with every revision. Known, and one history
continues the other: the longer one counts. Known, but both went on differently: the other's joins as a scenario of its
own. A name that is taken gets a number, as a revision of its own, so that the history still tells the old one.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from sim.plan import find_plan, plan_ids
from sim.store.codec import Row
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


@dataclass(frozen=True)
class _Scenario:
    """A scenario of one of the two libraries: marks and runs of its revisions, its name, whether it is in the bin."""

    marks: tuple[str, ...]
    runs: tuple[int, ...]
    name: str
    in_bin: bool


def _histories(cursor: DuckDBPyConnection, library: str) -> dict[str, _Scenario]:
    cursor.execute(HISTORIES.format(library=library))
    return {
        id: _Scenario(tuple(marks), tuple(runs), name, in_bin) for id, marks, runs, name, in_bin in cursor.fetchall()
    }


@dataclass(frozen=True)
class _Choice:
    """What joins of the scenarios of a backup.

    Attributes
    ----------
    taken : id in the backup → id here, first revision to take over
    known_runs : run in the backup → run here
    counts : how many there were of each kind, by field of `Restored`
    """

    taken: dict[str, tuple[str, int]]
    known_runs: dict[int, int]
    counts: dict[str, int]


def _choose(here: Mapping[str, _Scenario], there: Mapping[str, _Scenario]) -> _Choice:
    """Return which scenarios join, by their histories here and in the backup."""
    known_runs: dict[int, int] = {}
    taken: dict[str, tuple[str, int]] = {}
    counts: dict[str, int] = dict.fromkeys(("added", "extended", "known", "copied", "in_bin"), 0)
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
    return _Choice(taken, known_runs, counts)


def take_scenarios(cursor: DuckDBPyConnection, other: str, by: str) -> dict[str, Any]:
    """Take scenarios over, with their runs; return how many and which names changed, by field of `Restored`."""
    here, there = _histories(cursor, ""), _histories(cursor, other)
    choice = _choose(here, there)
    taken, known_runs = choice.taken, choice.known_runs
    wanted = [run for id, (_, first) in taken.items() for run in there[id].runs[first - 1 :]]
    _take_runs(cursor, other, sorted({run for run in wanted if run not in known_runs}), known_runs)
    _take_revisions(cursor, other, taken)
    take_spaces(cursor, other, "scenario", {id: new for id, (new, first) in taken.items() if first == 1})
    occupied = {name_key(one.name) for id, one in here.items() if not one.in_bin and taken.get(id, ("", 0))[0] != id}
    names = {new: there[id].name for id, (new, _) in taken.items() if not there[id].in_bin}
    renamed = _number_names(cursor, names, occupied, by)
    return {**choice.counts, "renamed": renamed, **_count_plans(cursor, [new for new, _ in taken.values()])}


def _number_names(
    cursor: DuckDBPyConnection, names: Mapping[str, str], occupied: set[str], by: str
) -> tuple[tuple[str, str], ...]:
    """Give scenarios whose names are taken a number; return their names in the backup and here.

    Parameters
    ----------
    names : of the scenarios that joined, by id
    occupied : keys of the names that others have here; grows by those of the scenarios
    """
    renamed: list[tuple[str, str]] = []
    for id, wanted in names.items():
        name, number = wanted, 1
        while name_key(name) in occupied:
            number += 1
            name = number_name(wanted, number)
        occupied.add(name_key(name))
        if number > 1:
            _rename(cursor, id, name, by)
            renamed.append((wanted, name))
    return tuple(renamed)


def fill(cursor: DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
    """Make a temporary table from lists: name → (type, values). One statement, however many rows."""
    parts = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, (kind, _) in columns.items())
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {parts}", [list(values) for _, values in columns.values()]
    )


def _take_runs(cursor: DuckDBPyConnection, other: str, fresh: list[int], known: dict[int, int]) -> None:
    cursor.execute("SELECT nextval('run_ids') FROM range(?)", [len(fresh)])
    new = [number for (number,) in cursor.fetchall()]
    pairs = {**known, **dict(zip(fresh, new, strict=True))}
    fill(cursor, "fresh_runs", {"old_id": ("BIGINT", fresh), "new_id": ("BIGINT", new)})
    fill(cursor, "all_runs", {"old_id": ("BIGINT", list(pairs)), "new_id": ("BIGINT", list(pairs.values()))})
    for table in ("runs", "results"):
        cursor.execute(
            f"INSERT INTO {table} BY NAME SELECT one.* REPLACE (f.new_id AS run_id) "  # noqa: S608 - our own names
            f"FROM {other}{table} AS one JOIN fresh_runs AS f ON one.run_id = f.old_id ORDER BY f.new_id"
        )


def _take_revisions(cursor: DuckDBPyConnection, other: str, taken: Mapping[str, tuple[str, int]]) -> None:
    """Take revisions over under this library's ids; what is looked up by (keys, search texts) is made anew."""
    fill(
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
    fill(
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


def _count_plans(cursor: DuckDBPyConnection, ids: list[str]) -> dict[str, Any]:
    """Return how many of the scenarios are of plans that are not here, or of another edition of a plan."""
    fill(cursor, "joined", {"id": ("VARCHAR", ids)})
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


def take_spaces(cursor: DuckDBPyConnection, other: str, kind: str, things: Mapping[str, str]) -> None:
    """Have what joins be seen by whom it was seen by there; what is known here stays as it is here."""
    fill(cursor, "spaced", {"old_id": ("VARCHAR", list(things)), "new_id": ("VARCHAR", list(things.values()))})
    cursor.execute(
        f"INSERT INTO spaces BY NAME SELECT one.* REPLACE (new_id AS thing) FROM {other}spaces AS one "  # noqa: S608
        "JOIN spaced ON one.thing = old_id WHERE one.kind = $kind "
        "AND new_id NOT IN (SELECT thing FROM spaces WHERE kind = $kind)",
        {"kind": kind},
    )
