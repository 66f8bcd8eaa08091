"""Tables as people hand them over: each is read with its right value, asked about, or refused in words."""

from __future__ import annotations

import datetime as dt
import io
import json
import warnings
import zipfile

import pytest
from openpyxl import Workbook

from sim.audit import audit, read_facts
from sim.audit.reading import read_fact_table
from sim.cli import main
from sim.language import get_language
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError
from sim.scenario import Scenario
from sim.scenario.link import LinkState, decode, encode
from sim.store.transfer import read_parcel
from sim.track.measures import Series
from sim.track.reading import read_actuals, read_actuals_table

PLAN = load_plan()
FACT_HEADS = ["metric", "scope", "period", "kind", "value", "unit"]
FACT = ["revenue", "company", "2026", "target", 2500, "CNY_m"]
ACTUAL_HEADS = ["measure", "region", "item", "unit", "2024Q1", "2024Q2"]
ACTUAL = ["revenue", "east", "core", "CNY_m", 150.5, 186.4]
EAST = Series("revenue", "east", "core")


def csv(*rows: list, separator: str = ",") -> bytes:
    return "\n".join(separator.join(str(cell) for cell in row) for row in rows).encode()


def book(*rows: list) -> Workbook:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def amounts(source: bytes, **choices: str) -> list[tuple[float, str]]:
    return [(fact.value, fact.unit) for fact in read_facts(source, "plan", choices)]


def actual(source: bytes, series: Series = EAST, quarter: str = "2024Q1", **choices: str) -> float:
    return read_actuals(PLAN, source, "actuals", choices).get(series, quarter)


def refused(read, *words: str) -> list[tuple[int, str, str]]:
    """Return the problems of a table that is refused; both languages name the words."""
    with pytest.raises(TableError) as caught:
        read()
    for language in ("en", "zh"):
        assert all(word in caught.value.text(language) for word in words), caught.value.text(language)
    return [(one.row, one.column, one.key) for one in caught.value.problems]


def asked(read, kind: str) -> str:
    """Return in English what is asked about a table; both languages can say it."""
    with pytest.raises(DoubtError) as caught:
        read()
    assert [one.kind for one in caught.value.doubts] == [kind]
    assert f"--{kind}" in caught.value.text("zh") and "--as-read" in caught.value.text("zh")
    return caught.value.text("en")


# -- sheets, merged cells, hidden rows, formats ------------------------------------------------------------------------


