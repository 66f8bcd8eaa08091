"""Why two scenarios differ: a bridge (waterfall) from one to the other by exact Shapley values.

Players are the lever groups, the assumptions as one and the risks as one; one joins only if it differs. All coalitions
are draws of one batch, so the order in which causes are named never matters. Inside a group the bars are Owen values
(see sim.analysis.shapley): they sum to the group's bar. What causes achieve only together is shared out among them;
`Bridge.interaction` says how much that is. A simplex family (hire mix, budget phasing) is one player, since its
members cannot move one at a time.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.analysis.shapley import averaged_game, memberships, sampled_values, shapley_values
from sim.errors import ScenarioError
from sim.model import Effects, Results, evaluate
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.customers import total_over_regions
from sim.model.results import ANNUAL_METRICS
from sim.plan import Plan, load_plan
from sim.risk import central_effects, resolve
from sim.scenario import Scenario

CHUNK = 2048
"""Draws evaluated at once: small enough that the model's arrays stay in cache."""

EXACT_LIMIT = 2**17
"""Coalitions of one drill-down up to which it is exact; beyond, orders are sampled and the error is stated."""

SAMPLED_ORDERS = 32

REGION_METRICS = {"revenue": "CNY_m", "core_revenue": "CNY_m", "new_revenue": "CNY_m", "headcount": "persons"}
"""Measures that exist by region, and their units."""

NEUTRAL = {
    "subsidy_ceiling": 1.0,
    "subsidy_strength": 1.0,
    "hold_net_spend": 0.0,
    "growth_added": 0.0,
    "revenue_factor": 1.0,
    "new_product_factor": 1.0,
    "digital_factor": 1.0,
    "digital_cost_factor": 1.0,
    "cost_factor": 1.0,
    "conversion_factor": 1.0,
    "churn_added": 0.0,
    "churn_improvement_factor": 1.0,
    "attrition_floor": 0.0,
    "attrition_strength": 1.0,
    "headcount_factor": 1.0,
    "customer_base_added": 0.0,
    "margin_added": 0.0,
    "extra_cost": 0.0,
}
"""The value at which each kind of effect changes nothing; needed where only one of two scenarios has it."""


@dataclass(frozen=True)
class Bar:
    """One step of a bridge.

    Attributes
    ----------
    id : str
        Group id, "assumptions", "risks", lever id, simplex family, assumption id, or risk case.
    kind : str
        "group", "lever", "family", "assumption" or "risk": which texts and formats apply.
    value : float
        The bar, in the measure's unit.
    alone : float
        What the change does by itself, everything else as in the base.
    last : float
        What it does on top of every other change. Where `alone` and `last` differ, the change interacts.
    error : float
        Standard error of `value`; 0 where all coalitions were evaluated.
    parts : tuple of Bar
        The drill-down; sums to `value`.
    """

    id: str
    kind: str
    value: float
    alone: float
    last: float
    error: float = 0.0
    parts: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Bridge:
    """From `start` to `end`: bars that sum to the total difference."""

    metric: str
    unit: str
    year: int
    region: str | None
    start: float
    end: float
    bars: tuple[Bar, ...]

    @property
    def total(self) -> float:
        return self.end - self.start

    @property
    def residual(self) -> float:
        """Return what the bars leave unexplained: rounding only."""
        return self.total - math.fsum(bar.value for bar in self.bars)

    @property
    def interaction(self) -> float:
        """Return what the changes achieve only together: the total less each change alone. It is shared in the bars."""
        return self.total - math.fsum(bar.alone for bar in self.bars)


@dataclass(frozen=True)
class Player:
    """Something that switches from its base value to its current value as one."""

    id: str
    kind: str
    group: str
    levers: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    risk: str | None = None


