"""What a room's answers come to together: medians of quantiles, a distribution of the product, counts, roll-ups.

The order in which answers came, and who gave them, changes nothing.

References
----------
hemming-2018 : IDEA; ranges are brought to one level of certainty before they are put together.
hora-2013 : the median of each quantile, doi 10.1287/deca.2013.0282.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from sim.plan.distributions import Distribution, Fixed, Pert
from sim.room.question import Levers, Range, Setting, Span, Vote

CERTAINTY = 0.8
"""The level to which every range is brought: its ends become the 10 % and the 90 % quantile."""
LEVELS = (0.1, 0.5, 0.9)


def standard(given: Range, span: Span) -> tuple[float, float, float]:
    """Return the 10 %, 50 % and 90 % quantiles that a range states, held inside what is admissible.

    The distance from the best guess to either end grows or shrinks in proportion to the certainty stated (Hemming et
    al. 2018, linear extrapolation).
    """
    factor = CERTAINTY / given.sure
    low = given.best - (given.best - given.low) * factor
    high = given.best + (given.high - given.best) * factor
    return max(low, span.low), given.best, min(high, span.high)


@dataclass(frozen=True)
class Estimated:
    """A room's estimate: how many answered, the medians of their quantiles, and the distribution fitted to these.

    Attributes
    ----------
    miss : float
        Largest distance between a median and the fitted distribution's quantile [share of the admissible range].
    """

    count: int
    quantiles: tuple[float, float, float]
    distribution: Distribution
    miss: float

    @property
    def mean(self) -> float:
        """Return the value that stands for the distribution where only one can: its mean, as in every set of a plan."""
        return round(float(self.distribution.mean), 9)


def estimate_of(answers: Iterable[Range], span: Span) -> Estimated | None:
    """Return what a room estimates, None where nobody has answered."""
    standards = [standard(one, span) for one in answers]
    if not standards:
        return None
    low, middle, high = (float(median(column)) for column in zip(*standards, strict=True))
    distribution, miss = fit_pert((low, middle, high), span)
    return Estimated(len(standards), (low, middle, high), distribution, miss)


def fit_pert(quantiles: tuple[float, float, float], span: Span) -> tuple[Distribution, float]:
    """Return the PERT inside the admissible range that comes nearest to three quantiles, and how far it misses them."""
    from scipy import optimize

    wide = span.high - span.low
    wanted = (np.array(quantiles) - span.low) / wide
    if wanted[2] - wanted[0] < 1e-6:
        return Fixed(quantiles[1]), 0.0
    levels = np.array(LEVELS)

    def pert(ends: np.ndarray) -> Pert:
        low, share, high = float(ends[0]), float(ends[1]), float(ends[2])
        return Pert(low, low + share * (high - low), high)

    spread = wanted[2] - wanted[0]
    low, high = max(wanted[0] - spread / 2, 0.0), min(wanted[2] + spread / 2, 1.0)
    start = np.array([low, np.clip((wanted[1] - low) / (high - low), 0.02, 0.98), high])
    bounds = ([0.0, 0.0, wanted[1]], [max(wanted[1], 1e-12), 1.0, 1.0])
    start = np.clip(start, np.add(bounds[0], 1e-12), np.subtract(bounds[1], 1e-12))

    def gap(ends: np.ndarray) -> np.ndarray:
        return pert(ends).quantile(levels) - wanted

    found = optimize.least_squares(gap, start, bounds=bounds, x_scale=[spread, 1.0, spread], xtol=1e-12, ftol=1e-12)
    best = pert(found.x)
    low, mode, high = (float(np.clip(span.low + wide * one, span.low, span.high)) for one in best.numbers)
    return Pert(low, min(max(low, mode), high), high), float(np.abs(found.fun).max())


@dataclass(frozen=True)
class Guessed:
    """A room's guesses of a result: sorted values, their median and middle half."""

    values: tuple[float, ...]
    middle: float
    quarter: float
    three_quarters: float


def guess_of(values: Iterable[float]) -> Guessed | None:
    """Return what a room has guessed, None where nobody has."""
    ordered = sorted(values)
    if not ordered:
        return None
    quarter, middle, three = (float(one) for one in np.quantile(ordered, (0.25, 0.5, 0.75)))
    return Guessed(tuple(ordered), middle, quarter, three)


def tally(question: Vote, options: Iterable[int]) -> tuple[int, ...]:
    """Return the votes for each option, in their order."""
    counts = [0] * len(question.options)
    for option in options:
        counts[option] += 1
    return tuple(counts)


@dataclass(frozen=True)
class Rolled:
    """What a room did with one lever: least, middle and most of all settings, and how many moved it at all."""

    id: str
    start: float
    least: float
    middle: float
    most: float
    touched: int


@dataclass(frozen=True)
class RollUp:
    """What a room did with some levers, and the least, middle and most of what came of it [the measure's unit]."""

    count: int
    levers: tuple[Rolled, ...]
    least: float
    middle: float
    most: float
    results: tuple[float, ...]

    @property
    def settings(self) -> dict[str, float]:
        """Return the middle of every lever."""
        return {one.id: one.middle for one in self.levers}


def rolled_up(question: Levers, settings: Sequence[Setting]) -> RollUp | None:
    """Return the roll-up, None where nobody has set anything. A middle stands on the lever's own steps."""
    if not settings:
        return None
    rolled: list[Rolled] = []
    for drag in question.levers:
        values = [one.levers[drag.id] for one in settings]
        steps = round((median(values) - drag.span.low) / drag.step)
        middle = min(round(drag.span.low + steps * drag.step, 10), drag.span.high)
        touched = sum(abs(value - drag.start) > drag.step / 2 for value in values)
        rolled.append(Rolled(drag.id, drag.start, min(values), middle, max(values), touched))
    results = sorted(one.result for one in settings)
    return RollUp(len(settings), tuple(rolled), results[0], float(median(results)), results[-1], tuple(results))


def result(question: Any, answers: Sequence[Any]) -> Any:
    """Return what the answers to a question come to: Estimated, Guessed, votes or RollUp; None without answers."""
    match question.kind:
        case "predict":
            return guess_of(one.value for one in answers)
        case "estimate":
            return estimate_of(answers, question.span)
        case "vote":
            return tally(question, (one.option for one in answers)) if answers else None
        case _:
            return rolled_up(question, answers)
