"""The scenario library in one local DuckDB file."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from sim import MODEL_VERSION
from sim.errors import StoreError
from sim.model import Results
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import assumption_sets, queries
from sim.store.codec import REVISION_COLUMNS, Row, entry_of, result_columns, revision_of, run_row
from sim.store.database import Database
from sim.store.differences import differences
from sim.store.migrate import MIGRATIONS
from sim.store.records import (
    Action,
    AssumptionSet,
    Chance,
    Clash,
    Entry,
    Facets,
    Imported,
    Opened,
    Origin,
    Page,
    Query,
    Revision,
    RevisionDiff,
    StoreStatus,
)
from sim.store.reopen import reopen
from sim.store.repository import ScenarioRepository
from sim.store.snapshot import Snapshot, take_snapshot
from sim.store.texts import clean_author, clean_name, clean_note, clean_tags, name_key, numbered, search_text, storable
from sim.store.transfer import disagreement, export_document, read_parcel

DEFAULT_PATH = Path(__file__).resolve().parent.parent.parent / "data" / "store" / "scenarios.duckdb"

IMPORT_DRAWS = 4096
"""Futures behind the chance of an imported scenario: a file may ask for any number, a chance needs no more."""

INSERT_RESULTS = """
INSERT INTO results (run_id, quarter, region, product, revenue, headcount, effective_reps)
SELECT ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::DOUBLE[]), unnest(?::DOUBLE[]), unnest(?::DOUBLE[])
"""


def store_path() -> Path:
    """Return where the library lies: SCENARIO_DB in the environment, else inside the project."""
    wanted = os.environ.get("SCENARIO_DB", "").strip()
    return Path(wanted).expanduser() if wanted else DEFAULT_PATH


_stores: dict[tuple[int, Path], DuckStore] = {}
_stores_lock = threading.Lock()


def open_store(path: Path | str | None = None) -> DuckStore:
    """Return this process's library at `path`, or at `store_path()`. Never raises: `status` tells whether it works.

    All callers of one process share one library a path; it may be used from any thread.
    """
    place = Path(path) if path is not None else store_path()
    key = (os.getpid(), Path(os.path.abspath(place)))  # noqa: PTH100 - resolving would touch the disk, and may fail
    with _stores_lock:
        if key not in _stores:
            _stores[key] = DuckStore(key[1])
            atexit.register(_close_quietly, _stores[key], os.getpid())
        return _stores[key]


def _close_quietly(store: DuckStore, process: int) -> None:
    """Close at the end of the process; what cannot be written into the file stays in its log, and is safe there."""
    if os.getpid() == process:
        try:
            store.close()
        except StoreError:
            return


class DuckStore(ScenarioRepository):
    """See `ScenarioRepository`.

    Attributes
    ----------
    database : Database
        For tables that other parts of the program add.
    """

    def __init__(self, path: Path, migrations: Path = MIGRATIONS) -> None:
        self.database = Database(path, migrations)

    @property
    def path(self) -> Path:
        return self.database.path

    @property
    def status(self) -> StoreStatus:
        return StoreStatus(self.path, self.database.problem())

    def close(self) -> None:
        self.database.close()

    # -- saving -----------------------------------------------------------------------------------------------------
    def save(
        self,
        scenario: Scenario,
        name: str | None = None,
        *,
        id: str | None = None,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        favourite: bool | None = None,
        by: str = "",
        based_on: int | None = None,
        parent: Origin | None = None,
        assumption_set: AssumptionSet | None = None,
        results: Results | None = None,
        baseline: Results | None = None,
        chance: Chance | None = None,
        on_clash: Clash = "refuse",
    ) -> Entry:
        if id is None and name is None:
            raise StoreError("error-store-name-empty")
        changes = _texts(name=name, note=note, tags=tags, favourite=favourite)
        snapshot = take_snapshot(scenario, results, baseline)
        if chance is not None:
            snapshot = _with_chance(snapshot, chance)
        action: Action = "create" if id is None else "save"

        def work(cursor: DuckDBPyConnection) -> Entry:
            run = _write_run(cursor, scenario, snapshot, assumption_set)
            if id is None:
                row = _first_revision(parent)
            else:
                row = queries.revision_row(cursor, id)
            return _append(cursor, {**row, **changes, "based_on": based_on}, action, by, on_clash, run)

        return self.database.write(work)

    def save_as(
        self, id: str, name: str, *, revision: int | None = None, by: str = "", on_clash: Clash = "refuse"
    ) -> Entry:
        name = clean_name(name)

        def work(cursor: DuckDBPyConnection) -> Entry:
            source = queries.revision_row(cursor, id, revision)
            first = _first_revision(Origin(id, source["revision"]))
            kept = {key: source[key] for key in ("run_id", "note", "tags")}
            return _append(cursor, {**first, **kept, "name": name}, "duplicate", by, on_clash)

        return self.database.write(work)

    def rename(self, id: str, name: str, *, by: str = "", on_clash: Clash = "refuse") -> Entry:
        return self._change(id, "rename", by, {"name": clean_name(name)}, on_clash)

    def annotate(self, id: str, note: str, *, by: str = "") -> Entry:
        return self._change(id, "annotate", by, {"note": clean_note(note)})

    def tag(self, id: str, tags: Sequence[str], *, by: str = "") -> Entry:
        return self._change(id, "tag", by, {"tags": list(clean_tags(list(tags)))})

    def set_favourite(self, id: str, favourite: bool, *, by: str = "") -> Entry:
        return self._change(id, "favourite", by, {"favourite": favourite})

    def delete(self, id: str, *, by: str = "") -> Entry:
        return self._change(id, "delete", by, {"in_bin": True})

    def restore(self, id: str, *, by: str = "") -> Entry:
        return self._change(id, "restore", by, {"in_bin": False}, "number")

    def revert(self, id: str, revision: int, *, by: str = "") -> Entry:
        def changes(cursor: DuckDBPyConnection) -> dict[str, Any]:
            source = queries.revision_row(cursor, id, revision)
            return {"run_id": source["run_id"], "note": source["note"], "based_on": revision}

        return self._change(id, "revert", by, changes)

    def _change(
        self,
        id: str,
        action: Action,
        by: str,
        changes: Mapping[str, Any] | Callable[[DuckDBPyConnection], Mapping[str, Any]],
        on_clash: Clash = "refuse",
    ) -> Entry:
        """Append a revision that differs from the newest one by `changes`; one that changes nothing is not written."""

        def work(cursor: DuckDBPyConnection) -> Entry:
            row = queries.revision_row(cursor, id)
            wanted = changes(cursor) if callable(changes) else changes
            if action != "revert" and all(row[key] == value for key, value in wanted.items()):
                return queries.entry(cursor, row)
            return _append(cursor, {**row, "based_on": None, **wanted}, action, by, on_clash)

        return self.database.write(work)

    def purge(self, ids: Sequence[str]) -> int:
        def work(cursor: DuckDBPyConnection) -> int:
            cursor.execute(
                "SELECT scenario_id, in_bin FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id)",
                [[storable(id) for id in ids]],
            )
            found = dict(cursor.fetchall())
            for id in ids:
                if id not in found:
                    queries.revision_row(cursor, id)  # says that there is no such scenario
            purged = [id for id, in_bin in found.items() if in_bin]
            cursor.execute(
                "SELECT DISTINCT run_id FROM revisions WHERE list_contains($ids::VARCHAR[], scenario_id) EXCEPT "
                "SELECT run_id FROM revisions WHERE NOT list_contains($ids::VARCHAR[], scenario_id)",
                {"ids": purged},
            )
            runs = [run for (run,) in cursor.fetchall()]  # copies share the runs of their origin
            for table in ("results", "runs"):
                cursor.execute(f"DELETE FROM {table} WHERE list_contains(?::BIGINT[], run_id)", [runs])  # noqa: S608
            cursor.execute("DELETE FROM revisions WHERE list_contains(?::VARCHAR[], scenario_id)", [purged])
            return len(purged)

        return self.database.write(work)

    def record_chance(self, run_id: int, chance: Chance) -> None:
        self.database.write(
            lambda cursor: cursor.execute(
                "UPDATE runs SET p_target = ?, p_target_se = ? WHERE run_id = ?",
                [chance.p_target, chance.standard_error, run_id],
            )
        )

    # -- reading ----------------------------------------------------------------------------------------------------
    def entry(self, id: str, revision: int | None = None) -> Entry:
        with self.database.read() as cursor:
            return queries.entry(cursor, queries.revision_row(cursor, id, revision))

    def resolve(self, name_or_id: str, *, in_bin: bool = False) -> str:
        with self.database.read() as cursor:
            found = queries.ids_of_name(cursor, name_or_id, in_bin)
            if len(found) == 1:
                return found[0]
            if found:
                raise StoreError("error-store-ambiguous", name=name_or_id[:80], ids=", ".join(found[:10]))
            cursor.execute(
                "SELECT 1 FROM scenarios WHERE scenario_id = ? AND in_bin = ?", [storable(name_or_id), in_bin]
            )
            if cursor.fetchone():
                return name_or_id
        raise StoreError("error-store-unknown-in-bin" if in_bin else "error-store-unknown", name=name_or_id[:80])

    def open(self, id: str, revision: int | None = None) -> Opened:
        with self.database.read() as cursor:
            revised = queries.revision_row(cursor, id, revision)
            run = queries.run_row_of(cursor, revised["run_id"])
            stored = queries.snapshot_row(cursor, run)
            set_edited = _set_edited(cursor, run)
        return reopen(entry_of({**revised, **run}), run, stored, set_edited)

    def history(self, id: str) -> tuple[Revision, ...]:
        with self.database.read() as cursor:
            found = queries.rows(
                cursor,
                "SELECT s.*, r.scenario_hash, r.revenue FROM revisions AS s JOIN runs AS r USING (run_id) "
                "WHERE s.scenario_id = ? ORDER BY s.revision DESC",
                [id],
            )
        if not found:
            raise StoreError("error-store-unknown", name=id[:80])
        return tuple(revision_of(row) for row in found)

    def diff(self, id: str, before: int, after: int) -> RevisionDiff:
        with self.database.read() as cursor:
            revised = [queries.revision_row(cursor, id, revision) for revision in (before, after)]
            runs = [queries.run_row_of(cursor, row["run_id"]) for row in revised]
            snapshots = [queries.snapshot_row(cursor, run) for run in runs]
        one, other = (revision_of({**row, **run}) for row, run in zip(revised, runs, strict=True))
        inputs = [json.loads(run["inputs"]) for run in runs]
        return RevisionDiff(one, other, differences(one, other, *inputs), *snapshots)

    def find(self, query: Query | None = None) -> Page:
        with self.database.read() as cursor:
            return queries.find(cursor, query or Query())

    def facets(self) -> Facets:
        counted = "SELECT {0}, count(*) FROM {1} WHERE NOT in_bin GROUP BY 1 ORDER BY 2 DESC, 1"
        unnested = "(SELECT unnest(tags) AS tag, in_bin FROM scenarios)"
        joined = "scenarios JOIN runs USING (run_id)"
        with self.database.read() as cursor:
            parts = [
                dict(cursor.execute(counted.format(*names)).fetchall())
                for names in (("tag", unnested), ("author", "scenarios"), ("plan_id", joined))
            ]
        return Facets(*parts)

    # -- files ------------------------------------------------------------------------------------------------------
    def export(self, id: str, revision: int | None = None) -> dict[str, Any]:
        return export_document(self.open(id, revision))

    def import_scenario(self, content: bytes, *, by: str = "") -> Imported:
        parcel = read_parcel(content)
        scenario = parcel.scenario
        snapshot = _with_chance(take_snapshot(scenario), _chance_of(scenario))
        changes = _texts(name=parcel.name, note=parcel.note, tags=parcel.tags)

        def work(cursor: DuckDBPyConnection) -> Entry:
            run = _write_run(cursor, scenario, snapshot, None, parcel.assumption_set)
            return _append(cursor, {**_first_revision(None), **changes}, "import", by, "number", run)

        entry = self.database.write(work)
        plan_hash = load_plan(scenario.plan_id).hash
        return Imported(
            entry=entry,
            renamed_from=parcel.name if entry.name != parcel.name else None,
            plan_changed=(parcel.plan_hash, plan_hash) if parcel.plan_hash != plan_hash else None,
            model_changed=(parcel.model_version, MODEL_VERSION) if parcel.model_version != MODEL_VERSION else None,
            numbers_differ=disagreement(parcel, snapshot),
        )

    # -- assumption sets --------------------------------------------------------------------------------------------
    def save_assumption_set(
        self, plan_id: str, name: str, base: str, overrides: Mapping[str, float], *, note: str = "", by: str = ""
    ) -> AssumptionSet:
        wanted = assumption_sets.checked_set(plan_id, name, base, overrides, note, by, _now().replace(tzinfo=dt.UTC))

        def work(cursor: DuckDBPyConnection) -> AssumptionSet:
            assumption_sets.write_set(cursor, wanted)
            return assumption_sets.read_set(cursor, plan_id, wanted.name)

        return self.database.write(work)

    def assumption_set(self, plan_id: str, name: str) -> AssumptionSet:
        with self.database.read() as cursor:
            return assumption_sets.read_set(cursor, plan_id, name)

    def assumption_sets(self, plan_id: str) -> tuple[AssumptionSet, ...]:
        with self.database.read() as cursor:
            return assumption_sets.read_sets(cursor, plan_id)

    def delete_assumption_set(self, plan_id: str, name: str, *, by: str = "") -> None:
        now = _now().replace(tzinfo=dt.UTC)

        def work(cursor: DuckDBPyConnection) -> None:
            found = assumption_sets.read_set(cursor, plan_id, name)
            assumption_sets.write_set(cursor, replace(found, author=clean_author(by), saved_at=now), deleted=True)

        self.database.write(work)


# -- rows -----------------------------------------------------------------------------------------------------------
def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _texts(
    name: str | None = None,
    note: str | None = None,
    tags: Sequence[str] | None = None,
    favourite: bool | None = None,
) -> dict[str, Any]:
    """Return the texts that are given, cleaned, by column."""
    texts: dict[str, Any] = {
        "name": None if name is None else clean_name(name),
        "note": None if note is None else clean_note(note),
        "tags": None if tags is None else list(clean_tags(list(tags))),
        "favourite": favourite,
    }
    return {key: value for key, value in texts.items() if value is not None}


def _chance_of(scenario: Scenario) -> Chance:
    """Return the chance of a scenario that comes from a file, over no more futures than take an instant."""
    from sim.analysis.uncertainty import simulate, target_probability

    found = target_probability(simulate(scenario, min(scenario.draws, IMPORT_DRAWS)))
    return Chance(found.value, found.error)


def _with_chance(snapshot: Snapshot, chance: Chance) -> Snapshot:
    return replace(snapshot, kpis=replace(snapshot.kpis, p_target=chance.p_target, p_target_se=chance.standard_error))


def _first_revision(parent: Origin | None) -> dict[str, Any]:
    return {
        "scenario_id": secrets.token_hex(6),
        "revision": 0,
        "note": "",
        "tags": [],
        "author": None,
        "favourite": False,
        "in_bin": False,
        "based_on": None,
        "created_at": None,
        "parent_id": parent.id if parent else None,
        "parent_revision": parent.revision if parent else None,
    }


def _write_run(
    cursor: DuckDBPyConnection,
    scenario: Scenario,
    snapshot: Snapshot,
    own_set: AssumptionSet | None,
    set_name: str | None = None,
) -> Row:
    cursor.execute("SELECT nextval('run_ids')")
    (run_id,) = cursor.fetchone() or (0,)
    name = own_set.name if own_set else set_name or scenario.assumptions
    row = run_row(run_id, scenario, snapshot, name, own_set.revision if own_set else None)
    queries.insert(cursor, "runs", row)
    cursor.execute(INSERT_RESULTS, [run_id, *result_columns(snapshot)])
    return row


def _append(
    cursor: DuckDBPyConnection, row: Row, action: Action, by: str, on_clash: Clash, run: Row | None = None
) -> Entry:
    """Write the next revision: `row` is the newest one with what changes, `run` its row of `runs` if that is new."""
    now, by = _now(), clean_author(by)
    name = row["name"] if row["in_bin"] else _free_name(cursor, row["name"], row["scenario_id"], on_clash)
    author = by if row["author"] is None else row["author"]
    values = {
        **row,
        **({"run_id": run["run_id"]} if run else {}),
        "revision": row["revision"] + 1,
        "action": action,
        "saved_at": now,
        "saved_by": by,
        "name": name,
        "name_key": name_key(name),
        "author": author,
        "search_text": search_text(name, row["note"], tuple(row["tags"]), author),
        "created_at": row["created_at"] or now,
    }
    queries.insert(cursor, "revisions", {key: values[key] for key in REVISION_COLUMNS})
    return entry_of({**values, **run}) if run else queries.entry(cursor, values)


def _free_name(cursor: DuckDBPyConnection, name: str, id: str, on_clash: Clash) -> str:
    """Return `name`, or "name (2)", "name (3)", … where other scenarios outside the bin have it already."""
    wanted, number = name, 1
    while [found for found in queries.ids_of_name(cursor, wanted, in_bin=False) if found != id]:
        if on_clash == "refuse":
            raise StoreError("error-store-name-taken", name=name)
        number += 1
        wanted = numbered(name, number)
    return wanted


def _set_edited(cursor: DuckDBPyConnection, run: Row) -> bool:
    """Tell whether the run stood on somebody's own set that has been saved anew since."""
    if run["assumption_set_revision"] is None:
        return False
    cursor.execute(
        "SELECT max(revision) FROM assumption_sets WHERE plan_id = ? AND name_key = ? AND NOT deleted",
        [run["plan_id"], name_key(run["assumption_set"])],
    )
    (newest,) = cursor.fetchone() or (None,)
    return newest is not None and newest > run["assumption_set_revision"]
