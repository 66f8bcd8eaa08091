"""A plan as a workbook: out and back the same plan; what a cell changes is changed, what is wrong is told by cell."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cases_of import usual
from command_line import printed
from nordwind import make_plan

from sim.cli import main
from sim.language import get_language, languages
from sim.plan import catalogue, load_plan, read_plan
from sim.plan.brought import check_files, read_upload
from sim.plan.catalogue import SHIPPED
from sim.plan.files import FORMER
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.leaf_edits import with_leaves
from sim.plan.leaves import leaves
from sim.plan.plan import Plan
from sim.plan.questions import Form, numbers_of, usual_answers
from sim.plan.workbook.cells import NotAValue, value_of
from sim.plan.workbook.reader import read_workbook
from sim.plan.workbook.writer import plan_workbook

EN = get_language("en")
SHIPPED_PLANS = sorted(path.parent.name for path in SHIPPED.glob("*/plan.yaml"))


@cache
def workbook_of(plan: Plan, language: str) -> bytes:
    return plan_workbook(plan, get_language(language))


def written(plan: Plan, language: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_of(plan, language)))


@cache
def opened(plan: Plan, language: str) -> openpyxl.Workbook:
    """Return a workbook for whoever leaves it as it was: to read one takes longer than to change and save it."""
    return written(plan, language)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row_of(page, key: str) -> int:
    (row,) = {cell.row for column in page.iter_cols() for cell in column if cell.value == key}
    return row


def filled(plan: Plan, changes: dict[tuple[str, str, str], object], language: str = "en") -> bytes:
    """Return a plan's workbook with some cells changed: (sheet, key, column) → value."""
    book = opened(plan, language)
    before = []
    for (sheet, key, column), value in changes.items():
        page = book[get_language(language).text(f"workbook-sheet-{sheet}")]
        changed = page[f"{column}{row_of(page, key)}"]
        before.append((changed, changed.value))
        changed.value = value
    content = saved(book)
    for changed, value in before:
        changed.value = value
    return content


EACH = itertools.product(SHIPPED_PLANS, languages())
IN_TURN = [*zip(SHIPPED_PLANS, itertools.cycle(languages()))]


@pytest.mark.parametrize(("id", "language"), usual(EACH, IN_TURN.__contains__))
def test_every_shipped_plan_comes_back_as_the_same_plan(id, language):
    plan = load_plan(id)
    found = read_workbook(workbook_of(plan, language))
    assert found.problems == []
    assert found.files == {name: text for name, text in plan.files.items() if name != FORMER}


def test_a_foreign_plan_saved_by_an_office_program_comes_back_too(tmp_path):
    plan = read_plan(make_plan(tmp_path) / "nordwind")
    found = read_workbook(saved(written(plan)))
    assert found.problems == [] and found.files == plan.files


def test_cells_are_the_plans_numbers_with_what_is_allowed(plan):
    page = written(plan)[EN.text("workbook-sheet-levers")]
    row = row_of(page, "growth/plan/west/value")
    assert page[f"B{row}"].value == plan.levers["growth.west"].plan
    assert "West" in page[f"A{row}"].value and page[f"D{row}"].value == "D1-202"
    rules = [rule for rule in page.data_validations.dataValidation if f"B{row}" in str(rule.sqref)]
    assert [(float(rule.formula1), float(rule.formula2)) for rule in rules] == [(-0.1, 0.4)]


def test_a_changed_cell_changes_that_value_and_nothing_else(plan):
    content = filled(
        plan,
        {
            ("levers", "growth/plan/west/value", "B"): 0.2,
            ("levers", "growth/plan/west/value", "D"): None,
            ("levers", "growth/plan/west/value", "E"): "reason-hire-mix-west",
            ("names", "title", "B"): "Our plan",
        },
    )
    brought = read_upload("mine.xlsx", content, "mine")
    assert brought.problems == () and brought.plan is not None
    assert brought.plan.levers["growth.west"].plan == 0.2 and brought.plan.levers["growth.west"].plan_sources == ()
    assert brought.plan.texts.of("en")["plan-title"] == "Our plan"
    same = {id: lever.plan for id, lever in plan.levers.items() if id != "growth.west"}
    assert {id: lever.plan for id, lever in brought.plan.levers.items() if id != "growth.west"} == same


