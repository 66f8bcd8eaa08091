"""Which assumptions the actuals speak against, and how strongly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.model.axes import Array
from sim.track.reforecast import Reforecast
from sim.track.rules import strength_word

CLEAR = 2.0
"""A shift counts as seen when it exceeds two standard errors of a mean over the effective futures."""


@dataclass(frozen=True)
class Verdict:
    """What the actuals say of one assumption or risk case.

    Attributes
    ----------
    kind : "assumption" or "risk"
    prior, posterior : float
        Mean of an assumption in its own unit; probability that a risk case has begun.
    shift : float
        Change of the mean in prior standard deviations.
    bayes_factor : float
        Assumption: how much better the actuals fit values on the side they favour of the prior median than values on
        the other side (both halves are equally likely before). Risk: the same for "has begun" and "has not", taking
        whichever is favoured. At least 1; 1 says nothing.
    direction : +1 or -1
        Whether the actuals favour a higher or a lower value.
    lifts : bool
        Whether the change makes more revenue likely.
    clear : bool
        Whether the shift stands out from what the number of futures can resolve.
    """

    kind: Literal["assumption", "risk"]
    id: str
    prior: float
    posterior: float
    shift: float
    bayes_factor: float
    direction: int
    clear: bool
    lifts: bool

    @property
    def strength(self) -> str:
        """Return `weak`, `positive`, `strong` or `very-strong`."""
        return strength_word(self.bayes_factor)


def verdicts(result: Reforecast) -> tuple[Verdict, ...]:
    """Return a verdict for everything uncertain, the most contradicted first; none without actuals."""
    if not result.used:
        return ()
    weights, size = result.weights.values, result.weights.effective
    spread, plan = result.futures.spread, result.futures.scenario.plan
    posterior, upper = spread.values @ weights, spread.upper @ weights
    outcome = result.futures.total_revenue[plan.quarters_of(plan.years[-1])].sum(axis=0)
    outcome = outcome - outcome.mean()
    follows = spread.values @ outcome
    found = []
    for place, id in enumerate(result.futures.inputs):
        prior, deviation = float(spread.mean[place]), float(spread.deviation[place])
        shift = (float(posterior[place]) - prior) / deviation if deviation > 0 else 0.0
        mean, chance, slope = float(posterior[place]), float(upper[place]), float(follows[place])
        found.append(_verdict("assumption", id, prior, mean, shift, chance, 0.5, size, slope))
    for id, onset in result.futures.onset.items():
        begun = (onset > 0) & (onset <= result.known.last)
        if 0 < begun.mean() < 1:
            found.append(_risk(id, begun.astype(float), weights, size, outcome))
    return tuple(sorted(found, key=lambda one: (one.clear, abs(one.shift)), reverse=True))


def _risk(id: str, begun: Array, weights: Array, size: float, outcome: Array) -> Verdict:
    prior, posterior = float(begun.mean()), float(weights @ begun)
    shift = (posterior - prior) / math.sqrt(prior * (1 - prior))
    return _verdict("risk", id, prior, posterior, shift, posterior, prior, size, float(begun @ outcome))


def _verdict(
    kind: Literal["assumption", "risk"],
    id: str,
    prior: float,
    posterior: float,
    shift: float,
    chance: float,
    chance_before: float,
    size: float,
    follows: float,
) -> Verdict:
    # No more can be said than "one in twice as many futures as there are": odds stay finite and honest.
    chance = min(max(chance, 0.5 / size), 1 - 0.5 / size)
    factor = (chance / (1 - chance)) / (chance_before / (1 - chance_before))
    return Verdict(
        kind,
        id,
        prior,
        posterior,
        shift,
        max(factor, 1 / factor),
        1 if factor >= 1 else -1,
        abs(shift) > CLEAR / math.sqrt(size),
        shift * follows >= 0,
    )


@dataclass(frozen=True)
class Calibration:
    """Whether the forecast made before the actuals held: reported quarters, and those inside its 80 per cent band."""

    quarters: int
    inside: int
    shares: tuple[float, ...]


def calibration(result: Reforecast) -> Calibration:
    """Return where each reported quarter's revenue fell among the futures as first expected (0.5 = in the middle)."""
    actual = result.known.total_revenue
    quarters = np.flatnonzero(~np.isnan(actual))
    shares = tuple(float((result.futures.total_revenue[quarter] < actual[quarter]).mean()) for quarter in quarters)
    return Calibration(len(shares), sum(0.1 <= share <= 0.9 for share in shares), shares)
