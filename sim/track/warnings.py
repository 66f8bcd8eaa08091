"""Early warning: the thresholds of a plan's pack, else those of every plan, read on quarters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.watched import ATTAINMENT, Warning
from sim.track.actuals import Actuals, ratio
from sim.track.measures import Series
from sim.track.pacing import Pace
from sim.track.rules import Judgement, rules

ROUNDING = 1e-9
"""0.63 / 0.70 - 1 is a fall of ten per cent, whatever binary fractions make of it."""


@dataclass(frozen=True)
class WarningState:
    """One threshold.

    Attributes
    ----------
    values : (quarter,)
        The series as reported, NaN where nothing is known.
    measured : float
        What is compared with the threshold now: the latest level, the change, or the number of quarters in a row.
    previous : float
        The value a change is measured from; NaN otherwise.
    since : str
        First quarter of the present run beyond the threshold; empty if it is not crossed.
    otherwise : WarningState or None
        The same under the other reading, of points or of a share of what it was, where the document leaves that open.
    """

    rule: Warning
    values: Array
    measured: float
    previous: float
    quarter: str
    since: str
    judgement: Judgement
    otherwise: WarningState | None = None


def early_warnings(plan: Plan, actuals: Actuals, paces: Sequence[Pace]) -> tuple[WarningState, ...]:
    """Return the state of every early-warning threshold.

    Parameters
    ----------
    paces : quarters of the pacing that attainment is judged by
    """
    found = []
    for rule in rules(plan).warnings:
        if rule.series == ATTAINMENT:
            values = np.array([pace.attainment if pace.past else math.nan for pace in paces])
        else:
            values = actuals.row(plan, Series(rule.series))
        state = warning_state(plan, rule, values)
        if rule.kind in ("rise", "fall") and rule.assumption is not None:
            other = rule.model_copy(update={"relative": not rule.relative})
            state = replace(state, otherwise=warning_state(plan, other, values))
        found.append(state)
    return tuple(found)


def warning_state(plan: Plan, rule: Warning, values: Array) -> WarningState:
    """Return where a threshold stands by the values of its series. Shape of `values`: (quarter,), NaN where unknown."""
    seen = [int(place) for place in np.flatnonzero(~np.isnan(values))]
    if not seen:
        return WarningState(rule, values, math.nan, math.nan, "", "", Judgement("none", "rule-no-actual"))
    window = int(rules(plan).change_window.value)
    measured = [_measure(rule, values, quarter, window) for quarter in seen]
    crossed = [_crosses(rule, one[0]) for one in measured]
    run = 0
    for one in reversed(crossed):
        if not one:
            break
        run += 1
    value, previous = measured[-1]
    # A run of falls is counted by its own length; every other condition must hold so many quarters in a row.
    needed = 1 if rule.kind == "falling" else rule.quarters
    since = plan.quarters[seen[-run]] if run else ""
    if not math.isfinite(value):
        judgement = Judgement("none", "rule-too-short")
    elif run >= needed:
        judgement = Judgement("red", "rule-crossed")
    else:
        judgement = Judgement("green", "rule-not-crossed")
    return WarningState(rule, values, value, previous, plan.quarters[seen[-1]], since, judgement)


def _measure(rule: Warning, values: Array, quarter: int, window: int) -> tuple[float, float]:
    """Return what the rule compares at a quarter, and the value a change starts from."""
    if rule.kind in ("below", "above"):
        return float(values[quarter]), math.nan
    if rule.kind == "falling":
        length = 0
        while quarter - length - 1 >= 0 and values[quarter - length] < values[quarter - length - 1]:
            length += 1
        return (float(length) if quarter and not math.isnan(values[quarter - 1]) else math.nan), math.nan
    earlier = [place for place in range(max(quarter - window, 0), quarter) if not math.isnan(values[place])]
    if not earlier:
        return math.nan, math.nan
    start = float(values[earlier[0]])
    change = float(values[quarter]) - start
    return (float(ratio(change, start)) if rule.relative else change), start


def _crosses(rule: Warning, measured: float) -> bool:
    if not math.isfinite(measured):
        return False
    if rule.kind == "falling":
        return measured >= rule.quarters
    assert rule.value is not None
    match rule.kind:
        case "below":
            return measured < rule.value
        case "above":
            return measured > rule.value
        case "rise":
            return measured >= rule.value - ROUNDING
    return measured <= -rule.value + ROUNDING
