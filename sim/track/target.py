"""A revenue target worked out from both sides: history and increments from the top, customers from the bottom.

What both sides come to is held against the target that the plan states, each gap by name; both are then spread over
quarters, regions, lines and teams. Every amount can be replaced by one's own; until then the numbers of a worked
example, which is document D3 of the plan that comes with the program, stand in.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import yaml
from pydantic import Field

from sim.language.errors import PlanError
from sim.model.axes import Array
from sim.model.measures import REVENUE
from sim.plan import Fact, Plan
from sim.plan.growth import recent_growth
from sim.plan.plan import Target as StatedTarget
from sim.plan.schema import Strict
from sim.track.measures import FOLDER
from sim.track.rules import own_facts, rules
from sim.track.target_spread import KINDS, SEASON, Spread, spread

Side = Literal["top", "bottom"]
Example = Mapping[str, Fact]
"""The facts of the worked example, document D3, which the usual plan holds."""
LARGEST = 1e9
"""An amount typed for a step is at most this, in millions."""
TEAM = 10
"""Reps of a team where nobody says otherwise."""
PERCENT = 0.01
RISE, DEAL = "rise ", "deal_size"


class StepSpec(Strict):
    """One step of target.yaml."""

    id: str
    side: Side
    form: Literal["history", "market", "each", "kept", "none"]
    factors: list[str] = Field(default_factory=list)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts among its factors."""
        return tuple(one.removeprefix(RISE) for one in self.factors if one != DEAL)


class TargetFile(Strict):
    """target.yaml; `kinds` says of each step from the top which increment it is, `floor` is a fact."""

    steps: list[StepSpec]
    kinds: dict[str, str]
    floor: str


@dataclass(frozen=True)
class Step:
    """One amount that the target is built from.

    Attributes
    ----------
    value : float
        Of the target's year [CNY_m].
    stated : float
        What the example comes to; the same unless somebody gave their own.
    sources : tuple of str
        Facts of the plan that it rests on; none where the plan states none of the example's.
    """

    id: str
    side: Side
    value: float
    stated: float
    sources: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        return self.value != self.stated


@dataclass(frozen=True)
class Target:
    """A target worked out from both sides, and how it is spread.

    Attributes
    ----------
    example : mapping
        Facts of the worked example.
    year, years : int
        The year it is for, and how many years after the base year that is.
    base, stated : float
        Revenue of the base year, and the target that the plan states [CNY_m].
    growth, market : float
        The company's own growth so far, and the market's, a year.
    floor : float
        Share of the target below which it counts as missed.
    spread : the same in cells, by region, line, quarter and team
    """

    plan: Plan
    example: Example
    year: int
    years: int
    base: float
    stated: float
    growth: float
    market: float
    steps: tuple[Step, ...]
    floor: float
    spread: Spread = field(repr=False)

    def side(self, side: Side) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.side == side)

    @property
    def top(self) -> float:
        return math.fsum(step.value for step in self.side("top"))

    @property
    def bottom(self) -> float:
        return math.fsum(step.value for step in self.side("bottom"))

    @property
    def gaps(self) -> Mapping[str, float]:
        """Return what lies between the three numbers, by name [CNY_m]; positive where the first is the larger."""
        return {
            "top-bottom": self.top - self.bottom,
            "stated-top": self.stated - self.top,
            "stated-bottom": self.stated - self.bottom,
        }

    @property
    def by_region(self) -> Array:
        return self.spread.top.sum(axis=(1, 2))

    @property
    def by_kind(self) -> Array:
        """Return the target from the top by region, and core and new products. Shape (region, kind) [CNY_m]."""
        lines, whole = self.plan.lines, self.spread.top.sum(axis=2)
        kinds = [lines[one].kind if one in lines else one for one in self.spread.lines]
        return np.stack([whole[:, [one == kind for one in kinds]].sum(axis=1) for kind in KINDS], axis=1)

    def claims(self) -> Mapping[str, float]:
        """Return which share of the rise regions and new products bring, as a plan claims it."""
        kinds, rise = target_file().kinds, self.top - self.base
        parts = {"contribution_regions": "region", "contribution_new_products": "product"}
        if rise <= 0:
            return {}
        return {
            claim: math.fsum(step.value for step in self.steps if kinds.get(step.id) == kind) / rise
            for claim, kind in parts.items()
        }


