"""Actuals from CSV and Excel files, problems named by row and column; and the template to fill in.

A file has one row a series (measure, region, item, unit) and one column a quarter. Headings, measures, regions and
items may be written as ids or as names in any of the languages. Lines that begin with # are comments; `# demo` marks
a worked example.
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter

from sim.errors import FormatError
from sim.language import Language, get_language, languages
from sim.plan import Plan
from sim.track.actuals import Actuals, clashing_totals
from sim.track.measures import (
    Series,
    aliases,
    full_series,
    item_key,
    item_split,
    measures,
    members,
    series_name,
    shown_unit,
    unit_scales,
)

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 200
COLUMNS = ("measure", "region", "item", "unit")
COLUMN_TEXTS = {
    "measure": "track-column-measure",
    "region": "track-column-region",
    "item": "track-column-item",
    "unit": "track-column-unit",
}
QUARTER = re.compile(r"\s*(\d{4})\D{0,3}?([1-4])\D{0,3}\s*")
NUMBER = re.compile(r"[+\-−]?\d+(,\d{3})*(\.\d+)?(e[+\-]?\d+)?", re.IGNORECASE)

Cell = str | float | None


@dataclass(frozen=True)
class Problem:
    """One cell that cannot be used; `row` and `column` as a spreadsheet counts and heads them."""

    row: int
    column: str
    key: str
    arguments: tuple[tuple[str, str], ...] = ()

    def text(self, language: Language) -> str:
        return language.text(self.key, **dict(self.arguments))


class TableError(FormatError):
    """A table with problems; all of them, in reading order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            "error-track-table",
            count=len(self.problems),
            row=first.row,
            column=first.column,
            problem=first.key,
        )

    def text(self, language: str = "en") -> str:
        words = get_language(language)
        first = self.problems[0]
        return words.text(
            self.key, count=len(self.problems), row=first.row, column=first.column, problem=first.text(words)
        )


def read_actuals(plan: Plan, content: bytes, name: str = "actuals.csv") -> Actuals:
    """Return the actuals of a CSV or Excel file.

    Parameters
    ----------
    name : str
        File name; `.xlsx` is read as Excel, everything else as CSV in UTF-8 or GB 18030.

    Raises
    ------
    TableError
        Cells that cannot be used, each by row and column.
    FormatError
        The file as a whole cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise FormatError("error-track-too-large", size=str(MAX_BYTES // 1_000_000))
    rows = _excel_rows(content) if name.lower().endswith((".xlsx", ".xlsm")) else _csv_rows(content)
    return _Reader(plan).read(rows)


def read_file(plan: Plan, path: Path) -> Actuals:
    """Return the actuals of a file on disk.

    Raises
    ------
    FormatError
        The file cannot be read or used.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise FormatError("error-track-file", path=str(path), detail=problem.strerror or str(problem)) from problem
    return read_actuals(plan, content, path.name)


def demo_path(plan: Plan) -> Path:
    """Return the plan's worked example."""
    return Path(__file__).resolve().parent.parent.parent / "data" / "plans" / plan.id / "demo_actuals.csv"


def demo_actuals(plan: Plan) -> Actuals:
    """Return the worked example; its `demo` is always true."""
    return read_file(plan, demo_path(plan))


# -- rows of a file -------------------------------------------------------------------------------------------------


def _csv_rows(content: bytes) -> list[tuple[int, list[Cell]]]:
    text = None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or "\0" in text:
        raise FormatError("error-track-encoding")
    if len(text.splitlines()) > MAX_ROWS:
        raise FormatError("error-track-too-long", rows=str(MAX_ROWS))
    sample = "\n".join(line for line in text.splitlines() if not line.startswith("#"))[:2000]
    first = sample.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as problem:
        raise FormatError("error-track-csv", detail=str(problem)) from problem
    return [(number, list(row[:MAX_COLUMNS])) for number, row in enumerate(rows, start=1)]


