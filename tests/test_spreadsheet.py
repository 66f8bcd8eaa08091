"""Tables from outside, facts and actuals alike: whatever is wrong with a file, it is said by row and column."""

from __future__ import annotations

import io
import math
import random
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from sim.audit import facts_template, read_facts
from sim.audit.reading import MOST_BYTES
from sim.cli import main
from sim.language import get_language
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError
from sim.store import DuckStore
from sim.track.ledger import Ledger
from sim.track.measures import Series
from sim.track.reading import LIMITS, demo_actuals, read_actuals
from sim.track.template import as_csv, as_excel

Reader = Callable[[bytes], object]
PLAN = load_plan()
ENGLISH = PLAN.vocabulary(get_language("en"))
READERS: dict[str, Reader] = {
    "facts": lambda source: read_facts(source, "table"),
    "actuals": lambda source: read_actuals(PLAN, source, "table"),
}
FILES = {
    "facts": (facts_template("csv"), facts_template("xlsx")),
    "actuals": (as_csv(PLAN, ENGLISH, demo_actuals(PLAN)), as_excel(PLAN, ENGLISH, demo_actuals(PLAN))),
}
HEADS = {
    "facts": ["metric", "scope", "period", "kind", "value", "unit"],
    "actuals": ["measure", "region", "item", "unit", "2024Q1", "2024Q2"],
}
ROWS = {
    "facts": ["revenue", "company", "2024", "actual", 1520, "CNY_m"],
    "actuals": ["revenue", "east", "core", "CNY_m", 150, 160],
}
VALUE = {"facts": 4, "actuals": 4}
BOTH = pytest.mark.parametrize("kind", ["facts", "actuals"])


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(kind: str, source: bytes) -> FormatError:
    """Return the error, which both languages can say; anything but a FormatError fails the test."""
    with pytest.raises(FormatError) as caught:
        READERS[kind](source)
    for language in ("en", "zh"):
        assert caught.value.text(language)
    return caught.value


def places(kind: str, source: bytes) -> list[tuple[int, str, str]]:
    error = refused(kind, source)
    assert isinstance(error, TableError), error.text()
    return [(one.row, one.column, one.key) for one in error.problems]


# -- whatever bytes come ---------------------------------------------------------------------------------------------


def mutated(source: bytes, chance: random.Random) -> bytes:
    data = bytearray(source)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                data[place:place] = chance.randbytes(chance.randrange(1, 8))
            case _:
                other = chance.randrange(len(data) + 1)
                data[place : place + 5] = data[other : other + 5]
    return bytes(data)


