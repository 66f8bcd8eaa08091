"""The plan's milestones against what happened and what is now expected."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.language import Language
from sim.model.axes import QUARTERS_A_YEAR
from sim.model.measures import MEASURES, REVENUE
from sim.model.measures import measure as measure_of
from sim.model.quantities import PEOPLE, SHARE, Quantity
from sim.plan import Plan
from sim.plan.plan import Target
from sim.plan.schema import Milestone
from sim.plan.watched import COMPANY, GROWTH, Watched, tracking_of
from sim.track.actuals import Actuals, ratio
from sim.track.measures import Series, followed_measures
from sim.track.measures import measures as entered
from sim.track.milestone_measures import REPS_ADDED, SHARE_OF_REVENUE, measure, what_happened
from sim.track.paths import Paths
from sim.track.reforecast import Reforecast
from sim.track.rules import Judgement, judge_attainment, judge_outlook
from sim.track.weights import weighted_quantiles

PERCENT_UNITS = {"pct": 0.01, "pct_per_year": 0.01}


def quantity_of(metric: str) -> Quantity:
    """Return how the numbers of a milestone are written."""
    if metric == SHARE_OF_REVENUE:
        return SHARE
    if metric in entered() and entered()[metric].by_hand:
        one = entered()[metric]
        return Quantity(str(one.unit), one.units[0], one.units[0])
    if metric == GROWTH:
        return measure_of("cagr").quantity
    return PEOPLE if metric == REPS_ADDED else measure_of(metric).quantity


@dataclass(frozen=True)
class MilestoneState:
    """One milestone.

    Attributes
    ----------
    value : float
        What the plan asks for, in the model's unit.
    due : int
        Quarter in which it falls due, from 0.
    past : bool
        Whether that quarter has been reported.
    actual : float
        What was reached; NaN if not due or not reported.
    expected : float
        Median of what is expected now (the actual, once it is past).
    probability : float
        Chance of reaching it; NaN once it is past.
    attainment : float
        Actual or expected over the value (the other way round where low is good).
    below_base : bool
        The milestone asks for less than the base year already had: reaching it says nothing.
    """

    fact: str
    metric: str
    scope: str
    period: str
    quantity: Quantity
    value: float
    due: int
    past: bool
    actual: float
    expected: float
    probability: float
    attainment: float
    below_base: bool
    judgement: Judgement

    def format(self, language: Language, value: float) -> str:
        """Return one of the milestone's numbers with its unit; a part of the company's revenue as parts are written."""
        whole = self.scope == COMPANY
        return self.quantity.format(language, value) if whole else self.quantity.format_part(language, value)


def milestones(plan: Plan, result: Reforecast, actuals: Actuals | None = None) -> tuple[MilestoneState, ...]:
    """Return the state of every milestone of the plan, by date; `actuals` tell those entered by hand."""
    happened = what_happened(plan, result.known, result.futures.market)
    states = [_state(plan, result, happened, milestone) for milestone in plan.milestones]
    for one in tracking_of(plan).milestones:
        if one.metric in followed_measures(plan):
            states.append(_entered_state(plan, result, actuals or Actuals(), one))
        else:
            states.append(_state(plan, result, happened, one))
    states += [_target_state(plan, result, one) for one in plan.period_targets if _spans(plan, one)]
    return tuple(sorted(states, key=lambda one: one.due))


def due_quarter(plan: Plan, period: str) -> int:
    """Return the quarter by which something dated "2025" or "2025Q2" is due, from 0."""
    return plan.quarters.index(period) if "Q" in period else plan.quarters_of(int(period)).stop - 1


def _state(plan: Plan, result: Reforecast, happened: Paths, milestone: Milestone | Watched) -> MilestoneState:
    fact = plan.facts[milestone.fact]
    value = fact.value * PERCENT_UNITS.get(fact.unit, 1.0)
    due = due_quarter(plan, milestone.period)
    low_is_good = milestone.metric in MEASURES and measure_of(milestone.metric).good < 0
    actual = float(measure(plan, happened, milestone.metric, milestone.scope, due, result.known, True)[0])
    past = math.isfinite(actual) and due < result.known.last
    shown, probability = actual, math.nan
    if not past:
        futures = measure(plan, result.after, milestone.metric, milestone.scope, due, result.known)
        shown = float(weighted_quantiles(futures[None], result.weights.values, (0.5,))[0, 0])
        probability = float(result.weights.values @ (futures <= value if low_is_good else futures >= value))
    attainment = float(ratio(value, shown) if low_is_good else ratio(shown, value))
    base = float(measure(plan, result.futures, milestone.metric, milestone.scope, -1, result.known)[0])
    below_base = milestone.metric != REPS_ADDED and (value >= base if low_is_good else value <= base)
    if past:
        judgement = judge_attainment([attainment], plan)
    elif due < result.known.last:
        judgement = Judgement("none", "rule-no-actual")
    else:
        judgement = judge_outlook(probability, plan)
    return MilestoneState(
        milestone.fact,
        milestone.metric,
        milestone.scope,
        milestone.period,
        quantity_of(milestone.metric),
        value,
        due,
        past,
        actual if past else math.nan,
        shown,
        probability,
        attainment,
        below_base,
        _says_something(below_base, judgement),
    )


def _spans(plan: Plan, target: Target) -> bool:
    """Tell whether a half's or quarter's target is of revenue, which quarters sum to, and inside the horizon."""
    return target.metric == REVENUE.id and quarters_of(plan, target.part).stop <= plan.quarter_count


def quarters_of(plan: Plan, part: str) -> slice:
    """Return the quarters of a half or a quarter ("2026H1", "2026Q3") on the quarter axis."""
    first = QUARTERS_A_YEAR * plan.years.index(int(part[:4]))
    number, length = int(part[5:]), QUARTERS_A_YEAR // 2 if part[4] == "H" else 1
    return slice(first + length * (number - 1), first + length * number)


def _target_state(plan: Plan, result: Reforecast, target: Target) -> MilestoneState:
    """Return how a target of a half or a quarter stands: the sum of its own quarters."""
    quarters = quarters_of(plan, target.part)
    actual = float(result.known.total_revenue[quarters].sum())
    past = math.isfinite(actual)
    shown, probability = actual, math.nan
    if not past:
        futures = result.after.total_revenue[quarters].sum(axis=0)
        shown = float(weighted_quantiles(futures[None], result.weights.values, (0.5,))[0, 0])
        probability = float(result.weights.values @ (futures >= target.value))
    attainment = float(ratio(shown, target.value))
    due = quarters.stop - 1
    judgement = judge_attainment([attainment], plan) if past else judge_outlook(probability, plan)
    if not past and due < result.known.last:
        judgement = Judgement("none", "rule-no-actual")
    base = plan.seasonality[[place % QUARTERS_A_YEAR for place in range(quarters.start, quarters.stop)]].sum()
    below_base = bool(target.value <= plan.base_revenue.sum() * base / QUARTERS_A_YEAR)
    return MilestoneState(
        f"targets.{target.metric}.{target.part}",
        target.metric,
        COMPANY,
        target.part,
        quantity_of(target.metric),
        target.value,
        due,
        past,
        actual,
        shown,
        probability,
        attainment,
        below_base,
        _says_something(below_base, judgement),
    )


def _says_something(below_base: bool, judgement: Judgement) -> Judgement:
    """Return a judgement that calls nothing reached or likely which the base year had already."""
    return Judgement("none", "rule-below-start") if below_base and judgement.status == "green" else judgement


def _entered_state(plan: Plan, result: Reforecast, actuals: Actuals, milestone: Watched) -> MilestoneState:
    """Return the state of a milestone whose measure the model does not know: ticked by what is entered."""
    fact, one = plan.facts[milestone.fact], entered()[milestone.metric]
    value = fact.value * PERCENT_UNITS.get(fact.unit, 1.0)
    due = due_quarter(plan, milestone.period)
    row = actuals.row(plan, Series(milestone.metric))
    actual = float(row[due])
    past = math.isfinite(actual)
    known = row[: due + 1][np.isfinite(row[: due + 1])]
    shown = actual if past else float(known[-1]) if len(known) else math.nan
    attainment = float(ratio(value, shown) if one.low_is_good else ratio(shown, value))
    base = plan.facts[milestone.base] if milestone.base else None
    stood = math.nan if base is None else base.value * PERCENT_UNITS.get(base.unit, 1.0)
    below_base = value >= stood if one.low_is_good else value <= stood
    if past:
        judgement = judge_attainment([attainment], plan)
    else:
        judgement = Judgement("none", "rule-no-actual" if due < result.known.last else "rule-to-enter")
    return MilestoneState(
        milestone.fact,
        milestone.metric,
        milestone.scope,
        milestone.period,
        quantity_of(milestone.metric),
        value,
        due,
        past,
        actual if past else math.nan,
        shown,
        math.nan,
        attainment,
        below_base,
        _says_something(below_base, judgement),
    )