def _excel_rows(content: bytes) -> list[tuple[int, list[Cell]]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows: list[tuple[int, list[Cell]]] = []
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            if number > MAX_ROWS:
                raise FormatError("error-track-too-long", rows=str(MAX_ROWS))
            rows.append((number, [_excel_cell(value) for value in row]))
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as problem:
        raise FormatError("error-track-excel") from problem
    return rows


def _excel_cell(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return str(value)


# -- from rows to actuals -------------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.problems: list[Problem] = []
        self.places: dict[tuple[Series, str], tuple[int, str]] = {}

    def problem(self, row: int, column: str, key: str, /, **arguments: object) -> None:
        self.problems.append(
            Problem(row, column, key, tuple((name, str(value)[:120]) for name, value in arguments.items()))
        )

    def read(self, rows: list[tuple[int, list[Cell]]]) -> Actuals:
        demo = False
        table = []
        for number, row in rows:
            first = str(row[0] or "").strip() if row else ""
            if first.startswith("#"):
                demo = demo or first.lower().lstrip("# ").startswith("demo")
            elif any(str(cell or "").strip() for cell in row):
                table.append((number, row))
        if not table:
            raise FormatError("error-track-empty")
        heads, quarters = self.headings(*table[0])
        values: dict[Series, dict[str, float]] = {}
        for number, row in table[1:]:
            self.line(number, row, heads, quarters, values)
        actuals = Actuals(values, demo)
        if not self.problems:
            self.totals(actuals)
        if self.problems:
            raise TableError(sorted(self.problems, key=lambda one: one.row))
        return actuals

    def headings(self, number: int, row: list[Cell]) -> tuple[dict[str, int], dict[int, str]]:
        names = {name: name for name in COLUMNS}
        for id in languages():
            names |= {get_language(id).text(text).lower(): name for name, text in COLUMN_TEXTS.items()}
        heads: dict[str, int] = {}
        quarters: dict[int, str] = {}
        for place, cell in enumerate(row):
            text = str(cell or "").strip()
            if not text:
                continue
            if text.lower() in names:
                heads.setdefault(names[text.lower()], place)
            elif (match := QUARTER.fullmatch(text)) and (label := f"{match[1]}Q{match[2]}") in self.plan.quarters:
                if label in quarters.values():
                    self.problem(number, text, "error-track-quarter-twice", quarter=label)
                quarters[place] = label
            else:
                allowed = f"{', '.join(COLUMNS)}, {self.plan.quarters[0]} … {self.plan.quarters[-1]}"
                self.problem(number, text, "error-track-heading", value=text, allowed=allowed)
        if "measure" not in heads:
            self.problem(number, "measure", "error-track-no-measure")
        if not quarters:
            self.problem(number, self.plan.quarters[0], "error-track-no-quarter", first=self.plan.quarters[0])
        if self.problems:
            raise TableError(self.problems)
        return heads, quarters

    def line(
        self,
        number: int,
        row: list[Cell],
        heads: dict[str, int],
        quarters: dict[int, str],
        values: dict[Series, dict[str, float]],
    ) -> None:
        def cell(name: str) -> str:
            place = heads.get(name)
            return str(row[place] or "").strip() if place is not None and place < len(row) else ""

        series = self.series(number, cell("measure"), cell("region"), cell("item"))
        if series is None:
            return
        scales = {unit.lower(): scale for unit, scale in unit_scales(measures()[series.measure]).items()}
        unit = cell("unit")
        if unit and unit.lower() not in scales:
            allowed = ", ".join(unit_scales(measures()[series.measure]))
            self.problem(number, "unit", "error-track-unit", value=unit, allowed=allowed)
            return
        scale = scales[unit.lower()] if unit else 1.0
        for place, quarter in quarters.items():
            raw = row[place] if place < len(row) else None
            value = self.number(number, quarter, raw, scale, series)
            if value is None:
                continue
            if (series, quarter) in self.places:
                self.problem(number, quarter, "error-track-twice", row=self.places[series, quarter][0], quarter=quarter)
                continue
            self.places[series, quarter] = (number, quarter)
            values.setdefault(series, {})[quarter] = value

    def series(self, number: int, measure: str, region: str, item: str) -> Series | None:
        names = aliases(self.plan)
        id = names["measure"].get(measure.lower())
        if id is None:
            self.problem(number, "measure", "error-track-measure", value=measure, allowed=", ".join(measures()))
            return None
        split = measures()[id].split
        place = names["region"].get(region.lower(), "") if region else ""
        rest = item_split(id)
        allowed = ", ".join(members(self.plan, rest)) if rest else "–"
        one = names["item"].get(item.lower(), "") if item else ""
        if region and (not place or "region" not in split):
            regions = ", ".join(self.plan.regions) if "region" in split else "–"
            self.problem(number, "region", "error-track-member", value=region, allowed=regions)
            return None
        if item and (rest is None or one not in members(self.plan, rest)):
            self.problem(number, "item", "error-track-member", value=item, allowed=allowed)
            return None
        if rest == "category" and not one:
            self.problem(number, "item", "error-track-member", value="–", allowed=allowed)
            return None
        if rest == "product" and one and not place:
            self.problem(number, "region", "error-track-item-alone", allowed=", ".join(self.plan.regions))
            return None
        return Series(id, place, one)

    def number(self, row: int, quarter: str, raw: Cell, scale: float, series: Series) -> float | None:
        value = parse_number(raw)
        if value is None:
            return None
        if isinstance(value, str):
            self.problem(row, quarter, "error-track-number", value=value)
            return None
        percent = isinstance(raw, str) and raw.strip().endswith(("%", "％"))
        value = value * (0.01 if percent else scale)
        low, high = measures()[series.measure].range
        if not low <= value <= high:
            shown = str(raw).strip()
            key = "error-track-percent" if high == 1 and 1 < value <= 100 else "error-track-range"
            self.problem(row, quarter, key, value=shown, low=f"{low:g}", high=f"{high:g}")
            return None
        return value

    def totals(self, actuals: Actuals) -> None:
        for series, quarter, stated, summed in clashing_totals(self.plan, actuals):
            row = self.places[series, quarter][0] if (series, quarter) in self.places else 0
            self.problem(row, quarter, "error-track-total", stated=f"{stated:g}", summed=f"{summed:g}")


def parse_number(raw: Cell) -> float | str | None:
    """Return a cell's number; None for an empty cell, the text itself where it is no number."""
    if raw is None:
        return None
    if isinstance(raw, int | float):
        return float(raw) if math.isfinite(raw) else str(raw)
    text = raw.strip().replace("，", ",").replace("．", ".").replace("％", "%")
    if text in ("", "-", "–", "—"):
        return None
    match = NUMBER.fullmatch(text.removesuffix("%").strip())
    return float(match[0].replace(",", "").replace("−", "-")) if match else text


# -- the template ---------------------------------------------------------------------------------------------------


def table_rows(plan: Plan, language: Language, actuals: Actuals | None = None) -> tuple[list[str], list[list[Cell]]]:
    """Return headings and rows of a table in the reader's names and units; filled in with `actuals` where known."""
    heads = [language.text(COLUMN_TEXTS[name]) for name in COLUMNS] + list(plan.quarters)
    rows: list[list[Cell]] = []
    extra = [series for series in (actuals.values if actuals else ()) if series not in full_series(plan)]
    for series in (*full_series(plan), *extra):
        unit, scale = shown_unit(measures()[series.measure], language)
        names: list[Cell] = [
            series_name(Series(series.measure), language),
            language.text(f"region-{series.region}") if series.region else "",
            language.text(item_key(series.measure, series.item)) if series.item else "",
            unit,
        ]
        cells: list[Cell] = [None] * plan.quarter_count
        if actuals is not None:
            row = actuals.row(plan, series)
            cells = [None if math.isnan(value) else round(float(value) * scale, 6) for value in row]
        rows.append([*names, *cells])
    return heads, rows


def as_csv(plan: Plan, language: Language, actuals: Actuals | None = None) -> bytes:
    """Return the table as CSV that spreadsheets open in the right encoding."""
    buffer = io.StringIO()
    buffer.write(f"# {'demo – ' if actuals is not None and actuals.demo else ''}{language.text('track-file-note')}\n")
    writer = csv.writer(buffer, lineterminator="\n")
    heads, rows = table_rows(plan, language, actuals)
    writer.writerow(heads)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")


def as_excel(plan: Plan, language: Language, actuals: Actuals | None = None) -> bytes:
    """Return the table as an Excel workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(language.text("track-file-sheet"))
    bold = book.add_format({"bold": True, "bottom": 1})
    grey = book.add_format({"font_color": "#5d6877"})
    mark = "demo – " if actuals is not None and actuals.demo else ""
    sheet.write_string(0, 0, f"# {mark}{language.text('track-file-note')}", grey)
    heads, rows = table_rows(plan, language, actuals)
    for place, head in enumerate(heads):
        sheet.write_string(1, place, head, bold)
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                sheet.write_string(number, place, cell)
            elif isinstance(cell, float):
                sheet.write_number(number, place, cell)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 3, 15)
    sheet.freeze_panes(2, 4)
    book.close()
    return buffer.getvalue()
