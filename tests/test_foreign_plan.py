"""A plan of another company: no page, file or command shows a name, year or amount of the first plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
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
from components import handed
from google.protobuf import text_format
from pptx import Presentation
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.random_packs import write_pack
from bench.shape_law import turn_to
from pages.parts.navigation import page_ids
from pages.parts.session import fresh
from pages.parts.stage.frame import content
from sim.analysis.differences import Entrant
from sim.export.deck import deck
from sim.export.document import scenario_json
from sim.export.report import make_report
from sim.export.tidy import csv_file
from sim.export.workbook import workbook
from sim.language import languages
from sim.plan import Plan, catalogue, load_plan
from sim.plan.brought import check_files, read_brought
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.questions import Form, numbers_of
from sim.scenario import Scenario
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
MOMENT = dt.datetime(2046, 2, 1, tzinfo=dt.UTC)
DRAWS = 256
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Iterator[Plan]:
    """Return the second plan, at home in this process beside the first."""
    folder = nordwind.make_plan(tmp_path_factory.mktemp("plans"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(catalogue.FOLDERS, str(folder))
        # Other tests of this process save what speaks of the first plan.
        patch.setenv("SCENARIO_DB", str(tmp_path_factory.mktemp("library") / "scenarios.duckdb"))
        catalogue.open_catalogue.cache_clear()
        yield load_plan(nordwind.ID)
    catalogue.open_catalogue.cache_clear()


def shared_texts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "locales").rglob("*.ftl"))


@dataclasses.dataclass(frozen=True)
class Forbidden:
    """What only the first plan says: `texts` anywhere, and what `numbers_and_names` finds between other signs."""

    texts: tuple[str, ...]
    numbers_and_names: re.Pattern[str]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where it stands; one search for a thousand texts at once would look for each at every letter."""
        for one in self.texts:
            if (at := text.find(one)) >= 0:
                yield at, at + len(one)
        yield from (match.span() for match in self.numbers_and_names.finditer(text))


@functools.cache
def forbidden() -> Forbidden:
    """Return what only the first plan says: its longer texts, regions, years and headline amounts."""
    first, shared = load_plan(), shared_texts()
    texts, bounded = {"growth-2026"}, set()
    for id in languages():
        language = spoken(id)
        long = (text for text in first.texts.of(id).values() if len(text) > (12 if text.isascii() else 5))
        texts |= {text for text in long if text not in shared}
        regions = [language.text(f"region-{region}") for region in first.regions]
        texts |= {region for region in regions if not region.isascii()}
        bounded |= {rf"\b{region}\b" for region in regions if region.isascii()}
        amounts = [target.value for target in first.targets.values() if target.metric == "revenue"]
        amounts += [float(first.base_revenue.sum()), first.claims["stress_revenue"]]
        for amount in amounts:
            written = {re.escape(language.quantity(amount, format)) for format in ("revenue", "money")}
            bounded |= {rf"(?<![\d.,]){one}" for one in written}
            bounded |= {rf"(?<![\d.,]){re.escape(f'{amount:g}')}(?![\d.,])"}
    years = sorted({*first.history, *first.years})
    bounded |= {rf"(?<![\d.,]){year}(?![\d,])" for year in years}
    return Forbidden(tuple(sorted(texts)), re.compile("|".join(sorted(bounded))))


def test_no_shared_text_names_a_fact_of_the_first_plan():
    assert re.findall(r"\bD\d-\d{3}\b", shared_texts()) == []


TODAY = dt.datetime.now().astimezone()


def clean(text: str, where: str) -> None:
    """Fail where a text names the first plan; today's date is no year of a plan."""
    text = re.sub(r'"(browser|state|work)": "[^"]*"', "", text)  # ids and packed states may hold any digits by chance
    text = re.sub(r'deferred_file_id: "[0-9a-f]+"', "", text)
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    for id in languages():
        text = text.replace(spoken(id).date(TODAY.date()), "")
    text = re.sub(rf"{TODAY.year}[-/]\d\d[-/]\d\d(T[\d:.]+)?", "", text)
    found = {text[start:end]: text[max(0, start - 60) : end + 40] for start, end in forbidden().places(text)}
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
            parts.append(json.dumps(json.loads(handed(proto) or '""'), ensure_ascii=False))
        elif node.type in ("vega_lite_chart", "arrow_vega_lite_chart"):
            parts.append(json.dumps(json.loads(proto.spec), ensure_ascii=False))
        else:
            parts.append(text_format.MessageToString(proto, as_utf8=True))
    return "\n".join(parts)


