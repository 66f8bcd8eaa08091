"""Files that others read wrongly in silence, and their neighbours: each has its right reading, a question or words.

`tests/cases` holds the files; a line of the tables below is one of them, or a neighbour of its kind.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from sim.audit import audit
from sim.audit.reading import read_fact_table
from sim.language import get_language
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError
from sim.reading.workbook import is_workbook
from sim.scenario import Scenario
from sim.store import open_store
from sim.track.actuals import known_facts
from sim.track.reading import read_actuals, read_actuals_table
from sim.track.text import left_aside_note, sentence
from sim.track.tracking import track

CASES = Path(__file__).parent / "cases"
PLAN = load_plan()
LANGUAGES = ("en", "zh")
Figures = dict[tuple[str, str, str, str], float]


def actuals(source: bytes, name: str = "file", choices: dict[str, str] | None = None) -> Figures:
    found = read_actuals(PLAN, source, name, choices)
    return {
        (series.measure, series.region, series.item, quarter): value
        for series, cells in found.values.items()
        for quarter, value in cells.items()
    }


def revenue(*figures: float, region: str = "east", item: str = "core") -> Figures:
    return {("revenue", region, item, f"2024Q{place}"): value for place, value in enumerate(figures, start=1)}


EAST = revenue(150.5, 186.4)


def said(error: FormatError) -> str:
    """Return what is said in English; the other language says the same of the same cells."""
    for language in LANGUAGES:
        assert error.text(language) and "error-" not in error.text(language)
    return error.text("en")


# -- actuals -----------------------------------------------------------------------------------------------------------

ACTUALS: dict[str, Figures] = {
    "act_hidden_first.xlsx": EAST,
    "act_merged_region1.xlsx": {**EAST, ("reps", "east", "", "2024Q1"): 90, ("reps", "east", "", "2024Q2"): 95},
    "act_months_cn.csv": revenue(150.5),
    "act_scaled_format.xlsx": revenue(50.5, 60.5),
    "act_zero.csv": revenue(0, 0) | revenue(0, 0, item="new"),
    "act_sep_line.csv": EAST,
    "act_dates_heads.xlsx": EAST,
    "act_long.csv": EAST | revenue(42, region="south"),
    "act_zwsp.csv": revenue(150.5),
    "act_units.csv": revenue(150.5)
    | revenue(42, region="south")
    | revenue(28.2, region="north")
    | revenue(11.7, region="west"),
    "act_units2.csv": revenue(150.5),
    "act_units3.csv": revenue(150.5),
}
ASKED_ACTUALS = {  # file → what is asked, a choice and what it gives
    "act_semicolon_3dec_small.csv": (
        "decimal",
        "comma",
        revenue(42.125, 50.118, region="south") | revenue(12.604, 16.131, region="south", item="new"),
    ),
    "act_pct_fraction.csv": (
        "percent",
        "fraction",
        {("conversion_rate", "", "", "2024Q1"): 0.235, ("churn_rate", "", "", "2024Q1"): 0.15},
    ),
}
REFUSED_ACTUALS = {"act_halves.csv": "“2024H1” is a half-year"}


@pytest.mark.parametrize("name", ACTUALS)
def test_actuals_are_read_right(name):
    assert actuals((CASES / name).read_bytes()) == pytest.approx(ACTUALS[name])


@pytest.mark.parametrize("name", ASKED_ACTUALS)
def test_actuals_that_could_be_others_are_asked_about(name):
    kind, choice, figures = ASKED_ACTUALS[name]
    source = (CASES / name).read_bytes()
    with pytest.raises(DoubtError) as caught:
        actuals(source)
    assert [one.kind for one in caught.value.doubts] == [kind]
    assert "row 2, column 2024Q1" in said(caught.value)
    assert actuals(source, choices={kind: choice}) == pytest.approx(figures)


@pytest.mark.parametrize("name", REFUSED_ACTUALS)
def test_actuals_of_another_kind_are_refused(name):
    with pytest.raises(TableError) as caught:
        actuals((CASES / name).read_bytes())
    assert REFUSED_ACTUALS[name] in said(caught.value)


@pytest.mark.parametrize("name", ["act_zero.csv", "act_new_region_zero.csv"])
def test_figures_of_nothing_are_said_to_say_nothing(name):
    tracking = track(Scenario.of(PLAN), read_actuals(PLAN, (CASES / name).read_bytes()), 256)
    for language in LANGUAGES:
        assert " 0" in left_aside_note(tracking, PLAN.vocabulary(get_language(language)))


@pytest.mark.parametrize(
    ("heads", "row", "count"),
    [("2024Q1,2025Q4", "revenue,east,core,CNY_m,150,300", "With 2 quarters"),
     ("2026Q4", "revenue,east,core,CNY_m,400", "With one quarter"),
     ("2024Q1,2024Q2", "reps,east,,persons,90,95", "With 2 quarters")],
)  # fmt: skip
def test_only_quarters_with_figures_count_as_reported(heads, row, count):
    found = read_actuals(PLAN, f"measure,region,item,unit,{heads}\n{row}\n".encode())
    said = sentence(track(Scenario.of(PLAN), found, 256), PLAN.vocabulary(get_language("en")))
    assert said.startswith(f"{count} reported")


def test_no_file_is_forgotten():
    listed = {
        *ACTUALS,
        *ASKED_ACTUALS,
        *REFUSED_ACTUALS,
        "act_new_region_zero.csv",
        *FACTS,
        *ASKED_FACTS,
        *REFUSED_FACTS,
    }
    assert {one.name for one in CASES.iterdir()} == listed


# -- facts -------------------------------------------------------------------------------------------------------------

PARTS = "parts-listed"
FACTS: dict[str, tuple[list[float], list[str], list[str]]] = {
    # file → values as read, rules that find a contradiction, why a row was not checked
    "facts_control.xlsx": ([2000, 1000, 700, 500, 400], [PARTS], []),
    "facts_merged_document.xlsx": ([2000, 1000, 700, 500, 400], [PARTS], []),
    "facts_merged_period.xlsx": ([2000, 1000, 700, 500, 400], [PARTS], []),
    "facts_thousand_yuan.csv": ([2000, 1e6, 7e5, 5e5, 4e5], [PARTS], []),
    "facts_wan_ok.csv": ([2000, 1e5, 7e4, 5e4, 4e4], [PARTS], []),
    "facts_hidden_first.xlsx": ([2500, 1000], [], []),
    "facts_scaled_format.xlsx": ([2500, 1000, 1234.6, 500], [], []),
    "facts_big5.csv": ([2500, 1000], [], []),
    "facts_sum_signed.csv": ([100, 160, -40, -20], [], []),
    "facts_french_nnbsp.csv": ([2500.5, 999.5], [], []),
    "facts_french_thousands.csv": ([2500.5, 1000.5], [], []),
    "facts_strict.xlsx": ([2500], [], ["alone"]),
    "facts_dates.xlsx": ([2500, 1000, 700], [], []),
    "facts_neg_growth.csv": ([-20, 10, 150, -20, -10, 50, 0, 5, 100], ["parts-sum"], ["loss"] * 3),
    "facts_fiscal.csv": (
        [1520, 1520, 1520, 300, 300, 2500, 2500, 700, 700, 700, 100, 100, 100, 300],
        ["same-quantity", "dated-early"],
        ["period-fiscal", "period-fiscal-or-month", "alone", "alone", "period-day-number", "period-no-year"],
    ),
}
ASKED_FACTS = {  # file → what is asked, a choice and the values it gives
    "facts_semicolon_3dec.csv": ("decimal", "comma", [2.513, 1.125]),
    "facts_cp1252_mojibake.csv": ("encoding", "cp1252", [2600.5, 1500.5, 600, 500]),
    "facts_pp.csv": ("points", "percent", [10, 12, 20, 2]),
}
REFUSED_FACTS = {"facts_percent_units.xlsx": ("Cell F2 (unit)", "Cell F4 (unit)", "Cell F5 (unit)")}


@pytest.mark.parametrize("name", FACTS)
def test_facts_are_read_right_and_every_row_says_why_it_was_not_checked(name):
    values, rules, reasons = FACTS[name]
    facts = read_fact_table(CASES / name, name).sure(name)
    assert [one.value for one in facts] == values
    report = audit(facts)
    assert [one.identity for one in report.findings] == rules
    assert [one.reason for one in report.unchecked] == reasons
    for language in LANGUAGES:
        assert all(one.text(get_language(language)) for one in report.unchecked)


@pytest.mark.parametrize("name", ASKED_FACTS)
def test_facts_that_could_be_others_are_asked_about(name):
    kind, choice, values = ASKED_FACTS[name]
    with pytest.raises(DoubtError) as caught:
        read_fact_table(CASES / name, name).sure(name)
    assert [one.kind for one in caught.value.doubts] == [kind] and said(caught.value)
    assert [one.value for one in read_fact_table(CASES / name, name, {kind: choice}).sure(name)] == values


@pytest.mark.parametrize("name", REFUSED_FACTS)
def test_facts_that_cannot_be_meant_are_refused(name):
    with pytest.raises(TableError) as caught:
        read_fact_table(CASES / name, name)
    assert all(words in said(caught.value) for words in REFUSED_FACTS[name])


# -- neighbours: how one figure is written -----------------------------------------------------------------------------

HEAD = "measure,region,item,unit,2024Q1\n"


def figure(written: str, unit: str = "CNY_m") -> bytes:
    return f'{HEAD}revenue,east,core,{unit},"{written}"\n'.encode()


@pytest.mark.parametrize(
    "written",
    ["1,150.5", "1 150.5", "1\u2009150.5", "1\u202f150.5", "1'150.5", "1’150.5", "１，１５０．５", "1150。5", "+1150.5",
     "1.1505e3", "¥1,150.5", "1,150.5 百万", "RMB 1150.5m", "\u200b1150.5", "1.150,5", "1150,5"],
)  # fmt: skip
def test_one_figure_in_many_writings(written):
    assert actuals(figure(written)) == pytest.approx(revenue(1150.5))


@pytest.mark.parametrize(
    "written",
    ["约150", "≈150", "~150", "≥150", ">150", "<150", "150-160", "150–160", "150～160", "150至160", "150.5*", "150.5¹",
     "150 ¹²³", "150.5①", "1½", "150.5[1]", "150.5 (1)", "150.5‰", "(150.5)", "1,50.5.2", "#N/A", "n/a", "待定",
     "一百五十", "1.505亿", "150.5 US$ m", "=1+1", "∞", "TRUE"],
)  # fmt: skip
def test_what_says_something_else_than_a_figure_is_refused(written):
    with pytest.raises(TableError) as caught:
        actuals(figure(written))
    assert written[:5] in said(caught.value) and "Row 2, column 2024Q1" in said(caught.value)


# -- neighbours: headings ----------------------------------------------------------------------------------------------

LABELS = "measure,region,item,unit,"
ROW = "revenue,east,core,CNY_m,"


def headed(heading: str, figures: int) -> bytes:
    return f"{LABELS}{heading}\n{ROW}{','.join(['50'] * figures)}\n".encode()


@pytest.mark.parametrize(
    ("heading", "value"),
    [("2024Q1 实际", 50), ("2024年Q1（实际）", 50), ("Q1 2024 Actual", 50), ("Jan-Mar 2024", 50), ("2024年1-3月", 50),
     ("2024.03.31", 50), ("24年一季度", 50), ("2024-01,2024-02,2024-03", 150), ("Jan 2024,Feb 2024,Mar 2024", 150),
     ("202401,202402,202403", 150), ("2024-01-31,2024-02,2024-03", None), ("1月,2月,3月", None), ("2024Q1¹", None),
     ("2024年1月¹", None), ("2024-1²", None), ("2024Q1*", None), ("2024Q1E", None), ("2024Q1 预算", None),
     ("2024Q1 (F)", None), ("2024-12-31", None), ("Q1", None), ("2024Q1 YTD", None), ("二〇二四年一季度", None),
     ("03/04/2024", None), ("2024Q1,2024", None), ("2024Q1,合计", None), ("2024Q1,备注", None),
     ("2024-01,2024-02,2024-03,2024Q1", None)],
)  # fmt: skip
def test_headings_name_their_quarter_or_are_refused(heading, value):
    source = headed(heading, heading.count(",") + 1)
    if value is not None:
        assert actuals(source) == pytest.approx(revenue(value))
        return
    with pytest.raises(TableError) as caught:
        actuals(source)
    assert "Row 1, column" in said(caught.value)


def test_the_last_day_of_a_year_is_a_quarter_beside_other_quarters_and_may_be_the_year_alone():
    days = headed("2024-09-30,2024-12-31", 2)
    assert set(actuals(days)) == {("revenue", "east", "core", "2024Q3"), ("revenue", "east", "core", "2024Q4")}
    long = "period,region,product,revenue\n2024-12-31,East,core,150\n2025-12-31,East,core,150\n"
    with pytest.raises(TableError) as caught:
        actuals(long.encode())
    assert "Write 2024Q4 for the quarter" in said(caught.value)
    assert len(actuals(long.replace("2024-12", "2025-09").replace("2025-09-31", "2025-09-30").encode())) == 2


TWO_LINES = {  # lines of headings → figures of quarters, or words
    "names above": ("measure,region,item,unit,2024,,,,2025\n,,,,Q1,Q2,Q3,Q4,Q1\n", ["2024Q1", "2024Q4", "2025Q1"]),
    "names below": (",,,,2024年,,,,2025年\n" + LABELS + "一季度,二季度,三季度,四季度,一季度\n", ["2024Q2", "2025Q1"]),
    "fiscal years": (",,,,FY24,,,,FY25\n" + LABELS + "Q1,Q2,Q3,Q4,Q1\n", ["2024Q3", "2025Q1"]),
    "a title above": ("Actuals\n,,,,2024,,,,2025\n" + LABELS + "1Q,2Q,3Q,4Q,1Q\n", ["2024Q1", "2025Q1"]),
    "a year per column": (",,,,2024,2024,2024,2024,2025\n" + LABELS + "Q1,Q2,Q3,Q4,Q1\n", ["2024Q1", "2025Q1"]),
    "year not over its first": (",,,,,2024,,,2025\n" + LABELS + "Q1,Q2,Q3,Q4,Q1\n", "Row 2, column Q1: “Q1” is not"),
    "a quarter twice": (",,,,2024,,,,\n" + LABELS + "Q1,Q2,Q3,Q4,Q1\n", "The quarter 2024Q1 has two columns"),
    "a total beside": (",,,,2024,,,,\n" + LABELS + "Q1,Q2,Q3,Q4,Total\n", "“Total” is not a heading"),
    "half-years": (",,,,2024,,2025,,2026\n" + LABELS + "H1,H2,H1,H2,H1\n", "“2024 H1” is a half-year"),
    "months of two quarters": (",,,,2024,,,,\n" + LABELS + "1月,2月,3月,4月,5月\n", "is a month"),
}


@pytest.mark.parametrize("name", TWO_LINES)
def test_two_lines_of_headings(name):
    lines, expected = TWO_LINES[name]
    source = f"{lines}{ROW}100,200,300,400,500\n".encode()
    if isinstance(expected, str):
        with pytest.raises(TableError) as caught:
            actuals(source)
        assert expected in said(caught.value)
        return
    found = actuals(source)
    by_place = dict(zip(["2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1"], range(100, 600, 100), strict=True))
    assert len(found) == 5
    for quarter in expected:
        assert found["revenue", "east", "core", quarter] == by_place[quarter]


def book(*rows: list, merge: tuple[str, ...] = (), name: str = "Q figures") -> bytes:
    made, out = Workbook(), io.BytesIO()
    sheet = made.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for one in merge:
        sheet.merge_cells(one)
    made.save(out)
    return out.getvalue()


MERGED = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:H1", "I1:J1")


def test_merged_headings_of_a_workbook_are_read_and_a_mistake_is_named_by_its_cell():
    head = [["measure", "region", "item", "unit", 2024, None, None, None, dt.date(2025, 1, 1), None],
            [None, None, None, None, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"]]  # fmt: skip
    rows = [
        ["revenue", "east", "core", "CNY_m", 100, 200, 300, 400, 500, 600],
        ["revenue", "south", "core", "CNY_m", 50, "x"],
    ]
    made = book(*head, rows[0], merge=MERGED)
    with pytest.raises(TableError) as caught:  # a day, not a year, stands over the second half
        actuals(made)
    assert "Cell I2" in said(caught.value)
    head[0][8] = "2025年"
    found = actuals(book(*head, rows[0], merge=MERGED))
    assert list(found.values()) == [100, 200, 300, 400, 500, 600] and list(found)[-1][-1] == "2025Q2"
    with pytest.raises(TableError) as caught:
        actuals(book(*head, *rows, merge=MERGED), "q.xlsx")
    assert "sheet “Q figures”" in said(caught.value) and "Cell F4 (2024 Q2)" in said(caught.value)
    assert "单元格 F4（2024 Q2）" in caught.value.text("zh")


def test_a_doubt_names_the_cell_of_a_workbook():
    with pytest.raises(DoubtError) as caught:
        actuals(book(["measure", "region", "item", "unit", "2024Q1"], ["revenue", "east", "core", "CNY_m", "1,125"]))
    assert "in cell E2 was read as 1125" in said(caught.value) and "单元格 E2" in caught.value.text("zh")


# -- neighbours: units beside and above a table ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "written", "asked"),
    [("单位：万元", "15050", False), ("单位: 人民币 亿元", "1.505", False), ("Unit: CNY m", "150.5", False),
     ("Units = CNY thousand", "150500", False), ("2024 actuals (CNY thousand)", "150500", True),
     ("All amounts in thousands of CNY", "150500", True), ("一季度经营数据（万元）", "15050", True),
     ("CNY_m", "150.5", False),
     ("All figures in CNY", "150.5", False), ("Prepared by A. B. (Finance)", "150.5", False)],
)  # fmt: skip
def test_a_unit_stated_above_the_table_holds_for_amounts_alone(above, written, asked):
    source = f"{above}\nmeasure,region,item,2024Q1\nrevenue,east,core,{written}\nreps,east,,90\n".encode()
    expected = pytest.approx(revenue(150.5) | {("reps", "east", "", "2024Q1"): 90})
    if not asked:
        assert actuals(source) == expected
        return
    with pytest.raises(DoubtError) as caught:
        actuals(source)
    assert [one.kind for one in caught.value.doubts] == ["unit"] and said(caught.value)
    assert actuals(source, choices={"unit": "line"}) == expected
    assert actuals(source.replace(written.encode(), b"150.5"), choices={"unit": "plan"}) == expected


def test_a_unit_of_another_currency_above_the_table_is_refused():
    with pytest.raises(TableError) as caught:
        actuals(b"Unit: US$ m\nmeasure,region,item,2024Q1\nrevenue,east,core,150.5\n")
    assert "US$ m" in said(caught.value)


@pytest.mark.parametrize(
    ("row", "expected"),
    [("营业收入（万元）,east,core,,15050", 150.5), ("Revenue (CNY m),east,core,,150.5", 150.5),
     ("营业收入（万元）,east,core,亿元,1.505", None)],
)  # fmt: skip
def test_a_unit_beside_the_measure(row, expected):
    source = f"{HEAD}{row}\n".encode()
    if expected is not None:
        assert actuals(source) == pytest.approx(revenue(expected))
        return
    with pytest.raises(TableError) as caught:
        actuals(source)
    assert "亿元" in said(caught.value)


@pytest.mark.parametrize(
    ("written", "unit", "asked"),
    [("15050", "", True), ("99999", "CNY_m", True), ("1.505", "", True), ("0.0001", "CNY_m", True),
     ("15050", "万元", False), ("1.505", "亿元", False), ("15", "", False), ("1500", "", False), ("0", "", False)],
)  # fmt: skip
def test_amounts_far_from_the_size_of_the_plan_are_asked_about(written, unit, asked):
    source = f"measure,region,item,unit,2024Q1\nrevenue,east,core,{unit},{written}\n".encode()
    if not asked:
        assert len(actuals(source)) == 1
        return
    with pytest.raises(DoubtError) as caught:
        actuals(source)
    assert [one.kind for one in caught.value.doubts] == ["size"] and "row 2, column 2024Q1" in said(caught.value)
    assert actuals(source, choices={"size": "as-written"}) == revenue(float(written))


@pytest.mark.parametrize(
    ("rows", "holds"),
    [("revenue,,,,100\nrevenue,east,core,,150", False), ("revenue,,,,200\nrevenue,east,core,,150", True),
     ("revenue,east,,,100\nrevenue,east,core,,101", False), ("reps,,,,100\nreps,east,,,150", False),
     ("revenue,,,,150\nrevenue,east,core,,100\nrevenue,south,new,,51", False)],
)  # fmt: skip
def test_parts_that_are_given_never_exceed_the_whole(rows, holds):
    source = f"{HEAD}{rows}\n".encode()
    if holds:
        assert actuals(source)
        return
    with pytest.raises(TableError) as caught:
        actuals(source)
    assert "Row 2, column 2024Q1: The total of" in said(caught.value)


# -- neighbours: totals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "holds"),
    [("revenue,east,合计,CNY_m,120", True), ("revenue,east,total,CNY_m,120", True), ("revenue,east,,CNY_m,120", True),
     ("revenue,east,,CNY_m,125", False), ("revenue,east,小计,CNY_m,120", False), ("合计,,,CNY_m,120", False),
     ("revenue,东区合计,,CNY_m,120", False), ("revenue,east,core,CNY_m,100", False)],
)  # fmt: skip
def test_totals_stand_beside_their_parts_and_are_never_added_to_them(row, holds):
    source = f"{HEAD}revenue,east,core,CNY_m,100\nrevenue,east,new,CNY_m,20\n{row}\n".encode()
    if not holds:
        with pytest.raises(TableError) as caught:
            actuals(source)
        assert "Row 4" in said(caught.value)
        return
    found = actuals(source)
    parts = revenue(100) | revenue(20, item="new")
    assert found == parts | {("revenue", "east", "", "2024Q1"): 120}
    with_total, without = (
        known_facts(PLAN, read_actuals(PLAN, one)) for one in (source, source[: source.rindex(b"revenue,")])
    )
    assert (with_total.region_revenue[0, 0], without.region_revenue[0, 0]) == (120, 120)


# -- neighbours: encodings and shapes of files -------------------------------------------------------------------------

CHINESE = "指标,区域,产品或预算,单位,2024Q1\n营收,华东,新品,百万元,150.5\n"
FORMS: dict[str, Callable[[], bytes]] = {
    **{
        one: lambda one=one: CHINESE.encode(one) for one in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk")
    },
    "tabs": lambda: CHINESE.replace(",", "\t").encode(),
    "tabs in UTF-16": lambda: CHINESE.replace(",", "\t").encode("utf-16"),
    "bars": lambda: CHINESE.replace(",", "|").encode(),
    "semicolons and decimal commas": lambda: CHINESE.replace(",", ";").replace(".", ",").encode("gb18030"),
    "line ends of Windows": lambda: CHINESE.replace("\n", "\r\n").encode("gb18030"),
    "line ends of old Macs": lambda: CHINESE.replace("\n", "\r").encode(),
    "a title and a blank line": lambda: f"经营数据\n\n{CHINESE}".encode(),
    "text cells of a workbook": lambda: book(*(line.split(",") for line in CHINESE.splitlines())),
    "sheet named in Chinese": lambda: book(*(line.split(",") for line in CHINESE.splitlines()), name="一季度"),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_table_in_many_forms(form):
    assert actuals(FORMS[form]()) == pytest.approx(revenue(150.5, item="new"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-7"])
def test_a_table_without_the_mark_that_tells_its_encoding_is_refused_in_words(encoding):
    with pytest.raises(FormatError) as caught:
        actuals(CHINESE.encode(encoding))
    assert said(caught.value)


@pytest.mark.parametrize(
    "head", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"Rar!\x1a\x07"]
)
def test_what_is_another_kind_of_file_is_refused_in_words(head):
    assert not is_workbook(head)
    for read in (lambda one: read_actuals_table(PLAN, one, "a"), lambda one: read_fact_table(one, "a")):
        with pytest.raises(FormatError) as caught:
            read(head + bytes(range(256)) * 8)
        assert said(caught.value)


def test_dates_since_1904_are_the_same_dates():
    made, out = Workbook(), io.BytesIO()
    made.epoch = dt.datetime(1904, 1, 1)
    sheet = made.worksheets[0]
    sheet.append(["measure", "region", "item", "unit", dt.date(2024, 3, 31)])
    sheet.append(["revenue", "east", "core", "CNY_m", 150.5])
    made.save(out)
    assert actuals(out.getvalue()) == revenue(150.5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_scenario_redirected_into_a_file_by_a_shell_is_imported(encoding, tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    store = open_store()
    lean = Scenario.of(PLAN).with_levers({"headcount": 310})
    saved = store.save(lean, "精简扩张")
    content = json.dumps(store.export(saved.id), ensure_ascii=False).encode(encoding)
    imported = store.import_scenario(content).entry
    assert imported.name.startswith("精简扩张")
    assert store.open(imported.id).scenario == lean
    store.close()
