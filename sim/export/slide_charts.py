"""Native charts for slides: editable in PowerPoint, their numbers in the embedded workbook, the house's notation.

Actual is solid ink, the current scenario thick blue, the plan dotted, the baseline thin grey, the target a short
vermilion stroke, a fan two shades of blue. Labels stand at the line instead of in a legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from sim.export.slides import LINE, Box, Page, paint
from sim.export.xml import made, parsed, sub

SERIES = ("0B6AA8", "B8561C", "3F7D4E", "7B5AA6", "A33B62", "8A6D00", "4D6B7D", "141D2B")
"""Hues of compared scenarios, always in this order; told apart under the common kinds of colour blindness."""


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


def _colour(target: Any, colour: str) -> None:
    if len(colour) == 6 and all(one in "0123456789ABCDEF" for one in colour):
        target.rgb = RGBColor.from_string(colour)
    else:
        paint(target, colour)


def _add(page: Page, box: Box, kind: Any, data: CategoryChartData) -> Any:
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


def _quiet_axes(chart: Any, low: float | None, high: float | None, number_format: str, *, values: bool = True) -> None:
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


def _gaps(chart: Any) -> None:
    """Leave gaps where a series has no value; areas would fall to zero by default."""
    body = chart._chartSpace.find(qn("c:chart"))
    for old in body.findall(qn("c:dispBlanksAs")):
        body.remove(old)
    body.find(qn("c:plotVisOnly")).addnext(made(body, "c:dispBlanksAs", val="gap"))


def _inner_layout(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Fix where the plot stands inside the chart, in fractions of it."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = made(area, "c:layout")
    area.insert(0, layout)
    manual = sub(layout, "c:manualLayout")
    sub(manual, "c:layoutTarget", val="inner")
    for tag in ("c:xMode", "c:yMode"):
        sub(manual, tag, val="edge")
    for tag, value in (("c:x", x), ("c:y", y), ("c:w", width), ("c:h", height)):
        sub(manual, tag, val=f"{value:.4f}")


def _to_line_chart(chart: Any, names: Sequence[str]) -> Any:
    """Move the named series from the chart's first plot into a line plot on the same axes; return the line plot."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    first = next(one for one in area if one.tag in (qn("c:areaChart"), qn("c:barChart")))
    plot = made(area, "c:lineChart")
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


def trajectory(
    page: Page,
    box: Box,
    categories: Sequence[str],
    lines: Sequence[Line],
    fan: Sequence[tuple[str, Sequence[float], str]],
    *,
    low: float,
    high: float,
    unit: float,
    number_format: str,
    bands: Sequence[Line] = (),
) -> Any:
    """Add lines over time, on top of a fan if there is one.

    Parameters
    ----------
    fan : (name, upper edge, colour) from the lowest edge to the highest
        The first is the floor and stays invisible; each further one fills the space above the one before.
    unit : distance of gridlines
    bands : invisible lines whose name is written at their last point, inside the fan
    """
    data = CategoryChartData(number_format=number_format)
    data.categories = list(categories)
    floor: list[float] = [0.0] * len(categories)
    for name, edge, _ in fan:
        data.add_series(name, [top - bottom for top, bottom in zip(edge, floor, strict=True)])
        floor = list(edge)
    for line in (*lines, *bands):
        data.add_series(line.name, list(line.values))
    chart = _add(page, box, XL_CHART_TYPE.AREA_STACKED if fan else XL_CHART_TYPE.LINE, data)
    _quiet_axes(chart, low, high, number_format)
    chart.value_axis.major_unit = unit
    _gaps(chart)
    inner = (0.055, 0.04, 0.76, 0.86)
    _inner_layout(chart, *inner)
    if fan:
        for series, (_, _, colour) in zip(chart.plots[0].series, fan, strict=False):
            if colour == "none":
                series.format.fill.background()
            else:
                series.format.fill.solid()
                _colour(series.format.fill.fore_color, colour)
        _to_line_chart(chart, [line.name for line in (*lines, *bands)])
    _between(chart, "midCat")
    plot = chart.plots[-1]
    places = _spread([_last(line)[1] if line.label else None for line in lines], low, high, gap=0.052 / inner[3])
    for line, series in zip(bands, list(plot.series)[len(lines) :], strict=True):
        _dress_line(series, line)
        _point_label(series, _last(line)[0], "muted", page.deck.east_asian, number_format, value=False)
    for line, series, place in zip(lines, plot.series, places, strict=False):
        _dress_line(series, line)
        if place is not None:
            number, value = _last(line)
            default = inner[1] + inner[3] * (1 - (value - low) / (high - low))
            wanted = inner[1] + inner[3] * (1 - (place - low) / (high - low))
            _point_label(series, number, line.colour, page.deck.east_asian, number_format, offset=wanted - default)
    return chart


