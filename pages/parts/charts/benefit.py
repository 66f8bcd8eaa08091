"""Benefit: one mark a countermeasure with its 95 % interval around zero; right of zero it pays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from pages.parts.charts.base import Spec, colour, data, expression, finish, parameters

DATASETS = ("benefits", "zero")
NAME_SHARE = 0.6
VALUE_ROOM = 46
ROW = 18


@lru_cache
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    benefits : place, name, low, value, high, text, tone (yes | no | open), bought
    zero : x, text

    Parameters: theme, xmin, xmax.
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("xmin"),
        domainMax=expression("xmax"),
        range=[expression(f"width * {NAME_SHARE} + 10"), expression(f"width - {VALUE_ROOM}")],
        nice=False,
    )
    y = alt.Y(
        "place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.2, range=[0, expression("height")])
    )
    rows = alt.Chart(data("benefits"))
    ink = "datum.tone === 'yes' ? theme.current : datum.tone === 'no' ? theme.target : theme.baseline"
    x = alt.X("value:Q", scale=x_scale, axis=None)
    layers = [
        alt.Chart(data("zero"))
        .mark_rule(color=colour("ink"), strokeWidth=1)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None)),
        rows.mark_rule(strokeWidth=5, opacity=0.35, color=expression(ink), strokeCap="round").encode(
            x=alt.X("low:Q", scale=x_scale, axis=None), x2="high:Q", y=y
        ),
        rows.mark_point(
            filled=True,
            fill=expression(f"datum.bought ? theme.surface : {ink}"),
            stroke=expression(ink),
            strokeWidth=2,
            size=58,
            opacity=1,
        ).encode(x=x, y=y),
        rows.mark_text(
            align="right",
            baseline="middle",
            fontSize=12,
            fontWeight=600,
            color=expression(ink.replace("baseline", "muted")),
        ).encode(x=alt.value(expression("width")), y=y, text="text:N"),
        rows.mark_text(
            align="left",
            baseline="middle",
            fontSize=12,
            x=0,
            limit=expression(f"width * {NAME_SHARE}"),
            color=colour("ink"),
        ).encode(y=y, text="name:N", tooltip=alt.Tooltip("name:N", title=" ")),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=-1.0, xmax=1.0))
    return finish(chart, width=420, height=ROW * count)


def rows(
    entries: Sequence[tuple[str, float, float, str, str, bool]],
) -> tuple[dict[str, list[dict[str, Any]]], float, float]:
    """Return the data and the axis range: `entries` are (name, value, half interval, text, tone, bought)."""
    found = [
        {
            "place": n,
            "name": name,
            "low": value - half,
            "value": value,
            "high": value + half,
            "text": text,
            "tone": tone,
            "bought": bought,
        }
        for n, (name, value, half, text, tone, bought) in enumerate(entries)
    ]
    ends = [0.0, *(row[end] for row in found for end in ("low", "high"))]
    pad = 0.04 * (max(ends) - min(ends) or 1.0)
    return {"benefits": found, "zero": [{"x": 0}]}, min(ends) - pad, max(ends) + pad
