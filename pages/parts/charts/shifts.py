"""Shifts: how far the actuals move each assumption, as bars from zero in prior standard deviations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import names, zero_line

DATASETS = ("shifts", "zero")
NAME_SHARE = 0.36
VALUE_ROOM = 96
ROW = 22


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    shifts : place, name, shift, helps (whether the shift lifts the forecast), text
    zero : x

    Parameters: theme, xmax.
    """
    x_scale = alt.Scale(
        domain=[-1, 1],
        domainMin=expression("-xmax"),
        domainMax=expression("xmax"),
        range=[expression(f"width * {NAME_SHARE} + 14"), expression(f"width - {VALUE_ROOM}")],
        nice=False,
    )
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.2))
    rows = alt.Chart(data("shifts"))
    layers = [
        rows.transform_calculate(start="0")
        .mark_bar(color=expression("datum.helps ? theme.current : theme.target"), cornerRadius=1)
        .encode(x=alt.X("start:Q", scale=x_scale, axis=None), x2="shift:Q", y=y),
        zero_line(x_scale),
        names(rows, y, f"width * {NAME_SHARE}"),
        rows.mark_text(align="right", baseline="middle", fontSize=12, color=colour("muted")).encode(
            x=alt.value(expression("width - 2")), y=y, text="text:N"
        ),
    ]
    return finish(alt.layer(*layers).add_params(*parameters(xmax=1.0)), width=420, height=ROW * count + 6)


def rows(entries: Sequence[tuple[str, float, bool, str]]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Return the data and the axis range: `entries` are (name, shift, whether it helps, written strength)."""
    found = [
        {"place": place, "name": name, "shift": shift, "helps": helps, "text": text}
        for place, (name, shift, helps, text) in enumerate(entries)
    ]
    return {"shifts": found, "zero": [{"x": 0}]}, max([0.25, *(abs(row["shift"]) for row in found)])