def _between(chart: Any, how: str) -> None:
    for mark in chart._chartSpace.iter(qn("c:crossBetween")):
        mark.set("val", how)


def _last(line: Line) -> tuple[int, float]:
    """Return place and value of a line's last point."""
    return next((n, value) for n, value in reversed(list(enumerate(line.values))) if value is not None)


def _spread(values: Sequence[float | None], low: float, high: float, gap: float) -> list[float | None]:
    """Return label heights near their values, at least `gap` (share of the axis) apart, in the same order."""
    step = gap * (high - low)
    order = sorted((n for n, value in enumerate(values) if value is not None), key=lambda n: values[n] or 0.0)
    placed: list[float | None] = [None] * len(values)
    heights = [float(values[n] or 0.0) for n in order]
    for _ in range(50):
        for first in range(len(heights) - 1):
            overlap = step - (heights[first + 1] - heights[first])
            if overlap > 1e-9:
                heights[first] -= overlap / 2
                heights[first + 1] += overlap / 2
    for n, height in zip(order, heights, strict=True):
        placed[n] = height
    return placed


def _dress_line(series: Any, line: Line) -> None:
    look = series.format.line
    if line.points == 0:
        look.fill.background()
    else:
        look.width = Pt(line.points)
        _colour(look.color, line.colour)
        if line.dash:
            dash = made(look._ln, "a:prstDash", val=line.dash)
            look._ln.find(qn("a:solidFill")).addnext(dash)
    element = series._element
    for old in element.findall(qn("c:marker")):
        element.remove(old)
    marker = made(element, "c:marker")
    shape = element.find(qn("c:spPr"))
    shape.addnext(marker)
    sub(marker, "c:symbol", val=line.marker or "none")
    if line.marker:
        sub(marker, "c:size", val="13" if line.marker == "dash" else "7")
        series.marker.format.fill.solid()
        _colour(series.marker.format.fill.fore_color, "surface" if line.marker == "circle" else line.colour)
        _colour(series.marker.format.line.color, line.colour)
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


def _point_label(
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
    labels = parsed(
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


# -- bars ---------------------------------------------------------------------------------------------------------
def stacked_bars(
    page: Page,
    box: Box,
    categories: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float], str]],
    *,
    total: str,
    number_format: str,
    horizontal: bool,
) -> Any:
    """Add stacked bars, their total written at the end of each (an invisible series, so it follows edited data).

    The first bar, which should be a long one, carries the names of the parts.
    """
    data = CategoryChartData(number_format=number_format)
    data.categories = list(categories)
    sums = [sum(values) for values in zip(*(values for _, values, _ in parts), strict=True)]
    for name, values, _ in parts:
        data.add_series(name, list(values))
    data.add_series(total, sums)
    kind = XL_CHART_TYPE.BAR_STACKED if horizontal else XL_CHART_TYPE.COLUMN_STACKED
    chart = _add(page, box, kind, data)
    _quiet_axes(chart, 0, max(sums) * 1.16, number_format, values=False)
    if horizontal:
        chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, (_, _, colour) in zip(plot.series, parts, strict=False):
        series.format.fill.solid()
        _colour(series.format.fill.fore_color, colour)
        ink = "surface" if colour == "current" else "ink"
        _point_label(series, 0, ink, page.deck.east_asian, number_format, value=False, position="ctr")
    ends = plot.series[len(parts)]
    ends.format.fill.background()
    labels = ends.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.font.size, labels.font.bold = Pt(11), True
    paint(labels.font.color, "ink")
    return chart