# -- a company that nobody here knows, entered by its twelve numbers and by the workbook ------------------------------
HAYABUSA = Form(
    "Hayabusa Robotics",
    {
        "base_year": "2031", "years": "2", "regions": "Kansai 96, Kanto 148.5, Tohoku 31, Kyushu 42, Hokkaido 18.5",
        "target": "380", "growth": "2 to 5 %", "reps": "640", "reps_end": "700 to 760", "conversion": "22 %",
        "conversion_end": "24 to 27 %", "churn": "9 %", "new_share": "12 %", "new_share_end": "20 %", "budget": "9",
    },
    {"regions": "measured", "reps": "measured", "churn": "guessed"},
    currency="JPY", scale=9, fiscal_start=4, lines={"core": "Arms 70, Service 30", "new": "Cobots"},
    parts="2032H1 165; 2033H2 205",
)  # fmt: skip


def hayabusa() -> Plan:
    numbers, problems = numbers_of(HAYABUSA)
    assert numbers is not None, [one.text() for one in problems]
    brought = check_files(pack_from_numbers(numbers, "hayabusa"))
    assert brought.plan is not None, [one.text() for one in brought.problems]
    return brought.plan


def test_the_workbook_filled_by_hand_is_the_plan_that_the_form_makes(tmp_path, capsys):
    """The template with the company's currency and regions; every cell that is typed into says the same as the form."""
    file, plan = tmp_path / "filled.xlsx", hayabusa()
    names = "Kansai, Kanto, Tohoku, Kyushu, Hokkaido"
    printed(capsys, "plans", "template", "--to", file, "--currency", "JPY", "--regions", names)
    revenue = dict(zip(plan.regions, plan.base_revenue, strict=True))
    reps = dict(zip(plan.regions, plan.base_reps, strict=True))
    typed: dict[str, object] = {
        "fiscal_start": 4, "base_year": 2031, "years": "2032, 2033", "market/growth/value": "2 to 5 %",
        "targets/revenue/year": 2033, "targets/revenue/value": 380_000, "title": "Hayabusa Robotics",
        "headcount/base/value": 640, "headcount/plan/value": "700–760", "headcount/range": "0, 1900",
        "conversion_rate/base/value": 0.22, "conversion_rate/plan/value": "24 到 27 %", "churn_rate/base/value": 0.09,
        "new_product_share/base/value": 0.12, "new_product_share/plan/value": 0.2,
        "budget_phasing/base/2026/value": None, "budget_phasing/base/2027/value": None,
        "budget_phasing/base/2028/value": None,
    }  # fmt: skip
    for region in plan.regions:
        typed |= {f"revenue/{region}/value": revenue[region], f"headcount/{region}/value": reps[region]}
        typed |= {f"hire_mix/base/{region}/value": plan.levers[f"hire_mix.{region}"].base}
        typed |= {f"growth/base/{region}/value": 0.035}
    for category in plan.categories:
        typed |= {f"budget/plan/{category}/value": 3000, f"budget/range/{category}": "0, 10080"}
    book = openpyxl.load_workbook(file)
    fill(book, typed)
    budget = book["Budget"]
    for year in ("2032", "2033"):
        budget.append([None, 0.5, None, None, "reason-default", *[None] * 4, f"budget_phasing/base/{year}/value"])
    book.save(file)
    brought = read_brought(file, "hayabusa")
    assert brought.plan is not None, [one.text() for one in brought.problems]
    mine = brought.plan
    assert mine.levers["headcount"].plan == 730 and mine.levers["headcount"].high == 1900
    assert mine.base_revenue.tolist() == plan.base_revenue.tolist()
    assert mine.base_reps == pytest.approx(plan.base_reps, rel=1e-12)
    shared = ("growth_shock", "off_end.headcount", "off_end.conversion_rate")
    sets = [one.assumption_sets[one.likely_set] for one in (mine, plan)]
    assert [sets[0][id].distribution for id in shared] == [sets[1][id].distribution for id in shared]
    runs = [Scenario.of(one).run().annual("revenue")[:, 0] for one in (mine, plan)]
    assert runs[0] == pytest.approx(runs[1], rel=1e-9) and runs[1][-1] == pytest.approx(380_000)


