"""Growth a year, once: at which rate something that compounds gets from its start to its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

RECENT = 3
"""Years of history, the base year among them, that say how a company has been growing."""


@overload
def compound_growth(end: float, start: float, years: float) -> float: ...
@overload
def compound_growth(
    end: NDArray[np.float64], start: NDArray[np.float64], years: NDArray[np.float64]
) -> NDArray[np.float64]: ...
def compound_growth(end: Any, start: Any, years: Any) -> Any:
    """Return the growth a year [fraction] that makes `end` of `start` in so many years."""
    return (end / start) ** (1 / years) - 1


def recent_growth(history: Mapping[int, float]) -> float | None:
    """Return what a company grew by a year of late; None where its history is too short or begins with nothing."""
    years = sorted(history)[-RECENT:]
    if len(years) < 2 or history[years[0]] <= 0:
        return None
    return compound_growth(history[years[-1]], history[years[0]], years[-1] - years[0])
