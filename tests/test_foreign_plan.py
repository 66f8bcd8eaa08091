"""A plan of another company: no page, file or command shows a name, year or amount of the first plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nordwind
import openpyxl
import pytest
from command_line import printed
from google.protobuf import text_format
from pptx import Presentation
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts.navigation import page_ids
from pages.parts.session import fresh
from pages.parts.stage.frame import content
from pages.parts.uncertainty import jobs
from sim.analysis.differences import Entrant
from sim.export.deck import deck
from sim.export.document import scenario_json
from sim.export.report import make_report
from sim.export.tidy import csv_file
from sim.export.workbook import workbook
from sim.language import languages
from sim.plan import Plan, catalogue, load_plan
from sim.scenario import Scenario
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
MOMENT = dt.datetime(2046, 2, 1, tzinfo=dt.UTC)
DRAWS = 256


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Iterator[Plan]:
    """Return the second plan, at home in this process beside the first."""
    folder = nordwind.make_plan(tmp_path_factory.mktemp("plans"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(catalogue.FOLDERS, str(folder))
        catalogue.open_catalogue.cache_clear()
        yield load_plan(nordwind.ID)
    catalogue.open_catalogue.cache_clear()


def shared_texts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "locales").rglob("*.ftl"))


def forbidden() -> re.Pattern[str]:
    """Return what only the first plan says: its longer texts, regions, years and headline amounts."""
    first, shared = load_plan(), shared_texts()
    said: set[str] = {re.escape("growth-2026")}
    for id in languages():
        language = spoken(id)
        long = (text for text in first.texts.of(id).values() if len(text) > (12 if text.isascii() else 5))
        said |= {re.escape(text) for text in long if text not in shared}
        regions = [language.text(f"region-{region}") for region in first.regions]
        said |= {rf"\b{region}\b" if region.isascii() else region for region in regions}
        amounts = [target.value for target in first.targets.values() if target.metric == "revenue"]
        amounts += [float(first.base_revenue.sum()), first.claims["stress_revenue"]]
        for amount in amounts:
            said |= {rf"(?<![\d.,]){re.escape(language.quantity(amount, format))}" for format in ("revenue", "money")}
            said |= {rf"(?<![\d.,]){re.escape(f'{amount:g}')}(?![\d.,])"}
    years = sorted({*first.history, *first.years})
    said |= {rf"(?<![\d.,]){year}(?![\d,])" for year in years}
    return re.compile("|".join(sorted(said)))


FORBIDDEN = forbidden()
TODAY = dt.datetime.now().astimezone()


def clean(text: str, where: str) -> None:
    """Fail where a text names the first plan; today's date is no year of a plan."""
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    for id in languages():
        text = text.replace(spoken(id).date(TODAY.date()), "")
    text = re.sub(rf"{TODAY.year}[-/]\d\d[-/]\d\d(T[\d:.]+)?", "", text)
    found = {match[0]: text[max(0, match.start() - 60) : match.end() + 40] for match in FORBIDDEN.finditer(text)}
    assert not found, f"{where}: {found}"


OTHERS = ("card-reference", "plan-picker")
"""Where other companies and other plans are spoken of by name: public cases, and the list to choose a plan from."""


def nodes(block: Any) -> Iterator[Any]:
    """Give every element below a block but those that speak of others."""
    for child in block.children.values():
        if any(key in str(getattr(child.proto, "id", "")) for key in OTHERS):
            continue
        if hasattr(child, "children"):
            yield from nodes(child)
        else:
            yield child


def shown(app: AppTest) -> str:
    """Return everything an app test holds: texts, labels, helps, and what components and charts are sent.

    What speaks of other companies and plans on purpose is left out.
    """
    parts = []
    for node in nodes(app._tree):
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        if node.type == "bidi_component":
            parts.append(json.dumps(json.loads(proto.json), ensure_ascii=False) if proto.json else "")
        elif node.type in ("vega_lite_chart", "arrow_vega_lite_chart"):
            parts.append(json.dumps(json.loads(proto.spec), ensure_ascii=False))
        else:
            parts.append(text_format.MessageToString(proto, as_utf8=True))
    return "\n".join(parts)


def test_the_first_plan_would_be_noticed():
    """The search finds what it looks for, so that silence means something."""
    for text in ("Sales reps, end 2026", "in the West", "by 2026", "CNY 2.50 bn", "25.00 亿元", "华东", "growth-2026"):
        assert FORBIDDEN.search(text), text


@pytest.mark.parametrize("language", languages())
def test_no_page_shows_the_first_plan(other, language):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = fresh(other)
    moved = work.scenario.with_settings(draws=DRAWS, seed=1).with_levers({"headcount": 310.0})
    app.session_state["workspace"] = History.start(dataclasses.replace(work, scenario=moved))
    app.run()
    assert not app.exception, app.exception
    assert app.session_state["workspace"].now.scenario.plan_id == nordwind.ID
    for page in page_ids():
        if page == "plans":
            continue  # the list of all plans
        app.switch_page(f"pages/{page}.py").run()
        jobs.wait()
        app.run()
        assert not app.exception, (page, app.exception)
        text = shown(app)
        assert len(text) > 1000
        clean(text, f"{page} ({language})")
    stage = content(other, "revenue", spoken(language, other))
    del stage["specs"]  # templates of charts: their axes are set by what is drawn
    clean(json.dumps(stage, ensure_ascii=False), "stage")


@pytest.mark.parametrize("language", languages())
def test_no_file_shows_the_first_plan(other, language):
    scenario = Scenario.of(other, "plan").with_settings(draws=DRAWS).with_levers({"headcount": 310.0})
    entrant = Entrant("Lean", scenario)
    report = make_report([entrant], spoken(language, other), MOMENT)
    slides = Presentation(io.BytesIO(deck(report)))
    clean("\n".join(_slide_texts(slides)), f"deck ({language})")
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    clean("\n".join([*cells, *book.sheetnames]), f"workbook ({language})")
    clean(csv_file([entrant], MOMENT).decode("utf-8-sig"), "csv")
    clean(scenario_json(entrant, MOMENT).decode("utf-8"), "json")


def _slide_texts(slides) -> Iterator[str]:
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


COMMANDS = (
    ("run",),
    ("run", "--json"),
    ("levers",),
    ("risk", "--draws", str(DRAWS)),
    ("stress", "--draws", str(DRAWS)),
    ("sources", "headcount"),
    ("audit",),
    ("assumptions", "list"),
)


@pytest.mark.parametrize("language", languages())
def test_no_command_shows_the_first_plan(other, language, capsys):
    for command in COMMANDS:
        clean(printed(capsys, *command, "--plan", nordwind.ID, "--language", language), " ".join(command))
    for help in ("run", "levers", "track", "export", "audit", "plans"):
        clean(printed(capsys, help, "--help", "--language", language), f"{help} --help")
