"""Frontier: what more safety costs; a line of points that can be picked, and marks of known scenarios beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between

DATASETS = ("line", "points", "marks", "ticks", "levels", "foot")
LEFT, RIGHT, FOOT = 44, 24, 40
PICK = "pick"
"""Name of the selection: the point that was clicked, by its `place`."""


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    line : x, p, order
    points : place, x, p, text (empty where nothing is written), tone (knee | chosen | normal), hint
    marks : x, p, name, text, tone (current | ink | baseline), side (left | right | below)
    ticks : x, text; levels : p, text — labels of the axes
    foot : text — what the horizontal axis says

    Parameters: theme, xmin, xmax, ymin, ymax.
    """
    x_scale = between("x", LEFT, f"width - {RIGHT}", zero=False)
    y_scale = between("y", f"height - {FOOT}", 16, zero=False)
    x, y = alt.X("x:Q", scale=x_scale, axis=None), alt.Y("p:Q", scale=y_scale, axis=None)
    points, marks = alt.Chart(data("points")), alt.Chart(data("marks"))
    levels, ticks = alt.Chart(data("levels")), alt.Chart(data("ticks"))
    ink = expression("datum.tone === 'current' ? theme.current : datum.tone === 'ink' ? theme.ink : theme.baseline")
    pick = alt.selection_point(name=PICK, fields=["place"], on="click", nearest=False, toggle=False)

    def label(side: str, shift: int) -> alt.Chart:
        return marks.transform_filter(f"datum.side === '{side}'").mark_text(
            align="left" if side == "right" else "right", baseline="middle", dx=shift, fontSize=12, fontWeight=600,
            color=ink,
        ).encode(x=x, y=y, text="text:N")  # fmt: skip

    layers: list[Any] = [
        levels.mark_rule(color=colour("line")).encode(
            y=y, x=alt.value(LEFT), x2=alt.value(expression(f"width - {RIGHT}"))
        ),
        levels.mark_text(align="right", baseline="middle", fontSize=11, color=colour("muted"), x=LEFT - 8).encode(
            y=y, text="text:N"
        ),
        ticks.mark_text(fontSize=11, color=colour("muted"), baseline="top").encode(
            x=x, y=alt.value(expression(f"height - {FOOT} + 8")), text="text:N"
        ),
        alt.Chart(data("foot"))
        .mark_text(fontSize=11, color=colour("muted"), baseline="bottom", align="right")
        .encode(
            x=alt.value(expression(f"width - {RIGHT}")), y=alt.value(expression("height")), text="text:N"
        ),
        alt.Chart(data("line"))
        .mark_line(color=colour("current"), strokeWidth=2.5, interpolate="monotone")
        .encode(
            x=x, y=y, order=alt.Order("order:Q")
        ),
        points.mark_point(
            filled=True,
            opacity=1,
            cursor="pointer",
            fill=expression("datum.tone === 'normal' ? theme.surface : theme.current"),
            stroke=colour("current"),
            strokeWidth=2,
            size=expression("datum.tone === 'chosen' ? 200 : datum.tone === 'knee' ? 130 : 80"),
        )
        .encode(x=x, y=y, tooltip=alt.Tooltip("hint:N", title=" "))
        .add_params(pick),
        points.mark_text(baseline="bottom", dy=-13, fontSize=12.5, fontWeight=600, color=colour("current")).encode(
            x=x, y=y, text="text:N"
        ),
        marks.mark_point(
            shape="diamond", filled=True, opacity=1, size=130, strokeWidth=2,
            fill=expression("datum.tone === 'current' ? theme.current : theme.surface"), stroke=ink,
        ).encode(x=x, y=y, tooltip=alt.Tooltip("name:N", title=" ")),
        label("right", 12),
        label("left", -12),
        marks.transform_filter("datum.side === 'below'")
        .mark_text(align="left", baseline="top", dx=-6, dy=9, fontSize=12, fontWeight=600, color=ink)
        .encode(x=x, y=y, text="text:N"),
    ]  # fmt: skip
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0, ymin=0.0, ymax=1.0))
    return finish(chart, width=620, height=330)


def rows(
    points: Sequence[Mapping[str, Any]],
    marks: Sequence[Mapping[str, Any]],
    ticks: Sequence[tuple[float, str]],
    levels: Sequence[tuple[float, str]],
    foot: str,
    line: Sequence[tuple[float, float]] = (),
) -> dict[str, list[dict[str, Any]]]:
    """Return the data: points and marks as `spec` says, labels of both axes, and what the horizontal one says.

    The line runs through the points unless it is given.
    """
    through = line or [(one["x"], one["p"]) for one in points]
    return {
        "line": [{"x": x, "p": p, "order": order} for order, (x, p) in enumerate(through)],
        "points": [dict(one) for one in points],
        "marks": [dict(one) for one in marks],
        "ticks": [{"x": x, "text": text} for x, text in ticks],
        "levels": [{"p": p, "text": text} for p, text in levels],
        "foot": [{"text": foot}],
    }
