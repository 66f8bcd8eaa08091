"""Attainment: results as a share of their targets, this scenario's spread above that of others, each other a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between

DATASETS = ("spans", "dots", "aim", "ticks")
EDGE = 16
ROWS = (66, 146)
"""Pixels of the two spreads; the dots stand below."""
ABOVE = {"mid": 16, "name": 34}
"""Pixels from a spread up to its middle's number and to its name: a line each, in a narrow chart they would meet."""
DOTS = 222
STEP = 11
HEIGHT = 282
NARROW = 460
"""Width in pixels below which every other tick is written."""


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    spans : y, name, low, lower, mid, upper, high (shares), low_text, mid_text, high_text, own (1 or 0)
    dots : x, y (pixels), name, reached (1 or 0)
    aim : x, text
    ticks : x, text, minor (1 or 0): unwritten where the chart is narrow

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", EDGE, f"width - {EDGE}", zero=False)
    y_scale = alt.Scale(domain=[0, HEIGHT], range=[0, HEIGHT], nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=x_scale, axis=None)

    y = alt.Y("y:Q", scale=y_scale, axis=None)
    spans, dots = alt.Chart(data("spans")), alt.Chart(data("dots"))
    aim, ticks = alt.Chart(data("aim")), alt.Chart(data("ticks"))
    ink = expression("datum.own ? theme.current : theme.muted")

    def label(field: str, at: str, align: str, away: int) -> alt.Chart:
        look: dict[str, Any] = {
            "align": align,
            "baseline": "middle",
            "dx": away,
            "fontSize": 12,
            "color": colour("muted"),
        }
        return spans.mark_text(**look).encode(x=x(at), y=y, text=f"{field}:N")

    layers = [
        ticks.mark_rule(color=colour("line"), strokeWidth=1, y=26, y2=HEIGHT - 22).encode(x=x("x")),
        ticks.transform_filter(f"!datum.minor || width >= {NARROW}")
        .mark_text(fontSize=11, y=HEIGHT - 8, color=colour("muted"))
        .encode(x=x("x"), text="text:N"),
        aim.mark_rule(color=colour("target"), strokeWidth=1.5, y=26, y2=HEIGHT - 22).encode(x=x("x")),
        aim.mark_text(fontSize=12, fontWeight=600, y=14, color=colour("target")).encode(x=x("x"), text="text:N"),
        spans.mark_rule(strokeWidth=2).encode(x=x("low"), x2="high:Q", y=y),
        spans.mark_rule(strokeWidth=9, strokeCap="round").encode(x=x("lower"), x2="upper:Q", y=y),
        spans.mark_point(shape="circle", size=110, filled=True, opacity=1, strokeWidth=2).encode(x=x("mid"), y=y),
        spans.mark_text(dy=-ABOVE["mid"], fontSize=12.5, fontWeight=600).encode(x=x("mid"), y=y, text="mid_text:N"),
        label("low_text", "low", "right", -8),
        label("high_text", "high", "left", 8),
        spans.mark_text(
            align="left", dy=-ABOVE["name"], fontSize=12.5, fontWeight=600, x=EDGE, color=colour("ink")
        ).encode(y=y, text="name:N"),
        dots.mark_point(shape="circle", size=62, filled=True, opacity=0.9).encode(x=x("x"), y=y, tooltip="name:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.3, xmax=1.4))
    found = finish(chart, width=620, height=HEIGHT)
    for layer in (4, 5):
        found["layer"][layer]["mark"]["stroke"] = {"expr": ink.to_dict()["expr"]}
    for layer, field in ((6, "fill"), (7, "fill")):
        found["layer"][layer]["mark"][field] = {"expr": ink.to_dict()["expr"]}
    found["layer"][6]["mark"]["stroke"] = {"expr": "theme.surface"}
    found["layer"][11]["mark"]["fill"] = {"expr": "datum.reached ? theme.current : theme.baseline"}
    return found


def swarm(values: Sequence[float], width: float) -> list[float]:
    """Return for each value, smallest first, how far above or below the line its dot stands, so that none overlap."""
    placed: list[tuple[float, float]] = []
    heights = (sign * step * STEP for step in range(len(values) + 1) for sign in ((1,) if step == 0 else (1, -1)))
    ladder = list(heights)
    for value in values:
        height = next(one for one in ladder if all(abs(value - x) >= width or abs(one - y) >= STEP for x, y in placed))
        placed.append((value, height))
    return [height for _, height in placed]