def mutated_inside(source: bytes, chance: random.Random) -> bytes:
    """Return a workbook, still a sound archive, one of whose parts was damaged or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            if name != hit:
                new.writestr(name, old.read(name))
            elif chance.random() > 0.15:
                new.writestr(name, mutated(old.read(name), chance))
    return out.getvalue()


@BOTH
@pytest.mark.parametrize("form", ["csv", "xlsx", "parts"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_damaged_files_are_read_or_refused(kind, form, seed):
    chance = random.Random(seed)
    source = FILES[kind][form != "csv"]
    try:
        READERS[kind](mutated_inside(source, chance) if form == "parts" else mutated(source, chance))
    except FormatError as error:
        assert error.text("en") and error.text("zh")


CELLS = st.one_of(
    st.text(max_size=30),
    st.floats(),
    st.integers(-(10**30), 10**30),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.sampled_from(
        ["=1+1", "#DIV/0!", "１２．５", "1,250", "1.250,5", "18.5%", "(3)", "nan", "inf", "-", "２０２４Q１"]
    ),
)


@BOTH
@given(data=st.data())
@settings(max_examples=120)
def test_whatever_stands_in_a_cell_is_read_or_named(kind, data):
    row = list(ROWS[kind])
    place = data.draw(st.integers(0, len(row) - 1))
    head = data.draw(st.booleans())
    table: list[list[object]] = [list(HEADS[kind]), row]
    cell = data.draw(CELLS)
    table[0 if head else 1][place] = cell
    try:
        source = workbook(table)
    except Exception:  # noqa: BLE001 - what no spreadsheet can hold (control characters) comes as text only
        source = "\n".join(",".join(f'"{one}"' for one in line) for line in table).encode("utf-8", "ignore")
    try:
        READERS[kind](source)
    except TableError as error:
        assert {one.row for one in error.problems} <= {1, 2}
        assert all(one.text(get_language(language)) for one in error.problems for language in ("en", "zh"))
    except FormatError as error:
        assert error.text("zh")


# -- cells that people get wrong -------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "cell", ["abc", "nan", "inf", "-inf", "1e999", "0x10", "1_000", "12 kg", "#DIV/0!", "1.2.3", "TRUE", "½", "二十"]
)
def test_what_is_no_number_is_named_in_both_kinds_of_file(kind, cell):
    row = [*ROWS[kind]]
    row[VALUE[kind]] = cell
    column = HEADS[kind][VALUE[kind]]
    for source in (
        workbook([HEADS[kind], row]),
        ",".join(HEADS[kind]).encode() + f"\n{','.join(map(str, row))}".encode(),
    ):
        ((at, named, key),) = places(kind, source)
        assert (at, named) == (2, column) and key.endswith("-number")


@BOTH
def test_a_formula_without_a_result_is_called_that(kind):
    row = [*ROWS[kind]]
    row[VALUE[kind]] = "=1500+20"
    source = workbook([HEADS[kind], row])
    assert places(kind, source) == [(2, HEADS[kind][VALUE[kind]], "error-table-formula")]
    assert "=1500+20" in refused(kind, source).text("en") and "公式" in refused(kind, source).text("zh")
    row = [*ROWS[kind]]
    row[0] = '="rev"&"enue"'
    assert places(kind, workbook([HEADS[kind], row])) == [(2, HEADS[kind][0], "error-table-formula")]


def test_a_formula_with_a_result_is_that_result_and_one_that_shows_nothing_is_no_figure():
    source = workbook([HEADS["actuals"], ["revenue", "east", "core", "CNY_m", "=1+1", '=IF(1,"",1)']])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":  # as a spreadsheet stores what it computed
                text = text.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>152.5</v>").replace(
                    b"<f>1+1</f><v/>", b"<f>1+1</f><v>152.5</v>"
                )
                text = text.replace(b'<c r="F2">', b'<c r="F2" t="str">')
                assert b"152.5" in text and b't="str"' in text
            new.writestr(name, text)
    found = read_actuals(PLAN, out.getvalue())
    assert [cell[1:] for cell in found.cells] == [("2024Q1", 152.5)]


@BOTH
def test_headings_are_named_as_the_file_has_them(kind):
    heads = (
        ["指标", "范围", "期间", "类型", "数值", "单位"]
        if kind == "facts"
        else ["指标", "区域", "产品或预算", "单位", "２０２４年Q１", "2024Q2"]
    )
    row = [*ROWS[kind]]
    row[VALUE[kind]] = "x"
    text = "\n".join(",".join(map(str, line)) for line in (heads, row))
    ((at, column, _),) = places(kind, text.encode("gb18030"))
    assert (at, column) == (2, heads[VALUE[kind]])
    assert f"“{column}”" in refused(kind, text.encode("gb18030")).text("zh")


@BOTH
def test_many_writings_of_one_number_are_one_number(kind):
    def value(source: bytes) -> float:
        if kind == "facts":
            return read_facts(source, "table")[0].value
        return read_actuals(PLAN, source, "table").get(Series("revenue", "east", "core"), "2024Q1")

    for written in ("1,250", "１，２５０", "1250", "1 250", "1'250.0", "+1250", "1.25e3", "1250."):
        row = [*ROWS[kind]]
        row[VALUE[kind]] = written
        cells = ",".join(f'"{one}"' for one in row)
        text = f"{','.join(HEADS[kind])}\n{cells}\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
            assert value(text.encode(encoding)) == 1250, (written, encoding)
        if written not in ("1,250", "１，２５０"):  # between semicolons that could be one and a quarter
            assert value(text.replace(",", ";").encode()) == 1250, written
            assert value(workbook([HEADS[kind], row])) == 1250, written


def test_a_percentage_of_a_spreadsheet_stays_one():
    """A cell of 18.5 % holds 0.185: read without its format, in a row of unit %, that would be 0.2 %."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["measure", "unit", "2024Q1"],
        ["conversion_rate", "%", 0.185],
        ["churn_rate", "%", 2.5],
        ["revenue", "CNY_m", 1500],
    ):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    found = read_actuals(PLAN, saved(book))
    assert found.get(Series("conversion_rate"), "2024Q1") == pytest.approx(0.185)
    assert found.get(Series("churn_rate"), "2024Q1") == pytest.approx(0.025)
    sheet["C4"].number_format = "0%"
    assert places("actuals", saved(book)) == [(4, "2024Q1", "error-track-percent-unit")]


def test_numbers_of_a_semicolon_table_may_have_decimal_commas():
    text = "measure;region;item;unit;2024Q1;2024Q2\nrevenue;east;core;CNY_m;1.250,5;160,25\n"
    found = read_actuals(PLAN, text.encode())
    assert [value for _, _, value in found.cells] == [1250.5, 160.25]


