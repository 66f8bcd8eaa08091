"""The three columns of a list as texts, from a text file or a workbook, with the row in which each stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from sim.customers.layout import Layout, is_heading, read_headings
from sim.customers.spec import COLUMN_NAMES, COLUMNS
from sim.language.errors import FormatError, Names
from sim.reading import plain_workbook as sheets
from sim.reading.cells import Figure, Formula, Merged
from sim.reading.delimited import SEPARATORS, separate
from sim.reading.doubts import Choices, Doubt
from sim.reading.encoding import ENCODINGS, UnreadableText, decode
from sim.reading.periods import read_day
from sim.reading.problems import Problem, TableError
from sim.reading.table import HEADING_WITHIN, MEGABYTE, Limits, read_table
from sim.reading.workbook import is_workbook

LIMITS = Limits(bytes=100 * MEGABYTE, rows=1_048_576, columns=100)
"""As many rows as a sheet of a workbook has."""
HEAD = 32_000
"""Characters in which the headings of a text file stand."""
MOST_TOLD = 50
NAMES = 8
WITH_TIME = r"^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}(\.\d+)?$", r"\1"
"""A day of a large sheet, which is read to the second, and the day alone."""


@dataclass(frozen=True)
class Cells:
    """Texts of the three columns.

    Attributes
    ----------
    table : columns customer, date, amount (string) and place (int32), the row's number among those below the headings
    separator : what stands between the cells; "" for a workbook
    source : the text file in UTF-8; of a workbook the number of each row, by place
    """

    table: pa.Table
    layout: Layout
    head: int
    separator: str
    source: bytes | Sequence[int] | np.ndarray
    doubts: tuple[Doubt, ...] = ()

    def row(self, place: int) -> int:
        """Return the number of a row in the file."""
        return int(self._numbers[place])

    @cached_property
    def _numbers(self) -> Sequence[int] | np.ndarray:
        """The file's row by place; a text file is gone through again, which only a complaint asks for."""
        if not isinstance(self.source, bytes):
            return self.source
        rows = _csv_rows(self.source, self.separator)
        return [
            number for number, row in enumerate(rows, start=1) if number > self.head and len(row) == self.layout.width
        ]


