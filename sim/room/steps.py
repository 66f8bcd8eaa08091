"""Round steps for axes and classes, in the numbers that people see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sim.language import Language

CLASSES = 6


def round_step(wide: float, parts: int) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that covers `wide` in about so many parts."""
    raw = wide / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)


def decimals_of(step: float) -> int:
    """Return how many decimals the multiples of a step need."""
    return max(0, -math.floor(math.log10(step) + 1e-9))


def classes(values: Sequence[float], format: str, language: Language) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return how many values lie in each of some classes between round numbers, and what the classes are called."""
    scale, decimals = language.formats[format].scale, language.formats[format].decimals
    shown = np.array(values) * scale
    wide = max(float(np.ptp(shown)), 10.0**-decimals)
    step = round_step(wide, CLASSES)
    first = math.floor(shown.min() / step + 1e-9)
    count = max(1, math.ceil(shown.max() / step - 1e-9) - first)
    edges = (first + np.arange(count + 1)) * step
    found, _ = np.histogram(shown, np.concatenate([[edges[0] - step * 1e-6], edges[1:-1], [edges[-1] + step * 1e-6]]))
    texts = [language.number(float(edge) / scale, format, decimals=decimals_of(step)) for edge in edges]
    return tuple(f"{low} – {high}" for low, high in pairwise(texts)), tuple(map(int, found))
