"""The table of actuals to fill in, empty or filled, as CSV or Excel."""

from __future__ import annotations

import csv
import io
import math

import xlsxwriter

from sim.language import Language
from sim.plan import Plan
from sim.track.actuals import Actuals
from sim.track.layout import COLUMN_TEXTS, COLUMNS
from sim.track.measures import Series, full_series, item_key, measures, series_name, shown_unit

Cell = str | float | None


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
