"""Losses: what is kept and lost of each of a few parts, one bar each, and where the bar would break as of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, finish, kept_spec, parameters
from pages.parts.charts.marks import between, names, room

DATASETS = ("parts", "today")
NAME_SHARE = 0.3
VALUE_ROOM = room(128, 0.4)
ROW = 34


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` parts.

    Data
    ----
    parts : place, name, kept, whole, text (of what is lost)
    today : place, x — where what is lost would begin if it were lost as today

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", f"width * {NAME_SHARE} + 10", f"width - {VALUE_ROOM}")
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.25))
    parts = alt.Chart(data("parts"))
    kept, whole = alt.X("kept:Q", scale=x_scale, axis=None), alt.X("whole:Q", scale=x_scale, axis=None)
    layers = [
        parts.transform_calculate(start="0")
        .mark_bar(color=colour("baseline"))
        .encode(x=alt.X("start:Q", scale=x_scale, axis=None), x2="kept:Q", y=y),
        parts.mark_bar(color=colour("target")).encode(x=kept, x2="whole:Q", y=y),
        alt.Chart(data("today"))
        .mark_tick(color=colour("ink"), thickness=2, size=0.78 * ROW)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=y),
        names(parts, y, f"width * {NAME_SHARE}"),
        parts.mark_text(
            align="left", baseline="middle", dx=8, fontSize=12.5, fontWeight=600, color=colour("ink")
        ).encode(x=whole, y=y, text="text:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0))
    return finish(chart, width=520, height=ROW * count + 6)


def rows(entries: Sequence[tuple[str, float, float, float, str]]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Return the data and the end of the axis: `entries` are (name, whole, lost, lost as today, written loss)."""
    parts = [
        {"place": place, "name": name, "kept": whole - lost, "whole": whole, "text": text}
        for place, (name, whole, lost, _, text) in enumerate(entries)
    ]
    today = [{"place": place, "x": whole - as_today} for place, (_, whole, _, as_today, _) in enumerate(entries)]
    return {"parts": parts, "today": today}, max([1e-9, *(one["whole"] for one in parts)])
