"""One quantity, one number: pages, files and commands say the same of one state, in both languages and any set."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pyarrow as pa
import pytest
from command_line import printed
from components import handed
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
    unwrapped,
)
from quantity_lines import COMMANDS, COMPARISON, read_catalogue, read_lines, read_sources
from quantity_tables import (
    ANSWER,
    Rules,
    answer_truth,
    customer_truth,
    read_answer,
    read_customer_numbers,
    read_customers,
    read_stress,
    tables_of_deck,
    tables_of_page,
)
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.random_packs import write_pack
from bench.shape_law import turn_to
from pages.parts import session
from pages.parts.customers.view import BOOK
from pages.parts.decide import work
from pages.parts.decide.asked import SLOT
from pages.parts.navigation import page_ids
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
from sim.model.measures import measure, module_measures
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.plan.catalogue import SHIPPED, Catalogue, Folder
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.questions import Form, numbers_of
from sim.scenario import Scenario
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan()
DRAWS = 512
pytestmark = pytest.mark.usefixtures("quick")
MOMENT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LEAN = {"headcount": 280.0}
STATES = {
    "plan": Scenario.of(PLAN, draws=DRAWS),
    "plan, calibrated": Scenario.of(PLAN, "plan", "calibrated", draws=DRAWS),
    "280 reps, subsidy halved": Scenario.of(PLAN, draws=DRAWS)
    .with_levers(LEAN)
    .with_settings(risks={"subsidy_halved": {"mode": "on"}}),
    "modules": Scenario.of(load_plan("growth-2026-v2"), draws=DRAWS),
}
NORD = Form(
    "Nord",
    {
        "base_year": "2026", "years": "2", "regions": "Nord 912.5, Süd 1455.25; 华东 480", "target": "3545.4",
        "growth": "4 to 9 %", "reps": "120", "reps_end": "140", "conversion": "20%", "conversion_end": "23 %",
        "churn": "14 %", "new_share": "15 %", "new_share_end": "30 %", "budget": "24",
    },
    currency="EUR",
)  # fmt: skip
"""Another company, of no round amounts, as somebody types it."""
OPTIONS = {
    "plan": (),
    "plan, calibrated": ("--assumptions", "calibrated"),
    "280 reps, subsidy halved": ("--set", "headcount=280", "--risk", "subsidy_halved=on"),
    "modules": ("--plan", "growth-2026-v2"),
}
TRACKED_ELSEWHERE = ("track",)
"""Tracking takes outside evidence where a set has no spread to learn from, and says so beside the number."""

SEVERAL = ("compare",)
"""Says the chance of the plan beside that of what is open: one state only where both are the same."""


def opened(scenario: Scenario, language: str, app: AppTest | None = None) -> AppTest:
    """Return a session that looks at a scenario on the Simulator; the one that is given goes there."""
    if app is None:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        first = dataclasses.replace(session.fresh(scenario.plan), scenario=scenario)
        app.session_state[session.SLOT] = History.start(first)
        app.query_params["plain"] = "1"
    else:
        app.switch_page("pages/simulator.py")
    app.session_state[session.LANGUAGE] = language
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
        yield from strings(handed(one.proto))
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
    read_labels(seen, wanted, metrics(app, wanted.language), place)


def metrics(app: AppTest, language: Language) -> Iterator[tuple[str, str]]:
    """Return label and digits with unit of every number in a control of Streamlit's, where a text is shown."""
    kinds = (CHANCE, *(measure(id).quantity for id in ("revenue", "margin")))
    for one in app.metric:
        shown = plain(one.value)
        told = (unwrapped(kind, shown, language) for kind in kinds)
        yield plain(one.label).strip(), next((own for own in told if own != shown), shown)


