"""Small pictures in cells of tables: a lever's track with where it stands and where it should, bars, ranges."""

from __future__ import annotations

import html

from pages.parts.reading import Html


def _place(value: float, low: float, high: float) -> float:
    return 100 * min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 50.0


def track(low: float, high: float, now: float, plan: float, needed: float | None, label: str, short: bool) -> Html:
    """Return a lever's track: the knob where it stands, a diamond at the plan, a filled mark at what is needed.

    `short` colours the stretch as further than the plan dares.
    """
    at = _place(now, low, high)
    parts = ['<i class="dc-line"></i>', f'<i class="dc-plan" style="left:{_place(plan, low, high):.1f}%"></i>']
    if needed is not None:
        to = _place(needed, low, high)
        parts.append(f'<i class="dc-way" style="left:{min(at, to):.1f}%;width:{abs(at - to):.1f}%"></i>')
        parts.append(f'<i class="dc-knob" style="left:{at:.1f}%"></i><i class="dc-need" style="left:{to:.1f}%"></i>')
    else:
        parts.append(f'<i class="dc-knob" style="left:{at:.1f}%"></i>')
    kind = "dc-track dc-short" if short else "dc-track"
    return Html(f'<div class="{kind}" role="img" aria-label="{html.escape(label)}">{"".join(parts)}</div>')


def bar(share: float, text: str, *, low: float | None = None, high: float | None = None, short: bool = False) -> Html:
    """Return a bar of `share` (0 to 1) with its text, and a whisker from `low` to `high` on the same scale."""
    width = 100 * min(max(share, 0.0), 1.0)
    whisker = ""
    if low is not None and high is not None:
        start, end = (100 * min(max(one, 0.0), 1.0) for one in (low, high))
        whisker = f'<i class="dc-whisker" style="left:{start:.1f}%;width:{end - start:.1f}%"></i>'
    kind = "dc-bar dc-short" if short else "dc-bar"
    drawn = f'<span><b style="width:{width:.1f}%"></b>{whisker}</span>'
    return Html(f'<div class="{kind}">{drawn}<em>{html.escape(text)}</em></div>')


def interval(
    span: tuple[float, float],
    box: tuple[float | None, float | None],
    ranges: tuple[tuple[float, float] | None, tuple[float, float] | None],
    label: str,
) -> Html:
    """Return an input's range with the stretch that the condition leaves, and how sure its ends are."""
    low, high = span
    start = 0.0 if box[0] is None else _place(box[0], low, high)
    end = 100.0 if box[1] is None else _place(box[1], low, high)
    parts = [f'<i class="dc-line"></i><i class="dc-box" style="left:{start:.1f}%;width:{end - start:.1f}%"></i>']
    for one in ranges:
        if one is not None:
            left, right = (_place(value, low, high) for value in one)
            parts.append(f'<i class="dc-sure" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>')
    return Html(f'<div class="dc-track dc-range" role="img" aria-label="{html.escape(label)}">{"".join(parts)}</div>')