def fill(book: openpyxl.Workbook, typed: dict[str, object]) -> None:
    """Type into the cells of some keys: the second column, of the row whose key it is; None takes the row away."""
    left = dict(typed)
    for page in book:
        for row in page.iter_rows(min_row=5):
            key = next((cell.value for cell in row[::-1] if cell.value in left), None)
            if key is None or row[0].value == "pack":
                continue
            value = left.pop(key)
            row[1].value = value
            if value is None:
                row[-1].value = None
                for cell in row:
                    cell.value = None
    assert not left, left


@pytest.mark.parametrize(
    ("language", "half", "money", "pages"),
    [("en", "FY32 H1", "JPY 380.0 bn", ("track",)), ("zh", "2032 财年 H1", "3,800 亿日元", ("risk", "audit"))],
)
def test_a_company_with_its_own_year_and_money_is_spoken_of_in_them(
    language, half, money, pages, capsys, tmp_path, monkeypatch
):
    """Quarters and halves by its fiscal year, amounts in its currency, no empty table of what it does not state."""
    files = {name: text for name, text in hayabusa().files.items() if name != "risks.yaml"}
    folder = write_pack(tmp_path / "plans" / "hayabusa", files).parent
    monkeypatch.setenv(catalogue.FOLDERS, str(folder))
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    catalogue.open_catalogue.cache_clear()
    try:
        actuals = tmp_path / "actuals.csv"
        actuals.write_text("measure,region,item,unit,FY32 Q1\nrevenue,company,,JPY_m,86500\n", encoding="utf-8")
        told = printed(
            capsys, "track", "--plan", "hayabusa", "--actuals", actuals, "--draws", "512", "--language", language
        )
        assert half in told and money in told and "CNY" not in told and "2032Q" not in told
        plan = catalogue.open_catalogue().plan("hayabusa")
        report = make_report(
            [Entrant("Plan", Scenario.of(plan).with_settings(draws=DRAWS))], spoken(language, plan), MOMENT
        )
        texts = "\n".join(_slide_texts(Presentation(io.BytesIO(deck(report)))))
        assert money in texts and "CNY" not in texts and spoken(language).text("compare-claims-none") not in texts
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app.query_params["lang"] = language
        work = fresh(plan)
        fewer = dataclasses.replace(work, scenario=work.scenario.with_settings(draws=DRAWS))
        app.session_state["workspace"] = History.start(fewer)
        for page in pages:
            turn_to(app, page)
            said = shown(app)
            assert page != "track" or half in said
            assert page != "audit" or "(own)" not in said
            assert page != "risk" or spoken(language).text("riskpage-catalogue-title") not in said
    finally:
        catalogue.open_catalogue.cache_clear()


def test_the_first_plan_would_be_noticed():
    """The search finds what it looks for, so that silence means something."""
    for text in ("Sales reps, end 2026", "in the West", "by 2026", "CNY 2.50 bn", "25.00 亿元", "华东", "growth-2026"):
        assert [*forbidden().places(text)], text


@pytest.mark.parametrize("language", languages())
def test_no_page_shows_the_first_plan(other, language, request):
    """Every page, each in one of the languages; with `--thorough` in all of them."""
    every, first = (1, 0) if request.config.getoption("thorough") else (len(languages()), languages().index(language))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = fresh(other)
    moved = work.scenario.with_settings(draws=DRAWS, seed=1).with_levers({"headcount": 310.0})
    app.session_state["workspace"] = History.start(dataclasses.replace(work, scenario=moved))
    app.run()
    assert not app.exception, app.exception
    assert app.session_state["workspace"].now.scenario.plan_id == nordwind.ID
    for page in page_ids()[first::every]:
        if page == "plans":
            continue  # the list of all plans
        turn_to(app, page)
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
    ("compare", "preset:plan", "preset:baseline"),
    ("solve", "lever"),
)


@pytest.mark.parametrize("language", languages())
def test_no_command_shows_the_first_plan(other, language, capsys):
    for command in COMMANDS:
        clean(printed(capsys, *command, "--plan", nordwind.ID, "--language", language), " ".join(command))
    clean(printed(capsys, "plans", "next", nordwind.ID, "--language", language), "plans next")
    assert "D3" not in printed(capsys, "plans", "target", nordwind.ID, "--language", language)
    for help in ("run", "levers", "track", "export", "audit", "plans"):
        clean(printed(capsys, help, "--help", "--language", language), f"{help} --help")