@lru_cache
def target_file() -> TargetFile:
    """Return how the worked example builds a target."""
    return TargetFile.model_validate(yaml.safe_load((FOLDER / "target.yaml").read_text(encoding="utf-8")))


def pacings() -> tuple[str, ...]:
    """Return the ids of the shapes by which a year is spread over its quarters."""
    return (SEASON, *rules().pacing)


def work_out(
    plan: Plan, example: Example, own: Mapping[str, float] | None = None, pacing: str = SEASON, team: int = TEAM
) -> Target:
    """Return the target of a plan worked out from both sides.

    Parameters
    ----------
    example : as `Example` says; the plan itself need not have those facts
    own : amounts by step [CNY_m] in place of the example's
    pacing : a shape of `pacings`
    team : reps of a team

    Raises
    ------
    PlanError
        A step or a shape that there is not, or an amount that no target has.
    """
    own = own or {}
    ids = tuple(step.id for step in target_file().steps)
    for names, known, what in ((own, ids, "steps"), ((pacing,), pacings(), "pacing")):
        for name in names:
            if name not in known:
                _refuse(what, name, known)
    for id, value in own.items():
        if not abs(value) <= LARGEST:
            _refuse(f"steps.{id}", str(value), f"-{LARGEST:g} – {LARGEST:g}")
    if team < 1:
        _refuse("team", str(team), "≥ 1")
    goal = stated_revenue(plan)
    years = goal.year - plan.base_year
    steps = tuple(_step(plan, example, spec, years, own) for spec in target_file().steps)
    kinds = target_file().kinds
    amounts = {kind: math.fsum(one.value for one in steps if kinds.get(one.id) == kind) for kind in set(kinds.values())}
    customers = {one.id: one.value for one in steps if one.side == "bottom"}
    return Target(
        plan,
        example,
        goal.year,
        years,
        float(plan.base_revenue.sum()),
        goal.value,
        own_growth(plan),
        plan.market_growth,
        steps,
        example[target_file().floor].value * PERCENT,
        spread(plan, amounts, customers, pacing, team),
    )


def stated_revenue(plan: Plan) -> StatedTarget:
    """Return the revenue of a year that a plan states, also as targets of its halves or quarters.

    Raises
    ------
    PlanError
        It states none.
    """
    if REVENUE.id in plan.targets:
        return plan.targets[REVENUE.id]
    stated = {one.part: one for one in plan.period_targets if one.metric == REVENUE.id}
    for year in reversed(plan.years):
        for parts in (("H1", "H2"), ("Q1", "Q2", "Q3", "Q4")):
            found = [stated.get(f"{year}{part}") for part in parts]
            known = [one for one in found if one is not None]
            if len(known) == len(parts):
                return replace(known[0], value=math.fsum(one.value for one in known), part="")
    raise PlanError("error-target-of-year", plan=plan.id)


def own_growth(plan: Plan) -> float:
    """Return what the company grew by a year of late; the market's where it has none."""
    growth = recent_growth(plan.history)
    return plan.market_growth if growth is None else growth


def _refuse(key: str, value: str, allowed: str | Sequence[str]) -> None:
    raise PlanError("error-plan-wrong-value", file="target", key=key[:80], value=value[:80], allowed=allowed)


def _step(plan: Plan, example: Example, spec: StepSpec, years: int, own: Mapping[str, float]) -> Step:
    base, growth = float(plan.base_revenue.sum()), own_growth(plan)
    factors = math.prod(_factor(plan, example, one) for one in spec.factors)
    if DEAL in spec.factors and DEAL not in plan.levers:  # the plan states no deal size, so nobody knows
        factors = 0.0
    match spec.form:
        case "history":
            stated = base * (1 + growth) ** years
        case "market":
            stated = base * ((1 + plan.market_growth) ** years - (1 + growth) ** years)
        case "each":
            stated = factors * years
        case "kept":
            stated = base * factors**years
        case _:
            stated = 0.0
    return Step(spec.id, spec.side, own.get(spec.id, stated), stated, own_facts(plan, spec.facts))


def _factor(plan: Plan, example: Example, name: str) -> float:
    if name == DEAL:
        return float(plan.inputs[DEAL].base)
    fact = example[name.removeprefix(RISE)]
    value = fact.value * (PERCENT if fact.unit == "pct" else 1.0)
    return 1 + value if name.startswith(RISE) else value
