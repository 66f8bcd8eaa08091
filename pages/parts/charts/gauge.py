"""Gauge: a few shares on one scale from nothing to certainty, each with its name and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("marks", "grid")
ROW = 56
FOOT = 20


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    marks : place, name, note, low, share (both 0 … 1), text, tone (own | outside)
    grid : x, text

    Parameters: theme, xmax.
    """
    x_scale = alt.Scale(domain=[0, 1], domainMax=expression("xmax"), range=[0, expression("width - 64")], nice=False)
    y_scale = alt.Scale(domain=[0, count], range=[0, ROW * count], nice=False)
    marks = alt.Chart(data("marks")).transform_calculate(
        zero="0", bar0="datum.place + 0.42", bar1="datum.place + 0.64", middle="datum.place + 0.53",
        head="datum.place + 0.22", foot="datum.place + 0.82",
    )  # fmt: skip
    ink = expression("datum.tone === 'own' ? theme.current : theme.baseline")

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=y_scale, axis=None)

    layers = [
        alt.Chart(data("grid"))
        .mark_rule(color=colour("line"), y2=ROW * count)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=alt.value(0)),
        alt.Chart(data("grid"))
        .mark_text(fontSize=11, color=colour("muted"), baseline="top", align="left", y=ROW * count + 4)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), text="text:N"),
        marks.mark_rect(color=ink, cornerRadius=2).encode(
            x=alt.X("zero:Q", scale=x_scale, axis=None), x2="share:Q", y=y("bar0"), y2="bar1:Q"
        ),
        marks.mark_text(align="left", baseline="middle", dx=8, fontSize=13, fontWeight=600, color=colour("ink")).encode(
            x=alt.X("share:Q", scale=x_scale, axis=None), y=y("middle"), text="text:N"
        ),
        marks.mark_text(
            align="left",
            baseline="middle",
            fontSize=expression("min(12.5, width / 19.5)"),
            limit=expression("width"),
            x=0,
            fontWeight=expression("datum.tone === 'own' ? 600 : 400"),
            color=colour("ink"),
        ).encode(y=y("head"), text="name:N"),
        marks.mark_text(
            align="left", baseline="middle", fontSize=11.5, x=0, color=colour("muted"), limit=expression("width")
        ).encode(y=y("foot"), text="note:N", tooltip=alt.Tooltip("note:N", title=" ")),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmax=0.5))
    return finish(chart, width=480, height=ROW * count + FOOT)


def rows(
    entries: Sequence[tuple[str, str, float, str, str]], grid: Sequence[tuple[float, str]]
) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Return the data and the axis end: `entries` are (name, note, share, text, tone)."""
    found = [
        {"place": place, "name": name, "note": note, "share": share, "text": text, "tone": tone}
        for place, (name, note, share, text, tone) in enumerate(entries)
    ]
    end = max(grid[-1][0], max(row["share"] for row in found))
    return {"marks": found, "grid": [{"x": x, "text": text} for x, text in grid]}, end
