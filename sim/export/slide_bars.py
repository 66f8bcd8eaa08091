"""Bars on a slide: stacked, clustered, and the bridge (waterfall)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Pt

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
from sim.export.slides import Box, Page, paint

NEARLY_ALL = 0.8
"""Share in one column of a histogram above which the axis ends at all of it: left alone it would go on to 120 %."""


@dataclass(frozen=True)
class Step:
    """A column of a waterfall: a total ("start", "end") or a change."""

    name: str
    value: float
    label: str
    total: bool = False


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
    data = ChartData(number_format=number_format)
    data.categories = list(categories)
    sums = [sum(values) for values in zip(*(values for _, values, _ in parts), strict=True)]
    for name, values, _ in parts:
        data.add_series(name, list(values))
    data.add_series(total, sums)
    kind = XL_CHART_TYPE.BAR_STACKED if horizontal else XL_CHART_TYPE.COLUMN_STACKED
    chart = add_chart(page, box, kind, data)
    quiet_axes(chart, 0, max(sums) * 1.16, number_format, values=False)
    if horizontal:
        chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, (_, _, colour) in zip(plot.series, parts, strict=False):
        series.format.fill.solid()
        set_colour(series.format.fill.fore_color, colour)
        ink = "surface" if colour == "current" else "ink"
        point_label(series, 0, ink, page.deck.east_asian, number_format, value=False, position="ctr")
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
    data = ChartData(number_format=number_format)
    data.categories = list(categories)
    for name, values, _ in parts:
        data.add_series(name, list(values))
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    quiet_axes(chart, 0, None, number_format, values=not labels)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    for series, (_, _, colour) in zip(plot.series, parts, strict=True):
        series.format.fill.solid()
        set_colour(series.format.fill.fore_color, colour)
        if labels:
            _end_labels(series, number_format, 10)
    _legend(chart)
    return chart


def lying_bars(
    page: Page,
    box: Box,
    categories: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float], str]],
    *,
    number_format: str,
    highest: float,
) -> Any:
    """Add bars from zero to the right, the first category on top, their values at their ends.

    Parameters
    ----------
    parts : (name, values, colour); with several a legend names them
    highest : end of the axis, the same for all charts of one unit
    """
    data = ChartData(number_format=number_format)
    data.categories = list(categories)
    for name, values, _ in parts:
        data.add_series(name, list(values))
    chart = add_chart(page, box, XL_CHART_TYPE.BAR_CLUSTERED, data)
    lowest = min(0.0, *(value for _, values, _ in parts for value in values))
    quiet_axes(chart, lowest * 1.15, highest * 1.15, number_format, values=False)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for series, (_, _, colour) in zip(plot.series, parts, strict=True):
        series.invert_if_negative = False
        series.format.fill.solid()
        set_colour(series.format.fill.fore_color, colour)
        _end_labels(series, number_format, 11)
    if len(parts) > 1:
        _legend(chart)
    return chart


def histogram(
    page: Page,
    box: Box,
    categories: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float], str]],
    *,
    number_format: str,
) -> Any:
    """Add columns side by side without gaps, the parts of a column on top of each other; a legend names the parts."""
    data = ChartData(number_format=number_format)
    data.categories = list(categories)
    for name, values, _ in parts:
        data.add_series(name, list(values))
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_STACKED, data)
    tallest = max(map(sum, zip(*(values for _, values, _ in parts), strict=True)))
    quiet_axes(chart, 0, 1 if tallest > NEARLY_ALL else None, number_format)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 6, 100
    for series, (_, _, colour) in zip(plot.series, parts, strict=True):
        series.format.fill.solid()
        set_colour(series.format.fill.fore_color, colour)
    chart.category_axis.tick_labels.font.size = Pt(10)
    _legend(chart)
    return chart


def contributions(
    page: Page,
    box: Box,
    steps: Sequence[Step],
    names: tuple[str, str],
    *,
    number_format: str,
    least: float,
    good: int = 1,
) -> Any:
    """Add the changes of a bridge as columns from zero, up or down: what shows small steps between large totals.

    Parameters
    ----------
    names : of the series for rises and falls
    least : what the axis spans at least, so that a change that hardly counts does not fill the slide
    good : 1 where rises are better, -1 where falls are; it decides their colours
    """
    data = ChartData(number_format=number_format)
    data.categories = [step.name for step in steps]
    data.add_series(names[0], [step.value if step.value >= 0 else None for step in steps])
    data.add_series(names[1], [step.value if step.value < 0 else None for step in steps])
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    values = [step.value for step in steps]
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < least:
        low, high = (-least, high) if -low > high else (low, least)
    room = 0.15 * (high - low)
    quiet_axes(chart, low - room if low < 0 else 0, high + room if high > 0 else 0, number_format, values=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, colour in zip(plot.series, _better_worse(good), strict=True):
        series.invert_if_negative = False
        series.format.fill.solid()
        set_colour(series.format.fill.fore_color, colour)
    for place, step in enumerate(steps):
        falls = step.value < 0
        position = XL_LABEL_POSITION.OUTSIDE_END
        _written_label(plot.series[int(falls)], place, step.label, page, 12, falling=falls, position=position)
    return chart


def _better_worse(good: int) -> tuple[str, str]:
    """Return the colours of rises and falls: blue is better, vermilion worse."""
    return ("current", "target") if good > 0 else ("target", "current")


def _end_labels(series: Any, number_format: str, size: float) -> None:
    """Write each bar's value at its end."""
    shown = series.data_labels
    shown.show_value, shown.position = True, XL_LABEL_POSITION.OUTSIDE_END
    shown.number_format, shown.number_format_is_linked = number_format, False
    shown.font.size = Pt(size)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(11)


def waterfall(
    page: Page,
    box: Box,
    steps: Sequence[Step],
    names: tuple[str, str, str, str],
    *,
    number_format: str,
    floor: float,
    size: float = 11,
    good: int = 1,
) -> Any:
    """Add a bridge as stacked columns: an invisible foot, then a total, a rise or a fall.

    Parameters
    ----------
    names : of the series for totals, rises, falls and labels
    floor : where the axis starts; columns that stand on it are cut off there
    good : 1 where rises are better, -1 where falls are; it decides their colours
    """
    data = ChartData(number_format=number_format)
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
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_STACKED, data)
    ceiling = max(tops)
    quiet_axes(chart, floor, ceiling + 0.10 * (ceiling - floor), number_format, values=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    rise, fall = _better_worse(good)
    for series, colour in zip(plot.series, ("none", "current", rise, fall, "target"), strict=False):
        if colour == "none":
            series.format.fill.background()
        else:
            series.format.fill.solid()
            set_colour(series.format.fill.fore_color, colour)
    first = plot.series[1].points[0].format
    first.fill.solid()
    paint(first.fill.fore_color, "surface")
    paint(first.line.color, "ink")
    first.line.width = Pt(1.5)
    to_line_chart(chart, [names[3]])
    marks = chart.plots[-1].series[0]
    dress_line(marks, Line(names[3], tops, "ink", points=0))
    for place, step in enumerate(steps):
        _written_label(marks, place, step.label, page, size, falling=step.value < 0 and not step.total)
    return chart


def _written_label(
    series: Any,
    place: int,
    text: str,
    page: Page,
    size: float,
    falling: bool,
    position: Any = XL_LABEL_POSITION.ABOVE,
) -> None:
    label = series.points[place].data_label
    frame = label.text_frame
    frame.text = text
    label.position = position
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size), True
    paint(run.font.color, "target" if falling else "ink")
    page.dress_runs(frame)
