"""Uploaded fact tables: read strictly, every error by row and column; nothing in an export is executed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sim.audit import AuditReport, audit, facts_template, read_facts, safe_text
from sim.audit.reading import MOST_BYTES, MOST_ROWS
from sim.language.errors import FormatError
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError

HEADER = "metric,scope,period,kind,value,unit,note"
GOOD = f"{HEADER}\nrevenue,company,2024,actual,1520,CNY_m,\n"


def xlsx(rows: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cell, format in (formats or {}).items():
        sheet[cell].number_format = format
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def problems(source: bytes | str) -> set[tuple[int, str, str]]:
    with pytest.raises(TableError) as caught:
        read_facts(source.encode() if isinstance(source, str) else source, "plan.csv")
    for language in ("en", "zh"):
        assert "plan.csv" in caught.value.text(language)
    return {
        (p.row, p.column, p.key.removeprefix("error-facts-").removeprefix("error-table-"))
        for p in caught.value.problems
    }


@pytest.mark.parametrize(
    "source",
    [
        GOOD.encode(),
        ("\ufeff" + GOOD).encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").replace("\n", "\r\n").encode(),
        "指标,范围,期间,类型,数值,单位\n营收,公司,2024年,实际,1520,CNY_m\n".encode("gb18030"),
        GOOD.replace(",1520,", ',"１,520",').encode(),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace(",1520,", ",1 520,").encode(),
        GOOD.replace(",1520,", ",1'520.0,").encode(),
        GOOD.replace(",", ";").replace(";1520;", ";1.520,0;").encode(),
        xlsx([HEADER.split(","), ["revenue", "company", 2024, "actual", 1520, "CNY_m", None]]),
    ],
)
def test_a_table_may_come_in_many_writings(source):
    (fact,) = read_facts(source, "plan")
    assert (fact.value, fact.kind, fact.unit, fact.id, fact.row) == (1520.0, "actual", "CNY_m", "row-2", 2)
    assert not audit([fact]).findings


def test_the_column_names_may_stand_below_a_title():
    (fact,) = read_facts(f"Facts of our plan\n\n{GOOD}".encode(), "plan.csv")
    assert (fact.value, fact.row) == (1520.0, 4)
    above = [["Facts of our plan"], [], HEADER.split(",")]
    (fact,) = read_facts(xlsx([*above, ["revenue", "company", 2024, "actual", 1520, "CNY_m"]]), "plan.xlsx")
    assert (fact.value, fact.row) == (1520.0, 4)


def test_a_decimal_comma_is_read_only_where_it_can_be_nothing_else():
    def values(*written):
        rows = [f"nps;group {i};2024;actual;{one};pct" for i, one in enumerate(written)]
        return [fact.value for fact in read_facts("\n".join([HEADER.replace(",", ";"), *rows]).encode(), "plan.csv")]

    assert values("12,5", "1.234", "12,500") == [12.5, 1234.0, 12.5]
    with pytest.raises(DoubtError):  # twelve and a half, or twelve thousand and a half
        values("12,500", "1,234")
    assert values("12.5", "1,234") == [12.5, 1234.0]
    with pytest.raises(TableError):  # both writings in one table
        values("12.5", "12,5")


def test_a_separator_too_many_is_an_error_and_not_another_number():
    shifted = f"{HEADER}\nrevenue,company,2024,actual,1,234,CNY_m,x\n"
    assert problems(shifted) == {(2, "8", "no-column")}


def test_a_loss_in_brackets_and_a_period_that_became_a_date():
    (fact,) = read_facts(f"{HEADER}\nprofit,company,2024,actual,(12.5),CNY_m,\n".encode(), "plan.csv")
    assert fact.value == -12.5
    day = dt.date(2024, 3, 31)
    rows = [HEADER.split(","), *(["nps", f"group {i}", day, "actual", 1, "pct", ""] for i in range(2))]
    facts = read_facts(xlsx(rows, {"C2": "yyyy", "C3": "mmm yy"}), "plan.xlsx")
    assert [fact.period for fact in facts] == ["2024", "2024-03"]


def test_precision_is_what_was_printed():
    rows = [HEADER.split(","), *(["nps", f"group {i}", 2024, "actual", 0.62, "pct", ""] for i in range(3))]
    facts = read_facts(xlsx(rows, {"E2": "0%", "E3": "0.0%", "E4": "0.000"}), "plan.xlsx")
    assert [fact.text for fact in facts] == ["62", "62.0", "0.620"]
    facts = read_facts(f"{HEADER}\nltv,company,2024,actual,1.10,CNY_m,\n".encode(), "plan.csv")
    assert facts[0].text == "1.10"


def test_every_problem_is_named_by_row_and_column():
    text = f"""{HEADER},id