def deck_texts(shown: Presentation) -> Iterator[str]:
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def read_lever_cells(seen: Sightings, wanted: Expectation, sheet: Any) -> None:
    """Note the levers of the workbook as their cells show them: number, decimals of the cell's format, unit."""
    language, plan = wanted.language, wanted.scenario.plan
    columns: dict[str, int] = {}
    heads = {language.text("preset-baseline"): "today", language.text("preset-plan"): "of the plan", "A": "now"}
    for row in sheet.iter_rows():
        said = {cell.value: place for place, cell in enumerate(row) if isinstance(cell.value, str)}
        columns = columns or ({name: said[head] for head, name in heads.items()} if heads.keys() <= said.keys() else {})
        lever = next((plan.levers[one] for one in said if one in plan.levers), None)
        if not columns or lever is None or lever.is_choice:
            continue
        spec = language.formats[lever.format]
        for name, place in columns.items():
            cell = row[place]
            decimals = len(re.sub(r"[^0]", "", cell.number_format.split(";")[0].partition(".")[2]))
            scale = 1.0 if "%" in cell.number_format else spec.scale
            shown = language.quantity(cell.value / scale, lever.format, decimals=decimals)
            seen.add(f"lever {lever.id} {name}", plain(shown), "workbook, cells")


def read_files(seen: Sightings, wanted: Expectation, rules: Rules) -> None:
    language = wanted.language
    report = make_report([Entrant("A", wanted.scenario)], language, MOMENT)
    shown = pptx.Presentation(io.BytesIO(deck(report)))
    slides = list(deck_texts(shown))
    for table in tables_of_deck(shown):
        rules.read(seen, table, "deck")
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
    read_lever_cells(seen, wanted, book[language.text("export-sheet-inputs")])
    read_brief(seen, wanted, drawing(report, Board(report)).svg())
    read_csv(seen, wanted, csv_file([Entrant("A", wanted.scenario)], MOMENT))
    content = scenario_document(Entrant("A", wanted.scenario), MOMENT)
    year = str(wanted.scenario.target.year)
    for id, value in content["results"]["annual"][year].items():
        if value is not None and id in wanted.promise.measures:
            assert value == pytest.approx(wanted.promise.measures[id], rel=1e-12), id


def amounts_of(scenario: Scenario) -> dict[str, float]:
    """Return the company's revenue in millions by what it is: told, promised, likely, and of the plan."""
    plan, likely = scenario.plan, likely_of(scenario)
    annual = scenario.run().annual("revenue")[:, 0]
    return {
        "target": scenario.target.value,
        **{f"promised {year}": float(value) for year, value in zip(plan.years, annual, strict=True)},
        **{f"told {year}": value for year, value in plan.history.items()},
        **{f"likely {name}": getattr(likely, name) for name in ("p10", "p50", "p90")},
    }


@dataclass
class Walk:
    """What was seen of a state in one language, and what it must be."""

    wanted: Expectation
    rules: Rules
    truth: dict[str, str]
    seen: Sightings = field(default_factory=Sightings)


def read_everything(walk: Walk, app: AppTest, page: str) -> None:
    markup = [one.proto.body for one in app.get("html")]
    read_page(walk.seen, walk.wanted, app, page)
    for one in app.get("bidi_component") if page == "risk" else ():
        read_catalogue(walk.seen, handed(one.proto), page)
    for table in (one for body in markup for one in tables_of_page(body)):
        walk.rules.read(walk.seen, table, page)
        read_stress(walk.seen, walk.wanted, table)
    if page == "decide":
        asked = app.session_state[SLOT].asked
        read_answer(walk.seen, walk.wanted, asked, markup, page)
        found = work.answer_at_hand("cheapest", asked, walk.wanted.scenario)
        if found is not None:
            walk.truth |= answer_truth(walk.wanted, found)
    if page == "customers":
        read_example(walk, app)


def read_example(walk: Walk, app: AppTest) -> None:
    """Read the worked example of a list of customers, then put it away."""
    app.button(key="customers-example").click().run()
    markup = [one.proto.body for one in app.get("html")]
    book = app.session_state[BOOK][3]
    for body in markup:
        for table in tables_of_page(body):
            read_customers(walk.seen, book, walk.wanted, table)
        read_customer_numbers(walk.seen, book, walk.wanted, body)
    walk.truth |= customer_truth(book, walk.wanted)
    app.button(key="customers-put-away").click().run()


