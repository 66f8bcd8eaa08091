"""Scrambled Sobol points with a fixed dimension per name.

Each name's column is scrambled by its own random linear matrix and digital shift (Matoušek 1998), seeded by
(seed, name) alone. So a column depends on the seed, the name and the draw's number, and on nothing else: a new input
moves no other draw, any chunk can be computed by itself, and the first 4,096 draws of 8,192 are the 4,096 draws.
Direction numbers (Joe and Kuo 2008) come from scipy's file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from sim.model.axes import Array
from sim.plan.dimensions import MAX_DIMENSIONS

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


@lru_cache(maxsize=4096)
def _scramble(name: str, dimension: int, stream: str, seed: int, bits: int) -> tuple[np.ndarray, np.uint32]:
    """Return the scrambled direction numbers (bit,) of one name's column, and its digital shift."""
    words = np.random.SeedSequence([seed, crc32(f"{stream}/{name}".encode())]).generate_state(DIGITS + 1)
    # Row i of a lower triangular matrix with ones on the diagonal: output digit i mixes input digits 0 … i.
    rows = (words[1:] & _ABOVE) | _DIAGONAL
    raw = _directions(stream)[:bits, dimension]
    digits = np.bitwise_count(rows & raw[:, None]) & 1
    return np.packbits(digits, axis=1).view(">u4")[:, 0].astype(np.uint32), words[0]


def sobol_column(name: str, dimension: int, seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return draws `start` … `stop` - 1 of one name's column.

    Parameters
    ----------
    name : str
        Seeds the scramble, together with `seed`.
    dimension : int
        Sobol dimension, fixed for the name.
    stream : str
        One of `STREAMS`.

    Returns
    -------
    u : (draw,)
        Strictly between 0 and 1.
    """
    if not 0 <= start <= stop <= 2**INDEX_BITS:
        raise ValueError(f"draws {start} to {stop} are outside 0 to 2^{INDEX_BITS}")
    # Few direction numbers serve small runs: fewer to scramble.
    bits = next(size for size in (13, 16, INDEX_BITS) if stop <= 2**size)
    directions, shift = _scramble(name, dimension, stream, seed, bits)
    whole: Array = _combine(directions, start, stop, shift).astype(np.float64)
    whole += 0.5
    whole *= 2.0**-DIGITS
    return whole


def _combine(directions: np.ndarray, start: int, stop: int, shift: np.uint32) -> np.ndarray:
    """Return `shift`, exclusive or the direction numbers that the binary digits of each draw's number select.

    Whole blocks of 2^k draws are built by doubling, so that a draw costs one operation instead of one a bit.
    """
    block_bits = min(len(directions), BLOCK_BITS)
    low = _low_block(directions[:block_bits].tobytes(), block_bits)
    size = 1 << block_bits
    parts = []
    for block in range(start >> block_bits, ((stop - 1) >> block_bits) + 1 if stop > start else 0):
        high = shift
        for bit in range(block_bits, len(directions)):
            if block >> (bit - block_bits) & 1:
                high ^= directions[bit]
        first, last = max(start - block * size, 0), min(stop - block * size, size)
        parts.append(low[first:last] ^ high)
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint32)


@lru_cache(maxsize=512)
def _low_block(directions: bytes, bits: int) -> np.ndarray:
    vectors = np.frombuffer(directions, dtype=np.uint32)
    block = np.zeros(1 << bits, dtype=np.uint32)
    for bit in range(bits):
        size = 1 << bit
        np.bitwise_xor(block[:size], vectors[bit], out=block[size : 2 * size])
    block.setflags(write=False)
    return block
