"""Actuals from CSV and Excel files, every problem named by row and column.

A file has one row a series (measure, region, item, unit) and one column a quarter. Headings, measures, regions and
items may be written as ids or as names in any of the languages. Lines that begin with # are comments; `# demo` marks
a worked example.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from sim.language import get_language, languages
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.tables.numerals import decimal_comma, digits, number, swap_marks
from sim.tables.spreadsheet import Formula, Limits, Problem, TableError, is_workbook, read_rows
from sim.track.actuals import Actuals, clashing_totals
from sim.track.measures import Measure, Series, aliases, item_split, measures, members, unit_scales

LIMITS = Limits(bytes=5 * 1024 * 1024, rows=5_000, columns=200)
COLUMNS = ("measure", "region", "item", "unit")
COLUMN_TEXTS = {
    "measure": "track-column-measure",
    "region": "track-column-region",
    "item": "track-column-item",
    "unit": "track-column-unit",
}
QUARTER = re.compile(r"\s*(\d{4})\D{0,3}?([1-4])\D{0,3}\s*", re.ASCII)
NO_FIGURE = ("", "-", "\N{EN DASH}", "\N{EM DASH}")
"""What people write where there is no figure."""


def read_actuals(plan: Plan, content: bytes, name: str = "actuals.csv") -> Actuals:
    """Return the actuals of a CSV or Excel file.

    Parameters
    ----------
    name : str
        The file's name, for messages.

    Raises
    ------
    TableError
        Cells that cannot be used, each by row and column.
    FormatError
        The file as a whole cannot be read.
    """
    rows = read_rows(content, name, LIMITS, _cell)
    return _Reader(plan, name, typed=not is_workbook(content)).read(rows)


def read_file(plan: Plan, path: Path) -> Actuals:
    """Return the actuals of a file on disk.

    Raises
    ------
    FormatError
        The file cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LIMITS.bytes + 1)
    except OSError as problem:
        raise FormatError("error-track-file", path=str(path), detail=problem.strerror or str(problem)) from problem
    return read_actuals(plan, content, path.name)


def demo_path(plan: Plan) -> Path:
    """Return the plan's worked example."""
    return Path(__file__).resolve().parent.parent.parent / "data" / "plans" / plan.id / "demo_actuals.csv"


def demo_actuals(plan: Plan) -> Actuals:
    """Return the worked example; its `demo` is always true."""
    return read_file(plan, demo_path(plan))


# -- cells ----------------------------------------------------------------------------------------------------------


