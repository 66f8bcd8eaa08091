"""SQL of the library: rows by name, lists with search, filters, sorting and pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sim.language.errors import StoreError
from sim.store.codec import (
    ENTRY_RUN_COLUMNS,
    RESULT_COLUMNS,
    REVISION_COLUMNS,
    RUN_COLUMNS,
    Row,
    entry_of,
    naive,
    snapshot_of,
)
from sim.store.database import Cursor
from sim.store.person import State
from sim.store.records import Entry, Facets, Page, Query, sort_keys
from sim.store.snapshot import Snapshot
from sim.store.texts import name_key, storable

PAGE_LIMIT = 1000
NEVER = 2**31 - 1  # no scenario has so many revisions

ENTRY_COLUMNS = ", ".join([f"s.{name}" for name in REVISION_COLUMNS] + [f"r.{name}" for name in ENTRY_RUN_COLUMNS])

SORT_COLUMNS = {
    "updated": "s.saved_at",
    "created": "s.created_at",
    "name": "s.name_key",
    "author": "lower(s.author)",
    "target_gap": "r.target_gap",
    "p_target": "r.p_target",
}
"""What a list is sorted by; any other key is a headline number."""


def rows(cursor: Cursor, sql: str, values: Sequence[Any] = ()) -> list[Row]:
    """Run a query and return its rows by column name."""
    found = cursor.execute(sql, values).fetchall()
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found]


def insert(cursor: Cursor, table: str, row: Row) -> None:
    """Insert one row. Table and column names come from this program, never from people."""
    marks = ", ".join("?" * len(row))
    cursor.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))  # noqa: S608


def revision_row(cursor: Cursor, id: str, revision: int | None = None) -> Row:
    """Return a scenario's row of `revisions`: the newest, or the one asked for.

    Raises
    ------
    StoreError
        No such scenario, or no such revision of it.
    """
    id = storable(id)
    if revision is None:
        found = rows(cursor, "SELECT * FROM revisions WHERE scenario_id = ? ORDER BY revision DESC LIMIT 1", [id])
    else:
        whole = min(max(revision, 0), NEVER)
        found = rows(cursor, "SELECT * FROM revisions WHERE scenario_id = ? AND revision = ?", [id, whole])
    if found:
        return found[0]
    if revision is None:
        raise StoreError("error-store-unknown", name=id[:80])
    raise StoreError("error-store-revision", name=id[:80], revision=str(revision))


def run_row_of(cursor: Cursor, run_id: int) -> Row:
    (row,) = rows(cursor, f"SELECT {', '.join(RUN_COLUMNS)} FROM runs WHERE run_id = ?", [run_id])  # noqa: S608
    return row


def snapshot_row(cursor: Cursor, run: Row) -> Snapshot:
    """Return the stored results of a row of `runs`."""
    names = ", ".join(RESULT_COLUMNS)
    cursor.execute(f"SELECT {names} FROM results WHERE run_id = ?", [run["run_id"]])  # noqa: S608
    return snapshot_of(run, cursor.fetchall())


def entry(cursor: Cursor, revised: Row) -> Entry:
    """Return a scenario as a list shows it, from its row of `revisions`."""
    names = ", ".join(ENTRY_RUN_COLUMNS)
    (run,) = rows(cursor, f"SELECT {names} FROM runs WHERE run_id = ?", [revised["run_id"]])  # noqa: S608
    return entry_of({**revised, **run})


def ids_of_name(cursor: Cursor, name: str, in_bin: bool) -> list[str]:
    """Return the scenarios called `name`, newest first; outside the bin a name is unique.

    First the revisions with the name, mostly none, then whether they are the newest: much faster than asking the view.
    """
    cursor.execute(
        "SELECT DISTINCT scenario_id FROM revisions WHERE name_key = ? AND in_bin = ?",
        [name_key(" ".join(name.split())), in_bin],
    )
    candidates = [id for (id,) in cursor.fetchall()]
    found = [row for row in (revision_row(cursor, id) for id in candidates) if _is_called(row, name, in_bin)]
    return [row["scenario_id"] for row in sorted(found, key=lambda row: row["saved_at"], reverse=True)]


def id_of(cursor: Cursor, name_or_id: str, in_bin: bool) -> str:
    """Return the id of the scenario people call so.

    Raises
    ------
    StoreError
        There is none, or several have the name.
    """
    found = ids_of_name(cursor, name_or_id, in_bin)
    if len(found) == 1:
        return found[0]
    if found:
        raise StoreError("error-store-ambiguous", name=name_or_id[:80], ids=found[:10])
    cursor.execute("SELECT 1 FROM scenarios WHERE scenario_id = ? AND in_bin = ?", [storable(name_or_id), in_bin])
    if cursor.fetchone():
        return name_or_id
    raise StoreError("error-store-unknown-in-bin" if in_bin else "error-store-unknown", name=name_or_id[:80])


def history_rows(cursor: Cursor, id: str) -> list[Row]:
    """Return every revision of a scenario, newest first.

    Raises
    ------
    StoreError
        There is no such scenario.
    """
    found = rows(
        cursor,
        "SELECT s.*, r.scenario_hash, r.headline FROM revisions AS s JOIN runs AS r USING (run_id) "
        "WHERE s.scenario_id = ? ORDER BY s.revision DESC",
        [storable(id)],
    )
    if not found:
        raise StoreError("error-store-unknown", name=id[:80])
    return found


def facets(cursor: Cursor) -> Facets:
    """Return what a list can be filtered by."""
    counted = "SELECT {0}, count(*) FROM {1} WHERE NOT in_bin GROUP BY 1 ORDER BY 2 DESC, 1"
    unnested = "(SELECT unnest(tags) AS tag, in_bin FROM scenarios) AS tagged"
    joined = "scenarios JOIN runs USING (run_id)"
    parts = [
        dict(cursor.execute(counted.format(*names)).fetchall())
        for names in (("tag", unnested), ("author", "scenarios"), ("plan_id", joined))
    ]
    return Facets(*parts)


def _is_called(row: Row, name: str, in_bin: bool) -> bool:
    return row["name_key"] == name_key(" ".join(name.split())) and row["in_bin"] == in_bin


def find(cursor: Cursor, query: Query, known: Totals) -> Page:
    """Return one page of the scenarios that fit; how many there are is counted where the page does not tell.

    The inner query touches only narrow columns, and runs only where a filter or the order needs them; texts, maps and
    lists are fetched for the page alone.
    """
    if query.sort not in sort_keys():
        raise ValueError(f"no sort key {query.sort!r}")
    where, values = _conditions(query)
    order = SORT_COLUMNS.get(query.sort) or f"r.headline['{query.sort}']"
    limit, offset = max(0, min(query.limit, PAGE_LIMIT)), max(0, query.offset)
    cursor.execute(
        f"SELECT s.scenario_id AS id, s.revision FROM {_join(where + order)} WHERE {where} "  # noqa: S608
        f"ORDER BY {order} {'DESC' if query.descending else 'ASC'} NULLS LAST, id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    found = cursor.fetchall()
    ends_here = len(found) < limit and (found or not offset)
    total = offset + len(found) if ends_here else known.count(cursor, where, values)
    if not found:
        return Page((), total)
    ids, revisions = map(list, zip(*found, strict=True))
    by_id = {
        row["scenario_id"]: entry_of(row)
        for row in rows(
            cursor,
            f"SELECT {ENTRY_COLUMNS} FROM revisions AS s JOIN runs AS r USING (run_id) "  # noqa: S608
            "WHERE (s.scenario_id, s.revision) IN (SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]))",
            [ids, revisions],
        )
    }
    return Page(tuple(by_id[id] for id in ids), total)


MOST_TOTALS = 200
"""Questions whose totals are remembered at the same time, but for the newest."""


class Totals:
    """How many scenarios fit, remembered for whoever asks again until something is stored."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._known: dict[tuple[State, str, str], int] = {}

    def count(self, cursor: Cursor, where: str, values: Sequence[Any]) -> int:
        state = self._state()
        asked = state, where, repr(values)
        if asked not in self._known:
            cursor.execute(f"SELECT count(*) FROM {_join(where)} WHERE {where}", values)  # noqa: S608
            (total,) = cursor.fetchone() or (0,)
            # What another change has made old is of no use to anybody; of many questions the newest are remembered.
            fresh = [(one, count) for one, count in self._known.items() if one[0][1] == state[1]]
            self._known = dict(fresh[-MOST_TOTALS:]) | {asked: total}
        return self._known[asked]


def _join(needed: str) -> str:
    return "scenarios AS s" + (" JOIN runs AS r USING (run_id)" if "r." in needed else "")


def _conditions(query: Query) -> tuple[str, list[Any]]:
    parts: list[str] = ["s.in_bin = ?"]
    values: list[Any] = [query.in_bin]
    for word in name_key(query.text).split():
        parts.append("contains(s.search_text, ?)")
        values.append(word)
    for tag in query.tags:
        parts.append("list_contains(s.tags, ?)")
        values.append(storable(tag))
    single: tuple[tuple[str, Any], ...] = (
        ("s.author = ?", None if query.author is None else storable(query.author)),
        ("r.plan_id = ?", None if query.plan_id is None else storable(query.plan_id)),
        ("s.saved_at >= ?", None if query.since is None else naive(query.since)),
        ("s.saved_at < ?", None if query.until is None else naive(query.until)),
        ("r.target_reached = ?", query.reached),
        ("s.favourite = ?", query.favourite),
    )
    for condition, value in single:
        if value is not None:
            parts.append(condition)
            values.append(value)
    return " AND ".join(parts), values
