"""When something counts as on track: the rules, as data with sources, and the three states they lead to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from sim.language import key
from sim.plan import Plan
from sim.plan.schema import Number, Sourced, Strict
from sim.plan.watched import FILE, Attainment, Limit, Outlook, Warning, read_watched
from sim.track.measures import FOLDER

Status = Literal["green", "amber", "red", "none"]


class Shape(Sourced):
    """How a year's target is spread over its four quarters."""

    text: str
    shares: Annotated[list[Number], Field(min_length=4, max_length=4)]
    unit: str


class Reading(Sourced):
    trailing_quarters: int
    unit: str


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


def rules(plan: Plan | None = None) -> Rules:
    """Return the rules of a plan: what its pack states, and for everything else those of every plan."""
    return _rules_of("" if plan is None else plan.extras.get(FILE, ""))


@lru_cache(maxsize=16)
def _rules_of(text: str) -> Rules:
    general = Rules.model_validate(yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8")))
    own = read_watched(text)
    said: dict[str, Any] = {name: getattr(own, name) for name in ("attainment", "outlook", "change_window")}
    if own.warnings is not None:
        said["warnings"] = [one.model_copy(update={"text": key("tracking-rule", one.id)}) for one in own.warnings]
    return general.model_copy(update={name: one for name, one in said.items() if one is not None})


@dataclass(frozen=True)
class Judgement:
    """A state and the key of the reason for it (`rule-…`)."""

    status: Status
    reason: str


def judge_attainment(attainment: Sequence[float], plan: Plan | None = None) -> Judgement:
    """Judge the latest of several quarters.

    Parameters
    ----------
    attainment : oldest first [fraction]
        Actual over target; NaN where nothing is known.
    plan : by whose limits, if by any plan's own

    Returns
    -------
    Judgement
        Red below the red limit, or when too many quarters in a row are below the green limit; amber below the green
        limit; green otherwise; none where the latest is not known.
    """
    rule = rules(plan).attainment
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


def judge_outlook(probability: float, plan: Plan | None = None) -> Judgement:
    """Judge what still lies ahead by its probability."""
    rule = rules(plan).outlook
    if not math.isfinite(probability):
        return Judgement("none", "rule-no-forecast")
    if probability >= rule.green_from.value:
        return Judgement("green", "rule-likely")
    return Judgement("red", "rule-unlikely") if probability < rule.red_below.value else Judgement("amber", "rule-open")


def strength_word(bayes_factor: float) -> str:
    """Return the word (`weak` … `very-strong`) for a Bayes factor of at least one."""
    words = rules().strength.from_
    return [word for word, start in words.items() if bayes_factor >= start][-1]


def counts(judgements: Sequence[Judgement]) -> dict[Status, int]:
    """Return how many are in each state."""
    found: dict[Status, int] = {"green": 0, "amber": 0, "red": 0, "none": 0}
    for one in judgements:
        found[one.status] += 1
    return found
