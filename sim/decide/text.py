"""Answers in words, for pages, exports and the command line alike."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sim.analysis.text import is_usual, target_amount
from sim.decide.allocate import Allocation, Cut
from sim.decide.answers import Binding, Loosening, Solution
from sim.decide.discover import Discovery, Limit
from sim.decide.figures import Aim
from sim.decide.frontier import FrontierPoint, knee
from sim.decide.lever import LeverAnswer
from sim.decide.moves import Move
from sim.language import Language, key
from sim.model.measures import measure
from sim.model.quantities import CHANCE
from sim.plan import Plan
from sim.plan.amounts import assumption_text, lever_text
from sim.scenario import Scenario

EFFORT = "ratio"
FAR = 100.0
"""Beyond every distance in units of the plan's own moves."""
FLAT = 0.03
"""A frontier that rises by less than this is called flat."""


def lever_name(id: str, language: Language) -> str:
    """Return a lever's name, or that of its family."""
    return language.text(key("lever", id))


def family_name(plan: Plan, family: str, language: Language) -> str:
    """Return what a family of levers is called: by its own name, that of its one member, or that of its group."""
    for name in (key("lever", family), key("lever-group", plan.family(family)[0].group)):
        if language.has(name):
            return language.text(name)
    return family


def target_words(scenario: Scenario, language: Language, chance: float | None = None) -> dict[str, str]:
    """Return what a sentence says of the question: measure, year, target, and the chance that was asked for."""
    target = scenario.target
    return {
        "measure": target.measure.name(language),
        "phrase": target.measure.phrase(language),
        "year": str(target.year),
        "target": target.text(language),
        "sense": target.sense,
        "goal": goal_text(scenario, language),
        "asked": "none" if chance is None else "chance",
        "chance": "" if chance is None else language.quantity(chance, "percent_whole"),
    }


def goal_text(scenario: Scenario, language: Language) -> str:
    """Return what is to be reached: the value, with its measure where that is not what the plan itself aims at."""
    said = target_amount(scenario.target, scenario.plan, language)
    return language.text("decide-goal-alone", value=said) if is_usual(scenario.target, scenario.plan) else said


def target_text(scenario: Scenario, value: float, language: Language) -> str:
    """Return a value of the target's measure with its unit."""
    return scenario.target.measure.format(language, value)


def aim_text(aim: Aim, language: Language) -> str:
    """Return an aim in words: measure, year, and what it must reach."""
    one = measure(aim.metric)
    return language.text(
        "decide-aim",
        measure=one.name(language),
        year=str(aim.year),
        sense=aim.sense,
        value=one.format(language, aim.value),
    )


def moves(
    plan: Plan, before: Mapping[str, Any], after: Mapping[str, Any], language: Language
) -> list[tuple[str, str, str]]:
    """Return name, value before and value after of every lever that moves, in the plan's order."""
    return [
        (lever_name(id, language), lever_text(lever, before[id], language), lever_text(lever, after[id], language))
        for id, lever in plan.levers.items()
        if before[id] != after[id]
    ]


def lever_sentence(scenario: Scenario, answer: LeverAnswer, chance: float | None, language: Language) -> str:
    """Return what one lever would have to be, or how near it comes."""
    words = target_words(scenario, language, chance) | _effort_words(answer, language)
    words["lever"] = lever_name(answer.lever.id, language)
    words["value"] = lever_text(answer.lever, answer.needed, language)
    words["best"] = _best_text(scenario, answer, chance, language)
    words["at"] = lever_text(answer.lever, answer.at, language)
    if answer.status == "out_of_reach":
        return language.text("decide-lever-out", **words)
    if answer.needed == scenario.levers[answer.lever.id]:
        return language.text("decide-lever-stays", **words)
    return language.text("decide-lever-needed", **words)


