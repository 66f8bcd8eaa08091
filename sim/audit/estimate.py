"""A figure, how far it can be from what is printed, and the facts it rests on; arithmetic carries all three."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sim.plan import Fact
from sim.plan.growth import compound_growth

SLACK = 1e-9
"""Relative slack of a comparison: floating-point arithmetic, not rounding of the document."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the interval [low, high] it may lie in, and the facts it was computed from."""

    value: float
    low: float
    high: float
    facts: tuple[Fact, ...] = ()

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(self.value + other.value, self.low + other.low, self.high + other.high, _union(self, other))

    def __sub__(self, other: Estimate) -> Estimate:
        return Estimate(self.value - other.value, self.low - other.high, self.high - other.low, _union(self, other))

    def __mul__(self, other: Estimate) -> Estimate:
        corners = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Estimate(_times(self.value, other.value), min(corners), max(corners), _union(self, other))

    def __truediv__(self, other: Estimate) -> Estimate:
        """Divide; where the divisor may be zero the quotient is unbounded, where it is zero it is not a number."""
        value = self.value / other.value if other.value else math.nan
        if other.low <= 0 <= other.high:
            same_sign = other.low >= 0 and self.low >= 0
            low = self.low / other.high if same_sign and other.high else -math.inf
            return Estimate(value, low, math.inf, _union(self, other))
        corners = [_over(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Estimate(value, min(corners), max(corners), _union(self, other))

    def map(self, rising: Callable[[float], float]) -> Estimate:
        """Return a rising function of the figure."""
        return Estimate(rising(self.value), rising(self.low), rising(self.high), self.facts)

    def meets(self, other: Estimate) -> bool:
        """Tell whether both can be the same number."""
        return not self.distance(other)

    def distance(self, other: Estimate) -> float:
        """Return the signed distance between the intervals: 0 where they meet, positive where self lies above."""
        slack = SLACK * max(1e-12, abs(self.value), abs(other.value))
        if self.low > other.high + slack:
            return self.low - other.high
        if self.high < other.low - slack:
            return self.high - other.low
        return 0.0


def exactly(value: float) -> Estimate:
    """Return a number that rests on nothing: one, a hundred per cent."""
    return Estimate(value, value, value)


def total(parts: list[Estimate]) -> Estimate:
    """Return the sum of at least one figure."""
    result = parts[0]
    for part in parts[1:]:
        result = result + part
    return result


def growth_factor(rate: Estimate, years: float) -> Estimate:
    """Return the factor by which something grows that grows by `rate` a year for `years` years."""
    return rate.map(lambda r: max(1 + r, 0.0) ** years)


def growth_rate(start: Estimate, end: Estimate, years: float, *, compound: bool = True) -> Estimate:
    """Return the growth a year from start to end, compound or as the simple average.

    From nothing or from a loss nothing grows by so many per cent, and to a loss nothing grows at a compound rate: the
    value is not a number then, and nothing is judged.
    """
    ratio = end / start
    unheard_of = start.value <= 0 or start.low < 0 or (compound and years != 1 and ratio.value < 0)
    if unheard_of:
        return Estimate(math.nan, -math.inf, math.inf, ratio.facts)
    if compound and years != 1:
        return ratio.map(lambda r: compound_growth(max(r, 0.0), 1.0, years) if r == r else r)
    return ratio.map(lambda r: (r - 1) / years)


def share_of(part: Estimate, whole: Estimate) -> Estimate:
    """Return part ÷ whole; not a number where the whole is nothing or a loss, of which nothing is so many per cent."""
    quotient = part / whole
    if whole.value <= 0 or whole.low < 0:
        return Estimate(math.nan, -math.inf, math.inf, quotient.facts)
    return quotient


def half_unit(text: str) -> float:
    """Return half a unit of the last printed digit: 0.5 for "942", 0.05 for "7.6", 50 for "1.5e3"."""
    try:
        exponent = Decimal(text.strip()).as_tuple().exponent
    except InvalidOperation:
        return 0.0
    return 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0


def _union(a: Estimate, b: Estimate) -> tuple[Fact, ...]:
    if not b.facts:
        return a.facts
    if not a.facts:
        return b.facts
    known = {id(fact) for fact in a.facts}
    return a.facts + tuple(fact for fact in b.facts if id(fact) not in known)


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _over(a: float, b: float) -> float:
    if math.isinf(b):
        return 0.0 if not math.isinf(a) else math.copysign(math.inf, a)
    return a / b
