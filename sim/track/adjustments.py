"""The documents' own rules of what to do when: each with the state of its trigger by what was reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.language import Language, key
from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.plan.watched import GROWTH, MONTHS_A_QUARTER, Rule, Trigger, Warning, tracking_of
from sim.track.actuals import Actuals, base_quarters, known_facts, ratio
from sim.track.measures import Series, measures
from sim.track.warnings import WarningState, warning_state


@dataclass(frozen=True)
class RuleState:
    """A rule and where its trigger stands: crossed (red), not crossed (green), or nothing reported."""

    rule: Rule
    state: WarningState


def adjustment_rules(plan: Plan, actuals: Actuals) -> tuple[RuleState, ...]:
    """Return the state of every rule of the plan's pack, in its order."""
    return tuple(_state(plan, actuals, rule) for rule in tracking_of(plan).rules)


def _state(plan: Plan, actuals: Actuals, rule: Rule) -> RuleState:
    trigger = rule.trigger
    threshold = Warning(
        id=rule.id,
        metric=trigger.metric,
        text=key("tracking-rule", rule.id),
        kind=trigger.side,
        value=trigger.value,
        unit=trigger.unit,
        source=next(iter(trigger.sources), None),
        assumption=trigger.assumption,
        months=trigger.quarters * MONTHS_A_QUARTER,
    )
    return RuleState(rule, warning_state(plan, threshold, _values(plan, actuals, trigger)))


def _values(plan: Plan, actuals: Actuals, trigger: Trigger) -> Array:
    """Return what a trigger watches by quarter: growth on the same quarter a year before, or what was entered."""
    if trigger.metric != GROWTH:
        return actuals.row(plan, Series(trigger.metric))
    known = known_facts(plan, actuals)
    if trigger.scope == "company":
        before, now = base_quarters(plan).sum(axis=1), known.total_revenue
    else:
        places = [plan.regions.index(one) for one in trigger.scope.split("+")]
        before, now = base_quarters(plan)[:, places].sum(axis=1), known.region_revenue[:, places].sum(axis=1)
    path = np.concatenate([before, now])
    return np.asarray(ratio(path[QUARTERS_A_YEAR:], path[:-QUARTERS_A_YEAR]) - 1)[: plan.quarter_count]


def measured_text(one: RuleState, language: Language) -> str:
    """Return what the trigger is compared with now, in words; empty where nothing is reported."""
    if not one.state.quarter:
        return ""
    trigger = one.rule.trigger
    format = measures()[trigger.metric].units[0] if trigger.metric in measures() else "percent"
    return language.text(
        "track-measured-level",
        value=language.quantity(one.state.measured, format),
        quarter=language.period(one.state.quarter),
    )
