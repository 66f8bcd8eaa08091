"""The Workshop page: whoever leads opens a room, asks, shows results, and saves what the room came to."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts import export, reading, session, writing
from pages.parts.reading import card, safe
from pages.parts.room import asking, network, questions, saving
from pages.parts.room.hall import Live, hall
from pages.parts.room.views import plan_of
from pages.parts.save import PERSON
from pages.parts.theme import style_element
from pages.parts.writing import label, plain
from sim.language import Language
from sim.language.errors import SimError
from sim.room.minutes import minutes
from sim.room.room import Room
from sim.scenario import Scenario
from sim.store.texts import NAME_LIMIT

SHOWN = "workshop-room"
LISTED = 12


@lru_cache
def _styles() -> str:
    return style_element((Path(__file__).parent / "console.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page: one room, or the list of all and how to begin one."""
    st.html(_styles())
    try:
        id = st.session_state.get(SHOWN)
        if id:
            hall.catch_up(live := hall.live(id))
            _room(live, language)
        else:
            _begin(language)
    except SimError as problem:
        st.session_state.pop(SHOWN, None)
        writing.error(problem.text(language.id))


# -- no room yet ------------------------------------------------------------------------------------------------------
def _begin(language: Language) -> None:
    t = language.text
    reading.sentence(t("workshop-sentence"))
    left, right = st.columns([1, 1.25], gap="medium")
    with (
        left,
        card("workshop-new", t("workshop-new"), t("workshop-new-sub")),
        st.form("workshop-new-form", border=False),
    ):
        title = st.text_input(
            t("workshop-title"), t("workshop-title-default"), max_chars=NAME_LIMIT, key="workshop-title"
        )
        if st.form_submit_button(t("workshop-open"), type="primary", icon=":material/groups:"):
            by = st.session_state.get(PERSON, "")
            _choose(hall.rooms().open(title or "", session.current_plan(), by=by).id)
            st.rerun()
    rooms = hall.rooms().all()
    with right, card("workshop-list", t("workshop-list"), t("workshop-list-sub", count=len(rooms))):
        for room in rooms[:LISTED]:
            _entry(room, language)


def _entry(room: Room, language: Language) -> None:
    t = language.text
    asked = sum(bool(one.answers) for one in room.rounds)
    about = t("workshop-entry", date=language.date(room.opened_at.date()), people=room.seat_count, questions=asked)
    with st.container(key=f"workshop-entry-{room.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="ws-entry"><b>{safe(plain(room.title))}</b><span>{safe(about)}</span></p>')
        st.button(
            t("workshop-resume"),
            key=f"workshop-choose-{room.id}",
            help=label(room.title),
            on_click=_choose,
            args=(room.id,),
        )


def _choose(id: str | None) -> None:
    st.session_state[SHOWN] = id


# -- a room -----------------------------------------------------------------------------------------------------------
def scenario_of(live: Live) -> Scenario:
    """Return the scenario that questions are about: the one shown, where it is of the room's plan."""
    now, plan = session.get_scenario(), plan_of(live.room)
    return now if plan is None or now.plan == plan else Scenario.of(plan)


def _room(live: Live, language: Language) -> None:
    t, room = language.text, live.room
    if (plan := plan_of(room)) is not None:
        language = plan.vocabulary(language)
    scenario = scenario_of(live)
    work = session.workspace() if session.get_scenario() == scenario else session.with_scenario(scenario)
    subject, _ = export.open_now(work, language)
    subject = replace(subject, findings=minutes(room, language))
    export.heading(t("workshop-room", title=plain(room.title, 80)), language, (subject,), pictures=reading.pictures())
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        questions.show(live, language)
        if not room.ended:
            asking.card(live, scenario, language)
        questions.earlier(live, language)
    with right:
        network.card(live, language)
        saving.card(live, scenario, language)
        with st.container(key="workshop-leave", horizontal=True, gap="small"):
            st.button(
                t("workshop-leave"), key="workshop-other", icon=":material/arrow_back:", on_click=_choose, args=(None,)
            )
            step, text = ("resume", "workshop-resume-room") if room.ended else ("end", "workshop-end")
            st.button(t(text), key="workshop-end", on_click=questions.press, args=(live, step))
    export.tray(language)
