"""What may move in a search: decisions and promises of a scenario, between today and a bound, on a scale of 0 to 1.

Decisions cost money, promises cost effort, conditions are not ours to set and never move. One unit of effort is the
move that the plan itself makes with a promise (base to plan); a promise that the plan does not move has no unit and
stays where it is unless a search is told otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from sim.language.errors import ScenarioError
from sim.model.axes import Array
from sim.plan import Lever, Plan
from sim.scenario import Scenario

EFFORT = 1.2
"""How far a promise may go at most, in units of what the plan promises, unless a search says otherwise."""


def effort_of(lever: Lever, value: float) -> float | None:
    """Return how many times the plan's own promise a value is; None for what is no promise or has no unit."""
    if lever.kind != "promise" or lever.is_choice or lever.plan == lever.base:
        return None
    return (float(value) - float(lever.base)) / (float(lever.plan) - float(lever.base))


def efforts(plan: Plan, levers: Mapping[str, Any]) -> dict[str, float]:
    """Return the effort of every promise that has a unit, by lever; 0 where it stands at today's value."""
    found = {id: effort_of(lever, levers[id]) for id, lever in plan.levers.items() if not lever.is_choice}
    return {id: value for id, value in found.items() if value is not None}


def lever_ids(plan: Plan, names: Iterable[str], option: str) -> tuple[str, ...]:
    """Return the levers that ids and families name.

    Raises
    ------
    ScenarioError
        A name that the plan does not have.
    """
    found: dict[str, None] = {}
    families = dict.fromkeys(lever.family for lever in plan.levers.values())
    for name in names:
        if name in plan.levers:
            found[name] = None
        elif name in families:
            found |= dict.fromkeys(lever.id for lever in plan.family(name))
        else:
            allowed = [*plan.levers, *(name for name in families if name not in plan.levers)]
            raise ScenarioError("error-solve-lever", option=option, id=name[:80], allowed=allowed)
    return tuple(found)


@dataclass(frozen=True)
class Bounds:
    """What a search may do.

    Attributes
    ----------
    move : lever ids; None lets every decision but a switch, and every promise with a unit, move
    lock : lever ids that stay
    limits : lever id -> (low, high) on top of the slider's own range
    effort : float
        Ceiling of every promise, in units of the plan's own.
    """

    move: tuple[str, ...] | None = None
    lock: tuple[str, ...] = ()
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    effort: float = EFFORT


@dataclass(frozen=True)
class Variable:
    """One lever of a search with its ends; `unit` is one unit of effort in the lever's unit, 0 for a decision."""

    lever: Lever
    low: float
    high: float
    unit: float

    @property
    def width(self) -> float:
        return self.high - self.low


def movable(plan: Plan, bounds: Bounds) -> tuple[Lever, ...]:
    """Return the levers that a search moves, choices included, in the plan's order."""
    if bounds.move is None:
        wanted: Collection[str] = [
            id
            for id, lever in plan.levers.items()
            if (lever.kind == "decision" and not lever.is_switch) or effort_of(lever, 0.0) is not None
        ]
    else:
        wanted = bounds.move
        for id in wanted:
            if plan.levers[id].kind == "condition":
                raise ScenarioError("error-solve-condition", id=id)
    return tuple(lever for id, lever in plan.levers.items() if id in wanted and id not in bounds.lock)


def _ends(lever: Lever, here: float, bounds: Bounds) -> tuple[float, float]:
    base, plan = float(lever.base), float(lever.plan)
    if lever.simplex:
        low, high = lever.low, lever.high
    elif lever.kind == "promise" and plan != base:
        low, high = sorted((base, base + bounds.effort * (plan - base)))
    elif plan < base:
        low, high = lever.low, base
    else:
        low, high = base, lever.high
    low, high = max(min(low, here), lever.low), min(max(high, here), lever.high)
    if lever.kind == "promise" and plan != base:
        # A scenario that promises more than the ceiling is led back under it; the ceiling is the user's word.
        if plan > base:
            high = min(high, max(base + bounds.effort * (plan - base), base))
        else:
            low = max(low, min(base + bounds.effort * (plan - base), base))
    if lever.id in bounds.limits:
        least, most = bounds.limits[lever.id]
        low, high = max(low, least), min(high, most)
    if low > high:
        raise ScenarioError("error-solve-bounds", id=lever.id, low=low, high=high)
    return low, high


