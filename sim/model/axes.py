"""The names of the axes, once. Arrays are indexed in this order; draws come last so that inner loops run contiguously.

quarter : 12 quarters, 2024Q1 … 2026Q4         region : east … northeast (plan order)
product : core, new                            draw : scenarios, Monte Carlo draws and table points alike
An axis of length 1 stands for "the same for all".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
QUARTERS_A_YEAR = 4
NUMBER, SCALAR = (float, int), (float, int, str)
"""What is the same for all draws; a run asks a hundred times, and `float | int` would be made anew each time."""
CACHED = 2**14
"""Numbers of an array that stays in the processor's cache as a whole."""


def column(value: object) -> Array:
    """Return a scalar or one value a draw as a float array of shape (draw,)."""
    if isinstance(value, NUMBER):
        return np.array((value,), dtype=np.float64)
    return np.atleast_1d(np.asarray(value, dtype=np.float64))


def columns(values: Mapping[str, object], ids: Iterable[str]) -> dict[str, Array]:
    """Return the named inputs as float arrays of shape (draw,) each, as `column` makes them; not to be written to."""
    chosen = {id: values[id] for id in ids}
    if all(isinstance(value, NUMBER) for value in chosen.values()):
        return dict(zip(chosen, np.array([*chosen.values()], dtype=np.float64)[:, None], strict=True))
    return {id: column(value) for id, value in chosen.items()}


def draw_count(values: Iterable[object]) -> int:
    """Return the number of draws that a mixture of scalars and arrays speaks of.

    Raises
    ------
    ValueError
        Two arrays have different lengths: a programming error, never user input.
    """
    sizes = {np.asarray(value).size for value in values if not isinstance(value, SCALAR)} - {1}
    if len(sizes) > 1:
        raise ValueError(f"inputs have different numbers of draws: {sorted(sizes)}")
    return sizes.pop() if sizes else 1


def stack(values: Mapping[str, object], ids: Iterable[str]) -> Array:
    """Return the named inputs as one array of shape (id, draw)."""
    chosen: list[Any] = [values[id] for id in ids]
    if all(isinstance(value, NUMBER) for value in chosen):
        return np.array(chosen, dtype=np.float64)[:, None]
    rows = np.empty((len(chosen), max(np.size(value) for value in chosen)))
    for row, value in zip(rows, chosen, strict=True):
        row[:] = value
    return rows


def year_totals(quarters: Array) -> Array:
    """Sum (quarter, …) to (year, …) in a fixed order, so that every bit is the same wherever a year is summed.

    The horizon may end within its last year, which is then the sum of the quarters it has.
    """
    missing = -len(quarters) % QUARTERS_A_YEAR
    if missing:
        quarters = np.concatenate([quarters, np.zeros((missing, *quarters.shape[1:]))])
    by_year = quarters.reshape(-1, QUARTERS_A_YEAR, *quarters.shape[1:])
    return by_year[:, 0] + by_year[:, 1] + by_year[:, 2] + by_year[:, 3]


def year_ends(quarters: Array) -> Array:
    """Return of (quarter, …) what each year ends with, (year, …): its last quarter in the horizon."""
    ends = [*range(QUARTERS_A_YEAR - 1, len(quarters), QUARTERS_A_YEAR)]
    return quarters[ends if len(quarters) % QUARTERS_A_YEAR == 0 else [*ends, len(quarters) - 1]]


def multiply(own: Array, *factors: Array) -> Array:
    """Return `own` × each factor in turn, in the memory of `own` (which nobody else may hold) where that has room.

    Parameters
    ----------
    factors : of as many axes as `own`
    """
    if np.broadcast_shapes(own.shape, *(one.shape for one in factors)) != own.shape:
        for one in factors:
            own = own * one
        return own
    for part in blocks(own):
        now = own[part]
        for one in factors:
            now *= of_quarters(one, part)
    return own


def blocks(values: Array) -> list[slice]:
    """Return slices of the first axis: what is large is worked through a quarter at a time, which the cache holds."""
    return [slice(None)] if values.size <= CACHED else [slice(one, one + 1) for one in range(len(values))]


def of_quarters(values: Array, part: slice) -> Array:
    """Return some quarters of what there may be one of for all."""
    return values if len(values) == 1 else values[part]


def grow(own: Array, change: Array) -> Array:
    """Return `own` + `own` × `change`, in the memory of `own` (which nobody else may hold) where that has room."""
    if own.size <= CACHED or len(change) == 1 or np.broadcast_shapes(own.shape, change.shape) != own.shape:
        return own + own * change
    product = np.empty(own.shape[1:])
    for now, part in zip(own, change, strict=True):
        np.multiply(now, part, out=product)
        now += product
    return own
