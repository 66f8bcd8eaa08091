"""The words of many of numpy's seed sequences at once: one after the other they are a twentieth of drawing a new seed.

`numpy.random.SeedSequence` hashes its entropy into a pool of four words and draws words from that, with constants that
do not depend on the entropy; so all sequences go through the same steps side by side. The words are numpy's own, which
are the same in every version; a test holds them together.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]

POOL = 4
POOL_START, POOL_STEP = 0x43B0D7E5, 0x931E8875
WORD_START, WORD_STEP = 0x8B51F9DD, 0x58F38DED
LEFT, RIGHT = np.uint32(0xCA01F9DD), np.uint32(0x4973F715)
SHIFT = np.uint32(16)


@lru_cache
def _constants(start: int, step: int, count: int) -> tuple[Words, Words]:
    """Return what each of `count` words is first combined with, and then multiplied by. Shape (word,) each."""
    powers = [start]
    for _ in range(count):
        powers.append(powers[-1] * step % 2**32)
    found = np.array(powers, dtype=np.uint32)
    return found[:-1], found[1:]


def _hash(values: Words, first: Words, then: Words) -> Words:
    found = (values ^ first) * then
    found ^= found >> SHIFT
    return found


def seeded_words(seed: int, numbers: Words, count: int) -> Words:
    """Return what `numpy.random.SeedSequence([seed, number]).generate_state(count)` gives for each number.

    Parameters
    ----------
    seed : below 2^32
    numbers : (number,)

    Returns
    -------
    words : (number, count)
    """
    first, then = _constants(POOL_START, POOL_STEP, POOL + POOL * (POOL - 1))
    pool = np.zeros((POOL, len(numbers)), dtype=np.uint32)
    pool[0], pool[1] = seed, numbers
    pool = _hash(pool, first[:POOL, None], then[:POOL, None])
    for source in range(POOL):
        others = [place for place in range(POOL) if place != source]
        some = slice(POOL + source * (POOL - 1), POOL + (source + 1) * (POOL - 1))
        mixed = LEFT * pool[others] - RIGHT * _hash(pool[source], first[some, None], then[some, None])
        mixed ^= mixed >> SHIFT
        pool[others] = mixed
    first, then = _constants(WORD_START, WORD_STEP, count)
    return _hash(pool[np.arange(count) % POOL].T, first, then)
