"""The plan's milestones and its quarterly pacing against what happened and what is now expected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sim.language import Language
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.kinds import Ratio, Stock
from sim.model.measure_base import Measure
from sim.model.measures import MARKET, MEASURES, REVENUE
from sim.model.measures import measure as measure_of
from sim.model.quantities import PEOPLE, SHARE, Quantity
from sim.plan import Plan
from sim.plan.plan import Target
from sim.plan.schema import Milestone
from sim.plan.watched import COMPANY, GROWTH, Watched, watched
from sim.track.actuals import Actuals, Known, base_quarters, ratio
from sim.track.measures import Series, followed
from sim.track.measures import measures as entered
from sim.track.reforecast import Paths, Reforecast
from sim.track.rules import Judgement, judge_attainment, judge_outlook, rules
from sim.track.weights import weighted_quantiles

PLAN_SHAPE = "plan"
"""Pacing by the plan's own simulated quarters, beside the shapes that rules.yaml takes from documents."""
PERCENT_UNITS = {"pct": 0.01, "pct_per_year": 0.01}

SHARE_OF_REVENUE, REPS_ADDED = "revenue_share", "headcount_added"
"""Milestones that are no measures of a run, besides growth: a part's share of revenue, reps beyond the base year's."""


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


def what_happened(plan: Plan, facts: Known, market: Array) -> Paths:
    """Return the actuals as a single path, NaN where nothing is known."""
    return Paths(
        facts.revenue[..., None],
        facts.reps[..., None],
        facts.conversion_rate[:, None],
        facts.churn_rate[:, None],
        None,
        market,
    )


def milestones(plan: Plan, result: Reforecast, actuals: Actuals | None = None) -> tuple[MilestoneState, ...]:
    """Return the state of every milestone of the plan, by date; `actuals` tell those entered by hand."""
    happened = what_happened(plan, result.known, result.before.market)
    states = [_state(plan, result, happened, milestone) for milestone in plan.milestones]
    for one in watched(plan).milestones:
        if one.metric in followed(plan):
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
    base = float(measure(plan, result.before, milestone.metric, milestone.scope, -1, result.known)[0])
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
    judgement = judge_attainment([attainment]) if past else judge_outlook(probability)
    if not past and due < result.known.last:
        judgement = Judgement("none", "rule-no-actual")
    base = plan.seasonality[[place % QUARTERS_A_YEAR for place in range(quarters.start, quarters.stop)]].sum()
    below_base = target.value <= plan.base_revenue.sum() * base / QUARTERS_A_YEAR
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


def measure(
    plan: Plan, paths: Paths, metric: str, scope: str, quarter: int, facts: Known, actual: bool = False
) -> Array:
    """Return what a milestone speaks of at the end of a quarter. Shape (draw,).

    Revenue, shares and revenue per rep cover the four quarters ending there (rules.yaml `reading`); headcount and
    rates are the quarter's own.

    Parameters
    ----------
    quarter : int
        From 0; -1 is the end of the base year.
    actual : bool
        `paths` is what happened: totals that were reported as such count although their parts are unknown.
    """
    if metric == REPS_ADDED:
        places = [plan.regions.index(one) for one in _regions(plan, scope)]
        if actual and len(places) == len(plan.regions):
            return np.atleast_1d(facts.total_reps[quarter] - plan.base_reps.sum())
        return paths.reps[quarter, places].sum(axis=0) - plan.base_reps[places].sum()
    if metric == GROWTH:
        if quarter < QUARTERS_A_YEAR - 1:  # what came before the base year is not known by quarter
            return np.array([math.nan])
        now, before = (
            _trailing(plan, paths, scope, end, facts, actual) for end in (quarter, quarter - QUARTERS_A_YEAR)
        )
        return ratio(now, before) - 1
    if metric == SHARE_OF_REVENUE:
        part = _trailing(plan, paths, scope, quarter, facts, actual)
        return ratio(part, _trailing(plan, paths, COMPANY, quarter, facts, actual))
    one = measure_of(metric)
    if one is REVENUE:
        return _trailing(plan, paths, scope, quarter, facts, actual)
    if isinstance(one, Stock):
        lever = plan.inputs[metric]
        return np.array([float(lever.base)]) if quarter < 0 else getattr(paths, metric)[quarter]
    if isinstance(one, Ratio) and one.top is REVENUE:
        revenue = _trailing(plan, paths, COMPANY, quarter, facts, actual)
        return ratio(revenue, _bottom(one.bottom, plan, paths, quarter, facts, actual))
    raise KeyError(metric)


def _bottom(one: Measure, plan: Plan, paths: Paths, quarter: int, facts: Known, actual: bool) -> Any:
    """Return what revenue of four quarters is set against: the market of the same quarters, or reps at their end."""
    if one is MARKET:
        window = rules().reading.trailing_quarters
        end = QUARTERS_A_YEAR + quarter + 1
        return np.concatenate([_base_market(plan), paths.market[:, 0]])[end - window : end].sum()
    if quarter < 0:
        return plan.base_reps.sum()
    return np.atleast_1d(facts.total_reps[quarter]) if actual else paths.reps[quarter].sum(axis=0)


