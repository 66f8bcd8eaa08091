"""A company that nobody here knows, entered by its twelve numbers and by the workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt

import openpyxl
import pytest
from command_line import printed
from file_texts import file_text
from first_plan import ROOT
from page_text import shown
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.random_packs import write_pack
from bench.shape_law import turn_to
from pages.parts.session import fresh
from sim.analysis.differences import Entrant
from sim.export.deck import deck
from sim.export.report import make_report
from sim.plan import Plan, catalogue
from sim.plan.brought import check_files, read_brought
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.questions import Form, numbers_of
from sim.scenario import Scenario
from sim.scenario.history import History

DRAWS = 256
MOMENT = dt.datetime(2032, 6, 1, tzinfo=dt.UTC)
pytestmark = pytest.mark.usefixtures("quick")

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
    }  # fmt: skip
    typed |= {f"budget_phasing/base/{dt.date.today().year + one}/value": None for one in range(3)}
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


def test_names_in_latin_letters_stand_apart_in_what_the_program_calls_its_levers():
    chinese = hayabusa().texts.of("zh")
    assert chinese["lever-growth-kansai"] == "Kansai 需求增速"
    assert chinese["lever-hire-mix-kansai.help"].startswith("新增销售人员中分配到 Kansai 的占比")
    assert hayabusa().texts.of("en")["lever-growth-kansai"] == "Kansai: demand growth"


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
        risk = printed(capsys, "risk", "--plan", "hayabusa", "--draws", "256", "--language", language)
        assert spoken(language).text("cli-risk-happens") not in risk, "heads of a table without a row"
        plan = catalogue.open_catalogue().plan("hayabusa")
        report = make_report(
            [Entrant("Plan", Scenario.of(plan).with_settings(draws=DRAWS))], spoken(language, plan), MOMENT
        )
        texts = file_text("deck.pptx", deck(report))
        assert money in texts and "CNY" not in texts and spoken(language).text("compare-claims-none") not in texts
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app.query_params["lang"] = language
        work = fresh(plan)
        fewer = dataclasses.replace(work, scenario=work.scenario.with_settings(draws=DRAWS))
        app.session_state["workspace"] = History.start(fewer)
        for page in pages:
            turn_to(app, page)
            said = shown(app)
            assert page != "track" or (half in said and spoken(language).text("reason-track-assumed") in said)
            assert page != "audit" or "(own)" not in said
            assert page != "risk" or spoken(language).text("riskpage-catalogue-title") not in said
    finally:
        catalogue.open_catalogue.cache_clear()
