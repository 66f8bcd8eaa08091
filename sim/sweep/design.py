"""Which scenarios a sweep runs: all combinations of lever values, or points spread evenly over their ranges."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.language.errors import ScenarioError
from sim.plan import Plan
from sim.reading.numbers import read_typed

MAX_POINTS = 1_000_000
FAMILY_MARK = "."


@dataclass(frozen=True)
class Axis:
    """A lever and the values it takes, in the lever's unit; a choice takes its options."""

    id: str
    values: tuple[Any, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value of a lever that is a number."""
        return min(self.values), max(self.values)


def read_axis(plan: Plan, text: str) -> Axis:
    """Read `headcount=200:400:5` (from, to, number of values) or `headcount=200,300` as an axis.

    Raises
    ------
    ScenarioError
        Not an axis, no such lever, a member of a family that sums to one, not a number, or out of the lever's range.
    """
    id, _, stated = (part.strip() for part in text.partition("="))
    if id not in plan.levers:
        raise ScenarioError("error-sweep-lever", lever=id[:80], allowed=[*_free(plan)])
    if id not in _free(plan):
        raise ScenarioError("error-sweep-share", lever=id, allowed=[*_free(plan)])
    lever = plan.levers[id]
    if lever.is_choice:
        names = tuple(dict.fromkeys(part.strip() for part in stated.split(",")))
        if not set(names) <= set(lever.choices):
            raise ScenarioError("error-sweep-choice", lever=id, value=stated[:80], allowed=lever.choices)
        return Axis(id, names)
    parts = stated.split(":")
    if len(parts) == 3:
        low, high = _number(parts[0], id), _number(parts[1], id)
        count = _number(parts[2], id)
        if not (count == int(count) and 2 <= count <= MAX_POINTS) or low >= high:
            raise ScenarioError("error-sweep-axis", value=text[:80])
        values = tuple(np.linspace(low, high, int(count)).tolist())
    elif len(parts) == 1 and stated:
        values = tuple(dict.fromkeys(_number(part, id) for part in stated.split(",")))
    else:
        raise ScenarioError("error-sweep-axis", value=text[:80])
    for value in values:
        if not lever.low <= value <= lever.high:
            raise ScenarioError(
                "error-sweep-range", lever=id, value=f"{value:g}", low=f"{lever.low:g}", high=f"{lever.high:g}"
            )
    return Axis(id, values)


def grid(axes: Sequence[Axis]) -> list[dict[str, Any]]:
    """Return all combinations of values, the last axis fastest.

    Raises
    ------
    ScenarioError
        More than `MAX_POINTS`.
    """
    count = math.prod(len(axis.values) for axis in axes)
    if count > MAX_POINTS:
        raise ScenarioError("error-sweep-many", count=count, most=MAX_POINTS)
    ids = [axis.id for axis in axes]
    return [dict(zip(ids, values, strict=True)) for values in itertools.product(*(axis.values for axis in axes))]


def sample(axes: Sequence[Axis], count: int, seed: int) -> list[dict[str, Any]]:
    """Return `count` points spread evenly over the axes' ranges: scrambled Sobol points, the same for the same seed.

    A lever that is a number takes values between its ends; a choice takes its options in equal shares.

    Raises
    ------
    ScenarioError
        More than `MAX_POINTS`, or less than one.
    """
    from scipy.stats import qmc  # slow to import; a grid does not need it

    if not 1 <= count <= MAX_POINTS:
        raise ScenarioError("error-sweep-many", count=count, most=MAX_POINTS)
    engine = qmc.Sobol(len(axes), scramble=True, rng=np.random.default_rng(seed))
    unit = engine.random_base2(math.ceil(math.log2(count)))[:count] if count > 1 else engine.random(1)
    return [{axis.id: _at(axis, float(u)) for axis, u in zip(axes, row, strict=True)} for row in unit]


def _at(axis: Axis, share: float) -> Any:
    if isinstance(axis.values[0], str):
        return axis.values[min(int(share * len(axis.values)), len(axis.values) - 1)]
    low, high = axis.ends
    return low + share * (high - low)


def _free(plan: Plan) -> list[str]:
    """Return the levers that can move alone."""
    shares = {id for ids in plan.simplexes.values() for id in ids}
    return [id for id in plan.levers if id not in shares]


def _number(text: str, id: str) -> float:
    found = read_typed(text.strip(), -math.inf, math.inf)
    if len(found) != 1:
        raise ScenarioError("error-sweep-number", lever=id, value=text[:80])
    return found[0]
