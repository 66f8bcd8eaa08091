"""What a board asks of a scenario, computed once: five slides and the one-page brief say the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.analysis.differences import Entrant
from sim.analysis.outlook import Likely, likely_of
from sim.analysis.per_risk import RiskRow
from sim.analysis.promise import Promise, promise_of
from sim.analysis.uncertainty import Ensemble, simulate, sorted_quantiles
from sim.export.report import Report
from sim.model.axes import Array
from sim.model.measures import measure
from sim.scenario import Scenario, TargetChoice

LOSSES = 7
"""Risk cases on the slide of what breaks a scenario, and levers on that of what must be true, at most."""

NOTHING = 1e-9
"""Share of what is promised below which a lever does not move it."""

BINS = 20
"""Bins of the histogram of outcomes, about."""


@dataclass(frozen=True)
class Need:
    """An improvement that somebody promises or that has to come about by itself.

    Attributes
    ----------
    today, wanted : the lever's value without the programme and as the scenario has it
    change : of the target's measure if it stays as it is today, everything else as promised; as a `loss` it is above 0
        where that is worse
    """

    id: str
    today: float
    wanted: float
    change: float
    loss: float


@dataclass(frozen=True)
class Bin:
    """A column of the histogram: from `low` up to `high` in the measure's unit, and the shares of futures in it."""

    low: float
    high: float
    missed: float
    reached: float


@dataclass(frozen=True)
class Choice:
    """One of the ways the board can go; `profit` is summed over the horizon, `spent` the programme's net cost."""

    name: str
    promise: float
    profit: float
    spent: float
    likely: Likely | None


class Board:
    """One scenario of a report as a board reads it: the only one, or of several the one most likely to succeed."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.subject: Entrant = _lead(report)
        self.scenario: Scenario = self.subject.scenario
        self.futures = report.comparison.chances is not None

    @cached_property
    def promise(self) -> Promise:
        return promise_of(self.scenario)

    @cached_property
    def ensemble(self) -> Ensemble | None:
        return simulate(self.scenario) if self.futures else None

    @cached_property
    def likely(self) -> Likely | None:
        return None if self.ensemble is None else likely_of(self.scenario, self.ensemble)

    def range_of(self, metric: str, year: int) -> tuple[float, float, float] | None:
        """Return P10, P50 and P90 of a measure in a year; None without futures, and of measures they do not keep."""
        if self.ensemble is None or metric not in self.ensemble.annual:
            return None
        values = self.ensemble.annual[metric][self.scenario.plan.years.index(year)]
        low, middle, high = (float(one) for one in sorted_quantiles(values, (0.1, 0.5, 0.9)))
        return low, middle, high

    @cached_property
    def histogram(self) -> tuple[Bin, ...]:
        """Return the outcomes of all futures in bins with round ends, one of which is the target."""
        if self.ensemble is None:
            return ()
        return tuple(_bins(self.ensemble.outcome(), self.scenario.target))

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Return the promised and hoped-for improvements on which the target depends, the costliest to miss first."""
        plan, target = self.scenario.plan, self.scenario.target
        today = plan.presets["baseline"]
        found: list[Need] = []
        for id, lever in plan.levers.items():
            value = self.scenario.levers[id]
            if lever.is_choice or lever.simplex or lever.kind == "decision" or value == today[id]:
                continue
            without = self.scenario.with_levers({id: today[id]}).run().annual(target.metric)
            change = float(without[plan.years.index(target.year), 0]) - self.promise.value
            if abs(change) <= NOTHING * max(1.0, abs(self.promise.value)):
                continue  # a cost that nobody's promise moves depends on none
            found.append(Need(id, float(today[id]), float(value), change, -target.sign * change))
        return tuple(sorted(found, key=lambda need: -need.loss))

    @cached_property
    def risks(self) -> tuple[RiskRow, ...]:
        """Return the risk cases that can happen, the costliest first; none without futures."""
        table = self.report.risks_of(self.subject)
        return () if table is None else tuple(row for row in table.rows if row.mode != "off")

    @cached_property
    def worthwhile(self) -> tuple[str, ...]:
        """Return the risk cases whose countermeasure clearly pays and is not bought yet."""
        return tuple(row.id for row in self.risks if row.pays == "yes" and not row.mitigated)

    @cached_property
    def with_countermeasures(self) -> Scenario:
        """Return the scenario with every countermeasure that clearly pays."""
        risks = {id: dict(said) for id, said in self.scenario.risks.items()}
        for id in self.worthwhile:
            risks.setdefault(id, {})["mitigated"] = True
        return self.scenario.with_settings(risks=risks)

    def choices(self, names: tuple[str, str, str]) -> tuple[Choice, ...]:
        """Return the ways to go, named: no programme, the plan, this scenario, this scenario protected.

        Parameters
        ----------
        names : of the baseline, of the plan, and of the protected scenario
        """
        plan = self.scenario.plan
        presets = [self.scenario.with_settings(levers=plan.presets[id], risks={}) for id in ("baseline", "plan")]
        ways = list(zip(names, presets, strict=False))
        for _, one in ways:
            if one.levers == self.scenario.levers and not self.scenario.risks:
                ways = [way for way in ways if way[1] is not one]
        ways.append((self.subject.name, self.scenario))
        if self.worthwhile:
            ways.append((names[2], self.with_countermeasures))
        return tuple(self._choice(name, one) for name, one in ways)

    def _choice(self, name: str, scenario: Scenario) -> Choice:
        results = scenario.run()
        target = scenario.target
        value = float(results.annual(target.metric)[scenario.plan.years.index(target.year), 0])
        profit = float(results.annual("operating_profit")[:, 0].sum())
        spent = sum(float(measure("programme_net").value(results, year)[0]) for year in scenario.plan.years)
        likely = None
        if self.futures:
            likely = self.likely if scenario is self.scenario else likely_of(scenario)
        return Choice(name, value, profit, spent, likely)


def _lead(report: Report) -> Entrant:
    chances = report.comparison.chances
    if report.single or chances is None:
        return report.subject
    entrants = report.comparison.entrants
    return max(report.subjects, key=lambda one: float(np.nan_to_num(chances.reach[entrants.index(one)])))


def _bins(outcome: Array, goal: TargetChoice) -> Iterator[Bin]:
    target = goal.value
    low, high = (float(one) for one in np.quantile(outcome, (0.005, 0.995)))
    low, high = min(low, target), max(high, target)
    width = round_step((high - low or abs(target) or 1.0) / BINS)
    first, last = int(np.floor((low - target) / width)), int(np.ceil((high - target) / width))
    edges = target + width * np.arange(first, max(last, 1) + 1)
    hits = goal.is_reached(outcome)
    inner = np.clip(outcome, edges[0], np.nextafter(edges[-1], -np.inf))  # the outermost bins take what lies beyond
    lower, upper = (~hits, hits) if goal.sign > 0 else (hits, ~hits)
    below, _ = np.histogram(np.minimum(inner[lower], np.nextafter(target, -np.inf)), edges)
    above, _ = np.histogram(np.maximum(inner[upper], target), edges)
    missed, reached = (below, above)[:: goal.sign]
    for place, (start, end) in enumerate(itertools.pairwise(edges)):
        yield Bin(float(start), float(end), *(float(one[place] / outcome.size) for one in (missed, reached)))


def round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    unit = 10.0 ** np.floor(np.log10(least))
    return float(unit * next(factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= least * (1 - 1e-9)))
