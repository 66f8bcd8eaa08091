"""Forecast: actuals in front, what is expected now as a fan, what was expected at first as a quiet band behind."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from pages.parts.charts.base import Spec, colour, data, expression, finish, parameters

DATASETS = ("first", "band", "lines", "actual", "target", "labels", "ticks")
LABEL_ROOM = 150
LABEL_GAP = 15
FOOT = 22


@lru_cache
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    first : x, low, high — 80 % band of the first expectation
    band : x, low80, high80, low50, high50
    lines : x, y, series (expected | plan | needed)
    actual : x, y, text (shown on hover)
    target : x0, x1, y
    labels : series (target | expected | plan | first), x, y, text — pushed apart from above
    ticks : x, text

    Parameters: theme, xmin, xmax, ymin, ymax, yformat.
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("xmin"),
        domainMax=expression("xmax"),
        range=[10, expression(f"width - {LABEL_ROOM}")],
        nice=False,
        zero=False,
    )
    y_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("ymin"),
        domainMax=expression("ymax"),
        range=[expression(f"height - {FOOT + 6}"), 8],
        nice=False,
        zero=False,
    )
    axis = alt.Axis(tickCount=5, labelExpr="format(datum.value, yformat)", labelPadding=8)
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y("y:Q", scale=y_scale, axis=axis)

    def band(name: str, low: str, high: str, token: str, opacity: float) -> alt.Chart:
        return (
            alt.Chart(data(name))
            .mark_area(color=colour(token), opacity=opacity)
            .encode(x=x, y=alt.Y(f"{low}:Q", scale=y_scale, axis=axis), y2=alt.Y2(f"{high}:Q"))
        )

    def line(series: str, token: str, width: float, dash: list[float] | None = None) -> alt.Chart:
        look: dict[str, Any] = {
            "color": colour(token),
            "strokeWidth": width,
            "strokeJoin": "round",
            "strokeCap": "round",
        }
        if dash:
            look["strokeDash"] = dash
        return (
            alt.Chart(data("lines"))
            .transform_filter(f"datum.series === '{series}'")
            .mark_line(**look)
            .encode(x=x, y=y, order=alt.Order("x:Q"))
        )

    actual = alt.Chart(data("actual"))
    gap = f"{LABEL_GAP} * (ymax - ymin) / (height - {FOOT + 14})"
    labels = (
        alt.Chart(data("labels"))
        .transform_window(rank="row_number()", sort=[alt.SortField("y", order="descending")])
        .transform_calculate(raised=f"datum.y + datum.rank * {gap}")
        .transform_window(floor="min(raised)", sort=[alt.SortField("rank", order="ascending")], frame=[None, 0])
        .transform_calculate(place=f"datum.floor - datum.rank * {gap}")
    )
    layers = [
        band("first", "low", "high", "baseline", 0.16),
        band("band", "low80", "high80", "current", 0.14),
        band("band", "low50", "high50", "current", 0.16),
        alt.Chart(data("ticks"))
        .mark_text(color=colour("muted"), fontSize=11, baseline="bottom")
        .encode(x=x, y=alt.value(expression("height - 3")), text="text:N"),
        line("plan", "ink", 1.5, [1.5, 3.5]),
        line("needed", "target", 1.5, [5, 4]),
        line("expected", "current", 3),
        alt.Chart(data("lines"))
        .transform_filter("datum.series === 'expected' && datum.open")
        .mark_point(
            stroke=colour("current"), fill=colour("surface"), strokeWidth=2.25, size=54, opacity=1, filled=False
        )
        .encode(x=x, y=y),
        actual.mark_line(color=colour("ink"), strokeWidth=2.75, strokeJoin="round", strokeCap="round").encode(
            x=x, y=y, order=alt.Order("x:Q")
        ),
        actual.mark_circle(color=colour("ink"), size=58, opacity=1).encode(x=x, y=y, tooltip="text:N"),
        alt.Chart(data("target"))
        .mark_rule(color=colour("target"), strokeWidth=2.5)
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y),
        labels.mark_text(align="left", baseline="middle", dx=20, fontSize=12).encode(
            x=x, y=alt.Y("place:Q", scale=y_scale, axis=axis), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=12.0, ymin=1.0, ymax=3.0, yformat=".1f"))
    result = finish(chart, width=620, height=318, left=36)
    text = result["layer"][-1]["mark"]
    text["fill"] = {
        "expr": "datum.series === 'target' || datum.series === 'needed' ? theme.target"
        " : datum.series === 'expected' ? theme.current : datum.series === 'first' ? theme.muted : theme.ink"
    }
    text["fontWeight"] = {"expr": "datum.series === 'target' || datum.series === 'expected' ? 600 : 400"}
    return result
