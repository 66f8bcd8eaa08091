"""Tornado: what each uncertain input alone does to the outcome, widest swing first, around the single run's line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, names, room

DATASETS = ("bars", "base")
NAME_ROOM = room(300, 0.42)
MARGIN = room(50, 0.16)
ROW = 25


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    bars : place, name, low, high (outcomes, ascending), left, right (written outcomes or inputs)
    base : x, text — the single run

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", f"{NAME_ROOM} + {MARGIN}", f"width - {MARGIN}", zero=False)
    y = alt.Y(
        "place:O", axis=None, scale=alt.Scale(paddingInner=0.42, paddingOuter=0.2, range=[20, expression("height")])
    )
    bars = alt.Chart(data("bars"))
    base = alt.Chart(data("base"))

    def side(token: str, start: str, end: str) -> alt.Chart:
        return (
            bars.transform_filter(f"{end} > {start}")
            .transform_calculate(a=start, b=end)
            .mark_bar(color=colour(token), cornerRadius=1)
            .encode(x=alt.X("a:Q", scale=x_scale, axis=None), x2="b:Q", y=y)
        )

    def end(field: str, align: Any, shift: int, text: str) -> alt.Chart:
        return bars.mark_text(align=align, baseline="middle", dx=shift, fontSize=11.5, color=colour("muted")).encode(
            x=alt.X(f"{field}:Q", scale=x_scale, axis=None), y=y, text=f"{text}:N"
        )

    layers = [
        side("target", "datum.low", "min(datum.high, datum.base)"),
        side("current", "max(datum.low, datum.base)", "datum.high"),
        base.mark_rule(color=colour("ink"), strokeWidth=1.25, y=17).encode(
            x=alt.X("x:Q", scale=x_scale, axis=None), y2=alt.value(expression("height"))
        ),
        base.mark_text(fontSize=12, fontWeight=600, y=8, color=colour("ink")).encode(
            x=alt.X("x:Q", scale=x_scale, axis=None), text="text:N"
        ),
        end("low", "right", -7, "left"),
        end("high", "left", 7, "right"),
        names(bars, y, f"{NAME_ROOM} + 8", tooltip=alt.Tooltip("name:N", title=" ")),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0))
    return finish(chart, width=620, height=ROW * count + 22)


def rows(
    entries: Sequence[tuple[str, float, float, str, str]], base: tuple[float, str]
) -> tuple[dict[str, list[dict[str, Any]]], float, float]:
    """Return the data and the axis range: `entries` are (name, lower outcome, higher outcome, text at each)."""
    found = [
        {"place": place, "name": name, "low": low, "high": high, "left": left, "right": right, "base": base[0]}
        for place, (name, low, high, left, right) in enumerate(entries)
    ]
    ends = [base[0], *(row[side] for row in found for side in ("low", "high"))]
    low, high = min(ends), max(ends)
    pad = 0.02 * max(high - low, 1e-9 * max(1.0, abs(high)))
    return {"bars": found, "base": [{"x": base[0], "text": base[1]}]}, low - pad, high + pad
