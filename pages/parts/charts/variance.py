"""Variance split: how much of the spread each source causes, alone (solid) and together with the others (light)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import names

DATASETS = ("shares",)
NAME_SHARE = 0.42
VALUE_ROOM = 92
ROW = 24


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    shares : place, name, first, total, text

    Parameters: theme, xmax.
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMax=expression("xmax"),
        range=[expression(f"width * {NAME_SHARE} + 8"), expression(f"width - {VALUE_ROOM}")],
        nice=False,
    )
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.45, paddingOuter=0.2))
    rows = alt.Chart(data("shares")).transform_calculate(zero="0")

    def bar(field: str, token: str) -> alt.Chart:
        return rows.mark_bar(color=colour(token), cornerRadius=1).encode(
            x=alt.X("zero:Q", scale=x_scale, axis=None), x2=f"{field}:Q", y=y
        )

    layers = [
        bar("total", "current_light"),
        bar("first", "current"),
        rows.mark_text(align="left", baseline="middle", dx=8, fontSize=12, color=colour("ink")).encode(
            x=alt.X("edge:Q", scale=x_scale, axis=None), y=y, text="text:N"
        ),
        names(rows, y, f"width * {NAME_SHARE}", tooltip=alt.Tooltip("name:N", title=" ")),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmax=1.0))
    return finish(chart, width=560, height=ROW * count + 6)


def rows(entries: Sequence[tuple[str, float, float, str]]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Return the data and the axis end: `entries` are (name, first-order share, total share, text).

    Estimates scatter; a share a little below zero is drawn as zero.
    """
    found = [
        {
            "place": place,
            "name": name,
            "first": max(first, 0.0),
            "total": max(total, 0.0),
            "edge": max(first, total, 0.0),
            "text": text,
        }
        for place, (name, first, total, text) in enumerate(entries)
    ]
    return {"shares": found}, max((row["edge"] for row in found), default=1.0) or 1.0
