"""Plans in the library: versions that keep what was saved under them, put away without loss, seen without a restart."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_plans import own_files, own_plan

from sim.language import languages
from sim.language.errors import FormatError, PlanError, StoreError
from sim.plan import catalogue, load_plan
from sim.plan.load import read_pack
from sim.scenario import Scenario
from sim.scenario.link import LinkState, decode, encode
from sim.store import DuckStore, Store, open_store
from sim.store.backup import restore_backup, write_backup
from sim.store.snapshot import same_bits
from sim.store.statement import statement
from sim.track.ledger import Ledger
from sim.track.measures import Series

GROWTH = ("value: 0.25, source: D1-202", "value: 0.20, assumption: reason-hire-mix-west")


@pytest.fixture
def file_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "plans.duckdb"))
    catalogue.open_catalogue.cache_clear()
    return open_store()


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    if request.param == "file":
        monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "plans.duckdb"))
    else:
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("server").empty_database())
    catalogue.open_catalogue.cache_clear()
    one = open_store()
    yield one
    one.close()


def test_a_plan_that_is_kept_is_a_plan_of_the_process_at_once(store):
    with pytest.raises(PlanError):
        load_plan("mine")
    kept = store.plans.keep(own_plan(), by="Ann", note="first")
    assert (kept.number, kept.revision, kept.action, kept.saved_by, kept.archived) == (1, 1, "import", "Ann", False)
    assert "mine" in catalogue.plan_ids()
    assert load_plan("mine") is load_plan("mine")
    assert load_plan("mine").hash == own_plan().hash == kept.hash
    assert store.plans.keep(own_plan()).revision == 1, "the same again changes nothing"
    assert kept.summary["titles"].keys() == {"en", "zh"}


def test_a_new_version_keeps_what_was_saved_under_the_old_one(store):
    store.plans.keep(own_plan())
    scenario = Scenario.of(load_plan("mine"))
    saved = store.save(scenario, "first year")
    link = encode(LinkState(scenario, scenario))
    newer = own_plan(levers=GROWTH)
    assert store.plans.keep(newer).number == 2
    assert load_plan("mine").hash == newer.hash
    opened = store.open(saved.id)
    assert opened.scenario is not None and opened.scenario.plan.hash == scenario.plan.hash
    assert opened.changes.problem is None and opened.changes.plan == (scenario.plan.hash, newer.hash)
    assert opened.scenario.run().annual("revenue").tolist() == scenario.run().annual("revenue").tolist()
    assert opened.renewed is not None and opened.renewed.plan.hash == newer.hash
    assert opened.now is not None and not same_bits(opened.stored, opened.now)
    for language in languages():
        said = " ".join(statement(opened, language))
        assert scenario.plan.hash in said and newer.hash in said and "2026" in said
    restored = decode(link)
    assert restored.state is not None and restored.state.scenario.plan.hash == scenario.plan.hash
    assert [one.number for one in store.plans.versions("mine")] == [2, 1]
    assert [one.scenarios for one in store.plans.versions("mine")] == [0, 1]
    other = store.save_as(saved.id, "copy")
    assert store.open(other.id).scenario is not None


def test_a_version_that_nobody_kept_opens_with_its_stored_numbers_only(store):
    saved = store.save(Scenario.of(load_plan()), "old")
    with store.database.read() as cursor:
        cursor.execute("UPDATE runs SET plan_hash = '0123456789abcdef'")
    opened = store.open(saved.id)
    assert opened.scenario is None and opened.renewed is not None
    assert opened.changes.problem is not None and opened.changes.problem.key == "error-plan-version"
    assert opened.stored.kpis["revenue"] == saved.kpis["revenue"]
    assert any("01234567" in sentence for sentence in statement(opened, "en"))


def test_what_is_saved_under_a_shipped_plan_keeps_that_version(store):
    store.save(Scenario.of(load_plan()), "shipped")
    (version,) = store.plans.versions("growth-2026")
    assert version.kept and version.hash == load_plan().hash and version.scenarios == 1
    with store.database.read() as cursor:
        (files,) = cursor.execute("SELECT files FROM plan_versions").fetchone()
    assert read_pack(json.loads(files), hash=version.hash) == load_plan()


def test_actuals_and_sets_note_their_version_and_outlive_it(store):
    store.plans.keep(own_plan())
    plan, ledger = load_plan("mine"), Ledger(store.database)
    store.save_assumption_set(plan, "careful", "evidence", {"momentum": 0.01})
    ledger.record(plan, [(Series("revenue", "east", "core"), "2024Q1", 150.0)], by="Ann")
    store.plans.keep(own_plan(levers=GROWTH))
    newer = load_plan("mine")
    assert newer.hash != plan.hash
    assert store.assumption_set(newer, "careful").plan_hash == plan.hash
    assert ledger.actuals(newer).values == {Series("revenue", "east", "core"): {"2024Q1": 150.0}}
    with store.database.read() as cursor:
        assert cursor.execute("SELECT plan_hash FROM actual_changes").fetchall() == [(plan.hash,)]


def test_other_names_for_the_same_numbers_are_the_same_version(store):
    store.plans.keep(own_plan())
    renamed = own_plan(en=("title: Sales team growth plan to 2026", "title: Our own plan"))
    kept = store.plans.keep(renamed)
    assert (kept.number, kept.revision, kept.action) == (1, 2, "texts")
    assert load_plan("mine").texts.of("en")["plan-title"] == "Our own plan"


def test_a_plan_that_is_put_away_leaves_the_list_and_nothing_else(store):
    store.plans.keep(own_plan())
    saved = store.save(Scenario.of(load_plan("mine")), "mine")
    assert store.plans.archive("mine", by="Bo").archived
    assert "mine" not in catalogue.plan_ids()
    opened = store.open(saved.id)
    assert opened.scenario is not None and opened.changes.identical
    store.plans.restore("mine")
    assert load_plan("mine").id == "mine"
    for id, key in (("growth-2026", "error-store-plan-shipped"), ("nothing", "error-store-plan-unknown")):
        with pytest.raises(StoreError) as problem:
            store.plans.archive(id)
        assert problem.value.key == key
    with pytest.raises(StoreError) as problem:
        store.plans.keep(own_plan("growth-2026", levers=GROWTH))
    assert problem.value.key == "error-store-plan-taken"


def backup(store: Store) -> io.BytesIO:
    file = io.BytesIO()
    write_backup(store.database, file)
    file.seek(0)
    return file


def test_plans_travel_in_backups_with_all_their_versions(file_store, tmp_path):
    file_store.plans.keep(own_plan())
    saved = file_store.save(Scenario.of(load_plan("mine")), "mine")
    file_store.plans.keep(own_plan(levers=GROWTH))
    other = DuckStore(tmp_path / "other.duckdb")
    done = restore_backup(other.database, backup(file_store))
    assert (done.plans, done.added, done.foreign_plans) == (1, 1, {})
    assert [one.number for one in other.plans.versions("mine")] == [2, 1]
    opened = other.open(saved.id)
    assert opened.scenario is not None and opened.changes.plan is not None
    assert restore_backup(other.database, backup(file_store)).plans == 0
    file_store.plans.keep(own_plan(levers=("step: 5", "step: 10")))
    assert restore_backup(other.database, backup(file_store)).plans == 1
    assert other.plans.newest("mine").hash == load_plan("mine").hash


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE all_plan_versions SET plan_hash = '4f279b92a825087a'",
        "UPDATE all_plan_versions SET files = '{}'",
        "UPDATE all_plan_versions SET files = '[]'",
        "UPDATE all_plan_versions SET summary = '{}'",
        "UPDATE all_plan_versions SET files = NULL",
        "UPDATE all_plan_revisions SET action = 'paint'",
        "UPDATE all_plan_revisions SET revision = 7",
    ],
)
def test_plans_of_a_strangers_backup_are_checked(file_store, tmp_path, damage):
    file_store.plans.keep(own_plan())
    with file_store.database.read() as cursor:
        cursor.execute(damage)
    with pytest.raises(FormatError) as problem:
        restore_backup(DuckStore(tmp_path / "other.duckdb").database, backup(file_store))
    assert problem.value.key == "error-backup-damaged"


def test_a_version_whose_files_no_longer_fit_stands_in_nobodys_way(store):
    store.plans.keep(own_plan())
    saved = store.save(Scenario.of(load_plan("mine")), "mine")
    files = own_files()
    files["plan.yaml"] = "id: ["
    with store.database.read() as cursor:
        cursor.execute("UPDATE all_plan_versions SET files = ?, kept_at = now()::TIMESTAMP", [json.dumps(files)])
    store.database.changes += 1
    assert "mine" in catalogue.plan_ids()
    plans, problems = catalogue.open_catalogue().readable()
    assert [plan.id for plan in plans] == [id for id in catalogue.plan_ids() if id != "mine"] and problems.keys() == {
        "mine"
    }
    assert store.open(saved.id).stored.kpis["revenue"] == saved.kpis["revenue"]
