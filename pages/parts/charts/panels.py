"""Panels: small multiples of bars, one column a region, one row a product, one bar a scenario, all on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("bars", "heads", "sides", "grounds")
SIDE_ROOM = 104
HEAD_ROOM = 24
BAR = 17
SPACE = 18
REACH = 0.54
"""Part of a panel's width that the longest bar takes; the rest is for its number."""


def height(rows: int, bars: int) -> int:
    """Return the height a grid needs."""
    return HEAD_ROOM + rows * (bars * BAR + SPACE)


@kept_spec
def spec(rows: int, bars: int) -> Spec:
    """Return the specification for a grid of so many rows with so many bars in each panel.

    Data
    ----
    bars : place, x0, x1, y0, y1 (in panels), text, change, tone (up | down | flat)
    heads : x, text — over the columns
    sides : y, text — beside the rows
    grounds : x, y0, y1 — where bars begin

    Parameters: theme, columns.
    """
    x_scale = alt.Scale(
        domain=[0, 1], domainMin=0, domainMax=expression("columns"), range=[SIDE_ROOM, expression("width")], nice=False
    )
    y_scale = alt.Scale(domain=[0, rows], range=[HEAD_ROOM, height(rows, bars)], nice=False)
    marks = alt.Chart(data("bars"))
    start = alt.X("x0:Q", scale=x_scale, axis=None)
    end = alt.X("x1:Q", scale=x_scale, axis=None)
    top = alt.Y("y0:Q", scale=y_scale, axis=None)
    middle = alt.Y("middle:Q", scale=y_scale, axis=None)
    marks_middle = marks.transform_calculate(middle="(datum.y0 + datum.y1) / 2")
    layers: list[Any] = [
        marks.mark_rect(color=expression("theme.series[datum.place]")).encode(x=start, x2="x1:Q", y=top, y2="y1:Q"),
        alt.Chart(data("grounds"))
        .mark_rule(color=colour("track"), strokeWidth=1)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=top, y2="y1:Q"),
        marks_middle.mark_text(
            align="left", baseline="middle", dx=6, fontSize=12, fontWeight=600, color=colour("ink")
        ).encode(x=end, y=middle, text="text:N"),
        marks_middle.mark_text(
            align="left",
            baseline="middle",
            dx=expression("14 + 6.9 * length(datum.text)"),
            fontSize=11.5,
            color=expression(
                "datum.tone === 'up' ? theme.current : datum.tone === 'down' ? theme.target : theme.muted"
            ),
        ).encode(x=end, y=middle, text="change:N"),
        alt.Chart(data("heads"))
        .mark_text(align="left", baseline="top", fontSize=12.5, fontWeight=600, color=colour("ink"))
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=alt.value(2), text="text:N"),
        alt.Chart(data("sides"))
        .mark_text(align="left", baseline="middle", fontSize=12, color=colour("muted"), x=0)
        .encode(y=alt.Y("y:Q", scale=y_scale, axis=None), text="text:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(columns=5))
    return finish(chart, width=1100, height=height(rows, bars))


def rows(
    columns: Sequence[str],
    sides: Sequence[str],
    values: Mapping[tuple[int, int, int], tuple[float, str, str, str]],
    bars: int,
) -> dict[str, list[dict[str, Any]]]:
    """Return the data. `values`: (column, row, scenario) → amount, written amount, written change, tone of it."""
    most = max((amount for amount, *_ in values.values()), default=1.0) or 1.0
    pad = SPACE / (bars * BAR + SPACE) / 2
    step = (1 - 2 * pad) / bars
    marks: list[dict[str, Any]] = []
    for (column, row, place), (amount, text, change, tone) in values.items():
        y = row + pad + place * step
        marks.append(
            {"place": place, "x0": column, "x1": column + REACH * max(amount, 0) / most}
            | {"y0": y + 0.12 * step, "y1": y + 0.88 * step, "text": text, "change": change, "tone": tone}
        )
    grounds = [
        {"x": column, "y0": row + pad, "y1": row + 1 - pad}
        for column in range(len(columns))
        for row in range(len(sides))
    ]
    return {
        "bars": marks,
        "heads": [{"x": column, "text": text} for column, text in enumerate(columns)],
        "sides": [{"y": row + 0.5, "text": text} for row, text in enumerate(sides)],
        "grounds": grounds,
    }
