"""Two pictures in the width of a card: both sides of a finding on one scale, and what choosing a side does to revenue.

Both are plain elements placed in per cent, so that they take any width, wrap their words and follow light and dark.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from pages.parts.reading import safe
from sim.audit.estimate import Estimate

HEADROOM = 0.06
"""Room beyond the outermost mark, as a share of the scale."""

NARROWEST = 0.6
"""Per cent of the width that the narrowest interval is drawn with."""


@dataclass(frozen=True)
class Bar:
    """One side: its name, the figure in words, what it rests on, and the interval it may lie in."""

    name: str
    figure: str
    below: str
    estimate: Estimate


def pair(stated: Bar, implied: Bar, label: str) -> str:
    """Return both sides as bars from zero on one scale, with the interval that rounding leaves to each."""
    ends = [0.0]
    for bar in (stated, implied):
        ends += [v for v in (bar.estimate.value, bar.estimate.low, bar.estimate.high) if math.isfinite(v)]
    low, high = min(ends), max(ends)
    room = HEADROOM * (high - low or 1.0)
    low, high = (low - room if low < 0 else low), (high + room if high > 0 or low == high else high)

    def place(value: float) -> float:
        return 100 * (min(max(value, low), high) - low) / (high - low)

    rows = "".join(
        f'<div class="au-side au-{side}"><div class="au-name">{safe(bar.name)}<small>{safe(bar.below)}</small></div>'
        f'<div class="au-track">{_bar(bar.estimate, place)}<i class="au-zero" style="left: {place(0):.2f}%"></i></div>'
        f'<div class="au-figure">{safe(bar.figure)}</div></div>'
        for side, bar in (("stated", stated), ("implied", implied))
    )
    return f'<div class="au-pair" role="img" aria-label="{html.escape(label)}">{rows}</div>'


def _bar(estimate: Estimate, place) -> str:
    start, end = sorted((place(0.0), place(estimate.value)))
    low, high = place(estimate.low), place(estimate.high)
    if high - low < NARROWEST:
        middle = (low + high) / 2
        low, high = middle - NARROWEST / 2, middle + NARROWEST / 2
    open_end = " au-open" if math.isinf(estimate.low) or math.isinf(estimate.high) else ""
    return (
        f'<i class="au-bar" style="left: {start:.2f}%; width: {end - start:.2f}%"></i>'
        f'<i class="au-interval{open_end}" style="left: {low:.2f}%; width: {high - low:.2f}%"></i>'
    )


@dataclass(frozen=True)
class Range:
    """One finding: its title, and revenue under the stated and the implied side (None where the model has none)."""

    mark: str
    title: str
    stated: float | None
    implied: float | None
    left: str
    right: str
    spread: str


def ranges(rows: Sequence[Range], current: float, current_label: str, heads: tuple[str, str, str], label: str) -> str:
    """Return revenue under both sides of each finding around the revenue of the scenario at hand."""
    values = [v for row in rows for v in (row.stated, row.implied) if v is not None] + [current]
    low, high = min(values), max(values)
    room = 0.26 * (high - low or 1.0)
    low, high = low - room, high + room

    def place(value: float) -> float:
        return 100 * (value - low) / (high - low)

    here = place(current)
    lines: list[str] = []
    for row in rows:
        ends = [place(v) for v in (row.stated, row.implied) if v is not None]
        first, last = min([*ends, here] if len(ends) < 2 else ends), max([*ends, here] if len(ends) < 2 else ends)
        dots = "".join(
            f'<i class="au-dot au-{side}" style="left: {place(value):.2f}%"></i>'
            for side, value in (("stated", row.stated), ("implied", row.implied))
            if value is not None
        )
        lines.append(
            f'<div class="au-row"><div class="au-title">{row.mark} {safe(row.title)}</div><div class="au-track">'
            f'<i class="au-now" style="left: {here:.2f}%"></i>'
            f'<i class="au-span" style="left: {first:.2f}%; width: {last - first:.2f}%"></i>{dots}'
            f'<span class="au-left" style="right: {100 - first:.2f}%">{safe(row.left)}</span>'
            f'<span class="au-right" style="left: {last:.2f}%">{safe(row.right)}</span></div>'
            f'<div class="au-spread">{safe(row.spread)}</div></div>'
        )
    head = (
        f'<div class="au-row au-head"><div>{safe(heads[0])}</div><div class="au-track">'
        f'<span class="au-here" style="left: {here:.2f}%">{safe(current_label)}</span></div>'
        f'<div class="au-spread">{safe(heads[2])}</div></div>'
    )
    return f'<div class="au-ranges" role="img" aria-label="{html.escape(label)}">{head}{"".join(lines)}</div>'