SPOKEN = {"plan": ("zh",), "modules": ("en",), "280 reps, subsidy halved": ("zh",), "plan, calibrated": ("zh",)}
"""States that are walked in one language, for their cost; `--thorough` walks them in all."""


@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=() if one in ("plan", "modules") else pytest.mark.thorough) for one in STATES]
)
def test_every_quantity_has_one_value(state, request, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))  # the Library lists nobody else's scenarios
    scenario = STATES[state]
    promise, likely = promise_of(scenario), likely_of(scenario)
    if state != "plan":  # one state asks for an answer, the others read what is asked
        monkeypatch.setattr(work, "want", lambda *_: None)
    app, walks = None, {}
    thorough = request.config.getoption("thorough")
    for language in languages() if thorough else SPOKEN.get(state, languages()):
        wanted = Expectation(scenario, promise, likely, spoken(language, scenario.plan))
        rules = Rules(wanted)
        walk = walks[language] = Walk(wanted, rules, wanted.truth() | rules.truth())
        app = opened(scenario, language, app)
        read_everything(walk, app, "simulator")
        for page in page_ids():
            if page == "simulator" or (page in TRACKED_ELSEWHERE and not likely.spread):
                continue
            if page in SEVERAL and scenario.levers != scenario.plan.presets["plan"]:
                continue
            turn_to(app, page)
            read_everything(walk, app, page)
        read_files(walk.seen, wanted, rules)
    capsys.readouterr()
    options = (*OPTIONS[state], "--draws", str(DRAWS))
    for command in (("run", "--json"), ("risk", "--json", "--no-sobol")):
        document = json.loads(printed(capsys, *command, *options))
        for walk in walks.values():
            read_json(walk.seen, walk.wanted, document, " ".join(command))
    for language, walk in walks.items():
        read_commands(walk, (*options, "--language", language), capsys, compared=state == "plan")
    for walk in walks.values():
        check(walk, state)


def read_commands(walk: Walk, options: tuple[str, ...], capsys: Any, *, compared: bool) -> None:
    """Read what commands print for people; of those that compare, where one side is the state."""
    for command in COMMANDS:
        said = printed(capsys, *command, *options)
        read_lines(walk.seen, walk.wanted, walk.rules, said, f"{' '.join(command)}, printed")
    plan, spoken_in = walk.wanted.scenario.plan, options[-2:]
    if compared:
        said = printed(capsys, *COMPARISON, *spoken_in)
        read_lines(walk.seen, walk.wanted, walk.rules, said, "compare, printed")
    asked = (f"{kind}:{id}" for kind, ids in (("lever", plan.levers), ("assumption", plan.assumptions)) for id in ids)
    read_sources(walk.seen, walk.wanted, printed(capsys, "sources", *asked, "--plan", plan.id, *spoken_in))


def agree(walk: Walk) -> None:
    """Hold that no place says another value than another, or than the core."""
    assert not walk.seen.disagreements()
    for quantity, shown in walk.truth.items():
        if quantity in walk.seen.found:
            assert set(walk.seen.found[quantity]) == {shown}, quantity


