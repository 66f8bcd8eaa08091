"""Older libraries are brought up to date fully or not at all; newer and foreign ones are left alone."""

from __future__ import annotations

import hashlib
import shutil

import duckdb
import pytest
from old_library import stored, write_old_library

from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import Chance, DuckStore
from sim.store.migrate import MIGRATIONS, read_migrations
from sim.store.outlooks import complete
from sim.store.records import Query
from sim.store.statement import statement


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


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_old_library_is_migrated_with_its_scenarios(tmp_path, version):
    path = tmp_path / "scenarios.duckdb"
    write_old_library(path, version)

    new = DuckStore(path)
    assert new.status.ready
    newest = {row["scenario_id"]: row for row in stored("revisions")}
    assert {entry.id for entry in new.find().entries} == newest.keys()
    for id, row in newest.items():
        opened = new.open(id)
        assert (opened.entry.name, opened.entry.revision) == (row["name"], row["revision"])
        assert opened.changes.identical and opened.changes.largest == 0
        assert (opened.changes.plan, opened.changes.model, opened.changes.assumptions) == (None, None, ())
        assert opened.scenario is not None and opened.scenario.hash == opened.entry.scenario_hash
    new.save_assumption_set(load_plan(), "another", "evidence", {"momentum": 0.01})
    with new.database.read() as cursor:
        applied = cursor.execute("SELECT version, name FROM schema_versions ORDER BY version").fetchall()
    assert applied == [(step.number, step.name) for step in read_migrations()]
    new.close()
    assert DuckStore(path).status.ready