def lever_players(plan: Plan, base: Scenario, current: Scenario) -> list[Player]:
    """Return the levers that differ, in the plan's order; a simplex family is one player."""
    found: list[Player] = []
    seen: set[str] = set()
    for id, lever in plan.levers.items():
        if lever.family in seen:
            continue
        if lever.simplex:
            seen.add(lever.family)
            ids = plan.simplexes[lever.family]
            if any(base.levers[one] != current.levers[one] for one in ids):
                found.append(Player(lever.family, "family", lever.group, levers=ids))
        elif base.levers[id] != current.levers[id]:
            found.append(Player(id, "lever", lever.group, levers=(id,)))
    return found


def players(plan: Plan, base: Scenario, current: Scenario) -> list[Player]:
    """Return what differs in single runs of two scenarios, at the finest level.

    A risk case is a player if its settings differ and it shows in a single run: forced on, or its countermeasure paid.
    """
    found = lever_players(plan, base, current)
    before, after = base.beliefs(), current.beliefs()
    found += [Player(id, "assumption", "assumptions", beliefs=(id,)) for id in before if before[id] != after[id]]
    settings = resolve(plan, base.risks), resolve(plan, current.risks)
    for id, one in settings[0].items():
        other = settings[1][id]
        if one != other and any(side.mode == "on" or (side.mitigated and side.mode != "off") for side in (one, other)):
            found.append(Player(id, "risk", "risks", risk=id))
    return found


def stacked_effects(worlds: Sequence[Effects], which: np.ndarray) -> Effects:
    """Return one world a draw. `worlds` have one draw each; `which` (draw,) says which of them a draw is."""
    stacked: dict[str, Any] = {}
    for field in fields(Effects):
        values = [getattr(world, field.name) for world in worlds]
        shape = next((value.shape for value in values if value is not None), None)
        if shape is not None:
            filled = [np.full(shape, NEUTRAL[field.name]) if value is None else value for value in values]
            stacked[field.name] = np.concatenate(filled, axis=-1)[..., which]
    return Effects(**stacked)


class Game:
    """The model as a game: any set of players at their current value, the others at their base value."""

    def __init__(self, base: Scenario, current: Scenario, effects: tuple[Effects, Effects] | None) -> None:
        self.plan = same_plan(base, current)
        self.base, self.current = base, current
        self.players = players(self.plan, base, current)
        self.given = effects
        if effects is not None:
            self.players = [player for player in self.players if player.risk is None]
            self.players.append(Player("risks", "group", "risks", risk="risks"))
        self.groups = tuple(dict.fromkeys(player.group for player in self.players))
        self._beliefs = base.beliefs(), current.beliefs()
        self._worlds: dict[tuple[bool, ...], Effects] = {}

    def within(self, group: str) -> list[int]:
        return [place for place, player in enumerate(self.players) if player.group == group]

    def world(self, cases: tuple[str, ...], inside: tuple[bool, ...]) -> Effects:
        """Return what risks do when these cases are as in the current scenario and the others as in the base."""
        if self.given is not None:
            return self.given[inside == (True,)]
        if inside not in self._worlds:
            risks: dict[str, Any] = dict(self.base.risks)
            for id, current in zip(cases, inside, strict=True):
                if current:
                    risks[id] = self.current.risks.get(id, {})
            self._worlds[inside] = central_effects(self.plan, risks)
        return self._worlds[inside]

    def effects(self, member: np.ndarray) -> Effects:
        """Return what risks do in each coalition."""
        rows = [place for place, player in enumerate(self.players) if player.risk]
        cases = tuple(self.players[row].risk or "" for row in rows)
        if not rows:
            return self.world((), ())
        columns, which = np.unique(member[rows], axis=1, return_inverse=True)
        worlds = [self.world(cases, tuple(bool(one) for one in column)) for column in columns.T]
        return stacked_effects(worlds, which.ravel())

    def results(self, member: np.ndarray) -> Results:
        """Return one draw a coalition. `member` : (player, draw) of bool."""
        levers: dict[str, Any] = dict(self.base.levers)
        beliefs: dict[str, Any] = dict(self._beliefs[0])
        for player, inside in zip(self.players, member, strict=True):
            for id in player.levers:
                before, after = self.base.levers[id], self.current.levers[id]
                levers[id] = np.where(inside, after, before)
            for id in player.beliefs:
                beliefs[id] = np.where(inside, self._beliefs[1][id], self._beliefs[0][id])
        return evaluate(self.plan, levers, beliefs, self.effects(member))

    def values(self, member: np.ndarray, metric: str, year: int, region: str | None) -> Array:
        """Return a measure for every coalition, in chunks; (draw,)."""
        parts = [
            np.broadcast_to(
                measured(self.results(member[:, start : start + CHUNK]), metric, year, region),
                (min(CHUNK, member.shape[1] - start),),
            )
            for start in range(0, member.shape[1], CHUNK)
        ]
        return np.concatenate(parts)


