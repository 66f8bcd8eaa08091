"""Draws of the assumptions: one value a draw where the assumption set states a distribution, one value otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.dependence import factor_of, residual_mixing
from sim.plan.distributions import from_scores
from sim.sampling.copula import own_score, score

AssumptionValues = dict[str, "float | Array"]


def uncertain(plan: Plan, set_name: str, own_assumptions: Mapping[str, float] | None = None) -> tuple[str, ...]:
    """Return the assumptions that are distributions here, in the order of the plan's dimensions."""
    spread = [
        id
        for id, stated in plan.assumption_sets[set_name].items()
        if stated.uncertain and id not in (own_assumptions or {})
    ]
    return tuple(sorted(spread, key=plan.dimensions.__getitem__))


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

    The user's own values replace the set's distributions. Values are held inside the assumption's admissible range
    (a normal stated has no ends of its own).

    Parameters
    ----------
    start, stop : int
        Draws to return; the same numbers for any chunking.
    second : set of names
        See `sim.sampling.copula.score`.
    """
    values: AssumptionValues = dict(central_assumptions(plan, set_name, own_assumptions))
    mixing = residual_mixing(plan, set_name)
    scores: dict[str, Array] = {}
    for id in uncertain(plan, set_name, own_assumptions):
        factor = plan.assumption_sets[set_name][id].factor
        if id in mixing:
            scores[id] = _mixed_score(plan, id, factor, mixing[id], seed, start, stop, second)
        else:
            scores[id] = score(plan, id, factor, seed, start, stop, second)
    distributions = [plan.assumption_sets[set_name][id].distribution for id in scores]
    for id, drawn in zip(scores, from_scores(distributions, [*scores.values()]), strict=True):
        assumption = plan.assumptions[id]
        values[id] = np.clip(drawn, assumption.low, assumption.high)
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
