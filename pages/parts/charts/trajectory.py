"""Trajectory: actual, baseline, plan, current and target over years or quarters, labelled at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import AXIS_ROOM, band, between, colour_texts, line, push_apart, target, value_axis

DATASETS = ("band", "lines", "current", "target", "labels", "ticks")
LABEL_ROOM = 108  # pixels kept free on the right for the labels
LABEL_GAP = 15  # pixels between two labels
LETTER = 6.3  # pixels that a digit of a period takes
FROM_LAST = "round((datum.last - datum.x) / max(datum.last - datum.first, 1e-9) * (datum.count - 1))"
"""Place of a period, counted back from the last one: in a narrow chart every other one is written, the last always."""


@kept_spec
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
    x_scale = between("x", 0, f"width - {LABEL_ROOM} * zoom", zero=False)
    y_scale = between("y", "height - 24 * zoom", "8 * zoom", zero=False)
    axis = value_axis(4, labelFontSize=expression("11 * zoom"))
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y(
        "y:Q",
        scale=y_scale,
        axis=axis,
    )

    def wide(series: str, ink: str, width: float, dash: Sequence[float] = ()) -> alt.Chart:
        dashes = expression("[" + ", ".join(f"{part} * zoom" for part in dash) + "]") if dash else None
        return line(series, x, y, ink, expression(f"{width} * zoom"), dashes)

    current = alt.Chart(data("current"))
    gap = f"{LABEL_GAP} * zoom * (ymax - ymin) / (height - 32 * zoom)"
    labels = push_apart(gap)
    layers = [
        band("band", "low80", "high80", x, (y_scale, axis), expression("0.1 * fresh")),
        band("band", "low50", "high50", x, (y_scale, axis), expression("0.12 * fresh")),
        alt.Chart(data("ticks"))
        .transform_calculate(letters="length(split(datum.text, '\\n')[0])")
        .transform_joinaggregate(first="min(x)", last="max(x)", count="count()", longest="max(letters)")
        .transform_calculate(step=f"(width - {LABEL_ROOM} * zoom) / (xmax - xmin)")
        .transform_calculate(apart="datum.step * (datum.last - datum.first) / max(datum.count - 1, 1)")
        .transform_filter(f"({LETTER} * datum.longest + 3) * zoom <= datum.apart || {FROM_LAST} % 2 === 0")
        .mark_text(color=colour("muted"), fontSize=expression("11 * zoom"), baseline="bottom", lineBreak="\n")
        .encode(x=x, y=alt.value(expression("height - 2")), text="text:N"),
        wide("baseline", "baseline", 1.5),
        wide("actual", "ink", 2.25),
        alt.Chart(data("lines"))
        .transform_filter("datum.series === 'actual'")
        .mark_circle(color=colour("ink"), size=expression("42 * zoom * zoom"), opacity=1)
        .encode(x=x, y=y),
        current.mark_line(
            color=colour("current"), strokeWidth=expression("3 * zoom"), strokeJoin="round", strokeCap="round"
        ).encode(x=x, y=y, order=alt.Order("x:Q")),
        wide("plan", "ink", 1.75, [1.5, 3.5]),
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
        target(x_scale, y, x2Offset=expression("9 * zoom")),
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
    return colour_texts(
        finish(chart, width=520, height=330, left=AXIS_ROOM),
        "datum.series === 'target' ? theme.target : datum.series === 'current' ? theme.current"
        " : datum.series === 'baseline' ? theme.muted : theme.ink",
        "datum.series === 'target' || datum.series === 'current' ? 600 : 400",
    )
