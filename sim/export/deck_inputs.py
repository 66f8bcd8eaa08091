"""Pages of the deck that show what the results rest on: levers, assumptions, sources."""

from __future__ import annotations

import itertools

from sim.analysis.text import likely_name
from sim.export.inputs import assumption_rows, batches, lever_rows, source_rows
from sim.export.report import Report
from sim.export.slides import Cell, SlideDeck
from sim.export.text import display_width, line_count, one_line, unturn
from sim.export.wording import label_of, name_of

ROWS_A_PAGE = 13
NOTE_SIZE = 14.0
NOTE_LINES, NOTE_WIDTH = 15, 108
"""Lines of a note on a slide, and their width in Latin letters."""


def divider_page(deck: SlideDeck, report: Report) -> None:
    """Between the board's slides and the details."""
    text = report.language.text
    page = deck.slide(text("export-appendix"), "")
    page.text(page.box.part(0, 0.05, 0.8, 0.9), text("export-appendix-note"), 16, colour="muted")


def lever_pages(deck: SlideDeck, report: Report) -> None:
    """Every lever: baseline, plan, subjects, and where base and plan value come from."""
    text = report.language.text
    rows = lever_rows(report)
    header = [text("export-lever"), text("preset-baseline"), text("preset-plan")]
    header += [*(label_of(report, one) for one in report.subjects), text("export-rests-on")]
    moved = sum(row.moved for row in rows)
    title = text("export-levers-title", count=moved, total=len(rows))
    for number, some in enumerate(batches(rows, ROWS_A_PAGE)):
        page = deck.slide(
            title if number == 0 else text("export-continued", title=title), text("export-levers-subtitle")
        )
        cells: list[list[str | Cell]] = [
            [row.name, Cell(row.base, False, "muted"), row.plan]
            + [Cell(value, one, "current" if one else "ink") for value, one in zip(row.values, row.marks, strict=True)]
            + [Cell(row.rests_on, False, "muted")]
            for row in some
        ]
        widths = [3, 1.6, 1.6, *([1.6] * len(report.subjects)), 2.6]
        page.table(page.box, header, cells, widths, size=11.5, left=(0, len(header) - 1), row_height=0.35)


def assumption_pages(deck: SlideDeck, report: Report) -> None:
    """What the first subject assumes, and what that rests on."""
    text = report.language.text
    rows = assumption_rows(report)
    title = text("export-assumptions-title", set=likely_name(report.subject.scenario, report.language))
    header = [text("export-assumption"), text("export-value"), text("export-spread"), text("export-rests-on")]
    for number, some in enumerate(batches(rows, ROWS_A_PAGE)):
        page = deck.slide(
            title if number == 0 else text("export-continued", title=title), text("export-assumptions-subtitle")
        )
        cells: list[list[str | Cell]] = [
            [row.name, Cell(row.value, True), Cell(row.spread, False, "muted"), Cell(row.rests_on, False, "muted")]
            for row in some
        ]
        page.table(page.box, header, cells, [3, 1.6, 3, 3.6], size=11.5, left=(0, 2, 3), row_height=0.35)


def source_page(deck: SlideDeck, report: Report) -> None:
    """Documents and publications."""
    text = report.language.text
    rows = source_rows(report)
    header = [text("export-source"), text("export-citation"), text("export-how-read")]
    page = deck.slide(text("export-sources-title"), text("export-sources-subtitle"))
    cells: list[list[str | Cell]] = [[row.id, row.citation, Cell(row.read, False, "muted")] for row in rows]
    page.table(page.box, header, cells, [1.6, 8.5, 2], size=9.5, left=(0, 1, 2), row_height=0.27)


def note_pages(deck: SlideDeck, report: Report) -> None:
    """What the authors noted of their scenarios; a long note is cut here and stands whole in the speaker notes."""
    text = report.language.text
    for entrant in report.subjects:
        whole = unturn(entrant.note).strip()
        if not whole:
            continue
        subtitle = text("export-notes-author", author=one_line(entrant.author)) if entrant.author else ""
        page = deck.slide(text("export-notes-title", scenario=name_of(entrant)), subtitle)
        paragraphs, cut = _fitting([" ".join(line.split()) for line in whole.splitlines() if line.strip()])
        if cut:
            paragraphs.append(text("export-notes-cut"))
        page.text(page.box, paragraphs, NOTE_SIZE, spacing=6)
        if cut:
            page.slide.notes_slide.notes_text_frame.text = whole


def _fitting(lines: list[str]) -> tuple[list[str], bool]:
    """Return the paragraphs that fit a slide, and whether something was left out."""
    kept: list[str] = []
    room = NOTE_LINES
    for line in lines:
        need = line_count(line, NOTE_WIDTH)
        if need > room:
            widths = itertools.accumulate(map(display_width, line))
            letters = sum(width < room * NOTE_WIDTH for width in widths)
            return [*kept, *([line[:letters].rstrip() + "…"] if room else [])], True
        kept.append(line)
        room -= need
    return kept, False
