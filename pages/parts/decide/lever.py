"""One lever at a time: what each would have to be, how far that is, and whether it is within reach at all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.decide import actions, work
from pages.parts.decide.asked import Asked
from pages.parts.decide.pictures import track
from pages.parts.reading import Cell, Column, Html, card, note, safe, table
from pages.parts.uncertainty import jobs
from sim.decide import text as say
from sim.decide.lever import TABLE_DRAWS, LeverAnswer, confirm
from sim.decide.watch import watch
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.plan.amounts import lever_text
from sim.scenario import Scenario
from sim.scenario.response import move_lever

OPENED = "decide-opened"
KINDS = ("promise", "decision", "condition")


def show(scenario: Scenario, asked: Asked, language: Language) -> None:
    """Draw the table of all levers, and the one that is opened."""
    t = language.text
    found: list[LeverAnswer] | None = work.answer("lever", asked, scenario, language)
    if found is None:
        return
    _one_lever(scenario, asked, [one for one in found if one.matters and one.lever.kind != "condition"], language)
    titled = t("decide-levers-title", target=scenario.target.text(language))
    with card("decide-levers", titled, t("decide-levers-subtitle")):
        rows, groups = [], {}
        rank = -1 if asked.chance is not None else -scenario.target.sign
        for kind in KINDS:
            some = sorted(
                (one for one in found if one.lever.kind == kind and one.matters),
                key=lambda one: (one.status != "reached", say.distance(scenario, one), rank * one.best),
            )
            if some:
                groups[len(rows)] = t(key("decide-kind", kind))
                rows += [_row(scenario, one, asked.chance, language) for one in some]
        heads = (
            "cli-solve-lever",
            "decide-way",
            "cli-solve-now",
            "cli-solve-needed",
            "cli-solve-effort",
            "decide-best",
        )
        kinds = ("text", "text", "number", "number", "number", "number")
        table([Column(t(head), one) for head, one in zip(heads, kinds, strict=True)], rows, titled, groups=groups)
        idle = [say.lever_name(one.lever.id, language) for one in found if not one.matters]
        if idle:
            note(t("decide-note-no-matter", levers=language.join(idle)))
        if asked.chance is not None:
            note(t("decide-levers-approximate", draws=language.number(TABLE_DRAWS, "count")))


def _row(scenario: Scenario, one: LeverAnswer, chance: float | None, language: Language) -> list[Cell]:
    t, lever, here = language.text, one.lever, scenario.levers[one.lever.id]
    about = "≈ " if one.approximate else ""
    best = CHANCE.format(language, one.best) if chance is not None else say.target_text(scenario, one.best, language)
    needed = t("decide-out") if one.needed is None else about + lever_text(lever, one.needed, language)
    way: Cell = ""
    if not lever.is_choice:
        short = one.effort is not None and one.effort > 1 + 1e-9
        way = track(
            lever.low, lever.high, float(here), float(lever.plan),
            None if one.needed is None else float(one.needed), needed, short,
        )  # fmt: skip
    return [
        say.lever_name(lever.id, language),
        way,
        lever_text(lever, here, language),
        Html(f'<span class="{"dc-out" if one.needed is None else "dc-in"}">{safe(needed)}</span>'),
        "–" if one.effort is None else language.quantity(one.effort, say.EFFORT),
        about + best,
    ]


def _one_lever(scenario: Scenario, asked: Asked, found: Sequence[LeverAnswer], language: Language) -> None:
    """Draw the lever that is opened: solved exactly and, where a chance is asked, told on fresh futures."""
    t = language.text
    by_id = {one.lever.id: one for one in found}
    if not by_id:
        return
    able = [one for one in found if one.status == "reached" and not one.met]
    first = min(able, key=lambda one: say.distance(scenario, one)) if able else found[0]
    if st.session_state.get(OPENED) not in by_id:
        st.session_state[OPENED] = first.lever.id
    with card("decide-opened", t("decide-opened-title"), t("decide-opened-subtitle")):
        st.selectbox(
            t("cli-solve-lever"), list(by_id), key=OPENED, label_visibility="collapsed",
            format_func=lambda id: say.lever_name(id, language),
        )  # fmt: skip
        one = by_id[st.session_state[OPENED]]
        chance = asked.chance
        if chance is not None:
            job = jobs.want(
                "decide-confirm", f"{asked.key(scenario)}:{one.lever.id}", _confirmation(scenario, one, chance)
            )
            if job.stopped:
                work.offer_restart("confirm", language)
                return
            if not job.done:
                work.progress(job, "confirm", "", language)
                return
            one = job.result
        st.html(f'<p class="dc-answer">{safe(say.lever_sentence(scenario, one, chance, language))}</p>')
        if one.chance is not None:
            note(
                t(
                    "decide-fresh",
                    open="yes" if CHANCE.is_open(one.chance.value) else "no",
                    chance=say.fine_chance(one.chance.value, language),
                    error=language.quantity(one.chance.error, "points"),
                    draws=language.number(one.chance.draws, "count"),
                )
            )
        if one.needed is not None:
            levers = move_lever(scenario.plan, scenario.levers, one.lever.id, one.needed)
            name = f"{say.lever_name(one.lever.id, language)} {lever_text(one.lever, one.needed, language)}"
            actions.buttons("lever", levers, name, say.lever_sentence(scenario, one, chance, language), language)


def _confirmation(scenario: Scenario, one: LeverAnswer, chance: float):
    def run(tell, stop) -> LeverAnswer:
        with watch(tell, stop):
            return confirm(scenario, one, chance)

    return run