def _base_market(plan: Plan) -> Array:
    return base_quarters(plan).sum(axis=1) / plan.market_share


def _regions(plan: Plan, scope: str) -> list[str]:
    return list(plan.regions) if scope in (COMPANY, *plan.products) else scope.split("+")


def _trailing(plan: Plan, paths: Paths, scope: str, quarter: int, facts: Known, actual: bool) -> Array:
    """Return revenue of a scope over the quarters ending at `quarter`, base year included. Shape (draw,) [CNY_m]."""
    base = base_quarters(plan)
    new = plan.base_new_share
    shares = {"core": 1 - new, "new": new}
    places = [plan.regions.index(one) for one in _regions(plan, scope)]
    if scope in plan.products:
        before = base.sum(axis=1) * shares[scope]
        after = paths.product_revenue[:, plan.products.index(scope)]
    else:
        before = base[:, places].sum(axis=1)
        if actual:
            rows = facts.total_revenue if scope == COMPANY else facts.region_revenue[:, places].sum(axis=1)
            after = rows[:, None]
        else:
            after = paths.total_revenue if scope == COMPANY else paths.region_revenue[:, places].sum(axis=1)
    first = quarter + 1 - rules().reading.trailing_quarters
    early = before[first : quarter + 1 or None].sum() if quarter < 0 else before[first:].sum() if first < 0 else 0.0
    return early + after[max(first, 0) : quarter + 1].sum(axis=0)


# -- pacing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pace:
    """One quarter of a year's target.

    Attributes
    ----------
    target : float
        The quarter's share of the year's target [CNY_m].
    actual, expected : float
        NaN where unknown; `expected` is the median forecast of an open quarter [CNY_m].
    attainment : float
        Actual (or expected) over target.
    year_attainment : float
        Everything reported of the year so far over the targets of the same quarters; NaN for open quarters.
    """

    quarter: str
    shape: str
    target: float
    actual: float
    expected: float
    attainment: float
    year_attainment: float
    past: bool
    judgement: Judgement


def year_targets(plan: Plan, result: Reforecast, plan_path: Array) -> Array:
    """Return each year's target [CNY_m]; (year,).

    The scenario's target for its year; for the others what the plan's own path gives, because the plan states no
    yearly targets that its base year does not already exceed.
    """
    targets = np.array([plan_path[plan.quarters_of(year)].sum() for year in plan.years])
    target = result.futures.scenario.target
    if target.metric == "revenue":
        targets[plan.years.index(target.year)] = target.value
    return targets


def pacing(plan: Plan, result: Reforecast, plan_path: Array, shape: str) -> tuple[Pace, ...]:
    """Return every quarter's target after one of the stated shapes, and how it was or will be met.

    Parameters
    ----------
    plan_path : (quarter,) [CNY_m]
        Company revenue on the plan's own path.
    shape : str
        `PLAN_SHAPE` for the plan's own quarters, or the id of a shape in rules.yaml.
    """
    shares = _own_shares(plan, plan_path) if shape == PLAN_SHAPE else _stated_shares(plan, rules().pacing[shape].shares)
    targets = np.repeat(year_targets(plan, result, plan_path), plan.quarters_by_year) * shares
    actual = result.known.total_revenue
    median = result.bands_after[:, 2]
    after = result.after.total_revenue
    rows: list[Pace] = []
    history: list[float] = []
    for quarter, label in enumerate(plan.quarters):
        past = not math.isnan(actual[quarter])
        value = actual[quarter] if past else median[quarter]
        attainment = float(ratio(value, targets[quarter]))
        if past:
            history.append(attainment)
            judgement = judge_attainment(history, plan)
        else:
            judgement = judge_outlook(float(result.weights.values @ (after[quarter] >= targets[quarter])), plan)
        start = quarter - quarter % QUARTERS_A_YEAR
        done = slice(start, quarter + 1)
        rows.append(
            Pace(
                label,
                shape,
                float(targets[quarter]),
                float(actual[quarter]),
                float(median[quarter]),
                attainment,
                float(ratio(actual[done].sum(), targets[done].sum())),
                past,
                judgement,
            )
        )
    return tuple(rows)


def _own_shares(plan: Plan, plan_path: Array) -> Array:
    parts = [plan_path[plan.quarters_of(year)] for year in plan.years]
    return np.concatenate([ratio(part, part.sum()) for part in parts])


def _stated_shares(plan: Plan, shares: Sequence[float]) -> Array:
    """Return a shape's shares by quarter; a year that the horizon cuts short has its first quarters alone."""
    parts = [np.array(shares[: int(count)]) for count in plan.quarters_by_year]
    return np.concatenate([part / part.sum() for part in parts])


Light = Literal["green", "amber", "red", "none"]


def counts(judgements: Sequence[Judgement]) -> dict[Light, int]:
    """Return how many are in each state."""
    found: dict[Light, int] = {"green": 0, "amber": 0, "red": 0, "none": 0}
    for one in judgements:
        found[one.status] += 1
    return found