def same_plan(base: Scenario, current: Scenario) -> Plan:
    """Return the plan of both scenarios; two plans are a ScenarioError."""
    if base.plan_id != current.plan_id:
        raise ScenarioError("error-compare-plans", base=base.plan_id, other=current.plan_id)
    return load_plan(base.plan_id)


def measured(results: Results, metric: str, year: int, region: str | None) -> Array:
    """Return one measure of one year, for the company or one region. Shape (draw,)."""
    place = results.plan.years.index(year)
    if region is None:
        if metric in ("core_revenue", "new_revenue"):
            return results.yearly(total_over_regions(getattr(results, metric)))[place]
        return results.annual(metric)[place]
    values = getattr(results, metric)[:, results.plan.regions.index(region)]
    if metric == "headcount":
        return values[QUARTERS_A_YEAR * (place + 1) - 1]
    return results.yearly(values)[place]


def bridge(
    base: Scenario,
    current: Scenario,
    metric: str = "revenue",
    year: int = 2026,
    region: str | None = None,
    *,
    drill: bool | Collection[str] = False,
    effects: tuple[Effects, Effects] | None = None,
) -> Bridge:
    """Return the bridge from `base` to `current`.

    Parameters
    ----------
    metric : str
        One of `ANNUAL_METRICS`, or "core_revenue", "new_revenue"; with `region`, one of `REGION_METRICS`.
    drill : bool, or group ids
        Also split every group's bar, or those of these groups, into its levers or assumptions.
    effects : (Effects, Effects)
        What risks do in the base and in the current scenario, in place of what the scenarios themselves say.

    Raises
    ------
    ScenarioError
        Two plans, or a measure, year or region that the plan does not have.
    """
    game = Game(base, current, effects)
    check_measure(game.plan, metric, year, region)
    outer = memberships(len(game.groups))
    group_of = [game.groups.index(player.group) for player in game.players]
    grid = game.values(outer[group_of], metric, year, region)
    shares = shapley_values(grid)
    bars = []
    for place, group in enumerate(game.groups):
        opened = drill if isinstance(drill, bool) else group in drill
        parts = _drill(game, group, metric, year, region) if opened and len(game.within(group)) > 1 else ()
        only = game.players[game.within(group)[0]]
        if opened and not parts and only.kind != "group":
            parts = (_bar(only.id, only.kind, shares[place], grid, place),)
        bars.append(_bar(group, "group", shares[place], grid, place, parts))
    unit = {**REGION_METRICS, **ANNUAL_METRICS}[metric]
    return Bridge(metric, unit, year, region, float(grid[0]), float(grid[-1]), tuple(bars))


def check_measure(plan: Plan, metric: str, year: int, region: str | None) -> None:
    """Raise a ScenarioError unless the plan can measure this."""
    if year not in plan.years:
        raise ScenarioError("error-year", value=year, allowed=", ".join(map(str, plan.years)))
    if region is not None and region not in plan.regions:
        raise ScenarioError("error-bridge-region", value=str(region)[:80], allowed=", ".join(plan.regions))
    allowed = {**REGION_METRICS, **ANNUAL_METRICS} if region is None else REGION_METRICS
    if metric not in allowed:
        raise ScenarioError("error-bridge-metric", value=str(metric)[:80], allowed=", ".join(allowed))


