"""What the model cannot show, first: counts that say how little it rests on, and where it is blind.

The counted limits are computed from the plan pack, so they change with it; what the structure of the model leaves out
is a fixed list of text keys, `limit-<id>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sim.model.rounding import add_up
from sim.plan import Plan
from sim.plan.schema import StatedAssumption
from sim.trust.sensitivity import range_effects

Grade = Literal["document", "read", "secondary", "memory", "judgement", "fit"]

GRADES: tuple[Grade, ...] = ("document", "read", "secondary", "memory", "judgement", "fit")
"""From the best evidence to the weakest; a fit is none."""


def structural(plan: Plan) -> tuple[str, ...]:
    """Return what the equations leave out of this plan: with the price module, competitors do answer."""
    return tuple(id for id in STRUCTURAL if id != "feedback" or "price" not in plan.modules)


STRUCTURAL = ("feedback", "same-mix", "one-company", "no-response-data", "dependence", "horizon")
"""What the equations leave out, whatever the numbers."""


@dataclass(frozen=True)
class Limits:
    """How little the model rests on.

    Attributes
    ----------
    fitted, targets : int
        Numbers fitted, and numbers they were fitted to.
    actual_years : int
        Years of actual revenue there are.
    by_grade : mapping grade → (assumptions, their share of the revenue that all ranges together move)
    """

    fitted: int
    targets: int
    actual_years: int
    assumptions: int
    by_grade: Mapping[Grade, tuple[int, float]]

    @property
    def shares(self) -> dict[Grade, float]:
        """The share of each grade in whole per cent, adding up to all."""
        return add_up({grade: share for grade, (_, share) in self.by_grade.items()}, 0.01)

    @property
    def unsupported_share(self) -> float:
        """Return the share of what the assumptions move that rests on judgement, memory or the fit, as `shares` say."""
        return sum(self.shares[grade] for grade in ("memory", "judgement", "fit"))


def grade(plan: Plan, id: str, assumption_set: str) -> Grade:
    """Return the weakest kind of evidence that an assumption needs under a set.

    Reasoning makes it judgement whatever else is cited; of several publications the least read one counts.
    """
    entry = plan.assumptions[id]
    stated: StatedAssumption | None = plan.assumption_sets[assumption_set].get(id)
    if stated is not None and stated.fit is not None:
        return "fit"
    sources = stated.sources if stated is not None else entry.sources
    reason = stated.assumption if stated is not None else entry.reason
    if reason:
        return "judgement"
    read = [plan.references[source].read for source in sources if source in plan.references]
    if "memory" in read:
        return "memory"
    if "secondary" in read:
        return "secondary"
    return "read" if read else "document"


@lru_cache(maxsize=8)
def limits(plan: Plan, assumption_set: str = "") -> Limits:
    """Count them for a plan and an assumption set."""
    assumption_set = assumption_set or plan.promise_set
    size = {effect.id: effect.width for effect in range_effects(plan, assumption_set)}
    total = sum(size.values())
    by_grade = {}
    for name in GRADES:
        ids = [id for id in plan.assumptions if grade(plan, id, assumption_set) == name]
        by_grade[name] = len(ids), sum(size[id] for id in ids) / total
    fitted = sum(stated.fit is not None for stated in plan.assumption_sets[assumption_set].values())
    return Limits(fitted, fitted, len(plan.history), len(plan.assumptions), by_grade)
