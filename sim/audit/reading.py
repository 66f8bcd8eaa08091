"""Reading a table of facts (CSV or Excel) strictly.

Columns: `metric`, `scope`, `period`, `kind`, `value`, `unit` must be there; `id`, `document`, `section`, `note` may be.
Every problem is named by row and column, all of them at once (up to a limit), and nothing is read if there is one.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.audit.registry import clean, read_yaml
from sim.audit.statements import STATUS, StatedFact
from sim.language.errors import FormatError
from sim.tables.numerals import decimal_comma, digits, number, swap_marks
from sim.tables.spreadsheet import MEGABYTE, Formula, Limits, Problem, TableError, is_workbook, read_rows

REQUIRED = ("metric", "scope", "period", "kind", "value", "unit")
MOST_BYTES = 8 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 40
MOST_CHARACTERS = 300
HEADER_WITHIN = 10
"""Rows in which the column names are looked for: people put a title above."""
LIMITS = Limits(MOST_BYTES, MOST_ROWS + HEADER_WITHIN, MOST_COLUMNS)


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
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    return _facts(read_rows(source, name, LIMITS, _cell), name, typed=not is_workbook(source))


def _cell(cell: Any) -> str:
    """Return a cell as it is shown: percentages as percentages, decimals as many as the format shows."""
    value = cell.value
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


def _facts(rows: list[list[str]], name: str, typed: bool) -> list[StatedFact]:
    """Read the rows; `typed` numbers stand as somebody wrote them, those of a workbook with a point."""
    header = _header(rows)
    if header is None:
        raise FormatError("error-facts-empty", name=name)
    if len(rows) - header - 1 > MOST_ROWS:
        raise FormatError("error-table-rows", name=name, most=MOST_ROWS)
    columns, problems = _columns(rows[header], header + 1)
    if problems:
        raise TableError(name, problems)
    heads = {column: rows[header][i].strip() for column, i in columns.items()}
    value = columns["value"]
    comma = typed and decimal_comma(row[value] for row in rows[header + 1 :] if len(row) > value)
    facts: list[StatedFact] = []
    ids: dict[str, int] = {}
    for place, row in enumerate(rows[header + 1 :], start=header + 2):
        if not any(cell.strip() for cell in row):
            continue
        reader = _Row(place, heads, {column: row[i] if i < len(row) else "" for column, i in columns.items()}, comma)
        fact = reader.fact()
        beyond = next((cell for cell in row[len(rows[header]) :] if cell.strip()), "")
        if beyond:  # a separator too many shifts every cell after it
            reader.problem(str(len(rows[header]) + 1), "error-table-no-column", found=beyond)
        problems += reader.problems
        if fact is None or beyond:
            continue
        if fact.id in ids:
            problems.append(
                Problem.at(place, heads.get("id", "id"), "error-facts-doubled-id", found=f"{fact.id} ({ids[fact.id]})")
            )
        ids.setdefault(fact.id, place)
        facts.append(fact)
    if problems:
        raise TableError(name, problems)
    if not facts:
        raise FormatError("error-facts-empty", name=name)
    return facts


def _header(rows: list[list[str]]) -> int | None:
    """Return the row of column names: the first that names three of them, below a title if there is one."""
    names = _names("columns")
    filled = [i for i, row in enumerate(rows) if any(cell.strip() for cell in row)]
    named = [i for i in filled[:HEADER_WITHIN] if sum(clean(cell) in names for cell in rows[i]) >= 3]
    return next(iter(named or filled), None)


def _columns(header: list[str], row: int) -> tuple[dict[str, int], list[Problem]]:
    names = _names("columns")
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for i, cell in enumerate(header):
        if not cell.strip():
            continue
        column = names.get(clean(cell))
        if column is None:
            problems.append(Problem.at(row, cell.strip(), "error-facts-unknown-column"))
        elif column in columns:
            problems.append(Problem.at(row, cell.strip(), "error-facts-doubled-column"))
        else:
            columns[column] = i
    missing = [column for column in REQUIRED if column not in columns]
    return columns, problems + [Problem.at(row, column, "error-facts-missing-column") for column in missing]


class _Row:
    """One row on its way to a fact; `problems` tells what is wrong with it, by the columns' own names."""

    def __init__(self, row: int, heads: dict[str, str], cells: dict[str, str], comma: bool) -> None:
        self.row = row
        self.heads = heads
        self.problems: list[Problem] = []
        self.uncomputed: set[str] = set()
        for column, cell in cells.items():
            if isinstance(cell, Formula):
                self.problem(column, "error-table-formula", formula=cell)
                self.uncomputed.add(column)
            elif len(cell.strip()) > MOST_CHARACTERS:
                self.problem(column, "error-facts-long-cell", found=cell.strip()[:40], most=MOST_CHARACTERS)
        self.cells = {column: "" if column in self.uncomputed else cell.strip() for column, cell in cells.items()}
        if comma:
            self.cells["value"] = swap_marks(self.cells["value"])

    def problem(self, column: str, key: str, **arguments: object) -> None:
        self.problems.append(Problem.at(self.row, self.heads.get(column, column), key, **arguments))

    def fact(self) -> StatedFact | None:
        """Return the fact, None where something is wrong with it."""
        cells = self.cells
        for column in REQUIRED:
            if not cells[column] and column != "period" and column not in self.uncomputed:
                self.problem(column, "error-table-empty-cell")
        kind = _names("kinds").get(clean(cells["kind"]), "")
        if cells["kind"] and not kind:
            self.problem("kind", "error-facts-kind", found=cells["kind"][:40], kinds=", ".join(STATUS))
        unit, text = cells["unit"], digits(cells["value"])
        if text.endswith("%"):
            text = text.removesuffix("%")
            if unit and not unit.startswith(("pct", "percent", "%")):
                self.problem("unit", "error-facts-percent", found=unit[:40])
        value = number(text)
        if cells["value"] and value is None:
            self.problem("value", "error-facts-number", found=cells["value"][:40])
        if self.problems or value is None:
            return None
        return StatedFact(
            id=cells.get("id") or f"row-{self.row}",
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
            row=self.row,
        )
