"""Paths: several scenarios over the years on one scale, each in its own colour and labelled where it ends."""

from __future__ import annotations

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import AXIS_ROOM, between, colour_texts, push_apart, room, target, ticks, value_axis

DATASETS = ("actual", "lines", "target", "labels", "ticks")
LABEL_ROOM = room(176, 0.6)
LABEL_GAP = 16
FOOT = 22


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    actual : x, y, text
    lines : place (of the scenario), x, y, text (shown on hover), mark (False where the line leaves the actuals), base
    target : x0, x1, y
    labels : place (-1: the target), x, y, text — pushed apart from above
    ticks : x, text

    Parameters: theme, xmin, xmax, ymin, ymax, yformat.
    """
    x_scale = between("x", 10, f"width - {LABEL_ROOM}", zero=False)
    y_scale = between("y", f"height - {FOOT + 8}", 10, zero=False)
    axis = value_axis()
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y("y:Q", scale=y_scale, axis=axis)
    detail = alt.Detail("place:N")
    lines, actual = alt.Chart(data("lines")), alt.Chart(data("actual"))
    gap = f"{LABEL_GAP} * (ymax - ymin) / (height - {FOOT + 18})"
    labels = push_apart(gap, "place_y")
    layers = [
        ticks(x, f"(10 + {LABEL_ROOM})"),
        *(
            lines.transform_filter(f"datum.place === {place} && {'!' * (not dashed)}datum.base")
            .mark_line(
                color=expression(f"theme.series[{place}]"),
                strokeWidth=2 if dashed else 2.75,
                strokeJoin="round",
                strokeCap="round",
                strokeDash=[1.5, 4] if dashed else [1, 0],
            )
            .encode(x=x, y=y, order=alt.Order("x:Q"), detail=detail)
            for place in reversed(range(8))
            for dashed in (False, True)
        ),
        lines.transform_filter("datum.mark")
        .mark_point(
            stroke=expression("theme.series[datum.place]"),
            fill=colour("surface"),
            strokeWidth=2.25,
            size=52,
            opacity=1,
            filled=False,
        )
        .encode(x=x, y=y, tooltip="text:N"),
        actual.mark_line(color=colour("ink"), strokeWidth=2.5, strokeJoin="round", strokeCap="round").encode(
            x=x, y=y, order=alt.Order("x:Q")
        ),
        actual.mark_circle(color=colour("ink"), size=46, opacity=1).encode(x=x, y=y, tooltip="text:N"),
        # several scenarios have hues of their own, one of them close to the one of a miss: the target has none
        target(x_scale, y, x2Offset=9, color=colour("ink"), strokeDash=[4, 2]),
        labels.mark_text(align="left", baseline="middle", dx=expression(room(14, 0.05)), fontSize=12.5).encode(
            x=x, y=alt.Y("place_y:Q", scale=y_scale, axis=axis), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=2020.8, xmax=2026.0, ymin=0.0, ymax=3.0, yformat=".1f"))
    return colour_texts(
        finish(chart, width=640, height=268, left=AXIS_ROOM),
        "datum.place < 0 ? theme.ink : theme.series[datum.place]",
        600,
    )
