"""Native charts for slides: editable in PowerPoint, their numbers in the embedded workbook, the house's notation.

Actual is solid ink, the current scenario thick blue, the plan dotted, the baseline thin grey, the target a short
vermilion stroke, a fan two shades of blue. Labels stand at the line instead of in a legend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt, lazyproperty
from xlsxwriter import Workbook

from sim.export.slides import LINE, Box, Page, paint
from sim.export.xml import make, parse, sub

SERIES = ("0B6AA8", "B8561C", "3F7D4E", "7B5AA6", "A33B62", "8A6D00", "4D6B7D", "141D2B")
"""Hues of compared scenarios, always in this order; told apart under the common kinds of colour blindness."""


class _PlainWriter(CategoryWorkbookWriter):
    """Writes the workbook behind a chart; names stay text, also such as begin like a formula or a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        book = Workbook(xlsx_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        yield book, book.add_worksheet()
        book.close()


class ChartData(CategoryChartData):
    """Categories and series of a chart, and the workbook in which a reader edits them."""

    @lazyproperty
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _PlainWriter(self)


def set_colour(target: Any, colour: str) -> None:
    if len(colour) == 6 and all(one in "0123456789ABCDEF" for one in colour):
        target.rgb = RGBColor.from_string(colour)
    else:
        paint(target, colour)


def add_chart(page: Page, box: Box, kind: Any, data: ChartData) -> Any:
    frame = page.slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(11 * page.deck.scale)
    paint(chart.font.color, "muted")
    properties = chart._chartSpace.find(f".//{qn('c:txPr')}//{qn('a:defRPr')}")
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    sub(properties, "a:ea", typeface=page.deck.east_asian)
    return chart


def quiet_axes(chart: Any, low: float | None, high: float | None, number_format: str, *, values: bool = True) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = low, high
    axis.has_major_gridlines = values
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
    if values:
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE)
        axis.major_gridlines.format.line.width = Pt(0.5)
    else:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    category = chart.category_axis
    category.has_major_gridlines = False
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(category.format.line.color, "baseline")
    category.format.line.width = Pt(0.75)


@dataclass(frozen=True)
class Line:
    """A line of a trajectory; None leaves a gap. `colour` is a token or six hex digits."""

    name: str
    values: Sequence[float | None]
    colour: str
    points: float = 2.25
    dash: str | None = None
    marker: str | None = None
    label: bool = True


def to_line_chart(chart: Any, names: Sequence[str]) -> Any:
    """Move the named series from the chart's first plot into a line plot on the same axes; return the line plot."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    first = next(one for one in area if one.tag in (qn("c:areaChart"), qn("c:barChart")))
    plot = make(area, "c:lineChart")
    first.addnext(plot)
    sub(plot, "c:grouping", val="standard")
    sub(plot, "c:varyColors", val="0")
    for series in list(first.findall(qn("c:ser"))):
        name = series.find(f"{qn('c:tx')}//{qn('c:v')}").text
        if name in names:
            for tag in ("c:invertIfNegative", "c:spPr"):
                for old in series.findall(qn(tag)):
                    series.remove(old)
            plot.append(series)
            sub(series, "c:smooth", val="0")
    sub(plot, "c:marker", val="1")
    for axis in first.findall(qn("c:axId")):
        sub(plot, "c:axId", val=axis.get("val"))
    return plot


def dress_line(series: Any, line: Line) -> None:
    look = series.format.line
    if line.points == 0:
        look.fill.background()
    else:
        look.width = Pt(line.points)
        set_colour(look.color, line.colour)
        if line.dash:
            dash = make(look._ln, "a:prstDash", val=line.dash)
            look._ln.find(qn("a:solidFill")).addnext(dash)
    element = series._element
    for old in element.findall(qn("c:marker")):
        element.remove(old)
    marker = make(element, "c:marker")
    shape = element.find(qn("c:spPr"))
    shape.addnext(marker)
    sub(marker, "c:symbol", val=line.marker or "none")
    if line.marker:
        sub(marker, "c:size", val="13" if line.marker == "dash" else "7")
        series.marker.format.fill.solid()
        set_colour(series.marker.format.fill.fore_color, "surface" if line.marker == "circle" else line.colour)
        set_colour(series.marker.format.line.color, line.colour)
        series.marker.format.line.width = Pt(1.75)
    series.smooth = False


LABEL = (
    '<c:dLbls xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:dLbl><c:idx val="{place}"/>'
    "<c:layout>{layout}</c:layout>"
    '<c:numFmt formatCode="{format}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    '<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{bold}">'
    "<a:solidFill>{fill}</a:solidFill>"
    '<a:ea typeface="{font}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    '<c:dLblPos val="{position}"/>'
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="1"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/><c:separator> </c:separator></c:dLbl>'
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
)

SCHEME = {
    "ink": "tx1",
    "muted": "tx2",
    "current": "accent1",
    "current_light": "accent2",
    "baseline": "tx2",
    "surface": "bg1",
}


def point_label(
    series: Any,
    place: int,
    colour: str,
    font: str,
    number_format: str,
    *,
    value: bool = True,
    offset: float = 0.0,
    position: str = "",
) -> None:
    """Label one point with its series' name, with `value` also its value; both stay live when the data are edited.

    `offset` moves it up or down by that share of the chart's height.
    """
    if colour in SCHEME:
        fill = f'<a:schemeClr val="{SCHEME[colour]}"/>'
    else:
        fill = f'<a:srgbClr val="{"C7461F" if colour == "target" else colour}"/>'
    moved = f'<c:manualLayout><c:x val="0.008"/><c:y val="{offset:.4f}"/></c:manualLayout>' if value else ""
    labels = parse(
        LABEL.format(
            place=place,
            layout=moved,
            size=1200 if value else 1000,
            bold=int(value),
            value=int(value),
            position=position or ("r" if value else "l"),
            format=number_format.replace("&", "&amp;").replace('"', "&quot;"),
            fill=fill,
            font=font,
        )
    )
    element = series._element
    before = next(
        one for one in (element.find(qn(tag)) for tag in ("c:trendline", "c:errBars", "c:cat")) if one is not None
    )
    before.addprevious(labels)