def test_the_visible_sheet_is_read_and_several_tables_are_asked_about():
    made = book(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", 100, 200])
    made.worksheets[0].title = "old"
    sheet = made.create_sheet("Actuals")
    for row in (ACTUAL_HEADS, ACTUAL):
        sheet.append(row)
    assert "old" in asked(lambda: actual(saved(made)), "sheet")
    assert actual(saved(made), sheet="Actuals") == 150.5
    made.worksheets[0].sheet_state = "hidden"
    assert actual(saved(made)) == 150.5
    made.worksheets[0].sheet_state = "veryHidden"
    made.create_sheet("Notes", 0).append(["Read the second sheet"])
    made.active = 0
    assert actual(saved(made)) == 150.5
    with pytest.raises(FormatError) as caught:
        actual(saved(made), sheet="Plan")
    assert "Actuals" in caught.value.text("zh")
    facts = book(FACT_HEADS, [*FACT[:4], 1800, "CNY_m"])
    facts.create_sheet("Plan 2026")
    for row in (FACT_HEADS, FACT):
        facts.worksheets[1].append(row)
    facts.worksheets[0].sheet_state = "hidden"
    facts.active = 1
    assert amounts(saved(facts)) == [(2500, "CNY_m")]


def test_merged_labels_hold_for_all_their_rows():
    made = book(
        ["region", "measure", "item", "unit", "2024Q1"],
        ["east", "revenue", "core", "CNY_m", 150.5],
        [None, "reps", None, "persons", 90],
    )
    made.worksheets[0].merge_cells("A2:A3")
    assert actual(saved(made), Series("reps", "east")) == 90 and actual(saved(made)) == 150.5
    made.worksheets[0].merge_cells("E2:E3")
    keys = refused(lambda: actual(saved(made)), "E2:E3")
    assert keys == [(2, "2024Q1", "error-table-merged"), (3, "2024Q1", "error-table-merged")]


@pytest.mark.parametrize("merged", ["A", "D"])
def test_a_merged_document_or_period_gives_the_findings_of_the_table_without(merged):
    parts = [["company", 2000], ["east", 1000], ["south", 700], ["north", 500], ["west", 400]]
    rows = [["Plan A", "revenue", scope, "2026", "target", value, "CNY_m"] for scope, value in parts]
    control = audit(read_facts(saved(book(["document", *FACT_HEADS], *rows))))
    for row in rows[1:]:
        row["ABCDEFG".index(merged)] = None
    made = book(["document", *FACT_HEADS], *rows)
    made.worksheets[0].merge_cells(f"{merged}2:{merged}6")
    found = audit(read_facts(saved(made)))
    assert [one.identity for one in found.findings] == [one.identity for one in control.findings] == ["parts-listed"]
    text = csv(["document", *FACT_HEADS], *[["" if cell is None else cell for cell in row] for row in rows])
    assert "3, 4, 5, 6" in asked(lambda: read_facts(text), "blank")  # what a merged cell leaves in a text file
    assert len(audit(read_facts(text, choices={"blank": "fill"})).findings) == 1


def test_hidden_rows_and_columns_are_asked_about():
    made = book(FACT_HEADS, FACT, ["revenue", "east", "2026", "target", 99, "CNY_m"])
    made.worksheets[0].row_dimensions[3].hidden = True
    assert "(3)" in asked(lambda: amounts(saved(made)), "hidden")
    assert len(amounts(saved(made), hidden="leave")) == 1 and len(amounts(saved(made), hidden="read")) == 2
    made = book([*FACT_HEADS, "note"], [*FACT, "at most"])
    made.worksheets[0].column_dimensions["G"].hidden = True
    assert "(G)" in asked(lambda: amounts(saved(made)), "hidden")


def test_numbers_are_read_as_their_formats_show_them():
    made = book(
        FACT_HEADS,
        [*FACT[:4], 2_500_000_000, "CNY_m"],
        ["revenue", "south", "2026", "target", 12_345_678, "万元"],
        ["revenue", "east", "2026", "target", 500, "CNY_m"],
    )
    for cell, format in (("E2", "#,##0.0,,"), ("E3", '0!.0,"万元"'), ("E4", '#,##0.0" m"')):
        made.worksheets[0][cell].number_format = format
    assert amounts(saved(made)) == [(2500, "CNY_m"), (1234.6, "万元"), (500, "CNY_m")]
    made.worksheets[0]["E4"].number_format = '#,##0.0" k"'
    assert refused(lambda: amounts(saved(made)), "CNY_m") == [(4, "value", "error-facts-unit-number")]
    made = book(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", 50_500, 60_500])
    for cell in ("E2", "F2"):
        made.worksheets[0][cell].number_format = "#,##0.0,"
    assert actual(saved(made)) == 50.5


def test_a_percentage_of_a_workbook_is_refused_where_one_of_a_text_file_is():
    rows = [["revenue_share", "east", "2026", "target", 0.62, unit] for unit in ("fraction", "pct", "CNY_m", "ratio")]
    made = book(FACT_HEADS, *rows)
    for row in range(2, 6):
        made.worksheets[0].cell(row, 5).number_format = "0.0%"
    text = csv(FACT_HEADS, *[[*row[:4], "62.0%", row[5]] for row in rows])
    expected = [(row, "unit", "error-facts-percent") for row in (2, 4, 5)]
    assert refused(lambda: amounts(saved(made))) == refused(lambda: amounts(text)) == expected


def test_dates_in_cells():
    made = book(
        FACT_HEADS,
        ["revenue", "company", dt.date(2026, 12, 31), "target", 2500, "CNY_m"],
        ["revenue", "south", dt.date(2026, 1, 1), "target", 700, "CNY_m"],
        ["revenue", "east", 2026, "target", 1800, "CNY_m"],
    )
    made.worksheets[0]["C2"].number_format = "yyyy-mm-dd"
    made.worksheets[0]["C3"].number_format = "yyyy"
    facts = read_facts(saved(made))
    assert {s.period.text for s in _statements(facts)} == {"2026"}
    made = book([*ACTUAL_HEADS[:4], dt.date(2024, 3, 31), dt.date(2024, 6, 30)], ACTUAL)
    for cell, format in (("E1", 'yyyy"Q1"'), ("F1", "yyyy-mm-dd")):
        made.worksheets[0][cell].number_format = format
    assert (actual(saved(made)), actual(saved(made), quarter="2024Q2")) == (150.5, 186.4)


def _statements(facts):
    from sim.audit.table import FactTable

    return FactTable(facts).statements


def test_a_workbook_of_the_strict_form_is_read_without_a_word_of_the_library():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book(FACT_HEADS, FACT)))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for usual, strict in (
                (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"),
            ):
                part = part.replace(usual, strict)
            new.writestr(name, part)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert amounts(out.getvalue()) == [(2500, "CNY_m")]


# -- text files --------------------------------------------------------------------------------------------------------


def test_a_thousandfold_is_never_silent():
    facts = csv(FACT_HEADS, ["revenue", "company", "2026", "target", "2,513", "CNY_bn"], separator=";")
    assert "2.513" in asked(lambda: amounts(facts), "decimal") and "2513" in asked(lambda: amounts(facts), "decimal")
    assert amounts(facts, decimal="comma") == [(2.513, "CNY_bn")]
    actuals = csv(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", "42,125", "50,118"], separator=";")
    assert "42.125" in asked(lambda: actual(actuals), "decimal")
    assert actual(actuals, decimal="comma") == 42.125
    assert "50118" in asked(lambda: actual(actuals, decimal="point"), "size")
    assert actual(actuals, decimal="point", size="as-written") == 42_125


@pytest.mark.parametrize("blank", [" ", "\u202f", "\u00a0"])
def test_french_numbers(blank):
    text = csv(FACT_HEADS, [*FACT[:4], f"2{blank}500,5", "CNY_m"], [*FACT[:4], "999,5", "CNY_m"], separator=";")
    assert [value for value, _ in amounts(text)] == [2500.5, 999.5]


def test_a_line_that_says_the_separator():
    text = b"sep=;\n" + csv(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", "150,5", "186,4"], separator=";")
    assert actual(text) == 150.5
    bad = text.replace(b"150,5", b"x")
    assert refused(lambda: actual(bad)) == [(3, "2024Q1", "error-track-number")]  # rows count as in the file


def test_encodings():
    text = (
        ";".join(FACT_HEADS) + "\nrevenue;Österreich;2026;target;1500,5;EUR_m\nrevenue;Köln;2026;target;500,0;EUR_m\n"
    )
    assert "Österreich, Köln" in asked(lambda: amounts(text.encode("cp1252")), "encoding")
    facts = read_facts(text.encode("cp1252"), choices={"encoding": "cp1252"})
    assert [fact.scope for fact in facts] == ["Österreich", "Köln"]
    big5 = ",".join(FACT_HEADS) + "\nrevenue,公司,2026,target,2500,CNY_m\nrevenue,華東,2026,target,1000,CNY_m\n"
    assert [fact.scope for fact in read_facts(big5.encode("big5"))] == ["公司", "華東"]
    with pytest.raises(FormatError) as caught:
        amounts(text.replace("Österreich", "Łódź").encode("cp1250"))
    assert caught.value.key == "error-table-encoding" and "UTF-8" in caught.value.text("zh")


def test_invisible_characters_name_nothing():
    assert actual(csv(ACTUAL_HEADS, ["revenue\u200b", "east\ufeff", "core", "CNY_m", "150.5", "\u200b186.4"])) == 150.5
    assert amounts(csv(FACT_HEADS, ["revenue\u200b", "company", "2026", "target\u200b", "2500\u200b", "CNY_m"]))


# -- units, periods and shapes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "value"),
    [("万元", 15050), ("亿元", 1.505), ("百万元", 150.5), ("千元", 150_500), ("元", 150_500_000), ("CNY m", 150.5),
     ("人民币万元", 15050), ("￥m", 150.5), ("RMB mn", 150.5), ("", 150.5)],
)  # fmt: skip
def test_actuals_in_any_unit_of_their_currency(unit, value):
    assert actual(csv(ACTUAL_HEADS, ["revenue", "east", "core", unit, value, ""])) == pytest.approx(150.5)


@pytest.mark.parametrize("unit", ["US$ m", "k€", "persons", "pp", "CNY x"])
def test_another_unit_is_refused(unit):
    keys = refused(lambda: actual(csv(ACTUAL_HEADS, ["revenue", "east", "core", unit, 1, 2])), unit)
    assert keys == [(2, "unit", "error-track-unit")]


def test_facts_in_thousands_and_in_ten_thousands_give_the_same_findings():
    parts = {"company": 2000, "east": 1000, "south": 700, "north": 500, "west": 400}
    for unit, factor in (("千元", 1000), ("万元", 100), ("人民币百万元", 1), ("亿元", 0.01)):
        rows = [["revenue", scope, "2026", "target", value * factor, unit] for scope, value in parts.items()]
        found = audit(read_facts(csv(FACT_HEADS, *rows)))
        assert [one.identity for one in found.findings] == ["parts-listed"] and len(found.checked_facts) == 5, unit


@pytest.mark.parametrize(
    "heading",
    ["2024年一季度", "2024年第1季度", "Q1 2024", "FY2024 Q1", "1Q24", "24Q1", "2024-Q1", "2024-03-31", "31.03.2024"],
)
def test_headings_are_read_as_the_audit_reads_periods(heading):
    assert actual(csv([*ACTUAL_HEADS[:4], heading], ACTUAL[:5])) == 150.5


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("2024H1", "half-year"),
        ("2024年上半年", "half-year"),
        ("2024年1月", "month"),
        ("2024-1", "month"),
        ("2024M1", "month"),
        ("2024", "year"),
        ("2024-2025", "span"),
        ("2024-02-15", "day"),
        ("2024/25", "financial year"),
        ("2024Q5", "no period"),
    ],
)
def test_other_periods_are_refused_where_the_plan_is_stated_in_quarters(heading, form):
    source = csv([*ACTUAL_HEADS[:4], heading], ACTUAL[:5])
    keys = refused(lambda: actual(source), heading, "2024Q1", "2026Q4")
    assert (1, heading, "error-track-no-plan-quarter") in keys
    with pytest.raises(TableError) as caught:
        actual(source)
    assert form in caught.value.text("en")


