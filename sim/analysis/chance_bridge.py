"""Why two scenarios differ in their chance of reaching a target: the bridge of sim.analysis.bridge, over futures.

Every coalition meets the same futures, so each future has its own exact Shapley values; the bars are their means and
carry the standard error of that mean. Assumptions and risks join with their whole spread, not their central values.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.coalitions import Player, lever_players, same_plan
from sim.analysis.shapley import averaged_game, memberships, shapley_values
from sim.analysis.uncertainty import reached
from sim.model import evaluate
from sim.model.axes import Array
from sim.risk import resolve
from sim.sampling.ensemble import chunks, inputs, parallel
from sim.scenario import Scenario, TargetChoice

DRAWS = 1024
"""Futures by default: an error of at most 1.6 points, in a third of a second for seven groups."""


def chance_players(base: Scenario, current: Scenario) -> list[Player]:
    """Return what differs: levers one by one, the assumptions as one, the risks as one."""
    plan = same_plan(base, current)
    found = lever_players(plan, base, current)
    if base.assumptions != current.assumptions or dict(base.overrides) != dict(current.overrides):
        found.append(Player("assumptions", "group", "assumptions"))
    if resolve(plan, base.risks) != resolve(plan, current.risks):
        found.append(Player("risks", "group", "risks", risk="risks"))
    return found


def chance_bridge(
    base: Scenario,
    current: Scenario,
    target: TargetChoice | None = None,
    *,
    draws: int = DRAWS,
    drill: Collection[str] = (),
) -> Bridge:
    """Return the bridge between two chances of reaching one target.

    Parameters
    ----------
    target : TargetChoice
        The base's by default; the same for both.
    draws : int
        Futures, of the base's seed.
    drill : group ids
        Groups to split into their levers; each takes up to 2^levers times as long.

    Raises
    ------
    ScenarioError
        Two plans.
    """
    goal = target or base.target
    found = chance_players(base, current)
    groups = tuple(dict.fromkeys(player.group for player in found))
    outer = memberships(len(groups))
    member = outer[[groups.index(player.group) for player in found]]
    grid = reach(base, current, found, member, goal, draws)
    values = shapley_values(grid)
    bars = []
    for place, group in enumerate(groups):
        own = [number for number, player in enumerate(found) if player.group == group]
        parts: tuple[Bar, ...] = ()
        if group in drill and (len(own) > 1 or found[own[0]].kind != "group"):
            parts = _drill(base, current, found, group, goal, draws)
        bars.append(_bar(group, "group", values[place], grid, place, parts))
    start, end = float(grid[0].mean()), float(grid[-1].mean())
    return Bridge("p_target", "fraction", goal.year, None, start, end, tuple(bars))


def reach(
    base: Scenario, current: Scenario, found: list[Player], member: np.ndarray, target: TargetChoice, draws: int
) -> Array:
    """Return 1 where a coalition reaches the target in a future, else 0. Shape (coalition, draw).

    `member` : (player, coalition) of bool.
    """
    plan = same_plan(base, current)
    year = plan.years.index(target.year)
    sides = base, replace(current, seed=base.seed)
    kinds = {"assumptions": -1, "risks": -1}
    for place, player in enumerate(found):
        if player.id in kinds:
            kinds[player.id] = place

    def one(span: tuple[int, int]) -> Array:
        drawn = [inputs(side, *span) for side in sides]
        hits = np.empty((member.shape[1], span[1] - span[0]))
        for coalition in range(member.shape[1]):
            inside = member[:, coalition]
            levers = dict(base.levers)
            for player, joined in zip(found, inside, strict=True):
                if joined:
                    levers.update({id: current.levers[id] for id in player.levers})
            beliefs = drawn[int(kinds["assumptions"] >= 0 and inside[kinds["assumptions"]])][0]
            effects = drawn[int(kinds["risks"] >= 0 and inside[kinds["risks"]])][1]
            outcome = evaluate(plan, levers, beliefs, effects).annual(target.metric)[year]
            hits[coalition] = reached(outcome, target.value)
        return hits

    return np.concatenate(list(parallel(one, chunks(draws, min(512, draws)))), axis=1)


def _drill(
    base: Scenario, current: Scenario, found: list[Player], group: str, target: TargetChoice, draws: int
) -> tuple[Bar, ...]:
    """Return the Owen values of a group's levers."""
    own = [number for number, player in enumerate(found) if player.group == group]
    others = [name for name in dict.fromkeys(player.group for player in found) if name != group]
    outer, inner = memberships(len(others)), memberships(len(own))
    full = np.zeros((len(found), outer.shape[1], inner.shape[1]), dtype=bool)
    for number, player in enumerate(found):
        if player.group != group:
            full[number] = outer[others.index(player.group)][:, None]
    full[own] = inner[:, None, :]
    hits = reach(base, current, found, full.reshape(len(found), -1), target, draws)
    grid = hits.reshape(outer.shape[1], inner.shape[1], draws)
    values = shapley_values(averaged_game(grid, len(others)))
    ends = np.concatenate([grid[:1, :].reshape(inner.shape[1], draws), grid[-1:, :].reshape(inner.shape[1], draws)])
    return tuple(
        Bar(
            found[number].id,
            found[number].kind,
            float(values[place].mean()),
            float((ends[1 << place] - ends[0]).mean()),
            float((ends[-1] - ends[-1 - (1 << place)]).mean()),
            _error(values[place]),
        )
        for place, number in enumerate(own)
    )


def _bar(id: str, kind: str, values: Array, grid: Array, place: int, parts: tuple[Bar, ...]) -> Bar:
    alone = float((grid[1 << place] - grid[0]).mean())
    last = float((grid[-1] - grid[(len(grid) - 1) ^ (1 << place)]).mean())
    return Bar(id, kind, float(values.mean()), alone, last, _error(values), parts)


def _error(values: Array) -> float:
    """Return the standard error of a mean over independent futures; an upper bound for Sobol points."""
    return float(values.std(ddof=1)) / math.sqrt(values.size) if values.size > 1 else math.inf
