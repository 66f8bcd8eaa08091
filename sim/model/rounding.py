"""Parts that add up as they are shown: rounded one by one, they may miss their own total by a unit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

Id = TypeVar("Id")


def add_up(parts: Mapping[Id, float], step: float) -> dict[Id, float]:
    """Return parts as multiples of a step that add up to their rounded total (largest remainders).

    Each part stands at one of the two multiples around it; those nearest to the next one are rounded up.
    """
    floors = {id: math.floor(value / step) for id, value in parts.items()}
    missing = round(sum(parts.values()) / step) - sum(floors.values())
    order = sorted(parts, key=lambda id: floors[id] - parts[id] / step)  # largest remainder first
    lifted = set(order[:missing])
    return {id: (floor + (id in lifted)) * step for id, floor in floors.items()}
