"""What a scenario believes: an assumption set of the plan, with the user's own values on top."""

from __future__ import annotations

from collections.abc import Mapping

from sim.calibrate import fitted
from sim.distributions import mean
from sim.plan import Plan


def central_beliefs(plan: Plan, set_name: str, overrides: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return one value a parameter: the user's own, the fit, the stated value, or the mean of the distribution."""
    beliefs = {id: entry.value for id, entry in plan.parameters.items()}
    for id, belief in plan.sets[set_name].items():
        beliefs[id] = fitted(plan, set_name, id) if belief.fit else mean(belief)
    beliefs.update(overrides or {})
    return beliefs


def has_spread(plan: Plan, set_name: str, overrides: Mapping[str, float] | None = None) -> bool:
    """Tell whether any parameter is a distribution, so that a single run stands at means."""
    return any(
        belief.kind not in ("value", "fit") and id not in (overrides or {})
        for id, belief in plan.sets[set_name].items()
    )
