"""The seeds of many names at once are those that numpy gives one at a time."""

from __future__ import annotations

import numpy as np
import pytest

from sim.sampling.seeds import seeded_words


@pytest.mark.parametrize("seed", [0, 1, 4096, 20260101, 2**31, 2**32 - 1])
@pytest.mark.parametrize("count", [1, 4, 5, 33])
def test_words_are_those_of_numpys_seed_sequences(seed, count):
    numbers = np.random.default_rng(count).integers(0, 2**32, 50, dtype=np.uint32)
    numbers[:3] = 0, 1, 2**32 - 1
    one_by_one = [np.random.SeedSequence([seed, int(number)]).generate_state(count) for number in numbers]
    np.testing.assert_array_equal(seeded_words(seed, numbers, count), np.array(one_by_one))
