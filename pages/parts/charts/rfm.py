"""Customers by recency and frequency: five by five fields, the darker the more revenue, each with its customers."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import room

DATASETS = ("cells", "recents", "oftens")
NAME_ROOM, FOOT, ROW = room(118, 0.3), 24, 46


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    cells : recency, frequency (1 … 5), heat (0 … 1), customers, revenue (both written), best (bool), tip
    recents, oftens : fifth, name

    Parameters: theme.
    """
    height = 5 * ROW + FOOT
    x_scale = alt.Scale(domain=[0.5, 5.5], range=[expression(NAME_ROOM), expression("width")], nice=False)
    y_scale = alt.Scale(domain=[0.5, 5.5], range=[height - FOOT, 0], nice=False)
    cells = alt.Chart(data("cells")).transform_calculate(
        x0="datum.frequency - 0.48", x1="datum.frequency + 0.48", y0="datum.recency - 0.46", y1="datum.recency + 0.46"
    )
    field = cells.encode(
        x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=alt.Y("y0:Q", scale=y_scale, axis=None), y2="y1:Q",
        tooltip="tip:N",
    )  # fmt: skip
    middle = cells.encode(
        x=alt.X("frequency:Q", scale=x_scale, axis=None), y=alt.Y("recency:Q", scale=y_scale, axis=None)
    )
    ink: Any = expression("datum.heat > 0.62 ? theme.on_current : theme.ink")
    side: dict[str, Any] = {"fontSize": 12, "color": colour("muted"), "baseline": "middle"}
    layers = [
        field.mark_rect(cornerRadius=4, color=colour("current"), opacity=expression("0.05 + 0.95 * datum.heat")),
        field.transform_filter("datum.best").mark_rect(
            cornerRadius=4, filled=False, stroke=colour("ink"), strokeWidth=1.5
        ),
        middle.mark_text(fontSize=13.5, fontWeight=600, baseline="bottom", dy=1, color=ink).encode(text="revenue:N"),
        middle.mark_text(fontSize=11, baseline="top", dy=4, color=ink).encode(text="customers:N"),
        alt.Chart(data("recents"))
        .mark_text(align="left", x=0, limit=expression(f"{NAME_ROOM} - 8"), **side)
        .encode(y=alt.Y("fifth:Q", scale=y_scale, axis=None), text="name:N"),
        alt.Chart(data("oftens"))
        .mark_text(y=height - 8, **side)
        .encode(x=alt.X("fifth:Q", scale=x_scale, axis=None), text="name:N"),
    ]
    return finish(alt.layer(*layers).add_params(*parameters()), width=620, height=height)
