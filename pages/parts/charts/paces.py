"""Paces: each quarter against its share of the year's target, as bars from 100 per cent."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("quarters", "line", "years")
FOOT = 34


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    quarters : place, deviation (attainment - 1), past, status, shape, text, name, tip
    line : y
    years : place (of its first quarter), text

    Parameters: theme, reach (axis range on both sides of 100 %).
    """
    x = alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.34, paddingOuter=0.1))
    y_scale = alt.Scale(
        domain=[-1, 1],
        domainMin=expression("-reach"),
        domainMax=expression("reach"),
        range=[expression(f"height - {FOOT + 16}"), 16],
        nice=False,
    )
    y = alt.Y("deviation:Q", scale=y_scale, axis=None)
    bars = alt.Chart(data("quarters")).transform_calculate(start="0")
    tone = "datum.deviation < 0 ? theme.target : theme.current"
    look: dict[str, Any] = {"fontSize": 11, "fontWeight": 600}
    layers = [
        bars.transform_filter("datum.past")
        .mark_bar(color=expression(tone))
        .encode(x=x, y=alt.Y("start:Q", scale=y_scale, axis=None), y2="deviation:Q", tooltip="tip:N"),
        bars.transform_filter("!datum.past")
        .mark_bar(fill=expression(tone), fillOpacity=0.16, stroke=expression(tone), strokeWidth=1.25, strokeDash=[3, 2])
        .encode(x=x, y=alt.Y("start:Q", scale=y_scale, axis=None), y2="deviation:Q", tooltip="tip:N"),
        alt.Chart(data("line"))
        .mark_rule(color=colour("ink"), strokeWidth=1)
        .encode(y=alt.Y("y:Q", scale=y_scale, axis=None)),
        bars.transform_filter("datum.deviation >= 0")
        .mark_text(baseline="bottom", dy=-3, color=colour("ink"), **look)
        .encode(x=x, y=y, text="text:N"),
        bars.transform_filter("datum.deviation < 0")
        .mark_text(baseline="top", dy=3, color=colour("ink"), **look)
        .encode(x=x, y=y, text="text:N"),
        bars.mark_text(baseline="middle", fontSize=11.5, color=expression("theme[datum.status] || theme.muted")).encode(
            x=x, y=alt.value(expression(f"height - {FOOT - 4}")), text="shape:N"
        ),
        bars.mark_text(baseline="bottom", fontSize=10.5, color=colour("muted")).encode(
            x=x, y=alt.value(expression("height - 14")), text="name:N"
        ),
        alt.Chart(data("years"))
        .mark_text(baseline="bottom", align="left", fontSize=10.5, dx=-8, color=colour("muted"))
        .encode(x=x, y=alt.value(expression("height - 1")), text="text:N"),
    ]
    return finish(alt.layer(*layers).add_params(*parameters(reach=0.2)), width=420, height=124)
