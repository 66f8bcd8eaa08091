"""Older libraries are brought up to date fully or not at all; newer and foreign ones are left alone."""

from __future__ import annotations

import hashlib
import shutil

import duckdb
import pytest

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore
from sim.store.migrate import MIGRATIONS, read_migrations


def folder(tmp_path, count=None, **extra):
    """A folder with the first `count` of the real migrations, and more."""
    place = tmp_path / f"migrations-{count}-{len(extra)}"
    place.mkdir()
    for path in sorted(MIGRATIONS.glob("*.sql"))[:count]:
        shutil.copy(path, place)
    for name, sql in extra.items():
        (place / f"{name.removeprefix('m')}.sql").write_text(sql)
    return place


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_numbers_have_no_gap():
    steps = read_migrations()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0].name == "scenarios"


@pytest.mark.parametrize("names", [["0002_b"], ["0001_a", "0003_c"], ["0001_a", "0001_b"], ["1_a"]])
def test_gaps_and_repeats_are_defects(tmp_path, names):
    for name in names:
        (tmp_path / f"{name}.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="migration"):
        read_migrations(tmp_path)


def test_a_library_of_the_first_version_is_migrated_with_its_scenarios(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    old = DuckStore(path, folder(tmp_path, 1))
    entry = old.save(Scenario.of(load_plan()), "from long ago", tags=["x"])
    with old.database.read() as cursor:
        tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "assumption_sets" not in tables
    old.close()

    new = DuckStore(path)
    assert new.status.ready
    opened = new.open(entry.id)
    assert opened.entry == entry
    assert opened.changes.identical
    new.save_assumption_set(load_plan(), "mine", "evidence", {"momentum": 0.01})
    with new.database.read() as cursor:
        applied = cursor.execute("SELECT version, name FROM schema_versions ORDER BY version").fetchall()
    assert applied == [(step.number, step.name) for step in read_migrations()]
    new.close()
    assert DuckStore(path).status.ready


def test_a_failing_migration_changes_nothing(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    old = DuckStore(path, folder(tmp_path, 1))
    entry = old.save(Scenario.of(load_plan()), "A")
    old.close()
    steps = {"m0002_good": "CREATE TABLE good (x INTEGER)", "m0003_bad": "ALTER TABLE nix ADD COLUMN y INTEGER"}
    broken = DuckStore(path, folder(tmp_path, 1, **steps))
    assert broken.status.problem.key == "error-store-failed"
    first = DuckStore(path, tmp_path / "migrations-1-0")
    with first.database.read() as cursor:
        tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert "good" not in tables
        assert cursor.execute("SELECT max(version) FROM schema_versions").fetchone() == (1,)
    assert first.open(entry.id).changes.identical
    first.close()


def test_a_library_of_a_newer_program_is_left_alone(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    count = len(read_migrations())
    newer = DuckStore(path, folder(tmp_path, **{f"m{count + 1:04}_future": "CREATE TABLE future (x INTEGER)"}))
    assert newer.status.ready
    newer.close()
    before = digest(path)
    store = DuckStore(path)
    problem = store.status.problem
    assert problem.key == "error-store-newer"
    assert str(count + 1) in problem.text("en")
    with pytest.raises(StoreError):
        store.find()
    assert digest(path) == before


def test_a_duckdb_file_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs AS SELECT 1 AS x")
    before = digest(path)
    assert DuckStore(path).status.problem.key == "error-store-foreign"
    assert digest(path) == before
