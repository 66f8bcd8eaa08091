"""What a pack has followed besides what its model answers: milestones entered by hand, and rules of what to do when.

Milestones move no result, so the file is no part of a pack's hash; its rules are, in a pack whose model plays them
(`sim.plan.policies`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from sim.plan.complaints import read_as
from sim.plan.plan import Plan
from sim.plan.schema import Name, Number, Quantity, Sourced, Strict, Value

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
    """What a rule does, as a change of something the model or the plan knows.

    `scope` is the region it is meant for. Money that is taken away goes `to` another budget where one is named, and
    `most` bounds what one step of a "set" takes away in a quarter.
    """

    target: str
    op: Literal["multiply", "add", "set"]
    value: Number
    unit: str
    scope: str = "company"
    to: str = ""
    most: Quantity | None = None


class Play(Sourced):
    """How the model plays a rule that is switched on; the documents state little of it, so it rests on reasoning.

    A rule that acts `while` its trigger holds lets go once the measure is `release` beyond the trigger's value, and may
    act again, `times` in all. One that is done `for_good` adds a step each time and is not taken back. Nothing before
    the quarter `first` is assessed. `cost` is paid each time it begins to act [CNY_m].
    """

    lasts: Literal["while", "for_good"]
    release: Annotated[Number, Field(ge=0)] = 0
    times: Annotated[int, Field(ge=1, le=20)] = 1
    first: Annotated[int, Field(ge=1, le=20)] = 1
    cost: Annotated[Number, Field(ge=0)] = 0


class Rule(Strict):
    """An adjustment rule of the documents; what is watched and what to do stands in the pack's texts."""

    id: Name
    trigger: Trigger
    actions: list[Action] = Field(default_factory=list)
    play: Play | None = None  # without it the model does not know what the rule is about; Tracking follows it
    source: list[str]


class TrackingFile(Strict):
    """tracking.yaml."""

    milestones: list[Watched] = Field(default_factory=list)
    rules: list[Rule] = Field(default_factory=list)

    def values(self) -> dict[str, Sourced]:
        """Return everything that rests on a source, by its place in the file."""
        found: dict[str, Sourced] = {}
        for rule in self.rules:
            found[f"rules.{rule.id}.trigger"] = rule.trigger
            for place, one in enumerate(rule.actions):
                found[f"rules.{rule.id}.actions.{place}"] = one
                if one.most:
                    found[f"rules.{rule.id}.actions.{place}.most"] = one.most
            if rule.play:
                found[f"rules.{rule.id}.play"] = rule.play
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
