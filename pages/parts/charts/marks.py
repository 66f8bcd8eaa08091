"""What several chart kinds draw alike: axes between parameters, lines and bands of series, labels kept apart, names."""

from __future__ import annotations

from typing import Any, Literal

from pages.parts.charts.base import Spec, alt, colour, data, expression

Pixel = float | str
"""A place in pixels, or an expression for one."""


def _place(pixel: Pixel) -> Any:
    return expression(pixel) if isinstance(pixel, str) else pixel


def between(axis: Literal["x", "y"], start: Pixel, end: Pixel, **options: Any) -> alt.Scale:
    """Return the scale whose ends are the parameters `xmin` and `xmax` (or `ymin`, `ymax`), drawn between two places.

    `options` are further properties of the scale; `zero=False` where the axis need not hold zero.
    """
    return alt.Scale(
        domain=[0, 1],
        domainMin=expression(f"{axis}min"),
        domainMax=expression(f"{axis}max"),
        range=[_place(start), _place(end)],
        nice=False,
        **options,
    )


def room(pixels: int, share: float) -> str:
    """Return the room for texts beside the marks: so many pixels, but no more than a share of a narrow chart.

    At 400 % in a small window a chart is some 230 pixels wide; names that kept all of theirs left no place for marks.
    """
    return f"min({pixels}, {share} * width)"


AXIS_ROOM = 46
"""Pixels for the labels of an axis of amounts: five digits, parted by a comma."""


def value_axis(ticks: int = 5, **look: Any) -> alt.Axis:
    """Return the axis at the left, its numbers written as the parameter `yformat` says."""
    return alt.Axis(tickCount=ticks, labelExpr="format(datum.value, yformat)", labelPadding=8, **look)


def line(series: str, x: alt.X, y: alt.Y, ink: str, width: Any, dash: Any = None) -> alt.Chart:
    """Return the line of one series of the data `lines`."""
    look: dict[str, Any] = {"color": colour(ink), "strokeWidth": width, "strokeJoin": "round", "strokeCap": "round"}
    if dash is not None:
        look["strokeDash"] = dash
    return (
        alt.Chart(data("lines"))
        .transform_filter(f"datum.series === '{series}'")
        .mark_line(**look)
        .encode(x=x, y=y, order=alt.Order("x:Q"))
    )


def band(
    name: str, low: str, high: str, x: alt.X, y: tuple[alt.Scale, alt.Axis], opacity: Any, ink: str = "current"
) -> alt.Chart:
    """Return the area of the data `name` between two of its fields; `y` is the scale and axis of the chart."""
    scale, axis = y
    return (
        alt.Chart(data(name))
        .mark_area(color=colour(ink), opacity=opacity)
        .encode(x=x, y=alt.Y(f"{low}:Q", scale=scale, axis=axis), y2=alt.Y2(f"{high}:Q"))
    )


def ticks(x: alt.X, room: Pixel) -> alt.Chart:
    """Return the names of periods at the foot, from the data `ticks`; `room` is what the chart keeps beside its lines.

    Where they would touch, every second one is left out, or three of four, …; the last one always stays.
    """
    step = f"datum.span / max(datum.count - 1, 1) * (width - {room}) / (xmax - xmin)"
    place = "round((datum.last - datum.x) / max(datum.span, 1e-9) * (datum.count - 1))"
    return (
        alt.Chart(data("ticks"))
        .transform_calculate(letters="length(datum.text)")
        .transform_joinaggregate(first="min(x)", last="max(x)", count="count()", longest="max(letters)")
        .transform_calculate(span="datum.last - datum.first")
        .transform_calculate(every=f"pow(2, max(0, ceil(log((8 + 6.6 * datum.longest) / ({step})) / LN2)))")
        .transform_filter(f"datum.count < 2 || {place} % datum.every === 0")
        .mark_text(color=colour("muted"), fontSize=11, baseline="bottom")
        .encode(x=x, y=alt.value(expression("height - 3")), text="text:N")
    )


def push_apart(gap: str, place: str = "place") -> alt.Chart:
    """Return the data `labels` with a field `place`: `y`, but at least `gap` apart, in the order of the values."""
    return (
        alt.Chart(data("labels"))
        .transform_window(rank="row_number()", sort=[alt.SortField("y", order="descending")])
        .transform_calculate(raised=f"datum.y + datum.rank * {gap}")
        .transform_window(floor="min(raised)", sort=[alt.SortField("rank", order="ascending")], frame=[None, 0])
        .transform_calculate(**{place: f"datum.floor - datum.rank * {gap}"})
    )


def colour_texts(spec: Spec, fill: str, weight: str | int) -> Spec:
    """Give the last layer's texts a colour and a weight that follow their data; a scale could not read the theme."""
    mark = spec["layer"][-1]["mark"]
    mark["fill"] = {"expr": fill}
    mark["fontWeight"] = {"expr": weight} if isinstance(weight, str) else weight
    return spec


def target(x_scale: alt.Scale, y: alt.Y, **look: Any) -> alt.Chart:
    """Return the short stroke of the data `target`."""
    return (
        alt.Chart(data("target"))
        .mark_rule(**{"color": colour("target"), "strokeWidth": 2.5} | look)
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y)
    )


def names(rows: alt.Chart, y: alt.Y, limit: str, size: float = 12.5, **encoding: Any) -> alt.Chart:
    """Return the names of rows at the left edge, cut off at `limit`."""
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": size, "x": 0}
    return rows.mark_text(**look, limit=expression(limit), color=colour("ink")).encode(y=y, text="name:N", **encoding)


def zero_line(x_scale: alt.Scale) -> alt.Chart:
    """Return the line at zero, from the data `zero`."""
    return (
        alt.Chart(data("zero"))
        .mark_rule(color=colour("ink"), strokeWidth=1)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None))
    )