def check(walk: Walk, state: str) -> None:
    seen, scenario = walk.seen, walk.wanted.scenario
    agree(walk)
    # What cannot be found cannot disagree: the walk must have met each quantity where it is known to stand.
    chance = f"chance of {scenario.target.metric} {scenario.target.year}"
    needs = seen.places(f"needed of each improvement {chance[-4:]}")
    promised = seen.places(f"promised revenue {chance[-4:]}")
    pages = {"simulator", "risk", "uncertainty"} | ({"decide"} if state != "plan" else set())
    assert {*pages, "run --json", "deck", "brief"} <= seen.places(chance)
    assert {*pages, "risk --json --no-sobol", "csv", "brief"} <= promised
    assert {"brief", "deck", "run --json"} <= needs
    assert "plans" in seen.places(f"target of revenue {chance[-4:]}")
    assert "workbook, cells" in seen.places("lever headcount now") & seen.places("lever headcount of the plan")
    assert {"model", "deck"} <= seen.places("lever headcount now") | seen.places("lever headcount of the plan")
    used = seen.places("assumption realisation as it is used") | seen.places("assumption realisation of calibrated")
    assert {"model", "deck", "trust"} <= used
    assert {"customers", "customers, table"} <= seen.places("revenue of all customers")
    gap = f"gap to the target of {scenario.target.metric} {chance[-4:]}"
    assert ({"simulator", "run, printed"} <= seen.places(gap)) == (scenario.levers != scenario.plan.presets["plan"])
    assert ("simulator" in needs) == (state != "280 reps, subsidy halved")
    if state != "280 reps, subsidy halved":
        assert {"simulator", "run --json"} <= seen.places(f"all of it {chance[-4:]}")
    assert {"run, printed", "risk --no-sobol, printed", "stress, printed"} <= seen.places(chance) | promised
    assert {"solve lever, printed", "sources"} <= seen.places("lever headcount now") | seen.places(
        "lever headcount of the plan"
    )
    assert {"risk", "risk --no-sobol, printed"} == seen.places("net of key_account_loss")
    if state == "plan":
        assert {"compare, printed", "run, printed"} <= promised
        assert {"decide, sentence", "decide, tile", "decide, numbers"} <= seen.places(f"cost {ANSWER}")
        assert "decide" in seen.places("lever headcount now") & seen.places(f"target of revenue {chance[-4:]}")
    for one in module_measures(scenario.plan):
        assert {"model", "deck", "csv"} <= seen.places(f"promised {one.id} {chance[-4:]}"), one.id


def test_a_company_of_another_size_and_currency_is_spoken_of_in_one_writing(capsys, monkeypatch, tmp_path):
    """Where headline and amounts share a unit, a tile never says 35.4 beside a bar of 35.45."""
    numbers, _ = numbers_of(NORD)
    assert numbers is not None
    write_pack(tmp_path / "nord", pack_from_numbers(numbers, "nord"))
    catalogue = Catalogue([Folder(SHIPPED), Folder(tmp_path)])
    monkeypatch.setattr("sim.plan.catalogue.open_catalogue", lambda: catalogue)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    scenario = Scenario.of(catalogue.plan("nord"), draws=DRAWS)
    wanted = Expectation(scenario, promise_of(scenario), likely_of(scenario), spoken("zh", scenario.plan))
    wanted.amounts = amounts_of(scenario)
    rules = Rules(wanted)
    walk = Walk(wanted, rules, wanted.truth() | rules.truth())
    app = opened(scenario, "zh")
    for page in ("simulator", *(one for one in page_ids() if one not in ("simulator", *SEVERAL))):
        turn_to(app, page)
        read_everything(walk, app, page)
    read_files(walk.seen, wanted, rules)
    capsys.readouterr()
    read_commands(walk, ("--plan", "nord", "--draws", str(DRAWS), "--language", "zh"), capsys, compared=False)
    agree(walk)
    assert wanted.language.unit("revenue") == wanted.language.unit("money") == "亿欧元"
    assert {"simulator", "risk", "trust", "deck", "run, printed"} <= walk.seen.places("amount: target")


def test_a_second_value_is_found():
    scenario, own = STATES["plan"], spoken("en")
    wanted, seen = Expectation(scenario, promise_of(scenario), likely_of(scenario), own), Sightings()
    read_text(seen, wanted, "With all that can happen, <b>12 % of futures</b> reach it.", "one page")
    assert not seen.disagreements()
    read_text(seen, wanted, "13 % of futures reach it", "another")
    assert seen.disagreements() == {"chance of revenue 2026": {"12 %": ["one page"], "13 %": ["another"]}}
