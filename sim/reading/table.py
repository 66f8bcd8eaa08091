"""The one reader of tables: a CSV file or an Excel workbook becomes rows of texts, whatever its shape and encoding.

Hostile until read: what is read is kept small before it is unpacked, and whatever a broken file makes the libraries
trip over becomes one message. What can be read in two ways is said (`Table.doubts`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.language.errors import FormatError, Listed
from sim.reading.delimited import separate
from sim.reading.doubts import Choices, Doubt
from sim.reading.encoding import ENCODINGS, UnreadableText, decode
from sim.reading.problems import column_letters
from sim.reading.workbook import Sheet, TooLarge, Workbook, is_workbook

MEGABYTE = 1024 * 1024
HEADING_WITHIN = 10
"""Rows with cells in which the headings are looked for: people put a title above."""
MOST_LISTED = 12
HeadOf = Callable[[list[list[str]]], tuple[int | None, bool]]
"""Finds the row of headings and tells whether it is one."""


@dataclass(frozen=True)
class Limits:
    """How large a table may be; a larger one is the wrong file."""

    bytes: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Table:
    """Cells as texts.

    Attributes
    ----------
    rows : list of rows
        Row i is row i + 1 of the file; rows that are left out are empty, so that rows count as in the file.
    head : int or None
        The row of headings.
    sheet, separator : str
        Of a workbook the sheet, of a text file what stands between its cells; the other is "".
    doubts : what could be read otherwise, as far as the shape tells
    """

    name: str
    rows: list[list[str]]
    head: int | None
    sheet: str = ""
    separator: str = ""
    doubts: tuple[Doubt, ...] = ()


def read_table(
    source: bytes,
    name: str,
    limits: Limits,
    is_heading: Callable[[str], bool],
    least: int,
    choices: Choices,
    comment: str = "",
) -> Table:
    """Return the cells of a table.

    Parameters
    ----------
    source : bytes
        A text file (Unicode, or an old Chinese or Western European encoding; commas, semicolons, tabs or bars between
        cells) or .xlsx.
    is_heading, least
        What a heading may be, and how many a row of headings has at least.
    comment : str
        What a line of comment begins with, if there are such lines.

    Raises
    ------
    FormatError
        Too large, too many rows, in an encoding that cannot be told, or neither a text file nor a workbook.
    """
    if len(source) > limits.bytes:
        raise FormatError("error-table-size", name=name, most=limits.bytes // MEGABYTE)

    def head_of(rows: list[list[str]]) -> tuple[int | None, bool]:
        return _head(rows, is_heading, least, comment)

    try:
        if is_workbook(source):
            with Workbook(source, limits.rows, limits.columns) as book:
                table = _of_workbook(book, name, head_of, choices)
        else:
            table = _of_text(source, name, limits, head_of, choices)
    except FormatError:
        raise
    except UnreadableText:
        key = "error-table-format" if b"\x00" in source else "error-table-encoding"
        raise FormatError(key, name=name) from None
    except TooLarge:
        raise FormatError("error-table-size", name=name, most=limits.bytes // MEGABYTE) from None
    except Exception:  # noqa: BLE001 - the libraries raise whatever a broken file makes them trip over
        raise FormatError("error-table-format", name=name) from None
    if len(table.rows) > limits.rows:
        raise FormatError("error-table-rows", name=name, most=limits.rows)
    return table


def _head(
    rows: list[list[str]], is_heading: Callable[[str], bool], least: int, comment: str
) -> tuple[int | None, bool]:
    """Return the row of headings, and whether it has at least `least` of them; if none has, the first filled row."""
    filled = [
        i
        for i, row in enumerate(rows[: 20 * HEADING_WITHIN])
        if any(cell.strip() for cell in row) and not (comment and row[0].strip().startswith(comment))
    ][:HEADING_WITHIN]
    named = [i for i in filled if sum(is_heading(cell) for cell in rows[i]) >= least]
    return next(iter(named or filled), None), bool(named)


def _of_text(source: bytes, name: str, limits: Limits, head_of: HeadOf, choices: Choices) -> Table:
    decoded = decode(source, choices.get("encoding", ""))
    rows, separator = separate(decoded.text, limits.rows, limits.columns)
    doubts: list[Doubt] = []
    if decoded.doubtful:
        options = dict.fromkeys((decoded.encoding, *ENCODINGS))
        doubts.append(Doubt.of("encoding", decoded.encoding, tuple(options), words=decoded.doubtful[:MOST_LISTED]))
    return Table(name, rows, head_of(rows)[0], separator=separator, doubts=tuple(doubts))


def _of_workbook(book: Workbook, name: str, head_of: HeadOf, choices: Choices) -> Table:
    doubts: list[Doubt] = []
    chosen = choices.get("sheet")
    if chosen is not None and chosen not in book.names:
        raise FormatError("error-table-sheet", name=name, sheet=chosen[:80], sheets=[*book.names])
    if chosen is None:
        chosen, others = _visible_table(book, name, head_of)
        if others:
            doubts.append(Doubt.of("sheet", chosen, (chosen, *others), others=others))
    sheet = book.sheet(chosen)
    rows, hidden = _without_hidden(sheet)
    if hidden and "hidden" not in choices:
        doubts.append(Doubt.of("hidden", "leave", ("leave", "read"), **hidden))
    if choices.get("hidden") == "read":
        rows = sheet.rows
    return Table(name, rows, head_of(rows)[0], sheet=chosen, doubts=tuple(doubts))


def _visible_table(book: Workbook, name: str, head_of: HeadOf) -> tuple[str, tuple[str, ...]]:
    """Return the visible sheet that holds a table, and the other visible sheets that hold one too."""
    if not book.visible:
        raise FormatError("error-table-hidden", name=name, sheets=[*book.names])
    if len(book.visible) == 1:
        return book.visible[0], ()
    found = [one for one in book.visible if _holds_table(book.sheet(one, 5 * HEADING_WITHIN).rows, head_of)]
    return (found[0], tuple(found[1:])) if found else (book.visible[0], ())


def _holds_table(rows: list[list[str]], head_of: HeadOf) -> bool:
    """Tell whether rows have headings and something below them."""
    head, named = head_of(rows)
    return named and any(any(cell.strip() for cell in row) for row in rows[(head or 0) + 1 :])


def _without_hidden(sheet: Sheet) -> tuple[list[list[str]], dict[str, Listed]]:
    """Return the rows as they are seen, and which filled rows and columns are not."""
    hidden_rows = [i for i in sorted(sheet.hidden_rows) if i < len(sheet.rows) and _has_text(sheet.rows[i])]
    hidden_columns = [
        place
        for place in sorted(sheet.hidden_columns)
        if any(place < len(row) and row[place].strip() for row in sheet.rows)
    ]
    if not hidden_rows and not hidden_columns:
        return sheet.rows, {}
    rows = [
        []
        if i in sheet.hidden_rows
        else ["" if place in sheet.hidden_columns else cell for place, cell in enumerate(row)]
        for i, row in enumerate(sheet.rows)
    ]
    return rows, {
        "rows": Listed(tuple(i + 1 for i in hidden_rows), MOST_LISTED),
        "columns": Listed(tuple(map(column_letters, hidden_columns)), MOST_LISTED),
    }


def _has_text(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)
