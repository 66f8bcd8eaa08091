"""An assumption in the width of a table cell: density, 80 % interval, and where another set stands on the same axis."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pages.parts.reading import Html
from sim.plan.distributions import Distribution
from sim.trust.sensitivity import HIGH, LOW

BINS = 46
POINTS = 2400
TAIL = 0.004


@lru_cache(maxsize=1024)
def shape(distribution: Distribution) -> tuple[np.ndarray, np.ndarray]:
    """Return bin edges (bin + 1,) and heights (bin,), the highest 1, between the outermost quantiles."""
    u = (np.arange(POINTS) + 0.5) / POINTS
    values = distribution.quantile(u[(u > TAIL) & (u < 1 - TAIL)])
    heights, edges = np.histogram(values, bins=BINS)
    padded = np.pad(heights.astype(float), 1, mode="edge")
    smooth = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    return edges, smooth / smooth.max()


def picture(distribution: Distribution, other: float, label: str) -> Html:
    """Return the picture; `other` is marked by a diamond, `label` says everything in words."""
    edges, heights = shape(distribution)
    low, high = min(edges[0], other), max(edges[-1], other)
    margin = 0.04 * (high - low)
    low, high = low - margin, high + margin

    def place(value: float) -> float:
        return 100 * (value - low) / (high - low)

    middles = (edges[:-1] + edges[1:]) / 2
    outline = [(place(edges[0]), 100.0)]
    outline += [(place(x), 100 * (1 - y)) for x, y in zip(middles, heights, strict=True)]
    outline.append((place(edges[-1]), 100.0))
    polygon = ", ".join(f"{x:.1f}% {y:.1f}%" for x, y in outline)
    left, right = (place(float(value)) for value in distribution.quantile(np.array([LOW, HIGH])))
    return Html(
        f'<div class="rd-density" role="img" aria-label="{label}">'
        f'<i class="rd-area" style="clip-path: polygon({polygon})"></i><i class="rd-axis"></i>'
        f'<i class="rd-span" style="left: {left:.1f}%; width: {right - left:.1f}%"></i>'
        f'<i class="rd-point" style="left: {place(other):.1f}%"></i></div>'
    )
