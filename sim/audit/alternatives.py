"""Taking another reading where the documents contradict each other, and what each does to the target's measure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.language.errors import Names, ScenarioError
from sim.model import Results
from sim.model.measure_base import Measure
from sim.model.measures import measure, module_measures
from sim.modules import MODULES
from sim.plan import Plan
from sim.plan.alternatives import Question, Reading, alternatives, name_key, own_value
from sim.scenario import Scenario

LEAST = 0.005
"""Below this share of what it was, a measure counts as not moved."""


@dataclass(frozen=True)
class Choice:
    """One reading in a scenario.

    Attributes
    ----------
    scenario : the scenario with this reading, everything else as it stands
    value : what the target's measure comes to in the target's year, as promised, in its unit
    change : that less what the scenario has
    in_force : whether the scenario has this reading
    also : what the reading's module says of the scenario and what it says with the reading, of the measure that moves
        most; None where it moves none
    """

    question: Question
    reading: Reading
    scenario: Scenario
    value: float
    change: float
    in_force: bool
    also: tuple[Measure, float, float] | None = None


def find_reading(plan: Plan, question: str, reading: str) -> Reading:
    """Return a reading by the ids of its question and its own.

    Raises
    ------
    ScenarioError
        There is none: names those there are, of the question if that is one, and how each is written.
    """
    found = {(one.id, each.id): (one, each) for one in alternatives(plan) for each in one.readings}
    if (question, reading) not in found:
        near = {ids: pair for ids, pair in found.items() if ids[0] == question} or found
        keys, words = tuple(name_key(*one) for one in near.values()), tuple("=".join(ids) for ids in near)
        allowed = Names(keys, plan.vocabulary, words=words) if near else "–"
        raise ScenarioError("error-reading-unknown", value=f"{question}={reading}"[:80], allowed=allowed)
    return found[question, reading][1]


def with_reading(scenario: Scenario, reading: Reading) -> Scenario:
    """Return the scenario with a reading; the pack's own value of an assumption is no value of one's own."""
    plan = scenario.plan
    levers = {id: value for id, value in reading.set.items() if id in plan.levers}
    own: dict[str, float | None] = {
        id: None if math.isclose(value, own_value(plan, id)) else value
        for id, value in reading.set.items()
        if id not in plan.levers
    }
    return scenario.with_levers(levers).with_own_assumptions(own)


def reads(scenario: Scenario, reading: Reading) -> bool:
    """Tell whether a scenario has all that a reading sets."""
    have = {**scenario.promised_assumptions(), **scenario.levers}
    return all(math.isclose(float(have[id]), value) for id, value in reading.set.items())


def choices(scenario: Scenario) -> tuple[tuple[Choice, ...], ...]:
    """Return the readings of each question of the plan, in its order, with what each does to the target's measure."""
    now = scenario.run()
    return tuple(
        tuple(_choice(scenario, one, reading, now) for reading in one.readings) for one in alternatives(scenario.plan)
    )


def find_taken(before: Scenario, after: Scenario) -> tuple[Question, Reading] | None:
    """Return the reading that makes one scenario the other; None where it is another step."""
    for one in alternatives(after.plan):
        for reading in one.readings:
            if not reads(before, reading) and reads(after, reading) and with_reading(before, reading) == after:
                return one, reading
    return None


def take(scenario: Scenario, words: Iterable[str]) -> Scenario:
    """Return the scenario with the readings that words such as "customers=reps" name.

    Raises
    ------
    ScenarioError
        A word names none.
    """
    for word in words:
        question, _, reading = (part.strip() for part in word.partition("="))
        scenario = with_reading(scenario, find_reading(scenario.plan, question, reading))
    return scenario


def _choice(scenario: Scenario, question: Question, reading: Reading, now: Results) -> Choice:
    target = scenario.target
    changed = with_reading(scenario, reading)
    in_force = reads(scenario, reading)
    then = now if in_force else changed.run()
    before, value = (float(measure(target.metric).value(run, target.year)[0]) for run in (now, then))
    also = None if in_force else _moved_most(question, now, then, target.year)
    return Choice(question, reading, changed, value, value - before, in_force, also)


def _moved_most(question: Question, now: Results, then: Results, year: int) -> tuple[Measure, float, float] | None:
    """Return the measure of the question's modules that a reading moves most, as a share of what it was."""
    plan, names = now.plan, {id.partition(".")[0] for id in question.quantities}
    owners = [id for id in plan.modules if names & MODULES[id].symbols.keys()]
    found: tuple[Measure, float, float] | None = None
    most = LEAST
    for one in (one for id in owners for one in module_measures(plan, id)):
        before, after = (float(one.value(run, year)[0]) for run in (now, then))
        share = abs(after - before) / max(abs(before), 1e-9)
        if share > most:
            most, found = share, (one, before, after)
    return found
