"""Chances: the probability of being on the way to the target, year by year, with its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("chances",)
FOOT = 36


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    chances : place, name, note, low, value, high, text, goal (bool) — the target's own year

    Parameters: theme, ymax.
    """
    x = alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.45, paddingOuter=0.25))
    y_scale = alt.Scale(
        domain=[0, 1], domainMax=expression("ymax"), range=[expression(f"height - {FOOT}"), 20], nice=False
    )
    rows = alt.Chart(data("chances")).transform_calculate(zero="0")
    layers = [
        rows.mark_bar(color=expression("datum.goal ? theme.current : theme.current_light"), cornerRadius=2).encode(
            x=x, y=alt.Y("zero:Q", scale=y_scale, axis=None), y2="value:Q"
        ),
        rows.mark_rule(color=colour("ink"), strokeWidth=1.25).encode(
            x=x, y=alt.Y("low:Q", scale=y_scale, axis=None), y2="high:Q"
        ),
        rows.mark_text(baseline="bottom", dy=-5, fontSize=13, fontWeight=600, color=colour("ink")).encode(
            x=x, y=alt.Y("high:Q", scale=y_scale, axis=None), text="text:N"
        ),
        rows.mark_text(baseline="top", fontSize=12, y=expression(f"height - {FOOT - 5}"), color=colour("ink")).encode(
            x=x, text="name:N"
        ),
        rows.mark_text(
            baseline="top", fontSize=11, y=expression(f"height - {FOOT - 20}"), color=colour("muted")
        ).encode(x=x, text="note:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(ymax=1.0))
    return finish(chart, width=300, height=190)


def rows(entries: Sequence[tuple[str, str, float, float, str, bool]]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Return the data and the axis end: `entries` are (name, note, chance, half interval, text, goal)."""
    found = [
        {
            "place": place, "name": name, "note": note, "low": max(0.0, chance - half), "value": chance,
            "high": min(1.0, chance + half), "text": text, "goal": goal,
        }
        for place, (name, note, chance, half, text, goal) in enumerate(entries)
    ]  # fmt: skip
    return {"chances": found}, min(1.0, 1.15 * max((row["high"] for row in found), default=1.0)) or 1.0
