"""Reopening: the numbers as stored, the numbers as the model gives them now, and what lies between."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from sim.language.errors import SimError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store.codec import Row
from sim.store.opened import AssumptionChange, Changes, Opened
from sim.store.records import Entry
from sim.store.snapshot import ROUNDING, Snapshot, largest_difference, same_bits, take_snapshot
from sim.version import MODEL_VERSION

ASSUMPTION_TOLERANCE = 1e-12


def reopen(entry: Entry, run: Row, stored: Snapshot, set_edited: bool) -> Opened:
    """Return a stored scenario beside its run of today.

    Parameters
    ----------
    entry, run, stored
        What the library holds of the revision.
    set_edited : bool
        The named assumption set has a newer revision than the run stood on.
    """
    inputs = json.loads(run["inputs"])
    assumptions = json.loads(run["beliefs"])
    scenario, now, problem, plan_hash = None, None, None, None
    try:
        plan_hash = load_plan(run["plan_id"]).hash
        scenario = Scenario.from_dict(inputs, load_plan)
        now = take_snapshot(scenario)
    except SimError as found:
        problem = found
    means = None if scenario is None or now is None else _run_at_means(scenario, stored, now)
    same = now if means is None else means
    changes = Changes(
        plan=(run["plan_hash"], plan_hash) if plan_hash is not None and plan_hash != run["plan_hash"] else None,
        model=(run["model_version"], MODEL_VERSION) if run["model_version"] != MODEL_VERSION else None,
        assumptions=() if scenario is None else assumption_changes(assumptions, scenario.central_assumptions()),
        set_edited=set_edited,
        problem=problem,
        identical=same is not None and same_bits(stored, same),
        largest=math.inf if same is None else largest_difference(stored, same),
        at_means=means is not None,
    )
    return Opened(entry, inputs, assumptions, scenario, stored, now, changes)


def _run_at_means(scenario: Scenario, stored: Snapshot, now: Snapshot) -> Snapshot | None:
    """Return the run at the means of the scenario's set if that is what was stored, and not the promise; else None.

    Both are told apart within the rounding of another processor.
    """
    if largest_difference(stored, now) <= ROUNDING or scenario.central_assumptions() == scenario.promised_assumptions():
        return None
    means = take_snapshot(scenario, scenario.run_at_means(), scenario.baseline_at_means())
    return means if largest_difference(stored, means) <= ROUNDING else None


def assumption_changes(then: Mapping[str, float], now: Mapping[str, float]) -> tuple[AssumptionChange, ...]:
    """Return the assumptions whose values differ, in the order of the plan; those that are gone come last."""
    changes = []
    for id in dict.fromkeys([*now, *then]):
        before, after = then.get(id), now.get(id)
        if before is None or after is None or not math.isclose(before, after, rel_tol=ASSUMPTION_TOLERANCE):
            changes.append(AssumptionChange(id, before, after))
    return tuple(changes)
