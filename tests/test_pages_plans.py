"""The Plans page and the picker: every page follows the plan at hand; bringing, comparing, putting away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import nordwind
import pytest
from own_plans import own_files, own_plan
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import session
from pages.parts.plans import bring
from pages.parts.plans.listing import PlanRow, plan_rows
from sim.language import get_language
from sim.plan import catalogue, load_plan, read_plan
from sim.plan.brought import Brought
from sim.plan.zipped import pack_zip
from sim.scenario import Scenario
from sim.scenario.link import decode
from sim.store import DuckStore, open_store
from sim.store.person import Person, ask_through
from sim.store.plans import summary
from sim.store.spaces import EVERYONE, shared_with

ROOT = Path(__file__).resolve().parent.parent
EN = get_language("en")
GROWTH = ("value: 0.25, source: D1-202", "value: 0.20, assumption: reason-hire-mix-west")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DuckStore:
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "plans.duckdb"))
    catalogue.open_catalogue.cache_clear()
    return open_store()


def page(name: str = "plans", language: str = "en") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.switch_page(f"pages/{name}.py")
    return app.run()


def text_of(app: AppTest) -> str:
    assert not app.exception, app.exception
    said = [one.proto.body for one in app.get("html")] + [one.value for one in app.markdown]
    return "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")


def at_hand(app: AppTest) -> str:
    return app.session_state[session.SLOT].now.scenario.plan.id


def test_a_plan_of_the_servers_folder_is_not_said_to_come_with_the_program(tmp_path, monkeypatch, store):
    monkeypatch.setenv(catalogue.FOLDERS, str(nordwind.make_plan(tmp_path / "plans")))
    catalogue.open_catalogue.cache_clear()
    shown = text_of(page())
    catalogue.open_catalogue.cache_clear()
    told = {line.split(" · ")[0].split(">")[-1]: line for line in shown.splitlines() if " · " in line}
    assert "from a folder of the server" in told[nordwind.ID] and "comes with the program" in told["growth-2026"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_lists_plans_and_every_page_follows_the_choice(store, language):
    store.plans.keep(own_plan(en=("title: Sales team growth plan to 2026", "title: Our own plan")))
    app = page(language=language)
    shown = text_of(app)
    assert ("Our own plan" in shown) == (language == "en") and "growth-2026" in shown and "mine" in shown
    app.button("plans-open-mine").click().run()
    assert at_hand(app) == "mine" and not app.exception
    app.switch_page("pages/library.py").run()
    assert at_hand(app) == "mine" and not app.exception
    app.button("plan-pick-growth-2026").click().run()
    assert at_hand(app) == "growth-2026"
    app.button("undo").click().run()
    assert at_hand(app) == "mine", "switching is a step that can be undone"


def address_state(app: AppTest) -> str:
    """Return what the page hands to the browser for its address."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    return next(one["address"]["state"] for one in found if "address" in one)


def test_the_address_carries_a_plan_that_is_not_the_usual_one(store):
    """Or whoever reloads the page, or sends its address, is back at the usual plan."""
    app = page("compare")
    assert address_state(app) == "", "a new visitor's start needs no state"
    app.button("plan-pick-digital-2026").click().run()
    restored = decode(address_state(app))
    assert restored.state is not None and restored.state.scenario == Scenario.of(load_plan("digital-2026"))


def test_a_plan_of_other_years_is_opened_from_the_simulator_and_left_again(store):
    store.plans.keep(read_plan(ROOT / "tests" / "packs" / "mine-2029"))
    app = page("simulator")
    for id in ("mine-2029", "growth-2026"):
        app.button(f"plan-pick-{id}").click().run()
        assert not app.exception, app.exception
        assert at_hand(app) == id


def test_versions_are_listed_with_what_lies_between_them(store):
    store.plans.keep(own_plan())
    store.save(Scenario.of(load_plan("mine")), "first")
    store.plans.keep(own_plan(levers=GROWTH))
    app = page()
    app.button("plans-show-mine").click().run()
    shown = text_of(app)
    assert "Version 2" in shown and "Version 1" in shown
    assert "Growth, west" in shown or "west" in shown.lower()
    assert EN.quantity(0.25, "percent_year") in shown and EN.quantity(0.2, "percent_year") in shown
    app.button("plans-archive-mine").click().run()
    assert "plans-open-mine" not in {one.key for one in app.button}
    app.toggle(key="plans-archived").set_value(True).run()
    app.button("plans-restore-mine").click().run()
    assert not store.plans.find("mine").archived


