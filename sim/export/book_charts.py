"""Native charts of the workbook; their numbers stand in the same sheet."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sim.analysis.bridge import Bridge
from sim.analysis.differences import Entrant
from sim.analysis.words import CHANGE_FORMATS, bar_name, bridge_sentence, interaction_sentence
from sim.export.deck_bridges import floor_of
from sim.export.report import Report
from sim.export.sheet import CURRENT, INK, LINE, LINE_HEIGHT, MUTED, TARGET, Book, Column
from sim.export.slide_charts import SERIES
from sim.export.text import cell
from sim.export.wording import label_of, name_of
from sim.language import key

Place = tuple[Worksheet, int]


def _dress(book: Book, chart: Any, title: str, number: str) -> None:
    font = {"name": book.font, "size": 9, "color": MUTED}
    chart.set_title({"name": title, "name_font": {**font, "size": 12, "bold": True, "color": INK}, "overlay": False})
    chart.set_y_axis(
        {
            "num_format": number,
            "num_font": font,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    chart.set_x_axis({"num_font": font, "line": {"color": MUTED}, "label_position": "low"})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 620, "height": 340})


def summary_charts(book: Book, report: Report, place: Place) -> None:
    """Add the trajectory of all scenarios and revenue by region, each with its numbers beside it."""
    sheet, bottom = place
    sheet.fit_to_pages(1, 1)
    language, text = report.language, report.language.text
    lines = report.comparison.trajectories
    lines = lines[lines["quarter"] == 0]
    years = sorted(set(lines["year"]))
    top = bottom + 2
    names = report.comparison.names
    columns = [Column(text("export-year"))]
    columns += [book.unit_column(label_of(report, one), "revenue") for one in report.comparison.entrants]
    unit = language.unit("revenue")
    by_name: dict[str, dict[int, float]] = {name: {} for name in names}
    for one in lines.to_dict("records"):
        by_name[one["scenario"]][one["year"]] = one["revenue"]
    rows = [[str(year), *(by_name[name].get(year) for name in names)] for year in years]
    book.table(sheet, columns, rows, top=top, filters=False)
    chart: Any = book.book.add_chart({"type": "line"})
    for number, name in enumerate(names):
        subject = any(name == one.name for one in report.subjects)
        colour = SERIES[number] if subject else MUTED
        chart.add_series(
            {
                "name": [sheet.name, top, 1 + number],
                "categories": [sheet.name, top + 1, 0, top + len(rows), 0],
                "values": [sheet.name, top + 1, 1 + number, top + len(rows), 1 + number],
                "line": {"color": f"#{colour.lstrip('#')}", "width": 2.5 if subject else 1.25},
                "marker": {"type": "circle", "size": 5, "fill": {"color": "white"}} if subject else {"type": "none"},
            }
        )
    _dress(book, chart, text("export-chart-trajectory", unit=unit), book.number_format("revenue"))
    low = min(value for values in by_name.values() for value in values.values())
    chart.set_y_axis(
        {
            "min": book.stored(math.floor(low * 0.009) * 100, "revenue"),
            "num_format": book.number_format("revenue"),
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    sheet.insert_chart(top + len(rows) + 2, 0, chart)
    _region_chart(book, report, sheet, top + len(rows) + 20)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(names), 20)


def _region_chart(book: Book, report: Report, sheet: Worksheet, row: int) -> None:
    language, text, plan = report.language, report.language.text, report.plan
    table = report.comparison.breakdown
    table = table[(table["year"] == report.year) & (table["scenario"] == report.subject.name)]
    values = {(one["region"], one["product"]): float(one["revenue"]) for one in table.to_dict("records")}
    left = 0
    columns = [Column(text("export-region"))]
    columns += [book.unit_column(text(key("product", one)), "money") for one in plan.products]
    rows = [[text(key("region", one)), *(values[one, product] for product in plan.products)] for one in plan.regions]
    top = row
    book.table(sheet, columns, rows, top=top, left=left, filters=False)
    chart: Any = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    for number, colour in zip(range(len(plan.products)), (CURRENT, "#7FB7DC"), strict=True):
        chart.add_series(
            {
                "name": [sheet.name, top, left + 1 + number],
                "categories": [sheet.name, top + 1, left, top + len(rows), left],
                "values": [sheet.name, top + 1, left + 1 + number, top + len(rows), left + 1 + number],
                "fill": {"color": colour},
                "gap": 45,
            }
        )
    title = text("export-chart-regions", year=str(report.year), unit=language.unit("money"))
    _dress(book, chart, title, "")
    chart.set_y_axis({"reverse": True, "line": {"color": MUTED}, "major_gridlines": {"visible": False}})
    chart.set_x_axis(
        {
            "num_format": book.number_format("money"),
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    sheet.insert_chart(top + len(rows) + 2, left, chart)


def bridge_chart(book: Book, report: Report, sheet: Worksheet, row: int, ends: tuple[Entrant, Bridge]) -> int:
    """Add a waterfall as stacked columns on an invisible foot, its numbers below it; returns the row below both."""
    language, text = report.language, report.language.text
    entrant, bridge = ends
    change = CHANGE_FORMATS[bridge.unit]
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
            sheet.write_number(top + 1 + number, place, book.stored(value, change), style)
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
    _dress(book, chart, title, book.number_format(change))
    chart.set_legend({"none": True})
    axis: dict[str, Any] = {"num_format": book.number_format(change), "major_gridlines": {"visible": False}}
    floor = floor_of(bridge)
    if floor:
        axis["min"] = book.stored(floor, change)
    chart.set_y_axis(axis)
    sheet.insert_chart(row, 0, chart)
    below = top + len(steps) + 1
    notes = [bridge_sentence(bridge, name_of(report.base), name_of(entrant), language)]
    notes.append(interaction_sentence(bridge, language))
    if floor > 0:
        notes.append(text("export-axis-broken", value=language.quantity(floor, change)))
    for number, note in enumerate(notes):
        sheet.write_string(below + number, 0, cell(note), book.style(font_color=MUTED))
    return below + len(notes) + 1