def test_a_file_in_which_only_a_value_changes_keeps_its_comments(plan):
    text = plan.files["risks.yaml"]
    changed = with_leaves(text, "risks.yaml", {("cases", "price_war", "probability", "value"): 0.45})
    assert len(changed.split("\n")) == len(text.split("\n")) and changed.startswith("# Risk cases of this plan.")
    before, after = leaves(text, "risks.yaml"), leaves(changed, "risks.yaml")
    assert [path for path in before if before[path] != after[path]] == [("cases", "price_war", "probability", "value")]


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({("levers", "growth/plan/west/value", "B"): 7}, "Levers!B", "growth"),
        ({("levers", "growth/plan/west/value", "B"): "plenty"}, "Levers!B", "plenty"),
        ({("regions", "revenue/east/value", "B"): 900}, "Regions!B", "D1-017"),
        ({("regions", "revenue/east/value", "D"): "D9-001"}, "Regions!B", "D9-001"),
        ({("assumptions", "parameters/elasticity/value", "B"): "=1+1"}, "Assumptions!B", "= …"),
        ({("risks", "cases/price_war/category", "B"): "weather"}, "Risks!B", "weather"),
    ],
)
def test_errors_name_sheet_and_cell(plan, changes, cell, words):
    brought = read_upload("mine.xlsx", filled(plan, changes), "mine")
    assert brought.plan is None
    for language in languages():
        told = " ".join(problem.text(language) for problem in brought.problems)
        assert cell in told and words in told, told


@pytest.mark.parametrize(("language", "words"), [("en", "guessed"), ("zh", "猜测")])
def test_a_basis_is_chosen_and_read_in_the_words_of_the_workbook(language, words):
    plan = load_plan("digital-2026")
    book = written(plan, language)
    names = get_language(language)
    page = book[names.text("workbook-sheet-levers")]
    (rule,) = [one for one in page.data_validations.dataValidation if words in str(one.formula1)]
    row = row_of(page, "conversion_rate/plan/value")
    column = [cell.value for cell in page[4]].index(names.text("workbook-column-basis")) + 1
    page.cell(row, column).value = words
    assert page.cell(row, column).coordinate in rule.sqref
    changed = read_upload("plan.xlsx", saved(book)).plan
    assert changed is not None and changed.bases["levers.yaml:conversion_rate.plan"] == "guessed"
    again = written(changed, language)[page.title]
    assert again.cell(row, column).value == words


def test_a_region_joins_by_rows_of_its_own(plan):
    book = written(plan)
    page = book[EN.text("workbook-sheet-regions")]
    page[f"B{row_of(page, 'regions')}"] = "east, south, north, west, northeast, centre"
    for key, value in (("revenue/centre/value", 80), ("headcount/centre/value", 10)):
        page.append([None, value, None, None, "reason-other-reps", None, None, None, None, key])
    for key, value in (("revenue_total/value", 1600), ("headcount_total/value", 210)):
        page[f"B{row_of(page, key)}"] = value
        page[f"D{row_of(page, key)}"], page[f"E{row_of(page, key)}"] = None, "reason-other-reps"
    found = read_workbook(saved(book))
    assert found.problems == []
    values = leaves(found.files["plan.yaml"], "plan.yaml")
    assert values["revenue", "centre", "value"] == 80 and values["regions",][-1] == "centre"
    assert values["headcount", "centre", "assumption"] == "reason-other-reps"
    told = " ".join(problem.text() for problem in read_upload("x.xlsx", saved(book), "mine").problems)
    assert "centre" in told, "what the region still lacks is told by name"


