"""Risk map: probability against impact; lines join equal expected loss, hollow marks are protected cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts.charts.base import Spec, alt, colour, data, expression, finish, kept_spec, parameters

DATASETS = ("points", "curves", "curve_names", "grid_x", "grid_y")
LEFT, RIGHT, TOP, FOOT = 46, 14, 10, 34
WIDTH, HEIGHT = 640, 322
"""The size labels are placed for; a wider chart only gives them more room."""

LETTER, LINE = 6.4, 15


@dataclass(frozen=True)
class Spot:
    """One case: `tone` is lead (costs most), normal or off; `hollow` says that its countermeasure is bought."""

    name: str
    probability: float
    impact: float
    tone: str
    hollow: bool
    hint: str


@kept_spec
def spec() -> Spec:
    """Return the specification.

    Data
    ----
    points : x, y, name, hint, tone, hollow, align, dx, dy (place of the label in pixels; align "none" hides it)
    curves : curve, x, y — equal expected loss
    curve_names : x, y, text
    grid_x, grid_y : x or y, text

    The impact's scale is a square root, so that small and large cases can both be read. Parameters: theme, xmax, ymax.
    """
    x_scale = alt.Scale(
        domain=[0, 1], domainMax=expression("xmax"), range=[LEFT, expression(f"width - {RIGHT}")], nice=False
    )
    y_scale = alt.Scale(
        type="sqrt",
        domain=[0, 1],
        domainMax=expression("ymax"),
        range=[expression(f"height - {FOOT}"), TOP],
        nice=False,
    )
    x, y = alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=None)
    points = alt.Chart(data("points"))

    def label(align: str) -> list[alt.Chart]:
        chosen = points.transform_filter(f"datum.align === '{align}'")
        shift: dict[str, Any] = {
            "dx": expression("datum.dx"),
            "dy": expression("datum.dy"),
            "align": align,
            "baseline": "middle",
        }
        ink = expression("datum.tone === 'off' ? theme.muted : theme.ink")
        lead = chosen.transform_filter("datum.tone === 'lead'").mark_text(
            fontSize=12, fontWeight=600, color=colour("target"), **shift
        )
        rest = chosen.transform_filter("datum.tone !== 'lead'").mark_text(fontSize=12, color=ink, **shift)
        return [lead.encode(x=x, y=y, text="name:N"), rest.encode(x=x, y=y, text="name:N")]

    ink = "datum.tone === 'lead' ? theme.target : datum.tone === 'off' ? theme.baseline : theme.current"
    layers = [
        alt.Chart(data("grid_y"))
        .mark_rule(color=colour("line"))
        .encode(y=y, x=alt.value(LEFT), x2=alt.value(expression(f"width - {RIGHT}"))),
        alt.Chart(data("grid_y"))
        .mark_text(align="right", baseline="middle", fontSize=11, color=colour("muted"), x=LEFT - 7)
        .encode(y=y, text="text:N"),
        alt.Chart(data("grid_x"))
        .mark_text(baseline="top", fontSize=11, color=colour("muted"), y=expression(f"height - {FOOT - 7}"))
        .encode(x=x, text="text:N"),
        alt.Chart(data("curves"))
        .mark_line(color=colour("baseline"), strokeWidth=1, strokeDash=[3, 3], opacity=0.75, clip=True)
        .encode(x=x, y=y, detail="curve:N", order=alt.Order("x:Q")),
        alt.Chart(data("curve_names"))
        .mark_text(
            align="right", baseline="bottom", dx=-2, dy=-3, fontSize=11, fontStyle="italic", color=colour("muted")
        )
        .encode(x=x, y=y, text="text:N"),
        points.mark_point(
            filled=True,
            fill=expression(f"datum.hollow ? theme.surface : {ink}"),
            stroke=expression(ink),
            strokeWidth=2,
            size=92,
            opacity=1,
        ).encode(x=x, y=y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("hint:N", title=" ")]),
        *label("left"),
        *label("right"),
        *label("center"),
    ]
    chart = alt.layer(*layers).add_params(*parameters(xmax=0.7, ymax=300.0))
    return finish(chart, width=WIDTH, height=HEIGHT)


def rows(
    spots: Sequence[Spot], curves: Sequence[tuple[float, str]], grid_x: Sequence[tuple[float, str]],
    grid_y: Sequence[tuple[float, str]],
) -> tuple[dict[str, list[dict[str, Any]]], float, float]:  # fmt: skip
    """Return the data and the two axis ends.

    Parameters
    ----------
    spots : most important first; labels are placed in this order
    curves : (expected loss, label)
    grid_x, grid_y : (value, text)
    """
    x_end = min(1.06, max(grid_x[-1][0], 1.15 * max((spot.probability for spot in spots), default=0)))
    y_end = max(grid_y[-1][0], 1.02 * max((spot.impact for spot in spots), default=0))
    lines, names = [], []
    for number, (loss, text) in enumerate(curves):
        first = loss / y_end
        if first >= x_end:
            continue
        steps = [first + (x_end - first) * n / 60 for n in range(61)]
        lines += [{"curve": number, "x": x, "y": loss / x} for x in steps]
        names.append({"x": x_end, "y": loss / x_end, "text": text})
    return (
        {
            "points": _place_labels(spots, names, x_end, y_end),
            "curves": lines,
            "curve_names": names,
            "grid_x": [{"x": value, "text": text} for value, text in grid_x],
            "grid_y": [{"y": value, "text": text} for value, text in grid_y],
        },
        x_end,
        y_end,
    )


def _width(text: str) -> float:
    return sum(LETTER if ord(letter) < 0x2E80 else 12.2 for letter in text)


def _place_labels(
    spots: Sequence[Spot], names: Sequence[Mapping[str, Any]], x_end: float, y_end: float
) -> list[dict[str, Any]]:
    """Place every label beside its mark where nothing else stands; a label without room is left to the tooltip."""

    def place(x: float, y: float) -> tuple[float, float]:
        height = HEIGHT - FOOT - TOP
        return LEFT + (WIDTH - LEFT - RIGHT) * x / x_end, HEIGHT - FOOT - height * (y / y_end) ** 0.5

    places = [place(spot.probability, spot.impact) for spot in spots]
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places]
    for name in names:
        x, y = place(name["x"], name["y"])
        taken.append((x - _width(name["text"]) - 2, y - 3 - LINE, x, y - 3))
    found = []
    for spot, (x, y) in zip(spots, places, strict=True):
        width = _width(spot.name)
        row: dict[str, Any] = {
            "x": spot.probability, "y": spot.impact, "name": spot.name, "hint": spot.hint, "tone": spot.tone,
            "hollow": spot.hollow, "align": "none", "dx": 0, "dy": 0,
        }  # fmt: skip
        own = (x - 7, y - 7, x + 7, y + 7)
        for align, dx, dy in (
            ("left", 10, 0), ("right", -10, 0), ("center", 0, -15), ("center", 0, 15),
            ("left", 8, -12), ("left", 8, 12), ("right", -8, -12), ("right", -8, 12),
            ("center", 0, -23), ("center", 0, 23), ("left", -6, -20), ("left", -6, 20),
            ("right", 6, -20), ("right", 6, 20),
        ):  # fmt: skip
            left = x + dx - (0 if align == "left" else width if align == "right" else width / 2)
            box = (left, y + dy - LINE / 2, left + width, y + dy + LINE / 2)
            inside = box[0] > LEFT and box[2] < WIDTH and box[1] > 0 and box[3] < HEIGHT - FOOT + 12
            if inside and not any(_overlap(box, other) for other in taken if other != own):
                row |= {"align": align, "dx": dx, "dy": dy}
                taken.append(box)
                break
        found.append(row)
    return found


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
