"""What one does with an answer: it becomes the current scenario, or is saved with the question that made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.save import PERSON, SaveRequest, save, save_message
from sim.language import Language
from sim.language.errors import SimError
from sim.store.texts import NAME_LIMIT, NOTE_LIMIT

ICON = ":material/target:"


def take(levers: Mapping[str, Any]) -> None:
    """Make an answer the current scenario; one step of the history."""
    language = session.language()
    try:
        changed = session.get_scenario().with_levers(dict(levers))
    except SimError as problem:
        session.announce(problem.text(language.id), ":material/block:")
        return
    session.set_scenario(changed)
    session.announce(language.text("decide-taken"), ICON)


def keep(levers: Mapping[str, Any], name: str, question: str) -> None:
    """Make an answer the current scenario and save it; its note says which question made it."""
    language = session.language()
    try:
        session.set_scenario(session.get_scenario().with_levers(dict(levers)))
        note = language.text("decide-saved-note", question=question)
        request = SaveRequest(
            name[:NAME_LIMIT],
            note[:NOTE_LIMIT],
            (language.text("decide-tag"),),
            by=st.session_state.get(PERSON, ""),
        )
        said = save_message(save(request), request, language)
    except SimError as problem:
        session.announce(problem.text(language.id), ":material/block:")
        return
    session.announce(said, ":material/bookmark_added:")


def buttons(key: str, levers: Mapping[str, Any], name: str, question: str, language: Language) -> None:
    """Draw both buttons; where the answer is what stands already, say so instead."""
    t, here = language.text, session.get_scenario().levers
    if all(levers[id] == value for id, value in here.items()):
        st.html(f'<p class="dc-stands">{t("decide-stands")}</p>')
        return
    with st.container(key=f"decide-do-{key}", horizontal=True, gap="small", vertical_alignment="center"):
        st.button(t("decide-take"), key=f"decide-take-{key}", type="primary", on_click=take, args=(levers,))
        st.button(t("decide-keep"), key=f"decide-keep-{key}", on_click=keep, args=(levers, name, question))
