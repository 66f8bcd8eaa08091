"""Breakdown: one bar a region, core and new products, outlined by the base of comparison."""

from __future__ import annotations

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("bars", "totals")
NAME_ROOM = (72, 150)
"""Pixels that names of regions have at least and at most; longer ones end in an ellipsis."""
LETTER = 6.3
"""Pixels that a letter of a name takes."""
VALUE_ROOM = 52


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    bars : place, x0, x1, product (core | new)
    totals : place, name, total, base, text; the first also letters: how wide the longest name is, see `letters_of`

    Parameters: theme, xmax (money).
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMin=0,
        domainMax=expression("xmax"),
        range=[expression("room * zoom"), expression(f"width - {VALUE_ROOM} * zoom")],
        nice=False,
    )
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.36, paddingOuter=0.16))
    bars = alt.Chart(data("bars"))
    totals = alt.Chart(data("totals"))
    layers = [
        totals.mark_text(
            align="right",
            baseline="middle",
            fontSize=expression("12 * zoom"),
            color=colour("muted"),
            x=expression("(room - 8) * zoom"),
            limit=expression("(room - 8) * zoom"),
        ).encode(y=y, text="name:N"),
        bars.transform_filter("datum.product === 'core'")
        .mark_bar(color=colour("current"))
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y),
        bars.transform_filter("datum.product === 'new'")
        .mark_bar(color=colour("current_light"))
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y),
        totals.transform_calculate(zero="0")
        .mark_bar(filled=False, stroke=colour("ink"), strokeWidth=1.25, fill=None)
        .encode(x=alt.X("zero:Q", scale=x_scale, axis=None), x2="base:Q", y=y),
        totals.transform_calculate(edge="max(datum.total, datum.base)")
        .mark_text(
            align="left", baseline="middle", dx=7, fontSize=expression("12 * zoom"), fontWeight=600, color=colour("ink")
        )
        .encode(x=alt.X("edge:Q", scale=x_scale, axis=None), y=y, text="text:N"),
    ]
    least, most = NAME_ROOM
    longest = "extent(pluck(data('totals'), 'letters'))[1] || 0"
    room = alt.param(name="room", expr=f"clamp(({longest}) * {LETTER} + 10, {least}, {most})")
    return finish(alt.layer(*layers).add_params(*parameters(xmax=1000.0), room), width=360, height=160)
