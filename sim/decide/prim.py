"""The patient rule induction method (PRIM): a box of inputs in which cases are dense, found by peeling thin slices.

References
----------
friedman-1999 : J. H. Friedman and N. I. Fisher, Bump hunting in high-dimensional data, Statistics and Computing 9.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.axes import Array

PEEL = 0.05
SMALLEST = 0.05
"""Share of futures that a box must hold at least."""
CONDITIONS = 3


@dataclass(frozen=True)
class Step:
    """One point of the trade between coverage and density, in the futures the box was found in."""

    coverage: float
    density: float
    conditions: int


Box = dict[int, tuple[float, float]]
"""Input -> ends; inputs that are not in it are free."""


def inside(values: Array, box: Mapping[int, tuple[float, float]]) -> np.ndarray:
    """Return which futures lie in a box. Shape (future,)"""
    found = np.ones(len(values), dtype=bool)
    for place, (low, high) in box.items():
        found &= (values[:, place] >= low) & (values[:, place] <= high)
    return found


def _slices(column: Array, ends: tuple[float, float], two: bool) -> list[tuple[float, float]]:
    """Return the ends that remain after a thin slice is cut off the bottom or the top of an input.

    Parameters
    ----------
    ends : where the box ends now, infinite where it is open
    two : the input is a case that happens (1) or not (0)
    """
    if two:
        return [] if ends[0] == ends[1] else [(1.0, 1.0), (0.0, 0.0)]
    low, high = _two_quantiles(column)
    return [(low, ends[1]), (ends[0], high)]


def _two_quantiles(column: Array) -> tuple[float, float]:
    """Return what `np.quantile` says at PEEL and 1 - PEEL, to the last bit and in half the time."""
    last = column.size - 1
    places = [share * last for share in (PEEL, 1 - PEEL)]
    floors = [int(place) for place in places]
    ordered = np.partition(column, sorted({one for floor in floors for one in (floor, min(floor + 1, last))}))
    found = []
    for place, floor in zip(places, floors, strict=True):
        low, high, part = float(ordered[floor]), float(ordered[min(floor + 1, last)]), place - floor
        found.append(high - (high - low) * (1 - part) if part >= 0.5 else low + (high - low) * part)
    return found[0], found[1]


OPEN = (-np.inf, np.inf)
WORTH = 0.02
"""Density that a condition must add to be told."""


def peel(values: Array, cases: np.ndarray, conditions: int = CONDITIONS, steps: int | None = None) -> list[Box]:
    """Return the boxes of one peeling, the whole space first, each at most `conditions` inputs narrow.

    Parameters
    ----------
    values : (future, input)
    cases : (future,) bool
    steps : how many slices are cut off at most
    """
    box: Box = {}
    found: list[Box] = [box]
    columns, hits = np.ascontiguousarray(values.T), cases  # of the futures in the box
    least = max(int(SMALLEST * len(values)), 20)
    two = two_valued(values)
    while steps is None or len(found) <= steps:
        best = _best_slice(
            columns,
            hits,
            [place for place in range(len(two)) if place in box or len(box) < conditions],
            box,
            two,
            least,
        )
        if best is None:
            return found
        place, ends, kept = best
        box = {**box, place: ends}
        found.append(box)
        columns, hits = columns[:, kept], hits[kept]
    return found


def _best_slice(
    columns: Array, hits: np.ndarray, places: list[int], box: Box, two: np.ndarray, least: int
) -> tuple[int, tuple[float, float], np.ndarray] | None:
    """Return the input whose slice goes with most gain, the ends that remain, and which futures; None if none gains.

    The gain is that of density for each future given up (Friedman and Fisher's lenient criterion).
    """
    size = hits.size
    density = np.count_nonzero(hits) / size
    most, best = 0.0, None
    for place in places:
        column, before = columns[place], box.get(place, OPEN)
        for ends in _slices(column, before, bool(two[place])):
            kept = _within(column, before, ends)
            count = int(np.count_nonzero(kept))
            if count < least or count == size:
                continue
            gain = (np.count_nonzero(hits & kept) / count - density) / (size - count)
            if gain > most:
                most, best = gain, (place, ends, kept)
    return best


def _within(column: Array, before: tuple[float, float], ends: tuple[float, float]) -> np.ndarray:
    """Return which futures of a box lie in a narrower one; they keep to the ends that have not moved."""
    if ends[0] == ends[1]:
        return column == ends[0]
    return column >= ends[0] if ends[1] == before[1] else column <= ends[1]


def two_valued(values: Array) -> np.ndarray:
    """Return which inputs are cases that happen or not. Shape (input,)"""
    return ((values == 0) | (values == 1)).all(axis=0)


def prune(values: Array, cases: np.ndarray, box: Box) -> Box:
    """Return the box without conditions that add next to nothing."""
    while len(box) > 1:
        density = density_of(values, cases, box)
        without = {
            place: density_of(values, cases, {one: ends for one, ends in box.items() if one != place}) for place in box
        }
        least = max(without, key=without.__getitem__)
        if density - without[least] >= WORTH:
            return box
        box = {one: ends for one, ends in box.items() if one != least}
    return box


def trade(values: Array, cases: np.ndarray, boxes: list[Box]) -> list[Step]:
    """Return coverage and density of each box."""
    total = max(int(cases.sum()), 1)
    steps: list[Step] = []
    for box in boxes:
        kept = inside(values, box)
        hits = int(cases[kept].sum())
        steps.append(Step(hits / total, hits / max(int(kept.sum()), 1), len(box)))
    return steps


def density_of(values: Array, cases: np.ndarray, box: Mapping[int, tuple[float, float]]) -> float:
    kept = inside(values, box)
    return float(cases[kept].mean()) if kept.any() else float("nan")