@pytest.mark.parametrize("heading", ["2024W1", "Q1", "第一季度", "45657", "2024.1"])
def test_what_names_no_period_is_no_heading(heading):
    keys = refused(lambda: actual(csv([*ACTUAL_HEADS[:4], heading], ACTUAL[:5])), heading)
    assert (1, heading, "error-track-heading") in keys


MONTHS = ["2024年1月", "2024-02", "2024M3"]


def test_three_months_make_a_quarter():
    head = [*ACTUAL_HEADS[:4], *MONTHS, "2024Q2"]
    assert actual(csv(head, [*ACTUAL[:4], 50, 50.25, 50.25, 186.4])) == 150.5
    assert actual(csv(head, [*ACTUAL[:4], "", "", "", 186.4]), quarter="2024Q2") == 186.4
    long = [[f"2024-0{month}", "East", "core", value] for month, value in enumerate((50, 50.25, 50.25), start=1)]
    assert actual(csv(["period", "region", "product", "revenue"], *long)) == 150.5


def test_what_months_do_not_make_is_refused():
    head = [*ACTUAL_HEADS[:4], *MONTHS]
    two = refused(lambda: actual(csv([*head[:4], *MONTHS[:2]], [*ACTUAL[:4], 50, 50])), "2024年1月")
    assert [key for _, _, key in two] == ["error-track-no-plan-quarter"] * 2
    some = refused(lambda: actual(csv(head, [*ACTUAL[:4], 50, "", 50])), "2024Q1", "2024-01", "2024-03")
    assert some == [(2, "2024M3", "error-track-months-missing")]
    both = refused(lambda: actual(csv([*head, "2024Q1"], [*ACTUAL[:4], 50, 50, 50, 150])), "2024Q1")
    assert {key for _, _, key in both} == {"error-track-quarter-twice"}
    people = refused(lambda: actual(csv(head, ["reps", "east", "", "persons", 80, 82, 84])), "2024Q1")
    assert {key for _, _, key in people} == {"error-track-months-add"}
    long = [[month, "East", "core", "50"] for month in ("2024-01", "2024-01", "2024-02", "2024-03", "2024Q1")]
    twice = refused(lambda: actual(csv(["period", "region", "product", "revenue"], *long)), "2024Q1")
    assert [(row, key) for row, _, key in twice] == [(3, "error-track-twice"), (6, "error-track-twice")]


