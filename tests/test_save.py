"""What the dialog for saving asks and does: new names make new scenarios, and nothing is saved over unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import address, session
from pages.parts.session import Saved
from sim.language import get_language, languages
from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.scenario.link import decode
from sim.store import open_store
from sim.store.person import Person, ask_through
from sim.store.spaces import ALONE

PLANNED = Scenario.of(load_plan(), "plan")
LEAN = PLANNED.with_levers({"headcount": 310})
LEANER = PLANNED.with_levers({"headcount": 300})


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    one = open_store()
    yield one
    one.close()


def page() -> None:
    """The dialog's fields on a page of their own: an app test cannot answer a dialog."""
    from pages.parts import save, session

    save._fields(session.language())


def dialog(saved: Saved | None = None, scenario: Scenario = LEANER, language: str = "en") -> AppTest:
    app = AppTest.from_function(page, default_timeout=120)
    app.query_params["lang"] = language
    work = replace(session.fresh(), scenario=scenario, saved=saved)
    app.session_state[session.SLOT] = History.start(work)
    app.run()
    assert not app.exception, app.exception
    return app


def names(store) -> dict[str, int]:
    return {entry.name: entry.revision for entry in store.find().entries}


def press(app: AppTest) -> AppTest:
    app.button("save-do").click().run()
    assert not app.exception, app.exception
    return app


@pytest.fixture
def lean(store) -> Saved:
    """A scenario that this session has opened, with words and tags of its own."""
    entry = store.save(LEAN, "Lean", note="why", tags=["board"], by="Ann")
    return Saved(entry.id, entry.revision, entry.name, LEAN)


def test_under_its_own_name_an_open_scenario_takes_a_revision(store, lean):
    app = dialog(lean)
    assert app.text_input("save-name").value == "Lean"
    assert app.text_area(f"save-note-{lean.id}").value == "why"
    press(app)
    assert names(store) == {"Lean": 2}
    assert app.session_state[session.SLOT].now.saved.revision == 2


def test_a_changed_name_makes_a_new_scenario_without_the_old_ones_words(store, lean):
    app = dialog(lean)
    app.text_input("save-name").set_value("Leaner").run()
    assert not app.radio, "there is nothing to choose"
    assert app.caption[0].value == "Saved as a new scenario; “Lean” stays as it is."
    assert app.multiselect("save-tags-new").value == []
    press(app)
    assert names(store) == {"Lean": 1, "Leaner": 1}
    (leaner,) = (entry for entry in store.find().entries if entry.name == "Leaner")
    assert (leaner.note, leaner.tags) == ("", ())
    assert leaner.parent is not None and leaner.parent.id == lean.id


def test_four_names_make_four_scenarios(store):
    saved = None
    for name in ("A", "B", "C", "D"):
        app = dialog(saved)
        app.text_input("save-name").set_value(name).run()
        press(app)
        saved = app.session_state[session.SLOT].now.saved
    assert names(store) == dict.fromkeys("ABCD", 1)


def test_plan_and_baseline_close_what_is_open(monkeypatch, lean):
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    for preset in ("plan", "baseline"):
        session.open_saved(lean)
        session.start_from(preset)
        work = session.workspace()
        assert (work.saved, work.name) == (None, None)
        assert work.scenario.levers == PLANNED.plan.presets[preset]


@pytest.mark.parametrize("language", languages())
def test_what_somebody_saved_meanwhile_is_said_and_not_saved_over_unasked(store, lean, language):
    store.save(LEANER, id=lean.id, by="Bo")
    app = dialog(lean, language=language)
    (warning,) = app.warning
    assert "Bo" in warning.value and "2" in warning.value
    (choice,) = app.radio
    assert choice.value == "new"
    text = get_language(language).text
    assert choice.options[0] == text("save-over", name="Lean", revision=3)
    press(app)
    assert names(store) == {"Lean": 2, "Lean (2)": 1}


def test_saving_on_top_keeps_both(store, lean):
    store.save(LEANER, id=lean.id, by="Bo")
    app = dialog(lean)
    app.radio[0].set_value("update").run()
    press(app)
    assert names(store) == {"Lean": 3}
    assert [one.saved_by for one in store.history(lean.id)][1:] == ["Bo", "Ann"]


def test_what_changes_while_the_dialog_is_open_is_seen_before_it_is_saved_over(store, lean):
    app = dialog(lean)
    store.save(LEANER, id=lean.id, by="Bo")
    press(app)
    assert names(store) == {"Lean": 2}, "nothing yet: it has only now been said"
    assert len(app.warning) == 1


