"""Benefit: one mark a countermeasure with its 95 % interval around zero; right of zero it pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, names, zero_line

DATASETS = ("benefits", "zero")
NAME_SHARE = 0.6
VALUE_ROOM = 46
ROW = 18


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    benefits : place, name, low, value, high, text, tone (yes | no | open), bought
    zero : x, text

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", f"width * {NAME_SHARE} + 10", f"width - {VALUE_ROOM}")
    y = alt.Y(
        "place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.2, range=[0, expression("height")])
    )
    rows = alt.Chart(data("benefits"))
    ink = "datum.tone === 'yes' ? theme.current : datum.tone === 'no' ? theme.target : theme.baseline"
    x = alt.X("value:Q", scale=x_scale, axis=None)
    layers = [
        zero_line(x_scale),
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
        names(rows, y, f"width * {NAME_SHARE}", 12, tooltip=alt.Tooltip("name:N", title=" ")),
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