LONG = {
    "a column a measure": (["quarter", "region", "product", "revenue"], ["2024Q1", "East", "core", "150.5"]),
    "unit in the heading": (["季度", "区域", "产品", "营收（万元）"], ["2024年一季度", "华东", "主力产品", "15050"]),
    "a column of values": (
        ["date", "measure", "region", "item", "value", "unit"],
        ["2024-03-31", "revenue", "east", "core", "150.5", "CNY_m"],
    ),
    "year and quarter": (["year", "quarter", "region", "item", "revenue"], ["2024", "1", "east", "core", "150.5"]),
    "year and name": (["年份", "季度", "区域", "产品", "营收"], ["2024", "一季度", "华东", "core", "150.5"]),
}


@pytest.mark.parametrize("shape", LONG)
def test_a_row_a_quarter_is_read_too(shape):
    assert actual(csv(*LONG[shape])) == pytest.approx(150.5)


def test_a_long_table_names_what_is_wrong_with_it():
    head = ["quarter", "region", "product", "revenue", "reps"]
    rows = [["2024Q1", "mars", "core", "1", ""], ["2024H1", "east", "core", "1", ""], ["", "east", "core", "1", ""]]
    rows += [
        ["2024Q1", "east", "core", "2", ""],
        ["2024Q1", "east", "core", "3", ""],
        ["2024Q2", "east", "core", "x", ""],
    ]
    assert refused(lambda: actual(csv(head, *rows)), "2024H1") == [
        (2, "region", "error-track-member"),
        (3, "quarter", "error-track-no-plan-quarter"),
        (4, "quarter", "error-table-empty-cell"),
        (6, "revenue", "error-track-twice"),
        (7, "revenue", "error-track-number"),
    ]


