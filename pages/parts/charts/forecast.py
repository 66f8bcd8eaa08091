"""Forecast: actuals in front, what is expected now as a fan, what was expected at first as a quiet band behind."""

from __future__ import annotations

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import (
    AXIS_ROOM,
    band,
    between,
    colour_texts,
    line,
    push_apart,
    room,
    target,
    ticks,
    value_axis,
)

DATASETS = ("first", "band", "lines", "actual", "target", "labels", "ticks")
LABEL_ROOM = room(150, 0.62)
LABEL_GAP = 15
FOOT = 22


@kept_spec
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
    x_scale = between("x", 10, f"width - {LABEL_ROOM}", zero=False)
    y_scale = between("y", f"height - {FOOT + 6}", 8, zero=False)
    axis = value_axis()
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y("y:Q", scale=y_scale, axis=axis)

    actual = alt.Chart(data("actual"))
    gap = f"{LABEL_GAP} * (ymax - ymin) / (height - {FOOT + 14})"
    labels = push_apart(gap)
    layers = [
        band("first", "low", "high", x, (y_scale, axis), 0.16, "baseline"),
        band("band", "low80", "high80", x, (y_scale, axis), 0.14),
        band("band", "low50", "high50", x, (y_scale, axis), 0.16),
        ticks(x, f"(10 + {LABEL_ROOM})"),
        line("plan", x, y, "ink", 1.5, [1.5, 3.5]),
        line("needed", x, y, "target", 1.5, [5, 4]),
        line("expected", x, y, "current", 3),
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
        target(x_scale, y),
        labels.mark_text(align="left", baseline="middle", dx=expression(room(20, 0.04)), fontSize=12).encode(
            x=x, y=alt.Y("place:Q", scale=y_scale, axis=axis), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=12.0, ymin=1.0, ymax=3.0, yformat=".1f"))
    return colour_texts(
        finish(chart, width=620, height=318, left=AXIS_ROOM),
        "datum.series === 'target' || datum.series === 'needed' ? theme.target"
        " : datum.series === 'expected' ? theme.current : datum.series === 'first' ? theme.muted : theme.ink",
        "datum.series === 'target' || datum.series === 'expected' ? 600 : 400",
    )
