"""Fan: history in front, then the median and the central 50, 80 and 90 % of futures, every band named at its edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, finish, kept_spec, parameters
from pages.parts.charts.marks import AXIS_ROOM, band, between, colour_texts, line, push_apart, target, ticks, value_axis

DATASETS = ("band", "lines", "target", "labels", "ticks")
OPACITY = {90: 0.10, 80: 0.12, 50: 0.16}
WIDTHS = tuple(OPACITY)
LABEL_ROOM = 118
LABEL_GAP = 14
FOOT = 24


@kept_spec
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
    x_scale = between("x", 10, f"width - {LABEL_ROOM}", zero=False)
    y_scale = between("y", f"height - {FOOT + 4}", 8, zero=False)
    axis = value_axis()
    x, y = alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=axis)

    gap = f"{LABEL_GAP} * (ymax - ymin) / (height - {FOOT + 12})"
    labels = push_apart(gap)
    layers = [
        *(band("band", f"low{width}", f"high{width}", x, (y_scale, axis), look) for width, look in OPACITY.items()),
        ticks(x, 10 + LABEL_ROOM),
        line("single", x, y, "ink", 1.5, [1.5, 3.5]),
        line("median", x, y, "current", 2.75),
        line("history", x, y, "ink", 2.25),
        alt.Chart(data("lines"))
        .transform_filter("datum.series === 'history'")
        .mark_circle(color=colour("ink"), size=40, opacity=1)
        .encode(x=x, y=y),
        target(x_scale, y),
        labels.mark_text(align="left", baseline="middle", dx=12, fontSize=11.5).encode(
            x=x, y=alt.Y("place:Q", scale=y_scale, axis=axis), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0, ymin=0.0, ymax=1.0, yformat=".1f"))
    return colour_texts(
        finish(chart, width=620, height=330, left=AXIS_ROOM),
        "datum.series === 'target' ? theme.target : datum.series === 'median' ? theme.current"
        " : datum.series === 'single' ? theme.ink : theme.muted",
        "datum.series === 'target' || datum.series === 'median' ? 600 : 400",
    )


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
