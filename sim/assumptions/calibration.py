"""The one fitted number: the realisation at which a preset gives the result that the plan itself states.

Where no admissible value gives it, the nearest one stands, and whoever shows results says so (`missed_fits`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sim.assumptions.brent import find_root
from sim.language import Language, key
from sim.language.errors import PlanError
from sim.model import evaluate
from sim.model.measures import measure, whole_and_part
from sim.plan import Plan
from sim.plan.amounts import assumption_text


class Fitted(NamedTuple):
    """A fitted assumption: its `value`, the `target` to be met of a measure, what the model then `reached`, both in the
    measure's unit, and whether the value inside its range that comes nearest misses it all the same."""

    assumption: str
    value: float
    metric: str
    target: float
    year: int
    reached: float
    missed: bool


@lru_cache
def find_fit(plan: Plan, set_name: str, assumption: str) -> Fitted:
    """Return the value of an assumption that the set's `fit` asks for, found by Brent's method.

    Raises
    ------
    PlanError
        The preset gives no number at an end of the assumption's range.
    """
    fit = plan.assumption_sets[set_name][assumption].fit
    assert fit is not None
    fixed = {id: entry.value for id, entry in plan.assumptions.items()}
    fixed |= {
        id: stated.distribution.mean for id, stated in plan.assumption_sets[set_name].items() if stated.fit is None
    }
    levers = plan.presets[fit.preset]
    year = plan.years.index(fit.year)

    def miss(value: float) -> float:
        results = evaluate(plan, levers, fixed | {assumption: value})
        return float(results.annual(fit.of)[year, 0]) - fit.value

    entry = plan.assumptions[assumption]
    ends = {value: miss(value) for value in (entry.low, entry.high)}
    if not all(map(math.isfinite, ends.values())):
        raise PlanError(
            "error-plan-fit",
            file="assumptions.yaml",
            key=f"sets.{set_name}.{assumption}",
            value=fit.value,
            low=entry.low,
            high=entry.high,
        )
    if math.prod(ends.values()) > 0:
        value = min(ends, key=lambda end: abs(ends[end]))
        return Fitted(assumption, value, fit.of, fit.value, fit.year, fit.value + ends[value], True)
    value = find_root(miss, entry.low, entry.high, 1e-14)
    return Fitted(assumption, value, fit.of, fit.value, fit.year, fit.value, False)


def missed_fits(plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None) -> tuple[Fitted, ...]:
    """Return the fits of a set that no admissible value meets, but for those that somebody's own value replaces."""
    return tuple(
        found
        for id, stated in plan.assumption_sets[set_name].items()
        if stated.fit is not None
        and id not in (own_assumptions or {})
        and (found := find_fit(plan, set_name, id)).missed
    )


def missed_fit_text(plan: Plan, one: Fitted, language: Language) -> str:
    """Return what the levers do reach, in a sentence."""
    entry, of = plan.assumptions[one.assumption], measure(one.metric)
    return language.text(
        "fit-missed",
        name=language.text(key("assumption", one.assumption)),
        low=assumption_text(entry, entry.low, language),
        high=assumption_text(entry, entry.high, language),
        what="year" if one.metric == whole_and_part(one.metric)[0] else of.phrase(language),
        target=of.format(language, one.target),
        year=str(one.year),
        reached=of.format(language, one.reached),
        value=assumption_text(entry, one.value, language),
    )
