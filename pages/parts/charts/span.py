"""Span: what a result is at both ends of each input's range, widest first, around a centre line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, room

DATASETS = ("spans", "centre")
NAME_ROOM = room(170, 0.36)
MARGIN = room(64, 0.2)
ROW = 27


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    spans : place, name, low, high (results at the input's low and high end), left, right (written results)
    centre : x, text

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", f"{NAME_ROOM} + {MARGIN}", f"width - {MARGIN}", zero=False)
    y_scale = alt.Scale(paddingInner=0.46, paddingOuter=0.2, range=[20, expression("height")])
    y = alt.Y("place:O", axis=None, scale=y_scale)
    spans = alt.Chart(data("spans")).transform_calculate(a="min(datum.low, datum.high)", b="max(datum.low, datum.high)")
    centre = alt.Chart(data("centre"))

    def end(name: str, filled: bool) -> alt.Chart:
        return spans.mark_point(
            shape="circle",
            size=52,
            filled=filled,
            strokeWidth=2,
            stroke=colour("current"),
            fill=colour("current") if filled else colour("surface"),
            opacity=1,
        ).encode(x=alt.X(f"{name}:Q", scale=x_scale, axis=None), y=y)

    layers = [
        spans.mark_bar(color=colour("current_light"), opacity=0.6, height={"band": 0.34}).encode(
            x=alt.X("a:Q", scale=x_scale, axis=None), x2="b:Q", y=y
        ),
        centre.mark_rule(color=colour("ink"), strokeWidth=1, y=18).encode(
            x=alt.X("x:Q", scale=x_scale, axis=None), y2=alt.value(expression("height"))
        ),
        centre.mark_text(fontSize=12, fontWeight=600, y=8, color=colour("ink")).encode(
            x=alt.X("x:Q", scale=x_scale, axis=None), text="text:N"
        ),
        end("low", filled=False),
        end("high", filled=True),
        spans.mark_text(align="right", baseline="middle", dx=-10, fontSize=12, color=colour("muted")).encode(
            x=alt.X("a:Q", scale=x_scale, axis=None), y=y, text="left:N"
        ),
        spans.mark_text(align="left", baseline="middle", dx=10, fontSize=12, color=colour("muted")).encode(
            x=alt.X("b:Q", scale=x_scale, axis=None), y=y, text="right:N"
        ),
        spans.mark_text(
            align="right", baseline="middle", fontSize=12.5, limit=expression(NAME_ROOM), color=colour("ink")
        ).encode(x=alt.value(expression(NAME_ROOM)), y=y, text="name:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0))
    return finish(chart, width=560, height=ROW * count + 24)


def rows(
    entries: Sequence[tuple[str, float, float, str, str]], centre: tuple[float, str]
) -> tuple[dict[str, list[dict[str, Any]]], float, float]:
    """Return the data and the axis range: `entries` are (name, at low, at high, written low, written high)."""
    spans: list[dict[str, Any]] = []
    for place, (name, low, high, low_text, high_text) in enumerate(entries):
        left, right = (low_text, high_text) if low <= high else (high_text, low_text)
        spans.append({"place": place, "name": name, "low": low, "high": high, "left": left, "right": right})
    ends = [value for span in spans for value in (span["low"], span["high"])] + [centre[0]]
    return {"spans": spans, "centre": [{"x": centre[0], "text": centre[1]}]}, min(ends), max(ends)
