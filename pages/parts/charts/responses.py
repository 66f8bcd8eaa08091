"""Response curves side by side: what one share or budget alone brings, with where it stands and where it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("curves", "spots", "heads", "feet", "grounds")
ROW, HEAD, FOOT = 132, 34, 22
GAP = 0.09
"""Part of a panel's width that stays free at its right."""


@dataclass(frozen=True)
class Panel:
    """One lever: its curve as (x, y), where it stands and where it should, both as (x, y, text)."""

    name: str
    curve: Sequence[tuple[float, float]]
    now: tuple[float, float, str]
    suggested: tuple[float, float, str]
    ends: tuple[str, str]


def across(count: int) -> int:
    """Return how many panels stand side by side where there are so many."""
    return max(3, min(count, 5))


@kept_spec
def spec(count: int) -> Spec:
    """Return the specification for `count` panels.

    Data
    ----
    curves : panel, x, y; spots : x, y, tone (now | suggested); heads : x, y, name, text; feet : x, y, text, align
    All places are in panels: whole numbers count panels across and rows down.

    Parameters: theme.
    """
    columns = across(count)
    rows = -(-count // columns)
    x_scale = alt.Scale(domain=[0, columns], range=[0, expression("width")], nice=False)
    y_scale = alt.Scale(domain=[0, rows], range=[0, rows * ROW], nice=False)
    x, y = alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=None)
    heads, feet, spots = alt.Chart(data("heads")), alt.Chart(data("feet")), alt.Chart(data("spots"))
    layers = [
        alt.Chart(data("grounds")).mark_rule(color=colour("track")).encode(x=x, x2="x1:Q", y=y),
        alt.Chart(data("curves"))
        .mark_line(color=colour("baseline"), strokeWidth=2, strokeCap="round")
        .encode(x=x, y=y, detail="panel:N", order=alt.Order("x:Q")),
        spots.transform_filter("datum.tone === 'now'")
        .mark_point(filled=True, fill=colour("surface"), stroke=colour("ink"), strokeWidth=2, size=80, opacity=1)
        .encode(x=x, y=y),
        spots.transform_filter("datum.tone === 'suggested'")
        .mark_point(filled=True, fill=colour("current"), stroke=colour("surface"), strokeWidth=1, size=110, opacity=1)
        .encode(x=x, y=y),
        heads.mark_text(
            align="left", baseline="top", fontSize=12.5, fontWeight=600, color=colour("ink"),
            limit=expression(f"width / {columns} - 16"),
        ).encode(x=x, y=y, text="name:N"),
        heads.mark_text(
            align="left", baseline="top", dy=17, fontSize=12, color=colour("current"),
            limit=expression(f"width / {columns} - 16"),
        ).encode(x=x, y=y, text="text:N"),
        feet.transform_filter("datum.align === 'left'")
        .mark_text(align="left", baseline="top", dy=6, fontSize=11, color=colour("muted"))
        .encode(x=x, y=y, text="text:N"),
        feet.transform_filter("datum.align === 'right'")
        .mark_text(align="right", baseline="top", dy=6, fontSize=11, color=colour("muted"))
        .encode(x=x, y=y, text="text:N"),
    ]  # fmt: skip
    return finish(alt.layer(*layers).add_params(*parameters()), width=900, height=rows * ROW)


def rows(panels: Sequence[Panel]) -> dict[str, list[dict[str, object]]]:
    """Return the data; all panels share one vertical scale, so that steep and flat can be compared."""
    lows = [min(y for _, y in panel.curve) for panel in panels]
    highs = [max(y for _, y in panel.curve) for panel in panels]
    low, high = min(lows), max(highs)
    span = (high - low) or 1.0
    found: dict[str, list[dict[str, object]]] = {name: [] for name in DATASETS}
    columns = across(len(panels))
    for number, panel in enumerate(panels):
        left, top = number % columns, number // columns
        first, last = panel.curve[0][0], panel.curve[-1][0]
        wide = (last - first) or 1.0

        def right(x: float, left: int = left, first: float = first, wide: float = wide) -> float:
            return left + (1 - GAP) * (x - first) / wide

        def down(y: float, top: int = top) -> float:
            return top + (HEAD + 6 + (ROW - HEAD - FOOT - 14) * (high - y) / span) / ROW

        found["curves"] += [{"panel": number, "x": right(x), "y": down(y)} for x, y in panel.curve]
        for tone, (x, y, _) in (("now", panel.now), ("suggested", panel.suggested)):
            found["spots"].append({"x": right(x), "y": down(y), "tone": tone})
        said = panel.suggested[2] if panel.now[2] == panel.suggested[2] else f"{panel.now[2]} → {panel.suggested[2]}"
        found["heads"].append({"x": left, "y": top, "name": panel.name, "text": said})
        ground = top + (ROW - FOOT) / ROW
        found["grounds"].append({"x": left, "x1": left + 1 - GAP, "y": ground})
        for align, at, text in (("left", left, panel.ends[0]), ("right", left + 1 - GAP, panel.ends[1])):
            found["feet"].append({"x": at, "y": ground, "text": text, "align": align})
    return found