def levers_sentence(
    scenario: Scenario, answers: Sequence[LeverAnswer], chance: float | None, language: Language
) -> str:
    """Return how many levers could do it alone, and which one by the shortest way; conditions do not count."""
    words = target_words(scenario, language, chance)
    own = [one for one in answers if one.matters and one.lever.kind != "condition"]
    able = [one for one in own if one.status == "reached"]
    words["all"] = language.number(len(own), "count")
    words["count"] = str(len(able))
    if not own:
        return language.text("decide-levers-none", **words)
    if able and all(one.met for one in own):
        return language.text("decide-levers-met", **words)
    if not able:
        near = max(own, key=lambda one: one.best if chance is not None else scenario.target.sign * one.best)
        words["lever"] = lever_name(near.lever.id, language)
        words["best"] = _best_text(scenario, near, chance, language)
        return language.text("decide-levers-out", **words)
    shortest = min(able, key=lambda one: distance(scenario, one))
    words |= _effort_words(shortest, language)
    words["lever"] = lever_name(shortest.lever.id, language)
    about = "≈ " if shortest.approximate else ""
    words["value"] = about + lever_text(shortest.lever, shortest.needed, language)
    return language.text("decide-levers", **words)


def _effort_words(answer: LeverAnswer, language: Language) -> dict[str, str]:
    """Return the effort that a lever takes, and whether that is within what the plan promises."""
    if answer.effort is None:
        return {"effort": "", "unit": "none"}
    return {
        "effort": language.quantity(answer.effort, EFFORT),
        "unit": "further" if answer.effort > 1 + 1e-9 else "within",
    }


def _best_text(scenario: Scenario, answer: LeverAnswer, chance: float | None, language: Language) -> str:
    """Return how near a lever comes: a chance where one is asked for, else a value of the target's measure."""
    return target_text(scenario, answer.best, language) if chance is None else CHANCE.format(language, answer.best)


def distance(scenario: Scenario, answer: LeverAnswer) -> float:
    """Return how far a lever has to go, in units of the plan's own move; choices count as one.

    What the plan does not move has no such unit: it goes by its slider, and behind all that has one.
    """
    lever = answer.lever
    if answer.needed is None:
        return math.inf
    if lever.is_choice:
        return 1.0
    way = abs(float(answer.needed) - float(scenario.levers[lever.id]))
    unit = abs(float(lever.plan) - float(lever.base))
    return way / unit if unit else FAR + way / (lever.high - lever.low)


def solution_sentence(scenario: Scenario, solution: Solution, chance: float | None, language: Language) -> str:
    """Return the answer to "what is the least it takes": verdict, price, chance."""
    words = target_words(scenario, language, chance)
    words |= {
        "cost": language.quantity(solution.cost, "money"),
        "value": target_text(scenario, solution.value, language),
        "likely": CHANCE.format(language, solution.shown.value),
        "checked": fine_chance(solution.chance.value, language),
        "effort": language.quantity(solution.total_effort, EFFORT),
    }
    if solution.status == "out_of_reach":
        return language.text("decide-cheapest-out", **words)
    return language.text("decide-cheapest" if solution.moved else "decide-cheapest-stays", **words)


def answer_name(scenario: Scenario, chance: float | None, language: Language) -> str:
    """Return what an answer is called when it is saved."""
    return language.text("decide-answer-name", **target_words(scenario, language, chance))


def binding_name(plan: Plan, constraint: str, language: Language) -> str:
    """Return a bound in words."""
    kind, _, rest = constraint.partition(":")
    if kind in ("budget", "people", "quarterly_hires", "cost", "chance", "effort") and not rest:
        return language.text(key("decide-bound", kind))
    if kind in ("effort", "low", "high", "lock"):
        return language.text(f"decide-bound-{kind}-of", lever=lever_name(rest, language))
    return language.text("decide-bound-measure", measure=measure(kind).name(language), year=rest)


def round_money(plan: Plan) -> float:
    """Return the round amount by which money is counted: ten million for a plan of some billion [CNY_m]."""
    return 10.0 ** (math.floor(math.log10(plan.size)) - 2)


