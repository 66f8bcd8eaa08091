"""Why two scenarios differ: a bridge (waterfall) from one to the other by exact Shapley values.

Players are the lever groups, the assumptions as one and the risks as one; one joins only if it differs. All coalitions
are draws of one batch, so the order in which causes are named never matters. Inside a group the bars are Owen values
(see sim.analysis.shapley): they sum to the group's bar. What causes achieve only together is shared out among them;
`Bridge.interaction` says how much that is. What differs stands in
sim.analysis.coalitions.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from sim.analysis.coalitions import Game, check_measure
from sim.analysis.shapley import averaged_game, memberships, sampled_values, shapley_values
from sim.language import Language
from sim.model import Effects, Results
from sim.model.axes import Array
from sim.model.measures import Measure, measure
from sim.scenario import Scenario

EXACT_LIMIT = 2**17
"""Coalitions of one drill-down up to which it is exact; beyond, orders are sampled and the error is stated."""

SAMPLED_ORDERS = 32


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
    def measure(self) -> Measure:
        return measure(self.metric)

    @property
    def total(self) -> float:
        return self.end - self.start

    def format_end(self, language: Language, value: float) -> str:
        """Return where the bridge starts or ends, with its unit."""
        one = self.measure
        return one.format(language, value) if self.region is None else one.format_part(language, value)

    @property
    def residual(self) -> float:
        """Return what the bars leave unexplained: rounding only."""
        return self.total - math.fsum(bar.value for bar in self.bars)

    @property
    def interaction(self) -> float:
        """Return what the changes achieve only together: the total less each change alone. It is shared in the bars."""
        return self.total - math.fsum(bar.alone for bar in self.bars)


def bridge(
    base: Scenario,
    current: Scenario,
    metric: str = "revenue",
    year: int | None = None,
    region: str | None = None,
    *,
    drill: bool | Collection[str] = False,
    effects: tuple[Effects, Effects] | None = None,
) -> Bridge:
    """Return the bridge from `base` to `current`.

    Parameters
    ----------
    metric : str
        A measure that a single run gives by year (see `sim.model.measures`); with `region`, one it gives by region.
    year : int
        By default the plan's last one.
    drill : bool, or group ids
        Also split every group's bar, or those of these groups, into its levers or assumptions.
    effects : (Effects, Effects)
        What risks do in the base and in the current scenario, in place of what the scenarios themselves say.

    Raises
    ------
    ScenarioError
        Two plans, or a measure, year or region that the plan does not have.
    """
    year = current.plan.years[-1] if year is None else year
    return bridge_and_run(base, current, metric, year, region, drill=drill, effects=effects)[0]


def bridge_and_run(
    base: Scenario,
    current: Scenario,
    metric: str,
    year: int,
    region: str | None = None,
    *,
    drill: bool | Collection[str] = False,
    effects: tuple[Effects, Effects] | None = None,
) -> tuple[Bridge, Results | None]:
    """Return the bridge, and results whose last draw is the current scenario: with all causes in, it has been run.

    Parameters as those of `bridge`. No results where risk cases differ: markets that a case moves are added up by
    quarter, others at once, and a scenario on its own might differ in its last bit.
    """
    game = Game(base, current, effects)
    check_measure(game.plan, metric, year, region)
    outer = memberships(len(game.groups))
    group_of = [game.groups.index(player.group) for player in game.players]
    grid, run = game.values_and_last(outer[group_of], metric, year, region)
    shares = shapley_values(grid)
    bars = []
    for place, group in enumerate(game.groups):
        opened = drill if isinstance(drill, bool) else group in drill
        parts = _drill(game, group, metric, year, region) if opened and len(game.within(group)) > 1 else ()
        only = game.players[game.within(group)[0]]
        if opened and not parts and only.kind != "group":
            parts = (_bar(only.id, only.kind, shares[place], grid, place),)
        bars.append(_bar(group, "group", shares[place], grid, place, parts))
    found = Bridge(metric, measure(metric).unit, year, region, float(grid[0]), float(grid[-1]), tuple(bars))
    return found, None if any(player.risk for player in game.players) else run


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

    def average(inner: np.ndarray) -> Array:
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
        values, errors = shapley_values(average(memberships(count))), np.zeros(count)
    else:
        values, errors = sampled_values(count, average, SAMPLED_ORDERS)
    return tuple(
        Bar(player.id, player.kind, float(values[n]), float(alone[n]), float(last[n]), float(errors[n]))
        for n, player in enumerate(game.players[place] for place in places)
    )
