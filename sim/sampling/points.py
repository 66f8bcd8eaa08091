"""Scrambled Sobol points with a fixed dimension per name.

Each name's column is scrambled by its own random linear matrix and digital shift (Matoušek 1998), seeded by
(seed, name) alone. So a column depends on the seed, the name and the draw's number, and on nothing else: a new input
moves no other draw, any chunk can be computed by itself, and the first 4,096 draws of 8,192 are the 4,096 draws.
Direction numbers (Joe and Kuo 2008) come from scipy's file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
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
ROW_BITS = 6
"""Draws are made in rows of 2^6: a row's low digits and its number's high ones are worked out apart and combined."""
MANTISSA = np.uint64(52 - DIGITS)
ONE = np.uint64(0x3FF << 52)
"""The bits of 1.0; with digits as the leading bits of its mantissa, of one and so many 2^-32ths."""
BEFORE = 1 - 2.0 ** -(DIGITS + 1)
"""What takes that to the middle of its 2^-32th between 0 and 1, exactly."""

Column: TypeAlias = tuple[str, str, int]
"""A stream, a name, and the name's Sobol dimension."""


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


@lru_cache(maxsize=64)
def _seeds_and_directions(columns: tuple[Column, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return the number by which each column seeds its scramble, and its directions; (column,) and (column, bit)."""
    numbers = np.array([crc32(f"{stream}/{name}".encode()) for stream, name, _ in columns], dtype=np.uint32)
    directions = np.array([_directions(stream)[:, dimension] for stream, _, dimension in columns], dtype=np.uint32)
    return numbers, directions.reshape(len(columns), SOURCE_BITS)


@lru_cache(maxsize=16)
def _scramble(columns: tuple[Column, ...], seed: int, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return scrambled directions and the digital shift of some columns; (column, bit) and (column,), uint32."""
    numbers, raw = _seeds_and_directions(columns)
    words = seeded_words(seed, numbers, DIGITS + 1)
    # Row i of a lower triangular matrix with ones on the diagonal: output digit i mixes input digits 0 … i.
    rows = (words[:, 1:] & _ABOVE) | _DIAGONAL
    digits = np.bitwise_count(rows[:, None, :] & raw[:, :bits, None]) & 1
    return np.packbits(digits, axis=2).view(">u4")[:, :, 0].astype(np.uint32), words[:, 0]


def _select(directions: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return the exclusive or of the directions that the binary digits of each number select; (column, number)."""
    found = np.zeros((len(directions), len(numbers)), dtype=np.uint64)
    for bit in range(directions.shape[1]):
        chosen = -(numbers >> np.uint64(bit) & np.uint64(1))  # all digits or none
        found ^= directions[:, bit, None] & chosen
    return found


def sobol_points(columns: tuple[Column, ...], seed: int, start: int, stop: int) -> Array:
    """Return draws `start` … `stop` - 1 of some columns, strictly between 0 and 1. Shape (column, draw).

    A column is the same whatever stands beside it: its name also seeds its scramble, together with `seed`.
    """
    if not 0 <= start <= stop <= 2**INDEX_BITS:
        raise ValueError(f"draws {start} to {stop} are outside 0 to 2^{INDEX_BITS}")
    # Few direction numbers serve small runs: fewer to scramble.
    bits = next(size for size in (8, 12, 16, INDEX_BITS) if stop <= 2**size)
    directions, shifts = (one.astype(np.uint64) << MANTISSA for one in _scramble(columns, seed, bits))
    first, last = start >> ROW_BITS, -(-stop >> ROW_BITS)
    high = _select(directions[:, ROW_BITS:], np.arange(first, last, dtype=np.uint64))
    low = _select(directions[:, :ROW_BITS], np.arange(2**ROW_BITS, dtype=np.uint64))
    low ^= (shifts | ONE)[:, None]
    u = np.empty((len(columns), last - first, 2**ROW_BITS))
    np.bitwise_xor(high[:, :, None], low[:, None, :], out=u.view(np.uint64))
    u -= BEFORE
    before = start - (first << ROW_BITS)
    return u.reshape(len(columns), (last - first) << ROW_BITS)[:, before : before + stop - start]


@lru_cache(maxsize=64)
def _columns_of(plan: Plan, block: str) -> tuple[Column, ...]:
    """Return the columns of all inputs that a plan draws, of the first set of points or of the second."""
    correlated = {id for pair in plan.correlations for id in pair.between}
    spread = {id for stated in plan.assumption_sets.values() for id, one in stated.items() if one.uncertain}
    fixed = plan.assumptions.keys() - spread - correlated
    found = [(block or "main", name) for name in plan.dimensions if name not in fixed]
    found += [(f"{block} onset".strip(), f"risk.{id}") for id, case in plan.risks.items() if case.has_window]
    found += [(f"{block} size".strip(), f"risk.{id}") for id, case in plan.risks.items() if case.has_sizes]
    return tuple((stream, name, plan.dimensions[name]) for stream, name in found)


@lru_cache(maxsize=6)
def _columns(plan: Plan, seed: int, start: int, stop: int, block: str) -> dict[tuple[str, str], Array]:
    """Return the columns of all inputs that a plan draws: one at a time, or by stream, they take much longer."""
    columns = _columns_of(plan, block)
    found = sobol_points(columns, seed, start, stop)
    found.setflags(write=False)
    return {(stream, name): row for (stream, name, _), row in zip(columns, found, strict=True)}


def column(plan: Plan, name: str, seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return draws `start` … `stop` - 1 of an uncertain input of a plan. Shape (draw,), read-only."""
    block = "second" if stream.startswith("second") else ""
    return _columns(plan, seed, start, stop, block)[stream, name]