@BOTH
@pytest.mark.parametrize("form", ["semicolon", "tab", "workbook"])
def test_a_figure_that_could_be_a_thousand_times_as_much_is_asked_about(kind, form):
    row = [*ROWS[kind]]
    row[VALUE[kind]] = "1,125"
    lines = [HEADS[kind][: len(row)], row]
    separator = {"semicolon": ";", "tab": "\t"}.get(form)
    text = "\n".join((separator or "").join(map(str, line)) for line in lines)
    source = text.encode() if separator else workbook(lines)
    error = refused(kind, source)
    assert isinstance(error, DoubtError) and [one.kind for one in error.doubts] == ["decimal"]
    assert error.doubts[0].chosen == ("comma" if form == "semicolon" else "point")
    assert "1.125" in error.text("en") and "1125" in error.text("zh")
    for style, value in (("comma", 1.125), ("point", 1125.0)):
        assert figure(kind, source, {"decimal": style}) == value


def figure(kind: str, source: bytes, choices: dict[str, str]) -> float:
    """Return the first figure of a table, read as `choices` say."""
    if kind == "facts":
        return read_facts(source, "table", choices)[0].value
    return read_actuals(PLAN, source, "table", choices).cells[0][2]


@BOTH
def test_a_merged_label_counts_for_every_row_and_a_merged_figure_for_none(kind):
    book = Workbook()
    sheet = book.worksheets[0]
    other = [*ROWS[kind]]
    other[2] = "2025" if kind == "facts" else "new"
    for row in (HEADS[kind], ROWS[kind], other):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    whole = workbook([HEADS[kind], ROWS[kind], other])
    assert READERS[kind](saved(book)) == READERS[kind](whole)
    figures = sheet.cell(2, VALUE[kind] + 1).coordinate + ":" + sheet.cell(3, VALUE[kind] + 1).coordinate
    sheet.merge_cells(figures)
    column = HEADS[kind][VALUE[kind]]
    assert places(kind, saved(book)) == [(2, column, "error-table-merged"), (3, column, "error-table-merged")]
    assert figures in refused(kind, saved(book)).text("en")


# -- files that are no tables ----------------------------------------------------------------------------------------


@BOTH
def test_empty_tables_say_so(kind):
    for source in (b"", b"\xef\xbb\xbf", b"\n\n;;\n", workbook([]), workbook([[], [None, ""]])):
        assert refused(kind, source).key in ("error-facts-empty", "error-track-empty")
    header = workbook([HEADS[kind]])
    if kind == "facts":
        assert refused(kind, header).key == "error-facts-empty"
    else:
        assert read_actuals(PLAN, header).empty


@BOTH
def test_a_chart_sheet_before_the_table_is_passed_over(kind):
    book = Workbook()
    book.create_chartsheet("chart", 0).add_chart(BarChart())
    for row in (HEADS[kind], ROWS[kind]):
        book.worksheets[0].append(row)
    assert READERS[kind](saved(book))


@BOTH
@pytest.mark.parametrize(
    "source",
    [b"\x00\x01\x02", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"\xff\xfe\x00"],
)
def test_other_files_are_no_tables(kind, source):
    assert refused(kind, source).key == "error-table-format"


@BOTH
def test_large_files_and_bombs_are_refused_before_they_are_unpacked(kind):
    assert refused(kind, b"1" * 50_000_000).key == "error-table-size"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    assert len(out.getvalue()) < 200_000
    assert refused(kind, out.getvalue()).key == "error-table-size"


@BOTH
def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes(kind):
    book = load_workbook(io.BytesIO(workbook([HEADS[kind], ROWS[kind]])))
    book.worksheets[0]["A1048576"] = "x"
    assert refused(kind, saved(book)).key == "error-table-rows"


@BOTH
def test_many_rows_are_refused(kind):
    line = ",".join(map(str, ROWS[kind]))
    text = "\n".join([",".join(HEADS[kind])] + [line] * 50_100)
    assert len(text) < min(MOST_BYTES, LIMITS.bytes)
    assert refused(kind, text.encode()).key == "error-table-rows"


# -- nothing half done -----------------------------------------------------------------------------------------------


def test_one_bad_figure_among_many_stores_none(tmp_path):
    store = DuckStore(tmp_path / "library.duckdb")
    ledger = Ledger(store.database)
    cells = demo_actuals(PLAN).cells
    with pytest.raises(FormatError):
        ledger.record(PLAN, [*cells, (Series("reps", "east"), "2026Q4", math.inf)], by="A")
    assert ledger.actuals(PLAN).empty and not ledger.history(PLAN)
    store.close()


@BOTH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_line_names_every_place(kind, language, tmp_path, capsys):
    rows = [[*ROWS[kind]] for _ in range(3)]
    for place, cell in enumerate(("x", "nan", "=1+1")):
        rows[place][VALUE[kind]] = cell
    file = tmp_path / "table.xlsx"
    file.write_bytes(workbook([HEADS[kind], *rows]))
    arguments = ["audit", "--facts", str(file)] if kind == "facts" else ["track", "--actuals", str(file)]
    assert main([*arguments, "--language", language]) == 2
    streams = capsys.readouterr()
    assert not streams.out and "Traceback" not in streams.err
    for row in (2, 3, 4):
        assert re.search(rf"(Cell |单元格 )[A-Z]{row}\b", streams.err), streams.err
