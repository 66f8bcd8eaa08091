"""A library on a PostgreSQL server: what is of a server alone. Whatever any library does, `store` shows of both."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from patience import PATIENCE, wait_until
from psycopg.pq import Trace

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import Chance, DuckStore, Query, Store, open_store, opening, postgres
from sim.store.backup import restore_backup, write_backup
from sim.store.carry import copy_library, fingerprints, tables
from sim.store.check import check
from sim.store.migrate import MIGRATIONS
from sim.store.person import Person, ask_through
from sim.store.postgres import PostgresCursor, PostgresDatabase
from sim.store.postgres_sql import schema
from sim.store.stories import Stories

LINES = Path(__file__).with_name("hostile_names.txt").read_text(encoding="utf-8").splitlines()
HOSTILE = [str(json.loads(line)) for line in LINES]
# What PostgreSQL calls DuckDB's types.
TYPES = {"VARCHAR": "character varying", "DOUBLE": "double precision", "TIMESTAMP": "timestamp without time zone"}


@pytest.fixture(scope="module")
def scenario():
    return Scenario.of(load_plan(), "plan")


@pytest.fixture
def url(server):
    return server.empty_database()


def store_at(url):
    return Store(PostgresDatabase(url))


@pytest.fixture
def shared(url):
    one = store_at(url)
    yield one
    one.close()


def fill(store, scenario):
    """A library with something in every corner: copies, several revisions, the bin, names of every kind."""
    plain = [name for name in HOSTILE if name.strip() and name.isprintable()][:12]
    entries = [
        store.save(
            scenario.with_levers({"headcount": 300 + place}),
            name[:60],
            note=name[:200],
            tags=[f"t{place % 3}"],
            by="Ann",
            chance=Chance(0.1 * place / 3, 0.01),
            on_clash="number",
        )
        for place, name in enumerate(plain)
    ]
    entry = entries[-1]
    store.save_as(entry.id, "copy", by="Bo")
    store.save(scenario, id=entry.id, by="Cem")
    store.delete(entry.id)
    store.save_assumption_set(load_plan(), "mine", "evidence", {"momentum": 0.012345678901234567})
    return entry


def columns(store, sql):
    with store.database.read() as cursor:
        return cursor.execute(sql).fetchall()


def test_both_have_the_same_tables(shared, tmp_path):
    """A step written for files alone is found here: either both engines understand it, or it has a twin."""
    file = DuckStore(tmp_path / "a.duckdb")
    asked = (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    )

    def named(kind):
        if kind.startswith("MAP"):
            return "json"
        return "ARRAY" if kind.endswith("[]") else TYPES.get(kind, kind.lower())

    here = {(table, name): (named(kind), null) for table, name, kind, null in columns(file, asked)}
    there = {(table, name): (kind, null) for table, name, kind, null in columns(shared, asked)}
    assert here == there
    keys = (
        "SELECT table_name FROM information_schema.table_constraints "
        "WHERE constraint_type = 'PRIMARY KEY' AND table_schema = current_schema() ORDER BY 1"
    )
    assert columns(file, keys) == columns(shared, keys)
    twins = {path.name for path in (MIGRATIONS / "postgres").glob("0*.sql")}
    assert twins <= {path.name for path in MIGRATIONS.glob("*.sql")}


def test_a_schema_is_told_in_the_servers_words():
    told = schema("CREATE TABLE a (b VARCHAR[] NOT NULL, c MAP(VARCHAR, DOUBLE[]), d DOUBLE)")
    assert told == 'CREATE TABLE a (b VARCHAR[] COLLATE "C" NOT NULL, c JSON, d FLOAT8)'


def test_a_save_is_noticed_by_every_other_process(url, scenario):
    one, other = store_at(url), store_at(url)
    try:
        assert one.find().total == other.find().total == 0
        before = other.database.changes
        id = one.save(scenario, "A").id
        wait_until(lambda: other.database.changes > before, "a notice")
        assert other.entry(id).name == "A"
        mine = one.database.changes
        other.rename(id, "B")
        wait_until(lambda: one.database.changes > mine, "a notice back")
    finally:
        one.close()
        other.close()


def test_a_name_goes_to_one_of_two_processes(url, scenario):
    stores = [store_at(url), store_at(url)]
    try:
        with ThreadPoolExecutor(2) as pool:
            for turn in range(5):

                def save(store, name=f"name {turn}"):
                    try:
                        return store.save(scenario, name)
                    except StoreError as problem:
                        return problem.key

                results = list(pool.map(save, stores))
                assert results.count("error-store-name-taken") == 1
        assert stores[0].find(Query()).total == 5
    finally:
        for store in stores:
            store.close()


def test_everything_travels_to_a_server_and_back(url, scenario, tmp_path):
    origin, there = DuckStore(tmp_path / "origin.duckdb"), store_at(url)
    back = DuckStore(tmp_path / "back.duckdb")
    try:
        entry = fill(origin, scenario)
        carried = copy_library(origin.database, there.database)
        assert carried.rows["revisions"] == 15
        copy_library(there.database, back.database)
        with origin.database.read() as one, back.database.read() as two:
            assert tables(one) == tables(two)
            assert fingerprints(one) == fingerprints(two)
        for store in (there, back):
            assert check(store.database).findings == ()
            assert [one.scenario_hash for one in store.history(entry.id)] == [
                one.scenario_hash for one in origin.history(entry.id)
            ]
            assert store.open(entry.id).changes.identical
            assert store.find(Query(limit=50)).entries == origin.find(Query(limit=50)).entries
            assert store.save(scenario, "afterwards").run_id > max(one.run_id for one in origin.history(entry.id))
        with pytest.raises(StoreError) as refused:
            copy_library(origin.database, there.database)
        assert refused.value.key == "error-copy-occupied"
    finally:
        for store in (origin, there, back):
            store.close()


def test_a_backup_of_a_file_is_restored_on_a_server_and_the_other_way(shared, scenario, tmp_path):
    file = DuckStore(tmp_path / "file.duckdb")
    fill(file, scenario)
    mine = shared.save(scenario, "copy", by="Di")
    backup = io.BytesIO()
    write_backup(file.database, backup)
    backup.seek(0)
    done = restore_backup(shared.database, backup, by="Eve")
    assert done.added == 13
    assert done.renamed == (("copy", "copy (2)"),)
    assert shared.entry(mine.id).name == "copy"
    assert shared.find(Query()).total == 13
    assert shared.save(scenario, "next").run_id not in {one.run_id for one in shared.find(Query(limit=20)).entries[1:]}
    backup = io.BytesIO()
    write_backup(shared.database, backup)
    backup.seek(0)
    assert restore_backup(file.database, backup).added == 2
    assert check(shared.database).findings == check(file.database).findings == ()
    file.close()


def test_a_backup_that_cannot_be_merged_changes_nothing(shared, scenario, monkeypatch):
    shared.save(scenario, "A")
    backup = io.BytesIO()
    write_backup(shared.database, backup)
    with shared.database.read() as cursor:
        before = fingerprints(cursor)

    def broken(*_, **__):
        raise StoreError("error-store-failed", path="x", detail="y")

    monkeypatch.setattr("sim.store.backup.merge", broken)
    backup.seek(0)
    with pytest.raises(StoreError):
        restore_backup(shared.database, backup)
    with shared.database.read() as cursor:
        assert fingerprints(cursor) == before


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("postgresql://ann:secret@127.0.0.1:1/lab", "error-store-server"),
        ("postgresql://ann:secret@127.0.0.1:1/lab?colour=red", "error-store-server-address"),
        ("mysql://ann:secret@h/x", "error-store-server-address"),
    ],
)
def test_a_server_that_cannot_be_reached_is_named_without_its_password(address, key, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", address)
    problem = open_store().status.problem
    assert problem is not None
    assert problem.key == key
    for language in ("en", "zh"):
        assert "secret" not in problem.text(language)
    assert "DATABASE_URL" in problem.text("en")


def test_the_server_wins_over_the_file_and_says_so(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(opening, "_stores", {})  # another test may have opened this address, and been told
    said: list[str] = []
    monkeypatch.setattr(opening.log, "warning", lambda text, *parts: said.append(text % parts))
    store = open_store()
    assert store.place == re.sub("lab@", "", url)
    assert store.status.ready
    assert len(said) == 1
    assert "DATABASE_URL" in said[0]
    assert "SCENARIO_DB" in said[0]
    assert open_store() is store
    store.close()


def test_a_save_waits_for_the_server_six_times_and_a_list_three_times(url, scenario, tmp_path, monkeypatch):
    """Whatever a machine is busy with, each wait costs: who asks, a number, the version, the time, the name, the end.

    In the protocol a Sync or Flush asks for what came of all before; one right after another asks for nothing more.
    """
    log, prepare = tmp_path / "trace.txt", postgres._prepare

    def traced(connection):
        prepare(connection)
        connection.pgconn.trace(file.fileno())
        connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)

    def waits(work):
        before = len(log.read_text().splitlines())
        work()
        sent = [line.split("\t")[2] for line in log.read_text().splitlines()[before:] if line.startswith("F")]
        assert sent.count("Execute") > 1
        asking = [one in ("Sync", "Flush", "Query") for one in sent]
        return sum(now and not last for last, now in itertools.pairwise(asking))

    monkeypatch.setattr(postgres, "_prepare", traced)
    store = store_at(url)
    with log.open("a") as file:
        id = store.save(scenario, "A").id
        assert waits(lambda: store.save(scenario, "B")) <= 6
        assert waits(lambda: store.save(scenario, id=id)) <= 9
        assert waits(store.find) <= 3
        store.close()


MANY = """
INSERT INTO all_revisions SELECT (jsonb_populate_record(one, jsonb_build_object(
    'scenario_id', 'many' || i, 'name', 'many ' || i, 'name_key', 'many ' || i,
    'saved_at', saved_at - i * interval '1 s'
))).* FROM all_revisions AS one, generate_series(1, 3000) AS i WHERE name = 'A'
"""


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def test_the_newest_fifty_are_found_without_a_walk_through_all(shared, scenario, monkeypatch):
    shared.save(scenario, "A")
    shared.database.write(lambda cursor: cursor.execute(MANY))
    shared.database.write(lambda cursor: cursor.execute("ANALYZE"))
    ask = PostgresCursor.execute
    found = []

    def explained(cursor, sql, values=(), /):
        if "NULLS LAST, id LIMIT" in sql and not found:
            found.extend(ask(cursor, f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values).fetchone() or ())
        return ask(cursor, sql, values)

    monkeypatch.setattr(PostgresCursor, "execute", explained)
    ask_through(lambda: Person("bo@example.com", "Bo", "author", ("board",)))
    try:
        assert shared.find().total == 3001
    finally:
        ask_through(None)
    ((told,),) = found
    listed = told["Plan"]
    looked_at = [one for one in nodes(listed) if one.get("Relation Name") == "all_revisions" and one["Actual Loops"]]
    indexes = {one.get("Index Name") for one in looked_at}
    assert "revisions_newest_first" in indexes
    assert None not in indexes
    assert sum(one["Actual Rows"] * one["Actual Loops"] for one in looked_at) <= 102, "fifty, and whether one is later"


def test_a_library_of_a_newer_program_is_left_alone(url):
    one = store_at(url)
    one.database.write(lambda cursor: cursor.execute("INSERT INTO schema_versions VALUES (9999, 'later', NULL)"))
    one.close()
    problem = store_at(url).status.problem
    assert problem is not None
    assert problem.key == "error-store-newer"


CHILD = """
import sys
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import open_store
store, scenario = open_store(sys.argv[1]), Scenario.of(load_plan())
for number in range(10_000):
    print(store.save(scenario, f"{sys.argv[2]} {number}").id, flush=True)