def test_files_that_are_no_plan_are_refused_in_words(plan):
    book = openpyxl.Workbook()
    assert [one.key for one in read_upload("x.xlsx", saved(book)).problems] == ["error-workbook-foreign"]
    assert [one.key for one in read_upload("x.xlsx", b"PK\3\4").problems] == ["error-workbook-broken"]
    book = written(plan)
    book.create_sheet("Thoughts")
    page = book[EN.text("workbook-sheet-levers")]
    page.delete_rows(4)
    keys = [one.key for one in read_upload("x.xlsx", saved(book)).problems]
    assert "error-workbook-sheet" in keys and "error-workbook-head" in keys


def test_the_command_line_takes_workbooks(capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    catalogue.open_catalogue.cache_clear()
    file = tmp_path / "plan.xlsx"
    printed(capsys, "plans", "export", "growth-2026", "--to", file)
    assert "is fine" in printed(capsys, "plans", "check", file)
    printed(capsys, "plans", "import", file, "--as", "ours")
    file.write_bytes(filled(plan, {("levers", "headcount/step", "B"): 10}))
    assert "5 reps → 10 reps" in printed(capsys, "plans", "import", file, "--as", "ours", "--dry-run")
    file.write_bytes(filled(plan, {("levers", "headcount/step", "B"): "ten"}, "zh"))
    assert main(["plans", "check", str(file)]) == 2
    assert "调节项!B" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,5", 1.5), ("1.250", None), ("0.250", 0.25), ("1,250", None), ("12,500.75", 12500.75),
     ("6 %", 0.06), ("150\u200b", 150.0), ("1e999", None), ("1.5万", None), ("$150", None), ("−3", -3.0)],
)  # fmt: skip
def test_a_typed_number_is_read_by_the_one_reader_or_refused(text, value):
    if value is None:
        with pytest.raises(NotAValue):
            value_of(text, 1.0, "value")
    else:
        assert value_of(text, 1.0, "value") == value


def test_a_number_that_could_be_two_is_refused_by_its_cell(plan):
    found = read_workbook(filled(plan, {("regions", "revenue/north/value", "B"): "1,250"}))
    assert [one for one in found.problems if "1.25, 1250" in one.text("en")], found.problems


# -- workbooks as others write them ---------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def template() -> bytes:
    """Return the workbook of a small plan: two regions, in JPY."""
    numbers, _ = numbers_of(
        Form("Kiso", usual_answers(get_language("en")) | {"regions": "East 420, West 310"}, currency="JPY")
    )
    assert numbers is not None
    plan = check_files(pack_from_numbers(numbers, "kiso")).plan
    assert plan is not None
    return plan_workbook(plan, EN)


def cell(page, key: str = "revenue/east/value", column: str = "B"):
    return page[f"{column}{row_of(page, key)}"]