def wait_for(app: AppTest, name: str, files: dict[str, str]) -> AppTest:
    """Put before the page what dropping a file puts there; the upload itself is read by `read_upload`."""
    brought = bring.read_upload(f"{name}.zip", pack_zip(files, name))
    assert brought.files == files
    id = brought.plan.id if brought.plan else ""
    app.session_state[bring.PENDING] = bring.Pending(f"{name}.zip", files, id, brought)
    return app.run()


def test_what_is_brought_is_shown_before_it_is_kept(store):
    app = wait_for(page(), "mine", own_files())
    assert "is ready to save" in text_of(app) and store.plans.all() == ()
    app.button("plans-keep").click().run()
    assert at_hand(app) == "mine" and store.plans.find("mine").number == 1
    app = wait_for(page(), "mine", own_files(levers=GROWTH))
    assert "next version" in text_of(app) and EN.quantity(0.2, "percent_year") in text_of(app)
    app.text_input(key="plans-pending-id").set_value("another").run()
    app.button("plans-keep").click().run()
    assert {one.id for one in store.plans.all()} == {"mine", "another"}
    app.text_input(key="plans-search").set_value("nothing such").run() if app.get("text_input") else None
    assert not app.exception


def test_what_is_wrong_with_a_file_stands_there_line_by_line(store):
    files = own_files()
    files["plan.yaml"] = (
        files["plan.yaml"].replace("value: 942", "value: -1").replace("base_year: 2023", "base_year: x")
    )
    app = wait_for(page(), "broken", files)
    shown = text_of(app)
    assert "plan.yaml" in shown and "base_year" in shown and "Nothing was saved" in shown
    app.button("plans-put-aside").click().run()
    assert "base_year" not in text_of(app)
    assert isinstance(bring.check_files({"plan.yaml": "["}), Brought)


def test_a_copy_waits_under_a_free_id(store):
    app = page()
    app.button("plans-copy-growth-2026").click().run()
    assert app.text_input(key="plans-pending-id").value == "growth-2026-2"
    app.button("plans-keep").click().run()
    assert at_hand(app) == "growth-2026-2"


@pytest.mark.parametrize("name", ["x.zip", "x.xlsx"])
def test_a_file_that_is_none_is_refused_in_words(name):
    brought = bring.read_upload(name, b"nothing")
    assert brought.plan is None and len(brought.problems) == 1
    assert all("{" not in brought.problems[0].text(language) for language in ("en", "zh"))


def test_a_target_is_written_as_its_own_plan_writes_it():
    """Not in the scale or the currency of the plan that is at hand."""
    large, small = (PlanRow(id, summary(load_plan(id))) for id in ("growth-2026", "digital-2026"))
    euros = PlanRow("euros", {**small.about, "currency": "EUR"})
    for at_hand in ("growth-2026", "digital-2026"):
        language = spoken("en", load_plan(at_hand))
        assert large.target(language) == "target 2026: CNY 2.50 bn"
        assert small.target(language) == "target 2026: CNY 500.0 m"
        assert euros.target(language) == "target 2026: EUR 500.0 m"


def test_the_keeper_of_a_plan_says_on_its_row_who_sees_it(store):
    ann = Person("ann@example.com", "Ann", "author", ("Strategy",))
    ask_through(lambda: ann)
    try:
        store.plans.keep(own_plan())
        app = page()
        seen = app.selectbox("plans-seen-mine")
        assert seen.options == ["Everyone", "Strategy", "Only me"]
        assert seen.value == EVERYONE
        seen.select(shared_with("strategy")).run()
        assert store.spaces.of("plan", ["mine"])["mine"].space == shared_with("strategy")
        assert "Strategy</span>" in text_of(app)
        ask_through(lambda: replace(ann, id="bo@example.com", name="Bo"))
        app = page()
        assert not [one for one in app.selectbox if one.key == "plans-seen-mine"], "its keeper says who sees it"
        assert "Ann decides" in "".join(one.value for one in app.caption)
        ask_through(lambda: Person("cem@example.com", "Cem", "author", ("finance",)))
        assert "mine" not in [row.id for row in plan_rows()]
    finally:
        ask_through(None)
