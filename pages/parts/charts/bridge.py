"""Bridge (waterfall): how the base of comparison becomes the current scenario, one bar a cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between

DATASETS = ("steps", "breaks")
THICKNESS = 50
"""Pixels of a bar at most: one cause between two totals is no wall."""


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    steps : place, name, low, high, tone (base | up | down | flat | current), text
    breaks : place — bars that do not start at zero carry a break

    Parameters: theme, zoom, ymin, ymax (money), lines (of text in the longest name).
    """
    x = alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.34, paddingOuter=0.12))
    y_scale = between("y", "height - (8 + 14 * lines) * zoom", "18 * zoom", zero=False)
    y = alt.Y("low:Q", scale=y_scale, axis=None)
    steps = alt.Chart(data("steps"))

    def bar(tone: str, **mark: Any) -> alt.Chart:
        wide = expression(f"min(bandwidth('x'), {THICKNESS} * zoom)")
        chosen = steps.transform_filter(f"datum.tone === '{tone}'")
        return chosen.mark_bar(width=wide, **mark).encode(x=x, y=y, y2="high:Q")

    layers = [
        bar("base", filled=False, stroke=colour("ink"), strokeWidth=1.5),
        bar("current", color=colour("current")),
        bar("up", color=colour("current")),
        bar("down", color=colour("target")),
        steps.transform_filter("datum.tone === 'flat'")
        .mark_tick(color=colour("baseline"), thickness=1.5, bandSize=0.5, orient="horizontal", width={"band": 0.8})
        .encode(x=x, y=alt.Y("high:Q", scale=y_scale, axis=None)),
        alt.Chart(data("breaks"))
        .mark_text(
            text="≈",
            fontSize=expression("17 * zoom"),
            fontWeight=700,
            baseline="bottom",
            color=expression("datum.place ? theme.surface : theme.ink"),
        )
        .encode(x=x, y=alt.value(expression("height - (10 + 14 * lines) * zoom"))),
        steps.transform_calculate(top="max(datum.low, datum.high)", bottom="min(datum.low, datum.high)")
        .transform_filter("datum.tone !== 'down'")
        .mark_text(baseline="bottom", dy=-4, fontSize=expression("11.5 * zoom"), fontWeight=600, color=colour("ink"))
        .encode(x=x, y=alt.Y("top:Q", scale=y_scale, axis=None), text="text:N"),
        steps.transform_calculate(bottom="min(datum.low, datum.high)")
        .transform_filter("datum.tone === 'down'")
        .mark_text(baseline="top", dy=4, fontSize=expression("11.5 * zoom"), fontWeight=600, color=colour("ink"))
        .encode(x=x, y=alt.Y("bottom:Q", scale=y_scale, axis=None), text="text:N"),
        steps.mark_text(
            baseline="top", lineHeight=expression("13 * zoom"), fontSize=expression("11 * zoom"), color=colour("muted")
        ).encode(x=x, y=alt.value(expression("height - (4 + 13 * lines) * zoom")), text="name:N"),
    ]
    return finish(alt.layer(*layers).add_params(*parameters(ymin=0.0, ymax=1000.0, lines=1)), width=360, height=190)


def domain(base: float, parts: Sequence[float]) -> tuple[float, float]:
    """Return the axis range that shows the steps rather than the two totals; zero only where it is near."""
    levels = [base]
    for part in parts:
        levels.append(levels[-1] + part)
    low, high = min(levels), max(levels)
    span = max(high - low, 0.02 * high)
    floor = low - 0.9 * span
    return (0.0 if floor < 0.25 * high else floor, high + 0.12 * span)


def rows(
    base: tuple[str, float, str], parts: Sequence[tuple[str, float, str]], current: tuple[str, float, str]
) -> dict[str, list[dict[str, Any]]]:
    """Return the data: `base`, `parts` and `current` are (name, amount, written amount)."""
    low, _ = domain(base[1], [part[1] for part in parts])
    steps: list[dict[str, Any]] = [
        {"place": 0, "name": base[0], "low": low, "high": base[1], "tone": "base", "text": base[2]}
    ]
    level = base[1]
    span = max(abs(level), 1.0)
    for place, (name, amount, text) in enumerate(parts, start=1):
        tone = "flat" if abs(amount) < 5e-5 * span else "up" if amount > 0 else "down"
        steps.append({"place": place, "name": name, "low": level, "high": level + amount, "tone": tone, "text": text})
        level += amount
    last = len(parts) + 1
    steps.append(
        {"place": last, "name": current[0], "low": low, "high": current[1], "tone": "current", "text": current[2]}
    )
    if len(steps) > 5:
        for step in steps:
            step["name"] = str(step["name"]).split(" ", 1)
    return {"steps": steps, "breaks": [{"place": last}, {"place": 0}] if low > 0 else []}