def test_a_fraction_in_a_row_of_per_cent_is_asked_about():
    rows = csv(["measure", "unit", "2024Q1"], ["conversion_rate", "pct", "0.235"], ["churn_rate", "%", "0.15"])
    assert "23.5 %" in asked(lambda: read_actuals(PLAN, rows, "a"), "percent")
    for chosen, factor in (("fraction", 1), ("as-written", 0.01)):
        found = read_actuals(PLAN, rows, "a", {"percent": chosen})
        assert found.get(Series("conversion_rate"), "2024Q1") == pytest.approx(0.235 * factor)
    explicit = csv(["measure", "unit", "2024Q1"], ["conversion_rate", "", "0.235%"], ["complaint_rate", "%", "0.4"])
    assert read_actuals(PLAN, explicit, "a").get(Series("conversion_rate"), "2024Q1") == pytest.approx(0.00235)


def test_points_or_per_cent_is_asked_where_it_matters():
    rows = [
        ["market_share", "company", "2023", "actual", 10, "pct"],
        ["market_share", "company", "2024", "target", 12, "pct"],
    ]
    text = csv(FACT_HEADS, *rows, ["market_share_change", "company", "2024", "target", 20, "pct"])
    assert "market_share_change" in asked(lambda: amounts(text), "points")
    assert [f.identity for f in audit(read_facts(text, choices={"points": "points"})).findings] == ["change"]
    assert not audit(read_facts(text, choices={"points": "percent"})).findings
    alone = csv(FACT_HEADS, ["market_share_change", "company", "2024", "target", 20, "pct"])
    assert amounts(alone) == [(20, "pct")]


