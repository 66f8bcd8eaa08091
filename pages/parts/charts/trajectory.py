"""Trajectory: actual, baseline, plan, current and target over years or quarters, labelled at their ends."""

from __future__ import annotations

from functools import lru_cache

import altair as alt

from pages.parts.charts.base import Spec, colour, data, expression, finish, parameters

DATASETS = ("band", "lines", "current", "target", "labels", "ticks")
LABEL_ROOM = 108  # pixels kept free on the right for the labels
LABEL_GAP = 15  # pixels between two labels


@lru_cache
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    band : x, low80, high80, low50, high50 — quantiles; empty for one deterministic run
    lines : x, y, series (actual | baseline | plan)
    current : x, y, future (False for the last actual point)
    target : x0, x1, y
    labels : series, x, y, text — pushed apart from above, so the order of the values is kept
    ticks : x, text

    Parameters: theme, zoom, fresh (below 1 fades bands that no longer hold), yformat, and in the data's units xmin,
    xmax, ymin, ymax.
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("xmin"),
        domainMax=expression("xmax"),
        range=[0, expression(f"width - {LABEL_ROOM} * zoom")],
        nice=False,
        zero=False,
    )
    y_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("ymin"),
        domainMax=expression("ymax"),
        range=[expression("height - 24 * zoom"), expression("8 * zoom")],
        nice=False,
        zero=False,
    )
    axis = alt.Axis(
        tickCount=4, labelExpr="format(datum.value, yformat)", labelPadding=8, labelFontSize=expression("11 * zoom")
    )
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y(
        "y:Q",
        scale=y_scale,
        axis=axis,
    )

    def band(low: str, high: str, opacity: float) -> alt.Chart:
        return (
            alt.Chart(data("band"))
            .mark_area(color=colour("current"), opacity=expression(f"{opacity} * fresh"))
            .encode(x=x, y=alt.Y(f"{low}:Q", scale=y_scale, axis=axis), y2=alt.Y2(f"{high}:Q"))
        )

    def line(series: str, token: str, width: float, dash: list[float] | None = None) -> alt.Chart:
        mark = {
            "color": colour(token),
            "strokeWidth": expression(f"{width} * zoom"),
            "strokeJoin": "round",
            "strokeCap": "round",
        }
        if dash:
            mark["strokeDash"] = expression("[" + ", ".join(f"{part} * zoom" for part in dash) + "]")
        return (
            alt.Chart(data("lines"))
            .transform_filter(f"datum.series === '{series}'")
            .mark_line(**mark)
            .encode(x=x, y=y, order=alt.Order("x:Q"))
        )

    current = alt.Chart(data("current"))
    gap = f"{LABEL_GAP} * zoom * (ymax - ymin) / (height - 32 * zoom)"
    labels = (
        alt.Chart(data("labels"))
        .transform_window(rank="row_number()", sort=[alt.SortField("y", order="descending")])
        .transform_calculate(raised=f"datum.y + datum.rank * {gap}")
        .transform_window(floor="min(raised)", sort=[alt.SortField("rank", order="ascending")], frame=[None, 0])
        .transform_calculate(place=f"datum.floor - datum.rank * {gap}")
    )
    layers = [
        band("low80", "high80", 0.10),
        band("low50", "high50", 0.12),
        alt.Chart(data("ticks"))
        .mark_text(color=colour("muted"), fontSize=expression("11 * zoom"), baseline="bottom", lineBreak="\n")
        .encode(x=x, y=alt.value(expression("height - 2")), text="text:N"),
        line("baseline", "baseline", 1.5),
        line("actual", "ink", 2.25),
        alt.Chart(data("lines"))
        .transform_filter("datum.series === 'actual'")
        .mark_circle(color=colour("ink"), size=expression("42 * zoom * zoom"), opacity=1)
        .encode(x=x, y=y),
        current.mark_line(
            color=colour("current"), strokeWidth=expression("3 * zoom"), strokeJoin="round", strokeCap="round"
        ).encode(x=x, y=y, order=alt.Order("x:Q")),
        line("plan", "ink", 1.75, [1.5, 3.5]),
        current.transform_filter("datum.future")
        .mark_point(
            stroke=colour("current"),
            fill=colour("surface"),
            strokeWidth=expression("2.5 * zoom"),
            size=expression("70 * zoom * zoom"),
            opacity=1,
            filled=False,
        )
        .encode(x=x, y=y),
        alt.Chart(data("target"))
        .mark_rule(color=colour("target"), strokeWidth=2.5, x2Offset=expression("9 * zoom"))
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y),
        labels.mark_text(
            align="left", baseline="middle", dx=expression("14 * zoom"), fontSize=expression("12 * zoom")
        ).encode(
            x=x,
            y=alt.Y("place:Q", scale=y_scale, axis=axis),
            text="text:N",
        ),
    ]
    chart = alt.layer(*layers).add_params(
        *parameters(xmin=2020.8, xmax=2026, ymin=0.0, ymax=3.0, yformat=".1f", fresh=1)
    )
    result = finish(chart, width=520, height=330, left=36)
    text = result["layer"][-1]
    # Colour and weight of a label follow its series; a scale could not read the theme, so expressions do.
    text["mark"]["fill"] = {
        "expr": "datum.series === 'target' ? theme.target : datum.series === 'current' ? theme.current"
        " : datum.series === 'baseline' ? theme.muted : theme.ink"
    }
    text["mark"]["fontWeight"] = {"expr": "datum.series === 'target' || datum.series === 'current' ? 600 : 400"}
    return result
