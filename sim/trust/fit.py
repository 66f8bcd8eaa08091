"""The one fitted number: what it was fitted to, how firmly that pins it down, and what else would have fitted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model import evaluate
from sim.plan import Plan
from sim.trust.sensitivity import interval

GRID = 61


@dataclass(frozen=True)
class Alternative:
    """Another assumption at one end of its range, and the value of the fitted number that would then be needed.

    NaN where no value inside the assumption's range reaches the target.
    """

    id: str
    value: float
    fitted: float


@dataclass(frozen=True)
class FittedNumber:
    """One fitted assumption.

    Attributes
    ----------
    target : float
        What it was fitted to, and `reached` what the model gives.
    grid, curve : (point,)
        Values of the assumption, and the target measure there: how firmly the target pins the assumption down.
    alternatives : tuple of Alternative
        The same target reached with other assumptions: one target cannot tell these worlds apart.
    """

    assumption: str
    value: float
    metric: str
    year: int
    target: float
    reached: float
    grid: tuple[float, ...]
    curve: tuple[float, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def matters(self) -> bool:
        """Tell whether the measure moves with the assumption at all: a plan may set out to do nothing that needs it."""
        return not np.allclose(self.curve, self.curve[0], rtol=1e-9, atol=0.0)

    @property
    def meets(self) -> bool:
        """Tell whether any value of the assumption reaches the target; else the nearest one was taken."""
        return bool(np.isclose(self.reached, self.target, rtol=1e-6, atol=0.0))


@lru_cache(maxsize=8)
def fitted_numbers(plan: Plan, assumption_set: str = "") -> tuple[FittedNumber, ...]:
    """Return every number the set fits; sets that fit nothing give an empty tuple."""
    assumption_set = assumption_set or plan.promise_set
    return tuple(
        _fitted_number(plan, assumption_set, id)
        for id, stated in plan.assumption_sets[assumption_set].items()
        if stated.fit
    )


def _fitted_number(plan: Plan, assumption_set: str, id: str) -> FittedNumber:
    fit = plan.assumption_sets[assumption_set][id].fit
    assert fit is not None
    entry, assumptions = plan.assumptions[id], central_assumptions(plan, assumption_set)
    levers, year = plan.presets[fit.preset], plan.years.index(fit.year)
    grid = np.linspace(entry.low, entry.high, GRID)
    reached = float(evaluate(plan, levers, assumptions).annual(fit.of)[year, 0])
    curve = evaluate(plan, levers, assumptions | {id: grid}).annual(fit.of)[year]

    # Every other assumption at both ends of its range, the fitted one along the grid: one batch.
    ends = [
        (other, end)
        for other in plan.assumptions
        if other != id
        for end in interval(plan, other, assumptions[other])[:2]
        if end != assumptions[other]
    ]
    draws = {other: np.full(len(ends) * GRID, value) for other, value in assumptions.items()}
    draws[id] = np.tile(grid, len(ends))
    for place, (other, end) in enumerate(ends):
        draws[other][place * GRID : (place + 1) * GRID] = end
    surface = evaluate(plan, levers, draws).annual(fit.of)[year].reshape(len(ends), GRID)
    alternatives: list[Alternative] = []
    for (other, end), row in zip(ends, surface, strict=True):
        if np.allclose(row, curve, rtol=1e-12):  # an assumption that only profit knows
            continue
        within = row[0] <= fit.value <= row[-1]
        needed = float(np.interp(fit.value, row, grid)) if within else float("nan")
        alternatives.append(Alternative(other, end, needed))
    return FittedNumber(
        id,
        assumptions[id],
        fit.of,
        fit.year,
        fit.value,
        reached,
        tuple(grid.tolist()),
        tuple(curve.tolist()),
        tuple(sorted(alternatives, key=lambda one: -abs(_away(one.fitted, assumptions[id])))),
    )


def _away(needed: float, value: float) -> float:
    return float("inf") if np.isnan(needed) else needed - value
