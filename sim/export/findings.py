"""Findings about the subjects: a slide each, and a sheet for all of them."""

from __future__ import annotations

from sim.export.report import Report
from sim.export.sheet import HEADER_ROW, Book, Column
from sim.export.slides import Cell, SlideDeck
from sim.export.text import clean

ROWS_A_SLIDE = 14
NOTES_SHARE = 0.8
"""Part of a slide's height that the table takes where notes stand below it."""


def finding_pages(deck: SlideDeck, report: Report) -> None:
    """What was found out about the subjects, a message a slide; a long table goes on in the workbook."""
    for entrant in report.subjects:
        for one in entrant.findings:
            page = deck.slide(clean(one.title), clean(one.subtitle))
            rows: list[list[str | Cell]] = [[clean(value) for value in row] for row in one.rows[:ROWS_A_SLIDE]]
            notes = [clean(note) for note in one.notes]
            box = page.box.part(0, 0, 1, NOTES_SHARE) if notes else page.box
            if rows:
                widths = [3.0, *([1.5] * (len(one.heads) - 1))]
                page.table(box, list(one.heads), rows, widths, size=11.5, row_height=0.32)
            if notes:
                page.text(page.box.part(0, NOTES_SHARE + 0.02, 1, 1), notes, 11.0)


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
        row += 1
