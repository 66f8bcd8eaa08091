"""The trajectory on a slide: lines over time on top of a fan, their names at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from sim.export.slide_charts import (
    ChartData,
    Line,
    add_chart,
    dress_line,
    point_label,
    quiet_axes,
    set_colour,
    to_line_chart,
)
from sim.export.slides import Box, Page
from sim.export.xml import make, sub


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
    data = ChartData(number_format=number_format)
    data.categories = list(categories)
    floor: list[float] = [0.0] * len(categories)
    for name, edge, _ in fan:
        data.add_series(name, [top - bottom for top, bottom in zip(edge, floor, strict=True)])
        floor = list(edge)
    for line in (*lines, *bands):
        data.add_series(line.name, list(line.values))
    chart = add_chart(page, box, XL_CHART_TYPE.AREA_STACKED if fan else XL_CHART_TYPE.LINE, data)
    quiet_axes(chart, low, high, number_format)
    chart.value_axis.major_unit = unit
    _gaps(chart)
    inner = (0.055, 0.04, 0.73, 0.86)
    _inner_layout(chart, *inner)
    if fan:
        for series, (_, _, colour) in zip(chart.plots[0].series, fan, strict=False):
            if colour == "none":
                series.format.fill.background()
            else:
                series.format.fill.solid()
                set_colour(series.format.fill.fore_color, colour)
        to_line_chart(chart, [line.name for line in (*lines, *bands)])
    _between(chart, "midCat")
    plot = chart.plots[-1]
    places = spread_labels([_last(line)[1] if line.label else None for line in lines], low, high, gap=0.052 / inner[3])
    for line, series in zip(bands, list(plot.series)[len(lines) :], strict=True):
        dress_line(series, line)
        point_label(series, _last(line)[0], "muted", page.deck.east_asian, number_format, value=False)
    for line, series, place in zip(lines, plot.series, places, strict=False):
        dress_line(series, line)
        if place is not None:
            number, value = _last(line)
            default = inner[1] + inner[3] * (1 - (value - low) / (high - low))
            wanted = inner[1] + inner[3] * (1 - (place - low) / (high - low))
            point_label(series, number, line.colour, page.deck.east_asian, number_format, offset=wanted - default)
    return chart


def _between(chart: Any, how: str) -> None:
    for mark in chart._chartSpace.iter(qn("c:crossBetween")):
        mark.set("val", how)


def _last(line: Line) -> tuple[int, float]:
    """Return place and value of a line's last point."""
    return next((n, value) for n, value in reversed(list(enumerate(line.values))) if value is not None)


def spread_labels(values: Sequence[float | None], low: float, high: float, gap: float) -> list[float | None]:
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


def _gaps(chart: Any) -> None:
    """Leave gaps where a series has no value; areas would fall to zero by default."""
    body = chart._chartSpace.find(qn("c:chart"))
    for old in body.findall(qn("c:dispBlanksAs")):
        body.remove(old)
    body.find(qn("c:plotVisOnly")).addnext(make(body, "c:dispBlanksAs", val="gap"))


def _inner_layout(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Fix where the plot stands inside the chart, in fractions of it."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = make(area, "c:layout")
    area.insert(0, layout)
    manual = sub(layout, "c:manualLayout")
    sub(manual, "c:layoutTarget", val="inner")
    for tag in ("c:xMode", "c:yMode"):
        sub(manual, tag, val="edge")
    for tag, value in (("c:x", x), ("c:y", y), ("c:w", width), ("c:h", height)):
        sub(manual, tag, val=f"{value:.4f}")