@dataclass(frozen=True, eq=False)
class Space:
    """The box of a search around one scenario. Points are arrays of shape (variable,) between 0 and 1."""

    scenario: Scenario
    variables: tuple[Variable, ...]
    choices: tuple[Lever, ...]
    bounds: Bounds

    @classmethod
    def of(cls, scenario: Scenario, bounds: Bounds) -> Space:
        """Return the box that the bounds leave around a scenario.

        Raises
        ------
        ScenarioError
            Nothing may move, a condition is asked to move, or a lever's bounds leave no room.
        """
        plan = scenario.plan
        levers = movable(plan, bounds)
        variables: list[Variable] = []
        for lever in levers:
            if lever.is_choice:
                continue
            low, high = _ends(lever, float(scenario.levers[lever.id]), bounds)
            unit = float(lever.plan) - float(lever.base) if lever.kind == "promise" else 0.0
            variables.append(Variable(lever, low, high, unit))
        if not variables:
            raise ScenarioError("error-solve-nothing", allowed=[*plan.levers])
        return cls(scenario, tuple(variables), tuple(lever for lever in levers if lever.is_choice), bounds)

    @property
    def plan(self) -> Plan:
        return self.scenario.plan

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(variable.lever.id for variable in self.variables)

    @cached_property
    def low(self) -> Array:
        """(variable,) in each lever's unit"""
        return np.array([variable.low for variable in self.variables])

    @cached_property
    def width(self) -> Array:
        """(variable,) in each lever's unit; 1 where a lever's ends meet, so that nothing is divided by nothing"""
        widths = np.array([variable.width for variable in self.variables])
        return np.where(widths > 0, widths, 1.0)

    @cached_property
    def top(self) -> Array:
        """(variable,) The upper end on the scale of the search: 1, or 0 where a lever's ends meet."""
        return np.array([1.0 if variable.width > 0 else 0.0 for variable in self.variables])

    def values(self, points: Array) -> Array:
        """Return lever values of points; same shape, in the levers' units."""
        return self.low + points * self.width

    def point(self, levers: Mapping[str, Any]) -> Array:
        """Return the nearest point to lever values. Shape (variable,)."""
        return self.points({id: float(levers[id]) for id in self.ids}, 1)[0]

    def points(self, levers: Mapping[str, Any], count: int) -> Array:
        """Return the nearest points to many lever values, as `batch` gives them. Shape (count, variable)."""
        values = np.stack([np.broadcast_to(levers[id], count) for id in self.ids], axis=1)
        return np.clip((values - self.low) / self.width, 0.0, self.top)

    def levers(self, point: Array) -> dict[str, Any]:
        """Return all lever values of one point."""
        values = self.values(np.asarray(point))
        return {**self.scenario.levers, **{id: float(value) for id, value in zip(self.ids, values, strict=True)}}

    def batch(self, points: Array) -> dict[str, Any]:
        """Return all lever values of many points, (point, variable), as the model takes them: one value a draw."""
        values = self.values(np.atleast_2d(points))
        return {**self.scenario.levers, **{id: values[:, place] for place, id in enumerate(self.ids)}}

    @cached_property
    def families(self) -> tuple[tuple[Array, float], ...]:
        """Return, for each family of shares of which more than one may move, coefficients and sum: a·x = b."""
        found: list[tuple[Any, ...]] = []
        for ids in self.plan.simplexes.values():
            inside = [place for place, id in enumerate(self.ids) if id in ids]
            if not inside:
                continue
            fixed = sum(float(self.scenario.levers[id]) for id in ids if id not in self.ids)
            row = np.zeros(len(self.ids))
            row[inside] = self.width[inside]
            found.append((row, 1 - fixed - float(self.low[inside].sum())))
        return tuple(found)

    def efforts(self, points: Array) -> Array:
        """Return the effort of every promise that may move, in units of the plan's own. Shape (…, variable)."""
        units = np.array([variable.unit for variable in self.variables])
        base = np.array([float(variable.lever.base) for variable in self.variables])
        moved = self.values(points) - base
        return np.divide(moved, units, out=np.zeros_like(moved), where=units != 0)

    def with_choices(self, values: Mapping[str, str]) -> Space:
        """Return the same box around the scenario with other choices (pace)."""
        return Space(self.scenario.with_levers(values), self.variables, self.choices, self.bounds)


def paces(space: Space) -> Iterator[tuple[str, Space]]:
    """Yield the box under every combination of choices that may move, the scenario's own first."""
    if not space.choices:
        yield "", space
        return
    own = tuple(str(space.scenario.levers[lever.id]) for lever in space.choices)
    combinations = list(product(*(lever.choices for lever in space.choices)))
    for values in sorted(combinations, key=lambda one: one != own):
        named = dict(zip((lever.id for lever in space.choices), values, strict=True))
        yield ", ".join(values), space.with_choices(named)


def starts(space: Space, anchors: Sequence[Mapping[str, Any]], count: int) -> list[Array]:
    """Return where searches begin: the anchors (current, plan, baseline …), then points of a fixed random stream.

    Anchors that are one point in this box count once: two searches from one place always agree.
    """
    generator = np.random.default_rng(20231)
    found: list[Array] = []
    for levers in anchors:
        point = space.point(levers)
        if not any(np.allclose(point, other, rtol=0, atol=1e-9) for other in found):
            found.append(point)
    while len(found) < count:
        point = generator.random(len(space.variables)) * space.top
        for row, total in space.families:
            inside = row > 0
            share = generator.dirichlet(np.ones(int(inside.sum()))) * total
            point[inside] = np.clip(share / row[inside], 0.0, space.top[inside])
        found.append(point)
    return found[:count]