def test_a_run_stored_at_the_means_of_its_set_keeps_its_numbers_and_says_so(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    write_old_library(path)
    store = DuckStore(path)
    opened = {one.entry.assumption_set: one for one in (store.open(entry.id) for entry in store.find().entries)}
    promise, likely = opened["calibrated"], opened["evidence"]
    assert not promise.changes.at_means and not promise.differs_now
    assert statement(promise, "en") == statement(promise, "zh") == ()
    assert likely.changes.at_means and likely.differs_now
    assert likely.stored.kpis["revenue"] == next(row["revenue"] for row in stored("runs") if row["run_id"] == 2)
    assert likely.now is not None and likely.scenario is not None
    assert likely.now.kpis["revenue"] == float(likely.scenario.run().annual("revenue")[-1, 0])
    assert statement(likely, "en")[0].startswith("The saved results are of the single run at the means")
    for language, then, now in (("en", "1,616.79", "1,648.40"), ("zh", "161,679", "164,840")):
        assert len(said := statement(likely, language)) == 2
        assert then in said[1] and now in said[1]
    again = store.open(store.save(likely.scenario, "Saved again").id)
    assert again.changes.identical and not again.changes.at_means and not again.differs_now
    with store.database.read() as cursor:  # a last bit that another processor rounds differently
        cursor.execute("UPDATE results SET revenue = revenue * (1 + 4e-16)")
    rounded = store.open(likely.entry.id).changes
    assert rounded.at_means and not rounded.identical and 0 < rounded.largest < 1e-12
    with store.database.read() as cursor:  # neither the one run nor the other
        cursor.execute("UPDATE results SET revenue = revenue * 1.01")
    assert not store.open(likely.entry.id).changes.at_means
    store.close()


HEADLINE_COLUMNS = (
    *("revenue", "operating_profit", "margin", "market_share", "headcount", "programme_gross", "programme_net"),
    *("revenue_per_rep", "new_product_share", "cagr", "incremental_revenue", "roi"),
)
"""The columns that a run's headline numbers stood in up to version 4."""


def test_the_headline_columns_become_one_map_and_nothing_else_of_a_run_changes(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    write_old_library(path)
    store = DuckStore(path)
    with store.database.read() as cursor:
        cursor.execute("SELECT * FROM runs ORDER BY run_id")
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    was = stored("runs")
    assert [row["run_id"] for row in found] == [row["run_id"] for row in was] == [1, 2]
    for row, old in zip(found, was, strict=True):
        assert [row.pop(name) for name in ("run_kind", "promise", "likely")] == [None] * 3  # of a later step
        assert row.pop("headline") == {name: old.pop(name) for name in HEADLINE_COLUMNS}
        assert row == old
    assert {row["roi"] is None for row in stored("runs")} == {True, False}  # both ways are tried
    for entry in store.find().entries:
        (old,) = (row for row in stored("runs") if row["run_id"] == entry.run_id)
        assert {name: entry.kpis[name] for name in HEADLINE_COLUMNS} == {name: old[name] for name in HEADLINE_COLUMNS}
        assert (entry.kpis.target_gap, entry.kpis.p_target) == (old["target_gap"], old["p_target"])
    for name in HEADLINE_COLUMNS:
        values = [entry.kpis[name] for entry in store.find(Query(sort=name, descending=False)).entries]
        known = [value for value in values if value is not None]
        assert known == sorted(known) and values[: len(known)] == known, name


def test_older_runs_keep_their_numbers_and_gain_promise_and_likely(tmp_path, monkeypatch):
    path = tmp_path / "scenarios.duckdb"
    write_old_library(path)
    store = DuckStore(path)
    old = store.find().entries
    assert {(one.kpis.run_kind, one.kpis.promise, one.kpis.likely) for one in old} == {(None, None, None)}
    new = {one.assumption_set: one for one in complete(store, old)}
    kinds = {name: one.kpis.run_kind for name, one in new.items()}
    assert kinds == {"calibrated": "promise", "evidence": "means"}
    for before in old:
        after = new[before.assumption_set]
        assert (after.kpis.values, after.annual) == (before.kpis.values, before.annual)
        scenario = store.open(before.id).scenario
        likely = likely_of(scenario)
        assert after.kpis.promise["revenue"] == promise_of(scenario).measures["revenue"]
        assert [after.kpis.likely[name] for name in ("p10", "p50", "p90")] == [likely.p10, likely.p50, likely.p90]
        kept = before.kpis.p_target
        assert after.kpis.p_target == after.kpis.likely["chance"] == (likely.chance.value if kept is None else kept)
    monkeypatch.setattr(DuckStore, "open", lambda *_: pytest.fail("worked out again"))
    assert {one.assumption_set: one.kpis for one in complete(store, store.find().entries)} == {
        name: one.kpis for name, one in new.items()
    }
    store.close()
    again = DuckStore(path)
    assert {one.assumption_set: one.kpis for one in again.find().entries} == {
        name: one.kpis for name, one in new.items()
    }
    again.close()


def test_a_saved_scenario_carries_promise_and_likely_from_the_start(store, plan):
    scenario = Scenario.of(plan).with_levers({"headcount": 310}).with_settings(draws=256)
    entry = store.save(scenario, "Lean", chance=Chance.of(likely_of(scenario)))
    found = store.entry(entry.id).kpis
    assert found == entry.kpis and found.run_kind == "promise"
    assert found.promise["revenue"] == found.target_result == found["revenue"]
    assert found.likely["chance"] == found.p_target
    assert found.likely["p10"] < found.likely["p50"] < found.likely["p90"]


def test_a_failing_migration_changes_nothing(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    write_old_library(path, 1)
    steps = {"m0002_good": "CREATE TABLE good (x INTEGER)", "m0003_bad": "ALTER TABLE nix ADD COLUMN y INTEGER"}
    broken = DuckStore(path, folder(tmp_path, 1, **steps))
    assert broken.status.problem.key == "error-store-failed"
    broken.close()
    with duckdb.connect(str(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert "good" not in tables
        assert connection.execute("SELECT max(version) FROM schema_versions").fetchone() == (1,)
    whole = DuckStore(path)
    assert all(whole.open(entry.id).changes.identical for entry in whole.find().entries)
    assert len(whole.find().entries) == 2


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