def _bar(id: str, kind: str, value: float, grid: Array, place: int, parts: tuple[Bar, ...] = ()) -> Bar:
    """Make a bar; `grid` is the game that `place` is a player of."""
    alone = float(grid[1 << place] - grid[0])
    last = float(grid[-1] - grid[(len(grid) - 1) ^ (1 << place)])
    return Bar(id, kind, float(value), alone, last, parts=parts)


def _drill(game: Game, group: str, metric: str, year: int, region: str | None) -> tuple[Bar, ...]:
    """Return the Owen values of a group's members."""
    places = game.within(group)
    count, others = len(places), [one for one in game.groups if one != group]
    outer = memberships(len(others))

    def averaged(inner: np.ndarray) -> Array:
        """Average over the other groups. `inner` : (member, coalition) -> (coalition,)"""
        full = np.zeros((len(game.players), outer.shape[1], inner.shape[1]), dtype=bool)
        for place, player in enumerate(game.players):
            if player.group != group:
                full[place] = outer[others.index(player.group)][:, None]
        full[places] = inner[:, None, :]
        values = game.values(full.reshape(len(full), -1), metric, year, region)
        return averaged_game(values.reshape(outer.shape[1], -1), len(others))

    # Each member alone, and on top of everything else
    ends = np.zeros((len(game.players), 2 * count + 2), dtype=bool)
    ends[:, count + 1 :] = True
    for number, place in enumerate(places):
        ends[place, number + 1] = True
        ends[place, count + 2 + number] = False
    bounds = game.values(ends, metric, year, region)
    alone, last = bounds[1 : count + 1] - bounds[0], bounds[count + 1] - bounds[count + 2 :]
    if 2**count * outer.shape[1] <= EXACT_LIMIT:
        values, errors = shapley_values(averaged(memberships(count))), np.zeros(count)
    else:
        values, errors = sampled_values(count, averaged, SAMPLED_ORDERS)
    return tuple(
        Bar(player.id, player.kind, float(values[n]), float(alone[n]), float(last[n]), float(errors[n]))
        for n, player in enumerate(game.players[place] for place in places)
    )


CLAIMED_BY = {
    "contribution_regions": ("region",),
    "contribution_new_products": ("product",),
    "contribution_customers": ("conversion",),
}
"""Which lever group delivers what the plan claims by that name; headcount and budget have no claim of their own."""


@dataclass(frozen=True)
class ClaimRow:
    """What the plan says a source contributes, beside what the model attributes to it.

    Attributes
    ----------
    claimed_share : fraction of revenue; NaN where the plan claims nothing
    claimed : [CNY_m] that share of the target
    attributed : [CNY_m] Shapley value in the bridge from no programme to the plan
    attributed_share : fraction of the whole difference between plan and no programme
    """

    id: str
    claimed_share: float
    claimed: float
    attributed: float
    attributed_share: float


def claim_rows(plan: Plan, assumptions: str = "calibrated") -> tuple[ClaimRow, ...]:
    """Return the plan's own division of its target beside the model's attribution of what the plan adds.

    The plan divides its *whole* revenue, the model can only attribute the *difference* the programme makes; the two
    shares have different wholes, and texts beside this table say so.
    """
    target = plan.targets["revenue"]
    steps = bridge(Scenario.of(plan, "baseline", assumptions), Scenario.of(plan, "plan", assumptions), year=target.year)
    by_group: Mapping[str, float] = {bar.id: bar.value for bar in steps.bars}
    rows = []
    for claim, groups in CLAIMED_BY.items():
        share, amount = plan.claims[claim], math.fsum(by_group.get(group, 0.0) for group in groups)
        rows.append(ClaimRow(claim, share, share * target.value, amount, amount / steps.total))
    claimed = {group for groups in CLAIMED_BY.values() for group in groups}
    for group, amount in by_group.items():
        if group not in claimed:
            rows.append(ClaimRow(group, math.nan, math.nan, amount, amount / steps.total))
    return tuple(rows)
