"""Brent's method: the same roots as scipy's, to the last bit."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from sim.assumptions.brent import find_root

RISING = {
    "cubic": lambda a, x: a * x**3 + x,
    "exponential": lambda a, x: math.exp(a * x),
    "flat": lambda a, x: (a * x) ** 5,
    "steep": lambda a, x: math.copysign(abs(x) ** (1 / (1 + a)), x),
    "step": lambda a, x: math.floor(a * x),
}
distances = st.floats(1e-3, 4)


@given(
    st.sampled_from(sorted(RISING)), st.floats(0.1, 3), st.floats(-3, 3), distances, distances, st.sampled_from([1, -1])
)
def test_the_root_is_scipys_to_the_last_bit(shape, a, middle, left, right, sign):
    low, high = middle - left, middle + right

    def function(x):
        return sign * (RISING[shape](a, x) - RISING[shape](a, middle) - 1e-9)

    assume(function(low) * function(high) < 0)
    found, report = brentq(function, low, high, xtol=1e-14, rtol=1e-14, full_output=True, disp=False)
    if report.converged:
        assert find_root(function, low, high, 1e-14) == found
    else:
        with pytest.raises(ValueError, match="no root in 100 steps"):
            find_root(function, low, high, 1e-14)


def test_an_end_may_be_the_root():
    assert find_root(lambda x: x, 0.0, 1.0, 1e-14) == 0.0
    assert find_root(lambda x: x, -1.0, 0.0, 1e-14) == 0.0


def test_a_bracket_without_a_change_of_sign_is_refused():
    with pytest.raises(ValueError, match="same sign"):
        find_root(lambda x: 1 + x * x, -1.0, 1.0, 1e-14)


def test_what_is_not_a_number_is_refused():
    with pytest.raises(ValueError, match=r"not a number at 0\.5"):
        find_root(lambda x: math.nan if 0 < x < 1 else x - 0.5, -1.0, 2.0, 1e-14)
