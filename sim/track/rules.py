"""When something counts as on track: the rules, as data with sources, and the three states they lead to.

What rules.yaml takes from documents of the plan that comes with the program counts as stated only in a plan that holds
the same facts; for every other it is an assumption of the program.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from sim.language import key
from sim.plan import Plan, load_plan
from sim.plan.schema import Number, Sourced, Strict
from sim.plan.watched import FILE, Attainment, Limit, Outlook, Warning, read_watched
from sim.track.measures import FOLDER

Status = Literal["green", "amber", "red", "none"]
ASSUMED = "reason-track-assumed"
"""Why a rule holds for a plan whose documents do not state it."""


class Shape(Sourced):
    """How a year's target is spread over its four quarters."""

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
    general = _general()
    if plan is None:
        return general
    limits = (general.attainment.green_from, general.attainment.red_below)
    sources = {id for one in (*limits, *general.pacing.values(), *general.warnings) for id in one.sources}
    return _rules_of(plan.extras.get(FILE, ""), frozenset(own_facts(plan, sources)))


def own_facts(plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """Return which facts of the plan that comes with the program a plan states as well, word for word."""
    facts = load_plan().facts
    return tuple(id for id in ids if id in plan.facts and plan.facts[id] == facts.get(id))


@lru_cache
def _general() -> Rules:
    return Rules.model_validate(yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8")))


def _for_plan(one: Any, facts: frozenset[str]) -> Any:
    """Return a rule of every plan for one that states these facts: with its sources, or as an assumption."""
    if facts.issuperset(one.sources):
        return one
    none = {name: None for name in ("source", "months_source") if name in type(one).model_fields}
    return one.model_copy(update=none | {"assumption": one.assumption or ASSUMED})


@lru_cache(maxsize=16)
def _rules_of(text: str, facts: frozenset[str]) -> Rules:
    general, own = _general(), read_watched(text)
    limits = {name: _for_plan(one, facts) for name, one in general.attainment}
    general = general.model_copy(
        update={
            "attainment": Attainment(**limits),
            "pacing": {id: _for_plan(one, facts) for id, one in general.pacing.items()},
            "warnings": [_for_plan(one, facts) for one in general.warnings],
        }
    )
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
