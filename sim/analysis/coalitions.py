"""Two scenarios as a game: what differs between them, and the model with any of it switched from one to the other.

A simplex family (hire mix, budget phasing) is one player, since its members cannot move one at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.language.errors import ScenarioError
from sim.model import Effects, Results, evaluate
from sim.model.axes import Array
from sim.model.effects import join_effects
from sim.model.measures import Level, has_measure, measure, measures, plan_measures
from sim.model.scatter import take_effects
from sim.plan import Plan, plan_names
from sim.risk import central_effects, resolve
from sim.scenario import Scenario

CHUNK = 2048
"""Draws evaluated at once: small enough that the model's arrays stay in cache."""


@dataclass(frozen=True)
class Player:
    """Something that switches from its base value to its current value as one."""

    id: str
    kind: str
    group: str
    levers: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
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
    before, after = base.promised_assumptions(), current.promised_assumptions()
    found += [Player(id, "assumption", "assumptions", assumptions=(id,)) for id in before if before[id] != after[id]]
    settings = resolve(plan, base.risks), resolve(plan, current.risks)
    for id, one in settings[0].items():
        other = settings[1][id]
        if one != other and any(side.mode == "on" or (side.mitigated and side.mode != "off") for side in (one, other)):
            found.append(Player(id, "risk", "risks", risk=id))
    return found


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
        self._assumptions = base.promised_assumptions(), current.promised_assumptions()
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
        return take_effects(join_effects(worlds, [1] * len(worlds)), which.ravel())

    def results(self, member: np.ndarray) -> Results:
        """Return one draw a coalition. `member` : (player, draw) of bool."""
        levers: dict[str, Any] = dict(self.base.levers)
        assumptions: dict[str, Any] = dict(self._assumptions[0])
        for player, inside in zip(self.players, member, strict=True):
            for id in player.levers:
                before, after = self.base.levers[id], self.current.levers[id]
                levers[id] = np.where(inside, after, before)
            for id in player.assumptions:
                assumptions[id] = np.where(inside, self._assumptions[1][id], self._assumptions[0][id])
        return evaluate(self.plan, levers, assumptions, self.effects(member))

    def values(self, member: np.ndarray, metric: str, year: int, region: str | None) -> Array:
        """Return a measure for every coalition, in chunks; (draw,)."""
        return self.values_and_last(member, metric, year, region)[0]

    def values_and_last(self, member: np.ndarray, metric: str, year: int, region: str | None) -> tuple[Array, Results]:
        """Return `values`, and results whose last draw is the last coalition; there must be one."""
        *chunks, last = (member[:, start : start + CHUNK] for start in range(0, member.shape[1], CHUNK))

        def value(run: Results, some: np.ndarray) -> Array:
            return np.broadcast_to(measure(metric).value(run, year, region=region), some.shape[1:])

        found = [value(self.results(some), some) for some in chunks]
        run = self.results(last)
        return np.concatenate([*found, value(run, last)]), run


def same_plan(base: Scenario, current: Scenario) -> Plan:
    """Return the plan of both scenarios; two plans are a ScenarioError."""
    if base.plan != current.plan:
        ours, theirs = plan_names((base.plan, current.plan))
        raise ScenarioError("error-compare-plans", base=ours, other=theirs)
    return base.plan


def check_measure(plan: Plan, metric: str, year: int, region: str | None) -> None:
    """Raise a ScenarioError unless the plan can measure this."""
    if year not in plan.years:
        raise ScenarioError("error-year", value=year, allowed=plan.years)
    if region is not None and region not in plan.regions:
        raise ScenarioError("error-bridge-region", value=str(region)[:80], allowed=plan.regions)
    found = plan_measures(plan) if region is None else measures(Level.PART, needs="run", regions=True)
    allowed = [one.id for one in found]
    if metric not in allowed and (region is not None or not has_measure(plan, metric)):
        raise ScenarioError("error-bridge-metric", value=str(metric)[:80], allowed=allowed)