# -- what the audit says ----------------------------------------------------------------------------------------------


def test_identities_know_signs():
    parts = [("company", 100), ("east", 160), ("south", -40), ("north", -20)]
    found = audit(
        read_facts(csv(FACT_HEADS, *[["operating_profit", s, "2026", "target", v, "CNY_m"] for s, v in parts]))
    )
    assert not found.findings and len(found.checked_facts) == 4
    wrong = [("company", 120), *parts[1:3], ("others", -20)]
    rows = [["operating_profit", s, "2026", "target", v, "CNY_m"] for s, v in wrong]
    assert not [f for f in audit(read_facts(csv(FACT_HEADS, *rows))).findings if f.severity == "high"]


@pytest.mark.parametrize(("before", "after", "growth"), [(-20, 10, 150), (-20, -10, 50), (0, 5, 100)])
def test_nothing_grows_from_a_loss(before, after, growth):
    rows = [
        ["operating_profit", "company", "2023", "actual", before, "CNY_m"],
        ["operating_profit", "company", "2024", "actual", after, "CNY_m"],
        ["operating_profit_growth", "company", "2024", "actual", growth, "pct"],
    ]
    found = audit(read_facts(csv(FACT_HEADS, *rows)))
    assert not found.findings
    assert [one.reason for one in found.unchecked if one.fact.metric.endswith("growth")] == ["loss"]


