"""When something counts as on track: the rules, as data with sources, and the three states they lead to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

import yaml
from pydantic import Field

from sim.plan.schema import Number, Sourced, Strict
from sim.track.measures import FOLDER

Status = Literal["green", "amber", "red", "none"]
MONTHS_A_QUARTER = 3


class Limit(Sourced):
    value: Number
    unit: str


class Attainment(Strict):
    green_from: Limit
    red_below: Limit
    red_after: Limit


class Outlook(Strict):
    green_from: Limit
    red_below: Limit


class Shape(Sourced):
    """How a year's target is spread over its four quarters."""

    text: str
    shares: Annotated[list[Number], Field(min_length=4, max_length=4)]
    unit: str


class Reading(Sourced):
    trailing_quarters: int
    unit: str


class Warning(Strict):
    """An early-warning threshold.

    `below` and `above` compare a level, `rise` and `fall` a change over the change window (relative or in points),
    `falling` counts quarters in a row that went down. `months` in a row are read as whole quarters. `assumption` is the
    key of why a change is read so, where the document leaves it open.
    """

    id: str
    text: str
    kind: Literal["below", "above", "rise", "fall", "falling"]
    value: Number | None = None
    unit: str | None = None
    source: str | None = None
    relative: bool = False
    assumption: str | None = None
    months: int | None = None
    months_source: str | None = None

    @property
    def quarters(self) -> int:
        """How many quarters in a row the condition must hold."""
        return math.ceil((self.months or 1) / MONTHS_A_QUARTER)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for source in (self.source, self.months_source) if source))


class Reforecast(Strict):
    least_futures: Limit
    draws: Limit


class Strength(Strict):
    source: str
    from_: Annotated[dict[str, float], Field(alias="from")]


class Rules(Strict):
    """rules.yaml."""

    attainment: Attainment
    outlook: Outlook
    pacing: dict[str, Shape]
    reading: Reading
    warnings: list[Warning]
    change_window: Limit
    reforecast: Reforecast
    strength: Strength


@lru_cache
def rules() -> Rules:
    """Return the rules."""
    return Rules.model_validate(yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Judgement:
    """A state and the key of the reason for it (`rule-…`)."""

    status: Status
    reason: str


def judge_attainment(attainment: Sequence[float]) -> Judgement:
    """Judge the latest of several quarters.

    Parameters
    ----------
    attainment : oldest first [fraction]
        Actual over target; NaN where nothing is known.

    Returns
    -------
    Judgement
        Red below the red limit, or when too many quarters in a row are below the green limit; amber below the green
        limit; green otherwise; none where the latest is not known.
    """
    rule = rules().attainment
    if not attainment or not math.isfinite(attainment[-1]):
        return Judgement("none", "rule-no-actual")
    latest = attainment[-1]
    if latest < rule.red_below.value:
        return Judgement("red", "rule-far-below")
    if latest >= rule.green_from.value:
        return Judgement("green", "rule-reached" if latest >= 1 else "rule-nearly-reached")
    count = int(rule.red_after.value)
    recent = attainment[-count:]
    if len(recent) == count and all(value < rule.green_from.value for value in recent):
        return Judgement("red", "rule-below-again")
    return Judgement("amber", "rule-below-once")


def judge_outlook(probability: float) -> Judgement:
    """Judge what still lies ahead by its probability."""
    rule = rules().outlook
    if not math.isfinite(probability):
        return Judgement("none", "rule-no-forecast")
    if probability >= rule.green_from.value:
        return Judgement("green", "rule-likely")
    return Judgement("red", "rule-unlikely") if probability < rule.red_below.value else Judgement("amber", "rule-open")


def strength_word(bayes_factor: float) -> str:
    """Return the word (`weak` … `very-strong`) for a Bayes factor of at least one."""
    words = rules().strength.from_
    return [word for word, start in words.items() if bayes_factor >= start][-1]
