"""The ensemble that tracking conditions: what each future says of everything that can be observed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from sim.assumptions.central import has_spread
from sim.language.errors import ScenarioError
from sim.model import Results, profit
from sim.model.axes import Array
from sim.risk.events import event
from sim.risk.settings import resolve
from sim.sampling.assumptions import uncertain
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble
from sim.track.paths import Paths

MAX_DRAWS = 2**17
SPREAD_SET = "evidence"
"""Set that takes the place of one without any spread: where nothing is uncertain, actuals can teach nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Futures(Paths):
    """Many futures of one scenario.

    Attributes
    ----------
    spend : (quarter, category, draw) [CNY_m]
        Gross cost of the programme by budget category, overruns included.
    contribution : (quarter, draw)
        Operating profit that one more unit of revenue brings at an unchanged product mix.
    inputs : mapping assumption id -> (draw,)
        Assumptions that differ between futures.
    onset : mapping risk id -> (draw,) [quarter, 1 = first]
        When a case left to chance begins; 0 where it does not happen.
    """

    scenario: Scenario
    draws: int
    operating_profit: Array
    spend: Array
    contribution: Array
    inputs: Mapping[str, Array]
    onset: Mapping[str, np.ndarray]

    @cached_property
    def spread(self) -> Spread:
        return spread_of(np.array(list(self.inputs.values())).reshape(len(self.inputs), self.draws))


@dataclass(frozen=True, eq=False)
class Spread:
    """Uncertain assumptions as one table, in the order of `Futures.inputs`.

    Attributes
    ----------
    values : (input, draw)
    upper : (input, draw)
        1 above the input's median, 0 below, 0.5 at it.
    mean, deviation : (input,)
    """

    values: Array
    upper: Array
    mean: Array
    deviation: Array


def spread_of(values: Array) -> Spread:
    """Return the table with its summaries."""
    median = np.median(values, axis=1)[:, None]
    upper = (values > median) + 0.5 * (values == median)
    return Spread(values, upper, values.mean(axis=1), values.std(axis=1))


def scenario_with_spread(scenario: Scenario) -> Scenario:
    """Return the scenario itself if its assumptions have a spread, else the same under outside evidence."""
    plan = scenario.plan
    if has_spread(plan, scenario.assumption_set, scenario.own_assumptions):
        return scenario
    return scenario.with_settings(assumption_set=SPREAD_SET)


def _by_category(scenario: Scenario, found: Mapping[str, Array], draws: int) -> Array:
    """Return what each budget category costs: its part of what its mechanism does. Shape (quarter, category, draw)."""
    plan, rows = scenario.plan, []
    budgets = {lever.member: float(scenario.levers.get(lever.id, lever.base)) for lever in plan.family("budget")}
    for category, own in budgets.items():
        mechanism = plan.categories[category]
        whole = sum(other for name, other in budgets.items() if plan.categories[name] == mechanism)
        rows.append(found[mechanism] if own == whole else found[mechanism] * (own / whole))
    return np.stack(rows, axis=1) if rows else np.zeros((plan.quarter_count, 0, draws))


@lru_cache(maxsize=2)
def futures(scenario: Scenario, draws: int) -> Futures:
    """Return `draws` futures of a scenario; draw n is the same future everywhere in the program.

    Raises
    ------
    ScenarioError
        More draws than tracking keeps in memory at once.
    """
    if not 1 <= draws <= MAX_DRAWS:
        raise ScenarioError("error-out-of-range", kind="setting", id="draws", value=draws, low=1, high=MAX_DRAWS)
    plan = scenario.plan
    names = uncertain(plan, scenario.assumption_set, scenario.own_assumptions)

    def observable(results: Results) -> dict[str, Array]:
        assumption, effects = results.assumptions, results.effects
        marketing, training = (effects.on("cost.all", spend) for spend in results.spend[1:])
        rows = {
            "core": results.core_revenue,
            "new": results.new_revenue,
            "reps": results.headcount,
            "conversion": results.conversion_rate,
            "churn": results.churn_rate,
            "digital": results.digital_cost,
            "marketing": marketing,
            "training": training,
            "profit": results.operating_profit,
            "contribution": profit.contribution(results.gross_margin, assumption),
            "aimed": scenario.target.measure.value(results, scenario.target.year),
        }
        return rows | {f"input {id}": assumption[id] for id in names}

    found = run_ensemble(scenario, observable, draws)
    settings = resolve(plan, scenario.risks)
    onset = {}
    for id, setting in settings.items():
        if setting.mode == "chance":
            happening = event(plan, settings, id, scenario.seed, 0, draws)
            onset[id] = np.where(happening.occurs, happening.onset, 0)
    return Futures(
        scenario=scenario,
        draws=draws,
        revenue=np.stack([found[product] for product in plan.products], axis=2),
        reps=found["reps"],
        conversion_rate=found["conversion"],
        churn_rate=found["churn"],
        spend=_by_category(scenario, found, draws),
        operating_profit=found["profit"],
        contribution=found["contribution"],
        market=profit.market(plan),
        inputs={id: found[f"input {id}"] for id in names},
        onset=onset,
        aimed=found["aimed"],
    )
