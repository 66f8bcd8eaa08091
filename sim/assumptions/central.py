"""What a scenario believes: an assumption set of the plan, with the user's own values on top."""

from __future__ import annotations

from collections.abc import Mapping

from sim.assumptions.calibration import find_fit
from sim.plan import Plan


def central_assumptions(
    plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return one value an assumption: the user's own, the fit, the stated value, or the mean of the distribution.

    Where no value fits, the assumption stands at the nearest; `missed_fits` says so.
    """
    assumptions = {id: entry.value for id, entry in plan.assumptions.items()}
    for id, stated in plan.assumption_sets[set_name].items():
        fitted = stated.fit is not None
        assumptions[id] = find_fit(plan, set_name, id).value if fitted else stated.distribution.mean
    assumptions.update(own_assumptions or {})
    return assumptions


def has_spread(plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None) -> bool:
    """Tell whether any parameter is a distribution, so that a single run stands at means."""
    return any(
        stated.uncertain and id not in (own_assumptions or {}) for id, stated in plan.assumption_sets[set_name].items()
    )
