"""Heat table: scenarios in columns, cases in rows; the darker a cell, the more is regretted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters, wrap
from pages.parts.charts.marks import room

DATASETS = ("cells", "columns", "lines")
NAME_ROOM = room(190, 0.4)
HEAD = 40
ROW = 22
LETTERS = 70
"""Letters that fit beside one another over all columns together."""


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows of cases.

    Data
    ----
    cells : row, column, text, heat (0 … 1), worst (bool) — the worst case of its column
    columns : column, name (of one or two lines)
    lines : row, name, group (bool) — a heading

    Parameters: theme, columns (how many).
    """
    x_scale = alt.Scale(
        domain=[0, 1], domainMax=expression("columns"), range=[expression(NAME_ROOM), expression("width")], nice=False
    )
    y_scale = alt.Scale(domain=[0, count], range=[HEAD, HEAD + ROW * count], nice=False)
    cells = alt.Chart(data("cells")).transform_calculate(
        x0="datum.column + 0.03", x1="datum.column + 0.97", xm="datum.column + 0.5",
        y0="datum.row + 0.06", y1="datum.row + 0.94", ym="datum.row + 0.5",
    )  # fmt: skip
    xm, ym = alt.X("xm:Q", scale=x_scale, axis=None), alt.Y("ym:Q", scale=y_scale, axis=None)
    names = alt.Chart(data("lines")).transform_calculate(ym="datum.row + 0.5")

    left, top = alt.X("x0:Q", scale=x_scale, axis=None), alt.Y("y0:Q", scale=y_scale, axis=None)

    def label(kind: str, **look: Any) -> alt.Chart:
        return (
            names.transform_filter(kind)
            .mark_text(align="left", baseline="middle", x=0, limit=expression(f"{NAME_ROOM} - 8"), **look)
            .encode(y=ym, text="name:N")
        )

    field = cells.mark_rect(cornerRadius=3, color=colour("target"), opacity=expression("0.02 + 0.58 * datum.heat"))
    frame = cells.transform_filter("datum.worst").mark_rect(
        cornerRadius=3, filled=False, stroke=colour("ink"), strokeWidth=1.5
    )
    heads = (
        alt.Chart(data("columns"))
        .transform_calculate(xm="datum.column + 0.5")
        .mark_text(
            fontSize=12,
            fontWeight=600,
            lineHeight=14,
            lineBreak="\n",
            baseline="top",
            y=4,
            color=colour("ink"),
            limit=expression(f"(width - {NAME_ROOM}) / columns - 8"),
        )
    )
    layers = [
        *(layer.encode(x=left, x2="x1:Q", y=top, y2="y1:Q") for layer in (field, frame)),
        cells.mark_text(fontSize=12, baseline="middle", color=colour("ink")).encode(x=xm, y=ym, text="text:N"),
        heads.encode(x=xm, text="name:N"),
        label("datum.group", fontSize=11.5, color=colour("muted")),
        label("!datum.group", fontSize=12.5, color=colour("ink")),
    ]
    chart = alt.layer(*layers).add_params(*parameters(columns=1))
    return finish(chart, width=620, height=HEAD + ROW * count)


def rows(
    columns: Sequence[str],
    groups: Sequence[tuple[str, Sequence[tuple[str, Sequence[float], Sequence[str], Sequence[bool]]]]],
) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """Return the data and the number of rows.

    Parameters
    ----------
    groups : (heading, rows); a row is (name, heat 0 … 1 by column, written value by column, worst by column)
    """
    cells, lines, place = [], [], 0
    for heading, entries in groups:
        if heading:
            lines.append({"row": place, "name": heading, "group": True})
            place += 1
        for name, heat, texts, worst in entries:
            lines.append({"row": place, "name": name, "group": False})
            for column, (share, text, bad) in enumerate(zip(heat, texts, worst, strict=True)):
                cells.append({"row": place, "column": column, "text": text, "heat": share, "worst": bad})
            place += 1
    letters = LETTERS // max(1, len(columns))
    heads = [{"column": column, "name": "\n".join(wrap(name, letters))} for column, name in enumerate(columns)]
    return {"cells": cells, "columns": heads, "lines": lines}, place
