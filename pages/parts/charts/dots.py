"""Dots: one dot a future, filled where it reaches the target; for people who do not read bands."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("dots",)
WIDE = {20: 10, 100: 20}
"""Dots in a row, by how many there are."""


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    dots : x, y (column and row from 0), hit (bool), columns, lines

    A few dots are drawn large, many small; both fill the same box. Parameters: theme, zoom, columns, lines.
    """
    x = alt.X(
        "x:Q",
        axis=None,
        scale=alt.Scale(
            domain=[0, 1],
            domainMin=-0.5,
            domainMax=expression("columns - 0.5"),
            range=[0, expression("width")],
            nice=False,
        ),
    )
    y = alt.Y(
        "y:Q",
        axis=None,
        scale=alt.Scale(
            domain=[0, 1],
            domainMin=-0.5,
            domainMax=expression("lines - 0.5"),
            range=[0, expression("height")],
            nice=False,
        ),
    )
    size = expression("pow(0.72 * min(width / columns, height / lines), 2) * 0.7854")
    dots = alt.Chart(data("dots"))
    layers = [
        dots.transform_filter("!datum.hit")
        .mark_point(filled=True, fill=colour("track"), stroke=None, size=size, opacity=1)
        .encode(x=x, y=y),
        dots.transform_filter("datum.hit")
        .mark_point(filled=True, fill=colour("current"), stroke=None, size=size, opacity=1)
        .encode(x=x, y=y),
    ]
    chart = alt.layer(*layers).add_params(*parameters(columns=10, lines=2))
    return finish(chart, width=300, height=60)


def rows(count: int, of: int) -> dict[str, list[dict[str, Any]]]:
    """Return the data: the first `count` of `of` dots are filled."""
    wide = WIDE[of]
    return {"dots": [{"x": n % wide, "y": n // wide, "hit": n < count} for n in range(of)]}


def lines(of: int) -> int:
    """Return how many rows of dots there are."""
    return of // WIDE[of]
