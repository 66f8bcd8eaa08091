"""Rows of a table from outside, a CSV file or an Excel workbook: hostile until read, problems by row and column.

What is read is kept small before it is unpacked, nothing in it is computed or followed, and whatever a broken file
makes the libraries trip over becomes one message.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from sim.language import Language, get_language
from sim.language.errors import FormatError

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 80 * MEGABYTE
MOST_PROBLEMS = 20
"""Problems that one message lists; more are counted."""
HEAD_LINES = 10
FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")


@dataclass(frozen=True)
class Limits:
    """How large a table may be; a larger one is the wrong file."""

    bytes: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the row as the spreadsheet counts it, the column as the file heads it, and the message."""

    row: int
    column: str
    key: str
    arguments: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, row: int, column: str, key: str, /, **arguments: object) -> Problem:
        """Return a problem whose arguments are cut to a length that fits a message."""
        return cls(row, column[:40], key, tuple((name, str(value)[:120]) for name, value in arguments.items()))

    def text(self, language: Language) -> str:
        """Return what is wrong and what is allowed, without its place."""
        return language.text(self.key, **dict(self.arguments))


class TableError(FormatError):
    """A table that cannot be used; `problems` names every row and column to mend, in reading order."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__("error-table-problems", name=name, count=len(problems))
        self.problems = tuple(sorted(problems, key=lambda one: one.row))

    def text(self, language: str = "en") -> str:
        words = get_language(language)
        lines = [super().text(language)]
        for one in self.problems[:MOST_PROBLEMS]:
            lines.append(words.text("table-problem", row=one.row, column=one.column, message=one.text(words)))
        if len(self.problems) > MOST_PROBLEMS:
            lines.append(words.text("table-problems-more", count=len(self.problems) - MOST_PROBLEMS))
        return "\n".join(lines)


class Formula(str):
    """A cell that holds this formula and no result: no spreadsheet has computed it yet."""

    __slots__ = ()


def is_workbook(source: bytes) -> bool:
    """Tell whether bytes claim to be an Excel workbook (.xlsx); their name does not matter."""
    return source[:4] == b"PK\x03\x04"


def read_rows(source: bytes, name: str, limits: Limits, cell: Callable[[Any], str]) -> list[list[str]]:
    """Return the cells of a table as texts, row by row; those of a workbook come from its first sheet.

    Parameters
    ----------
    source : bytes
        CSV (UTF-8 with or without BOM, UTF-16 or GB 18030; commas, semicolons or tabs between cells) or .xlsx.
    cell : callable
        Text of a workbook's cell that is not empty. A formula without a result comes as `Formula`.

    Raises
    ------
    FormatError
        Too large, too many rows, or neither a CSV file nor a workbook.
    """
    if len(source) > limits.bytes:
        raise FormatError("error-table-size", name=name, most=limits.bytes // MEGABYTE)
    try:
        rows = _workbook(source, name, limits, cell) if is_workbook(source) else _csv(source, limits)
    except FormatError:
        raise
    except Exception:  # noqa: BLE001 - the libraries raise whatever a broken file makes them trip over
        raise FormatError("error-table-format", name=name) from None
    if len(rows) > limits.rows:
        raise FormatError("error-table-rows", name=name, most=limits.rows)
    return rows


def _csv(source: bytes, limits: Limits) -> list[list[str]]:
    marked = source[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    text = _decode(source, ("utf-16",) if marked else ("utf-8-sig", "gb18030"))
    head = [line for line in text[:8000].splitlines() if not line.startswith("#")][:HEAD_LINES]
    delimiter = max(",;\t", key=lambda one: max((line.count(one) for line in head), default=0))
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    return [row[: limits.columns] for row, _ in zip(reader, range(limits.rows + 1), strict=False)]


def _decode(source: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings[:-1]:
        try:
            text = source.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = source.decode(encodings[-1])
    if "\x00" in text:
        raise ValueError("a text holds no zero bytes")
    return text


def _workbook(source: bytes, name: str, limits: Limits, cell: Callable[[Any], str]) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise FormatError("error-table-size", name=name, most=limits.bytes // MEGABYTE)
        sheets = [entry for entry in archive.infolist() if entry.filename.startswith("xl/worksheets/")]
        computed = any(FORMULA.search(archive.read(entry)) for entry in sheets)
    formulas = _cells(source, limits, _formula, results=False) if computed else []
    rows = _cells(source, limits, lambda one: _cell_text(one, cell), results=True)
    for row, found in zip(rows, formulas, strict=False):
        for place, formula in enumerate(found[: len(row)]):
            if formula and row[place] is None:
                row[place] = Formula(formula)
    return [[one or "" for one in row] for row in rows]


def _cells(source: bytes, limits: Limits, read: Callable[[Any], str | None], results: bool) -> list[list[str | None]]:
    """Return what `read` makes of the first sheet's cells, its formulas' `results` or the formulas themselves."""
    workbook = load_workbook(io.BytesIO(source), read_only=True, data_only=results, keep_links=False)
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        cells = sheet.iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
        return [[read(one) for one in row] for row in cells]
    finally:
        workbook.close()


def _cell_text(one: Any, cell: Callable[[Any], str]) -> str | None:
    """Return a cell's text, None where the file holds nothing; a formula whose result is empty text holds that."""
    if one.value is None:
        return "" if getattr(one, "data_type", "n") == "str" else None
    return cell(one)


def _formula(one: Any) -> str | None:
    return str(one.value)[:40] if getattr(one, "data_type", "n") == "f" else None
