"""Dependence that a plan states: loadings on named factors, and single correlations that must hold together.

Lives beside the plan because a pack whose correlations contradict each other is refused when it is read, before
anything runs; `sim.sampling.copula` says how scores are mixed by it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from sim.language.errors import PlanError

if TYPE_CHECKING:
    from sim.plan.plan import Plan


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
    distributions = plan.assumption_sets[set_name]
    pairs = [pair for pair in plan.correlations if all(id in distributions for id in pair.between)]
    names = sorted({id for pair in pairs for id in pair.between}, key=plan.dimensions.__getitem__)
    if not names:
        return {}
    loads = {id: factor_of(plan, distributions[id].factor) for id in names}
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
                        others=partners or names[row],
                    )
                mixing[row, column] = np.sqrt(rest)
            else:
                mixing[row, column] = rest / mixing[column, column]
    return {
        name: {names[column]: float(mixing[row, column]) for column in range(row + 1) if mixing[row, column]}
        for row, name in enumerate(names)
    }
