"""Dependence: a Gaussian copula with named factors (execution, market) and, if a plan states any, single correlations.

Every uncertain input has a normal score. An input that loads on a factor has z = ±a·F + √(1 - a²)·e with the factor's
score F and its own e; all others have z = e. A strength s makes the rank correlation of two inputs on the same factor
s², so a = √(2 sin(π s²/6)). Stated correlations replace what the factors say for that pair, by correlating the e's.
A Gaussian copula has no tail dependence: joint extremes belong into the stress presets.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.dependence import factor_of
from sim.sampling.points import column


@lru_cache(maxsize=512)
def own_score(plan: Plan, name: str, seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return an input's own standard normal scores, from its Sobol column. Shape (draw,), read-only."""
    from scipy import special  # slow to import, and a run without draws needs none of it

    z = special.ndtri(column(plan, name, seed, start, stop, stream))
    z.setflags(write=False)
    return z


def score(
    plan: Plan, name: str, factor: str | None, seed: int, start: int, stop: int, second: frozenset[str] = frozenset()
) -> Array:
    """Return the normal scores of an input, its factor included.

    Parameters
    ----------
    second : set of names
        Inputs and factors taken from the independent second set of points (for sensitivity indices).
    """
    own = own_score(plan, name, seed, start, stop, "second" if name in second else "main")
    id, weight = factor_of(plan, factor)
    if not id:
        return own
    common = f"factor.{id}"
    latent = own_score(plan, common, seed, start, stop, "second" if common in second else "main")
    return weight * latent + np.sqrt(1 - weight**2) * own
