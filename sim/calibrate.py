"""The one fitted number: the realisation at which a preset gives the result that the plan itself states."""

from __future__ import annotations

from functools import lru_cache

from sim.distributions import mean
from sim.errors import PlanError
from sim.model import evaluate
from sim.plan import Plan


@lru_cache
def fitted(plan: Plan, set_name: str, parameter: str) -> float:
    """Return the value of `parameter` that the set's `fit` asks for, found by Brent's method and cached by plan hash.

    Raises
    ------
    PlanError
        No value inside the parameter's range reproduces the stated result.
    """
    from scipy.optimize import root_scalar  # a third of a second to import, and needed once a process at most

    fit = plan.sets[set_name][parameter].fit
    assert fit is not None
    fixed = {id: entry.value for id, entry in plan.parameters.items()}
    fixed |= {id: mean(belief) for id, belief in plan.sets[set_name].items() if belief.fit is None}
    levers = plan.presets[fit.preset]
    year = plan.years.index(fit.year)

    def miss(value: float) -> float:
        results = evaluate(plan, levers, fixed | {parameter: value})
        return float(results.annual(fit.metric)[year, 0]) - fit.value

    entry = plan.parameters[parameter]
    if miss(entry.low) * miss(entry.high) > 0:
        raise PlanError(
            "error-plan-fit",
            file="assumptions.yaml",
            key=f"sets.{set_name}.{parameter}",
            value=fit.value,
            low=entry.low,
            high=entry.high,
        )
    return float(root_scalar(miss, method="brentq", bracket=(entry.low, entry.high), xtol=1e-14, rtol=1e-14).root)
