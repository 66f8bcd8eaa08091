"""Reopening: the numbers as stored, the numbers as the model gives them now, and what lies between."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from sim.language.errors import PlanError, SimError
from sim.plan import Plan, load_plan
from sim.scenario import Scenario
from sim.scenario.target import TOLERANCE
from sim.store.codec import Row
from sim.store.opened import AssumptionChange, Changes, Opened
from sim.store.plans import Plans
from sim.store.records import Entry
from sim.store.snapshot import Snapshot, largest_difference, same_bits, take_snapshot

ASSUMPTION_TOLERANCE = 1e-12


def reopen(entry: Entry, run: Row, stored: Snapshot, set_edited: bool, plans: Plans) -> Opened:
    """Return a stored scenario under the version of its plan that it was saved with, beside its run of today.

    Parameters
    ----------
    entry, run, stored
        What the library holds of the revision.
    set_edited : bool
        The named assumption set has a newer revision than the run stood on.
    plans : Plans
        Those of the library, for versions that are no longer the newest.
    """
    inputs = json.loads(run["inputs"])
    assumptions = json.loads(run["beliefs"])
    renewed, now, problem, newest = None, None, None, None
    try:
        newest = _newest(run["plan_id"], plans)
        renewed = Scenario.from_dict(inputs, lambda _: newest)
        now = take_snapshot(renewed)
    except SimError as found:
        problem = found
    scenario, lacking = renewed, problem
    if newest is None or newest.hash != run["plan_hash"]:
        scenario, lacking = _earlier_scenario(inputs, run, plans)
        if newest is None and scenario is None:
            lacking = problem
    means = None if renewed is None or now is None else _run_at_means(renewed, stored, now)
    same = now if means is None else means
    plan_hash, model = (None, None) if newest is None else (newest.hash, newest.model)
    changes = Changes(
        plan=(run["plan_hash"], plan_hash) if plan_hash is not None and plan_hash != run["plan_hash"] else None,
        model=(run["model_version"], model) if model not in (None, run["model_version"]) else None,
        assumptions=() if renewed is None else assumption_changes(assumptions, renewed.central_assumptions()),
        set_edited=set_edited,
        problem=lacking,
        identical=same is not None and same_bits(stored, same),
        largest=math.inf if same is None else largest_difference(stored, same),
        at_means=means is not None,
    )
    return Opened(entry, inputs, assumptions, scenario, stored, now, changes, renewed)


def _newest(id: str, plans: Plans) -> Plan:
    """Return the newest version of a plan of this process, or else of the library that holds the scenario."""
    try:
        return load_plan(id)
    except SimError as problem:
        if problem.key != "error-plan-unknown" or plans.find(id) is None:
            raise
        return plans.newest(id)


def _earlier_scenario(inputs: Mapping[str, Any], run: Row, plans: Plans) -> tuple[Scenario | None, SimError | None]:
    """Return a scenario under an earlier version of its plan, or what stands in the way."""
    try:
        plan = plans.version(run["plan_id"], run["plan_hash"])
        if plan is None:
            raise PlanError("error-plan-version", plan=run["plan_id"], version=run["plan_hash"][:8])
        return Scenario.from_dict(inputs, lambda _: plan), None
    except SimError as problem:
        return None, problem


def _run_at_means(scenario: Scenario, stored: Snapshot, now: Snapshot) -> Snapshot | None:
    """Return the run at the means of the scenario's set if that is what was stored, and not the promise; else None.

    Both are told apart within the rounding of another processor.
    """
    same_assumptions = scenario.central_assumptions() == scenario.promised_assumptions()
    if same_assumptions or largest_difference(stored, now) <= TOLERANCE:
        return None
    means = take_snapshot(scenario, scenario.run_at_means(), scenario.baseline_at_means())
    return means if largest_difference(stored, means) <= TOLERANCE else None


def assumption_changes(then: Mapping[str, float], now: Mapping[str, float]) -> tuple[AssumptionChange, ...]:
    """Return the assumptions whose values differ, in the order of the plan; those that are gone come last."""
    changes: list[AssumptionChange] = []
    for id in dict.fromkeys([*now, *then]):
        before, after = then.get(id), now.get(id)
        if before is None or after is None or not math.isclose(before, after, rel_tol=ASSUMPTION_TOLERANCE):
            changes.append(AssumptionChange(id, before, after))
    return tuple(changes)
