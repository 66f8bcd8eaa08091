"""Scrambled Sobol points with a fixed dimension per name.

Each name's column is scrambled by its own random linear matrix and digital shift (Matoušek 1998), seeded by
(seed, name) alone. So a column depends on the seed, the name and the draw's number, and on nothing else: a new input
moves no other draw, any chunk can be computed by itself, and the first 4,096 draws of 8,192 are the 4,096 draws.
Direction numbers (Joe and Kuo 2008) come from scipy's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.dimensions import MAX_DIMENSIONS
from sim.sampling.seeds import seeded_words

INDEX_BITS = 20
"""Points have numbers below 2^20, which is also the largest number of draws a scenario may ask for."""
DIGITS = 32
SOURCE_BITS = 30
STREAMS = ("main", "onset", "size", "second", "second onset", "second size")
"""Blocks of dimensions: a name's own, its onset and size if it is a risk, and an independent copy of each."""

_SHIFTS = np.arange(DIGITS - 1, -1, -1, dtype=np.uint32)
_DIAGONAL = np.uint32(1) << _SHIFTS
_ABOVE = ~(_DIAGONAL | (_DIAGONAL - np.uint32(1)))
BLOCK_BITS = 11


@lru_cache
def _directions(stream: str) -> np.ndarray:
    """Return direction numbers of one block. Shape (bit, dimension), uint32 of which the top 30 digits are used."""
    start = STREAMS.index(stream) * MAX_DIMENSIONS
    return _all_directions()[:, start : start + MAX_DIMENSIONS]


@lru_cache
def _all_directions() -> np.ndarray:
    """Return the direction numbers of all blocks, by the recurrence of Bratley and Fox (1988). Shape (bit, dimension).

    They are those of `scipy.stats.qmc.Sobol`, from the file it reads: that package takes longer to import than most
    commands to answer.
    """
    import scipy  # a deterministic run needs no points

    with np.load(Path(scipy.__file__).parent / "stats" / "_sobol_direction_numbers.npz") as file:
        polynomials, initial = (
            file[key][: len(STREAMS) * MAX_DIMENSIONS].astype(np.int64) for key in ("poly", "vinit")
        )
    degrees = np.frexp(polynomials.astype(float))[1] - 1
    found = np.zeros((SOURCE_BITS, len(polynomials)), dtype=int)
    found[: initial.shape[1]] = initial.T
    found[:, 0] = 1
    for bit in range(SOURCE_BITS):
        for degree in range(1, min(bit, degrees.max()) + 1):
            (of,) = np.nonzero(degrees == degree)
            new = found[bit - degree, of]
            for back in range(1, degree + 1):
                used = polynomials[of] >> (degree - back) & 1
                new ^= used * (found[bit - back, of] << back)
            found[bit, of] = new
    return (found << np.arange(DIGITS - 1, DIGITS - 1 - SOURCE_BITS, -1)[:, None]).astype(np.uint32)


@lru_cache(maxsize=16)
def _scramble(
    dimensions: tuple[tuple[str, int], ...], stream: str, seed: int, bits: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what the columns of some names are made of: directions, shifts, and the first block of each.

    Returns
    -------
    directions : (name, bit), uint32, scrambled
    shifts : (name,), uint32
    low : (name, 2^block bits), uint32
        Exclusive or of the lowest directions that the binary digits of a number select, by doubling: a draw costs one
        operation instead of one a bit.
    """
    named = [crc32(f"{stream}/{name}".encode()) for name, _ in dimensions]
    words = seeded_words(seed, np.array(named, dtype=np.uint32), DIGITS + 1)
    # Row i of a lower triangular matrix with ones on the diagonal: output digit i mixes input digits 0 … i.
    rows = (words[:, 1:] & _ABOVE) | _DIAGONAL
    raw = _directions(stream)[:bits, [dimension for _, dimension in dimensions]].T
    digits = np.bitwise_count(rows[:, None, :] & raw[:, :, None]) & 1
    directions = np.packbits(digits, axis=2).view(">u4")[:, :, 0].astype(np.uint32)
    low = np.zeros((len(dimensions), 1 << BLOCK_BITS), dtype=np.uint32)
    for bit in range(BLOCK_BITS):
        size = 1 << bit
        np.bitwise_xor(low[:, :size], directions[:, bit, None], out=low[:, size : 2 * size])
    return directions, words[:, 0], low


def sobol_columns(dimensions: Mapping[str, int], seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return draws `start` … `stop` - 1 of some names' columns.

    Parameters
    ----------
    dimensions : mapping name → Sobol dimension, fixed for the name
        A name also seeds its scramble, together with `seed`. A column is the same whatever stands beside it.
    stream : str
        One of `STREAMS`.

    Returns
    -------
    u : (name, draw)
        Strictly between 0 and 1.
    """
    if not 0 <= start <= stop <= 2**INDEX_BITS:
        raise ValueError(f"draws {start} to {stop} are outside 0 to 2^{INDEX_BITS}")
    # Few direction numbers serve small runs: fewer to scramble.
    bits = next(size for size in (13, 16, INDEX_BITS) if stop <= 2**size)
    directions, shifts, low = _scramble(tuple(dimensions.items()), stream, seed, bits)
    whole = np.empty((len(dimensions), stop - start))
    size = 1 << BLOCK_BITS
    for block in range(start >> BLOCK_BITS, ((stop - 1) >> BLOCK_BITS) + 1 if stop > start else 0):
        high = shifts.copy()
        for bit in range(BLOCK_BITS, bits):
            if block >> (bit - BLOCK_BITS) & 1:
                high ^= directions[:, bit]
        first, last = max(start, block * size), min(stop, (block + 1) * size)
        some = slice(first - block * size, last - block * size)
        whole[:, first - start : last - start] = low[:, some] ^ high[:, None]
    whole += 0.5
    whole *= 2.0**-DIGITS
    return whole


@lru_cache(maxsize=16)
def _columns(plan: Plan, seed: int, start: int, stop: int, stream: str) -> dict[str, Array]:
    """Return the columns of all inputs that a plan draws in a stream: one at a time they take three times as long."""
    if stream.endswith(("onset", "size")):
        size = stream.endswith("size")
        names = [f"risk.{id}" for id, case in plan.risks.items() if (case.has_sizes if size else case.has_window)]
    else:
        correlated = {id for pair in plan.correlations for id in pair.between}
        spread = {id for stated in plan.assumption_sets.values() for id, one in stated.items() if one.uncertain}
        fixed = plan.assumptions.keys() - spread - correlated
        names = [name for name in plan.dimensions if name not in fixed]
    found = sobol_columns({name: plan.dimensions[name] for name in names}, seed, start, stop, stream)
    found.setflags(write=False)
    return dict(zip(names, found, strict=True))


def column(plan: Plan, name: str, seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return draws `start` … `stop` - 1 of an uncertain input of a plan. Shape (draw,), read-only."""
    return _columns(plan, seed, start, stop, stream)[name]
