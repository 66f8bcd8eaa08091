"""The one fitted number: the realisation at which a preset gives the result that the plan itself states."""

from __future__ import annotations

from functools import lru_cache

from sim.assumptions.brent import find_root
from sim.language.errors import PlanError
from sim.model import evaluate
from sim.plan import Plan


@lru_cache
def fit_problem(plan: Plan, set_name: str, assumption: str) -> PlanError | None:
    """Return why no value reproduces the result that the plan states, or None where one does."""
    try:
        fit_value(plan, set_name, assumption)
    except PlanError as problem:
        return problem
    return None


@lru_cache
def fit_value(plan: Plan, set_name: str, assumption: str) -> float:
    """Return the value of `parameter` that the set's `fit` asks for, found by Brent's method and cached by plan hash.

    Raises
    ------
    PlanError
        No value inside the parameter's range reproduces the stated result.
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
        return float(results.annual(fit.metric)[year, 0]) - fit.value

    entry = plan.assumptions[assumption]
    if miss(entry.low) * miss(entry.high) > 0:
        raise PlanError(
            "error-plan-fit",
            file="assumptions.yaml",
            key=f"sets.{set_name}.{assumption}",
            value=fit.value,
            low=entry.low,
            high=entry.high,
        )
    return find_root(miss, entry.low, entry.high, 1e-14)
