"""Dependence: a Gaussian copula with named factors (execution, market) and, if a plan states any, single correlations.

Every uncertain input has a normal score. An input that loads on a factor has z = ±a·F + √(1 - a²)·e with the factor's
score F and its own e; all others have z = e. A strength s makes the rank correlation of two inputs on the same factor
s², so a = √(2 sin(π s²/6)). Stated correlations replace what the factors say for that pair, by correlating the e's.
A Gaussian copula has no tail dependence: joint extremes belong into the stress presets.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy import special

from sim.errors import PlanError
from sim.model.axes import Array
from sim.plan import Plan
from sim.sampling.points import sobol_column


def loading(strength: float) -> float:
    """Return the loading at which two inputs on one factor have a rank correlation of `strength`²."""
    return float(np.sqrt(2 * np.sin(np.pi * strength**2 / 6)))


def factor_of(plan: Plan, factor: str | None) -> tuple[str, float]:
    """Return the factor's id and the signed loading of an input that states `factor`; ("", 0) for none."""
    if not factor:
        return "", 0.0
    id = factor.removeprefix("-")
    size = loading(plan.factors[id].strength)
    return id, -size if factor.startswith("-") else size


@lru_cache(maxsize=64)
def residual_mixing(plan: Plan, set_name: str) -> dict[str, dict[str, float]]:
    """Return how the own scores of inputs with stated correlations are mixed: input → (input → weight).

    A Cholesky factor in the order of the plan's dimensions, so that a later input moves no earlier one.

    Raises
    ------
    PlanError
        The stated correlations cannot hold together; names the pair at which that shows.
    """
    beliefs = plan.sets[set_name]
    pairs = [pair for pair in plan.correlations if all(id in beliefs for id in pair.between)]
    names = sorted({id for pair in pairs for id in pair.between}, key=plan.dimensions.__getitem__)
    if not names:
        return {}
    loads = {id: factor_of(plan, beliefs[id].factor) for id in names}
    residual = np.eye(len(names))
    for pair in pairs:
        first, second = pair.between
        shared = loads[first][1] * loads[second][1] if loads[first][0] == loads[second][0] else 0.0
        own = np.sqrt((1 - loads[first][1] ** 2) * (1 - loads[second][1] ** 2))
        value = (2 * np.sin(np.pi * pair.spearman / 6) - shared) / own
        row, column = names.index(first), names.index(second)
        residual[row, column] = residual[column, row] = value
    mixing = np.zeros_like(residual)
    for row in range(len(names)):
        for column in range(row + 1):
            rest = residual[row, column] - mixing[row, :column] @ mixing[column, :column]
            if row == column:
                if rest <= 1e-12:
                    partners = [names[other] for other in range(row) if residual[row, other]]
                    raise PlanError(
                        "error-plan-correlation",
                        file="assumptions.yaml",
                        first=names[row],
                        others=", ".join(partners) or names[row],
                    )
                mixing[row, column] = np.sqrt(rest)
            else:
                mixing[row, column] = rest / mixing[column, column]
    return {
        name: {names[column]: float(mixing[row, column]) for column in range(row + 1) if mixing[row, column]}
        for row, name in enumerate(names)
    }


@lru_cache(maxsize=512)
def own_score(plan: Plan, name: str, seed: int, start: int, stop: int, stream: str = "main") -> Array:
    """Return an input's own standard normal scores, from its Sobol column. Shape (draw,), read-only."""
    u = sobol_column(name, plan.dimensions[name], seed, start, stop, stream)
    z = special.ndtri(u)
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
