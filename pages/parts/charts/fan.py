"""Fan: history in front, then the median and the central 50, 80 and 90 % of futures, every band named at its edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from pages.parts.charts.base import Spec, colour, data, expression, finish, parameters

DATASETS = ("band", "lines", "target", "labels", "ticks")
WIDTHS = (90, 80, 50)
LABEL_ROOM = 118
LABEL_GAP = 14
FOOT = 24


@lru_cache
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    band : x, low90, high90, low80, high80, low50, high50
    lines : x, y, series (history | median | single)
    target : x0, x1, y
    labels : series (target | median | single | band), x, y, text — pushed apart from above
    ticks : x, text

    Parameters: theme, xmin, xmax, ymin, ymax, yformat.
    """
    x_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("xmin"),
        domainMax=expression("xmax"),
        range=[10, expression(f"width - {LABEL_ROOM}")],
        nice=False,
        zero=False,
    )
    y_scale = alt.Scale(
        domain=[0, 1],
        domainMin=expression("ymin"),
        domainMax=expression("ymax"),
        range=[expression(f"height - {FOOT + 4}"), 8],
        nice=False,
        zero=False,
    )
    axis = alt.Axis(tickCount=5, labelExpr="format(datum.value, yformat)", labelPadding=8)
    x, y = alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=axis)

    def band(width: int, opacity: float) -> alt.Chart:
        low, high = f"low{width}:Q", f"high{width}:Q"
        return (
            alt.Chart(data("band"))
            .mark_area(color=colour("current"), opacity=opacity)
            .encode(x=x, y=alt.Y(low, scale=y_scale, axis=axis), y2=alt.Y2(high))
        )

    def line(series: str, token: str, width: float, dash: list[float] | None = None) -> alt.Chart:
        look: dict[str, Any] = {"strokeDash": dash} if dash else {}
        return (
            alt.Chart(data("lines"))
            .transform_filter(f"datum.series === '{series}'")
            .mark_line(color=colour(token), strokeWidth=width, strokeJoin="round", strokeCap="round", **look)
            .encode(x=x, y=y, order=alt.Order("x:Q"))
        )

    gap = f"{LABEL_GAP} * (ymax - ymin) / (height - {FOOT + 12})"
    labels = (
        alt.Chart(data("labels"))
        .transform_window(rank="row_number()", sort=[alt.SortField("y", order="descending")])
        .transform_calculate(raised=f"datum.y + datum.rank * {gap}")
        .transform_window(floor="min(raised)", sort=[alt.SortField("rank", order="ascending")], frame=[None, 0])
        .transform_calculate(place=f"datum.floor - datum.rank * {gap}")
    )
    layers = [
        band(90, 0.10),
        band(80, 0.12),
        band(50, 0.16),
        alt.Chart(data("ticks"))
        .mark_text(color=colour("muted"), fontSize=11, baseline="bottom")
        .encode(x=x, y=alt.value(expression("height - 3")), text="text:N"),
        line("single", "ink", 1.5, [1.5, 3.5]),
        line("median", "current", 2.75),
        line("history", "ink", 2.25),
        alt.Chart(data("lines"))
        .transform_filter("datum.series === 'history'")
        .mark_circle(color=colour("ink"), size=40, opacity=1)
        .encode(x=x, y=y),
        alt.Chart(data("target"))
        .mark_rule(color=colour("target"), strokeWidth=2.5)
        .encode(x=alt.X("x0:Q", scale=x_scale, axis=None), x2="x1:Q", y=y),
        labels.mark_text(align="left", baseline="middle", dx=12, fontSize=11.5).encode(
            x=x, y=alt.Y("place:Q", scale=y_scale, axis=axis), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0, ymin=0.0, ymax=1.0, yformat=".1f"))
    result = finish(chart, width=620, height=330, left=36)
    text = result["layer"][-1]["mark"]
    text["fill"] = {
        "expr": "datum.series === 'target' ? theme.target : datum.series === 'median' ? theme.current"
        " : datum.series === 'single' ? theme.ink : theme.muted"
    }
    text["fontWeight"] = {"expr": "datum.series === 'target' || datum.series === 'median' ? 600 : 400"}
    return result


def rows(
    periods: Sequence[Mapping[str, Any]],
    *,
    scale: float,
    single: Sequence[float],
    target: tuple[int, float, str] | None,
    names: Mapping[str, str],
    ticks: Sequence[tuple[float, str]],
) -> dict[str, list[dict[str, Any]]]:
    """Return the data.

    Parameters
    ----------
    periods : one mapping a period with `kind` ("history" or "simulated"), `median`, `low_50` … `high_90`
    scale : from model units to axis units
    single : the single run's value in every simulated period
    target : (place of the period, value, label) or None
    names : labels "median", "single", "90", "80", "50"
    ticks : (place, text)
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
    past = [place for place, row in enumerate(periods) if row["kind"] == "history"]
    start = past[-1] if past else None
    for place, row in enumerate(periods):
        if row["kind"] == "history":
            found["lines"].append({"x": place, "y": row["median"] * scale, "series": "history"})
        if row["kind"] == "simulated" or place == start:
            edges = {f"{end}{width}": row[f"{end}_{width}"] * scale for width in WIDTHS for end in ("low", "high")}
            found["band"].append({"x": place, **edges})
            found["lines"].append({"x": place, "y": row["median"] * scale, "series": "median"})
    first = len(periods) - len(single)
    if start is not None:
        found["lines"].append({"x": start, "y": periods[start]["median"] * scale, "series": "single"})
    found["lines"] += [{"x": first + n, "y": value * scale, "series": "single"} for n, value in enumerate(single)]
    end, last = len(periods) - 1, periods[-1]
    for width in WIDTHS:
        y = last[f"high_{width}"] * scale
        found["labels"].append({"series": "band", "x": end, "y": y, "text": names[str(width)]})
    found["labels"].append({"series": "median", "x": end, "y": last["median"] * scale, "text": names["median"]})
    found["labels"].append({"series": "single", "x": end, "y": single[-1] * scale, "text": names["single"]})
    if target:
        place, value, label = target
        found["target"] = [{"x0": place - 0.34, "x1": place, "y": value * scale}]
        found["labels"].append({"series": "target", "x": end, "y": value * scale * (1 + 1e-9), "text": label})
    found["ticks"] = [{"x": place, "text": text} for place, text in ticks]
    return found
