"""How people come in: the QR code and the code, and the step that opens the room to the network and closes it again."""

from __future__ import annotations

import html

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.room import lan, wire
from pages.parts.room.hall import Live, hall
from pages.parts.room.questions import board
from pages.parts.writing import plain
from sim.language import Language
from sim.language.errors import SimError


def card(live: Live, language: Language) -> None:
    """Draw the invitation and the step."""
    t, room = language.text, live.room
    own = str(st.context.url or "").split("?")[0].rpartition("/")[0]
    page = lan.place(own)()
    with reading.card("workshop-join", t("workshop-join"), t("workshop-join-sub")):
        found = lan.invitation(room, page)
        if found["qr"]:
            board("workshop-qr", language, qr=found["qr"])
            st.html(f'<p class="ws-address">{html.escape(found["address"])}</p>')
        st.html(f'<p class="ws-code" aria-label="{html.escape(t("room-code"))}">{html.escape(room.code)}</p>')
        st.link_button(
            t("workshop-wall"), f"room-wall?lang={language.id}#{room.id}.{room.lead}", icon=":material/present_to_all:",
            width="stretch",
        )  # fmt: skip
        if found["link"]:
            link, text = html.escape(found["link"]), html.escape(t("workshop-own-seat"))
            st.html(f'<p class="ws-own"><a href="{link}" target="_blank">{text}</a></p>')
        _step(own, language)


def _step(own: str, language: Language) -> None:
    t = language.text
    if not lan.is_local(own):  # the server itself is reached from outside: nothing has to be opened
        writing.caption(t("workshop-served", address=plain(own, 120)))
        return
    if lan.listener.url:
        writing.success(t("workshop-opened", address=lan.listener.url.partition("://")[2]))
        st.button(t("workshop-close-network"), key="workshop-close-network", icon=":material/lock:", width="stretch",
                  on_click=lan.listener.stop)  # fmt: skip
        writing.caption(t("workshop-isolated"))
        return
    known = lan.addresses()
    if not known:
        writing.caption(t("workshop-no-network"))
        return
    with st.popover(t("workshop-open-network"), icon=":material/wifi_tethering:", width="stretch"):
        writing.strong(t("workshop-exposed-title"))
        writing.listing("", (t("workshop-exposed-what"), t("workshop-exposed-not"), t("workshop-exposed-who")))
        chosen = st.selectbox(t("workshop-network-address"), known, key="workshop-network-address")
        st.button(t("workshop-open-network-do"), key="workshop-open-network", type="primary", width="stretch",
                  on_click=_open, args=(chosen or known[0],))  # fmt: skip


def _open(address: str) -> None:
    try:
        lan.listener.start(address, wire.participant)
    except SimError as problem:
        session.announce(problem.text(session.language_id()), ":material/error:")


def _everybody() -> None:
    for one in hall.all_live():
        one.touch()


lan.listener.changed.append(_everybody)  # walls show the new address
