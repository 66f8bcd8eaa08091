"""The workbook's sheets that say why scenarios differ: every bridge as a table, and a native waterfall each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.differences import Entrant
from sim.analysis.text import bar_name, bridge_sentence, interaction_sentence
from sim.export.book_charts import dress
from sim.export.deck_bridges import floor_of
from sim.export.report import Report
from sim.export.sheet import CURRENT, INK, LINE_HEIGHT, MUTED, TARGET, Book, Column
from sim.export.text import cell, clean
from sim.export.wording import label_of, name_of

BRIDGE_LABELS = ("export-from", "export-to", "export-kind", "export-group", "export-cause")
BRIDGE_VALUES = ("export-contribution", "export-alone", "export-last")
BRIDGES_A_PAGE = 3
KINDS = {
    "group": "export-kind-group",
    "lever": "export-kind-lever",
    "family": "export-kind-family",
    "assumption": "export-kind-assumption",
    "risk": "export-kind-risk",
}


def bridge_sheet(book: Book, report: Report) -> None:
    """Every bridge of the target's measure to every subject: groups, what is inside them, and a waterfall each."""
    _bridges(book, report, "export-sheet-bridge", report.bridges)


def chance_sheet(book: Book, report: Report) -> None:
    """The same of the chance of the base's target."""
    found = ((entrant, report.chance_bridge(entrant)) for entrant, _ in report.bridges)
    _bridges(book, report, "export-sheet-chance", [(entrant, one) for entrant, one in found if one is not None])


def _bridges(book: Book, report: Report, name: str, bridges: Sequence[tuple[Entrant, Bridge]]) -> None:
    if not bridges:
        return
    language, text = report.language, report.language.text
    entrant, first = bridges[0]
    sheet = book.sheet(text(name), bridge_sentence(first, name_of(report.base), name_of(entrant), language))
    change = first.measure.quantity.change
    columns = [Column(text(name)) for name in BRIDGE_LABELS]
    columns += [book.unit_column(text(name), change, signed=True) for name in BRIDGE_VALUES]
    columns.append(book.unit_column(text("export-error"), change))
    rows: list[list[Any]] = []
    for entrant, bridge in bridges:
        ends = [clean(report.base.name), clean(entrant.name)]

        def line(bar: Bar, group: Bar, ends: list[str] = ends) -> list[Any]:
            names = [text(KINDS[bar.kind]), bar_name(group, language), bar_name(bar, language)]
            return [*ends, *names, bar.value, bar.alone, bar.last, bar.error]

        for group in bridge.bars:
            rows.append(line(group, group))
            rows += [line(part, group) for part in group.parts]
        rows.append(
            [*ends, "", text("export-residual"), text("export-residual"), round(bridge.residual, 9), None, None, None]
        )
    if len(bridges) <= BRIDGES_A_PAGE:
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)  # or a chart would be cut by the end of a page
    row = book.table(sheet, columns, rows, frozen=2) + 1
    for pair in bridges:
        row = bridge_chart(book, report, sheet, row, pair)


def bridge_chart(book: Book, report: Report, sheet: Worksheet, row: int, ends: tuple[Entrant, Bridge]) -> int:
    """Add a waterfall as stacked columns on an invisible foot, its numbers below it; returns the row below both."""
    language, text = report.language, report.language.text
    entrant, bridge = ends
    change = bridge.measure.quantity.change
    steps: list[list[Any]] = [[label_of(report, report.base), 0.0, bridge.start, 0.0, 0.0]]
    level = bridge.start
    for bar in bridge.bars:
        foot = min(level, level + bar.value)
        steps.append([bar_name(bar, language), foot, 0.0, max(bar.value, 0.0), max(-bar.value, 0.0)])
        level += bar.value
    steps.append([label_of(report, entrant), 0.0, bridge.end, 0.0, 0.0])
    top = row + 19
    names = ("export-foot", "export-totals", "export-rises", "export-falls")
    columns = [Column(text("export-cause")), *(book.unit_column(text(name), change) for name in names)]
    head = {"bold": True, "font_color": MUTED, "text_wrap": True, "valign": "bottom"}
    sheet.set_row(top, 5 * LINE_HEIGHT)
    for place, column in enumerate(columns):
        side = "right" if place else "left"
        sheet.write_string(top, place, column.name, book.style(**head, align=side))
    for number, step in enumerate(steps):
        sheet.write_string(top + 1 + number, 0, step[0], book.style())
        for place, value in enumerate(step[1:], start=1):
            style = book.style(book.number_format(change))
            sheet.write_number(top + 1 + number, place, book.cell_value(value, change), style)
    chart: Any = book.book.add_chart({"type": "column", "subtype": "stacked"})
    fills = ({"none": True}, {"color": INK}, {"color": CURRENT}, {"color": TARGET})
    points: list[Any] = [None] * len(steps)
    points[0] = {"fill": {"color": "white"}, "border": {"color": INK, "width": 1.5}}
    points[-1] = {"fill": {"color": CURRENT}}
    for number, fill in enumerate(fills, start=1):
        chart.add_series(
            {
                "name": [sheet.name, top, number],
                "categories": [sheet.name, top + 1, 0, top + len(steps), 0],
                "values": [sheet.name, top + 1, number, top + len(steps), number],
                "fill": fill,
                "points": points if number == 2 else [],
                "gap": 40,
            }
        )
    words = {"base": label_of(report, report.base), "current": label_of(report, entrant)}
    title = text("export-chart-bridge", **words, unit=language.unit(change))
    dress(book, chart, title, book.number_format(change))
    chart.set_legend({"none": True})
    axis: dict[str, Any] = {"num_format": book.number_format(change), "major_gridlines": {"visible": False}}
    floor = floor_of(bridge)
    if floor:
        axis["min"] = book.cell_value(floor, change)
    chart.set_y_axis(axis)
    sheet.insert_chart(row, 0, chart)
    below = top + len(steps) + 1
    notes = [bridge_sentence(bridge, name_of(report.base), name_of(entrant), language)]
    notes.append(interaction_sentence(bridge, language))
    for number, note in enumerate(notes):
        sheet.write_string(below + number, 0, cell(note), book.style(font_color=MUTED))
    return below + len(notes) + 1