def clustered_bars(
    page: Page,
    box: Box,
    categories: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float | None], str]],
    *,
    number_format: str,
    labels: bool,
) -> Any:
    """Add a group of columns a category, one column a scenario."""
    data = CategoryChartData(number_format=number_format)
    data.categories = list(categories)
    for name, values, _ in parts:
        data.add_series(name, list(values))
    chart = _add(page, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    _quiet_axes(chart, 0, None, number_format, values=not labels)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    for series, (_, _, colour) in zip(plot.series, parts, strict=True):
        series.format.fill.solid()
        _colour(series.format.fill.fore_color, colour)
        if labels:
            shown = series.data_labels
            shown.show_value, shown.position = True, XL_LABEL_POSITION.OUTSIDE_END
            shown.number_format, shown.number_format_is_linked = number_format, False
            shown.font.size = Pt(10)
    _legend(chart)
    return chart


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(11)


@dataclass(frozen=True)
class Step:
    """A column of a waterfall: a total ("start", "end") or a change."""

    name: str
    value: float
    label: str
    total: bool = False


def waterfall(
    page: Page,
    box: Box,
    steps: Sequence[Step],
    names: tuple[str, str, str, str],
    *,
    number_format: str,
    floor: float,
    size: float = 11,
) -> Any:
    """Add a bridge as stacked columns: an invisible foot, then a total, a rise or a fall.

    Parameters
    ----------
    names : of the series for totals, rises, falls and labels
    floor : where the axis starts; columns that stand on it are cut off there
    """
    data = CategoryChartData(number_format=number_format)
    data.categories = [step.name for step in steps]
    columns: dict[str, list[float | None]] = {name: [] for name in ("foot", "total", "rise", "fall", "under")}
    tops: list[float] = []
    level = 0.0
    for step in steps:
        start, end = (0.0, step.value) if step.total else (level, level + step.value)
        level = end
        below, above = min(start, end), max(start, end)
        kind = "total" if step.total else "rise" if step.value >= 0 else "fall"
        row: dict[str, float | None] = dict.fromkeys(columns)
        if below >= 0:
            row["foot"], row[kind] = below, above - below
        elif above <= 0:
            row["foot"], row[kind] = above, below - above
        else:  # crosses zero: one piece on each side
            row[kind], row["under"] = above, below
        tops.append(max(above, 0.0) if below < 0 else above)
        for name, value in row.items():
            columns[name].append(value)
    titles = {"foot": " ", "total": names[0], "rise": names[1], "fall": names[2]}
    for name, title in titles.items():
        data.add_series(title, columns[name])
    crossing = any(value is not None for value in columns["under"])
    if crossing:
        data.add_series("  ", columns["under"])
    data.add_series(names[3], tops)
    chart = _add(page, box, XL_CHART_TYPE.COLUMN_STACKED, data)
    ceiling = max(tops)
    _quiet_axes(chart, floor, ceiling + 0.10 * (ceiling - floor), number_format, values=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    for series, colour in zip(plot.series, ("none", "current", "current", "target", "target"), strict=False):
        if colour == "none":
            series.format.fill.background()
        else:
            series.format.fill.solid()
            _colour(series.format.fill.fore_color, colour)
    first = plot.series[1].points[0].format
    first.fill.solid()
    paint(first.fill.fore_color, "surface")
    paint(first.line.color, "ink")
    first.line.width = Pt(1.5)
    _to_line_chart(chart, [names[3]])
    marks = chart.plots[-1].series[0]
    _dress_line(marks, Line(names[3], tops, "ink", points=0))
    for place, step in enumerate(steps):
        _written_label(marks, place, step.label, page, size, falling=step.value < 0 and not step.total)
    return chart


def _written_label(series: Any, place: int, text: str, page: Page, size: float, falling: bool) -> None:
    label = series.points[place].data_label
    frame = label.text_frame
    frame.text = text
    label.position = XL_LABEL_POSITION.ABOVE
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size), True
    paint(run.font.color, "target" if falling else "ink")
    page.dress_runs(frame)
