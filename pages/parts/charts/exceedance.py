"""Exceedance: the chance of reaching at least x, for every x; the target stands on the curve and can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between

DATASETS = ("curve", "mark", "single", "ticks")
LEFT, RIGHT, FOOT = 36, 12, 24


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    curve : x, p
    mark : x, p, text — the target on the curve
    single : x, text — where the single run stands
    ticks : x, text

    Parameters: theme, zoom, xmin, xmax.
    """
    x_scale = between("x", LEFT, f"width - {RIGHT}", zero=False)
    y_scale = alt.Scale(domain=[0, 1], range=[expression(f"height - {FOOT}"), 14], nice=False)
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y("p:Q", scale=y_scale, axis=None)
    curve, mark = alt.Chart(data("curve")), alt.Chart(data("mark"))
    grid = alt.Chart(alt.InlineData(values=[{"p": p} for p in (0, 0.25, 0.5, 0.75, 1)], name="grid"))
    foot = alt.value(expression(f"height - {FOOT}"))
    layers = [
        grid.mark_rule(color=colour("line")).encode(
            y=y, x=alt.value(LEFT), x2=alt.value(expression(f"width - {RIGHT}"))
        ),
        grid.transform_calculate(text="format(datum.p, '.0%')")
        .mark_text(align="right", baseline="middle", fontSize=11, color=colour("muted"), x=LEFT - 6)
        .encode(y=y, text="text:N"),
        curve.transform_calculate(zero="0")
        .transform_filter("datum.reached")
        .mark_area(color=colour("current"), opacity=0.18)
        .encode(x=x, y=y, y2="zero:Q"),
        curve.mark_line(color=colour("current"), strokeWidth=2.5).encode(x=x, y=y, order=alt.Order("x:Q")),
        alt.Chart(data("single"))
        .mark_rule(color=colour("ink"), strokeDash=[1.5, 3.5], strokeWidth=1.5, y=14)
        .encode(x=x, y2=foot),
        alt.Chart(data("single"))
        .mark_text(fontSize=11, baseline="bottom", y=11, color=colour("ink"), align=expression("datum.align"))
        .encode(x=x, text="text:N"),
        mark.mark_rule(color=colour("target"), strokeWidth=2, y=14).encode(x=x, y2=foot),
        mark.mark_point(
            filled=True, fill=colour("surface"), stroke=colour("target"), strokeWidth=2.5, size=110, opacity=1
        ).encode(x=x, y=y),
        alt.Chart(data("ticks"))
        .mark_text(fontSize=11, color=colour("muted"), baseline="bottom")
        .encode(x=x, y=alt.value(expression("height - 4")), text="text:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0))
    return finish(chart, width=360, height=150)


def rows(
    places: Sequence[float],
    chances: Sequence[float],
    at: int,
    most: bool,
    single: tuple[float, str] | None,
    ticks: Sequence[tuple[float, str]],
) -> dict[str, list[dict[str, Any]]]:
    """Return the data: chance of every place, the target at place number `at`, the single run and the ticks.

    Parameters
    ----------
    most : whether at most so much reaches the target
    """
    middle = (places[0] + places[-1]) / 2
    sign = -1 if most else 1
    curve = [
        {"x": x, "p": p, "reached": sign * n >= sign * at} for n, (x, p) in enumerate(zip(places, chances, strict=True))
    ]
    return {
        "curve": curve,
        "mark": [{"x": places[at], "p": chances[at]}],
        "single": [{"x": single[0], "text": single[1], "align": "left" if single[0] < middle else "right"}]
        if single
        else [],
        "ticks": [{"x": x, "text": text} for x, text in ticks],
    }
