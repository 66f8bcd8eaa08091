"""The workbook, read back with openpyxl: numbers at full precision, units, filters, no formula, both languages."""

from __future__ import annotations

import datetime as dt
import io
import math
import threading
import zipfile

import pytest
from openpyxl import load_workbook
from spoken import spoken

from sim import provenance
from sim.analysis.differences import Entrant
from sim.export.report import Report, make_report
from sim.export.text import line_count
from sim.export.workbook import workbook
from sim.model.measures import annual_measures
from sim.plan import fact_text, load_plan
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled
from sim.version import MODEL_VERSION

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
NASTY = ['=HYPERLINK("http://x","y")', "@SUM(A1)", "+1+1", "-2+3", "\t=1", "http://example.com", "1234"]


def lean() -> Scenario:
    return Scenario.of(PLAN, "plan", "evidence", draws=128).with_levers({"headcount": 310, "conversion_rate": 0.235})


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request: pytest.FixtureRequest) -> Report:
    slow = lean().with_levers({"growth.west": 0.15}).with_settings(risks={"price_war": {"mode": "on"}})
    return make_report([Entrant("Lean", lean()), Entrant("Slow", slow)], spoken(request.param), MOMENT)


@pytest.fixture(scope="module")
def book(report: Report):
    return load_workbook(io.BytesIO(workbook(report)))


def sheet(book, report: Report, name: str):
    return book[report.language.text(f"export-sheet-{name}")]


def rows(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value is not None]


def test_every_sheet_says_where_it_comes_from(book, report: Report) -> None:
    assert len(book.sheetnames) == 12
    for one in book.worksheets:
        stamp = one["A2"].value
        for part in ("Lean", "Slow", lean().hash[:8], MODEL_VERSION, "128", report.language.date(MOMENT.date())):
            assert part in stamp, one.title
        assert "Lean" in one.oddFooter.left.text


def test_tables_are_fit_to_work_with(book, report: Report) -> None:
    for one in book.worksheets:
        assert one.sheet_view.showGridLines is False
        if one.title == report.language.text("export-sheet-summary"):
            continue
        assert one.freeze_panes is not None, one.title
        assert one.auto_filter.ref, one.title
        assert one.print_title_rows == "$4:$4"


def test_quarters_are_the_model_s(book, report: Report) -> None:
    table = rows(sheet(book, report, "quarters"))
    assert len(table) == 2 * 12 * 5 * 2
    scale = report.language.formats["money_fine"].scale
    total = math.fsum(row[5] for row in table if row[0] == "Lean" and row[2] == 2026)
    assert total == pytest.approx(float(lean().run().annual("revenue")[2, 0]) * scale, rel=1e-12)
    header = [cell.value for cell in sheet(book, report, "quarters")[4]]
    assert report.language.unit("money_fine") in header[5]


def test_years_carry_units_and_formats(book, report: Report) -> None:
    one = sheet(book, report, "years")
    margin = next(cell for cell in one[4] if cell.value == report.language.text("outcome-margin"))
    cell = one.cell(5, margin.column)
    assert cell.value == pytest.approx(float(lean().run().annual("margin")[0, 0]), rel=1e-12)
    assert cell.number_format.startswith("0.0%")
    assert "−" in cell.number_format  # a true minus


def test_inputs_are_raw_numbers(book, report: Report) -> None:
    by_id = {row[2]: row for row in rows(sheet(book, report, "inputs"))}
    assert by_id["headcount"][4:8] == [200, 350, 310, 310]
    assert by_id["growth.west"][6:8] == [0.25, 0.15]
    assert "D1-240" in by_id["headcount"][8]
    assert len(by_id) == len(PLAN.levers)


def test_bridge_sums(book, report: Report) -> None:
    table = rows(sheet(book, report, "bridge"))
    text = report.language.text
    scale = report.language.formats["money"].scale
    groups = [row for row in table if row[2] == text("export-kind-group")]
    (_, expected), *_ = report.bridges
    assert math.fsum(row[5] for row in groups) == pytest.approx(expected.total * scale, rel=1e-9)
    residual = next(row for row in table if row[4] == text("export-residual"))
    assert abs(residual[5]) < 1e-9
    cases = [row for row in table if row[2] == text("export-kind-risk")]
    assert [row[4] for row in cases] == [text("risk-price-war")]


def test_the_chance_has_a_bridge_of_its_own(book, report: Report) -> None:
    table, text = rows(sheet(book, report, "chance")), report.language.text
    chances = report.comparison.chances
    assert chances is not None
    groups = [row for row in table if row[2] == text("export-kind-group")]
    moved = float(chances.reach[1] - chances.reach[0]) * report.language.formats["points"].scale
    assert math.fsum(row[5] for row in groups) == pytest.approx(moved)
    assert any(row[8] for row in groups), "with standard errors"


def test_every_number_carries_its_unit(book, report: Report) -> None:
    """In the cell's own format, in the heading, or in a column of units; years and counts speak for themselves."""
    text = report.language.text
    plain = {text(f"export-{name}") for name in ("year", "seed", "draws", "risk-chance")}
    with_column = {text(f"export-sheet-{name}") for name in ("inputs", "assumptions", "comparison", "differences")}
    seen = 0
    for one in book.worksheets:
        if one.title in with_column:
            continue
        heads: dict[int, str] = {}
        for row in one.iter_rows(min_row=4):
            for cell in row:
                if isinstance(cell.value, str):
                    heads[cell.column] = cell.value
                elif isinstance(cell.value, int | float) and cell.number_format[-1] != "%":
                    head = heads.get(cell.column, "")
                    assert head in plain or head.endswith((")", "）")), (one.title, cell.coordinate, head)
                    seen += head not in plain
    assert seen > 500


