"""What a scenario assumes: an assumption set of the plan, with the user's own values on top."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sim.assumptions.calibration import find_fit
from sim.plan import Plan


def central_assumptions(
    plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return one value an assumption: the user's own, the fit, the stated value, or the mean of the distribution.

    Where no value fits, the assumption stands at the nearest; `missed_fits` says so.
    """
    return {**_of_set(plan, set_name), **(own_assumptions or {})}


@lru_cache(maxsize=64)
def _of_set(plan: Plan, set_name: str) -> Mapping[str, float]:
    """Return what a set says; every run of the model begins with it."""
    assumptions = {id: entry.value for id, entry in plan.assumptions.items()}
    for id, stated in plan.assumption_sets[set_name].items():
        fitted = stated.fit is not None
        assumptions[id] = find_fit(plan, set_name, id).value if fitted else stated.distribution.mean
    return assumptions


def has_spread(plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None) -> bool:
    """Tell whether any assumption is a distribution, so that a single run stands at means."""
    return any(
        stated.uncertain and id not in (own_assumptions or {}) for id, stated in plan.assumption_sets[set_name].items()
    )
