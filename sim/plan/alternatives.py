"""Where a plan's documents contradict each other and the pack had to choose: the choice, and the other readings.

A reading sets levers and assumptions, as a scenario would. It moves no result until a scenario takes it, so the file is
no part of a pack's hash.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from sim.language import key
from sim.language.errors import Listed
from sim.plan.complaints import complain, read_as
from sim.plan.schema import Name, Number, Sourced, Strict

if TYPE_CHECKING:
    from sim.plan.plan import Plan

FILE = "alternatives.yaml"
"""The pack's optional file."""


class Reading(Sourced):
    """One way to read the documents: what it rests on, and the levers and assumptions that it sets, in their units."""

    id: Name
    set: Annotated[dict[str, Number], Field(min_length=1, max_length=8)]


class Question(Strict):
    """What the documents answer in several ways; the first reading is the pack's own."""

    id: Name
    readings: Annotated[list[Reading], Field(min_length=2, max_length=6)]

    @property
    def own_reading(self) -> Reading:
        """Return the pack's own reading."""
        return self.readings[0]

    @property
    def quantities(self) -> tuple[str, ...]:
        """Return the levers and assumptions that any reading sets."""
        return tuple(dict.fromkeys(id for one in self.readings for id in one.set))


class AlternativesFile(Strict):
    """alternatives.yaml."""

    questions: list[Question] = Field(default_factory=list)

    def values(self) -> dict[str, Sourced]:
        """Return everything that rests on a source, by its place in the file."""
        return {f"questions.{one.id}.{reading.id}": reading for one in self.questions for reading in one.readings}

    @property
    def names(self) -> tuple[str, ...]:
        """Return what a pack's texts name: questions, and their readings as `question.reading`."""
        return tuple(
            name for one in self.questions for name in (one.id, *(f"{one.id}.{reading.id}" for reading in one.readings))
        )


@lru_cache(maxsize=16)
def read_alternatives(text: str) -> AlternativesFile:
    """Return what the text of an alternatives.yaml says; of none, nothing.

    Raises
    ------
    PlanError
        It breaks a rule.
    """
    return read_as(AlternativesFile, text, FILE)


def alternatives(plan: Plan) -> tuple[Question, ...]:
    """Return where the plan's documents contradict each other, with the readings there are."""
    return tuple(read_alternatives(plan.extras.get(FILE, "")).questions)


def check_alternatives(plan: Plan) -> None:
    """Refuse readings of what the plan does not have, out of range, twice, or a choice that the pack has not taken.

    Raises
    ------
    PlanError
        Names the key and what is allowed.
    """
    taken: set[str] = set()
    for one in alternatives(plan):
        ids = [reading.id for reading in one.readings]
        for id in (*one.quantities, one.id):
            if id in taken or len(set(ids)) < len(ids):
                complain("error-plan-duplicate", file=FILE, key=f"questions.{one.id}")
            taken.add(id)
        for reading in one.readings:
            place = f"questions.{one.id}.{reading.id}.set"
            for id in one.quantities:
                if id not in reading.set:
                    complain("error-plan-missing-key", file=FILE, key=f"{place}.{id}")
            for id, value in reading.set.items():
                _check(plan, id, value, f"{place}.{id}", own=reading is one.own_reading)


def _check(plan: Plan, id: str, value: float, place: str, *, own: bool) -> None:
    lever, assumption = plan.levers.get(id), plan.assumptions.get(id)
    if assumption is None and (lever is None or lever.is_choice or lever.simplex):
        free = (
            *(name for name, one in plan.levers.items() if not one.is_choice and not one.simplex),
            *plan.assumptions,
        )
        complain("error-plan-unknown-key", file=FILE, key=place, allowed=Listed(free, letters=400))
    entry = lever or assumption
    assert entry is not None
    if not entry.low <= value <= entry.high:
        complain("error-plan-range", file=FILE, key=place, value=value, low=entry.low, high=entry.high)
    stated = own_value(plan, id)
    if own and not math.isclose(stated, value):
        complain("error-plan-wrong-value", file=FILE, key=place, value=value, allowed=stated)


def own_value(plan: Plan, id: str) -> float:
    """Return what the pack itself says of a lever (as planned) or of an assumption."""
    return float(plan.levers[id].plan) if id in plan.levers else plan.assumptions[id].value


def reading_of(plan: Plan, id: str, value: float) -> tuple[str, Reading] | None:
    """Return the reading, not the pack's own, that gives a lever or an assumption this value, and its text key."""
    for one in alternatives(plan):
        for reading in one.readings[1:]:
            if id in reading.set and math.isclose(reading.set[id], value):
                return name_key(one, reading), reading
    return None


def own_reading(plan: Plan, values: Mapping[str, float]) -> str:
    """Return the text key of the one reading that all these values of assumptions come from; empty where none is."""
    found = [reading_of(plan, id, value) for id, value in values.items()]
    names = {one[0] if one else "" for one in found}
    return names.pop() if len(names) == 1 else ""


def name_key(question: Question, reading: Reading) -> str:
    """Return the text key of a reading's name."""
    return key("alternative", f"{question.id}.{reading.id}")
