"""What comes of reading a saved run again: its inputs, its results then and now, and what changed between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.language.errors import SimError
from sim.scenario import Scenario
from sim.store.records import Difference, Entry, Revision
from sim.store.snapshot import Snapshot


@dataclass(frozen=True)
class RevisionDiff:
    """What changed from one revision to another: texts and inputs, and the results of both."""

    before: Revision
    after: Revision
    differences: tuple[Difference, ...]
    snapshot_before: Snapshot
    snapshot_after: Snapshot


@dataclass(frozen=True)
class AssumptionChange:
    """An assumption whose value is no longer what the stored run stood on; None where it is new or gone."""

    id: str
    then: float | None
    now: float | None


@dataclass(frozen=True)
class Changes:
    """What is different now from when a run was stored.

    Attributes
    ----------
    plan, model : (then, now) or None
        Plan hash and model version, where they differ; of the plan, the newest version is what is now.
    assumptions : tuple
        Values that differ, within 1e-12 of their size.
    set_edited : bool
        The named assumption set has been saved anew since.
    problem : SimError or None
        Why the inputs can no longer be run: the plan is gone, this version of it was not kept, or it no longer admits
        them.
    identical : bool
        Every number has the very bits of the stored one when the run that was stored is run again.
    largest : float
        Largest relative difference between a stored number and the same run of today.
    at_means : bool
        The stored run is that at the means of its assumption set, as libraries kept it before a single run stood
        under the plan's promise; `identical` and `largest` are of that run, and the promise is another one.
    """

    plan: tuple[str, str] | None
    model: tuple[str, str] | None
    assumptions: tuple[AssumptionChange, ...]
    set_edited: bool
    problem: SimError | None
    identical: bool
    largest: float
    at_means: bool = False


@dataclass(frozen=True)
class Opened:
    """A reopened scenario: inputs, the results as stored, and the results as promised by the model now.

    `inputs` and `stored` are always there.

    Attributes
    ----------
    scenario : Scenario or None
        Under the version of the plan that it was saved with; None where that cannot be run.
    renewed, now : Scenario and Snapshot, or None
        The same inputs under the newest version of the plan, and their results; None where it does not admit them.
    """

    entry: Entry
    inputs: Mapping[str, Any]
    assumptions: Mapping[str, float]
    scenario: Scenario | None
    stored: Snapshot
    now: Snapshot | None
    changes: Changes
    renewed: Scenario | None = None

    @property
    def differs_now(self) -> bool:
        """Tell whether the run of today shows other numbers than the stored ones."""
        return self.now is not None and (self.changes.at_means or not self.changes.identical)