def test_a_pure_number_has_no_unit_where_it_differs_either() -> None:
    other = lean().with_own_assumptions({"elasticity": 0.4, "margin_core": 0.33})
    report = make_report([Entrant("Lean", lean()), Entrant("Other", other)], spoken("en"), MOMENT, futures=None)
    book = load_workbook(io.BytesIO(workbook(report)))
    assert [row[0] for row in rows(sheet(book, report, "differences"))][:2] == [
        report.language.text("assumption-elasticity"),
        report.language.text("with-note", name=report.language.text("assumption-margin-core"), note="%"),
    ]


def test_wrapped_texts_have_the_height_they_need(book) -> None:
    """Office programs that do not find the height of a row by themselves would print one line across the next."""
    broken = 0
    for one in book.worksheets:
        widths = {
            place: span.width for span in one.column_dimensions.values() for place in range(span.min, span.max + 1)
        }
        for row in one.iter_rows(min_row=5):
            for cell in row:
                if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
                    continue
                room = 1.1 * widths[cell.column] - 2
                lines = sum(line_count(line, room) for line in cell.value.splitlines())
                height = one.row_dimensions[cell.row].height or 15
                assert height >= min(12 * lines, 390), (one.title, cell.coordinate)
                broken += lines > 1
    assert broken


def test_comparison_and_differences(book, report: Report) -> None:
    table = rows(sheet(book, report, "comparison"))
    revenue = table[0]
    assert revenue[4] == pytest.approx(revenue[3] - revenue[2])
    chances = report.comparison.chances
    assert chances is not None
    by_name = {row[0]: row for row in table}
    assert by_name[report.language.text("outcome-p-target")][2] == pytest.approx(float(chances.reach[0]))
    assert len(rows(sheet(book, report, "differences"))) == len(report.comparison.differences) == 2


def test_risks_claims_sources(book, report: Report) -> None:
    assert len(rows(sheet(book, report, "risks"))) == len(PLAN.risks)
    claims = rows(sheet(book, report, "claims"))
    assert claims[0][1] == pytest.approx(0.40)
    assert len(rows(sheet(book, report, "sources"))) >= len(PLAN.references)


def test_charts_are_native(report: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(report))) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 4
        assert not any("media" in name for name in package.namelist())


def test_nothing_becomes_a_formula_or_a_link() -> None:
    entrants = [Entrant(name, lean(), note=name, author=name) for name in NASTY]
    content = workbook(make_report(entrants, spoken("en"), MOMENT))
    book = load_workbook(io.BytesIO(content))
    found = set()
    for one in book.worksheets:
        for row in one.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (one.title, cell.coordinate)
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    found.add(cell.value)
    assert set(NASTY) <= found
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(b"<f>" in package.read(n) for n in package.namelist() if n.startswith("xl/worksheets/sheet"))


def test_long_notes_and_strange_letters_survive() -> None:
    note = "长" * 10_000 + "😀 שלום \u202e"
    content = workbook(make_report([Entrant("a\x00\x07b", lean(), note=note)], spoken("zh"), MOMENT))
    values = [cell.value for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for cell in row]
    assert note in values
    assert "ab" in values


def test_progress_and_cancellation(report: Report) -> None:
    told: list[float] = []
    workbook(report, told.append)
    assert (told[0], told[-1]) == (0, 1)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        workbook(report, cancelled=stop)


def test_every_input_says_its_source_in_words(book, report: Report) -> None:
    text = report.language.text
    for name in ("inputs", "assumptions", "differences", "comparison", "claims", "risks"):
        one = sheet(book, report, name)
        place = [cell.value for cell in one[4]].index(text("export-source-words"))
        for row in rows(one):
            note_below = all(value is None for value in row[1:])
            assert note_below or row[place], (name, row[0])
    by_id = {row[2]: row for row in rows(sheet(book, report, "inputs"))}
    assert fact_text.statement(PLAN.facts["D1-240"], report.language) in by_id["headcount"][-1]
    assert text("origin-user") in by_id["headcount"][-1]
    assert text("origin-user") not in by_id["churn_rate"][-1]


def test_results_lead_to_the_equations_that_compute_them(book, report: Report) -> None:
    name = report.language.text("equation-revenue.name")
    heads = {cell.value: cell.comment for cell in sheet(book, report, "years")[4]}
    notes = [comment.text for value, comment in heads.items() if comment]
    quarters = [cell for cell in sheet(book, report, "quarters")[4] if cell.column > 5]
    assert len(quarters) == 3
    assert all(cell.comment for cell in quarters)
    for cell in quarters[1:]:
        assert report.language.text("export-reps-note") in cell.comment.text
    assert len(notes) == len(annual_measures())
    assert any(name in note for note in notes)
    revenue = rows(sheet(book, report, "comparison"))[0]
    assert name in revenue[-1]


def test_the_sources_sheet_holds_every_source_a_number_rests_on(book, report: Report) -> None:
    listed = {row[0] for row in rows(sheet(book, report, "sources"))}
    assert set(provenance.uses(PLAN)) <= listed
