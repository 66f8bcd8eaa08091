"""Sheets of an Excel workbook as people see them: visible sheets, rows and columns, merged cells, formats that scale.

Nothing in a workbook is computed or followed, and no more of it is unpacked than `MOST_UNPACKED`.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.reading.cells import Figure, Formula, Merged
from sim.reading.formats import as_text

MOST_UNPACKED = 40 * 1024 * 1024
MOST_OF_PART = {"xl/worksheets/": 24 * 1024 * 1024, "xl/sharedStrings": 8 * 1024 * 1024, "": 2 * 1024 * 1024}
"""Bytes that a part may unpack to, by how its name begins; smaller for what is read whole, before any cell."""
MOST_PARTS = 1000
MOST_PACKING = 300
"""How many times smaller a part of more than a megabyte may be packed: tables of numbers and words reach thirty."""
MOST_SECONDS = 4.0
"""Of a processor, for one workbook; the largest table within the other limits takes two."""
MOST_MERGED = 20_000
FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")
MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"|\b(?:ht|width)=\"0(?:\.0*)?\"")
STRICT = (  # the strict form of the format has names of its own for the same things
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
)


class TooLarge(ValueError):
    """A workbook that unpacks to more than is read."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells as texts, row by row, merged cells filled, and what is hidden in it (indices from 0)."""

    name: str
    visible: bool
    rows: list[list[str]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def is_workbook(source: bytes) -> bool:
    """Tell whether bytes claim to be an Excel workbook (.xlsx); their name does not matter."""
    return source[:4] == b"PK\x03\x04"


@dataclass
class Workbook:
    """An opened workbook; `sheet` reads one of its worksheets.

    Parameters
    ----------
    most_rows, most_columns : int
        What is read of a sheet; one row more tells that there are more.
    """

    source: bytes
    most_rows: int
    most_columns: int
    names: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    _book: Any = None
    _computed: frozenset[str] = frozenset()
    """The parts of the archive with formulas."""
    _until: float = 0.0

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.source)) as archive:
            _check_sizes(archive.infolist())
            sheets = [entry for entry in archive.infolist() if entry.filename.startswith("xl/worksheets/")]
            self._computed = frozenset(entry.filename for entry in sheets if FORMULA.search(archive.read(entry)))
            if b"http://purl.oclc.org/ooxml/" in archive.read("xl/workbook.xml"):
                self.source = _transitional(archive)
        self._until = time.thread_time() + MOST_SECONDS
        self._book = self._open(results=True)
        self.names = tuple(sheet.title for sheet in self._book.worksheets)
        self.visible = tuple(sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible")

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *problem: object) -> None:
        self._book.close()

    def _open(self, *, results: bool) -> Any:
        from openpyxl import load_workbook  # slow to import, and most tables are texts

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's words on odd parts of a file are none of the user's
            return load_workbook(io.BytesIO(self.source), read_only=True, data_only=results, keep_links=False)

    def sheet(self, name: str, rows: int | None = None) -> Sheet:
        """Return one sheet, or its first `rows` rows."""
        most = self.most_rows + 1 if rows is None else min(rows, self.most_rows + 1)
        # A read-only sheet knows the part of the archive that it comes from, and nothing else does.
        place = self._book[name]._worksheet_path.lstrip("/")
        cells = self._cells(self._book[name], most, _cell_text)
        if place in self._computed:
            formulas = self._open(results=False)
            try:
                found = self._cells(formulas[name], most, _formula)
            finally:
                formulas.close()
            for row, formula_row in zip(cells, found, strict=False):
                for column, formula in enumerate(formula_row[: len(row)]):
                    if formula and row[column] is None:
                        row[column] = Formula(formula)
        with zipfile.ZipFile(io.BytesIO(self.source)) as archive:
            part = archive.read(place)
        filled = [[one or "" for one in row] for row in cells]
        _fill(filled, [match[1].decode() for match in MERGE.finditer(part)][:MOST_MERGED])
        return Sheet(name, name in self.visible, filled, _hidden_rows(part, most), _hidden_columns(part))

    def _cells(self, sheet: Any, most: int, read: Callable[[Any], str | None]) -> list[list[str | None]]:
        """Return what `read` makes of a sheet's cells."""
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = []
            for row in sheet.iter_rows(max_row=most, max_col=self.most_columns):
                found.append([read(one) for one in row])
                if time.thread_time() > self._until:
                    raise TooLarge
            return found


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that would take long, by what it says of itself; no more than that is ever unpacked.

    Raises
    ------
    TooLarge
    """
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise TooLarge
    for one in parts:
        most = next(size for start, size in MOST_OF_PART.items() if one.filename.lower().startswith(start.lower()))
        packed_small = one.file_size > 1024 * 1024 and one.file_size > MOST_PACKING * max(1, one.compress_size)
        pictures = one.filename.startswith("xl/media/")
        if packed_small or (one.file_size > most and not pictures):
            raise TooLarge


def _transitional(archive: zipfile.ZipFile) -> bytes:
    """Return a workbook of the strict form as one that the library knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                for strict, usual in STRICT:
                    part = part.replace(strict, usual)
            new.writestr(entry.filename, part)
    return out.getvalue()


def _cell_text(one: Any) -> str | None:
    """Return a cell's text, None where the file holds nothing; a formula whose result is empty text holds that."""
    value = one.value
    if value is None:
        return "" if getattr(one, "data_type", "n") == "str" else None
    format = str(one.number_format or "General")
    if isinstance(value, dt.date):
        return _date(value, format)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return Figure(as_text(value, format, exact=False), as_text(value, format, exact=True))


def _date(value: dt.date, format: str) -> str:
    """Return a date as precisely as its format shows it: the year, the month or the day."""
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", format).lower()
    more = re.search(r'"[^"]*[\dA-Za-z][^"]*"', format)  # yyyy"Q1" says more than the year
    if "d" in letters or "y" not in letters or more:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"


def _formula(one: Any) -> str | None:
    return str(one.value)[:40] if getattr(one, "data_type", "n") == "f" else None


def _fill(rows: list[list[str]], ranges: list[str]) -> None:
    """Write into every cell of a merged range what stands in its first; ranges that overlap are no workbook's."""
    from openpyxl.utils import range_boundaries

    widest = max(map(len, rows), default=0)
    left_to_fill = len(rows) * widest
    for merged in ranges:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(merged))
        right, bottom = min(right, widest), min(bottom, len(rows))
        left_to_fill -= max(0, right - left + 1) * max(0, bottom - top + 1)
        if left_to_fill < 0:
            raise ValueError("merged ranges that overlap")
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        text = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            row.extend([""] * (right - len(row)))
            for place in range(left - 1, right):
                row[place] = text if isinstance(text, Formula) else Merged(text, merged)


def _attribute(tag: bytes, name: bytes) -> int:
    match = re.search(rb"\b" + name + rb"=\"(\d{1,7})\"", tag)
    return int(match[1]) if match else 0


def _hidden_rows(part: bytes, most: int) -> frozenset[int]:
    found: set[int] = set()
    last = 0
    for match in ROW.finditer(part):
        last = _attribute(match[0], b"r") or last + 1
        if last > most:
            break
        if HIDDEN.search(match[0]):
            found.add(last - 1)
    return frozenset(found)


def _hidden_columns(part: bytes) -> frozenset[int]:
    found: set[int] = set()
    for match in COLUMN.finditer(part):
        if HIDDEN.search(match[0]):
            first, last = _attribute(match[0], b"min"), _attribute(match[0], b"max")
            found |= {place - 1 for place in range(first, min(last, first + 16_384) + 1)}
    return frozenset(found)
