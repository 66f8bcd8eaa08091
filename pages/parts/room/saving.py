"""What the room came to, saved under the workshop's name: an assumption set, a scenario, or both."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.reading import safe
from pages.parts.room.hall import Live
from pages.parts.room.questions import step
from pages.parts.save import PERSON
from pages.parts.writing import plain
from sim.analysis.outlook import likely_of
from sim.language import Language
from sim.language.errors import SimError
from sim.room import outcome
from sim.room.aggregate import result
from sim.room.room import Round
from sim.room.text import message, question_text
from sim.scenario import Scenario
from sim.store import Chance, open_store
from sim.store.texts import NAME_LIMIT


def card(live: Live, scenario: Scenario, language: Language) -> None:
    """Draw what can be saved once something has been shown."""
    t = language.text
    rounds = [one for one in outcome.finished_rounds(live.room) if one.question.kind in ("estimate", "levers")]
    if not rounds:
        return
    with reading.card("workshop-save", t("workshop-save"), t("workshop-save-sub")):
        lines = []
        for one in rounds:
            said, _ = message(one.question, result(one.question, list(one.answers.values())), language)
            lines.append(f"<li><span>{safe(plain(question_text(one.question, language), 120))}</span>{safe(said)}</li>")
        st.html(f'<ul class="ws-came">{"".join(lines)}</ul>')
        name = st.text_input(t("workshop-save-name"), live.room.title, key="workshop-save-name", max_chars=NAME_LIMIT)
        values = outcome.own_values(rounds)
        wanted = (live, rounds, scenario, name or live.room.title)
        if values:
            st.button(t("workshop-save-set"), key="workshop-save-set", icon=":material/tune:", width="stretch",
                      on_click=_save_set, args=wanted)  # fmt: skip
            writing.caption(t("workshop-save-set-note"))
        st.button(t("workshop-save-scenario"), key="workshop-save-scenario", icon=":material/save:", width="stretch",
                  type="primary", on_click=_save_scenario, args=wanted)  # fmt: skip


def note(live: Live, rounds: list[Round], language: Language) -> str:
    """Return what is kept with a saved set or scenario: each question, what it came to, and its distribution."""
    lines = [language.text("workshop-note", title=live.room.title, date=language.date(live.room.opened_at.date()))]
    for one in rounds:
        found = result(one.question, list(one.answers.values()))
        said, below = message(one.question, found, language)
        lines.append(f"{question_text(one.question, language)} {reading.plain(said)}. {below}.")
        if one.question.kind == "estimate":
            lines.append(found.distribution.formula(lambda value: f"{value:.4g}"))
    return "\n".join(lines)


def _save_set(live: Live, rounds: list[Round], scenario: Scenario, name: str) -> None:
    language = session.language()
    values = outcome.own_values(rounds)
    try:
        saved = open_store().save_assumption_set(
            scenario.plan, name, scenario.assumption_set, values, note=note(live, rounds, language),
            by=st.session_state.get(PERSON, ""),
        )  # fmt: skip
    except SimError as problem:
        session.announce(problem.text(language.id), ":material/error:")
        return
    _note(
        live,
        [one for one in rounds if one.question.kind == "estimate" and one.question.id in values],
        "set",
        saved.name,
    )


def _save_scenario(live: Live, rounds: list[Round], scenario: Scenario, name: str) -> None:
    language = session.language()
    try:
        found = outcome.outcome(scenario, rounds)
        saved = open_store().save(
            found, name, note=note(live, rounds, language), by=st.session_state.get(PERSON, ""),
            chance=Chance.of(likely_of(found)), on_clash="number",
        )  # fmt: skip
    except SimError as problem:
        session.announce(problem.text(language.id), ":material/error:")
        return
    _note(live, rounds, "scenario", saved.name)


def _note(live: Live, rounds: list[Round], what: str, name: str) -> None:
    for one in rounds:
        step(live, "save", {"round": one.number, "what": what, "name": name})
    key = "room-saved-set" if what == "set" else "room-saved-scenario"
    session.announce(session.t(key, name=plain(name)), ":material/check:")
