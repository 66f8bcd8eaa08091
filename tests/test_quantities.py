"""One quantity, one number: pages, files and commands say the same of one state, in both languages and any set."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pptx
import pyarrow as pa
import pytest
from command_line import printed
from pptx.presentation import Presentation
from quantities import (
    Expectation,
    Sightings,
    labelled,
    plain,
    read_brief,
    read_csv,
    read_json,
    read_labels,
    read_text,
    strings,
)
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts.navigation import page_ids
from pages.parts.uncertainty import jobs
from sim.analysis.differences import Entrant
from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.export.board import Board
from sim.export.brief import drawing
from sim.export.deck import deck
from sim.export.document import scenario_document
from sim.export.report import make_report
from sim.export.tidy import csv_file
from sim.export.wording import headlines
from sim.export.workbook import workbook
from sim.language import Language, languages
from sim.plan import load_plan
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan()
DRAWS = 512
MOMENT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LEAN = {"headcount": 280.0}
STATES = {
    "plan": Scenario.of(PLAN, draws=DRAWS),
    "plan, calibrated": Scenario.of(PLAN, "plan", "calibrated", draws=DRAWS),
    "280 reps, subsidy halved": Scenario.of(PLAN, draws=DRAWS)
    .with_levers(LEAN)
    .with_settings(risks={"subsidy_halved": {"mode": "on"}}),
}
OPTIONS = {
    "plan": (),
    "plan, calibrated": ("--assumptions", "calibrated"),
    "280 reps, subsidy halved": ("--set", "headcount=280", "--risk", "subsidy_halved=on"),
}
TRACKED_ELSEWHERE = ("track",)
"""Tracking takes outside evidence where a set has no spread to learn from, and says so beside the number."""

SEVERAL = ("compare",)
"""Says the chance of the plan beside that of what is open: one state only where both are the same."""


def opened(scenario: Scenario, language: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.query_params["plain"] = "1"
    app.run()
    past = app.session_state["workspace"]
    app.session_state["workspace"] = past.push(dataclasses.replace(past.now, scenario=scenario))
    app.run()
    assert not app.exception, app.exception
    return app


def texts(app: AppTest) -> Iterator[str]:
    """Return everything a page says: markup, words, charts, components."""
    for one in app.get("html"):
        yield one.proto.body
    for one in app.markdown:
        yield one.value
    for one in app.get("bidi_component"):
        yield from strings(one.proto.json)
    for one in app.get("vega_lite_chart"):
        yield one.proto.alt
        yield from strings(one.proto.spec)
        for table in one.proto.datasets:
            for row in pa.ipc.open_stream(table.data.data).read_all().to_pylist():
                yield from strings(row)


def read_page(seen: Sightings, wanted: Expectation, app: AppTest, place: str) -> None:
    for text in texts(app):
        read_text(seen, wanted, text, place)
    for one in app.get("html"):
        read_labels(seen, wanted, labelled(one.proto.body), place)
    read_labels(seen, wanted, ((plain(one.label).strip(), plain(one.value)) for one in app.metric), place)


def deck_texts(shown: Presentation) -> Iterator[str]:
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def read_files(seen: Sightings, wanted: Expectation, language: Language) -> None:
    report = make_report([Entrant("A", wanted.scenario)], language, MOMENT)
    slides = list(deck_texts(pptx.Presentation(io.BytesIO(deck(report)))))
    for text in slides:
        read_text(seen, wanted, text, "deck")
    for one in headlines(report):
        assert any(one.value in text for text in slides), one
        read_labels(seen, wanted, iter([(plain(one.label).strip(), f"{one.value} {one.unit}")]), "deck")
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)), read_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                if isinstance(value, str):
                    read_text(seen, wanted, value, "workbook")
    read_brief(seen, wanted, drawing(report, Board(report)).svg())
    read_csv(seen, wanted, csv_file([Entrant("A", wanted.scenario)], MOMENT))
    content = scenario_document(Entrant("A", wanted.scenario), MOMENT)
    year = str(wanted.scenario.target.year)
    for id in ("revenue", "margin", "market_share"):
        one = wanted.promise.measures[id]
        assert content["results"]["annual"][year][id] == pytest.approx(one, rel=1e-12), id


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("state", STATES)
def test_every_quantity_has_one_value(state, language, capsys):
    scenario, own = STATES[state], spoken(language)
    wanted = Expectation(scenario, promise_of(scenario), likely_of(scenario), own)
    seen = Sightings()
    app = opened(scenario, language)
    read_page(seen, wanted, app, "simulator")
    for page in page_ids():
        if page == "simulator" or (page in TRACKED_ELSEWHERE and not wanted.likely.spread):
            continue
        if page in SEVERAL and scenario.levers != PLAN.presets["plan"]:
            continue
        app.switch_page(f"pages/{page}.py").run()
        jobs.wait()
        app.run()
        assert not app.exception, (page, app.exception)
        read_page(seen, wanted, app, page)
    read_files(seen, wanted, own)
    capsys.readouterr()
    options = (*OPTIONS[state], "--draws", str(DRAWS))
    for command in (("run", "--json"), ("risk", "--json", "--no-sobol")):
        read_json(seen, wanted, json.loads(printed(capsys, *command, *options)), " ".join(command))
    assert not seen.disagreements()
    for quantity, shown in wanted.truth().items():
        if quantity in seen.found:
            assert set(seen.found[quantity]) == {shown}, quantity
    # What cannot be found cannot disagree: the walk must have met each quantity where it is known to stand.
    chance = f"chance of {scenario.target.metric} {scenario.target.year}"
    assert {"simulator", "risk", "uncertainty", "run --json"} <= seen.places(chance)
    assert {"simulator", "uncertainty", "risk --json --no-sobol"} <= seen.places(f"promised revenue {chance[-4:]}")
    assert {"deck", "brief"} <= seen.places(chance)
    assert {"csv", "brief"} <= seen.places(f"promised revenue {chance[-4:]}")
    needs = seen.places(f"needed of each improvement {chance[-4:]}")
    assert {"brief", "deck", "run --json"} <= needs
    assert ("simulator" in needs) == (state != "280 reps, subsidy halved")
    if state != "280 reps, subsidy halved":
        assert {"simulator", "run --json"} <= seen.places(f"all of it {chance[-4:]}")


def test_a_second_value_is_found():
    scenario, own = STATES["plan"], spoken("en")
    wanted, seen = Expectation(scenario, promise_of(scenario), likely_of(scenario), own), Sightings()
    read_text(seen, wanted, "With all that can happen, <b>12 % of futures</b> reach it.", "one page")
    assert not seen.disagreements()
    read_text(seen, wanted, "13 % of futures reach it", "another")
    assert seen.disagreements() == {"chance of revenue 2026": {"12 %": ["one page"], "13 %": ["another"]}}
