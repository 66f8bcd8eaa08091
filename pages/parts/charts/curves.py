"""Curves: a few labelled lines over one axis, with marked points and a target line; labels stand at the lines."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, room

DATASETS = ("lines", "points", "rules", "ticks")
LEFT, RIGHT = room(44, 0.14), room(150, 0.42)


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    lines : series, x, y, tone (ink | current | muted)
    points : x, y, place (height of the text), tone, text (may be empty)
    rules : y, text — horizontal lines of a target
    ticks : x, text — labels of the horizontal axis

    Parameters: theme, xmin, xmax, ymin, ymax, yformat.
    """
    x_scale = between("x", LEFT, f"width - {RIGHT}", zero=False)
    y_scale = between("y", "height - 24", 8, zero=False)
    x = alt.X("x:Q", scale=x_scale, axis=None)
    axis = alt.Axis(grid=True, tickCount=4, labelPadding=6, format="~s", labels=False)
    y = alt.Y("y:Q", scale=y_scale, axis=axis)
    lines, points = alt.Chart(data("lines")), alt.Chart(data("points"))

    def line(tone: str, width: float, dash: list[int] | None = None) -> alt.Chart:
        look: dict[str, Any] = {"strokeDash": dash} if dash else {}
        return (
            lines.transform_filter(f"datum.tone === '{tone}'")
            .mark_line(color=colour(tone), strokeWidth=width, **look)
            .encode(x=x, y=y, detail="series:N")
        )

    layers = [
        alt.Chart(data("rules"))
        .mark_rule(color=colour("target"), strokeWidth=1.5)
        .encode(
            y=alt.Y("y:Q", scale=y_scale, axis=None),
            x=alt.value(expression(LEFT)),
            x2=alt.value(expression(f"width - {RIGHT}")),
        ),
        alt.Chart(data("rules"))
        .mark_text(align="left", baseline="middle", fontSize=12, fontWeight=600, dx=10, color=colour("target"))
        .encode(y=alt.Y("y:Q", scale=y_scale, axis=None), x=alt.value(expression(f"width - {RIGHT}")), text="text:N"),
        line("muted", 1.5, [4, 3]),
        line("current", 2.5),
        line("ink", 2),
        points.transform_filter("datum.tone !== 'muted'")
        .mark_point(
            size=54, filled=True, opacity=1, color=expression("datum.tone === 'ink' ? theme.ink : theme.current")
        )
        .encode(x=x, y=y),
        points.mark_text(
            align="left",
            baseline="middle",
            dx=10,
            fontSize=12,
            color=expression(
                "datum.tone === 'ink' ? theme.ink : datum.tone === 'current' ? theme.current : theme.muted"
            ),
        ).encode(x=x, y=alt.Y("place:Q", scale=y_scale, axis=None), text="text:N"),
        alt.Chart(data("ticks"))
        .mark_text(fontSize=11.5, color=colour("muted"), baseline="bottom")
        .encode(x=x, y=alt.value(expression("height - 2")), text="text:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0, ymin=0.0, ymax=1.0))
    return finish(chart, width=460, height=240)


def spread_labels(places: list[float], gap: float) -> list[float]:
    """Return label heights at least `gap` apart, in the order of `places`, none lower than its place."""
    order = sorted(range(len(places)), key=places.__getitem__)
    found = list(places)
    for lower, upper in pairwise(order):
        found[upper] = max(found[upper], found[lower] + gap)
    return found
