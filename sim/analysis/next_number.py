"""The next number that would narrow the range most: what knowing one assumption exactly leaves of P10 to P90.

The futures at hand are ordered by one assumption and cut into strips of equally many. Within a strip the assumption is
all but known, so the mean distance from P10 to P90 of the strips is what is left once somebody knows it, averaged over
what they may find. Assumptions that go together (copula factors, stated correlations) tell of each other, and that
counts. Nothing is simulated anew: one ensemble answers for all assumptions.

Few draws have their tenths closer together than many. So the mean is taken against that of strips cut at random, which
tell nothing. Inside a strip the assumption still varies a little: what is left is stated slightly too wide.
`error` is the standard error of the mean over strips, which differ among each other too: an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.uncertainty import sorted_quantiles
from sim.model.axes import Array
from sim.sampling.assumptions import sample_assumptions, uncertain
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import run_ensemble

DRAWS = 4096
STRIPS = 32
SHUFFLES = 16
ENDS = (0.1, 0.9)


@dataclass(frozen=True)
class Narrowing:
    """What is left of the range once an assumption is known.

    Attributes
    ----------
    id : str
        The assumption.
    low, high : its own 10th and 90th per cent today
    width, error : mean distance from P10 to P90 of the outcome once it is known, and its standard error
    share : by how much that is narrower than today, as a share; not below nought
    """

    id: str
    low: float
    high: float
    width: float
    error: float
    share: float


@dataclass(frozen=True)
class NextNumbers:
    """The range of a scenario's target today, and what each uncertain assumption would leave of it, narrowest first."""

    target: TargetChoice
    low: float
    high: float
    draws: int
    numbers: tuple[Narrowing, ...]

    @property
    def width(self) -> float:
        return self.high - self.low


def next_numbers(scenario: Scenario, draws: int = DRAWS) -> NextNumbers:
    """Return what knowing each uncertain assumption would leave of the range of the scenario's target.

    Parameters
    ----------
    draws : a multiple of `STRIPS`
    """
    plan, target = scenario.plan, scenario.target
    year = plan.years.index(target.year)
    parts = run_ensemble(scenario, lambda run: {"outcome": run.annual(target.metric)[year]}, draws)
    outcome = parts["outcome"]
    low, high = (float(end) for end in sorted_quantiles(outcome, ENDS))
    drawn = sample_assumptions(plan, scenario.assumption_set, scenario.own_assumptions, scenario.seed, 0, draws)
    dice = np.random.default_rng(0)
    idle = np.mean([left_over(outcome, dice.random(draws))[0] for _ in range(SHUFFLES)])
    scale = (high - low) / float(idle) if idle > 0 else 1.0
    found = []
    for id in uncertain(plan, scenario.assumption_set, scenario.own_assumptions):
        width, error = (scale * one for one in left_over(outcome, np.asarray(drawn[id])))
        share = max(0.0, 1 - width / (high - low)) if high > low else 0.0
        own = sorted_quantiles(np.asarray(drawn[id]), ENDS)
        found.append(Narrowing(id, float(own[0]), float(own[1]), width, error, share))
    found.sort(key=lambda one: one.width)
    return NextNumbers(target, low, high, draws, tuple(found))


def left_over(outcome: Array, known: Array, strips: int = STRIPS) -> tuple[float, float]:
    """Return the mean distance from P10 to P90 of an outcome once something is known, and its standard error.

    Parameters
    ----------
    outcome, known : (draw,)
        As many draws as a multiple of `strips`.
    """
    ordered = outcome[np.argsort(known, kind="stable")].reshape(strips, -1)
    low, high = sorted_quantiles(ordered, ENDS)
    widths = high - low
    return float(widths.mean()), float(widths.std(ddof=1) / np.sqrt(strips))
