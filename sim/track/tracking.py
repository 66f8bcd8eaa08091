"""Everything tracking says of one scenario and what happened, in one place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.scenario import Scenario
from sim.track.actuals import Actuals, base_quarters
from sim.track.adjustments import RuleState, adjustment_rules
from sim.track.evidence import Calibration, Verdict, calibration, verdicts
from sim.track.futures import futures, scenario_with_spread
from sim.track.milestones import MilestoneState, milestones
from sim.track.needed import Needed, needed_growth
from sim.track.pacing import PLAN_SHAPE, Pace, pacing
from sim.track.reforecast import QUANTILES, Reforecast, reforecast
from sim.track.rules import rules
from sim.track.warnings import WarningState, early_warnings
from sim.track.weights import even_weights, weighted_quantiles

SHAPES = (PLAN_SHAPE, *rules().pacing)
"""Ways to spread a year's target; quarters are judged by the first."""


@dataclass(frozen=True, eq=False)
class Tracking:
    """What happened against the plan, and what it says about the future.

    Attributes
    ----------
    scenario : Scenario
        The one whose futures were conditioned.
    replaced : str
        The assumption set asked for, where it has no spread and outside evidence took its place; else empty.
    plan_path : (quarter,) [CNY_m]
        Company revenue on the plan's own path.
    paces : pacing shape id -> quarters
    """

    plan: Plan
    scenario: Scenario
    replaced: str
    actuals: Actuals
    result: Reforecast
    plan_path: Array
    milestones: tuple[MilestoneState, ...]
    paces: Mapping[str, tuple[Pace, ...]]
    warnings: tuple[WarningState, ...]
    rules: tuple[RuleState, ...]
    needed: Needed | None
    verdicts: tuple[Verdict, ...]
    calibration: Calibration

    @cached_property
    def rolling_before(self) -> Array:
        """(quarter, quantile) [CNY_m] Revenue of the four quarters ending in each, as first expected."""
        weights = even_weights(self.result.futures.draws, self.scenario.draws).values
        return weighted_quantiles(rolling(self.plan, self.result.futures.total_revenue), weights, QUANTILES)

    @cached_property
    def rolling_after(self) -> Array:
        """(quarter, quantile) [CNY_m] The same, as expected now."""
        return weighted_quantiles(
            rolling(self.plan, self.result.after.total_revenue), self.result.weights.values, QUANTILES
        )

    @cached_property
    def years_median(self) -> Array:
        """(year,) [CNY_m] Revenue as expected now."""
        return self.result.years_after[:, QUANTILES.index(0.5)]

    @cached_property
    def target_quantiles(self) -> Array:
        """(quantile,) The target's measure in its year, as expected now."""
        target = self.scenario.target
        values = self.result.after.annual(target.metric, self.plan, target.year)
        return weighted_quantiles(values[None], self.result.weights.values, QUANTILES)[0]


def rolling(plan: Plan, quarters: Array) -> Array:
    """Return sums over the four quarters ending in each, base year included; same shape as `quarters`."""
    base = base_quarters(plan).sum(axis=1).reshape(-1, *[1] * (quarters.ndim - 1))
    run = np.concatenate([np.broadcast_to(base, (QUARTERS_A_YEAR, *quarters.shape[1:])), quarters])
    return run[1:-3] + run[2:-2] + run[3:-1] + run[4:]


@lru_cache(maxsize=8)
def plan_path(plan: Plan) -> Array:
    """Return company revenue on the plan's own path by quarter. Shape (quarter,) [CNY_m], read-only."""
    assumption_set = next(
        (
            name
            for name, distributions in plan.assumption_sets.items()
            if any(one.fit for one in distributions.values())
        ),
        "",
    )
    scenario = Scenario.of(plan, "plan", assumption_set or next(iter(plan.assumption_sets)))
    path = np.ascontiguousarray(scenario.run().total_revenue[:, 0])
    path.setflags(write=False)
    return path


def track(scenario: Scenario, actuals: Actuals, draws: int | None = None) -> Tracking:
    """Compare actuals with the plan and condition the scenario's futures on them.

    Parameters
    ----------
    draws : int, optional
        Futures to use; rules.yaml says how many by default.

    Raises
    ------
    ScenarioError
        More futures than can be kept in memory at once.
    """
    plan = scenario.plan
    used = scenario_with_spread(scenario)
    result = reforecast(futures(used, draws or int(rules().reforecast.draws.value)), actuals)
    path = plan_path(plan)
    paces = {shape: pacing(plan, result, path, shape) for shape in SHAPES}
    return Tracking(
        plan=plan,
        scenario=used,
        replaced="" if used is scenario else scenario.assumption_set,
        actuals=actuals,
        result=result,
        plan_path=path,
        milestones=milestones(plan, result, actuals),
        rules=adjustment_rules(plan, actuals),
        paces=paces,
        warnings=early_warnings(plan, actuals, paces[PLAN_SHAPE]),
        needed=needed_growth(plan, result.known, used.target),
        verdicts=verdicts(result),
        calibration=calibration(result),
    )


# -- as plain values ------------------------------------------------------------------------------------------------


