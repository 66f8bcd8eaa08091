"""What a pack has followed besides what its model answers: milestones entered by hand, early warnings, rules of what to
do when, and from where on something counts as on track.

Milestones, warnings and limits move no result, so the file is no part of a pack's hash; its rules are, in a pack whose
model plays them (`sim.plan.policies`). Warnings and limits that a pack does not state are those of every plan
(data/track/rules.yaml).
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.plan.complaints import complain, read_as
from sim.plan.pack import Pack, one_of
from sim.plan.plan import Plan
from sim.plan.schema import Name, Number, Quantity, Sourced, Strict, Value, admissible

FILE = "tracking.yaml"
"""The pack's optional file."""
MEASURES = Path(__file__).resolve().parents[2] / "data" / "track" / "measures.yaml"
COMPANY = "company"
ATTAINMENT, GROWTH = "attainment", "revenue_growth"
"""What is watched without being entered: how far a quarter's target was met, and growth on the year before."""
MONTHS_A_QUARTER = 3


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


class Limit(Sourced):
    value: Number
    unit: str


class Attainment(Strict):
    """From which attainment on something is on track, below which it is off, and after how many quarters in between."""

    green_from: Limit
    red_below: Limit
    red_after: Limit


class Outlook(Strict):
    """From which chance on something that lies ahead is on track, and below which it is off."""

    green_from: Limit
    red_below: Limit


class Warning(Strict):
    """An early-warning threshold.

    `below` and `above` compare a level, `rise` and `fall` a change over the change window (relative or in points),
    `falling` counts quarters in a row that went down. `months` in a row are read as whole quarters. `assumption` is the
    key of why the threshold is what it is, or why a change is read so where a document leaves it open. `metric` is what
    is watched, the `id` itself where it says nothing; `text` the key of its name, a pack's own by default.
    """

    id: Name
    metric: str = ""
    text: str = ""
    kind: Literal["below", "above", "rise", "fall", "falling"]
    value: Number | None = None
    unit: str | None = None
    source: str | None = None
    relative: bool = False
    assumption: str | None = None
    months: Annotated[int, Field(ge=1, le=24)] | None = None
    months_source: str | None = None

    @model_validator(mode="after")
    def says_when(self) -> Self:
        stated = self.months is not None if self.kind == "falling" else self.value is not None
        if not stated:
            rule = "falling: months" if self.kind == "falling" else f"{self.kind}: value, unit"
            raise PydanticCustomError("shape", "{rule}", {"rule": rule})
        if not self.sources and not self.assumption:
            raise PydanticCustomError("no_source", "a source or an assumption is missing")
        return self

    @property
    def series(self) -> str:
        return self.metric or self.id

    @property
    def quarters(self) -> int:
        """How many quarters in a row the condition must hold."""
        return math.ceil((self.months or 1) / MONTHS_A_QUARTER)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for source in (self.source, self.months_source) if source))


class TrackingFile(Strict):
    """tracking.yaml. Lists may also stand as tables by id (of milestones, by fact), as a workbook writes them."""

    milestones: list[Watched] = Field(default_factory=list)
    rules: list[Rule] = Field(default_factory=list)
    warnings: list[Warning] | None = None
    attainment: Attainment | None = None
    outlook: Outlook | None = None
    change_window: Limit | None = None

    @model_validator(mode="before")
    @classmethod
    def tables_are_lists(cls, content: Any) -> Any:
        if not isinstance(content, dict):
            return content
        named = {"milestones": "fact", "rules": "id", "warnings": "id"}
        return {
            name: [{named[name]: id, **one} if isinstance(one, dict) else one for id, one in part.items()]
            if name in named and isinstance(part, dict)
            else part
            for name, part in content.items()
        }

    @property
    def named_ids(self) -> tuple[str, ...]:
        """Return what the pack's texts name: its rules and its warnings."""
        return tuple(one.id for one in (*self.rules, *(self.warnings or ())))

    def values(self) -> dict[str, Any]:
        """Return everything that rests on a source, by its place in the file."""
        found: dict[str, Any] = {}
        for rule in self.rules:
            found[f"rules.{rule.id}.trigger"] = rule.trigger
            for place, one in enumerate(rule.actions):
                found[f"rules.{rule.id}.actions.{place}"] = one
                if one.most:
                    found[f"rules.{rule.id}.actions.{place}.most"] = one.most
            if rule.play:
                found[f"rules.{rule.id}.play"] = rule.play
        for name in ("attainment", "outlook"):
            found |= {f"{name}.{part}": one for part, one in dict(getattr(self, name) or ()).items()}
        found |= {f"warnings.{one.id}": one for one in self.warnings or ()}
        return found | ({"change_window": self.change_window} if self.change_window else {})

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


@lru_cache
def entered_measures() -> dict[str, bool]:
    """Return what can be entered quarter by quarter, and whether by hand alone: the ids of data/track/measures.yaml."""
    stated = yaml.load(MEASURES.read_text(encoding="utf-8"), yaml.CSafeLoader)["measures"]
    return {id: bool(one.get("by_hand", False)) for id, one in stated.items()}


def check_watched(pack: Pack, plan: Plan) -> None:
    """Check that what a pack has followed is there: measures, regions, quarters, facts, sources.

    Raises
    ------
    PlanError
        Something is not; names the place in the file and what is allowed.
    """
    file, known = tracking_of(plan), entered_measures()
    by_hand = tuple(id for id, alone in known.items() if alone)
    for place, value in file.values().items():
        pack.rests(value, "", None, FILE, place)
    for place, fact in file.facts().items():
        if fact not in plan.facts:
            complain("error-plan-source", file=FILE, key=place, value=fact)
    periods = (*(str(year) for year in plan.years), *plan.quarters)
    for place, one in enumerate(file.milestones):
        one_of(one.metric, (*admissible()["milestones"], *by_hand), FILE, f"milestones.{place}.metric")
        one_of(one.period, periods, FILE, f"milestones.{place}.period")
        _check_scope(plan, one.scope, (*plan.products, COMPANY), f"milestones.{place}.scope")
    for rule in file.rules:
        one_of(rule.trigger.metric, (GROWTH, *known), FILE, f"rules.{rule.id}.trigger.metric")
        _check_scope(plan, rule.trigger.scope, (COMPANY,), f"rules.{rule.id}.trigger.scope")
    for one in file.warnings or ():
        one_of(one.series, (ATTAINMENT, *known), FILE, f"warnings.{one.id}.metric")


def _check_scope(plan: Plan, scope: str, wholes: tuple[str, ...], place: str) -> None:
    for part in (scope,) if scope in wholes else scope.split("+"):
        one_of(part, (*wholes, *plan.regions), FILE, place)


def tracking_of(plan: Plan) -> TrackingFile:
    """Return what a plan's pack has followed."""
    return read_watched(plan.extras.get(FILE, ""))
