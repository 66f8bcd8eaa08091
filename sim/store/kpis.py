"""The headline numbers of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHANCE = "p_target"
TARGET_FIELDS = ("target_result", "target_gap", "target_reached", "p_target", "p_target_se")
OUTLOOK_FIELDS = ("promise", "likely")
PROMISE, MEANS = "promise", "means"
"""Kinds of run whose numbers are kept: as promised, or, in older libraries, the single run at the means of a set."""


@dataclass(frozen=True)
class Kpis:
    """Headline numbers of a run: of the plan's last year (`year`) unless said otherwise.

    Attributes
    ----------
    values : mapping measure id → value
        One a measure of `sim.model.measures` that a run and its baseline give; None where there is none, such as the
        return of a programme that costs nothing. `kpis["revenue"]` gives one of them.
    target_result, target_gap : in the target measure's unit
        The measure in the target's year, and how far it is above (+) or below (-) the target.
    p_target, p_target_se
        None until the chance has been simulated.
    run_kind : "promise", "means" or None
        Of the numbers above; None where an older program kept them and nobody has asked since.
    promise, likely : mapping or None
        `sim.analysis.promise.promise_document` and `sim.analysis.outlook.likely_document` of the time of saving; None
        as `run_kind`.
    """

    year: int
    values: Mapping[str, float | None]
    target_result: float
    target_gap: float
    target_reached: bool
    p_target: float | None = None
    p_target_se: float | None = None
    run_kind: str | None = None
    promise: Mapping[str, Any] | None = None
    likely: Mapping[str, Any] | None = None

    def __getitem__(self, id: str) -> float | None:
        """Return one headline number; the chance under its measure's id as well; None where there is none."""
        return self.p_target if id == CHANCE else self.values.get(id)

    def document(self) -> dict[str, Any]:
        """Return plain JSON values, the numbers beside the year."""
        rest = {name: getattr(self, name) for name in TARGET_FIELDS}
        return {"year": self.year, **self.values, **rest}