def bound_rows(plan: Plan, binding: Sequence[Binding], least: str, language: Language) -> list[list[str]]:
    """Return the bounds and what more room is worth, in words; those that are worth nothing as written hold nothing."""
    form = "money_fine" if least == "money" else EFFORT
    nothing = language.number(0.0, form)
    return [
        [binding_name(plan, one.constraint, language), price_text(plan, one, least, language)]
        for one in binding
        if language.number(_worth(plan, one), form) != nothing
    ]


def _worth(plan: Plan, binding: Binding) -> float:
    """Return what one natural unit more room is worth: a tenth of a promise, a person, a round amount, a point."""
    units = {"effort": 0.1, "persons": 1.0, "CNY_m": round_money(plan)}
    return binding.price * units.get(binding.unit, 0.01)


def price_text(plan: Plan, binding: Binding, least: str, language: Language) -> str:
    """Return what one natural unit more room is worth, in words."""
    unit = {"effort": "tenth", "persons": "person", "CNY_m": "money"}.get(binding.unit, "point")
    form = "money_fine" if least == "money" else EFFORT
    return language.text(
        "decide-price",
        worth=language.quantity(_worth(plan, binding), form),
        unit=unit,
        each=language.quantity(round_money(plan), form, decimals=0) if unit == "money" else "",
    )


def solution_notes(scenario: Scenario, solution: Solution, language: Language) -> list[str]:
    """Return what an honest answer says beside itself: stretched promises, what does not matter, who agreed."""
    notes: list[str] = []
    if solution.further:
        names = language.join(lever_name(id, language) for id in solution.further)
        most = max(solution.effort[id] for id in solution.further)
        notes.append(language.text("decide-note-further", levers=names, most=language.quantity(most, EFFORT)))
    if solution.no_matter:
        names = language.join(lever_name(id, language) for id in solution.no_matter)
        notes.append(language.text("decide-note-no-matter", levers=names))
    others = {name: cost for name, cost in solution.others.items() if cost is not None}
    if len(others) > 1:
        rows = [
            language.text(
                "decide-note-other",
                choice=language.join(language.text(key("choice", part)) for part in name.split(", ")),
                cost=("≈ " if name in solution.rough else "") + language.quantity(cost, "money"),
            )
            for name, cost in sorted(others.items(), key=lambda item: item[1])
        ]
        notes.append(
            language.text("decide-note-others", others=language.join(rows, "clauses"), rough=len(solution.rough))
        )
    if solution.moved:
        notes.append(language.text("decide-note-starts", starts=solution.starts, agreeing=solution.agreeing))
    if solution.loosening:
        notes.append(_loosening_text(scenario, solution.loosening[0], language))
    return notes


def _loosening_text(scenario: Scenario, first: Loosening, language: Language) -> str:
    """Return what giving way by how much brings, to as many digits as it takes not to say nothing."""
    kind, _, id = first.constraint.partition(":")
    lever = scenario.plan.levers.get(id)
    units = {"effort": EFFORT, "CNY_m": "money", "persons": "people"}
    form = lever.format if lever is not None and kind == "high" else units.get(first.unit, "number")
    measure = scenario.target.measure
    gain = measure.format_change(language, first.gain, signed=False)
    if measure.is_nothing(language, first.gain):
        gain = language.quantity(first.gain, measure.quantity.change, decimals=2)
    return language.text(
        "decide-note-loosen",
        bound=binding_name(scenario.plan, first.constraint, language),
        kind="lock" if kind == "lock" else "wider",
        by="" if kind == "lock" else language.quantity(first.by, form),
        sense=scenario.target.sense,
        gain=gain,
    )


def cost_text(move: Move, language: Language) -> str:
    """Return what a move costs; nothing where it costs nothing or another of its family tells it."""
    if move.cost is None or language.number(move.cost, "money_fine") == language.number(0.0, "money_fine"):
        return ""
    return language.quantity(move.cost, "money_fine", signed=True)