def test_a_mark_set_elsewhere_is_no_other_version(store, lean):
    store.set_favourite(lean.id, True)
    app = dialog(lean)
    assert not app.warning
    assert app.radio[0].value == "update"


def test_one_moved_to_the_bin_meanwhile_is_said_and_saved_as_a_new_one(store, lean):
    store.delete(lean.id)
    app = dialog(lean)
    assert "moved to the bin" in app.warning[0].value
    app.text_input("save-name").set_value("Lean").run()
    press(app)
    assert names(store) == {"Lean": 1}
    assert app.session_state[session.SLOT].now.saved.id != lean.id


def test_a_name_of_another_scenario_offers_both_ways(store, lean):
    app = dialog()
    app.text_input("save-name").set_value("Lean").run()
    assert app.radio[0].value == "new"
    app.radio[0].set_value("update").run()
    assert app.text_area(f"save-note-{lean.id}").value == "why", "a revision begins with the words there are"
    press(app)
    assert names(store) == {"Lean": 2}


def test_a_name_that_comes_with_the_click_and_is_taken_is_asked_about(store, lean):
    app = dialog()
    app.text_input("save-name").set_value("Lean")
    press(app)
    assert names(store) == {"Lean": 1}
    press(app)
    assert names(store) == {"Lean": 1, "Lean (2)": 1}


def test_a_name_free_when_it_was_typed_gets_a_number_if_another_was_quicker(store):
    """Two sessions saving one name at once both succeed, whichever the server hears first."""
    app = dialog()
    app.text_input("save-name").set_value("At once").run()
    store.save(LEAN, "At once")
    press(app)
    assert names(store) == {"At once": 1, "At once (2)": 1}
    assert "because" in app.session_state[session.ANNOUNCEMENT].text


def test_the_library_itself_refuses_to_save_over_a_later_revision(store, lean):
    store.save(LEANER, id=lean.id)
    with pytest.raises(StoreError) as caught:
        store.save(LEAN, id=lean.id, newest=1)
    assert caught.value.key == "error-store-overtaken"
    assert store.entry(lean.id).revision == 2


# -- who sees it ----------------------------------------------------------------------------------------------------
ANN = Person("ann@example.com", "Ann Li", "author", ("Strategy",))


@pytest.mark.parametrize("language", languages())
def test_whoever_is_logged_in_says_who_sees_it(store, language):
    ask_through(lambda: ANN)
    try:
        app = dialog(language=language)
        choice = app.selectbox("save-space-new")
        t = get_language(language).text
        assert choice.options == [t("space-everyone"), "Strategy", t("space-alone")]
        app.text_input("save-name").input("Lean").run()
        app.selectbox("save-space-new").select_index(2).run()
        press(app)
        (entry,) = store.find().entries
        assert store.spaces.of("scenario", [entry.id])[entry.id].space == ALONE
        ask_through(lambda: replace(ANN, id="bo@example.com"))
        assert store.find().total == 0
    finally:
        ask_through(None)


def test_without_a_login_nobody_is_asked_who_sees_it(store):
    assert [one.key for one in dialog().selectbox] == []


# -- a page that is loaded again ------------------------------------------------------------------------------------
def reloaded(work: session.Workspace) -> session.Workspace:
    """Return what the link in the address brings back to a session that knows nothing."""
    state = decode(address.link_of(work, "simulator", "en")[0]).state
    assert state is not None
    return address.work_of(state)


@pytest.mark.parametrize("scenario", [LEAN, LEANER])
def test_the_scenario_that_is_open_is_still_open_after_a_reload(lean, scenario):
    name = "Lean" if scenario == LEAN else None
    work = replace(session.fresh(), scenario=scenario, saved=lean, name=name)
    assert reloaded(work) == work


def test_what_somebody_saved_meanwhile_is_said_after_a_reload_too(store, lean):
    work = replace(session.fresh(), scenario=LEANER, saved=lean)
    store.save(LEAN.with_levers({"headcount": 290}), "Lean", id=lean.id, based_on=1, newest=1, by="Ben")
    again = reloaded(work)
    assert again == work
    (warning,) = dialog(again.saved).warning
    assert "Ben" in warning.value


def test_a_library_that_does_not_have_it_opens_all_but_the_name(store, lean):
    work = replace(session.fresh(), scenario=LEANER, saved=replace(lean, id="0123456789ab"))
    assert reloaded(work) == replace(work, saved=None)
