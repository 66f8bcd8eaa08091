"""Some draws of a run: taken out of one, put back where they came from, or put together from several."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.model.axes import Array
from sim.model.effects import Effects
from sim.model.results import Results

FIELDS = tuple(one.name for one in dataclasses.fields(Results) if one.type == "Array")
"""What a run says by quarter, or region, and draw."""
MOVED = ("revenue", "run_rate", "conversion_rate", "churn_rate", "log_market", "log_capacity")
"""What of it money of the programme moves."""
FOUND = ("enablement", "tier_churn", "wins")
"""What modules read of a run besides, when it is done."""
STALE = ("penetration", "rule_money", "regional_marketing", "regional_lift", "marketing", "productivity")
"""What had been computed on the way, for the draws that were run."""


def take_values(values: Any, places: np.ndarray) -> Any:
    """Return one input of some draws: a scalar, or an array whose last axis is the draw."""
    found = np.asarray(values)
    if found.ndim == 0 or found.shape[-1] == 1:
        return values
    if isinstance(places, slice):
        return found[..., places]
    return found.take(places, axis=-1)  # a third of the time of found[..., places]


def take_inputs(inputs: Mapping[str, Any], places: np.ndarray) -> dict[str, Any]:
    return {id: take_values(value, places) for id, value in inputs.items()}


def take_effects(effects: Effects, places: np.ndarray) -> Effects:
    """Return the effects of some draws."""

    def one(values: Array | None) -> Array | None:
        return None if values is None else take_values(values, places)

    return Effects(
        take_inputs(effects.sizes, places),
        take_inputs(effects.strength, places),
        one(effects.hold_net_spend),
        one(effects.extra_cost),
    )


def take(results: Results, places: np.ndarray) -> Results:
    """Return some draws of a run, as far as its results are concerned; what it was computed from stays whole."""
    chosen: dict[str, Any] = {name: take_values(getattr(results, name), places) for name in FIELDS}
    spend = tuple(take_values(one, places) for one in results.spend)
    return dataclasses.replace(results, **chosen, spend=spend, draws=len(places))


def scatter(whole: Results, part: Results, places: np.ndarray, *, own: bool = False) -> Results:
    """Return a run with some of its draws replaced by those of one that differs in money of the programme alone.

    Parameters
    ----------
    own : bool
        Nobody else holds `whole`, so its memory may take them.
    """
    if places.size == whole.draws:
        return part

    def put(mine: Array, theirs: Array) -> Array:
        if theirs.shape == mine.shape and theirs.shape[-1] == 1 and np.array_equal(mine, theirs):
            return mine
        shape = (*np.broadcast_shapes(mine.shape[:-1], theirs.shape[:-1]), whole.draws)
        full = mine if own and mine.shape == shape else np.array(np.broadcast_to(mine, shape))
        full[..., places] = theirs
        return full

    changed: dict[str, Any] = {name: put(getattr(whole, name), getattr(part, name)) for name in MOVED}
    spend = tuple(put(*pair) for pair in zip(whole.spend, part.spend, strict=True))
    found = {name: value for name, value in whole.at.found.items() if name not in STALE}
    found |= {name: put(found[name], part.at.found[name]) for name in FOUND if name in found}
    return with_found(dataclasses.replace(whole, **changed, spend=spend), found)


def with_found(results: Results, found: dict[str, Any]) -> Results:
    """Return a run that says otherwise what was found on the way."""
    at: Any = results.at
    return dataclasses.replace(results, at=at._replace(found=found))


def join_inputs(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the inputs of several batches of draws as those of one; what is the same in every draw stays so."""

    def join(values: list[Any]) -> Any:
        one = np.asarray(values[0])
        return values[0] if one.ndim == 0 or one.shape[-1] == 1 else np.concatenate(values, axis=-1)

    return {id: join([part[id] for part in parts]) for id in parts[0]}
