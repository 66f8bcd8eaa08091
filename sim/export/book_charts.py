"""Native charts of the workbook; their numbers stand in the same sheet."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sim.export.report import Report
from sim.export.sheet import CURRENT, INK, LINE, MUTED, Book, Column
from sim.export.slide_charts import SERIES
from sim.export.wording import label_of
from sim.language import key

Place = tuple[Worksheet, int]


def dress(book: Book, chart: Any, title: str, number: str) -> None:
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
    rows = [[language.year(year), *(by_name[name].get(year) for name in names)] for year in years]
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
    dress(book, chart, text("export-chart-trajectory", unit=unit), book.number_format("revenue"))
    low = min(value for values in by_name.values() for value in values.values())
    chart.set_y_axis(
        {
            "min": book.cell_value(math.floor(low * 0.009) * 100, "revenue"),
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
    for number, colour in zip(range(len(plan.products)), (CURRENT, "#7FB7DC"), strict=False):
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
    dress(book, chart, title, "")
    chart.set_y_axis({"reverse": True, "line": {"color": MUTED}, "major_gridlines": {"visible": False}})
    chart.set_x_axis(
        {
            "num_format": book.number_format("money"),
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    sheet.insert_chart(top + len(rows) + 2, left, chart)
