"""Why two scenarios differ in their chance of reaching a target: the bridge of sim.analysis.bridge, over futures.

Every coalition meets the same futures, so each future has its own exact Shapley values; the bars are their means and
carry the standard error of that mean. Assumptions and risks join with their whole spread, not their central values.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.coalitions import Player, lever_players, same_plan
from sim.analysis.shapley import averaged_game, memberships, shapley_values
from sim.model import Effects, evaluate
from sim.model.axes import Array
from sim.risk import resolve
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import AssumptionValues, chunks, inputs, parallel

COALITIONS = 512
"""Coalitions of one drill-down up to which assumptions or risks are opened: about a second of work."""

SAMPLE = 64  # futures from which it shows which assumptions differ

DRAWS = 1024
"""Futures by default: an error of at most 1.6 points, in a third of a second for seven groups."""


def chance_players(base: Scenario, current: Scenario) -> list[Player]:
    """Return what differs: levers one by one, the assumptions as one, the risks as one."""
    plan = same_plan(base, current)
    found = lever_players(plan, base, current)
    if base.assumption_set != current.assumption_set or dict(base.own_assumptions) != dict(current.own_assumptions):
        found.append(Player("assumptions", "group", "assumptions"))
    if resolve(plan, base.risks) != resolve(plan, current.risks):
        found.append(Player("risks", "group", "risks", risk="risks"))
    return found


def members(base: Scenario, current: Scenario, group: str) -> list[Player]:
    """Return the assumptions or risk cases that differ, one by one; none for a group of levers."""
    if group == "risks":
        before, after = (resolve(same_plan(base, current), side.risks) for side in (base, current))
        return [Player(id, "risk", group, risk=id) for id in before if before[id] != after[id]]
    if group == "assumptions":
        before, after = (inputs(side, 0, SAMPLE)[0] for side in (base, replace(current, seed=base.seed)))
        ids = [id for id in before if not np.array_equal(before[id], after[id])]
        return [Player(id, "assumption", group, assumptions=(id,)) for id in ids]
    return []


def open_group(base: Scenario, current: Scenario, found: list[Player], group: str) -> list[Player]:
    """Return the players with assumptions or risks one by one; as they are where that is too much to work out."""
    own = members(base, current, group)
    others = {player.group for player in found} - {group}
    if not own or 2 ** (len(own) + len(others)) > COALITIONS:
        return found
    return [one for player in found for one in (own if player.group == group else [player])]


def openable(base: Scenario, current: Scenario) -> tuple[str, ...]:
    """Return the groups that a drill-down splits."""
    found = chance_players(base, current)
    groups = dict.fromkeys(player.group for player in found)
    return tuple(
        group
        for group in groups
        if any(one.group == group and one.kind != "group" for one in open_group(base, current, found, group))
    )


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
        Groups to split into their levers, assumptions or risk cases, see `openable`; each takes up to 2^members times
        as long.

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
        parts: tuple[Bar, ...] = ()
        if group in drill:
            split = open_group(base, current, found, group)
            if any(player.group == group and player.kind != "group" for player in split):
                parts = _drill(base, current, split, group, goal, draws)
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

    def one(span: tuple[int, int]) -> Array:
        drawn = [inputs(side, *span) for side in sides]
        hits = np.empty((member.shape[1], span[1] - span[0]))
        for coalition in range(member.shape[1]):
            inside = member[:, coalition]
            joined = [player for player, one in zip(found, inside, strict=True) if one]
            levers = dict(base.levers) | {id: current.levers[id] for player in joined for id in player.levers}
            assumptions, effects = _world(base, sides, drawn, joined, span)
            outcome = evaluate(plan, levers, assumptions, effects).annual(target.metric)[year]
            hits[coalition] = target.is_reached(outcome)
        return hits

    return np.concatenate(list(parallel(one, chunks(draws, min(512, draws)))), axis=1)


def _world(
    base: Scenario,
    sides: tuple[Scenario, Scenario],
    drawn: Sequence[tuple[AssumptionValues, Effects]],
    joined: Sequence[Player],
    span: tuple[int, int],
) -> tuple[Mapping[str, Any], Effects]:
    """Return assumptions and effects of a coalition's futures: those of the players who joined are the current ones."""
    (assumptions, effects), (theirs, their_effects) = drawn
    whole = {player.id for player in joined if player.kind == "group"}
    ids = [id for player in joined for id in player.assumptions]
    if "assumptions" in whole:
        assumptions = theirs
    elif ids:
        assumptions = {**assumptions, **{id: theirs[id] for id in ids}}
    cases = [player.risk for player in joined if player.kind == "risk" and player.risk]
    if "risks" in whole:
        effects = their_effects
    elif cases:
        mixed = {**base.risks, **{id: sides[1].risks.get(id, {}) for id in cases}}
        effects = inputs(replace(base, risks=mixed), *span)[1]
    return assumptions, effects


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
