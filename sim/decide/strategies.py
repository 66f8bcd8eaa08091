"""Strategies side by side in the same futures: how often each meets all aims, regret, and the worst tenth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability, probability, worst_tenth
from sim.decide import figures
from sim.decide.figures import Aim, Promised, total_cost
from sim.model import Results
from sim.model.axes import Array
from sim.model.measure_base import Level
from sim.model.measures import measures
from sim.scenario import Scenario

DRAWS = 8192
HIGH_REGRET = 0.9


@dataclass(frozen=True)
class Strategy:
    """What one strategy does in the futures all share.

    Attributes
    ----------
    satisfies : Probability of meeting every aim at once; `each` aim id -> probability
    regret : mean of what the best strategy of each future would have been better by, in the target's unit
    high_regret : the same in the worst tenth of futures (90 % quantile)
    worst_tenth : mean of the target's measure in its own worst tenth
    cost : as promised [CNY_m]
    """

    name: str
    satisfies: Probability
    each: Mapping[str, Probability]
    regret: float
    high_regret: float
    worst_tenth: float
    median: float
    cost: float


def plan_aims(scenario: Scenario) -> tuple[Aim, ...]:
    """Return what a strategy has to bring at once: the scenario's target, and the headline ratios the plan states."""
    plan, target = scenario.plan, scenario.target
    ratios = [one.id for one in measures(Level.HEADLINE) if one.kind == "ratio"]
    stated = [plan.targets[id] for id in ratios if id in plan.targets and id != target.metric]
    others = (Aim(one.metric, one.year, one.value) for one in stated if one.year in plan.years)
    return (figures.target_aim(target), *others)


def compare_strategies(
    scenario: Scenario, candidates: Mapping[str, Mapping[str, Any]], aims: Sequence[Aim], draws: int = DRAWS
) -> list[Strategy]:
    """Return every strategy's figures, the one that satisfies all aims most often first.

    Parameters
    ----------
    scenario : Scenario
        Its likely set, risk cases and seed are the futures; its target's measure is what is regretted.
    candidates : name -> lever values
    aims : what must hold together; the scenario's target if empty
    """
    wanted = list(aims) or [figures.target_aim(scenario.target)]
    checks = [figures.aim_figure(scenario.plan, aim) for aim in wanted]
    year, sign = scenario.plan.years.index(scenario.target.year), scenario.target.sign

    def reduce(results: Results) -> dict[str, Array]:
        found = {one.id: one.of(results) for one in checks}
        return found | {"outcome": results.annual(scenario.target.metric)[year]}

    runs = {name: figures.futures(scenario, levers, 3, draws, reduce) for name, levers in candidates.items()}
    best = np.max([sign * run["outcome"] for run in runs.values()], axis=0)
    rows: list[Strategy] = []
    for name, run in runs.items():
        met = {one.id: one.holds(run[one.id]) for one in checks}
        regret = best - sign * run["outcome"]
        rows.append(
            Strategy(
                name,
                probability(np.logical_and.reduce(list(met.values()))),
                {id: probability(good) for id, good in met.items()},
                float(regret.mean()),
                float(np.quantile(regret, HIGH_REGRET)),
                worst_tenth(run["outcome"], scenario.target),
                float(np.median(run["outcome"])),
                float(total_cost(Promised(scenario).run(candidates[name]))[0]),
            )
        )
    return sorted(rows, key=lambda one: -one.satisfies.value)
