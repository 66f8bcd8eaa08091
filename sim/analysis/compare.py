"""Two to eight scenarios side by side, any of them the base: results, differences, and the chance of doing better.

What differs in the inputs stands in sim.analysis.differences, why the results differ in sim.analysis.bridge. Scenarios
of different plans are compared where they can be (years and measures in common); the rest is said in `notes`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.bridge import Bridge, bridge
from sim.analysis.chance_bridge import chance_bridge
from sim.analysis.differences import Difference, Entrant, differences
from sim.analysis.paired import Futures, annual_draws, share
from sim.language.errors import ScenarioError
from sim.model import Results
from sim.model.axes import Array
from sim.model.measures import Level, Measure, Ratio, aim_of, has_measure, has_period, measure, measures
from sim.plan import plan_names
from sim.scenario import Scenario, TargetChoice

LEAST, MOST = 2, 8


@dataclass(frozen=True)
class HeadlineRow:
    """One measure over all scenarios, in their order; None where a scenario cannot have it.

    Attributes
    ----------
    absolute : against the base, in the measure's unit
    relative : against the base, as a fraction; None for measures that are fractions themselves or where the base is 0
    """

    metric: str
    values: tuple[float | None, ...]
    absolute: tuple[float | None, ...]
    relative: tuple[float | None, ...]

    @property
    def measure(self) -> Measure:
        return measure(self.metric)

    @property
    def unit(self) -> str:
        return self.measure.unit


@dataclass(frozen=True)
class Chances:
    """Probabilities from paired draws: every scenario meets the same futures.

    Attributes
    ----------
    target : TargetChoice
        One target for all: the base's.
    reach, reach_error : (scenario,)
        Chance of reaching the target, and its standard error.
    beats, beats_error : (scenario, scenario)
        Chance that the row's scenario does better than the column's in the target's measure and year (a tie counts
        half), and its standard error; NaN between scenarios whose draws cannot be paired, 0.5 on the diagonal.
    """

    target: TargetChoice
    draws: int
    seed: int
    reach: Array
    reach_error: Array
    beats: Array
    beats_error: Array


@dataclass(frozen=True)
class Comparison:
    """What a comparison says; everything in the order in which the scenarios were given.

    Attributes
    ----------
    year : int or None
        The year the headline stands for; None if the plans have no year in common and each stands at its last.
    trajectories : columns scenario, period, year, quarter (0: whole year), kind (actual | simulated), revenue,
        operating_profit, headcount, programme_net
    breakdown : columns scenario, year, region, product, revenue
    notes : (text key, arguments) of everything that could not be compared
    """

    entrants: tuple[Entrant, ...]
    base: int
    year: int | None
    headline: tuple[HeadlineRow, ...]
    differences: tuple[Difference, ...]
    trajectories: pd.DataFrame
    breakdown: pd.DataFrame
    chances: Chances | None
    notes: tuple[tuple[str, Mapping[str, Any]], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entrant.name for entrant in self.entrants)

    def chance_bridge(self, other: int, **options: Any) -> Bridge:
        """Return the bridge between the chances that the base and another scenario have of the base's target."""
        return chance_bridge(self.entrants[self.base].scenario, self.entrants[other].scenario, **options)

    def bridge(self, other: int, metric: str = "revenue", **options: Any) -> Bridge:
        """Return the bridge from the base to another scenario, by its place; see `sim.analysis.bridge.bridge`."""
        options.setdefault("year", self.year or self.entrants[self.base].scenario.target.year)
        return bridge(self.entrants[self.base].scenario, self.entrants[other].scenario, metric, **options)


def compare(
    entrants: Sequence[Entrant] | Mapping[str, Scenario],
    base: str | None = None,
    *,
    futures: Futures | None = annual_draws,
) -> Comparison:
    """Compare scenarios.

    Parameters
    ----------
    entrants : sequence of Entrant, or mapping name -> Scenario
        Two to eight; order and names are kept.
    base : str
        Name of the scenario to measure against; the first by default.
    futures : function
        How to draw futures; None leaves probabilities out.

    Raises
    ------
    ScenarioError
        Too few, too many, two of one name, or an unknown base.
    """
    if isinstance(entrants, Mapping):
        entrants = [Entrant(name, scenario) for name, scenario in entrants.items()]
    entrants = tuple(entrants)
    place = _place(entrants, base)
    scenarios = [entrant.scenario for entrant in entrants]
    results = [scenario.run() for scenario in scenarios]
    year, notes = _common_ground(entrants)
    return Comparison(
        entrants=entrants,
        base=place,
        year=year,
        headline=_headline(scenarios, results, place, year),
        differences=differences(entrants),
        trajectories=_trajectories(entrants, results),
        breakdown=_breakdown(entrants, results),
        chances=_chances(scenarios, place, futures) if futures else None,
        notes=notes,
    )


def _place(entrants: tuple[Entrant, ...], base: str | None) -> int:
    names = [entrant.name for entrant in entrants]
    if not LEAST <= len(names) <= MOST:
        raise ScenarioError("error-compare-count", count=len(names), least=LEAST, most=MOST)
    for name in names:
        if names.count(name) > 1:
            raise ScenarioError("error-compare-name", name=name[:80])
    if base is None:
        return 0
    if base not in names:
        raise ScenarioError("error-compare-base", name=base[:80], allowed=[name[:80] for name in names])
    return names.index(base)


