"""Brent's method for one root between two ends of opposite sign.

The same steps as `scipy.optimize.brentq` (Brent 1973, chapter 4), to the last bit; a test holds them equal. Importing
scipy for this one root would cost every command more than the command itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable

STEPS = 100


def find_root(function: Callable[[float], float], low: float, high: float, tolerance: float) -> float:
    """Return where `function` is zero.

    Parameters
    ----------
    tolerance : float
        Of the root, absolute and relative at once.

    Raises
    ------
    ValueError
        The function has the same sign at both ends, is not a number somewhere, or does not settle in 100 steps.
    """
    before, now = low, high
    f_before, f_now = _value(function, before), _value(function, now)
    if f_before == 0:
        return before
    if f_now == 0:
        return now
    if (f_before < 0) == (f_now < 0):
        raise ValueError("the function has the same sign at both ends")
    other = f_other = step = last_step = 0.0
    for _ in range(STEPS):
        if f_before != 0 and f_now != 0 and (f_before < 0) != (f_now < 0):
            other, f_other = before, f_before
            last_step = step = now - before
        if abs(f_other) < abs(f_now):
            before, now, other = now, other, now
            f_before, f_now, f_other = f_now, f_other, f_now
        close = (tolerance + tolerance * abs(now)) / 2
        half = (other - now) / 2
        if f_now == 0 or abs(half) < close:
            return now
        last_step, step = _step(before, now, other, f_before, f_now, f_other, last_step, step, half, close)
        before, f_before = now, f_now
        now += step if abs(step) > close else math.copysign(close, half)
        f_now = _value(function, now)
    raise ValueError(f"no root in {STEPS} steps")


def _value(function: Callable[[float], float], at: float) -> float:
    value = function(at)
    if math.isnan(value):
        raise ValueError(f"the function is not a number at {at}")
    return value


def _step(
    before: float,
    now: float,
    other: float,
    f_before: float,
    f_now: float,
    f_other: float,
    last_step: float,
    step: float,
    half: float,
    close: float,
) -> tuple[float, float]:
    """Return the step before and the step to take: interpolated where that shrinks quickly, else half the bracket."""
    if abs(last_step) > close and abs(f_now) < abs(f_before):
        if before == other:
            trial = -f_now * (now - before) / (f_now - f_before)
        else:
            slope, other_slope = (f_before - f_now) / (before - now), (f_other - f_now) / (other - now)
            curve = other_slope * slope * (f_other - f_before)
            trial = -f_now * (f_other * other_slope - f_before * slope) / curve if curve else math.inf
        if 2 * abs(trial) < min(abs(last_step), 3 * abs(half) - close):
            return step, trial
    return half, half