revenue,company,2024,actual,many,CNY_m,,a
revenue,,2024,actual,3,CNY_m,,a
revenue,company,2024,guess,3,CNY_m,,b
revenue,company,2024,actual,,CNY_m,,c
revenue,company,2024,actual,12%,CNY_m,,d
revenue,company,2024,actual,nan,CNY_m,,e
revenue,company,2024,actual,1e400,CNY_m,,f
revenue,company,2024,actual,5,CNY_m,{"x" * 400},g
revenue,company,2024,actual,5,CNY_m,,h
revenue,company,2025,actual,5,CNY_m,,h
"""
    assert problems(text) == {
        (2, "value", "number"),
        (3, "scope", "empty-cell"),
        (4, "kind", "kind"),
        (5, "value", "empty-cell"),
        (6, "unit", "percent"),
        (7, "value", "number"),
        (8, "value", "number"),
        (9, "note", "long-cell"),
        (11, "id", "doubled-id"),
    }
    assert problems("metric,scope,period,kind,value,colour,value\n") == {
        (1, "unit", "missing-column"),
        (1, "colour", "unknown-column"),
        (1, "value", "doubled-column"),
    }


def test_a_message_lists_rows_and_stays_short():
    text = HEADER + "\n" + "revenue,company,2024,actual,x,CNY_m,\n" * 100
    with pytest.raises(TableError) as caught:
        read_facts(text.encode(), "plan.csv")
    english = caught.value.text("en").splitlines()
    assert english[1].startswith("Row 2, column value: ") and len(english) == 22
    assert "100" in english[0] and "80" in english[-1]
    assert caught.value.text("zh").splitlines()[1].startswith("第 2 行，“value”列：")


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (b"", "error-facts-empty"),
        (HEADER.encode(), "error-facts-empty"),
        (b"\xff\xfe\x00\x01\x02", "error-table-format"),
        (b"PK\x03\x04 not an archive", "error-table-format"),
        (b"a" * (MOST_BYTES + 1), "error-table-size"),
        ((HEADER + "\n" + "r,c,2024,actual,1,pct,\n" * (MOST_ROWS + 1)).encode(), "error-table-rows"),
    ],
    ids=["nothing", "header only", "binary", "broken archive", "too large", "too many rows"],
)
def test_what_is_no_table_says_so(source, key):
    with pytest.raises(FormatError) as caught:
        read_facts(source, "plan.csv")
    assert caught.value.key == key
    assert caught.value.text("zh") != caught.value.text("en")


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    with pytest.raises(FormatError) as caught:
        read_facts(out.getvalue(), "plan.xlsx")
    assert caught.value.key == "error-table-size"


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(FormatError) as caught:
        read_facts(tmp_path / "none.csv")
    assert caught.value.key == "error-facts-missing"


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(source):
    try:
        read_facts(source, "plan.csv")
    except FormatError as error:
        assert error.text("en")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60))
def test_no_words_break_the_audit(word):
    lines = [[word, "company", "2024", "actual", "1", "CNY_m"], ["revenue", word, word, "target", "2", word]]
    rows = [HEADER.split(",")[:6], *lines]
    try:
        facts = read_facts("\n".join(",".join(row) for row in rows).encode(), "plan.csv")
    except FormatError:
        return
    found = audit(facts)
    for language in ("en", "zh"):
        found.to_json(language)
        found.to_frame(language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_can_be_read_back(language):
    for form in ("csv", "xlsx"):
        facts = read_facts(facts_template(form, language), f"template.{form}")
        assert len(facts) == 3 and facts[2].note == "at most"
        assert not audit(facts).findings
    sheets = load_workbook(io.BytesIO(facts_template("xlsx", language))).sheetnames
    assert len(sheets) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|cmd", "%0A=1"])
def test_texts_that_a_spreadsheet_would_compute_are_disarmed(text):
    assert safe_text(text).startswith("'")
    assert safe_text("plain = text") == "plain = text"


def test_an_export_never_executes_an_uploaded_name():
    evil = '=HYPERLINK("http://example.com";"open")'
    rows = [
        HEADER.split(","),
        [evil, evil, "2024", "actual", "1", "pct", ""],
        [evil, evil, "2024", "actual", "9", "pct", ""],
    ]
    out = io.StringIO()
    import csv

    csv.writer(out).writerows(rows)
    found: AuditReport = audit(read_facts(out.getvalue().encode(), "plan.csv"))
    assert len(found.findings) == 1
    frame = found.to_frame("en")
    for value in frame.iloc[0]:
        assert not str(value).startswith(("=", "+", "@"))
