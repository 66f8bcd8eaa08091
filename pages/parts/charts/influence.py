"""Influence: how much results follow each source, as bars from zero, a second result as a mark on the same row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, names, room, zero_line

DATASETS = ("influences", "zero")
NAME_ROOM = "max(0.24 * width, min(0.37 * width, width - 340))"
"""Pixels for names: a share of the width, a smaller one where the chart is narrow."""

VALUE_ROOM = room(140, 0.46)
ROW = 26


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    influences : place, name, bar, dot, text, dot_text — the two written results
    zero : x

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", f"{NAME_ROOM} + 24", f"width - {VALUE_ROOM}")
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.48, paddingOuter=0.2))
    rows = alt.Chart(data("influences"))

    def value(name: str, shift: int, weight: int) -> alt.Chart:
        look: dict[str, Any] = {"fontWeight": weight, "fontSize": 12, "baseline": "middle", "align": "right"}
        return rows.mark_text(color=colour("ink"), **look).encode(
            x=alt.value(expression(f"width - {shift}")), y=y, text=f"{name}:N"
        )

    layers = [
        rows.transform_calculate(start="0")
        .mark_bar(color=expression("datum.bar < 0 ? theme.target : theme.current"), cornerRadius=1)
        .encode(x=alt.X("start:Q", scale=x_scale, axis=None), x2="bar:Q", y=y),
        zero_line(x_scale),
        rows.mark_point(
            shape="diamond",
            size=62,
            filled=True,
            fill=colour("surface"),
            stroke=colour("ink"),
            strokeWidth=1.5,
            opacity=1,
        ).encode(x=alt.X("dot:Q", scale=x_scale, axis=None), y=y),
        value("text", 66, 600),
        value("dot_text", 2, 400),
        names(rows, y, NAME_ROOM),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=-1.0, xmax=1.0))
    return finish(chart, width=860, height=ROW * count + 8)


def rows(
    entries: Sequence[tuple[str, float, float, str, str]],
) -> tuple[dict[str, list[dict[str, Any]]], float, float]:
    """Return the data and the axis range: `entries` are (name, bar, dot, written bar, written dot)."""
    found = [
        {"place": place, "name": name, "bar": bar, "dot": dot, "text": text, "dot_text": dot_text}
        for place, (name, bar, dot, text, dot_text) in enumerate(entries)
    ]
    ends = [0.0, *(row[end] for row in found for end in ("bar", "dot"))]
    return {"influences": found, "zero": [{"x": 0}]}, min(ends), max(ends)