def read_cells(source: bytes, name: str, choices: Choices) -> Cells:
    """Return the three columns of a list.

    Raises
    ------
    FormatError
        The file is too large, of no known kind, or has no headings.
    TableError
        Columns are missing, or rows have too few or too many cells.
    """
    if len(source) > LIMITS.bytes:
        raise FormatError("error-table-size", name=name, most=LIMITS.bytes // MEGABYTE)
    if is_workbook(source) and sheets.unpacked_size(source) >= sheets.PLAIN_FROM:
        return _of_large_workbook(source, name)
    return _of_workbook(source, name, choices) if is_workbook(source) else _of_text(source, name, choices)


def _of_workbook(source: bytes, name: str, choices: Choices) -> Cells:
    table = read_table(source, name, LIMITS, is_heading, 2, choices)
    if table.head is None:
        raise FormatError("error-customers-headings", name=name, columns=Names(tuple(COLUMN_NAMES.values())))
    layout = read_headings(table.rows[table.head], name, table.head + 1)
    places = [layout.places[one] for one in COLUMNS]
    kept, numbers = [], []
    for number, row in enumerate(table.rows[table.head + 1 :], start=table.head + 2):
        cells = [_plain(row[place]) if place < len(row) else "" for place in places]
        if any(cells):
            kept.append(cells)
            numbers.append(number)
    return Cells(
        _arrow(list(zip(*kept, strict=True)) or [(), (), ()]), layout, table.head + 1, "", numbers,
        table.doubts,
    )  # fmt: skip


def _of_large_workbook(source: bytes, name: str) -> Cells:
    code, table = sheets.read_plain(source, LIMITS.columns, LIMITS.rows, meanwhile=_prepare)
    if code == sheets.REFUSED:
        raise FormatError("error-customers-plain", name=name)
    if code == sheets.TOO_LARGE or code < 0:  # ended from outside: more memory or time than it may use
        raise FormatError("error-customers-memory", name=name)
    if code:
        raise FormatError("error-table-format", name=name)
    first = [[(cell or "").strip() for cell in row.values()] for row in table.slice(0, sheets.HEAD_ROWS).to_pylist()]
    filled = [place for place, row in enumerate(first) if any(row)][:HEADING_WITHIN]
    head = next((place for place in filled if sum(map(is_heading, first[place])) >= 2), None)
    if head is None:
        raise FormatError("error-customers-headings", name=name, columns=Names(tuple(COLUMN_NAMES.values())))
    layout = read_headings(first[head], name, head + 1)
    below = table.slice(head + 1)
    columns = [
        (_days if one == "date" else _trim)(below.column(layout.places[one]).combine_chunks()) for one in COLUMNS
    ]
    filled_rows = _filled_rows(columns)
    kept = _some(pa.table(dict(zip(COLUMNS, columns, strict=True))), filled_rows)
    if kept.num_rows > LIMITS.rows:
        raise FormatError("error-table-rows", name=name, most=LIMITS.rows)
    return Cells(_with_places(kept), layout, head + 1, "", head + 2 + np.flatnonzero(filled_rows))


def _prepare() -> None:
    """Do before the sheet is there what the first list of a program waits for: imports, patterns of days."""
    pa.array([""])  # the first array from values imports pandas
    read_day("2024-01-31")


def _filled_rows(trimmed: Sequence[Any]) -> np.ndarray:
    """Return in which rows something stands in one of some columns."""
    return np.logical_or.reduce([np.asarray(pc.call_function("not_equal", [one, pa.scalar("")])) for one in trimmed])


def _some(table: pa.Table, chosen: np.ndarray) -> pa.Table:
    """Return some rows; where they are all of them, without a copy."""
    return table if chosen.all() else table.filter(pa.array(chosen))


def _trim(column: pa.Array | pa.ChunkedArray) -> Any:
    return pc.call_function("utf8_trim_whitespace", [_filled_in(column)])


def _filled_in(column: pa.Array | pa.ChunkedArray) -> Any:
    """Return a column with a text in every row; without a copy where it has one already."""
    return column.fill_null("") if column.null_count else column


def _days(column: pa.Array) -> pa.Array:
    """Return days as a sheet keeps them, trimmed and without the time of day; there are far fewer days than rows."""
    days = _filled_in(column).dictionary_encode()
    trimmed = _trim(days.dictionary)
    written = pc.call_function("replace_substring_regex", [trimmed], pc.ReplaceSubstringOptions(*WITH_TIME))
    return written.take(days.indices)


def _plain(cell: str) -> str:
    """Return a cell's text; one that nobody computed, or that stands for a whole range, holds nothing to count."""
    if isinstance(cell, Formula | Merged):
        return ""
    return cell.exact if isinstance(cell, Figure) else cell.strip()


def _arrow(columns: Sequence[Sequence[str]]) -> pa.Table:
    arrays = [pa.array(column, type=pa.string()) for column in columns]
    return _with_places(pa.Table.from_arrays(arrays, names=list(COLUMNS)))


def _with_places(table: pa.Table) -> pa.Table:
    return table.append_column("place", pa.array(np.arange(table.num_rows, dtype=np.int32)))


def _of_text(source: bytes, name: str, choices: Choices) -> Cells:
    try:
        decoded = decode(source, choices.get("encoding", ""))
    except UnreadableText:
        key = "error-table-format" if b"\x00" in source else "error-table-encoding"
        raise FormatError(key, name=name) from None
    head_text = decoded.text[:HEAD]
    if len(decoded.text) > HEAD:  # the last line of the cut may be half a line
        head_text = head_text[: head_text.rfind("\n") + 1] or head_text
    try:
        rows, separator, head, line = _head(head_text)
    except csv.Error:
        raise FormatError("error-table-format", name=name) from None
    if head is None:
        raise FormatError("error-customers-headings", name=name, columns=Names(tuple(COLUMN_NAMES.values())))
    layout = read_headings(rows[head], name, head + 1)
    doubts: list[Doubt] = []
    if decoded.doubtful:
        options = tuple(dict.fromkeys((decoded.encoding, *ENCODINGS)))
        doubts.append(Doubt.of("encoding", decoded.encoding, options, words=decoded.doubtful[:NAMES]))
    plain = source if decoded.encoding == "utf-8" and not source.startswith(b"\xff\xfe") else b""
    content = plain or decoded.text.encode()
    table = _parse(content, name, line, layout, separator, head)
    filled = _filled_rows([_trim(table.column(one)) for one in COLUMNS])
    kept = _some(_with_places(table), filled)
    return Cells(kept, layout, head + 1, separator, content, tuple(doubts))


def _head(text: str) -> tuple[list[list[str]], str, int | None, int]:
    """Return the first rows, what stands between cells, the row of headings and how many lines end with it.

    Amounts with commas can outnumber tabs; so what stands between cells is what makes headings of the columns.
    """
    rows, separator = separate(text, 20 * HEADING_WITHIN, LIMITS.columns)
    for one in dict.fromkeys((separator, *SEPARATORS)):
        if one != separator:
            reader = csv.reader(io.StringIO(text, newline=None), delimiter=one)
            tried = [row[: LIMITS.columns] for row in islice(reader, 20 * HEADING_WITHIN)]
        else:
            tried = rows
        filled = [i for i, row in enumerate(tried) if any(cell.strip() for cell in row)][:HEADING_WITHIN]
        head = next((i for i in filled if sum(map(is_heading, tried[i])) >= 2), None)
        if head is not None:
            reader = csv.reader(io.StringIO(text, newline=None), delimiter=one)
            for _ in islice(reader, head + 1):
                pass
            return tried, one, head, reader.line_num
    return rows, separator, None, 0


def _parse(source: bytes, name: str, line: int, layout: Layout, separator: str, head: int) -> pa.Table:
    """Return the three columns below the headings; rows of another width are told, empty ones passed over."""
    strange: list[int] = []
    blank = 0

    def other_width(row: arrow_csv.InvalidRow) -> str:
        nonlocal blank
        if row.text.strip(f' \t\r\n{separator}"'):
            strange.append(row.actual_columns)
        else:
            blank += 1
        return "skip"

    names = [f"f{place}" for place in range(layout.width)]
    places = [names[layout.places[one]] for one in COLUMNS]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(source),
            read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=line, block_size=4 * MEGABYTE),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=b'"' in source, invalid_row_handler=other_width
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=places, column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as problem:
        if "Empty CSV" in str(problem):
            return pa.table({one: pa.array([], type=pa.string()) for one in COLUMNS})
        raise FormatError("error-table-format", name=name) from None
    if strange:
        raise TableError(name, _other_widths(source, separator, layout.width, head))
    if table.num_rows > LIMITS.rows:
        raise FormatError("error-table-rows", name=name, most=LIMITS.rows)
    return table.select(places).rename_columns(list(COLUMNS))


def _other_widths(source: bytes, separator: str, width: int, head: int) -> list[Problem]:
    """Return the first rows with more or fewer cells than there are headings."""
    found: list[Problem] = []
    for number, row in enumerate(_csv_rows(source, separator), start=1):
        if number > head + 1 and len(row) != width and any(cell.strip() for cell in row):
            found.append(Problem.at(number, "", "error-customers-width", found=len(row), expected=width))
            if len(found) == MOST_TOLD:
                break
    return found


def _csv_rows(source: bytes, separator: str) -> Iterator[list[str]]:
    text = source.decode("utf-8-sig", "replace")
    return csv.reader(io.StringIO(text, newline=None), delimiter=separator)
