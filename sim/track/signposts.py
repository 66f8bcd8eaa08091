"""Signposts: the conditions on which the target hangs, watched as actuals come in, each with what to do next.

Conditions come from `sim.decide.discover`. Where one is written of an assumption, actuals move what is believed of it
by the weights of the reforecast; the condition is crossed once its right side is no longer the likelier one.

References
----------
haasnoot-2013 : M. Haasnoot et al., Dynamic adaptive policy pathways, Global Environmental Change 23.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.decide.discover import Discovery, Limit, discover
from sim.decide.lever import lever_answers
from sim.decide.space import Bounds, movable
from sim.plan import Lever
from sim.scenario import Scenario
from sim.track.rules import Judgement
from sim.track.tracking import Tracking
from sim.track.weights import even_weights

RISK = "risk."
NEAR = 1 / 3
"""From this probability of its wrong side on, a signpost is told to be near."""


@dataclass(frozen=True)
class Signpost:
    """One condition.

    Attributes
    ----------
    works : whether the condition speaks for reaching the target; else for missing it
    before, now : probability that things stand on the right side, before any actuals and with them
    middle : float
        Median of the assumption with the actuals; of a risk case the probability that it happens.
    mitigation : the countermeasure that is the next action for a risk case, or None
    lever : the lever of ours that moves the target most, which is the next action for an assumption, or None
    """

    limit: Limit
    works: bool
    before: float
    now: float
    middle: float
    judgement: Judgement
    mitigation: str | None
    lever: Lever | None


@lru_cache(maxsize=8)
def conditions(scenario: Scenario) -> Discovery:
    """Return when a scenario's target is missed or reached; kept, as it costs a second."""
    return discover(scenario)


@lru_cache(maxsize=8)
def strongest_lever(scenario: Scenario) -> Lever | None:
    """Return the lever that alone can move the target's measure most, as promised, of those that a search moves."""
    ids = [lever.id for lever in movable(scenario.plan, Bounds())]
    own = [one for one in lever_answers(scenario, ids) if one.matters] if ids else []
    return max(own, key=lambda one: one.best).lever if own else None


def signposts(tracking: Tracking) -> tuple[Signpost, ...]:
    """Return a signpost for each condition on which the target hangs, the most doubtful first.

    Raises
    ------
    ScenarioError
        Nothing sets misses and successes apart, so there is nothing to watch.
    """
    found = conditions(tracking.scenario)
    rows = [_signpost(tracking, found, one) for one in found.box]
    return tuple(sorted(rows, key=lambda one: one.now))


def _signpost(tracking: Tracking, found: Discovery, limit: Limit) -> Signpost:
    futures = tracking.result.futures
    weights = tracking.result.weights.values
    measure: str | None = None
    lever: Lever | None = None
    if limit.input.startswith(RISK):
        id = limit.input.removeprefix(RISK)
        values = (futures.onset[id] > 0).astype(float)
        mitigation = tracking.plan.risks[id].mitigation
        measure = None if mitigation is None else mitigation.measure
        middle = float(values @ weights)
    else:
        values = futures.inputs[limit.input]
        lever = strongest_lever(tracking.scenario)
        order = np.argsort(values)
        middle = float(values[order][np.searchsorted(np.cumsum(weights[order]), 0.5)])
    low = -math.inf if limit.low is None else limit.low
    high = math.inf if limit.high is None else limit.high
    inside = (values >= low) & (values <= high)
    right = inside if found.works else ~inside
    first = even_weights(futures.draws, tracking.scenario.draws).values
    before, now = float(right @ first), float(right @ weights)
    return Signpost(limit, found.works, before, now, middle, _judge(tracking, now), measure, lever)


def _judge(tracking: Tracking, now: float) -> Judgement:
    if not tracking.result.used:
        return Judgement("none", "rule-no-actual")
    if now < 0.5:
        return Judgement("red", "rule-signpost-crossed")
    return Judgement("amber", "rule-signpost-near") if 1 - now >= NEAR else Judgement("green", "rule-signpost-holds")