def _cell(cell: Any) -> str:
    """Return a workbook's cell as text; what it shows as a percentage stays one."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value * 100:.15g}%" if "%" in str(cell.number_format) else f"{value:.17g}"


# -- from rows to actuals -------------------------------------------------------------------------------------------


class _Reader:
    """A table on its way to actuals. `typed` numbers stand as somebody wrote them, those of a workbook with a point."""

    def __init__(self, plan: Plan, name: str, typed: bool) -> None:
        self.plan = plan
        self.name = name
        self.typed = typed
        self.comma = False
        self.problems: list[Problem] = []
        self.heads: dict[str, int] = {}
        self.quarters: dict[int, str] = {}
        self.written: dict[str, str] = {}
        self.places: dict[tuple[Series, str], tuple[int, str, str, float]] = {}
        self.values: dict[Series, dict[str, float]] = {}

    def problem(self, row: int, column: str, key: str, /, **arguments: object) -> None:
        """Note a problem; the column is named as the file heads it."""
        self.problems.append(Problem.at(row, self.written.get(column, column), key, **arguments))

    def read(self, rows: list[list[str]]) -> Actuals:
        demo = False
        table = []
        for place, row in enumerate(rows, start=1):
            first = row[0].strip() if row else ""
            if first.startswith("#"):
                demo = demo or first.lower().lstrip("# ").startswith("demo")
            elif any(cell.strip() for cell in row):
                table.append((place, row))
        if not table:
            raise FormatError("error-track-empty")
        self.headings(*table[0])
        figures = (row[place] for _, row in table[1:] for place in self.quarters if place < len(row))
        self.comma = self.typed and decimal_comma(figures)
        for place, row in table[1:]:
            self.line(place, row)
        actuals = Actuals(self.values, demo)
        if not self.problems:
            self.totals(actuals)
        if self.problems:
            raise TableError(self.name, self.problems)
        return actuals

    def headings(self, row: int, cells: list[str]) -> None:
        names = {name: name for name in COLUMNS}
        for id in languages():
            names |= {get_language(id).text(text).lower(): name for name, text in COLUMN_TEXTS.items()}
        for place, cell in enumerate(cells):
            text = cell.strip()
            plain = unicodedata.normalize("NFKC", text)
            column = names.get(text.lower(), "")
            if not text:
                continue
            if isinstance(cell, Formula):
                self.problem(row, text, "error-table-formula", formula=text)
            elif column in self.heads:
                self.problem(row, text, "error-track-heading-twice")
            elif column:
                self.heads[column], self.written[column] = place, text
            elif (match := QUARTER.fullmatch(plain)) and (label := f"{match[1]}Q{match[2]}") in self.plan.quarters:
                if label in self.quarters.values():
                    self.problem(row, text, "error-track-quarter-twice", quarter=label)
                self.quarters[place], self.written[label] = label, text
            else:
                allowed = f"{', '.join(COLUMNS)}, {self.plan.quarters[0]} … {self.plan.quarters[-1]}"
                self.problem(row, text, "error-track-heading", value=text, allowed=allowed)
        if "measure" not in self.heads:
            self.problem(row, "measure", "error-track-no-measure")
        if not self.quarters:
            self.problem(row, self.plan.quarters[0], "error-track-no-quarter", first=self.plan.quarters[0])
        if self.problems:
            raise TableError(self.name, self.problems)

    def line(self, row: int, cells: list[str]) -> None:
        uncomputed = [
            (place, self.quarters.get(place) or next((name for name, own in self.heads.items() if own == place), ""))
            for place, cell in enumerate(cells)
            if isinstance(cell, Formula)
        ]
        for place, column in uncomputed:
            if column:
                self.problem(row, column, "error-table-formula", formula=cells[place])
        beyond = next((cell for cell in cells[max((*self.heads.values(), *self.quarters)) + 1 :] if cell.strip()), "")
        if beyond:  # a separator too many shifts every cell after it
            self.problem(row, str(cells.index(beyond) + 1), "error-table-no-column", found=beyond)
        if beyond or any(column in self.heads for _, column in uncomputed):
            return
        found = {name: cells[place].strip() if place < len(cells) else "" for name, place in self.heads.items()}
        series = self.series(row, found["measure"], found.get("region", ""), found.get("item", ""))
        if series is None:
            return
        measure, unit = measures()[series.measure], found.get("unit", "")
        scales = {name.lower(): scale for name, scale in unit_scales(measure).items()}
        if unit and unit.lower() not in scales:
            self.problem(row, "unit", "error-track-unit", value=unit, allowed=", ".join(unit_scales(measure)))
            return
        for place, quarter in self.quarters.items():
            cell = cells[place] if place < len(cells) else ""
            if cell.strip() in NO_FIGURE or isinstance(cell, Formula):
                continue
            value = self.number(row, quarter, cell, measure, unit or measure.unit, scales[unit.lower()] if unit else 1)
            if value is None:
                continue
            if (series, quarter) in self.places:
                self.problem(row, quarter, "error-track-twice", row=self.places[series, quarter][0], quarter=quarter)
                continue
            self.places[series, quarter] = (row, quarter, unit or measure.unit, scales[unit.lower()] if unit else 1)
            self.values.setdefault(series, {})[quarter] = value

    def series(self, row: int, measure: str, region: str, item: str) -> Series | None:
        names = aliases(self.plan)
        id = names["measure"].get(measure.lower())
        if not measure:
            self.problem(row, "measure", "error-table-empty-cell")
            return None
        if id is None:
            self.problem(row, "measure", "error-track-measure", value=measure, allowed=", ".join(measures()))
            return None
        split = measures()[id].split
        place = names["region"].get(region.lower(), "") if region else ""
        rest = item_split(id)
        allowed = ", ".join(members(self.plan, rest)) if rest else "–"
        one = names["item"].get(item.lower(), "") if item else ""
        if region and (not place or "region" not in split):
            regions = ", ".join(self.plan.regions) if "region" in split else "–"
            self.problem(row, "region", "error-track-member", value=region, allowed=regions)
            return None
        if item and (rest is None or one not in members(self.plan, rest)):
            self.problem(row, "item", "error-track-member", value=item, allowed=allowed)
            return None
        if rest == "category" and not one:
            self.problem(row, "item", "error-track-member", value="–", allowed=allowed)
            return None
        if rest == "product" and one and not place:
            self.problem(row, "region", "error-track-item-alone", allowed=", ".join(self.plan.regions))
            return None
        return Series(id, place, one)

    def number(self, row: int, quarter: str, cell: str, measure: Measure, unit: str, scale: float) -> float | None:
        """Return a figure in the model's unit; None, and a problem, where it is none."""
        text = digits(swap_marks(cell) if self.comma else cell)
        percent = text.endswith("%")
        value = number(text.removesuffix("%"))
        low, high = measure.range
        if value is None:
            self.problem(row, quarter, "error-track-number", value=cell.strip())
        elif percent and not measure.unit.startswith("fraction"):
            self.problem(row, quarter, "error-track-percent-unit", value=cell.strip(), unit=unit)
        elif low <= (value := value * (0.01 if percent else scale)) <= high:
            return value
        elif high == 1 and 1 < value <= 100 and scale == 1:
            self.problem(row, quarter, "error-track-percent", value=cell.strip())
        else:
            shown = (0.01, "%") if percent else (scale, unit)
            bounds = {"low": f"{low / shown[0]:g}", "high": f"{high / shown[0]:g}", "unit": shown[1]}
            self.problem(row, quarter, "error-track-range", value=cell.strip(), **bounds)
        return None

    def totals(self, actuals: Actuals) -> None:
        for series, quarter, stated, summed in clashing_totals(self.plan, actuals):
            row, quarter, unit, scale = self.places[series, quarter]
            bounds = {"stated": f"{stated / scale:g}", "summed": f"{summed / scale:g}", "unit": unit}
            self.problem(row, quarter, "error-track-total", **bounds)