def document(tracking: Tracking) -> dict[str, Any]:
    """Return everything as plain JSON values; money in CNY_m, rates as fractions, unknown numbers as None."""
    result, plan = tracking.result, tracking.plan
    weights = result.weights
    return {
        "plan": plan.id,
        "unit": "CNY_m",
        "demo": tracking.actuals.demo,
        "assumptions": tracking.scenario.assumption_set,
        "assumptions_replaced": tracking.replaced or None,
        "last_quarter": plan.quarters[result.known.last - 1] if result.known.last else None,
        "figures": {"used": result.used, "left_aside": result.skipped},
        "target": vars(tracking.scenario.target).copy(),
        "p_target": {"before": result.p_before, "after": result.p_after, "standard_error": result.p_error},
        "ess": {
            "effective": weights.effective,
            "futures": result.futures.draws,
            "before_tempering": weights.untempered,
            "least": rules().reforecast.least_futures.value,
        },
        "tempering": {"exponent": weights.tempering, "widened": weights.collapsed},
        "carried_forward": result.carried,
        "needed_growth": _needed_json(tracking.needed, plan),
        "against": [_verdict(one) for one in tracking.verdicts],
        "calibration": {
            "quarters": tracking.calibration.quarters,
            "inside_80": tracking.calibration.inside,
            "shares_below": list(tracking.calibration.shares),
        },
        "milestones": [_milestone(one, plan) for one in tracking.milestones],
        "pacing": {shape: [_pace(one) for one in paces] for shape, paces in tracking.paces.items()},
        "warnings": [_warning(one) for one in tracking.warnings],
        "rules": [_rule(one) for one in tracking.rules],
        "bands": {
            "quantiles": list(QUANTILES),
            "before": dict(zip(plan.quarters, result.bands_before.tolist(), strict=True)),
            "after": dict(zip(plan.quarters, result.bands_after.tolist(), strict=True)),
            "years_before": dict(zip(map(str, plan.years), result.years_before.tolist(), strict=True)),
            "years_after": dict(zip(map(str, plan.years), result.years_after.tolist(), strict=True)),
        },
        "provenance": vars(tracking.scenario.provenance()) | {"draws": result.futures.draws},
    }


def _plain(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _needed_json(needed: Needed | None, plan: Plan) -> dict[str, Any] | None:
    if needed is None:
        return None
    return {
        "state": needed.state,
        "growth_on_year_before": _plain(needed.growth),
        "growth_of_last_four_quarters": _plain(needed.growth_so_far),
        "remaining_quarters": needed.remaining,
        "open_quarters_of_target_year": needed.open_in_year,
        "average_needed": _plain(needed.average),
        "average_of_year_before": _plain(needed.average_before),
        "path": {label: _plain(value) for label, value in zip(plan.quarters, needed.path, strict=True)},
    }


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "prior": one.prior,
        "posterior": one.posterior,
        "shift_in_prior_sd": one.shift,
        "bayes_factor": one.bayes_factor,
        "direction": "higher" if one.direction > 0 else "lower",
        "strength": one.strength,
        "clear": one.clear,
        "lifts_revenue": one.lifts,
    }


def _milestone(one: MilestoneState, plan: Plan) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "metric": one.metric,
        "scope": one.scope,
        "period": one.period,
        "due": plan.quarters[one.due],
        "value": one.value,
        "actual": _plain(one.actual),
        "expected": _plain(one.expected),
        "probability": _plain(one.probability),
        "attainment": _plain(one.attainment),
        "below_base": one.below_base,
        "status": one.judgement.status,
        "reason": one.judgement.reason,
    }


def _pace(one: Pace) -> dict[str, Any]:
    return {
        "quarter": one.quarter,
        "target": one.target,
        "actual": _plain(one.actual),
        "expected": _plain(one.expected),
        "attainment": _plain(one.attainment),
        "year_attainment": _plain(one.year_attainment),
        "status": one.judgement.status,
        "reason": one.judgement.reason,
    }


def _warning(one: WarningState) -> dict[str, Any]:
    return {
        "id": one.rule.id,
        "kind": one.rule.kind,
        "threshold": one.rule.value,
        "quarters_in_a_row": one.rule.quarters,
        "sources": list(one.rule.sources),
        "measured": _plain(one.measured),
        "quarter": one.quarter or None,
        "since": one.since or None,
        "status": one.judgement.status,
        "reason": one.judgement.reason,
        "otherwise": None
        if (other := one.otherwise) is None
        else {
            "relative": other.rule.relative,
            "measured": _plain(other.measured),
            "status": other.judgement.status,
        },
    }


def _rule(one: RuleState) -> dict[str, Any]:
    trigger = one.rule.trigger
    return {
        "id": one.rule.id,
        "metric": trigger.metric,
        "scope": trigger.scope,
        "side": trigger.side,
        "threshold": trigger.value,
        "quarters_in_a_row": trigger.quarters,
        "actions": [
            {"target": act.target, "op": act.op, "value": act.value, "unit": act.unit} for act in one.rule.actions
        ],
        "sources": list(one.rule.source),
        "measured": _plain(one.state.measured),
        "quarter": one.state.quarter or None,
        "since": one.state.since or None,
        "status": one.state.judgement.status,
        "reason": one.state.judgement.reason,
    }
