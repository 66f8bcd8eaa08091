"""Actuals in and out: files with problems by cell, the template in both languages, the ledger and its history."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest
from spoken import spoken

from sim.cli import main
from sim.language import get_language
from sim.language.errors import FormatError, StoreError
from sim.plan import load_plan
from sim.plan.catalogue import SHIPPED
from sim.reading.problems import TableError
from sim.store import DuckStore
from sim.track.actuals import Actuals, known_facts
from sim.track.ledger import Ledger
from sim.track.measures import Series, full_series, measures
from sim.track.reading import (
    DEMO,
    LIMITS,
    demo_actuals,
    read_actuals,
    read_file,
)
from sim.track.template import as_csv, as_excel

HEAD = "measure,region,item,unit,2024Q1,2024Q2\n"


def read(plan, text: str) -> Actuals:
    return read_actuals(plan, text.encode())


def problems(plan, text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(TableError) as caught:
        read(plan, text)
    for language in ("en", "zh"):
        assert all(one.text(spoken(language)) for one in caught.value.problems)
        assert caught.value.text(language)
    return [(one.row, one.column, one.key) for one in caught.value.problems]


@pytest.mark.parametrize(
    "table",
    [
        "区域,2024Q1\n华东,3\n",
        "指标,区域,单位,2024Q1\n营收,火星,亿元,3\n胡说,,,4\n营收,华东,度,3\n",
        "指标,区域,产品或预算,单位,2024Q1\n营收,,新品,亿元,3\n营收,华东,旧品,亿元,3\n项目支出,,,亿元,3\n",
        "指标,单位,周,2024Q1\n营收,亿元,,3\n",
        "指标,单位,季度\n营收,亿元,2024Q1\n",
        "指标,2024Q1\n,5\n",
        "指标,2024Q1\n营收,5 t\n",
    ],
    ids=("measure", "members", "items", "heading", "value", "empty", "number"),
)
def test_messages_name_things_as_the_reader_does_and_by_no_id(plan, table):
    with pytest.raises(TableError) as caught:
        read(plan, table)
    said = caught.value.text("zh")
    allowed = {"CRM", "CNY", "m", "bn", "k", "pct", "d", "days", "t", "people", "reps", "points", "Q"}
    words = set(re.findall(r"[A-Za-z_-]{2,}", said.replace("actuals.csv", ""))) - allowed
    assert not words, said


def test_the_demo_is_marked_as_demo_and_shaped_after_d5(plan):
    demo = demo_actuals(plan)
    assert demo.demo and plan.extras[DEMO].startswith("# demo")
    totals = known_facts(plan, demo)
    assert totals.last == 6
    from sim.track.tracking import plan_path

    half = totals.total_revenue[4:6].sum() / plan_path(plan)[4:6].sum()
    assert half == pytest.approx(plan.facts["D5-001"].value / 100, abs=0.002)
    west = totals.region_revenue[4:6, plan.regions.index("west")].sum()
    before = totals.region_revenue[:2, plan.regions.index("west")].sum()
    assert west / before - 1 == pytest.approx(plan.facts["D5-010"].value / 100, abs=0.01)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_templates_come_back_as_they_went(plan, language):
    words = spoken(language)
    demo = demo_actuals(plan)
    for content, name in ((as_csv(plan, words, demo), "a.csv"), (as_excel(plan, words, demo), "a.xlsx")):
        again = read_actuals(plan, content, name)
        assert again.demo and again.values.keys() == demo.values.keys()
        for series, cells in demo.values.items():
            assert dict(again.values[series]) == pytest.approx(dict(cells), rel=1e-9)
    empty = read_actuals(plan, as_csv(plan, words), "a.csv")
    assert empty.empty and not empty.demo
    rows = list(openpyxl.load_workbook(io.BytesIO(as_excel(plan, words))).active.iter_rows(values_only=True))
    assert len(rows) == 2 + len(full_series(plan))


def test_names_units_and_numbers_may_be_written_as_people_do(plan):
    lines = [
        "指标\t区域\t产品或预算\t单位\t2024年Q1\t2024 Q2",
        "营收\t华东\t新品\t亿元\t0.42\t",
        "线索转化率\t\t\t\t18.5％\t0.19",
        "项目支出\t\t数字化（三年）\t万元\t1,250\t—",
    ]
    text = "\n".join(lines)
    found = read_actuals(plan, text.encode("gb18030"))
    assert found.get(Series("revenue", "east", "new"), "2024Q1") == pytest.approx(42)
    assert found.get(Series("conversion_rate"), "2024Q1") == pytest.approx(0.185)
    assert found.get(Series("conversion_rate"), "2024Q2") == pytest.approx(0.19)
    assert found.get(Series("spend", "", "digital"), "2024Q1") == pytest.approx(12.5)


def test_problems_are_named_by_row_and_column(plan):
    text = (
        "# a comment\n" + HEAD + "revenue,east,core,CNY_m,12x,5\n"
        "revenue,mars,core,CNY_m,1,2\n"
        "sales,,,,1,2\n"
        "revenue,east,core,USD,1,2\n"
        "conversion_rate,,,,18,0.2\n"
        "revenue,,new,CNY_m,1,2\n"
        "reps,east,new,,1,2\n"
        "spend,,,CNY_m,1,2\n"
        "revenue,east,core,CNY_m,,7\n"
        "reps,east,,,-5,10\n"
    )
    assert problems(plan, text) == [
        (3, "2024Q1", "error-track-number"),
        (4, "region", "error-track-member"),
        (5, "measure", "error-track-measure"),
        (6, "unit", "error-track-unit"),
        (7, "2024Q1", "error-track-percent"),
        (8, "region", "error-track-item-alone"),
        (9, "item", "error-track-member"),
        (10, "item", "error-track-member"),
        (11, "2024Q2", "error-track-twice"),
        (12, "2024Q1", "error-track-range"),
    ]


def test_headings_and_totals_are_checked(plan):
    assert problems(plan, "measure,2031Q1\n") == [
        (1, "2031Q1", "error-track-heading"),
        (1, "", "error-track-no-quarter"),
    ]
    assert problems(plan, "region,2024Q1,2024-Q1\n")[0] == (1, "2024-Q1", "error-track-quarter-twice")
    text = HEAD + "revenue,east,core,,100,\nrevenue,east,new,,20,\nrevenue,east,,,130,\n"
    assert problems(plan, text) == [(4, "2024Q1", "error-track-total")]
    assert not read(plan, text.replace("130", "120.3")).empty


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"", "a.csv", "error-track-empty"),
        (b"a\x00b", "a.csv", "error-table-format"),
        (b"PK\x03\x04 no workbook", "a.xlsx", "error-table-format"),
        (b"x" * (LIMITS.bytes + 1), "a.csv", "error-table-size"),
        (b"a\n" * 5_001, "a.csv", "error-table-rows"),
    ],
)
def test_files_that_are_something_else(plan, content, name, key):
    with pytest.raises(FormatError) as caught:
        read_actuals(plan, content, name)
    assert caught.value.key == key and caught.value.text("zh")


def test_a_missing_file_says_so(plan, tmp_path):
    with pytest.raises(FormatError) as caught:
        read_file(plan, tmp_path / "none.csv")
    assert caught.value.key == "error-track-file"


def test_every_measure_has_a_unit_a_reason_and_a_name(plan):
    for language in ("en", "zh"):
        words = spoken(language)
        for id, measure in measures().items():
            assert words.text(measure.text) and all(format in words.formats for format in measure.units), id
            if measure.errors:
                assert words.text(measure.errors.assumption)


# -- the ledger -----------------------------------------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path):
    store = DuckStore(tmp_path / "library.duckdb")
    yield Ledger(store.database)
    store.close()


EAST = Series("revenue", "east", "core")


def test_every_edit_stays_in_the_history(plan, ledger):
    assert ledger.actuals(plan).empty and ledger.history(plan) == ()
    assert ledger.record(plan, [(EAST, "2024Q1", 150.0), (EAST, "2024Q2", 180.0)], by="Li Na") == 2
    assert ledger.record(plan, [(EAST, "2024Q1", 155.0), (EAST, "2024Q2", 180.0)], by=" Wang ", origin="q1.csv") == 1
    assert ledger.record(plan, [(EAST, "2024Q2", None)], by="Li Na") == 1
    assert dict(ledger.actuals(plan).values[EAST]) == {"2024Q1": 155.0}
    history = [(one.quarter, one.old, one.new, one.by, one.origin) for one in ledger.history(plan)]
    assert history == [
        ("2024Q2", 180.0, None, "Li Na", ""),
        ("2024Q1", 150.0, 155.0, "Wang", "q1.csv"),
        ("2024Q2", None, 180.0, "Li Na", ""),
        ("2024Q1", None, 150.0, "Li Na", ""),
    ]
    assert ledger.history(plan)[0].at.tzinfo is not None
    assert len(ledger.history(plan, limit=2)) == 2


def test_importing_keeps_what_the_file_leaves_open(plan, ledger):
    ledger.record(plan, [(EAST, "2024Q1", 150.0), (EAST, "2024Q3", 210.0)], by="A")
    demo = demo_actuals(plan)
    assert ledger.import_actuals(plan, demo, by="B", origin="demo.csv") > 100
    held = ledger.actuals(plan)
    assert held.get(EAST, "2024Q1") == demo.get(EAST, "2024Q1") and not held.demo
    assert ledger.import_actuals(plan, demo, by="B", origin="demo.csv") == 0


def test_an_edit_needs_a_name_and_a_number(plan, ledger):
    for by, value, error in (("  ", 1.0, FormatError), ("A", float("nan"), FormatError), ("A" * 101, 1.0, StoreError)):
        with pytest.raises(error):
            ledger.record(plan, [(EAST, "2024Q1", value)], by=by)
    assert ledger.history(plan) == ()


def test_actuals_survive_reopening(plan, tmp_path):
    store = DuckStore(tmp_path / "library.duckdb")
    Ledger(store.database).record(plan, [(EAST, "2024Q1", 150.0)], by="A")
    store.close()
    again = DuckStore(tmp_path / "library.duckdb")
    assert Ledger(again.database).actuals(plan).get(EAST, "2024Q1") == 150.0
    again.close()


# -- the command line -----------------------------------------------------------------------------------------------


def test_track_prints_json(plan, tmp_path, capsys):
    assert main(["track", "--actuals", str(SHIPPED / plan.id / DEMO), "--json", "--draws", "2048"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["demo"] is True and found["p_target"]["after"] > found["p_target"]["before"]
    assert found["ess"]["futures"] == 2048 and found["assumptions_replaced"] is None
    assert found["needed_growth"]["growth_on_year_before"] == pytest.approx(0.19, abs=0.02)
    assert found["against"][0]["id"] == "realisation"
    assert {one["id"] for one in found["warnings"] if one["status"] == "red"} == {
        "key_repurchase_rate",
        "complaint_rate",
    }
    template = tmp_path / "t.csv"
    template.write_bytes(as_csv(plan, spoken("zh")))
    assert main(["track", "--actuals", str(template), "--json", "--draws", "512"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["p_target"]["after"] == found["p_target"]["before"] and found["last_quarter"] is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_track_prints_a_report(language, capsys):
    assert main(["track", "--actuals", "demo", "--draws", "1024", "--language", language]) == 0
    out = capsys.readouterr().out
    assert "<b>" not in out and "◆" in out and ("DEMO" in out or "演示数据" in out)


def test_track_complains_in_one_line(tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text(HEAD + "revenue,east,core,CNY_m,x,y\n")
    for arguments in (["track"], ["track", "--actuals", str(bad)], ["track", "--actuals", str(tmp_path / "no.csv")]):
        assert main(arguments) == 2
        streams = capsys.readouterr()
        assert not streams.out and "Traceback" not in streams.err


# -- half-years -------------------------------------------------------------------------------------------------------
def test_a_half_is_the_sum_of_its_quarters_where_the_plan_is_stated_in_halves_and_refused_elsewhere(plan):
    halves = load_plan("halfyear-2025")
    actuals = demo_actuals(halves)
    first, second = (actuals.get(Series("revenue", "east"), quarter) for quarter in ("2025Q1", "2025Q2"))
    assert first + second == pytest.approx(44.8) and first / second == pytest.approx(
        halves.season[0] / halves.season[1]
    )
    assert actuals.get(Series("reps", "south"), "2025Q1") == actuals.get(Series("reps", "south"), "2025Q2") == 15
    assert actuals.get(Series("target_attainment", "east"), "2025Q2") == pytest.approx(1.28)
    assert actuals.get(Series("revenue_growth", "central_west"), "2025Q2") == pytest.approx(0.56)
    both = b"measure,region,unit,2025H1,2025Q2\nrevenue,east,index,40,22\n"
    with pytest.raises(TableError) as twice:
        read_actuals(halves, both, "both.csv")
    assert [one.row for one in twice.value.problems] == [2]
    with pytest.raises(TableError) as refused:
        read_actuals(plan, b"measure,region,unit,2024H1\nrevenue,east,CNY_m,40\n", "half.csv")
    assert "2024H1" in refused.value.problems[0].text(get_language("en"))


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("measure,region,unit\nrevenue,east,index\n", ["Row 1: "], "such as 2025H1. The headings are: measure, region"),
        ("measure,region,2024H1\n", ["Row 1, column 2024H1", "Row 1: "], "in half-years, 2025H1 to 2025H2"),
        ("measure,region,2025H1e\n", ["Row 1, column 2025H1e", "Row 1: "], "in columns such as 2025H1"),
        ("period,measure,value\n2024H1,revenue,4\n", ["Row 2, column period"], "a half-year outside the plan"),
        ("measure,region,2025H1\nrevenue,east,abc\n", ["Row 2, column 2025H1"], "“abc” is not a number"),
        (
            "measure,region,2025H1\nrevenue,east,40\nrevenue,east,41\n",
            ["Row 3, column 2025H1"],
            "the same figure for 2025H1",
        ),
        (
            "measure,region,2025H1\n"
            + "".join(f"revenue,{one},40\n" for one in ("east", "south", "central_west", "other"))
            + "revenue,,300\n",
            ["Row 6, column 2025H1"],
            "The total of 300 index does not match the sum of its parts, 160 index",
        ),
    ],
)
def test_a_message_names_the_halves_that_stand_in_the_file_once_and_no_quarter_that_does_not(text, where, said):
    """What a half stands for inside, two quarters, was named as if it were a column: "Row 1, column 2025Q1"."""
    with pytest.raises(TableError) as refused:
        read_actuals(load_plan("halfyear-2025"), text.encode(), "half.csv")
    lines = refused.value.text("en").splitlines()[1:]
    assert len(lines) == len(where) and all(line.startswith(one) for line, one in zip(lines, where, strict=True)), lines
    assert said in "\n".join(lines) and "column 2025Q" not in "\n".join(lines)
    assert "季度 2025Q" not in refused.value.text("zh")


def test_a_row_a_half_reads_as_a_column_a_half():
    halves = load_plan("halfyear-2025")
    wide = read_actuals(halves, b"measure,region,2025H1\nrevenue,east,40\nreps,east,18\n", "half.csv")
    long = read_actuals(halves, b"period,measure,region,value\n2025H1,revenue,east,40\n2025H1,reps,east,18\n", "a.csv")
    assert long.cells == wide.cells and long.get(Series("reps", "east"), "2025Q2") == 18
