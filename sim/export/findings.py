"""Findings about the subjects: a slide each, and a sheet for all of them."""

from __future__ import annotations

from typing import Any

from pptx.util import Pt
from xlsxwriter.worksheet import Worksheet

from sim.analysis.finding import Counts
from sim.export.book_charts import dress
from sim.export.report import Report
from sim.export.sheet import CURRENT, HEADER_ROW, Book, Column
from sim.export.slide_bars import lying_bars
from sim.export.slides import LETTER, Box, Cell, Page, SlideDeck
from sim.export.text import clean, line_count

ROWS_A_SLIDE, FULL = 14, 0.85
"""Rows that fit, and the part of a slide's height from which on that many do."""
TABLE_SHARE = 0.58
"""Part of a slide's width that the table takes where a picture stands beside it."""
CHART_ROWS = 18
"""Rows of a sheet that a chart covers."""
NOTE_SIZE = 11.0
LEAST_TABLE = 0.6
"""Part of a slide's height that the table keeps, however many notes stand below it."""


def finding_pages(deck: SlideDeck, report: Report) -> None:
    """What was found out about the subjects, a message a slide; a long table goes on in the workbook."""
    for entrant in report.subjects:
        for one in entrant.findings:
            page = deck.slide(clean(one.title), clean(one.subtitle))
            notes, shown = [clean(note) for note in one.notes], min(len(one.rows), ROWS_A_SLIDE)
            share = max(LEAST_TABLE, 1 - _height(page, notes) / page.box.height) if notes else 1.0
            shown = min(shown, int(ROWS_A_SLIDE * share / FULL))
            if (more := len(one.rows) - shown) > 0:
                notes.append(report.language.text("export-finding-more", count=more))
                share = max(LEAST_TABLE, 1 - _height(page, notes) / page.box.height)
            rows: list[list[str | Cell]] = [[clean(value) for value in row] for row in one.rows[:shown]]
            box = page.box.part(0, 0, 1, share)
            if one.counts is not None:
                _bars(page, box.part(TABLE_SHARE + 0.03, 0, 1, 0.98), one.counts)
                box = box.part(0, 0, TABLE_SHARE, 1)
            if rows:
                widths = [2.6, *([1.5] * (len(one.heads) - 1))]
                page.table(box, list(one.heads), rows, widths, size=11.5, row_height=0.32)
            if notes:
                page.text(page.box.part(0, share + 0.02, 1, 1), notes, NOTE_SIZE)


def _height(page: Page, notes: list[str]) -> float:
    """Return how high notes stand below a table, with the gap above them, in EMU; estimated from letter widths."""
    points = NOTE_SIZE * page.deck.scale
    letters = page.box.width / Pt(points * LETTER)
    return sum(line_count(note, letters) for note in notes) * Pt(points * 1.25) + 0.03 * page.box.height


def _bars(page: Page, box: Box, counts: Counts) -> None:
    highest = max(1, *counts.values)
    page.text(box.part(0, 0, 1, 0.07), clean(counts.name), 11.0, bold=True, colour="muted")
    box = box.part(0, 0.08, 1, 1)
    parts = [(clean(counts.name), list(counts.values), "current")]
    lying_bars(page, box, [clean(one) for one in counts.labels], parts, number_format="0", highest=highest)


def findings_sheet(book: Book, report: Report) -> None:
    """The same findings below one another, each with its question, table and notes; no sheet without any."""
    found = [one for entrant in report.subjects for one in entrant.findings]
    if not found:
        return
    title = report.language.text("export-sheet-findings")
    sheet = book.sheet(title, title)
    row = HEADER_ROW
    for one in found:
        sheet.write_string(row, 0, clean(one.title), book.style(bold=True, font_size=11))
        sheet.write_string(row + 1, 0, clean(one.subtitle), book.style(font_size=9))
        row = book.table(
            sheet, [Column(clean(head)) for head in one.heads], one.rows, frozen=0, top=row + 2, filters=False
        )
        for note in one.notes:
            sheet.write_string(row, 0, clean(note), book.style())
            row += 1
        if one.counts is not None:
            row = _chart(book, sheet, row + 1, one.counts)
        row += 1


def _chart(book: Book, sheet: Worksheet, row: int, counts: Counts) -> int:
    """Draw bars of counts beside their numbers; return the row below both."""
    name = clean(counts.name)
    rows = [(clean(label), value) for label, value in zip(counts.labels, counts.values, strict=True)]
    bottom = book.table(sheet, [Column(""), Column(name, "count")], rows, frozen=0, top=row, filters=False)
    chart: Any = book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet.name, row, 1],
            "categories": [sheet.name, row + 1, 0, bottom - 1, 0],
            "values": [sheet.name, row + 1, 1, bottom - 1, 1],
            "fill": {"color": f"#{CURRENT.lstrip('#')}"},
            "gap": 45,
            "data_labels": {"value": True},
        }
    )
    dress(book, chart, name, "0")
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"name": book.font, "size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    sheet.insert_chart(row, 2, chart)
    return max(bottom, row + CHART_ROWS)
