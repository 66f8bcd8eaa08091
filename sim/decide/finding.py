"""Answers as findings: what a deck and a workbook tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.analysis.finding import Finding
from sim.decide import text
from sim.decide.allocate import Allocation, Cut
from sim.decide.answers import Solution
from sim.decide.discover import Discovery
from sim.decide.frontier import FrontierPoint
from sim.decide.lever import LeverAnswer
from sim.decide.moves import moves
from sim.language import Language
from sim.model.quantities import CHANCE
from sim.plan.amounts import lever_text
from sim.scenario import Scenario


def _heads(language: Language, *names: str) -> tuple[str, ...]:
    return tuple(language.text(name) for name in names)


def _question_text(scenario: Scenario, chance: float | None, language: Language) -> str:
    return language.text("decide-asked", **text.target_words(scenario, language, chance))


def levers_finding(
    scenario: Scenario, found: Sequence[LeverAnswer], chance: float | None, language: Language
) -> Finding:
    """Return what each lever of ours alone would have to be, the nearest first."""
    own = [one for one in found if one.matters and one.lever.kind != "condition"]
    rows: list[tuple[Any, ...]] = []
    for one in sorted(own, key=lambda one: text.distance(scenario, one)):
        lever, here = one.lever, scenario.levers[one.lever.id]
        needed = language.text("decide-out") if one.needed is None else lever_text(lever, one.needed, language)
        best = text.target_text(scenario, one.best, language) if chance is None else CHANCE.format(language, one.best)
        effort = "" if one.effort is None else language.quantity(one.effort, text.EFFORT)
        rows.append((text.lever_name(lever.id, language), lever_text(lever, here, language), needed, effort, best))
    heads = _heads(language, "cli-solve-lever", "cli-solve-now", "cli-solve-needed", "cli-solve-effort", "decide-best")
    asked = _question_text(scenario, chance, language)
    return Finding(text.levers_sentence(scenario, found, chance, language), asked, heads,
                   tuple(rows))  # fmt: skip


def cheapest_finding(scenario: Scenario, found: Solution, chance: float | None, language: Language) -> Finding:
    """Return what the cheapest way changes, with what binds and the notes of an honest answer."""
    rows = [
        (
            text.lever_name(one.lever.id, language),
            lever_text(one.lever, one.before, language),
            lever_text(one.lever, one.after, language),
            text.cost_text(one, language),
            "" if one.effort is None else language.quantity(one.effort, text.EFFORT),
        )
        for one in moves(scenario, found.levers)
    ]
    heads = _heads(
        language, "cli-solve-lever", "cli-solve-now", "decide-answer", "decide-cost-change", "cli-solve-effort"
    )
    return Finding(
        text.solution_sentence(scenario, found, chance, language),
        _question_text(scenario, chance, language),
        heads,
        tuple(rows),
        tuple(text.solution_notes(scenario, found, language)),
    )


def frontier_finding(scenario: Scenario, points: Sequence[FrontierPoint], language: Language) -> Finding:
    """Return the frontier point by point."""
    rows = [
        (
            language.quantity(one.cost, "money"),
            CHANCE.format(language, one.chance.value),
            language.quantity(one.effort, text.EFFORT),
        )
        for one in points
    ]
    heads = _heads(language, "cli-solve-cost", "cli-solve-chance", "cli-solve-effort")
    return Finding(text.frontier_sentence(scenario, points, language), _question_text(scenario, None, language), heads,
                   tuple(rows))  # fmt: skip


def allocation_finding(scenario: Scenario, found: Allocation, ranked: Sequence[Cut], language: Language) -> Finding:
    """Return the best split, and what to cut first in a note."""
    rows = [
        (
            text.lever_name(one.lever.id, language),
            lever_text(one.lever, one.before, language),
            lever_text(one.lever, one.after, language),
        )
        for one in moves(scenario, found.levers)
    ]
    heads = _heads(language, "cli-solve-lever", "cli-solve-now", "decide-answer")
    return Finding(
        text.allocation_sentence(scenario, found, language),
        _question_text(scenario, None, language),
        heads,
        tuple(rows),
        (text.cut_sentence(ranked, language),),
    )


def discovery_finding(scenario: Scenario, found: Discovery, language: Language) -> Finding:
    """Return the conditions with what each adds."""
    rows = [
        (
            text.limit_text(scenario.plan, one, language),
            CHANCE.format(language, one.without),
            CHANCE.format(language, one.alone),
        )
        for one in found.box
    ]
    heads = _heads(language, "cli-solve-condition", "cli-solve-without", "cli-solve-alone")
    return Finding(text.discovery_sentence(scenario, found, language), _question_text(scenario, None, language), heads,
                   tuple(rows))  # fmt: skip
