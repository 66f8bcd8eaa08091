"""Draws that are alike: in a response table all draws are the current point but for one lever or family of levers.

What follows from levers that few draws move is worked out for these draws and the current point alone, and handed to
all others: the same sums, so the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.model.axes import Array

LEAST = 256
"""Draws below which looking costs more than it saves."""
MOST = 0.5
"""Share of the draws beyond which all are worked out."""


def unlike(inputs: Sequence[Array]) -> np.ndarray | None:
    """Return the places of draws in which an input differs from the last draw's, and the last draw's itself.

    None where that spares little.

    Parameters
    ----------
    inputs : (…, draw or 1)
    """
    draws = max(one.shape[-1] for one in inputs)
    if draws < LEAST:
        return None
    differs = np.zeros(draws, dtype=bool)
    differs[-1] = True
    for one in sorted(inputs, key=lambda one: one.size):
        if one.shape[-1] > 1:
            differs |= (one != one[..., -1:]).reshape(-1, draws).any(axis=0)
            if np.count_nonzero(differs) > MOST * draws:
                return None  # as futures are, whose assumptions all differ
    return np.flatnonzero(differs)


def some(values: Array, places: np.ndarray | None) -> Array:
    """Return the values of some draws; of all where there are no places, and what is the same for all as it is."""
    return values if places is None or values.shape[-1] == 1 else values.take(places, axis=-1)


def to_all(values: Array, places: np.ndarray | None, draws: int) -> Array:
    """Return what was worked out for some draws as that of all: the others are like the last.

    Parameters
    ----------
    values : (…, place or 1)
    """
    if places is None or values.shape[-1] == 1:
        return values
    found = np.empty((*values.shape[:-1], draws))
    found[...] = values[..., -1:]
    found[..., places] = values
    return found
