"""The library page: list, filters, one scenario in full, what buttons do, empty and broken libraries."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
import streamlit as st
from answers import answer_to
from markup import markup
from spoken import spoken
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from pages.parts import save, scripts, session
from pages.parts.library import chooser, files, listing, rows, state, wire
from pages.parts.library.revisions import diff_rows
from pages.parts.library.state import View
from pages.parts.library.thumbnail import HEIGHT, WIDTH, scale_of, thumbnail
from sim.analysis.uncertainty import simulate, target_probability
from sim.language import languages
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import Chance, DuckStore, Query, open_store
from sim.store.backup import write_backup
from sim.store.person import Person, ask_through
from sim.store.summary import summary
from sim.store.transfer import SIZE_LIMIT

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "<img src=x onerror=alert(1)> <b>x</b> 🚀 \u202eabc [a](javascript:alert(1)) =1+1"
EN = spoken("en")


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    one = open_store()
    yield one
    one.close()


@pytest.fixture
def scenario():
    return Scenario.of(load_plan(), "plan")


@pytest.fixture
def slots(monkeypatch):
    """A session without a browser."""
    slots: dict = {state.SLOT: View(), session.LANGUAGE: "en"}
    monkeypatch.setattr(st, "session_state", slots)
    return slots


def opened(language: str = "en", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("pages/library.py").run()
    assert not app.exception, app.exception
    return app


def response(handler, query: str):
    """Return what a route answers."""
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": query.encode()}
    return answer_to(Request(scope), handler)


def shown_list(app: AppTest) -> dict:
    for element in app.get("bidi_component"):
        content = json.loads(element.proto.json)
        if "rows" in content:
            return content
    raise AssertionError("no list on the page")


# -- the list -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", languages())
def test_a_new_library_says_where_to_begin(store, language):
    app = opened(language)
    assert spoken(language).text("library-sentence-new") in markup(app)
    app.button("lib-new-go").click().run()
    assert not app.exception


@pytest.mark.parametrize("language", languages())
def test_the_list_shows_everything_a_row_needs(store, scenario, language):
    words = spoken(language)
    store.save(scenario, "Plan", note="as published", tags=["board"], by="Ann", favourite=True)
    store.save(scenario.with_levers({"headcount": 200}), "Lean", by="Bo")
    app = opened(language)
    data = shown_list(app)
    assert [row["name"] for row in data["rows"]] == ["Lean", "Plan"]
    lean, plan = data["rows"]
    assert (plan["note"], plan["tags"], plan["author"], plan["favourite"]) == ("as published", ["board"], "Ann", True)
    assert plan["revenue"] == words.number(2500, "revenue")
    assert "2026" in plan["unit"]
    assert words.unit("revenue") in plan["unit"]
    assert (plan["against"], plan["tone"]) == (words.text("library-met"), "good")
    assert lean["tone"] == "bad"
    assert plan["chance"] == ""
    assert "<b>1</b>" in markup(app)
    assert {one["value"] for one in data["choices"]["author"]} == {"", "Ann", "Bo"}


def test_a_link_holds_search_filters_and_order(store, scenario):
    for number in range(30):
        store.save(scenario.with_levers({"headcount": 200 + number}), f"s{number:02}", tags=["even"] * (1 - number % 2))
    data = shown_list(opened(tag="even", sort="revenue", order="up"))
    assert [row["name"] for row in data["rows"]] == [f"s{number:02}" for number in range(0, 30, 2)]
    data = shown_list(opened(page="2"))
    assert (data["page"], data["pages"], len(data["rows"])) == (2, 2, 5)
    assert shown_list(opened(page="99"))["page"] == 2
    assert shown_list(opened(text="s07"))["total"] == 1
    data = shown_list(opened(text="nobody has this"))
    assert data["empty"] == EN.text("library-empty-found")
    assert shown_list(opened(sort="explode", show="'; DROP", time="never"))["total"] == 30


def test_a_view_survives_its_address():
    view = View(text="a", tag="b", author="c", time="week", target="missed", show="favourite", sort="margin", page="3")
    assert View.of(view.parameters()) == view
    assert View.of({"page": "-1", "sort": "x" * 999, "other": 1}) == View()
    query = view.query()
    assert (query.text, query.tags, query.author, query.reached) == ("a", ("b",), "c", False)
    assert (query.offset, query.favourite, query.sort, query.descending) == (50, True, "margin", True)
    assert View(sort="name").query().descending is False


def test_hostile_texts_stay_texts(store, scenario):
    entry = store.save(scenario, HOSTILE, note=HOSTILE + "n" * 10_000, tags=[HOSTILE[:40]], by=HOSTILE[:60])
    app = opened()
    assert len(shown_list(app)["rows"][0]["note"]) <= rows.NOTE_LENGTH
    for shown in (markup(app), markup(opened(scenario=entry.id))):
        assert "<img" not in shown
        assert "<b>x</b>" not in shown
        assert "\u202e" not in shown
    app = opened(scenario=entry.id)
    assert app.text_input(f"lib-name-{entry.id}-1").value == store.entry(entry.id).name
    assert len(app.text_area(f"lib-note-{entry.id}-1").value) > 10_000


def test_thumbnails_share_one_scale(store, scenario):
    low = store.save(scenario.with_levers({"headcount": 150}), "low")
    high = store.save(scenario.with_levers({"headcount": 450}), "high")
    scale = scale_of(summary(store.database), (low, high))
    ends = [tuple(map(float, thumbnail(one, scale)["end"].split(","))) for one in (low, high)]
    assert ends[0][0] == ends[1][0]
    assert ends[0][1] > ends[1][1], "more revenue stands higher"
    for one in (low, high):
        drawn = thumbnail(one, scale)
        assert drawn["target"]
        for x, y in (map(float, point.split(",")) for line in drawn.values() for point in line.split()):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_scenario_of_a_foreign_plan_is_listed_and_explained(store, scenario):
    entry = store.save(scenario, "from afar")
    with store.database.read() as cursor:
        cursor.execute("UPDATE runs SET plan_id = 'elsewhere'")
        cursor.execute("UPDATE runs SET inputs = replace(inputs, 'growth-2026', 'elsewhere')")
    store.database.changes += 1
    (row,) = shown_list(opened())["rows"]
    assert row["edition"] == EN.text("library-other-edition")
    assert row["path"]["run"]
    app = opened(scenario=entry.id)
    assert "elsewhere" in markup(app)
    assert app.button("lib-open").disabled


def test_a_broken_library_says_what_to_do_and_the_simulator_works(tmp_path, monkeypatch):
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a library" * 1000)
    monkeypatch.setenv("SCENARIO_DB", str(broken))
    app = opened()
    assert str(broken) in markup(app)
    app.button("lib-again").click().run()
    assert EN.text("library-broken-title") in markup(app)
    app.switch_page("pages/simulator.py").run()
    assert not app.exception
    assert broken.read_bytes() == b"not a library" * 1000


# -- one scenario ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", languages())
def test_one_scenario_in_full(store, scenario, language):
    words = spoken(language)
    entry = store.save(scenario.with_levers({"headcount": 310}), "Lean", note="why", by="Ann")
    store.save(scenario.with_levers({"headcount": 320}), id=entry.id, by="Bo", note="because")
    copy = store.save_as(entry.id, "Lean, copy")
    app = opened(language, scenario=entry.id)
    text = markup(app)
    assert "“Lean”" in text
    assert words.text("library-action-create") in text
    assert words.text("lever-headcount") in text
    assert words.quantity(310, "people") in text
    assert "because" in text
    app.button(f"lib-relative-{copy.id}").click().run()
    assert "“Lean, copy”" in markup(app)
    assert words.text("library-family-from", revision=2) in [one.value for one in app.caption]


def test_rename_annotate_and_tag(store, scenario):
    entry = store.save(scenario, "Lean", tags=["a"])
    other = store.save(scenario, "Taken")
    app = opened(scenario=entry.id)
    app.text_input(f"lib-name-{entry.id}-1").set_value("Leaner")
    app.text_area(f"lib-note-{entry.id}-1").set_value("why")
    app.button("lib-about-save").click().run()
    now = store.entry(entry.id)
    assert (now.name, now.note, now.tags) == ("Leaner", "why", ("a",))
    assert [toast.value.replace("\\", "") for toast in app.toast] == [EN.text("library-changed")]
    app.text_input(f"lib-name-{entry.id}-{now.revision}").set_value("taken")
    app.button("lib-about-save").click().run()
    assert store.entry(entry.id).name == "Leaner"
    assert "already a scenario" in app.toast[0].value
    app.multiselect(f"lib-tags-{entry.id}-{now.revision}").set_value([])
    app.text_input(f"lib-name-{entry.id}-{now.revision}").set_value("Leaner")
    app.button("lib-about-save").click().run()
    assert store.entry(entry.id).tags == ()
    assert store.entry(other.id).name == "Taken"


def test_delete_restore_and_purge(store, scenario):
    entry = store.save(scenario, "Lean")
    app = opened(scenario=entry.id)
    app.button("lib-delete").click().run()
    assert store.entry(entry.id).in_bin
    assert not app.exception
    app = opened(scenario=entry.id)
    app.button("lib-undelete").click().run()
    assert not store.entry(entry.id).in_bin
    store.delete(entry.id)
    app = opened(scenario=entry.id)
    app.button("lib-purge-do").click().run()
    assert store.find(Query(in_bin=True)).total == 0
    assert EN.text("library-sentence-new") in markup(app)


def test_an_earlier_revision_becomes_the_newest(store, scenario):
    entry = store.save(scenario, "Lean")
    store.save(scenario.with_levers({"headcount": 300}), id=entry.id)
    app = opened(scenario=entry.id)
    app.button("lib-revert").click().run()
    newest = store.history(entry.id)[0]
    assert (newest.action, newest.based_on, newest.revision) == ("revert", 1, 3)
    assert not newest.overtook, "going back on purpose overtakes nobody"
    assert "while somebody else saved" not in markup(app)
    assert newest.revenue == entry.kpis["revenue"]
    assert EN.text("library-reverted-to", revision=1) in markup(app)


def test_opening_says_what_changed_and_shows_both_numbers(store, scenario):
    entry = store.save(scenario.with_levers({"headcount": 310}), "Lean")
    with store.database.read() as cursor:
        cursor.execute(
            "UPDATE runs SET plan_hash = 'older', model_version = '0.1',"
            " headline = map_concat(headline, MAP {'revenue': headline['revenue'] * 0.9})"
        )
        cursor.execute("UPDATE results SET revenue = revenue * 0.9")
    store.database.changes += 1
    app = opened(scenario=entry.id)
    text = markup(app)
    assert EN.text("library-since-title") in text
    assert EN.quantity(entry.kpis["revenue"] * 0.9, "revenue") in text
    assert EN.quantity(entry.kpis["revenue"], "revenue") in text
    assert app.button("lib-open").disabled, "nobody kept that version of the plan"
    app.button("lib-renew").click().run()
    assert not app.exception
    notes = "\n".join(one.value for one in app.markdown)
    assert "The plan has changed since this was saved" in notes
    assert "“Lean”" in notes


def test_duplicates_and_favourites(store, scenario):
    entry = store.save(scenario, "Lean")
    app = opened(scenario=entry.id)
    app.button("lib-favourite").click().run()
    assert store.entry(entry.id).favourite
    app.button("lib-duplicate").click().run()
    assert store.resolve("Lean (2)")
    assert "“Lean (2)”" in markup(app)


def test_an_unknown_scenario_is_said_to_be_unknown(store, scenario):
    store.save(scenario, "Lean")
    app = opened(scenario="000000000000")
    assert EN.text("library-sentence-unknown") in markup(app)
    app.button("lib-back").click().run()
    assert shown_list(app)["total"] == 1


@pytest.mark.parametrize("language", languages())
def test_no_finite_number_of_futures_makes_a_chance_impossible(store, scenario, language):
    entry = store.save(scenario, "Lean", chance=Chance(0.0, 0.0002))
    words = spoken(language)
    never = words.text("compare-under-one", one=words.quantity(0.01, "percent_whole"))
    assert shown_list(opened(language))["rows"][0]["chance"] == never
    assert never in markup(opened(language, scenario=entry.id))


def test_results_that_read_alike_are_no_difference(store, scenario, slots):
    entry = store.save(scenario, "Lean")
    store.save(scenario.with_levers({"deal_size": scenario.levers["deal_size"] + 1e-9}), id=entry.id)
    _, groups = diff_rows(entry.id, store.diff(entry.id, 1, 2), EN)
    assert "Results" not in groups.values()


def test_differences_speak_of_results_inputs_and_texts(store, scenario, slots):
    entry = store.save(scenario, "Lean", tags=["a"])
    store.save(scenario.with_levers({"headcount": 300}), "Leaner", id=entry.id, note="<b>why</b>", tags=["a", "b"])
    rows, groups = diff_rows(entry.id, store.diff(entry.id, 1, 2), EN)
    assert list(groups.values()) == ["Results", "Inputs", "Name, note, tags"]
    texts = json.dumps([[getattr(cell, "markup", cell) for cell in row] for row in rows])
    for expected in ("350 reps", "300 reps", "Leaner", "a, b", "&lt;b&gt;why&lt;/b&gt;"):
        assert expected in texts


# -- what the list's buttons do -------------------------------------------------------------------------------------
def test_many_are_tagged_deleted_undone_and_purged(store, scenario, slots):
    ids = [store.save(scenario, name).id for name in ("a", "b", "c")]
    listing.perform("tag", {"ids": ids[:2], "tag": "board"})
    assert slots[state.NOTICE].text == EN.text("library-tagged", count=2, tag="board")
    assert store.find(Query(tags=("board",))).total == 2
    listing.perform("tag", {"ids": ids, "tag": "board", "remove": True})
    assert store.find(Query(tags=("board",))).total == 0
    listing.perform("delete", {"all": True})
    notice = slots[state.NOTICE]
    assert set(notice.undo) == set(ids)
    listing.perform("undo", list(notice.undo))
    assert store.find(Query()).total == 3
    listing.perform("favourite", {"id": ids[0], "on": True})
    assert store.entry(ids[0]).favourite
    listing.perform("delete", {"ids": ids})
    listing.perform("restore", {"ids": ids[:1]})
    listing.perform("purge", {"ids": ids})
    assert store.find(Query()).total == 1
    assert store.find(Query(in_bin=True)).total == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("delete", None),
        ("delete", {"ids": "all"}),
        ("delete", {"ids": [None, 7, {"a": 1}]}),
        ("view", {"text": None, "page": [], "__class__": "x"}),
        ("explode", {"ids": ["a"]}),
        ("export", {"ids": ["nobody"], "kind": "exe"}),
        ("undo", "all"),
        ("favourite", {"id": {"a": 1}, "on": "yes"}),
    ],
)
def test_nothing_from_the_browser_is_believed(store, scenario, slots, name, value):
    store.save(scenario, "a")
    listing.perform(name, value)
    assert store.find(Query()).total == 1


def test_a_list_that_is_sorted_by_a_hidden_number_shows_it(store, scenario, slots):
    store.save(scenario, "a")
    listing.perform("view", {"sort": "margin"})
    (row,) = listing.payload(state.view(), EN)["rows"]
    assert row["sorted"].startswith("Operating margin")
    listing.perform("view", {"page": "2", "text": "a"})
    assert state.view().text == "a"


def test_comparing_hands_the_choice_on(store, scenario, slots):
    ids = [store.save(scenario, name).id for name in ("a", "b")]
    listing.perform("compare", {"ids": ids})
    assert slots["compare-choice"].scenarios == ",".join(ids)
    assert slots[listing.GO] == "compare"


@pytest.mark.parametrize("language", languages())
def test_every_word_that_the_list_writes_is_handed_to_it(store, language):
    folder = scripts.FOLDER / "library"
    named = {word for path in folder.glob("*.js") for word in re.findall(r"\btexts\.(\w+)", path.read_text("utf-8"))}
    assert named and named <= set(listing.payload(state.view(), spoken(language))["texts"])


def test_the_search_route_gives_the_rows_of_the_page(store, scenario, slots):
    for name in ("a", "b", HOSTILE):
        store.save(scenario, name, note="same")

    def fetched(query: str):
        return response(wire.respond, query)

    answer = json.loads(fetched("lang=zh&zone=Asia/Shanghai&text=same&sort=name").body)
    state.show(text="same", sort="name")
    expected = listing.payload(state.view(), spoken("zh"))
    assert [row["name"] for row in answer["rows"]] == [row["name"] for row in expected["rows"]]
    assert answer["counted"] == expected["counted"]
    assert answer["rows"][0]["time"] != expected["rows"][0]["time"], "each in the reader's own zone"
    assert fetched("lang=xx").status_code == 400
    assert fetched("lang=en&zone=../../etc&page=-1&sort=%00").status_code == 200


def test_a_broken_library_answers_no_search(tmp_path, monkeypatch):
    (tmp_path / "broken.duckdb").write_bytes(b"x" * 5000)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "broken.duckdb"))
    assert response(wire.respond, "lang=en").status_code == 503


# -- files ----------------------------------------------------------------------------------------------------------
def export_of(store: DuckStore, id: str) -> bytes:
    return json.dumps(store.export(id)).encode()


def test_files_are_imported_one_by_one_and_explained(store, scenario, slots):
    entry = store.save(scenario, "Lean", note="why")
    good = export_of(store, entry.id)
    other = json.loads(good)
    other["provenance"]["plan_hash"] = "older"
    uploads = [
        ("good.json", io.BytesIO(good)),
        ("other.json", io.BytesIO(json.dumps(other).encode())),
        ("cut.json", io.BytesIO(good[:200])),
        ("foreign.json", io.BytesIO(b"{}")),
        ("picture.json", io.BytesIO(b"\x89PNG" + bytes(2_000_000))),
    ]
    lines = files.import_files(uploads, "en")
    assert [line.done for line in lines] == [True, True, False, False, False]
    assert "“Lean” was taken" in lines[0].said[1]
    assert "another edition of the plan" in " ".join(lines[1].said)
    assert store.find(Query()).total == 3


@pytest.mark.parametrize(("language", "limit"), [("en", "larger than 2 MB"), ("zh", "2 MB")])
def test_an_oversized_file_is_refused_and_says_how_large_one_may_be(store, scenario, slots, language, limit):
    document = store.export(store.save(scenario, "Lean").id)
    document["note"] = "x" * SIZE_LIMIT  # all right but for its size
    (line,) = files.import_files([("huge.json", io.BytesIO(json.dumps(document).encode()))], language)
    assert not line.done
    assert limit in line.said[0]
    assert store.find(Query()).total == 1


def test_what_is_imported_has_a_chance_of_its_target(store, scenario, slots):
    entry = store.save(scenario, "Lean")
    assert entry.kpis.p_target is None
    files.import_files([("lean.json", io.BytesIO(export_of(store, entry.id)))], "en")
    (brought,) = (one for one in store.find(Query()).entries if one.id != entry.id)
    chance = target_probability(simulate(scenario))
    assert (brought.kpis.p_target, brought.kpis.p_target_se) == (chance.value, chance.error)


def test_archives_are_imported_and_bombs_are_not(store, scenario, slots):
    entry = store.save(scenario, "Lean")
    good = export_of(store, entry.id)

    def packed(parts: dict[str, bytes]) -> io.BytesIO:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        file.seek(0)
        return file

    lines = files.import_files([("two.zip", packed({"a.json": good, "../../b.json": good}))], "en")
    assert [line.done for line in lines] == [True, True]
    (bomb,) = files.import_files([("bomb.zip", packed({"a.json": bytes(50_000_000)}))], "en")
    assert not bomb.done
    assert "larger than" in bomb.said[0]
    many = packed({f"{number}.json": b"x" for number in range(files.FILES_MOST + 1)})
    assert not files.import_files([("many.zip", many)], "en")[0].done
    backup = io.BytesIO()
    write_backup(store.database, backup)
    backup.seek(0)
    (line,) = files.import_files([("library.zip", backup)], "zh")
    assert "备份" in line.said[0]
    (line,) = files.import_files([("broken.zip", io.BytesIO(b"PK\x03\x04" + bytes(100)))], "en")
    assert not line.done


def test_a_backup_is_restored_from_the_page(store, scenario, slots, tmp_path, monkeypatch):
    entry = store.save(scenario, "Lean")
    content = files.backup_file()
    content.name = "library.zip"
    store.delete(entry.id)
    store.purge([entry.id])
    slots["place"] = content
    files.restore("place")
    (line,) = slots[files.REPORT]
    assert line.done
    assert store.entry(entry.id).name == "Lean"
    broken = io.BytesIO(b"x")
    broken.name = "broken.zip"
    slots["place"] = broken
    files.restore("place")
    assert not slots[files.REPORT][0].done


def test_import_and_backup_are_on_the_page(store, scenario):
    store.save(scenario, "Lean")
    app = opened()
    assert app.get("file_uploader")
    assert "Back up" in [one.proto.popover.label for one in app.get("popover")]
    assert app.get("download_button")
    ask_through(lambda: Person("ann@example.com", "Ann", "author"))
    try:
        app.run()
    finally:
        ask_through(None)
    assert "Back up" not in [one.proto.popover.label for one in app.get("popover")]  # it would be refused


# -- saving, opening, comparing -------------------------------------------------------------------------------------
def test_saving_anew_and_as_a_revision(store, scenario, slots):
    session.set_scenario(scenario.with_levers({"headcount": 310}))
    asked = save.SaveRequest("Lean", "why", ("a",), None, "Ann")
    first = save.save(asked)
    assert first.kpis.p_target is not None
    assert save.save_message(first, asked, EN) == "Saved as “Lean”."
    session.set_scenario(scenario.with_levers({"headcount": 320}))
    assert session.workspace().changed
    asked = save.SaveRequest("Lean", "why", ("a",), first.id, "Ann")
    second = save.save(asked)
    assert (second.id, second.revision) == (first.id, 2)
    assert not session.workspace().changed
    assert "revision 2" in save.save_message(second, asked, EN)
    session.set_scenario(scenario.with_levers({"headcount": 330}))
    third = save.save(save.SaveRequest("Lean", "", (), None))
    assert third.name == "Lean (2)"
    assert third.parent is not None
    assert (third.parent.id, third.parent.revision) == (first.id, 2)


def test_saving_over_somebody_says_so(store, scenario, slots):
    first = save.save(save.SaveRequest("Lean"))
    store.save(scenario.with_levers({"headcount": 200}), id=first.id, by="Bo")
    session.set_scenario(scenario.with_levers({"headcount": 320}))
    asked = save.SaveRequest("Lean", id=first.id)
    entry = save.save(asked)
    assert entry.revision == 3
    assert "somebody else saved revision 2" in save.save_message(entry, asked, EN)


def test_saved_scenarios_can_be_compared_with(store, scenario, slots):
    late = store.save(scenario.with_levers({"headcount": 310}), "Lean")
    star = store.save(scenario.with_levers({"headcount": 320}), "Star", favourite=True)
    for number in range(6):
        store.save(scenario, f"later {number}")
    names = chooser.base_names(scenario.plan_id)
    assert next(iter(names)) == star.id
    assert late.id not in names
    work = chooser.as_base(late.id, session.workspace())
    assert (work.base_id, work.base_name) == (late.id, "Lean")
    assert work.base.levers["headcount"] == 310
    assert chooser.as_base("nobody", work) == work
    assert chooser.as_base("baseline", work).base_id == "baseline"