def _common_ground(entrants: tuple[Entrant, ...]) -> tuple[int | None, tuple[tuple[str, Mapping[str, Any]], ...]]:
    """Return the last year that all have, and what cannot be compared."""
    plans = [entrant.scenario.plan for entrant in entrants]
    notes: list[tuple[str, Mapping[str, Any]]] = []
    common = set(plans[0].years).intersection(*(plan.years for plan in plans))
    year = max(common) if common else None
    different = list(dict.fromkeys(plans))
    if len(different) > 1:
        notes.append(("compare-note-plans", {"plans": plan_names(different)}))
        if {plan.regions for plan in plans} != {plans[0].regions}:
            notes.append(("compare-note-regions", {}))
    if len({plan.years for plan in plans}) > 1:
        notes.append(("compare-note-years", {"year": str(year)}) if year is not None else ("compare-note-no-year", {}))
    targets = {entrant.scenario.target for entrant in entrants}
    if len(targets) > 1:
        notes.append(("compare-note-targets", {}))
    if len({(entrant.scenario.seed, entrant.scenario.draws) for entrant in entrants}) > 1:
        notes.append(("compare-note-draws", {}))
    return year, tuple(notes)


# -- results ------------------------------------------------------------------------------------------------------
def _headline(
    scenarios: Sequence[Scenario], results: Sequence[Results], base: int, year: int | None
) -> tuple[HeadlineRow, ...]:
    rows: list[HeadlineRow] = []
    for one in dict.fromkeys((*headline_measures(), scenarios[base].target.measure)):
        values = tuple(
            single_value(scenario, result, one, year or result.plan.years[-1])
            for scenario, result in zip(scenarios, results, strict=True)
        )
        ground = values[base]
        absolute = tuple(None if value is None or ground is None else value - ground for value in values)
        relative = tuple(
            None if change is None or not ground or not one.has_ratio else change / abs(ground) for change in absolute
        )
        rows.append(HeadlineRow(one.id, values, absolute, relative))
    return tuple(rows)


def headline_measures() -> tuple[Measure, ...]:
    """Return the measures that a comparison of single runs shows."""
    return tuple(one for one in measures(Level.DETAIL) if one.needs != "futures")


def single_value(scenario: Scenario, results: Results, one: Measure, year: int) -> float | None:
    """Return a measure of a single run; None where it does not exist.

    That is a return without a programme, or what another plan says of a module or a region that this one has not.
    """
    if one.level > Level.PART and not has_measure(scenario.plan, one.id):
        return None
    baseline = scenario.baseline() if one.needs == "baseline" else None
    value = float(one.value(results, year, baseline=baseline, target=scenario.target)[0])
    return value if math.isfinite(value) else None


def trajectory_measures() -> tuple[Measure, ...]:
    """Return the measures whose path over the years is compared: amounts and counts, no ratios."""
    return tuple(one for one in measures(Level.MAIN, needs="run", quarters=True) if not isinstance(one, Ratio))


def _trajectories(entrants: Sequence[Entrant], results: Sequence[Results]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for entrant, result in zip(entrants, results, strict=True):
        plan = result.plan
        for year, revenue in plan.history.items():
            rows.append(
                {"scenario": entrant.name, "period": str(year), "year": year, "quarter": 0, "kind": "actual"}
                | {"revenue": revenue}
            )
        annual = {one.id: one.years(result)[:, 0] for one in trajectory_measures()}
        quarterly = {one.id: one.quarters(result)[:, 0] for one in trajectory_measures()}
        for place, year in enumerate(plan.years):
            rows.append(
                {"scenario": entrant.name, "period": str(year), "year": year, "quarter": 0, "kind": "simulated"}
                | {id: float(values[place]) for id, values in annual.items()}
            )
        for place, label in enumerate(plan.quarters):
            rows.append(
                {"scenario": entrant.name, "period": label, "year": int(label[:4]), "quarter": int(label[-1])}
                | {"kind": "simulated"}
                | {id: float(values[place]) for id, values in quarterly.items()}
            )
    return pd.DataFrame(rows)


def _breakdown(entrants: Sequence[Entrant], results: Sequence[Results]) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for entrant, result in zip(entrants, results, strict=True):
        plan = result.plan
        for product in plan.products:
            yearly = result.yearly(result.product_revenue(product))[..., 0]
            for y, year in enumerate(plan.years):
                for r, region in enumerate(plan.regions):
                    rows.append((entrant.name, year, region, product, float(yearly[y, r])))
    return pd.DataFrame(rows, columns=["scenario", "year", "region", "product", "revenue"])


# -- probabilities ------------------------------------------------------------------------------------------------
def _chances(scenarios: Sequence[Scenario], base: int, futures: Futures) -> Chances:
    """Let every scenario meet the base's futures; only scenarios of one plan can be paired."""
    ground = scenarios[base]
    target, draws = ground.target, ground.draws
    outcomes: list[Array | None] = []
    for scenario in scenarios:
        plan = scenario.plan
        if not has_period(plan, target.metric, target.year) or aim_of(plan, target.metric) is None:
            outcomes.append(None)
            continue
        values = futures(scenario, target.metric, ground.seed, draws)
        outcomes.append(np.broadcast_to(values[plan.years.index(target.year)], (draws,)))
    count = len(scenarios)
    reach, beats = np.full(count, np.nan), np.full((count, count), np.nan)
    reach_error, beats_error = reach.copy(), beats.copy()
    for i, mine in enumerate(outcomes):
        if mine is None:
            continue
        reach[i], reach_error[i] = share(target.is_reached(mine).astype(float))
        for j, other in enumerate(outcomes):
            if other is not None and scenarios[i].plan == scenarios[j].plan:
                beats[i, j], beats_error[i, j] = share(np.where(mine == other, 0.5, target.sign * (mine - other) > 0))
    return Chances(target, draws, ground.seed, reach, reach_error, beats, beats_error)
