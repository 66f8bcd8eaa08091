"""What the Tracking page shows: verdict, numbers, forecast, evidence, pacing, milestones, early warning, entry."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import reading, session
from pages.parts.charts import forecast, paces, shifts
from pages.parts.theme import style_element
from pages.parts.track import entry, learn
from pages.parts.track.numbers import headline
from pages.parts.track.pictures import ROWS_SHOWN, evidence_card, fan_card, pace_card
from pages.parts.track.signposts import signpost_card
from pages.parts.track.tables import method_card, milestone_card, rules_card, warning_card
from pages.parts.writing import literal
from sim.language import Language
from sim.language.errors import SimError
from sim.plan.watched import FILE as FOLLOWED
from sim.scenario import Scenario
from sim.store import open_store
from sim.track import text as track_text
from sim.track.actuals import Actuals
from sim.track.ledger import Ledger
from sim.track.reading import DEMO as DEMO_FILE
from sim.track.reading import demo_actuals
from sim.track.tracking import Tracking, track

SOURCE = "track-source"
DEMO, OWN = "demo", "own"


@st.cache_resource
def _styles() -> str:
    return style_element((Path(__file__).parent / "track.css").read_text(encoding="utf-8"))


def tracking_of(scenario: Scenario, actuals: Actuals) -> Tracking:
    """Return what tracking says; kept (some 40 MB each), because a view changes none of it."""
    return _tracking_of(scenario, actuals, scenario.plan.extras.get(FOLLOWED, ""))


@lru_cache(maxsize=3)
def _tracking_of(scenario: Scenario, actuals: Actuals, _followed: str) -> Tracking:
    return track(scenario, actuals)  # plans of the same numbers may follow different things


def warm_up(scenario: Scenario) -> None:
    """Compute what a first visitor would wait for: the futures, the worked example, the charts."""
    plan = scenario.plan
    for actuals in (Actuals(), *([demo_actuals(plan)] if DEMO_FILE in plan.extras else [])):
        tracking_of(scenario, actuals)
    forecast.spec()
    paces.spec()
    shifts.spec(ROWS_SHOWN)


def show(language: Language) -> None:
    """Draw the page."""
    st.html(_styles())
    plan = session.current_plan()
    ledger = Ledger(open_store().database)
    demo = shows_demo() and DEMO_FILE in plan.extras
    actuals, problem = _read(lambda: demo_actuals(plan) if demo else ledger.actuals(plan))
    tracking = tracking_of(session.get_scenario(), actuals)
    with st.container(key="track-head"):
        head, switch = st.columns([4.4, 1], gap="medium")
    with head:
        reading.sentence(track_text.sentence(tracking, language))
    if DEMO_FILE in plan.extras:
        _switch(switch, language, demo)
    if actuals.empty:
        said = language.text("track-empty", demo="yes" if DEMO_FILE in plan.extras else "no")
        st.html(f'<div class="tk-empty">{html.escape(said)}</div>')
    headline(tracking, language)
    left, right = st.columns([1.45, 1], gap="small")
    with left:
        fan_card(tracking, language)
    with right:
        evidence_card(tracking, language)
        pace_card(tracking, language)
    if actuals.empty:  # nothing to read yet: the first thing to do comes first
        entry.show(plan, ledger, actuals, demo, problem, language)
    left, right = st.columns([1.45, 1], gap="small")
    with left:
        milestone_card(plan, tracking, language)
        signpost_card(plan, tracking, language)
    with right:
        warning_card(plan, tracking, language)
        rules_card(plan, tracking, language)
        method_card(plan, tracking, language)
    if not actuals.empty:
        entry.show(plan, ledger, actuals, demo, problem, language)
    learn.show(plan, language)


def _read(read: Callable[[], Actuals]) -> tuple[Actuals, SimError | None]:
    try:
        return read(), None
    except SimError as problem:
        return Actuals(), problem


def shows_demo() -> bool:
    """Return whether the worked example is shown; a link may ask for it (`?demo=1`)."""
    if SOURCE not in st.session_state:
        st.session_state[SOURCE] = DEMO if st.query_params.get("demo") else OWN
    return st.session_state[SOURCE] == DEMO


def _switch(place: DeltaGenerator, language: Language, demo: bool) -> None:
    t = language.text
    about = t("plan-demo") if language.has("plan-demo") else ""
    with place:
        if demo:
            badge, text = html.escape(t("track-demo-badge")), html.escape(t("track-demo-text", about=about))
            st.html(f'<div class="tk-demo" role="note" title="{text}"><b>{badge}</b></div>')
        st.button(
            t("track-show-own") if demo else t("track-show-demo"),
            key="track-switch",
            icon=":material/undo:" if demo else ":material/science:",
            help=literal(t("track-demo-text", about=about)),
            on_click=_toggle,
            width="stretch",
        )


def _toggle() -> None:
    st.session_state[SOURCE] = OWN if st.session_state[SOURCE] == DEMO else DEMO
