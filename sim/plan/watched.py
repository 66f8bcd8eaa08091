"""What a pack has followed besides what its model answers: milestones entered by hand, and rules of what to do when.

Nothing here moves a result, so the file is no part of a pack's hash.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from sim.plan.complaints import read_as
from sim.plan.plan import Plan
from sim.plan.schema import Name, Number, Strict, Value

FILE = "tracking.yaml"
"""The pack's optional file."""


class Watched(Strict):
    """A milestone of the documents: of a measure of the model, or of one that is entered by hand.

    `base` is the fact that says where the base year stood, for measures the model does not know.
    """

    fact: str
    metric: str
    scope: str = "company"
    period: Annotated[str, Field(pattern=r"^\d{4}(Q[1-4])?$")]
    base: str = ""


class Trigger(Value):
    """A rule begins to hold where a measure lies below (or above) a value so many quarters running."""

    metric: str
    scope: str = "company"
    side: Literal["below", "above"] = "below"
    unit: str
    quarters: Annotated[int, Field(ge=1, le=8)] = 1


class Action(Value):
    """What a rule does, as a change of something the model or the plan knows."""

    target: str
    op: Literal["multiply", "add", "set"]
    value: Number
    unit: str


class Rule(Strict):
    """An adjustment rule of the documents; what is watched and what to do stands in the pack's texts."""

    id: Name
    trigger: Trigger
    actions: list[Action] = Field(default_factory=list)
    source: list[str]


class TrackingFile(Strict):
    """tracking.yaml."""

    milestones: list[Watched] = Field(default_factory=list)
    rules: list[Rule] = Field(default_factory=list)

    def values(self) -> dict[str, Value]:
        """Return everything that rests on a source, by its place in the file."""
        found: dict[str, Value] = {}
        for rule in self.rules:
            found[f"rules.{rule.id}.trigger"] = rule.trigger
            found |= {f"rules.{rule.id}.actions.{place}": one for place, one in enumerate(rule.actions)}
        return found

    def facts(self) -> dict[str, str]:
        """Return every fact that is named outside of values, by its place in the file."""
        found = {f"milestones.{place}.fact": one.fact for place, one in enumerate(self.milestones)}
        found |= {f"milestones.{place}.base": one.base for place, one in enumerate(self.milestones) if one.base}
        for rule in self.rules:
            found |= {f"rules.{rule.id}.source.{place}": one for place, one in enumerate(rule.source)}
        return found


@lru_cache(maxsize=16)
def read_watched(text: str) -> TrackingFile:
    """Return what the text of a tracking.yaml says; of none, nothing.

    Raises
    ------
    PlanError
        It breaks a rule.
    """
    return read_as(TrackingFile, text, FILE)


def watched(plan: Plan) -> TrackingFile:
    """Return what a plan's pack has followed."""
    return read_watched(plan.extras.get(FILE, ""))
