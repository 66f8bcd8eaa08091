"""The scenario library: what goes in comes out, and nothing that was saved is ever lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import numpy as np
import pytest

import sim.store.reopen
from sim.language.errors import FormatError, SimError, StoreError
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.store import Chance, DuckStore, Origin, Query, open_store, queries, store_path
from sim.store.records import sort_keys
from sim.store.statement import import_statement, statement
from sim.store.texts import NAME_LIMIT, NOTE_LIMIT
from sim.version import MODEL_VERSION

ON_A_SERVER_TOO = True


@pytest.fixture(scope="module")
def scenario():
    return Scenario.of(load_plan(), "plan")


def fails(key, call, *arguments, **options):
    with pytest.raises(SimError) as caught:
        call(*arguments, **options)
    assert caught.value.key == key
    for language in ("en", "zh"):
        assert caught.value.text(language)
    return caught.value


# -- saving and reopening -------------------------------------------------------------------------------------------
def test_a_saved_scenario_keeps_every_input_and_every_number(store, scenario):
    wanted = (
        scenario.with_levers({"headcount": 287, "pace": "s_curve"})
        .with_own_assumptions({"momentum": 0.0123456789})
        .with_settings(seed=7, draws=1000, target=TargetChoice("operating_profit", 2025, 300.0))
    )
    entry = store.save(wanted, "计划 A 😀", note="why\nand how", tags=["west", "board"], by="Ann")
    opened = store.open(entry.id)
    assert opened.scenario == wanted
    assert opened.inputs["levers"] == dict(wanted.levers), "also inputs equal to the preset are stored"
    assert opened.assumptions == wanted.central_assumptions()
    assert opened.changes.identical
    assert statement(opened, "en") == ()
    results = wanted.run()
    assert opened.stored.quarterly["revenue"].tobytes() == results.total_revenue[:, 0].tobytes()
    assert opened.stored.people["headcount"].tobytes() == results.headcount[..., 0].tobytes()
    assert opened.stored.revenue[..., 1].tobytes() == results.new_revenue[..., 0].tobytes()
    assert (entry.name, entry.note, entry.tags, entry.author) == ("计划 A 😀", "why\nand how", ("west", "board"), "Ann")
    assert entry.plan_hash == load_plan().hash
    assert entry.scenario_hash == wanted.hash
    assert (entry.seed, entry.draws, entry.target) == (7, 1000, wanted.target)
    profit = results.annual("operating_profit")[1, 0]
    assert entry.kpis.target_result == profit
    assert entry.kpis.target_gap == profit - 300
    assert entry.kpis["roi"] == results.roi(wanted.baseline())[0]
    assert entry.kpis.p_target is None
    assert abs(entry.created_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_results_lie_by_quarter_region_and_product(store, scenario):
    entry = store.save(scenario, "A")
    with store.database.read() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT (quarter, region, product)), sum(revenue) FROM results")
        count, distinct, revenue = cursor.fetchone()
    assert count == distinct == 12 * 5 * 2
    assert revenue == pytest.approx(sum(entry.annual["revenue"]))


def test_a_baseline_has_no_return_on_cost(store):
    entry = store.save(Scenario.of(load_plan(), "baseline"), "base")
    assert entry.kpis["roi"] is None
    assert entry.kpis["incremental_revenue"] == 0
    assert not entry.kpis.target_reached


def test_the_plan_fitted_to_its_target_reaches_it(store, scenario):
    assert store.save(scenario, "A").kpis.target_reached


def test_a_clock_that_goes_backwards_reorders_no_history(store, scenario, monkeypatch):
    """Revisions follow each other by number; times only say what the clock said."""
    clock = dt.datetime(2026, 11, 22, 12)
    monkeypatch.setattr("sim.store.revisions.now", lambda: clock)
    first = store.save(scenario, "A")
    clock -= dt.timedelta(days=400)
    store.rename(first.id, "B")
    clock -= dt.timedelta(days=1)
    last = store.save(scenario.with_levers({"headcount": 300}), id=first.id)
    assert [revision.revision for revision in store.history(first.id)] == [3, 2, 1]
    opened = store.open(first.id)
    assert (opened.scenario.levers["headcount"], opened.entry.name, last.revision) == (300, "B", 3)
    assert [entry.name for entry in store.find().entries] == ["B"]
    store.delete(first.id)
    store.restore(first.id)
    assert store.open(first.id, 1).scenario == scenario


def test_saving_again_appends_a_revision(store, scenario):
    first = store.save(scenario, "A", note="one", by="Ann")
    second = store.save(scenario.with_levers({"headcount": 300}), id=first.id, by="Bob", based_on=1)
    third = store.save(scenario.with_levers({"headcount": 310}), id=first.id, by="Cem", based_on=1, note="three")
    assert (second.revision, second.name, second.note, second.author) == (2, "A", "one", "Ann")
    assert store.open(first.id).scenario.levers["headcount"] == 310
    assert store.open(first.id, 1).scenario == scenario
    history = store.history(first.id)
    assert [(r.revision, r.action, r.saved_by, r.overtook) for r in history] == [
        (3, "save", "Cem", True),
        (2, "save", "Bob", False),
        (1, "create", "Ann", False),
    ]
    diff = store.diff(first.id, 1, third.revision)
    assert [(d.kind, d.id, d.before, d.after) for d in diff.differences] == [
        ("text", "note", "one", "three"),
        ("lever", "headcount", 350, 310),
    ]
    assert diff.snapshot_before.kpis["revenue"] > diff.snapshot_after.kpis["revenue"]
    back = store.revert(first.id, 1)
    assert (back.revision, back.note) == (4, "one")
    assert store.open(first.id).scenario == scenario


def test_every_change_is_recorded_and_none_is_written_twice(store, scenario):
    id = store.save(scenario, "A").id
    store.rename(id, "B", by="Ann")
    store.rename(id, "B", by="Ann")
    store.annotate(id, "note")
    store.tag(id, ["x", "y", "x", " "])
    store.set_favourite(id, True)
    store.delete(id)
    store.restore(id)
    actions = [r.action for r in store.history(id)]
    assert actions == ["restore", "delete", "favourite", "tag", "annotate", "rename", "create"]
    entry = store.entry(id)
    assert (entry.name, entry.note, entry.tags, entry.favourite, entry.in_bin) == ("B", "note", ("x", "y"), True, False)
    assert entry.kpis == store.entry(id, 1).kpis


def test_a_copy_remembers_where_it_came_from(store, scenario):
    first = store.save(scenario, "A", tags=["x"], note="n")
    store.save(scenario.with_levers({"headcount": 300}), id=first.id)
    copy = store.save_as(first.id, "B", revision=1, by="Bob")
    assert copy.parent == Origin(first.id, 1)
    assert (copy.revision, copy.author, copy.tags, copy.note, copy.favourite) == (1, "Bob", ("x",), "n", False)
    assert store.open(copy.id).scenario == scenario
    fork = store.save(scenario, "C", parent=Origin(first.id, 2))
    assert store.entry(fork.id).parent == Origin(first.id, 2)


def test_names_are_unique_outside_the_bin(store, scenario):
    first = store.save(scenario, "Plan")
    for name in ("Plan", "plan", "  PLAN ", "ｐｌａｎ"):
        fails("error-store-name-taken", store.save, scenario, name)
    assert store.save(scenario, "Plan", on_clash="number").name == "Plan (2)"
    assert store.save(scenario, "plan", on_clash="number").name == "plan (3)"
    assert store.rename(first.id, "PLAN").name == "PLAN", "a scenario does not clash with itself"
    store.delete(first.id)
    store.save(scenario, "Plan")
    assert store.restore(first.id).name == "PLAN (4)"
    assert store.save(scenario, "x" * NAME_LIMIT).name == "x" * NAME_LIMIT
    assert store.save(scenario, "x" * NAME_LIMIT, on_clash="number").name == "x" * (NAME_LIMIT - 4) + " (2)"


def test_a_purge_takes_everything_of_one_scenario_and_nothing_of_its_copies(store, scenario):
    first, other = store.save(scenario, "A"), store.save(scenario, "B")
    store.save(scenario.with_levers({"headcount": 300}), id=first.id)
    copy = store.save_as(first.id, "C", revision=1)
    assert store.purge([first.id]) == 0, "only what is in the bin"
    store.delete(first.id)
    assert store.purge([first.id]) == 1
    fails("error-store-unknown", store.open, first.id)
    assert store.open(copy.id).changes.identical
    assert store.open(other.id).changes.identical
    with store.database.read() as cursor:
        assert cursor.execute("SELECT count(DISTINCT run_id), count(*) FROM results").fetchone() == (2, 240)
        assert cursor.execute("SELECT count(*) FROM runs").fetchone() == (2,)


def test_a_chance_is_saved_with_its_error(store, scenario):
    entry = store.save(scenario, "A", chance=Chance(0.25, 0.01))
    assert (entry.kpis.p_target, entry.kpis.p_target_se) == (0.25, 0.01)


# -- texts ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name", ["مخطط الغرب", "👩🏽‍💻 team 🇨🇳", "=HYPERLINK(1)", "'; DROP TABLE runs; --", "名" * NAME_LIMIT]
)
def test_names_of_any_script_come_back(store, scenario, name):
    id = store.save(scenario, name, note=name * 50, tags=[name[:20]]).id
    entry = store.find(Query(text=name)).entries[0]
    assert (entry.id, entry.name, entry.note) == (id, name, name * 50)
    assert store.resolve(name) == id


def test_texts_have_clear_limits(store, scenario):
    problem = fails("error-store-long", store.save, scenario, "x" * 10_000)
    assert "10000" in problem.text("en")
    assert "200" in problem.text("zh")
    fails("error-store-name-empty", store.save, scenario, " \n ")
    fails("error-store-name-empty", store.save, scenario)
    fails("error-store-characters", store.save, scenario, "a\x00b")
    fails("error-store-characters", store.save, scenario, "a\ud800b")
    fails("error-store-characters", store.save, scenario, "a", note="\x1b[31m")
    fails("error-store-long", store.save, scenario, "a", tags=["x" * 51])
    fails("error-store-tags", store.save, scenario, "a", tags=[str(n) for n in range(31)])
    assert store.find().total == 0
    note = "é\n" * 5000
    entry = store.save(scenario, "a", note=note)
    assert entry.note == note.strip()
    assert len(entry.note) < NOTE_LIMIT


def test_unknown_scenarios_are_named(store, scenario):
    id = store.save(scenario, "A").id
    fails("error-store-unknown", store.resolve, "B")
    fails("error-store-unknown", store.resolve, "\ud800")
    fails("error-store-unknown", store.open, "nix")
    fails("error-store-unknown", store.history, "nix")
    fails("error-store-unknown-in-bin", store.resolve, "A", in_bin=True)
    for revision in (0, -1, 2, 2**70):
        fails("error-store-revision", store.open, id, revision)
    assert store.resolve("a") == store.resolve(id) == id


def test_several_of_one_name_in_the_bin_are_told_apart_by_id(store, scenario):
    ids = []
    for _ in range(2):
        ids.append(store.save(scenario, "A").id)
        store.delete(ids[-1])
    assert ids[0] in fails("error-store-ambiguous", store.resolve, "A", in_bin=True).text()
    assert store.resolve(ids[1], in_bin=True) == ids[1]


# -- finding --------------------------------------------------------------------------------------------------------
@pytest.fixture
def filled(store, scenario):
    for number, (name, heads, tags, by) in enumerate(
        [
            ("West push", 400, ["west", "board"], "Ann"),
            ("Careful", 200, ["board"], "Bob"),
            ("东部收缩", 300, ["west"], "Ann"),
            ("Gone", 250, [], "Bob"),
        ]
    ):
        entry = store.save(
            scenario.with_levers({"headcount": heads}), name, tags=tags, by=by, note=f"memo-{number} 100%_x"
        )
        if name == "Gone":
            store.delete(entry.id)
    return store


def names(store, **query):
    page = store.find(Query(**query))
    assert page.total >= len(page.entries)
    return [entry.name for entry in page.entries]


def test_lists_search_filter_sort_and_turn_pages(filled):
    assert names(filled) == ["东部收缩", "Careful", "West push"]
    assert names(filled, in_bin=True) == ["Gone"]
    assert names(filled, text="WEST") == ["东部收缩", "West push"], "tags count"
    assert names(filled, text="ann push") == ["West push"]
    assert names(filled, text="东部") == ["东部收缩"]
    assert names(filled, text="memo-1") == ["Careful"]
    assert names(filled, text="100%_x") == names(filled)
    assert names(filled, text="%") == names(filled)
    assert names(filled, text="nothing") == []
    assert names(filled, tags=("board", "west")) == ["West push"]
    assert names(filled, author="Bob") == ["Careful"]
    assert names(filled, plan_id="growth-2026") == names(filled)
    assert names(filled, plan_id="other") == []
    assert names(filled, reached=True) == ["West push"]
    assert names(filled, reached=False) == ["东部收缩", "Careful"]
    assert names(filled, favourite=True) == []
    assert names(filled, sort="revenue") == ["West push", "东部收缩", "Careful"]
    assert names(filled, sort="headcount", descending=False) == ["Careful", "东部收缩", "West push"]
    assert names(filled, sort="name", descending=False) == ["Careful", "West push", "东部收缩"]
    assert names(filled, limit=1, offset=1) == ["Careful"]
    assert filled.find(Query(limit=1, offset=99)).total == 3
    for key in sort_keys():
        assert len(names(filled, sort=key)) == 3
    with pytest.raises(ValueError, match="no sort key"):
        filled.find(Query(sort="name; DROP TABLE runs"))


def test_lists_know_times(filled):
    now = dt.datetime.now(dt.UTC)
    assert len(names(filled, since=now - dt.timedelta(hours=1))) == 3
    assert names(filled, since=now + dt.timedelta(hours=1)) == []
    assert names(filled, until=now.replace(tzinfo=None) - dt.timedelta(hours=1)) == []
    beijing = dt.timezone(dt.timedelta(hours=8))
    assert names(filled, since=(now + dt.timedelta(hours=1)).astimezone(beijing)) == []


def test_facets_count_what_is_outside_the_bin(filled):
    facets = filled.facets()
    assert facets.tags == {"board": 2, "west": 2}
    assert facets.authors == {"Ann": 2, "Bob": 1}
    assert facets.plans == {"growth-2026": 3}


# -- what has changed since -----------------------------------------------------------------------------------------
def test_a_changed_plan_shows_both_numbers_and_says_so(store, scenario, monkeypatch):
    id = store.save(scenario.with_settings(assumption_set="calibrated"), "A").id
    plan = load_plan()
    other = dataclasses.replace(plan, market_growth=plan.market_growth + 0.01)
    monkeypatch.setattr(sim.store.reopen, "load_plan", lambda id: other)
    opened = store.open(id)
    assert opened.changes.plan == (plan.hash, other.hash)
    assert not opened.changes.identical
    assert opened.changes.largest > 0
    assert [change.id for change in opened.changes.assumptions] == ["realisation"], "it is fitted to the plan"
    assert opened.stored.kpis["revenue"] == pytest.approx(2500)
    assert opened.now is not None
    for language in ("en", "zh"):
        said = statement(opened, language)
        assert any(other.hash in sentence for sentence in said)
        assert any("2026" in sentence for sentence in said)


def test_a_changed_model_version_is_named(store, scenario):
    id = store.save(scenario, "A").id
    with store.database.read() as cursor:
        cursor.execute("UPDATE runs SET model_version = '0.9'")
    opened = store.open(id)
    assert opened.changes.model == ("0.9", MODEL_VERSION)
    assert len(statement(opened, "en")) == len(statement(opened, "zh")) == 2


def test_a_plan_that_is_gone_leaves_the_stored_numbers(store, scenario):
    id = store.save(scenario, "A").id
    with store.database.read() as cursor:
        cursor.execute("UPDATE runs SET plan_id = 'gone', inputs = replace(inputs, 'growth-2026', 'gone')")
    opened = store.open(id)
    assert opened.scenario is None
    assert opened.now is None
    assert opened.changes.problem.key == "error-plan-unknown"
    assert opened.stored.kpis["revenue"] == pytest.approx(2500)
    assert "gone" in statement(opened, "en")[0]
    assert "gone" in statement(opened, "zh")[0]


def test_one_different_bit_is_noticed(store, scenario):
    id = store.save(scenario, "A").id
    stored = store.open(id).stored.revenue[3, 2, 1]
    with store.database.read() as cursor:
        cursor.execute("UPDATE results SET revenue = ? WHERE revenue = ?", [np.nextafter(stored, 0), stored])
    opened = store.open(id)
    assert not opened.changes.identical
    assert 0 < opened.changes.largest < 1e-12
    assert len(statement(opened, "en")) == 2


# -- assumption sets ------------------------------------------------------------------------------------------------
def test_own_assumption_sets(store, scenario):
    store.save_assumption_set(load_plan(), "Careful", "evidence", {"momentum": 0.0}, by="Ann")
    second = store.save_assumption_set(load_plan(), "careful", "evidence", {"momentum": 0.01})
    assert (second.revision, second.own_assumptions) == (2, {"momentum": 0.01})
    assert [one.name for one in store.assumption_sets(load_plan())] == ["careful"]
    assert store.assumption_set(load_plan(), "CAREFUL") == second
    own = scenario.with_settings(assumption_set=second.base, own_assumptions=second.own_assumptions)
    entry = store.save(own, "A", assumption_set=second)
    assert entry.assumption_set == "careful"
    assert not store.open(entry.id).changes.set_edited
    store.save_assumption_set(load_plan(), "careful", "evidence", {"momentum": 0.02})
    opened = store.open(entry.id)
    assert opened.changes.set_edited
    assert opened.changes.identical
    assert "careful" in statement(opened, "en")[0]
    store.delete_assumption_set(load_plan(), "careful")
    assert store.assumption_sets(load_plan()) == ()
    assert store.open(entry.id).scenario == own
    fails("error-store-set-unknown", store.assumption_set, load_plan(), "careful")
    fails("error-store-set-reserved", store.save_assumption_set, load_plan(), "Evidence", "evidence", {})
    fails("error-set-unknown", store.save_assumption_set, load_plan(), "x", "nix", {})
    fails("error-out-of-range", store.save_assumption_set, load_plan(), "x", "evidence", {"momentum": 9})


# -- files ----------------------------------------------------------------------------------------------------------
def parcel(store, scenario, **changes):
    document = store.export(store.save(scenario, "A", note="n", tags=["t"], on_clash="number").id)
    document.update(changes)
    return json.dumps(document).encode()


def test_an_exported_scenario_comes_back(store, scenario, tmp_path):
    content = parcel(store, scenario)
    imported = store.import_scenario(content, by="Bob")
    assert (imported.entry.name, imported.renamed_from) == ("A (2)", "A")
    assert (imported.numbers_differ, imported.plan_changed, imported.model_changed) == (0, None, None)
    assert store.open(imported.entry.id).scenario == scenario
    other = DuckStore(tmp_path / "other.duckdb")
    clean = other.import_scenario(content)
    assert (clean.entry.name, clean.entry.note, clean.entry.tags) == ("A", "n", ("t",))
    assert import_statement(clean, "en") == ()
    other.close()


def test_a_file_with_other_numbers_is_computed_anew_and_said(store, scenario):
    document = json.loads(parcel(store, scenario))
    document["results"]["annual"]["2026"]["revenue"] = 9999.0
    document["provenance"]["plan_hash"] = "0" * 16
    document["provenance"]["model_version"] = "0.9"
    imported = store.import_scenario(json.dumps(document).encode())
    assert imported.entry.kpis["revenue"] == pytest.approx(2500)
    assert imported.numbers_differ > 0.5
    assert len(import_statement(imported, "en")) == len(import_statement(imported, "zh")) == 4


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"format": "other"}, "error-import-foreign"),
        ({"version": 2}, "error-import-newer"),
        ({"version": 0}, "error-import-damaged"),
        ({"version": True}, "error-import-damaged"),
        ({"extra": 1}, "error-import-key"),
        ({"name": 5}, "error-import-damaged"),
        ({"name": ""}, "error-store-name-empty"),
        ({"name": "x" * 10_000}, "error-store-long"),
        ({"name": "\ud800"}, "error-store-characters"),
        ({"tags": "x"}, "error-import-damaged"),
        ({"provenance": {}}, "error-import-damaged"),
        ({"results": {}}, "error-import-damaged"),
        ({"inputs": {"plan": "other"}}, "error-import-plan"),
        ({"inputs": {"plan": ["growth-2026"]}}, "error-import-plan"),
        ({"inputs": {"plan": "growth-2026"}}, "error-scenario-missing"),
    ],
)
def test_files_that_are_no_scenario_are_refused(store, scenario, changes, key):
    content = parcel(store, scenario, **changes)
    fails(key, store.import_scenario, content)
    assert store.find().total == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": NaN}',
        b'{"seed": 1' + b"0" * 400 + b"}",
        b'{"format": 1' + b"0" * 5000 + b"}",
        b'{"format": "a", "format": "b"}',
        b"null",
    ],
    ids=repr,
)
def test_files_that_are_no_json_object_are_refused(store, content):
    with pytest.raises(FormatError):
        store.import_scenario(content[:200_000])


def test_large_files_are_refused_unread(store):
    fails("error-import-size", store.import_scenario, b" " * 2_000_001)


def test_inputs_of_a_file_are_checked_like_any_other(store, scenario):
    document = json.loads(parcel(store, scenario))
    for part, value, key in [
        (("levers", "headcount"), 9999, "error-out-of-range"),
        (("levers", "headcount"), "350", "error-not-a-number"),
        (("levers", "headcount"), [350], "error-not-a-number"),
        (("levers", "pace"), ["linear"], "error-lever-choice"),
        (("levers", "nix"), 1, "error-lever-unknown"),
        (("overrides", "momentum"), None, "error-not-a-number"),
        (("target", "year"), 2099, "error-year"),
        (("target", "metric"), {"a": 1}, "error-target-metric"),
        (("risks", "price_war"), 5, "error-import-damaged"),
    ]:
        changed = json.loads(json.dumps(document))
        changed["inputs"][part[0]][part[1]] = value
        fails(key, store.import_scenario, json.dumps(changed).encode())


# -- the place of the library ---------------------------------------------------------------------------------------
def test_the_environment_says_where_the_library_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "x.duckdb"))
    assert store_path() == tmp_path / "x.duckdb"
    assert open_store() is open_store(tmp_path / "x.duckdb")
    assert not (tmp_path / "x.duckdb").exists(), "made on first use"
    assert open_store().status.ready
    open_store().close()
    monkeypatch.delenv("SCENARIO_DB")
    assert store_path().parts[-3:] == ("data", "store", "scenarios.duckdb")


def test_a_closed_library_opens_again(store, scenario):
    id = store.save(scenario, "A").id
    store.close()
    store.close()
    assert store.open(id).changes.identical
    assert isinstance(fails("error-store-unknown", store.open, "x"), StoreError)


def test_totals_of_many_questions_are_not_kept_without_end(store, scenario, monkeypatch):
    monkeypatch.setattr(queries, "MOST_TOTALS", 5)
    store.save(scenario, "one")
    for number in range(12):
        assert store.find(Query(text=f"nothing like this {number}", offset=1)).total == 0
    assert len(store._totals._known) == 6
    assert store.find(Query(text="one")).total == 1
