"""Draws of the assumptions: one value a draw where the assumption set states a distribution, one value otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.assumptions.distributions import quantile
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.dependence import factor_of, residual_mixing
from sim.plan.schema import Distribution
from sim.sampling.copula import own_score, score
from sim.sampling.tables import pert_from_score

AssumptionValues = dict[str, "float | Array"]


def uncertain(plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None) -> tuple[str, ...]:
    """Return the parameters that are distributions here, in the order of the plan's dimensions."""
    spread = [
        id
        for id, distribution in plan.assumption_sets[set_name].items()
        if distribution.kind not in ("value", "fit") and id not in (own_assumptions or {})
    ]
    return tuple(sorted(spread, key=plan.dimensions.__getitem__))


def from_score(distribution: Distribution, z: Array) -> Array:
    """Return a belief's values at normal scores; (draw,)."""
    if distribution.pert:
        low, mode, high = distribution.pert
        return pert_from_score(low, mode, high, z)
    from scipy import special  # slow to import, and a run without draws needs none of it

    return quantile(distribution, special.ndtr(z))


def sample_assumptions(
    plan: Plan,
    set_name: str,
    own_assumptions: Mapping[str, float],
    seed: int,
    start: int,
    stop: int,
    second: frozenset[str] = frozenset(),
) -> AssumptionValues:
    """Return every assumption: an array of shape (draw,) where it is uncertain, a number otherwise.

    The user's own values replace the set's distributions. Values are held inside the parameter's admissible range
    (a normal distribution has no ends of its own).

    Parameters
    ----------
    start, stop : int
        Draws to return; the same numbers for any chunking.
    second : set of names
        See `sim.sampling.copula.score`.
    """
    values: AssumptionValues = dict(central_assumptions(plan, set_name, own_assumptions))
    mixing = residual_mixing(plan, set_name)
    for id in uncertain(plan, set_name, own_assumptions):
        distribution = plan.assumption_sets[set_name][id]
        if id in mixing:
            z = _mixed_score(plan, id, distribution.factor, mixing[id], seed, start, stop, second)
        else:
            z = score(plan, id, distribution.factor, seed, start, stop, second)
        assumption = plan.assumptions[id]
        values[id] = np.clip(from_score(distribution, z), assumption.low, assumption.high)
    return values


def _mixed_score(
    plan: Plan,
    id: str,
    factor: str | None,
    weights: Mapping[str, float],
    seed: int,
    start: int,
    stop: int,
    second: frozenset[str],
) -> Array:
    own = np.zeros(stop - start)
    for name, weight in weights.items():
        own = own + weight * own_score(plan, name, seed, start, stop, "second" if name in second else "main")
    common, size = factor_of(plan, factor)
    if not common:
        return own
    name = f"factor.{common}"
    latent = own_score(plan, name, seed, start, stop, "second" if name in second else "main")
    return size * latent + np.sqrt(1 - size**2) * own
