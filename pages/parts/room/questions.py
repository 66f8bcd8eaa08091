"""The question at hand and those before it, as whoever leads sees them: counts, steps, results, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import scripts, session, writing
from pages.parts.reading import card, heading, safe
from pages.parts.room import page, typed, views, wire
from pages.parts.room.hall import Live, hall
from pages.parts.room.pictures import picture
from pages.parts.writing import plain
from sim.language import Language
from sim.language.errors import SimError
from sim.room.room import Round
from sim.room.text import attendance, question_text

TICK = 1.0  # seconds between two looks at how many have answered
STEPS = {"open": ("close", "reveal"), "closed": ("reopen", "reveal"), "revealed": ("reopen", "again")}
NAMES = {"close": "room-do-close", "reveal": "room-do-reveal", "reopen": "room-do-reopen", "again": "room-do-again"}
ICONS = {"close": "front_hand", "reveal": "visibility", "reopen": "replay", "again": "repeat"}


def step(live: Live, what: str, content: Mapping[str, Any] | None = None) -> bool:
    """Let something happen in the room; say why not where it may not."""
    try:
        hall.happen(live, what, content or {})
    except SimError as problem:
        session.announce(problem.text(session.language_id()), ":material/error:")
        return False
    return True


def press(live: Live, what: str) -> None:
    """Answer a button that lets a step happen."""
    step(live, what)


def board(key: str, language: Language, **shown: Any) -> None:
    """Draw a `result`, the same picture that phones and the wall show, or a `qr` code."""
    scripts.component("workshop_board", "workshop")(key=key, data={"texts": page.texts(language), **shown})


def show(live: Live, language: Language) -> None:
    """Draw the question at hand; it follows the room by itself."""
    with st.container(key="workshop-now"):
        st.fragment(_now, run_every=None if live.room.ended else TICK)(live, language, live.room.ended)
    if not live.room.ended and live.room.round is not None and live.room.round.phase == "open":
        _called_out(live, live.room.round, language)


def _now(live: Live, language: Language, ended: bool) -> None:
    t, now = language.text, live.room.round
    mark = (len(live.room.rounds), now and (now.phase, now.turn), live.room.ended)
    if st.session_state.setdefault("workshop-mark", mark) != mark:  # somebody led from the wall, or from another page
        st.session_state["workshop-mark"] = mark
        st.rerun()
    joined = attendance(live.room, live.present, language)
    if now is None or ended:
        said = heading(t("room-ended") if ended else t("workshop-first"), joined)
        st.html(f'<div class="ws-now ws-quiet">{said}</div>')
        return
    view = views.round_view(now, live.present, language)
    seats = "".join(
        f'<i class="{"ws-in" if place < view["answered"] else ""}"></i>' for place in range(view["expected"])
    )
    turn = t("room-second") if now.turn > 1 else ""
    st.html(
        f'<div class="ws-now"><p class="ws-turn">{safe(turn)}</p><h2>{safe(plain(view["title"], 200))}</h2>'
        f'<p class="ws-count">{safe(view["count"])}</p><div class="ws-seats" aria-hidden="true">{seats}</div></div>'
    )
    with st.container(key="workshop-steps", horizontal=True, gap="small"):
        for name in STEPS[now.phase]:
            if name == "again" and not view["again"]:
                continue
            st.button(
                t(NAMES[name]),
                key=f"workshop-do-{name}",
                icon=f":material/{ICONS[name]}:",
                type="primary" if name == "reveal" else "secondary",
                on_click=press,
                args=(live, name),
            )
    if view["result"] or view["before"]:
        board("workshop-result", language, result=view["result"] or view["before"])


# -- without phones --------------------------------------------------------------------------------------------------
def _called_out(live: Live, now: Round, language: Language) -> None:
    """Draw the fields in which whoever leads types what is called out: for rooms without a network."""
    t, question = language.text, now.question
    if now.team_names:
        return _team_called_out(live, now, language)
    hands = _hands(live)
    with st.expander(t("workshop-hand"), icon=":material/keyboard:"), st.form(f"workshop-hand-{now.number}-{now.turn}"):
        writing.caption(t("workshop-hand-help"))
        people = [0, *hands]
        who = st.selectbox(
            t("workshop-who"),
            people,
            format_func=lambda seat: (
                t("workshop-person", number=hands.index(seat) + 1) if seat else t("workshop-somebody")
            ),
            key="workshop-who",
        )
        given = _fields(question, language)
        if st.form_submit_button(t("workshop-hand-send")):
            _send(live, now, who or 0, given, language)


def _hands(live: Live) -> list[int]:
    """Return the seats of those whose answers are typed here."""
    return [seat for seat in range(1, live.room.seat_count + 1) if seat not in set(live.room.seats.values())]


def _team_called_out(live: Live, now: Round, language: Language) -> None:
    """Draw the fields for what a team calls out."""
    t, teams = language.text, range(1, len(now.team_names) + 1)
    with st.expander(t("workshop-hand"), icon=":material/keyboard:"), st.form(f"workshop-hand-{now.number}-{now.turn}"):
        team = st.selectbox(
            t("room-team"), teams, format_func=lambda one: writing.label(now.team_names[one - 1]), key="workshop-who"
        )
        given = _fields(now.question, language)
        if st.form_submit_button(t("workshop-hand-send")):
            seat = next((one for one in _hands(live) if now.teams.get(one) == team), 0)
            _send(live, now, seat, given, language, team)


def _fields(question: Any, language: Language) -> dict[str, Any]:
    t, fields = language.text, views.fields_of(question, language)
    match question.kind:
        case "vote":
            options = range(len(question.options))
            chosen = st.radio(
                t("room-option"),
                options,
                format_func=lambda one: writing.label(question.options[one].label),
                key="workshop-hand-option",
            )
            return {"option": chosen}
        case "levers":
            values = {}
            for lever in fields["levers"]:
                shown = f"{lever['start']:g}"
                unit = t("with-note", name=lever["name"], note=lever["unit"])
                values[lever["id"]] = st.text_input(
                    unit, shown, key=f"workshop-hand-{lever['id']}", help=lever["allowed"]
                )
            return {"levers": values}
        case "predict":
            label = t("with-note", name=t("room-value"), note=fields["span"]["unit"])
            return {"value": st.text_input(label, key="workshop-hand-value")}
    unit = fields["span"]["unit"]
    columns = st.columns(4)
    given: dict[str, Any] = {}
    for column, (name, text) in zip(
        columns, (("low", "room-low"), ("best", "room-best"), ("high", "room-high")), strict=False
    ):
        given[name] = column.text_input(t("with-note", name=t(text), note=unit), key=f"workshop-hand-{name}")
    given["sure"] = columns[3].selectbox(
        t("room-sure"),
        (50, 60, 70, 80, 90),
        3,
        format_func=lambda one: language.quantity(one / 100, "percent_whole"),
        key="workshop-hand-sure",
    )
    return given


def _send(live: Live, now: Round, who: int, given: dict[str, Any], language: Language, team: int = 0) -> None:
    """Let somebody whose answer was called out answer: `who` is their seat, 0 a new one, in this team if in any."""
    try:
        if not who:
            read = wire.read(live, given, language.id)  # nobody takes a seat for an answer that is none
            hall.happen(live, "seat", {"token": ""})
            who = live.room.seat_count
            if team:
                hall.happen(live, "team", {"round": now.number, "seat": who, "team": team})
            hall.happen(live, "answer", {"round": now.number, "seat": who, "answer": read})
        else:
            wire.give(live, who, now.number, given, language.id)
    except SimError as problem:
        writing.error(problem.text(language.id))
        return
    session.announce(language.text("room-sent"), ":material/check:")
    st.rerun()


# -- what was asked before -------------------------------------------------------------------------------------------
def earlier(live: Live, language: Language) -> None:
    """Draw every question that was shown, the latest first: what was decided of it, and what happened later."""
    t = language.text
    for one in reversed(live.room.rounds):
        if one.phase != "revealed" or not one.answers:
            continue
        title = t("workshop-round", number=one.number, question=plain(question_text(one.question, language), 200))
        with card(f"workshop-round-{one.number}", title):
            if one is not live.room.round:
                board(
                    f"workshop-board-{one.number}", language, result=picture(one, list(one.answers.values()), language)
                )
            _decision(live, one, language)


def _decision(live: Live, one: Round, language: Language) -> None:
    t = language.text
    decided = st.text_area(
        t("workshop-decision"), one.decision, height=70, max_chars=1000, key=f"workshop-decision-{one.number}"
    )
    if (decided or "").strip() != one.decision:
        step(live, "decide", {"round": one.number, "text": (decided or "").strip()})
    if one.question.kind not in ("predict", "estimate"):
        return
    with (
        st.expander(t("workshop-actual"), icon=":material/query_stats:"),
        st.form(f"workshop-actual-{one.number}", border=False),
    ):
        unit = language.unit(one.question.span.format)
        value, source = st.columns(2)
        shown = value.text_input(
            t("with-note", name=t("room-happened"), note=unit), key=f"workshop-actual-value-{one.number}"
        )
        said = source.text_input(t("workshop-source"), key=f"workshop-actual-source-{one.number}", max_chars=200)
        if st.form_submit_button(t("workshop-score")):
            try:
                happened = typed.number(shown, one.question.span, language)
            except SimError as problem:
                writing.error(problem.text(language.id))
                return
            if step(live, "actual", {"round": one.number, "value": happened, "source": (said or "").strip()}):
                st.rerun()