def set_value(value: Any, format: str = "General", **place: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        page = book[place.get("sheet", "Regions")]
        one = cell(page, place.get("key", "revenue/east/value"), place.get("column", "B"))
        one.value, one.number_format = value, format

    return change


def merge(pages: openpyxl.Workbook) -> None:
    row = row_of(pages["Regions"], "revenue/east/value")
    pages["Regions"].merge_cells(f"B{row}:B{row + 1}")


def hide_renamed(book: openpyxl.Workbook) -> None:
    book["Levers"].sheet_state, book["Levers"].title = "hidden", "old"


def twice(book: openpyxl.Workbook) -> None:
    book.copy_worksheet(book["Regions"]).title = get_language("zh").text("workbook-sheet-regions")


STRANGE: list[tuple[str, Callable[[openpyxl.Workbook], object], str]] = [
    ("points for thousands", set_value("31.500"), "Regions!B7"),
    ("commas for either", set_value("31,500", column="G"), "Regions!G7"),
    ("a number in merged cells", merge, "Regions!B8"),
    ("a low end without a key", lambda book: book["Regions"].append([*[None] * 6, 5]), "Regions!B12"),
    ("another region's key on another sheet", set_value("revenue/east/value", sheet="Plan", key="version", column="J"),
     "“Regions”"),
    ("a renamed heading", set_value("Lowest", key="Key", column="G"), "Low (P10)"),
    ("two columns of values", set_value("Value", key="Key", column="C"), "“Value”"),
    ("a language by its name", lambda book: book["Names"].__setitem__("B4", "English"), "“en”"),
    ("a hidden sheet under another name", hide_renamed, "“old”"),
    ("a sheet in two languages", twice, "“区域”"),
    ("another currency", set_value("EUR_m", key="revenue/unit"), "JPY_m_per_person"),
    ("one end of a range", set_value(400, sheet="Levers", key="headcount/range"), "Levers!B8"),
    ("a fact with points", lambda book: book["Facts"].append(["F1", "own", "1", "revenue", "company", "2025", "actual",
                                                              "71.800", "JPY_m", ""]), "Facts!H5"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [one[1:] for one in STRANGE], ids=[one[0] for one in STRANGE])
def test_nothing_is_misread_in_silence(template: bytes, change: Callable[[openpyxl.Workbook], object], words: str):
    book = openpyxl.load_workbook(io.BytesIO(template))
    change(book)
    brought = read_upload("x.xlsx", saved(book))
    assert brought.plan is None
    assert words in " ".join(one.text("en") for one in brought.problems), [one.text("en") for one in brought.problems]


def as_others_write(book: openpyxl.Workbook) -> None:
    """Write the same numbers in the ways of other programs and countries: what is clear is read."""
    set_value("420,0")(book)
    set_value("14 %", sheet="Levers", key="churn_rate/base/value")(book)
    set_value(0.12, "0%", sheet="Levers", key="churn_rate/base/value")(book)
    set_value(dt.date(2025, 4, 1), "yyyy", sheet="Plan", key="base_year")(book)
    set_value("2026、2027；2028", sheet="Plan", key="years")(book)
    set_value("0,0; 300,0", sheet="Levers", key="headcount/range")(book)
    set_value("ESTIMATED", column="F")(book)
    set_value(" revenue / east / value ", column="J")(book)
    page = book["Regions"]
    page.append([])
    page.append(["Note of the controller"])
    page.insert_rows(1, 3)
    page.insert_cols(3, 2)


def test_what_is_clear_is_read_however_it_is_written(template: bytes):
    book = openpyxl.load_workbook(io.BytesIO(template))
    as_others_write(book)
    before, after = read_workbook(template), read_workbook(saved(book))
    assert after.problems == [] and after.files == before.files


def test_rows_join_by_the_keys_that_a_sheet_names(template: bytes):
    """History, lines and a target of a half: what the sheets of a template say that may join."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    joined = {
        "History": {"history/unit": "JPY_m", "history/2024/value": 690},
        "Plan": {"halves": "true", "lines/a/kind": "core", "lines/a/value": 1, "lines/b/kind": "new",
                 "lines/b/value": 1},
        "Targets": {"targets/revenue#2/metric": "revenue", "targets/revenue#2/year": 2026,
                    "targets/revenue#2/value": 380, "targets/revenue#2/period": "2026H1"},
    }  # fmt: skip
    for sheet, rows in joined.items():
        assert all(key.split("/")[0] in book[sheet]["A3"].value for key in rows)
        for key, value in rows.items():
            reason = "reason-own-estimated" if key.endswith(("/value", "/metric")) else None
            unit = "JPY_m" if key.endswith("/metric") else None
            book[sheet].append([None, value, unit, None, reason, None, None, None, None, key])
    for line in "ab":
        book["Names"].append([f"lines/{line}", line, line])
    brought = read_upload("x.xlsx", saved(book))
    assert brought.plan is not None, [one.text() for one in brought.problems]
    assert brought.plan.history == {2024: 690, 2025: 730} and brought.plan.halves and len(brought.plan.lines) == 2
    assert [(one.part, one.value) for one in brought.plan.period_targets] == [("2026H1", 380)]
