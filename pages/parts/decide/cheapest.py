"""The least it takes: the cheapest set of decisions and promises, what holds it back, and what does not matter."""

from __future__ import annotations

import streamlit as st

from pages.parts.decide import actions, work
from pages.parts.decide.asked import Asked
from pages.parts.decide.pictures import bar
from pages.parts.reading import Cell, Column, Number, card, listing, numbers, table
from sim.decide import text as say
from sim.decide.answers import Solution
from sim.decide.figures import cost_of
from sim.decide.moves import Move, moves
from sim.decide.space import efforts
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.plan.amounts import lever_text
from sim.scenario import Scenario


def show(scenario: Scenario, asked: Asked, language: Language) -> None:
    """Draw the answer: its price, its moves, what binds, and the notes of an honest answer."""
    found: Solution | None = work.answer("cheapest", asked, scenario, language)
    if found is None:
        return
    t = language.text
    _numbers(scenario, found, language)
    said = say.solution_sentence(scenario, found, asked.chance, language)
    if found.status == "reached" or found.levers != dict(scenario.levers):
        actions.buttons("cheapest", found.levers, say.answer_name(scenario, asked.chance, language), said, language)
    changed = moves(scenario, found.levers)
    wide, narrow = st.columns([1.45, 1], gap="small")
    if changed:
        with wide, card("decide-moves", t("decide-moves-title", count=len(changed)), t("decide-moves-subtitle")):
            _moves(scenario, changed, language)
    with narrow if changed else wide:
        _bounds(scenario, found, asked, language)
        notes = say.solution_notes(scenario, found, language)
        if notes:
            with card("decide-notes", t("decide-notes-title")):
                listing(notes)


def _bounds(scenario: Scenario, found: Solution, asked: Asked, language: Language) -> None:
    t, rows = language.text, say.bound_rows(scenario.plan, found.binding, asked.least, language)
    if not rows:
        return
    with card("decide-binds", t("decide-binds-title"), t("decide-binds-subtitle")):
        table([Column(t("cli-solve-bound")), Column(t("cli-solve-price"))], rows, t("decide-binds-title"))


def _numbers(scenario: Scenario, found: Solution, language: Language) -> None:
    t, goal = language.text, scenario.target.measure
    now = cost_of(scenario, scenario.levers)
    today = sum(max(one, 0.0) for one in efforts(scenario.plan, scenario.levers).values())
    shown, checked = (
        t("decide-number-chance-over", error=language.quantity(one.error, "points"),
          open="yes" if CHANCE.is_open(one.value) else "no", draws=language.number(one.draws, "count"))
        for one in (found.shown, found.chance)
    )  # fmt: skip
    note = t("decide-number-chance-note", shown=shown, checked=checked,
             check=say.fine_chance(found.chance.value, language), differs="yes" if found.differs else "no",
             sample=language.quantity(found.in_sample or 0.0, "percent"))  # fmt: skip
    numbers(
        [
            Number(
                t("decide-number-cost"),
                language.number(found.cost, "money"),
                language.unit("money"),
                t("decide-number-cost-note", now=language.quantity(now, "money"),
                  change=language.quantity(found.cost - now, "money", signed=True)),
            ),
            Number(
                t("decide-number-chance"),
                CHANCE.number(language, found.shown.value),
                CHANCE.name_of_unit(language),
                note,
            ),
            Number(
                t("decide-number-value", measure=goal.phrase(language), year=str(scenario.target.year)),
                goal.number(language, found.value),
                goal.quantity.name_of_unit(language),
                t("decide-number-value-note", target=scenario.target.text(language)),
                short=found.status == "out_of_reach",
            ),
            Number(
                t("decide-number-effort"),
                language.number(found.total_effort, say.EFFORT),
                language.unit(say.EFFORT),
                t("decide-number-effort-note", now=language.number(today, say.EFFORT)),
                short=bool(found.further),
            ),
        ],
        t("decide-numbers"),
    )  # fmt: skip


def _moves(scenario: Scenario, changed: list[Move], language: Language) -> None:
    t = language.text
    rows: list[list[Cell]] = []
    groups: dict[int, str] = {}
    most = max([1.2, *(one.effort for one in changed if one.effort is not None)])
    for kind in ("decision", "promise"):
        some = [one for one in changed if one.lever.kind == kind]
        if some:
            groups[len(rows)] = t(key("decide-kind", kind))
        for one in some:
            effort: Cell = ""
            if one.effort is not None:
                effort = bar(one.effort / most, language.quantity(one.effort, say.EFFORT), short=one.effort > 1 + 1e-9)
            rows.append(
                [
                    say.lever_name(one.lever.id, language),
                    lever_text(one.lever, one.before, language),
                    lever_text(one.lever, one.after, language),
                    say.cost_text(one, language),
                    effort,
                ]
            )
    heads = ("cli-solve-lever", "cli-solve-now", "decide-answer", "decide-cost-change", "cli-solve-effort")
    kinds = ("text", "number", "number", "number", "text")
    table([Column(t(head), kind) for head, kind in zip(heads, kinds, strict=True)], rows, t("decide-moves-subtitle"),
          groups=groups)  # fmt: skip
