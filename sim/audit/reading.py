"""Reading a table of facts (CSV or Excel) strictly, and writing a template for one.

Columns: `metric`, `scope`, `period`, `kind`, `value`, `unit` must be there; `id`, `document`, `section`, `note` may be.
Every problem is named by row and column, all of them at once (up to a limit), and nothing is read if there is one.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from sim.audit.registry import clean, read_yaml
from sim.audit.statements import STATUS, StatedFact
from sim.errors import FormatError
from sim.language import get_language

REQUIRED = ("metric", "scope", "period", "kind", "value", "unit")
OPTIONAL = ("id", "document", "section", "note")
MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 50_000
MOST_CHARACTERS = 300
MOST_PROBLEMS = 20
HEADER_WITHIN = 10
"""Rows in which the column names are looked for: people put a title above."""
DECIMAL_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{4,},\d+|0,\d+)\s*%?")
SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the row as the spreadsheet counts it, the column, and the message."""

    row: int
    column: str
    key: str
    found: str = ""


class FactsError(FormatError):
    """A table of facts that cannot be read; `problems` names every row and column to mend."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        super().__init__("error-facts-table", name=name, count=len(problems))
        self.problems = tuple(problems)

    def text(self, language: str = "en") -> str:
        words = get_language(language)
        lines = [super().text(language)]
        for problem in self.problems[:MOST_PROBLEMS]:
            message = words.text(problem.key, found=problem.found, kinds=", ".join(STATUS), most=MOST_CHARACTERS)
            lines.append(words.text("audit-problem", row=problem.row, column=problem.column, message=message))
        if len(self.problems) > MOST_PROBLEMS:
            lines.append(words.text("audit-problems-more", count=len(self.problems) - MOST_PROBLEMS))
        return "\n".join(lines)


def read_facts(source: str | Path | bytes, name: str = "") -> list[StatedFact]:
    """Read a table of facts.

    Parameters
    ----------
    source : path or bytes
        A CSV file (UTF-8, with or without BOM, UTF-16 or GB 18030; commas, semicolons or tabs between cells) or an
        Excel workbook (.xlsx; its first sheet).
    name : str
        The file's name, for messages; of bytes also its ending.

    Raises
    ------
    FactsError
        Columns missing, unknown or doubled; a value that is no finite number; an unknown kind; an empty or overlong
        cell; two rows with one id: by row and column.
    FormatError
        Not a table, too large, or empty.
    """
    name = name or (Path(source).name if not isinstance(source, bytes) else "facts.csv")
    if not isinstance(source, bytes):
        path = Path(source)
        if not path.is_file():
            raise FormatError("error-facts-missing", name=str(source))
        if path.stat().st_size > MOST_BYTES:
            raise FormatError("error-facts-size", name=name, most=MOST_BYTES // 1024 // 1024)
        source = path.read_bytes()
    if len(source) > MOST_BYTES:
        raise FormatError("error-facts-size", name=name, most=MOST_BYTES // 1024 // 1024)
    if source[:4] == b"PK\x03\x04":
        return _facts(_workbook(source, name), name)
    return _facts(_csv(source, name), name, typed=True)


def _csv(source: bytes, name: str) -> list[list[str]]:
    marked = source[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = source.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise FormatError("error-facts-not-a-table", name=name)
    if "\x00" in text:
        raise FormatError("error-facts-not-a-table", name=name)
    head = text[:4000].splitlines()[:HEADER_WITHIN]
    delimiter = max(",;\t", key=lambda one: max((line.count(one) for line in head), default=0))
    try:
        rows = [
            row
            for row, _ in zip(
                csv.reader(io.StringIO(text, newline=None), delimiter=delimiter), range(MOST_ROWS + 2), strict=False
            )
        ]
    except csv.Error:
        raise FormatError("error-facts-not-a-table", name=name) from None
    return rows


def _workbook(source: bytes, name: str) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise FormatError("error-facts-size", name=name, most=MOST_BYTES // 1024 // 1024)
        workbook = load_workbook(io.BytesIO(source), read_only=True, data_only=True, keep_links=False)
    except FormatError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken file makes it trip over
        raise FormatError("error-facts-not-a-table", name=name) from None
    try:
        if not workbook.worksheets:
            raise FormatError("error-facts-not-a-table", name=name)
        sheet = workbook.worksheets[0]
        rows = []
        for cells in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=40):
            rows.append([_cell(cell) for cell in cells])
    finally:
        workbook.close()
    return rows


def _cell(cell: Any) -> str:
    """Return a cell as it is shown: percentages as percentages, decimals as many as the format shows."""
    value = cell.value
    if value is None:
        return ""
    format = str(cell.number_format or "General")
    if isinstance(value, dt.date):  # a period that the spreadsheet took for a date: its year or its month
        return f"{value:%Y}" if re.fullmatch(r"y+", format, re.IGNORECASE) else f"{value:%Y-%m}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = float(value) * 100 if "%" in format else float(value)
    decimals = re.search(r"\.(0+)", format)
    if format not in ("General", "@") and (decimals or re.search(r"0", format)):
        shown = f"{number:.{len(decimals[1]) if decimals else 0}f}"
        if math.isclose(float(shown), number, rel_tol=0.05, abs_tol=1e-12):
            return shown
    return f"{number:.12g}"


@lru_cache
def _names(of: str) -> dict[str, str]:
    """Return the words for the columns or the kinds of a table, each with what it names."""
    return {clean(word): name for name, words in read_yaml("columns.yaml")[of].items() for word in words}


def _facts(rows: list[list[str]], name: str, typed: bool = False) -> list[StatedFact]:
    """Read the rows; `typed` numbers stand as somebody wrote them, those of a workbook with a point."""
    header = _header(rows)
    if header is None:
        raise FormatError("error-facts-empty", name=name)
    if len(rows) - header - 1 > MOST_ROWS:
        raise FormatError("error-facts-rows", name=name, most=MOST_ROWS)
    columns, problems = _columns(rows[header], header + 1)
    if problems:
        raise FactsError(name, problems)
    comma = typed and _decimal_comma(
        [row[columns["value"]] for row in rows[header + 1 :] if len(row) > columns["value"]]
    )
    facts: list[StatedFact] = []
    ids: dict[str, int] = {}
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: row[i].strip() if i < len(row) else "" for column, i in columns.items()}
        if comma:
            cells["value"] = cells["value"].translate(SWAPPED)
        fact, found = _fact(cells, number)
        beyond = next((cell for cell in row[len(rows[header]) :] if cell.strip()), "")
        if beyond:  # a separator too many shifts every cell after it
            found, fact = (
                [*found, Problem(number, str(len(rows[header]) + 1), "error-facts-no-column", beyond[:40])],
                None,
            )
        problems += found
        if fact is None:
            continue
        if fact.id in ids:
            problems.append(Problem(number, "id", "error-facts-doubled-id", f"{fact.id} ({ids[fact.id]})"))
        ids.setdefault(fact.id, number)
        facts.append(fact)
    if problems:
        raise FactsError(name, problems)
    if not facts:
        raise FormatError("error-facts-empty", name=name)
    return facts


def _header(rows: list[list[str]]) -> int | None:
    """Return the row of column names: the first that names three of them, below a title if there is one."""
    names = _names("columns")
    filled = [i for i, row in enumerate(rows) if any(cell.strip() for cell in row)]
    named = [i for i in filled[:HEADER_WITHIN] if sum(clean(cell) in names for cell in rows[i]) >= 3]
    return next(iter(named or filled), None)


def _decimal_comma(values: list[str]) -> bool:
    """Tell whether a column writes decimals with a comma: some value can be read no other way, none with a point."""
    point = any(re.search(r"\.\d*$", one) and not re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", one) for one in values)
    return not point and any(DECIMAL_COMMA.fullmatch(one.strip()) for one in values)


def _columns(header: list[str], row: int) -> tuple[dict[str, int], list[Problem]]:
    names = _names("columns")
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for i, cell in enumerate(header):
        if not cell.strip():
            continue
        column = names.get(clean(cell))
        if column is None:
            problems.append(Problem(row, cell.strip()[:40], "error-facts-unknown-column"))
        elif column in columns:
            problems.append(Problem(row, column, "error-facts-doubled-column"))
        else:
            columns[column] = i
    problems += [Problem(row, column, "error-facts-missing-column") for column in REQUIRED if column not in columns]
    return columns, problems


def _fact(cells: dict[str, str], row: int) -> tuple[StatedFact | None, list[Problem]]:
    """Read one row; return the fact, or what is wrong with it."""
    problems = [
        Problem(row, column, "error-facts-long-cell", cell[:40])
        for column, cell in cells.items()
        if len(cell) > MOST_CHARACTERS
    ]
    for column in REQUIRED:
        if not cells[column] and column != "period":
            problems.append(Problem(row, column, "error-facts-empty-cell"))
    kind = _names("kinds").get(clean(cells["kind"]), "")
    if cells["kind"] and not kind:
        problems.append(Problem(row, "kind", "error-facts-kind", cells["kind"][:40]))
    unit, text = cells["unit"], _digits(cells["value"])
    if text.endswith("%"):
        text = text.removesuffix("%")
        if unit and not unit.startswith(("pct", "percent", "%")):
            problems.append(Problem(row, "unit", "error-facts-percent", unit[:40]))
    value = _number(text)
    if cells["value"] and value is None:
        problems.append(Problem(row, "value", "error-facts-number", cells["value"][:40]))
    if problems or value is None:
        return None, problems
    return (
        StatedFact(
            id=cells.get("id") or f"row-{row}",
            document=cells.get("document", ""),
            section=cells.get("section", ""),
            metric=cells["metric"],
            scope=cells["scope"],
            period=cells["period"],
            kind=kind,
            value=value,
            unit=unit,
            note=cells.get("note", ""),
            text=text,
            row=row,
        ),
        [],
    )


def _digits(text: str) -> str:
    """Return a number as typed, with full-width digits narrowed, a true minus and without thousands separators."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"[+-]?\d{1,3}([,' \u2019]\d{3})+(\.\d+)?\s*%?", plain):
        plain = re.sub(r"[,' \u2019](?=\d)", "", plain)
    if re.fullmatch(r"\([\d.]+\)", plain):  # how accountants write a loss
        plain = "-" + plain[1:-1]
    return re.sub(r"\s+%$", "%", plain)


def _number(text: str) -> float | None:
    """Return a finite number written in digits; None for anything else (nan, inf, 0x10, 1_000)."""
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text):
        return None
    value = float(text)
    return value if math.isfinite(value) and abs(value) < 1e18 else None


def facts_template(form: str = "xlsx", language: str = "en") -> bytes:
    """Return an empty table with three example rows, as "csv" or "xlsx" (with a sheet that explains each column)."""
    words = get_language(language)
    columns = ("id", "document", "section", *REQUIRED, "note")
    examples = read_yaml("columns.yaml")["examples"]
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(examples)
        return out.getvalue().encode("utf-8-sig")
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = words.text("audit-template-sheet")
    sheet.append(columns)
    for row in examples:
        sheet.append([float(cell) if column == "value" else cell for column, cell in zip(columns, row, strict=True)])
    sheet.freeze_panes = "A2"
    help_sheet = workbook.create_sheet(words.text("audit-template-help"))
    for column in columns:
        help_sheet.append([column, words.text(f"audit-column-{column}")])
    help_sheet.column_dimensions["B"].width = 110
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in "ABCDEFGHIJ":
        sheet.column_dimensions[column].width = 18
    out_bytes = io.BytesIO()
    workbook.save(out_bytes)
    return out_bytes.getvalue()
