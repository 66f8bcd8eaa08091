"""One handle for a large family of levers: where it stands, how far it goes, and what every member becomes.

A handle moves its members along straight lines and all of them at once, so it can be read back from their values:
nothing of it is stored. What it counts is one of three things:

- the way from today to the plan, 0 to 1 and beyond, where the plan moves a member of the family; shares move from one
  split to the other and so keep their sum
- a multiple of today, of money that the plan leaves as it is
- a step that is added to each, of everything else that the plan leaves as it is

Members that somebody has set one by one keep their distance from the common line. The handle goes as far as every
member that it moves can go, so that going back leads to where one came from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from sim.language.errors import ScenarioError
from sim.plan import Lever, Plan

FARTHEST = 2.0
"""How many times the way to the plan, or today's amount, a handle offers at most, unless it stands farther out."""
FINE = 0.01
"""The step of a handle that counts a way or a multiple."""
PLACES = 10
NEAR = 1e-9
APART = 1e-6

Kind = Literal["way", "times", "step"]


@dataclass(frozen=True, eq=False)
class Joint:
    """What a family's handle is, whatever the levers say.

    Attributes
    ----------
    direction : what each member gains when the handle goes on by one. Shape (member,)
    origin : where the handle stands at the baseline; the plan is at `plan`
    """

    family: str
    kind: Kind
    members: tuple[Lever, ...]
    direction: np.ndarray
    origin: float
    plan: float
    step: float

    @property
    def advanced(self) -> bool:
        return self.members[0].advanced

    @property
    def format(self) -> str:
        return self.members[0].format if self.kind == "step" else "percent_whole"


@dataclass(frozen=True)
class JointPosition:
    """Where a handle stands: its value, the ends that its members leave it, and whether some stand apart."""

    value: float
    low: float
    high: float
    apart: bool


@lru_cache(maxsize=64)
def joints(plan: Plan) -> Mapping[str, Joint]:
    """Return the handles of a plan by family; none where choices, or shares that the plan leaves as they are, fold."""
    found = {family: _joint(family, members) for family, members in plan.large_families.items()}
    return {family: joint for family, joint in found.items() if joint is not None}


def _joint(family: str, members: tuple[Lever, ...]) -> Joint | None:
    first = members[0]
    if first.is_choice:
        return None
    base, plan = (np.array([getattr(one, name) for one in members], dtype=float) for name in ("base", "plan"))
    if (base != plan).any():
        return Joint(family, "way", members, plan - base, 0.0, 1.0, FINE)
    if first.simplex:
        return None
    if first.unit == "CNY_m" and base.any():
        return Joint(family, "times", members, base, 1.0, 1.0, FINE)
    return Joint(family, "step", members, np.ones(len(members)), 0.0, 0.0, first.step)


def joint_position(joint: Joint, levers: Mapping[str, Any]) -> JointPosition:
    """Return where a handle stands, read back from its members."""
    here, base, low, high = _columns(joint, levers)
    gained = float(((here - base) * np.sign(joint.direction)).sum() / np.abs(joint.direction).sum())
    value = round(joint.origin + gained, PLACES)
    moving = joint.direction != 0
    ends = np.array([low - here, high - here])[:, moving] / joint.direction[moving]
    least, most = value + float(ends.min(axis=0).max()), value + float(ends.max(axis=0).min())
    if joint.kind != "step":
        least, most = max(least, min(0.0, value)), min(most, max(FARTHEST, value))
    on_line = base + (value - joint.origin) * joint.direction
    apart = bool((np.abs(here - on_line) > APART * (high - low)).any())
    return JointPosition(value, round(min(least, value), PLACES), round(max(most, value), PLACES), apart)


def places(joint: Joint, levers: Mapping[str, Any], most: int) -> np.ndarray:
    """Return the positions of a handle from the current point: multiples of its step, its ends, baseline and plan.

    Parameters
    ----------
    most : int
        Positions at most, besides ends and marks.

    Returns
    -------
    positions : (position,), ascending
    """
    now = joint_position(joint, levers)
    stride = joint.step * max(1, math.ceil((now.high - now.low) / joint.step / most))
    grid = stride * np.arange(math.ceil(now.low / stride - NEAR), math.floor(now.high / stride + NEAR) + 1)
    marks = [one for one in (joint.origin, joint.plan, now.value) if now.low <= one <= now.high]
    found = np.unique(np.round(np.array([*grid, now.low, now.high, *marks]), PLACES))
    return found[(found >= now.low) & (found <= now.high)]


def members_at(joint: Joint, levers: Mapping[str, Any], values: np.ndarray) -> np.ndarray:
    """Return what every member becomes at several values of the handle; at the current one, exactly what it is.

    Returns
    -------
    members : (member, value)
    """
    here, base, low, high = _columns(joint, levers)
    plan = np.array([one.plan for one in joint.members], dtype=float)
    gone = np.asarray(values, dtype=float) - joint_position(joint, levers).value
    found = np.round(here[:, None] + joint.direction[:, None] * gone, PLACES)
    found = np.clip(found, low[:, None], high[:, None])
    for mark in (base, plan, low, high, here):
        found = np.where(np.abs(found - mark[:, None]) <= NEAR, mark[:, None], found)
    still = (joint.direction == 0)[:, None] | (gone == 0)
    return np.where(still, here[:, None], found)


def move_together(joint: Joint, levers: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Return `levers` with a whole family where its handle says.

    Raises
    ------
    ScenarioError
        No finite number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ScenarioError("error-not-a-number", kind="lever", id=joint.family, value=str(value)[:80])
    now = joint_position(joint, levers)
    column = members_at(joint, levers, np.array([min(max(float(value), now.low), now.high)]))[:, 0]
    return {**levers, **{one.id: float(to) for one, to in zip(joint.members, column, strict=True)}}


def _columns(joint: Joint, levers: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return of every member its value now, its baseline, and both ends of its range. Shape (member,) each."""
    columns = ([levers[one.id], one.base, one.low, one.high] for one in joint.members)
    now, base, low, high = np.array(list(columns), dtype=float).T
    return now, base, low, high
