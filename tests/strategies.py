"""Random admissible inputs: lever values over the whole box of the plan, assumptions over their ranges."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from bench.random_packs import random_pack
from sim.plan import Plan


def lever_values(plan: Plan) -> st.SearchStrategy[dict[str, Any]]:
    """Every lever anywhere in its range, shares summing to one."""

    def build(raw: dict[str, Any]) -> dict[str, Any]:
        for ids in plan.simplexes.values():
            total = sum(raw[id] for id in ids)
            for id in ids:
                raw[id] = raw[id] / total if total > 0 else 1 / len(ids)
        return raw

    return st.fixed_dictionaries(
        {
            id: st.sampled_from(lever.choices) if lever.is_choice else _between(lever.low, lever.high)
            for id, lever in plan.levers.items()
        }
    ).map(build)


def assumption_values(plan: Plan) -> st.SearchStrategy[dict[str, float]]:
    """Every assumption anywhere in its range."""
    return st.fixed_dictionaries({id: _between(entry.low, entry.high) for id, entry in plan.assumptions.items()})


def _between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from([low, high]), st.floats(low, high, allow_subnormal=False))


def lever_draws(plan: Plan, count: int, seed: int = 1) -> dict[str, Any]:
    """Many random admissible lever settings at once, as arrays of shape (draw,)."""
    random = np.random.default_rng(seed)
    values: dict[str, Any] = {}
    for id, lever in plan.levers.items():
        if lever.is_choice:
            values[id] = random.choice(np.array(lever.choices), count)
        else:
            values[id] = random.uniform(lever.low, lever.high, count)
    for ids in plan.simplexes.values():
        shares = random.dirichlet(np.ones(len(ids)), count)
        values.update({id: shares[:, place] for place, id in enumerate(ids)})
    return values


def assumption_draws(plan: Plan, count: int, seed: int = 2) -> dict[str, np.ndarray]:
    """Many random admissible assumption settings at once, as arrays of shape (draw,)."""
    random = np.random.default_rng(seed)
    return {id: random.uniform(entry.low, entry.high, count) for id, entry in plan.assumptions.items()}


def packs() -> st.SearchStrategy[dict[str, str]]:
    """The files of any admissible plan pack."""
    return st.randoms(use_true_random=False).map(random_pack)
