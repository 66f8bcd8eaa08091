"""Probability distributions an assumption may be stated as: one class a kind, `Distribution` is any of them.

A class is all there is to know of its kind: the word and the numbers under which a plan pack states it, which numbers
make sense, mean, quantile function, ends, and how it is told. To add a kind, add its class to the union.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, get_args

import numpy as np

from sim.plan.distribution_kind import Array, DistributionKind

# scipy is imported where it is needed: reading a plan and a single run ask for means only.

PERT_SHAPE = 4


@dataclass(frozen=True)
class Fixed(DistributionKind):
    """A value without spread."""

    value: float
    kind, stated, text = "value", ("value",), ""
    uncertain = False

    @property
    def mean(self) -> float:
        return self.value

    def quantile(self, u: Array) -> Array:
        return np.full_like(u, self.value)


class _Three(DistributionKind):
    """A lowest, a most likely and a highest value."""

    low: float
    mode: float
    high: float
    stated = ("low", "mode", "high")
    text, told = "export-spread-three", ("low", "mode", "high")

    @property
    def flaw(self) -> str | None:
        sound = self.low <= self.mode <= self.high and self.low < self.high
        return None if sound else f"{self.kind}: low ≤ mode ≤ high, low < high"


@dataclass(frozen=True)
class Pert(_Three):
    """A beta distribution between its ends, with its mode four times as heavy as either end."""

    low: float
    mode: float
    high: float
    kind = "pert"

    @property
    def mean(self) -> float:
        return (self.low + PERT_SHAPE * self.mode + self.high) / (PERT_SHAPE + 2)

    @property
    def spread(self) -> float:
        return self.high - self.low

    @property
    def shape(self) -> tuple[float, float]:
        """Return the parameters α and β of the beta distribution."""
        width = self.high - self.low
        return 1 + PERT_SHAPE * (self.mode - self.low) / width, 1 + PERT_SHAPE * (self.high - self.mode) / width

    def quantile(self, u: Array) -> Array:
        from scipy import special

        if self.high == self.low:
            return np.full_like(u, self.low)
        return self.low + (self.high - self.low) * special.betaincinv(*self.shape, u)

    def from_score(self, z: Array) -> Array:
        """Return the values at standard normal scores, by table; within 1e-7 of the range. Shape (draw,)."""
        return from_scores([self], [z])[0]


@dataclass(frozen=True)
class Triangular(_Three):
    """A density that rises in a straight line to the mode and falls in another from there."""

    low: float
    mode: float
    high: float
    kind = "triangular"

    @property
    def mean(self) -> float:
        return sum(self.numbers) / 3

    def quantile(self, u: Array) -> Array:
        low, mode, high = self.numbers
        if high == low:
            return np.full_like(u, low)
        rising = low + np.sqrt(u * (high - low) * (mode - low))
        falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
        return np.where(u < (mode - low) / (high - low), rising, falling)


@dataclass(frozen=True)
class Normal(DistributionKind):
    """Centre and standard deviation."""

    centre: float
    sd: float
    kind, stated, part = "normal", ("centre", "sd"), True
    text = "export-spread-normal"

    @property
    def flaw(self) -> str | None:
        return None if self.sd > 0 else "normal: sd > 0"

    @property
    def ends(self) -> tuple[float, ...]:
        return (self.centre,)

    @property
    def mean(self) -> float:
        return self.centre

    def quantile(self, u: Array) -> Array:
        from scipy import special

        return self.centre + self.sd * special.ndtri(u)


@dataclass(frozen=True)
class Uniform(DistributionKind):
    """Every value between two ends alike."""

    low: float
    high: float
    kind, stated, part = "uniform", ("low", "high"), True
    text, told = "export-spread-range", ("low", "high")

    @property
    def flaw(self) -> str | None:
        return None if self.low < self.high else "uniform: low < high"

    @property
    def mean(self) -> float:
        return sum(self.numbers) / 2

    def quantile(self, u: Array) -> Array:
        return self.low + (self.high - self.low) * u


@dataclass(frozen=True)
class Lognormal(DistributionKind):
    """Median, and standard deviation of the logarithm."""

    median: float
    sigma: float
    kind, stated = "lognormal", ("median", "sigma")
    text = "export-spread-lognormal"

    @property
    def flaw(self) -> str | None:
        if not self.sigma > 0:
            return "lognormal: sd > 0"
        return None if self.median > 0 else "lognormal: median > 0"

    @property
    def ends(self) -> tuple[float, ...]:
        return (self.median,)

    @property
    def mean(self) -> float:
        return self.median * math.exp(self.sigma**2 / 2)

    def quantile(self, u: Array) -> Array:
        from scipy import special

        return self.median * np.exp(self.sigma * special.ndtri(u))


@dataclass(frozen=True)
class Pareto(DistributionKind):
    """Scale and tail index α; values beyond the cap, if there is one, are the cap."""

    scale: float
    alpha: float
    cap: float | None = None
    kind, stated, option, part = "pareto", ("scale", "alpha"), "cap", True
    text = "export-spread-pareto"

    @property
    def flaw(self) -> str | None:
        if not (self.scale > 0 and self.alpha > 0):
            return "pareto: scale > 0, alpha > 0"
        return None if self.cap is None or self.cap > self.scale else "pareto: cap > scale"

    @property
    def ends(self) -> tuple[float, ...]:
        return (self.scale, math.inf if self.cap is None else self.cap)

    @property
    def mean(self) -> float:
        scale, alpha, cap = self.scale, self.alpha, self.cap
        if cap is None:
            return alpha * scale / (alpha - 1) if alpha > 1 else math.inf
        if alpha == 1:
            return scale * (1 + math.log(cap / scale))
        # scale + integral of the survival function (scale / x)^alpha from scale to cap
        return scale + scale / (alpha - 1) * (1 - (scale / cap) ** (alpha - 1))

    def quantile(self, u: Array) -> Array:
        values = self.scale * (1 - u) ** (-1 / self.alpha)
        return values if self.cap is None else np.minimum(values, self.cap)


@dataclass(frozen=True)
class Bernoulli(DistributionKind):
    """One with this probability, zero otherwise."""

    probability: float
    kind, stated = "bernoulli", ("probability",)
    text = "export-spread-bernoulli"

    @property
    def flaw(self) -> str | None:
        return None if 0 <= self.probability <= 1 else "bernoulli: 0 ≤ p ≤ 1"

    @property
    def ends(self) -> tuple[float, ...]:
        return (0.0, 1.0)

    @property
    def mean(self) -> float:
        return self.probability

    def quantile(self, u: Array) -> Array:
        return (u >= 1 - self.probability).astype(float)


@dataclass(frozen=True)
class Mixture(DistributionKind):
    """Several distributions, each with its weight."""

    parts: tuple[tuple[float, Distribution], ...]
    kind, stated = "mixture", ("parts",)
    text = "export-spread-mixture"

    @property
    def flaw(self) -> str | None:
        return None if abs(sum(weight for weight, _ in self.parts) - 1) <= 1e-9 else "Σ weight = 1"

    @property
    def ends(self) -> tuple[float, ...]:
        return tuple(end for _, part in self.parts for end in part.ends)

    @property
    def mean(self) -> float:
        return sum(weight * part.mean for weight, part in self.parts)

    def quantile(self, u: Array) -> Array:
        """Return the quantiles; see `DistributionKind.quantile`.

        Parts are ordered by their mean and take adjoining stretches of `u`. Where the parts' supports do not overlap
        this is the exact quantile function; where they do it is a monotone-by-part map with exactly the mixture's
        distribution.
        """
        ordered = sorted(self.parts, key=lambda part: part[1].mean)
        values = np.empty(u.size)
        start = 0.0
        for number, (weight, part) in enumerate(ordered):
            end = 1.0 if number == len(ordered) - 1 else start + weight
            inside = np.flatnonzero((u >= start) & (u <= end if end == 1.0 else u < end))  # faster than a mask
            values[inside] = part.quantile((u.take(inside) - start) / (end - start))
            start = end
        return values.reshape(u.shape)

    def formula(self, figure: Callable[[float], str]) -> str:
        return " + ".join(f"{weight:.3g} {part.formula(figure)}" for weight, part in self.parts)


Distribution: TypeAlias = Fixed | Pert | Triangular | Normal | Uniform | Lognormal | Pareto | Bernoulli | Mixture
"""Any of the kinds."""


def from_scores(distributions: Sequence[Distribution], scores: Sequence[Array]) -> list[Array]:
    """Return the values of several distributions at the standard normal scores of each: see `from_score`.

    PERT distributions are looked up together, which for few draws takes a fraction of the time.
    """
    from sim.plan.pert import betas_from_scores

    perts = [(one, z) for one, z in zip(distributions, scores, strict=True) if isinstance(one, Pert) and one.spread]
    drawn = iter(betas_from_scores([one.shape for one, _ in perts], [z for _, z in perts]))
    found = []
    for one, z in zip(distributions, scores, strict=True):
        if isinstance(one, Pert):
            values = next(drawn) if one.spread else np.zeros_like(z)
            values *= one.spread
            values += one.low
            found.append(values)
        else:
            found.append(one.from_score(z))
    return found


KINDS: dict[str, type[Distribution]] = {one.kind: one for one in get_args(Distribution)}
"""The kinds by the word under which a plan pack states them."""
PARTS = tuple(name for name, one in KINDS.items() if one.part)
"""What a mixture may have for parts."""
OPTIONS = {one.option: name for name, one in KINDS.items() if one.option}
"""Numbers that may be stated beside a kind: option → its kind."""


def of_kind(kind: str, numbers: Any, options: dict[str, float]) -> Distribution:
    """Return the distribution that a plan pack states as `kind: numbers`, with the options beside it."""
    listed: Sequence[Any] = numbers if len(KINDS[kind].stated) > 1 else (numbers,)
    return KINDS[kind](*listed, **options)