def fine_chance(value: float, language: Language) -> str:
    """Return a chance to a tenth of a point: a split may move it by less than one. Near nothing and all are words."""
    return CHANCE.format(language, value) if CHANCE.is_open(value) else language.quantity(value, "percent")


def allocation_sentence(scenario: Scenario, found: Allocation, language: Language) -> str:
    """Return what another split at the same totals brings, also when that is little."""
    words = target_words(scenario, language)
    words["before"] = fine_chance(found.before.value, language)
    words["after"] = fine_chance(found.after.value, language)
    gained = found.after.value - found.before.value
    words["gain"] = language.quantity(gained, "points", signed=True)
    words["size"] = "none" if not found.moved else "little" if gained < 0.05 else "much"
    return language.text("decide-allocate", **words)


def cut_sentence(cuts: Sequence[Cut], language: Language) -> str:
    """Return which decision to cut first and last."""
    if not cuts:
        return language.text("decide-cut-none")
    first, last = cuts[0], cuts[-1]
    return language.text(
        "decide-cut",
        first=lever_name(first.lever.id, language),
        lost=language.number(first.revenue, "ratio"),
        last=lever_name(last.lever.id, language),
        most=language.number(last.revenue, "ratio"),
        count=len(cuts),
    )


def frontier_sentence(scenario: Scenario, points: Sequence[FrontierPoint], language: Language) -> str:
    """Return the frontier in one sentence: its ends and its knee."""
    if not points:
        return language.text("decide-frontier-none")
    bend = points[knee(list(points))]
    words = target_words(scenario, language)
    for name, point in (("first", points[0]), ("bend", bend), ("last", points[-1])):
        words[name] = CHANCE.format(language, point.chance.value)
        words[f"{name}-cost"] = language.quantity(point.cost, "money")
    return language.text("decide-frontier", **words, shape=frontier_shape(points))


def frontier_shape(points: Sequence[FrontierPoint]) -> Literal["flat", "steady", "bent"]:
    """Return what a frontier looks like: money hardly moves the chance, moves it all along, or clearly less in the end.

    It bends where beyond the knee a unit of money buys at most half of what it bought before.
    """
    first, bend, last = points[0], points[knee(list(points))], points[-1]
    if last.chance.value - first.chance.value < FLAT:
        return "flat"
    before, after = bend.at - first.at, last.at - bend.at
    if min(before, after) <= 0:
        return "steady"
    gained, more = bend.chance.value - first.chance.value, last.chance.value - bend.chance.value
    return "bent" if more / after <= gained / before / 2 else "steady"


def limit_text(plan: Plan, limit: Limit, language: Language) -> str:
    """Return one condition of a failure sentence."""
    if limit.input.startswith("risk."):
        name = language.text(key("risk", limit.input.removeprefix("risk.")))
        return language.text("decide-limit-case", name=name, happens="yes" if limit.low else "no")
    entry = plan.assumptions[limit.input]
    name = language.text(key("assumption", limit.input))
    low = "" if limit.low is None else assumption_text(entry, limit.low, language)
    high = "" if limit.high is None else assumption_text(entry, limit.high, language)
    side = "between" if low and high else "above" if low else "below"
    return language.text("decide-limit", name=name, low=low, high=high, side=side)


def discovery_sentence(scenario: Scenario, found: Discovery, language: Language) -> str:
    """Return when the target is missed, or when it is reached, with how often that holds."""
    words = target_words(scenario, language)
    conditions = language.text("decide-and").join(limit_text(scenario.plan, one, language) for one in found.box)
    return language.text(
        "decide-works" if found.works else "decide-fails",
        **words,
        conditions=conditions,
        coverage=round(100 * found.coverage),
        density=round(100 * found.density),
        base=round(100 * found.base_rate),
    )