def test_a_fall_into_a_loss_is_judged_as_the_fall_it_is():
    def found(growth: float) -> list[str]:
        rows = [
            ["operating_profit", "company", "2023", "actual", 20, "CNY_m"],
            ["operating_profit", "company", "2024", "actual", -10, "CNY_m"],
            ["operating_profit_growth", "company", "2024", "actual", growth, "pct"],
        ]
        return [finding.identity for finding in audit(read_facts(csv(FACT_HEADS, *rows))).findings]

    assert found(-150) == [] and found(-50) == ["growth"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_that_was_not_checked_says_why(language, tmp_path, capsys):
    periods = ["2024/25", "2011/12", "45657", "第一季度", "2024-06-30", "2024W1", "2024.1"]
    rows = [["revenue", "company", period, "actual", 1520, "CNY_m"] for period in periods]
    rows += [["nps", "company", "2024", "actual", 40, "points"], ["market_share", "mars", "2025", "target", 3, "pct"]]
    found = audit(read_facts(csv(FACT_HEADS, *rows)))
    assert len(found.unchecked) == len(found.facts) and found.coverage == "nothing"
    texts = get_language(language)
    for one, period in zip(found.unchecked, periods, strict=False):
        assert period in one.text(texts)
    file = tmp_path / "facts.csv"
    file.write_bytes(csv(FACT_HEADS, *rows))
    assert main(["audit", "--facts", str(file), "--language", language]) == 0
    out = capsys.readouterr().out
    assert all(f"row-{row}" in out for row in range(2, 11))
    assert texts.text("audit-coverage", coverage="nothing", checked=0, facts=9) in out
    assert main(["audit", "--facts", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["coverage"] == "nothing" and len(told["unchecked"]) == 9


# -- the command line, links and scenario files ----------------------------------------------------------------------


def test_the_command_line_computes_nothing_uncertain(tmp_path, capsys):
    file = tmp_path / "facts.csv"
    file.write_bytes(csv(FACT_HEADS, ["revenue", "company", "2026", "target", "2,513", "CNY_bn"], separator=";"))
    assert main(["audit", "--facts", str(file), "--json"]) == 2
    streams = capsys.readouterr()
    assert not streams.out and "--decimal comma" in streams.err and streams.err.count("\n") == 1
    for option in (["--decimal", "comma"], ["--as-read"]):
        assert main(["audit", "--facts", str(file), "--json", *option]) == 0
        assert json.loads(capsys.readouterr().out)["facts"] == 1


def test_typed_numbers_of_the_command_line(capsys):
    assert main(["run", "--set", "conversion_rate=0,235", "--json"]) == 0
    comma = json.loads(capsys.readouterr().out)
    assert main(["run", "--set", "conversion_rate=0.235", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == comma
    for value in ("1,250", "23%", "1_000", "310k"):
        assert main(["run", "--set", f"headcount={value}"]) == 2
        assert value in capsys.readouterr().err


def test_figures_of_zero_are_told(tmp_path, capsys):
    file = tmp_path / "zero.csv"
    file.write_bytes(csv(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", 0, 0]))
    for language in ("en", "zh"):
        assert main(["track", "--actuals", str(file), "--target", "0", "--draws", "256", "--language", language]) == 0
        out = capsys.readouterr().out
        series = PLAN.vocabulary(get_language(language)).text("region-east")
        assert "0" in out.splitlines()[0] and any(series in line and "2" in line for line in out.splitlines()[:4])


@pytest.mark.parametrize(
    "around", ["{}。", "{}.", "{})", "({})", " {}", "{}\n", "<{}>", "“{}”", "{},", "{}\u200b", "{}！"]
)
def test_a_link_in_a_sentence_restores_all_of_it(around):
    scenario = Scenario.of(PLAN).with_levers({"headcount": 310})
    link = encode(LinkState(scenario, Scenario.of(PLAN)))
    for text in (around.format(link), around.format(f"{link[:20]}\n{link[20:]}")):
        restored = decode(text)
        assert restored.state is not None and restored.state.scenario == scenario and not restored.notes


def test_a_scenario_file_as_a_shell_writes_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    assert main(["scenarios", "save", "导入 test", "--preset", "plan"]) == 0
    file = tmp_path / "one.json"
    assert main(["export", "导入 test", "--to", str(file)]) == 0
    capsys.readouterr()
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_parcel(file.read_text(encoding="utf-8").encode(encoding)).name == "导入 test"


def test_doubts_come_with_what_was_read():
    source = csv(ACTUAL_HEADS, ["revenue", "east", "core", "CNY_m", "42,125", "50,118"], separator=";")
    reading = read_actuals_table(PLAN, source, "a")
    assert reading.doubts and reading.value.get(EAST, "2024Q1") == 42.125
    for language in ("en", "zh"):
        for doubt in reading.doubts:
            assert doubt.text(get_language(language))
            assert all(doubt.choice(one, get_language(language)) for one in doubt.choices)
    assert read_fact_table(csv(FACT_HEADS, FACT), "a").doubts == ()
