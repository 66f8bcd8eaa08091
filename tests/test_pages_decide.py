"""The Decide page: five questions, each answered in a sentence, and what one can do with an answer."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from markup import markup
from patience import PATIENCE
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import run_out
from pages.parts.charts import frontier as frontier_chart
from pages.parts.charts import responses
from pages.parts.decide import work
from pages.parts.decide.asked import QUESTIONS, SLOT, proposal
from pages.parts.decide.pictures import bar, interval, track
from pages.parts.session import fresh
from pages.parts.uncertainty import jobs
from sim.decide.moves import moves
from sim.language import languages
from sim.scenario import Scenario, TargetChoice
from sim.scenario.history import History
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
DRAWS = 512
pytestmark = pytest.mark.usefixtures("quick")


def opened(language: str = "en", wait: bool = True, **changes) -> AppTest:
    """Open the page on the plan with some settings changed, and wait for the answer unless a test needs none."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = fresh()
    scenario = work.scenario.with_settings(draws=DRAWS, **changes)
    app.session_state["workspace"] = History.start(dataclasses.replace(work, scenario=scenario))
    app.switch_page("pages/decide.py")
    return settled(app) if wait else drawn(app)


def drawn(app: AppTest) -> AppTest:
    """Run the page once, whatever is still being calculated."""
    app.run()
    assert not app.exception, app.exception
    return app


def settled(app: AppTest, all: bool = False) -> AppTest:
    """Run the page until the question shown is answered, or all questions of the overview are."""
    run_out(app)
    rounds = 20 if all else 0  # a question a round; one that failed would be waited for without an end
    while rounds and (waiting := markup(app).count("…</b>")) > 1:
        rounds -= 1
        jobs.wait(PATIENCE)
        app.run()
        assert markup(app).count("…</b>") <= waiting
    assert not all or rounds
    assert not app.exception, app.exception
    return app


def scenario_of(app: AppTest) -> Scenario:
    return app.session_state["workspace"].now.scenario


