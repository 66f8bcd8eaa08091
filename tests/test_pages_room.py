"""The Workshop page: a room is opened, asked, answered by hand, shown, decided on and saved; minutes go into files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from pages.parts.room import console, lan
from pages.parts.room.hall import hall
from sim.analysis.differences import Entrant
from sim.export.files import export_file
from sim.language import get_language, languages
from sim.room import outcome
from sim.room.minutes import minutes
from sim.room.room import digest
from sim.scenario import Scenario
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def room(plan):
    """A room with three people who have answered one question of each kind; what was decided stands beside it."""
    made = hall.rooms().open("Autumn <b>review</b>", plan)
    live = hall.live(made.id)
    for number in range(3):
        hall.happen(live, "seat", {"token": digest(f"{made.id} {number}")})
    scenario = Scenario.of(plan)
    asked = (
        (outcome.predict_question(scenario), lambda n: {"value": 2300.0 + 100 * n}),
        (
            outcome.estimate_question(plan, "assumption", "elasticity"),
            lambda n: {"low": 0.1 + n / 10, "best": 0.2 + n / 10, "high": 0.3 + n / 10, "sure": 0.8},
        ),
        (
            outcome.levers_question(scenario, ["headcount"]),
            lambda n: {"levers": {"headcount": 300.0 + 10 * n}, "result": 2400.0 + n},
        ),
    )
    for number, (question, given) in enumerate(asked, 1):
        hall.happen(live, "ask", question.model_dump(mode="json"))
        for seat in range(3):
            hall.happen(live, "answer", {"round": number, "seat": seat + 1, "answer": given(seat)})
        hall.happen(live, "reveal", {})
        hall.happen(live, "decide", {"round": number, "text": f"Decision {number}"})
    hall.happen(live, "actual", {"round": 2, "value": 0.3, "source": "Annual report"})
    return live


def page(room_id="", language="en"):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    if room_id:
        app.session_state[console.SHOWN] = room_id
    app.switch_page("pages/workshop.py").run()
    assert not app.exception, app.exception
    return app


def button(app, key):
    return next(one for one in app.button if one.key == key or (one.key or "").startswith(key))


def test_a_workshop_is_started_asked_and_answered_without_phones():
    app = page()
    app.text_input(key="workshop-title").set_value("By hand")
    next(one for one in app.button if one.label == "Start").click()
    app.run()
    live = hall.live(app.session_state[console.SHOWN])
    assert live.room.title == "By hand"
    next(one for one in app.button if one.label == "Ask").click()
    app.run()
    assert live.room.round.question.kind == "predict"
    app.text_input(key="workshop-hand-value").set_value("two")
    next(one for one in app.button if one.label == "Enter answer").click()
    app.run()
    assert [one.value for one in app.error] and not live.room.round.answers
    assert live.room.seat_count == 0  # nobody takes a seat for an answer that is none
    app.text_input(key="workshop-hand-value").set_value("2.4")
    next(one for one in app.button if one.label == "Enter answer").click()
    app.run()
    assert [one.value for one in live.room.round.answers.values()] == [2400.0]
    button(app, "workshop-do-reveal").click().run()
    assert live.room.round.phase == "revealed"
    assert not app.exception


@pytest.mark.parametrize("language", languages())
def test_what_a_room_came_to_is_saved_under_its_name(room, language):
    app = page(room.room.id, language)
    name = f"Autumn {language}"
    app.text_input(key="workshop-save-name").set_value(name).run()
    button(app, "workshop-save-set").click().run()
    button(app, "workshop-save-scenario").click().run()
    assert not app.exception, app.exception
    store = open_store()
    scenario = store.open(store.resolve(name)).scenario
    assert scenario.levers["headcount"] == 310
    assert scenario.own_assumptions["elasticity"] == pytest.approx(0.3, abs=0.01)
    kept = store.assumption_set(scenario.plan, name)
    assert kept.own_assumptions == {"elasticity": scenario.own_assumptions["elasticity"]}
    assert "pert(" in kept.note
    assert ("set", name) in room.room.rounds[1].saved and ("scenario", name) in room.room.rounds[2].saved


def test_a_decision_is_kept_and_the_room_is_ended_and_taken_up_again(room):
    app = page(room.room.id)
    app.text_area(key="workshop-decision-2").set_value("Take the middle").run()
    assert room.room.rounds[1].decision == "Take the middle"
    button(app, "workshop-end").click().run()
    assert room.room.ended
    button(app, "workshop-end").click().run()
    assert not room.room.ended


@pytest.mark.parametrize("language", languages())
def test_the_minutes_say_what_was_asked_answered_and_decided(room, plan, language):
    found = minutes(room.room, plan.vocabulary(get_language(language)))
    assert len(found) == 3
    assert all(any(f"Decision {number}" in note for note in one.notes) for number, one in enumerate(found, 1))
    assert len(found[1].rows) == 4  # together, and every answer
    assert all(one.counts is not None and sum(one.counts.values) == 3 for one in found)
    assert any("Annual report" in note for note in found[1].notes)


def _says(slide, found):
    title = slide.shapes.title.text_frame.text
    return title in [one.title for one in found]


def test_the_minutes_go_into_deck_and_workbook(room, plan, tmp_path):
    found = minutes(room.room, plan.vocabulary(get_language("zh")))
    subject = replace(Entrant("Plan", Scenario.of(plan, draws=256)), findings=found)
    for ending in ("pptx", "xlsx"):
        export_file([subject], tmp_path / f"minutes.{ending}", language="zh")
    deck = Presentation(str(tmp_path / "minutes.pptx"))
    told = "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    book = load_workbook(tmp_path / "minutes.xlsx")
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes if _says(slide, found)) == len(found)
    assert sum(len(sheet._charts) for sheet in book if sheet.title == get_language("zh").text("export-sheet-findings"))
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    for text in (found[0].title, found[2].title, "Decision 2"):
        assert text in told and text in cells


def test_nothing_is_open_to_the_network_until_somebody_says_so(room):
    app = page(room.room.id)
    assert lan.listener.url == ""
    assert not [one for one in app.button if one.key == "workshop-close-network"]
