"""Writing revisions: what a new one is made of, and the run it stands on."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sim.language.errors import StoreError
from sim.model import Results
from sim.scenario import Scenario
from sim.store import queries
from sim.store.codec import RESULT_COLUMNS, RESULT_LABELS, REVISION_COLUMNS, Row, entry_of, result_columns, run_row
from sim.store.database import Cursor
from sim.store.kpis import PROMISE
from sim.store.person import author_of
from sim.store.plans import keep_version
from sim.store.records import Action, AssumptionSet, Chance, Clash, Entry, Origin
from sim.store.snapshot import Snapshot
from sim.store.texts import clean_name, clean_note, clean_tags, name_key, number_name, search_text

IMPORT_DRAWS = 4096
"""Futures behind the chance of an imported scenario: a file may ask for any number, a chance needs no more."""

INSERT_RESULTS = f"INSERT INTO results (run_id, {', '.join(RESULT_COLUMNS)}) SELECT ?, " + ", ".join(
    "unnest(?::VARCHAR[])" if name in RESULT_LABELS else "unnest(?::DOUBLE[])" for name in RESULT_COLUMNS
)


def now() -> dt.datetime:
    """Return the time as the library keeps it: UTC, without a zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def next_moment(cursor: Cursor) -> dt.datetime:
    """Return the time of a new revision: now, but after every other, so that a clock set back disturbs no order."""
    cursor.execute("SELECT max(saved_at) FROM all_revisions")
    (last,) = cursor.fetchone() or (None,)
    return now() if last is None else max(now(), last + dt.timedelta(microseconds=1))


def texts(
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


def chance_of(scenario: Scenario) -> Chance:
    """Return the chance of a scenario that comes from a file, over no more futures than take an instant."""
    from sim.analysis.outlook import likely_of
    from sim.analysis.uncertainty import simulate

    return Chance.of(likely_of(scenario, simulate(scenario, min(scenario.draws, IMPORT_DRAWS))))


def with_promise(
    scenario: Scenario, snapshot: Snapshot, chance: Chance | None, results: Results | None = None
) -> Snapshot:
    """Return a run with what the scenario promises, and with what is likely of it where that has been simulated."""
    from sim.analysis.promise import promise_document, promise_of

    kpis = replace(snapshot.kpis, run_kind=PROMISE, promise=promise_document(promise_of(scenario, results)))
    if chance is not None:
        likely = chance.likely
        kpis = replace(kpis, p_target=chance.p_target, p_target_se=chance.standard_error, likely=likely)
    return replace(snapshot, kpis=kpis)


def first_revision(parent: Origin | None) -> dict[str, Any]:
    """Return what a new scenario's first revision starts from."""
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


def write_run(
    cursor: Cursor,
    scenario: Scenario,
    snapshot: Snapshot,
    own_set: AssumptionSet | None,
    set_name: str | None = None,
) -> Row:
    """Store inputs and results of a run, which revisions then stand on; return its row of `runs`."""
    cursor.execute("SELECT nextval('run_ids')")
    (run_id,) = cursor.fetchone() or (0,)
    name = own_set.name if own_set else set_name or scenario.assumption_set
    row = run_row(run_id, scenario, snapshot, name, own_set.revision if own_set else None)
    queries.insert(cursor, "runs", row)
    keep_version(cursor, scenario.plan)
    cursor.execute(INSERT_RESULTS, [run_id, *result_columns(snapshot)])
    return row


def append(cursor: Cursor, row: Row, action: Action, by: str, on_clash: Clash, run: Row | None = None) -> Entry:
    """Write the next revision: `row` is the newest one with what changes, `run` its row of `runs` if that is new."""
    moment, by = next_moment(cursor), author_of(by)
    name = row["name"] if row["in_bin"] else _free_name(cursor, row["name"], row["scenario_id"], on_clash)
    author = by if row["author"] is None else row["author"]
    values = {
        **row,
        **({"run_id": run["run_id"]} if run else {}),
        "revision": row["revision"] + 1,
        "action": action,
        "saved_at": moment,
        "saved_by": by,
        "name": name,
        "name_key": name_key(name),
        "author": author,
        "search_text": search_text(name, row["note"], tuple(row["tags"]), author),
        "created_at": row["created_at"] or moment,
    }
    queries.insert(cursor, "all_revisions", {key: values[key] for key in REVISION_COLUMNS})
    return entry_of({**values, **run}) if run else queries.entry(cursor, values)


def _free_name(cursor: Cursor, name: str, id: str, on_clash: Clash) -> str:
    """Return `name`, or "name (2)", "name (3)", … where other scenarios outside the bin have it already."""
    wanted, number = name, 1
    while [found for found in queries.ids_of_name(cursor, wanted, in_bin=False) if found != id]:
        if on_clash == "refuse":
            raise StoreError("error-store-name-taken", name=name)
        number += 1
        wanted = number_name(name, number)
    return wanted