"""


def run(*words, fails=False):
    """Run a command as from outside; return what it says."""
    command = [sys.executable, "-m", "sim", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    assert (done.returncode != 0) is fails, done.stderr
    return done.stderr if fails else done.stdout


def test_a_killed_process_loses_no_finished_save_and_stands_in_nobodys_way(url, scenario):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, url, "child"], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    )
    assert child.stdout is not None
    told = [child.stdout.readline().strip() for _ in range(5)]
    os.kill(child.pid, signal.SIGKILL)
    told += child.stdout.read().split()
    child.wait(PATIENCE)
    store = store_at(url)
    try:
        assert len(told) >= 5
        assert all(store.open(id).changes.identical for id in told[-5:])
        assert store.find().total in (len(told), len(told) + 1)
        assert check(store.database).findings == ()
        assert store.save(scenario, "after").revision == 1
    finally:
        store.close()


def test_a_restart_of_the_server_is_got_over(server, shared, scenario):
    id = shared.save(scenario, "A").id
    changes = shared.database.changes
    server.stop("fast")
    problem = shared.status.problem
    assert problem is not None
    assert problem.key == "error-store-server"
    server.start()
    wait_until(lambda: shared.status.ready, "the server")
    assert shared.entry(id).name == "A"
    assert shared.save(scenario, "B").name == "B"
    wait_until(lambda: shared.database.changes >= changes + 2, "what may have been missed")


def test_bookmarks_and_stories_are_kept_there(shared):
    assert Stories(shared.database).bookmarks("desk") == ()
    assert Stories(shared.database).stories() == ()


def test_the_command_copies_a_library_and_says_what_it_compared(url, scenario, tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "mine.duckdb"))
    fill(open_store(), scenario)
    open_store().close()
    done = run("library", "copy", "--to", url, "--json")
    assert json.loads(done)["rows"]["revisions"] == 15
    monkeypatch.setenv("DATABASE_URL", url)
    assert json.loads(run("library", "check", "--json"))["findings"] == []
    back = tmp_path / "back.duckdb"
    assert str(back) in run("library", "copy", "--to", str(back))
    mine = DuckStore(back)
    assert mine.find(Query()).total == 12
    mine.close()
    refused = run("library", "copy", "--to", str(back), fails=True)
    assert "13" in refused
    assert DuckStore(back).find(Query()).total == 12, "what was there stays"
