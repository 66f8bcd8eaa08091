"""What the plan's own rules are worth: each switched on against none, over the same futures, and when it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.paired import share
from sim.analysis.uncertainty import PERCENTILES, Probability, probability, sorted_quantiles
from sim.language import Language
from sim.model import Results
from sim.model.axes import Array
from sim.model.measures import PROFIT
from sim.model.quantities import CHANCE
from sim.modules.rules import OFF, ON
from sim.plan import Plan
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble

DRAWS = 2048
"""Futures of an answer: differences over shared ones need few."""
TOGETHER = "all"
"""The row of all rules at once."""


@dataclass(frozen=True)
class RuleWorth:
    """One rule, or all of them together (`TOGETHER`), against no rule in the same futures.

    Attributes
    ----------
    chance : of the scenario's target with it; `chance_change` against none
    low, middle, high : quantiles (10, 50, 90 %) of the target's measure with it; changes against those of none
    profit, profit_error : mean change of profit over the horizon and its standard error [CNY_m]
    ever, ever_error : share of futures in which it is triggered at all
    times : how often it is triggered on average
    fired : (quarter,) share of futures in which it is triggered in a quarter; what follows begins one later
    """

    id: str
    chance: Probability
    chance_change: float
    low: float
    middle: float
    high: float
    low_change: float
    middle_change: float
    high_change: float
    profit: float
    profit_error: float
    ever: float
    ever_error: float
    times: float
    fired: Array


@dataclass(frozen=True)
class RuleTable:
    """All rules of a plan; `without` is the chance with none switched on."""

    without: Probability
    draws: int
    rows: tuple[RuleWorth, ...]


def switches(plan: Plan, *on: str) -> dict[str, str]:
    """Return the levers that switch some rules on and all others off."""
    return {f"rule.{id}": ON if id in on else OFF for id in plan.policies}


def rule_table(
    scenario: Scenario, draws: int | None = None, progress: Callable[[float], None] | None = None
) -> RuleTable:
    """Return what each rule is worth to a scenario, whatever rules it has switched on itself.

    Parameters
    ----------
    draws : int
        By default the scenario's own, at most `DRAWS`.
    progress : function
        Told the share that is done.

    Returns
    -------
    RuleTable
        Without rows for a plan whose model plays no rules.
    """
    plan = scenario.plan
    count = min(scenario.draws, DRAWS) if draws is None else draws
    on = {id: (id,) for id in plan.policies} | ({TOGETHER: tuple(plan.policies)} if len(plan.policies) > 1 else {})
    before = _futures(scenario, (), count)
    rows = []
    for number, (id, ids) in enumerate(on.items()):
        if progress is not None:
            progress((number + 1) / (len(on) + 1))
        rows.append(_worth(scenario, id, before, _futures(scenario, ids, count)))
    return RuleTable(_chance(scenario, before), count, tuple(rows))


def _futures(scenario: Scenario, on: tuple[str, ...], draws: int) -> dict[str, Array]:
    plan, target = scenario.plan, scenario.target
    places = [list(plan.policies).index(id) for id in on]

    def reduce(results: Results) -> Mapping[str, Array]:
        found = {
            "outcome": results.annual(target.metric)[plan.years.index(target.year)],
            "profit": results.annual(PROFIT.id).sum(axis=0),
        }
        followed: Any = results.at.found.get("followed")
        if followed is not None:
            found["fired"] = followed.fired[places].sum(axis=0).astype(float)
        return found

    if not plan.policies:
        return run_ensemble(scenario, reduce, draws)
    return run_ensemble(scenario.with_levers(switches(plan, *on)), reduce, draws)


def _chance(scenario: Scenario, found: Mapping[str, Array]) -> Probability:
    return probability(scenario.target.is_reached(found["outcome"]))


def _worth(scenario: Scenario, id: str, before: Mapping[str, Array], after: Mapping[str, Array]) -> RuleWorth:
    ends = sorted_quantiles(after["outcome"], PERCENTILES)
    moved = np.asarray(ends) - np.asarray(sorted_quantiles(before["outcome"], PERCENTILES))
    gained = after["profit"] - before["profit"]
    chance = _chance(scenario, after)
    fired = after["fired"]
    ever, error = share((fired.sum(axis=0) > 0).astype(float))
    return RuleWorth(
        id=id,
        chance=chance,
        chance_change=chance.value - _chance(scenario, before).value,
        low=float(ends[0]),
        middle=float(ends[1]),
        high=float(ends[2]),
        low_change=float(moved[0]),
        middle_change=float(moved[1]),
        high_change=float(moved[2]),
        profit=float(gained.mean()),
        profit_error=float(gained.std() / np.sqrt(gained.size)),
        ever=ever,
        ever_error=error,
        times=float(fired.sum(axis=0).mean()),
        fired=(fired > 0).mean(axis=1),
    )


def column_name(name: str, scenario: Scenario, language: Language) -> str:
    """Return how a column of the table is called; quantiles say of which measure and year they are."""
    goal = scenario.target
    return language.text(name, measure=goal.measure.phrase(language), year=str(goal.year))


def note_text(scenario: Scenario, table: RuleTable, language: Language) -> str:
    """Return what is compared with what, and how far a rule is to be trusted."""
    return language.text(
        "rule-worth-note",
        without=CHANCE.format(language, table.without.value),
        draws=language.number(table.draws, "count"),
        error=language.quantity(scenario.plan.modules["rules"]["reporting_error"], "percent_whole"),
    )
