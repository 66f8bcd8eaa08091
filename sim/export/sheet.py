"""One sheet of the workbook: title, stamp, a table with filters and frozen headers, fitting columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sim.export.text import cell, display_width, line_count
from sim.export.wording import excel_format
from sim.language import Language

INK, MUTED, LINE, CURRENT, TARGET = "#141D2B", "#5D6877", "#E2DFD7", "#0B6AA8", "#C7461F"
HEADER_ROW = 3
WIDEST, NARROWEST = 56, 9
LINE_HEIGHT, HEAD_HEIGHT, HIGHEST = 14, 30, 400
"""Points: one line of a cell, a heading at least, and the highest row that an office program takes."""


@dataclass(frozen=True)
class Column:
    """A column: heading, the named number format of its values ("" for text), and a note on what computes them."""

    name: str
    format: str = ""
    signed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Form:
    """A named number format with decimals of its own."""

    name: str
    decimals: int


class Book:
    """A workbook in memory; text never becomes a formula, a link or a number."""

    def __init__(self, file: Any, language: Language, stamp: str) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        }
        self.book = xlsxwriter.Workbook(file, options)
        self.language, self.stamp = language, stamp
        self.font = language.document.font
        self._formats: dict[tuple[Any, ...], Any] = {}

    def style(self, number: str = "", **more: Any) -> Any:
        """Return a cell format in the house style; equal ones are shared."""
        key = (number, *sorted(more.items()))
        if key not in self._formats:
            base = {"font_name": self.font, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            if number:
                base["num_format"] = number
            self._formats[key] = self.book.add_format({**base, **more})
        return self._formats[key]

    def cell_value(self, value: float, format: str) -> float:
        """Return a number as a cell keeps it: percentages as fractions, everything else in the shown unit."""
        return value if is_percent(self.language, format) else value * self.language.formats[format].scale

    def number_format(self, format: str | Form, signed: bool = False) -> str:
        """Return the Office number format that goes with `stored`."""
        spec = self.language.formats[format.name if isinstance(format, Form) else format]
        if isinstance(format, Form):
            spec, format = replace(spec, decimals=format.decimals), format.name
        if is_percent(self.language, format):
            digits = "0" + ("." + "0" * spec.decimals if spec.decimals else "") + "%"
            return f'{"+" if signed else ""}{digits};"−"{digits};{digits}'
        return excel_format(spec, signed)

    def sheet(self, name: str, title: str) -> Worksheet:
        """Add a sheet with title and stamp, printed in landscape with the stamp on every page."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, cell(title), self.style(font_size=14, bold=True))
        sheet.write_string(1, 0, cell(self.stamp), self.style(font_size=9, font_color=MUTED))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{self.stamp.replace('&', '&&')[:200]}&R&8&P / &N")
        return sheet

    def table(
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Any]],
        *,
        frozen: int = 1,
        top: int = HEADER_ROW,
        left: int = 0,
        filters: bool = True,
        formats: Sequence[Sequence[str | Form]] | None = None,
    ) -> int:
        """Write a table; returns the row below it.

        Parameters
        ----------
        rows : values: text, numbers in the model's unit, None for an empty cell
        frozen : columns that stay in view
        formats : number format a cell, where it differs within a column
        """
        head: dict[str, Any] = {"bold": True, "font_color": MUTED, "bottom": 2, "bottom_color": INK}
        head |= {"text_wrap": True, "valign": "bottom"}
        widths = []
        for place, column in enumerate(columns):
            numeric = bool(column.format) or any(one[place] for one in formats or ())
            side = {"align": "right"} if numeric else _align_left(place)
            sheet.write_string(top, left + place, cell(column.name), self.style(**head, **side))
            if column.note:
                lines = sum(1 + display_width(line) // 60 for line in column.note.splitlines())
                sheet.write_comment(top, left + place, cell(column.note), {"width": 380, "height": 16 * (lines + 1)})
            widths.append(min(display_width(column.name), 16))
        for number, row in enumerate(rows):
            tall = any(isinstance(value, str) and _wraps(value) for value in row)
            line = {"bottom": 1, "bottom_color": LINE} | ({"valign": "top"} if tall else {})
            for place, value in enumerate(row):
                form = formats[number][place] if formats else columns[place].format
                right_text = formats is not None and any(one[place] for one in formats)
                where = (top + 1 + number, left + place)
                shown = self._cell(sheet, where, value, form, columns[place].signed, right_text, line)
                widths[place] = max(widths[place], shown)
        fitting = [min(max(width + 3, NARROWEST), WIDEST) for width in widths]
        for place, width in enumerate(fitting):
            sheet.set_column(left + place, left + place, width)
        names = [column.name for column in columns]
        sheet.set_row(top, max(HEAD_HEIGHT, _height(names, fitting)))
        for number, row in enumerate(rows):
            if any(isinstance(value, str) and _wraps(value) for value in row):
                sheet.set_row(top + 1 + number, _height(row, fitting))
        if filters:
            sheet.freeze_panes(top + 1, frozen)
            sheet.repeat_rows(top)
            if rows:
                sheet.autofilter(top, left, top + len(rows), left + len(columns) - 1)
        return top + 1 + len(rows)

    def _cell(
        self,
        sheet: Worksheet,
        place: tuple[int, int],
        value: Any,
        format: str | Form,
        signed: bool,
        right: bool,
        line: dict[str, Any],
    ) -> int:
        """Write one value; returns how wide it is. `right` sets text flush right, among numbers; `line` dresses it."""
        row, column = place
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            sheet.write_blank(row, column, None, self.style(**line))
            return 0
        if isinstance(value, bool):
            value = self.language.text("export-yes" if value else "export-no")
        if isinstance(value, str):
            side = {"align": "right"} if right else _align_left(column)
            sheet.write_string(row, column, cell(value), self.style(text_wrap=_wraps(value), **side, **line))
            return min(max(map(display_width, value.splitlines()), default=0), WIDEST)
        if not format:
            sheet.write_number(row, column, value, self.style("0", **_align_left(column), **line))
            return len(str(value))
        colour = {}
        if signed and value:
            colour = {"font_color": CURRENT if value > 0 else TARGET}
        style = self.style(self.number_format(format, signed), **line, **colour)
        name, decimals = (format.name, format.decimals) if isinstance(format, Form) else (format, None)
        sheet.write_number(row, column, self.cell_value(float(value), name), style)
        return len(self.language.number(float(value), name, signed=signed, decimals=decimals)) + 1

    def unit_column(self, name: str, format: str, signed: bool = False, note: str = "") -> Column:
        """Return a column whose heading carries its unit; percentages show theirs in every cell."""
        unit = "" if is_percent(self.language, format) else self.language.unit(format)
        text = self.language.text("with-note", name=name, note=unit) if unit else name
        return Column(text, format, signed, note)


def _align_left(place: int) -> dict[str, Any]:
    """Return how words stand in a column; clear of the numbers on their left where there may be some."""
    return {"align": "left", "indent": 1} if place else {"align": "left"}


def _wraps(text: str) -> bool:
    return display_width(text) > WIDEST - 3 or "\n" in text


def _height(cells: Sequence[Any], widths: Sequence[float]) -> float:
    """Return how high a row must be for its texts: only some office programs find that out by themselves."""
    lines = 1
    for text, width in zip(cells, widths, strict=True):
        if isinstance(text, str):
            lines = max(lines, sum(line_count(line, 1.08 * width - 2) for line in text.splitlines()))
    return min(lines * LINE_HEIGHT + 3, HIGHEST)


def is_percent(language: Language, format: str) -> bool:
    """Tell whether a named format is a percentage, which Excel shows by itself."""
    return "%" in language.formats[format].unit
