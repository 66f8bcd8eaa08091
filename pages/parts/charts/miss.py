"""Miss: how far each prediction lies from what was stated, as a bar from a common zero line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import room, zero_line

DATASETS = ("misses", "zero")
NAME_ROOM = room(250, 0.44)
VALUE_ROOM = room(210, 0.4)
ROW = 25
LIMIT = 0.5
"""Relative miss beyond which a bar is cut off and says so with an arrow."""


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` rows.

    Data
    ----
    misses : place, name, miss (cut off at the limit), cut, tone (fitted | follows | prediction), text
    zero : x — where the zero line stands

    Parameters: theme, limit.
    """
    x_scale = alt.Scale(
        domain=[-1, 1],
        domainMin=expression("-limit"),
        domainMax=expression("limit"),
        range=[expression(NAME_ROOM), expression(f"width - {VALUE_ROOM}")],
        nice=False,
    )
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.42, paddingOuter=0.2))
    x = alt.X("miss:Q", scale=x_scale, axis=None)
    rows = alt.Chart(data("misses"))
    whole = [alt.Tooltip(field, title=" ") for field in ("name:N", "text:N")]
    dim = "datum.tone === 'prediction' ? 1 : 0.35"
    layers = [
        zero_line(x_scale),
        rows.transform_calculate(start="0")
        .mark_bar(
            color=expression("datum.miss < 0 ? theme.target : theme.current"),
            opacity=expression(dim),
            cornerRadius=1,
        )
        .encode(x=alt.X("start:Q", scale=x_scale, axis=None), x2="miss:Q", y=y),
        rows.transform_filter("abs(datum.miss) < 0.004")
        .mark_point(shape="circle", size=42, filled=True, color=colour("ink"), opacity=expression(dim))
        .encode(x=x, y=y),
        rows.transform_filter("datum.cut")
        .mark_text(text="▸", fontSize=17, baseline="middle", dx=4, color=colour("current"))
        .encode(x=x, y=y),
        rows.mark_text(
            align="right",
            baseline="middle",
            fontSize=12.5,
            limit=expression(f"{NAME_ROOM} - 14"),
            color=expression("datum.tone === 'prediction' ? theme.ink : theme.muted"),
        ).encode(x=alt.value(expression(f"{NAME_ROOM} - 14")), y=y, text="name:N", tooltip=whole),
        rows.mark_text(
            align="left",
            baseline="middle",
            fontSize=12.5,
            limit=expression(f"{VALUE_ROOM} - 16"),
            color=expression("datum.tone === 'prediction' ? theme.ink : theme.muted"),
        ).encode(x=alt.value(expression(f"width - {VALUE_ROOM} + 16")), y=y, text="text:N", tooltip=whole),
    ]
    return finish(alt.layer(*layers).add_params(*parameters(limit=LIMIT)), width=860, height=ROW * count + 8)


def rows(entries: Sequence[tuple[str, float, str, str]]) -> dict[str, list[dict[str, Any]]]:
    """Return the data: `entries` are (name, relative miss, tone, written comparison)."""
    return {
        "misses": [
            {
                "place": place,
                "name": name,
                "miss": max(-LIMIT, min(LIMIT, miss)),
                "cut": abs(miss) > LIMIT,
                "tone": tone,
                "text": text,
            }
            for place, (name, miss, tone, text) in enumerate(entries)
        ],
        "zero": [{"x": 0}],
    }
