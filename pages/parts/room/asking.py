"""Asking the room: four kinds of question, each in one short form."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import reading, writing
from pages.parts.room.hall import Live
from pages.parts.room.questions import step
from sim.language import Language
from sim.language.errors import SimError
from sim.reading.entries import entries
from sim.room import outcome
from sim.room.question import MAX_LEVERS, MAX_OPTIONS, MAX_TEAMS, TEAM_NAME, TEXT_LIMIT, Option, Vote
from sim.room.text import name_of, question_text
from sim.scenario import Scenario
from sim.store import Query, open_store

KINDS = ("predict", "estimate", "vote", "levers")
NAMES = {
    "predict": "workshop-kind-predict",
    "estimate": "workshop-kind-estimate",
    "vote": "workshop-kind-vote",
    "levers": "workshop-kind-levers",
}
HELP = {
    "predict": "workshop-help-predict",
    "estimate": "workshop-help-estimate",
    "vote": "workshop-help-vote",
    "levers": "workshop-help-levers",
}
OFFERED = 100


def card(live: Live, scenario: Scenario, language: Language) -> None:
    """Draw the form for the next question."""
    t = language.text
    with reading.card("workshop-ask", t("workshop-ask"), t("workshop-ask-sub")):
        kind = st.segmented_control(
            t("workshop-kind"), KINDS, default="predict", format_func=lambda one: t(NAMES[one]), required=True,
            key="workshop-kind", label_visibility="collapsed",
        )  # fmt: skip
        kind = kind or "predict"
        writing.caption(t(HELP[kind]))
        place = f"{kind}-{len(live.room.rounds)}"  # a form of its own for every question
        with st.form(f"workshop-ask-{place}", border=False):
            given = _about(live, kind, scenario, place, language)
            text = st.text_input(t("workshop-text"), key=f"workshop-text-{place}", max_chars=TEXT_LIMIT,
                                 placeholder=_usual(kind, scenario, language))  # fmt: skip
            if st.form_submit_button(t("workshop-ask-do"), type="primary", icon=":material/campaign:"):
                _ask(live, kind, scenario, given, (text or "").strip(), language)


def _usual(kind: str, scenario: Scenario, language: Language) -> str:
    """Return how a question is asked where no words are given."""
    match kind:
        case "predict":
            return question_text(outcome.predict_question(scenario), language)
        case "levers":
            return question_text(outcome.levers_question(scenario, outcome.settable(scenario.plan)[:1]), language)
        case "vote":
            return language.text("room-ask-vote")
    return language.text("workshop-usual")


def _about(live: Live, kind: str, scenario: Scenario, place: str, language: Language) -> Any:
    t, plan = language.text, scenario.plan
    match kind:
        case "estimate":
            things = [("assumption", id) for id in plan.assumptions] + [("risk", id) for id in plan.risks]
            return st.selectbox(
                t("workshop-estimate"), things, key=f"workshop-estimate-{place}",
                format_func=lambda one: _thing(one[0], one[1], language),
            )  # fmt: skip
        case "vote":
            lines = st.text_area(t("workshop-options", limit=MAX_OPTIONS), key=f"workshop-options-{place}", height=110)
            known = {one.id: one.name for one in open_store().find(Query(limit=OFFERED)).entries}
            saved = st.multiselect(
                t("workshop-saved"), list(known), key=f"workshop-saved-{place}",
                format_func=lambda id: writing.label(known[id]),
            )  # fmt: skip
            typed = [Option(label=line.strip()[:TEXT_LIMIT]) for line in (lines or "").splitlines() if line.strip()]
            return [*typed, *(Option(label=known[id][:TEXT_LIMIT], scenario=id) for id in saved)]
        case "levers":
            picked = st.multiselect(
                t("workshop-levers", limit=MAX_LEVERS), outcome.settable(plan), key=f"workshop-levers-{place}",
                max_selections=MAX_LEVERS, format_func=lambda id: name_of("lever", id, language),
            )  # fmt: skip
            names = st.text_input(t("workshop-teams", limit=MAX_TEAMS), _last_teams(live, language), max_chars=600,
                                  key=f"workshop-teams-{place}", help=t("workshop-teams-help"))  # fmt: skip
            return picked, [one[:TEAM_NAME] for one in entries(names or "")]
    return None


def _last_teams(live: Live, language: Language) -> str:
    """Return the names of the teams that were asked last, to ask them again."""
    names = next((one.team_names for one in reversed(live.room.rounds) if one.team_names), ())
    return language.join(names) if names else ""


def _thing(of: str, id: str, language: Language) -> str:
    name = name_of(of, id, language)
    return language.text("workshop-risk", name=name) if of == "risk" else name


def _ask(live: Live, kind: str, scenario: Scenario, given: Any, text: str, language: Language) -> None:
    t = language.text
    try:
        match kind:
            case "predict":
                question: Any = outcome.predict_question(scenario, text)
            case "estimate":
                question = outcome.estimate_question(scenario.plan, given[0], given[1], text)
            case "vote":
                if not 2 <= len(given) <= MAX_OPTIONS:
                    return writing.error(t("workshop-options-count", limit=MAX_OPTIONS))
                question = Vote(text=text, options=tuple(given))
            case _:
                if not given[0]:
                    return writing.error(t("workshop-levers-none"))
                question = outcome.levers_question(scenario, given[0], text, given[1])
    except SimError as problem:
        return writing.error(problem.text(language.id))
    if step(live, "ask", question.model_dump(mode="json")):
        st.rerun()
    return None
