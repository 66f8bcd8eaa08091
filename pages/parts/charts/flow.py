"""Flow: how one quarter is computed, in one picture; boxes in columns, joined where one needs another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("boxes", "joins")
HEIGHT = 340
BOX = 0.72
"""Width of a box as a share of its column."""


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    boxes : x0, x1, y0, y1 (columns and rows from 0), name, note, tone (lever | step | result)
    joins : join (id), order, x, y — four points a join, drawn as a curve

    Parameters: theme, columns, rows.
    """
    x_scale = alt.Scale(domain=[0, 1], domainMax=expression("columns"), range=[0, expression("width")], nice=False)
    y_scale = alt.Scale(domain=[0, 1], domainMax=expression("rows"), range=[0, expression("height")], nice=False)
    x, y = alt.X("x0:Q", scale=x_scale, axis=None), alt.Y("y0:Q", scale=y_scale, axis=None)
    boxes = alt.Chart(data("boxes"))
    middle = boxes.transform_calculate(xm="(datum.x0 + datum.x1) / 2", ym="(datum.y0 + datum.y1) / 2")
    xm, ym = alt.X("xm:Q", scale=x_scale, axis=None), alt.Y("ym:Q", scale=y_scale, axis=None)

    def box(tone: str, **look: Any) -> alt.Chart:
        return (
            boxes.transform_filter(f"datum.tone === '{tone}'")
            .mark_rect(cornerRadius=6, **look)
            .encode(x=x, x2="x1:Q", y=y, y2="y1:Q")
        )

    layers = [
        alt.Chart(data("joins"))
        .mark_line(interpolate="monotone", color=colour("track"), strokeWidth=1.5)
        .encode(
            x=alt.X("x:Q", scale=x_scale, axis=None),
            y=alt.Y("y:Q", scale=y_scale, axis=None),
            detail="join:N",
            order="order:Q",
        ),
        box("lever", fill=colour("tint"), stroke=colour("current"), strokeWidth=1),
        box("step", fill=colour("surface"), stroke=colour("muted"), strokeWidth=1),
        box("result", fill=colour("current"), stroke=colour("current"), strokeWidth=1),
        middle.transform_filter("datum.tone !== 'result'")
        .mark_text(fontSize=12.5, fontWeight=600, dy=-7, color=colour("ink"))
        .encode(x=xm, y=ym, text="name:N"),
        middle.transform_filter("datum.tone === 'result'")
        .mark_text(fontSize=12.5, fontWeight=600, dy=-7, color=colour("on_current"))
        .encode(x=xm, y=ym, text="name:N"),
        middle.transform_filter("datum.tone !== 'result'")
        .mark_text(fontSize=11, dy=9, color=colour("muted"))
        .encode(x=xm, y=ym, text="note:N"),
        middle.transform_filter("datum.tone === 'result'")
        .mark_text(fontSize=11, dy=9, color=colour("on_current"), opacity=0.85)
        .encode(x=xm, y=ym, text="note:N"),
    ]
    return finish(alt.layer(*layers).add_params(*parameters(columns=6, rows=5)), width=900, height=HEIGHT)


def rows(
    boxes: Mapping[str, tuple[float, float, str, str, str]], joins: Sequence[tuple[str, str]]
) -> dict[str, list[dict[str, Any]]]:
    """Return the data.

    Parameters
    ----------
    boxes : id → (column, row, tone, name, note)
        The row may lie between two rows.
    joins : pairs of ids, from left to right
    """
    half_gap, half_height = (1 - BOX) / 2, 0.31
    placed = [
        {
            "x0": column + half_gap,
            "x1": column + 1 - half_gap,
            "y0": row + 0.5 - half_height,
            "y1": row + 0.5 + half_height,
            "name": name,
            "note": note,
            "tone": tone,
        }
        for column, row, tone, name, note in boxes.values()
    ]
    lines: list[dict[str, Any]] = []
    for number, (start, end) in enumerate(joins):
        a, b = boxes[start], boxes[end]
        x0, x1 = a[0] + 1 - half_gap, b[0] + half_gap
        y0, y1 = a[1] + 0.5, b[1] + 0.5
        bend = min(0.12, (x1 - x0) / 3)
        for order, (x, y) in enumerate(((x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1))):
            lines.append({"join": number, "order": order, "x": x, "y": y})
    return {"boxes": placed, "joins": lines}
