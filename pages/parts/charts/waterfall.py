"""Waterfall with drill-down: causes below one another between two totals; an opened cause shows its parts below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters
from pages.parts.charts.marks import between, room

DATASETS = ("steps", "links", "breaks")
NAME_ROOM = room(226, 0.42)
VALUE_ROOM = room(118, 0.34)
ROW = 29
FLAT = 5e-5
"""Share of the start below which a step is drawn as a mere stroke."""


@dataclass(frozen=True)
class Step:
    """One cause: its name, amount and written amount; `part` for a part of the cause above it."""

    name: str
    amount: float
    text: str
    part: bool = False


def height(steps: int) -> int:
    """Return the height for so many causes between the two totals."""
    return ROW * (steps + 2) + 6


@kept_spec
def spec(steps: int) -> Spec:
    """Return the specification for so many causes.

    Data
    ----
    steps : y0, y1, x0, x1, tone (total | up | down | part-up | part-down | flat), place (colour of a total), name,
        text, part
    links : x, y0, y1 — where a step ends the next begins
    breaks : y, x — totals that do not start at zero

    Parameters: theme, xmin, xmax.
    """
    x_scale = between("x", NAME_ROOM, f"width - {VALUE_ROOM}", zero=False)
    y_scale = alt.Scale(domain=[0, steps + 2], range=[2, height(steps) - 4], nice=False)
    marks = alt.Chart(data("steps"))
    start, top = alt.X("x0:Q", scale=x_scale, axis=None), alt.Y("y0:Q", scale=y_scale, axis=None)
    middle = marks.transform_calculate(middle="(datum.y0 + datum.y1) / 2", edge="max(datum.x0, datum.x1)")
    y_middle = alt.Y("middle:Q", scale=y_scale, axis=None)
    tones = (
        "datum.tone === 'total' ? theme.series[datum.place] : datum.tone === 'up' || datum.tone === 'part-up' ?"
        " theme.current : datum.tone === 'flat' ? theme.baseline : theme.target"
    )
    layers: list[Any] = [
        alt.Chart(data("links"))
        .mark_rule(color=colour("track"), strokeWidth=1)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=top, y2="y1:Q"),
        marks.transform_filter("datum.tone !== 'flat'")
        .mark_rect(color=expression(tones), opacity=expression("datum.part ? 0.55 : 1"))
        .encode(x=start, x2="x1:Q", y=top, y2="y1:Q"),
        marks.transform_filter("datum.tone === 'flat'")
        .mark_rule(color=colour("baseline"), strokeWidth=2)
        .encode(x=start, y=top, y2="y1:Q"),
        alt.Chart(data("breaks"))
        .mark_text(text="≈", angle=90, fontSize=16, fontWeight=700, color=colour("surface"), dy=-9)
        .encode(x=alt.X("x:Q", scale=x_scale, axis=None), y=alt.Y("y:Q", scale=y_scale, axis=None)),
        middle.mark_text(
            align="left", baseline="middle", dx=7, fontSize=12.5, fontWeight=600, color=colour("ink")
        ).encode(x=alt.X("edge:Q", scale=x_scale, axis=None), y=y_middle, text="text:N"),
        middle.mark_text(
            align="right",
            baseline="middle",
            fontSize=expression("datum.part ? 12 : 13"),
            fontWeight=expression("datum.tone === 'total' ? 600 : 400"),
            color=expression("datum.part ? theme.muted : theme.ink"),
            limit=expression(f"{NAME_ROOM} - 18"),
        ).encode(x=alt.value(expression(f"{NAME_ROOM} - 14")), y=y_middle, text="name:N"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmin=0.0, xmax=1.0))
    return finish(chart, width=700, height=height(steps))


def domain(start: float, steps: Sequence[Step]) -> tuple[float, float]:
    """Return the range of the axis: it shows the steps rather than the totals, zero only where it is near."""
    levels = [start]
    for step in steps:
        if not step.part:
            levels.append(levels[-1] + step.amount)
    low, high = min(levels), max(levels)
    span = max(high - low, 0.02 * abs(high), 1e-9)
    floor = low - 0.35 * span
    if low >= 0 and floor < 0.25 * high:
        floor = 0.0
    return floor, high + 0.02 * span


def rows(
    base: tuple[str, str, int], start: float, steps: Sequence[Step], current: tuple[str, str, int]
) -> dict[str, list[dict[str, Any]]]:
    """Return the data. `base`, `current`: name, written amount, place of its colour; `start` is the base's amount."""
    low, _ = domain(start, steps)
    foot = 0.0 if low <= 0 else low
    marks: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []

    def mark(
        row: int, x0: float, x1: float, tone: str, name: str, text: str, place: int = 0, part: bool = False
    ) -> None:
        thick = 0.17 if part else 0.25 if tone == "total" else 0.3
        where = {"y0": row + 0.5 - thick, "y1": row + 0.5 + thick, "x0": x0, "x1": x1, "part": part}
        marks.append(where | {"tone": tone, "name": name, "text": text, "place": place})

    mark(0, foot, start, "total", base[0], base[1], base[2])
    level, row, inner = start, 0, start
    span = max(abs(start), 1e-6)
    for row, step in enumerate(steps, start=1):
        origin = inner if step.part else level
        tone = "flat" if abs(step.amount) < FLAT * span else "up" if step.amount > 0 else "down"
        if step.part and tone != "flat":
            tone = f"part-{tone}"
        mark(row, origin, origin + step.amount, tone, step.name, step.text, part=step.part)
        if step.part:
            inner += step.amount
        else:
            links.append({"x": level, "y0": links[-1]["end"] if links else 0.75, "y1": row + 0.2, "end": row + 0.8})
            inner, level = level, level + step.amount
    last = len(steps) + 1
    mark(last, foot, level, "total", current[0], current[1], current[2])
    links.append({"x": level, "y0": links[-1]["end"] if links else 0.75, "y1": last + 0.25, "end": last})
    breaks = [{"y": 0.5, "x": foot}, {"y": last + 0.5, "x": foot}] if foot > 0 else []
    return {"steps": marks, "links": links, "breaks": breaks}