def sentence(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", "", re.findall(r'<h1 class="rd-sentence">(.*?)</h1>', markup(app))[0])


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return settled(app)


@pytest.fixture(scope="module", params=languages())
def visited(request):
    """Every question once, in one language: what each said, and the markup it drew."""
    app = settled(opened(request.param), all=True)
    seen = {}
    for name in QUESTIONS:
        press(app, f"decide-open-{name}")
        charts = [json.loads(one.proto.spec) for one in app.get("vega_lite_chart")]
        seen[name] = (sentence(app), markup(app), charts)
    return request.param, app, seen


def test_every_question_is_answered_in_a_sentence_of_its_own(visited):
    id, _, seen = visited
    said = [one[0] for one in seen.values()]
    assert len(set(said)) == len(QUESTIONS)
    asked = spoken(id).text(
        "decide-opening", asked="none", goal="", target="", year="", phrase="", value="", likely="", chance=""
    )
    assert not [one for one in said if one.startswith(asked[:12])], "an answer, not the question again"


def test_no_raw_id_is_shown(visited):
    _, _, seen = visited
    for _, drawn, _ in seen.values():
        assert not [word for word in re.findall(r">([^<]+)<", drawn) if re.search(r"\b[a-z]+_[a-z]+", word)]


def test_every_tile_holds_a_number_once_all_is_answered(visited):
    _, app, _ = visited
    tiles = re.findall(r'<div class="dc-tile"><span>.*?</span><b>(.*?)</b>', markup(app))
    assert len(tiles) == len(QUESTIONS) and not [one for one in tiles if one == "…"]


def test_the_evidence_stands_below_each_answer(visited):
    _, _, seen = visited
    assert seen["lever"][1].count('class="dc-track') >= 15
    assert "dc-bar" in seen["cheapest"][1]
    assert len(seen["frontier"][2]) == 1
    assert [one["name"] for one in seen["frontier"][2][0]["params"] if "select" in one] == [frontier_chart.PICK]
    assert len(seen["allocate"][2]) == 3
    assert "dc-range" in seen["discover"][1]


def test_an_answer_becomes_the_current_scenario_and_can_be_undone():
    app = opened()
    before = scenario_of(app)
    press(app, "decide-take-cheapest")
    after = scenario_of(app)
    assert moves(before, after.levers)
    assert spoken("en").text("decide-stands") in markup(app), "the answer is what stands now"
    press(app, "undo")
    assert scenario_of(app) == before


def test_an_answer_is_saved_with_the_question_that_made_it():
    app = opened()
    press(app, "decide-keep-cheapest")
    saved = app.session_state["workspace"].now.saved
    entry = open_store().entry(saved.id)
    assert "20" in entry.name and "2026" in entry.name
    assert spoken("en").text("decide-tag") in entry.tags
    assert "20 %" in entry.note and "CNY" in entry.note
    assert open_store().open(saved.id).scenario == scenario_of(app)


def test_the_question_at_the_top_is_the_scenarios_target():
    app = opened(wait=False)
    app.number_input(key="decide-value").set_value(2.2)
    drawn(app)
    assert scenario_of(app).target == TargetChoice("revenue", 2026, 2200.0)
    app.selectbox(key="decide-metric").set_value("market_share")
    drawn(app)
    assert scenario_of(app).target.metric == "market_share"
    app.selectbox(key="decide-year").set_value("2026H1")
    drawn(app)
    assert scenario_of(app).target.metric == "market_share.H1" and scenario_of(app).target.year == 2026
    app.selectbox(key="decide-metric").set_value("cagr")
    drawn(app)
    assert scenario_of(app).target.period == "2026", "growth is of years"


def test_limits_belong_to_the_question_and_take_no_step_of_the_history():
    app = opened(wait=False)
    before = app.session_state["workspace"]
    app.number_input(key="decide-people").set_value(250.0)
    app.slider(key="decide-effort").set_value(1.0)
    drawn(app)
    assert app.session_state["workspace"] == before
    asked = app.session_state[SLOT].asked
    assert (asked.people, asked.effort) == (250.0, 1.0)
    assert spoken("en").text("decide-limits", count=2) in [one.proto.popover.label for one in app.get("popover")]


def test_what_takes_longer_can_be_stopped_and_started_again():
    app = opened(wait=False, seed=4321)
    app.button(key="decide-stop-cheapest").click().run()
    jobs.wait(PATIENCE)
    app.run()
    assert spoken("en").text("decide-stopped") in markup(app)
    press(app, "decide-again-cheapest")
    assert "dc-bar" in markup(app)


def test_a_question_that_cannot_be_answered_says_why(monkeypatch):
    monkeypatch.setattr(work, "OVERVIEW", ("discover",))  # what else may be asked takes long here
    monkeypatch.setattr(work, "solve_cheapest", lambda question: None)
    app = opened(wait=False, target=TargetChoice("revenue", 2026, 9000.0))
    press(app, "decide-open-discover")
    assert spoken("en").text("error-solve-same", year=2026, all="no") in markup(app)


@pytest.mark.parametrize(("chance", "asked"), [(0.135, 0.2), (0.0, 0.05), (0.15, 0.2), (0.96, 0.95)])
def test_the_chance_proposed_lies_clearly_above_the_present_one(chance, asked):
    assert proposal(chance) == pytest.approx(asked)


def test_pictures_in_cells_escape_and_stay_inside():
    drawn = track(0, 10, 20, 5, -3, '"><b>', short=True).markup
    assert "<b>" not in drawn and "left:100.0%" in drawn and "left:0.0%" in drawn
    assert "width:100.0%" in bar(7.0, "x").markup
    assert "left:0.0%;width:50.0%" in interval((0.0, 1.0), (None, 0.5), (None, None), "x").markup


def test_response_panels_share_one_scale():
    panel = responses.Panel("a", [(0, 0), (1, 10)], (0, 0, "0"), (1, 10, "1"), ("0", "1"))
    flat = responses.Panel("b", [(0, 5), (1, 5)], (0, 5, "0"), (0, 5, "0"), ("0", "1"))
    found = responses.rows([panel, flat])
    heights: list[Any] = [one["y"] for one in found["curves"]]
    assert heights[0] > heights[2] == heights[3] > heights[1], "the flat one lies between the ends of the steep one"
    assert [one["text"] for one in found["heads"]] == ["0 → 1", "0"]
