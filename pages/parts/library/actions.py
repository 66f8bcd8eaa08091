"""What can be done with one scenario: open, export, favour, copy, delete, and take out of the bin or purge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import export, writing
from pages.parts.library import listing, state
from pages.parts.library.state import attempt, say
from pages.parts.writing import plain
from sim.language import Language
from sim.store import Opened, open_store
from sim.store.texts import number_name


def back() -> None:
    state.show(scenario="")


def buttons(opened: Opened, language: Language) -> None:
    t, entry = language.text, opened.entry
    with st.container(key="lib-actions", horizontal=True, gap="small", width="content"):
        st.button(t("library-back"), icon=":material/arrow_back:", key="lib-back", on_click=back, type="tertiary")
        if entry.in_bin:
            st.button(
                t("library-restore"), type="primary", key="lib-undelete", on_click=_restore, args=(entry.id, language)
            )
            with st.popover(t("library-purge"), key="lib-purge"):
                writing.paragraph(t("library-purge-one"))
                st.button(t("library-purge"), key="lib-purge-do", on_click=_purge, args=(entry.id, language))
            return
        st.button(
            t("library-open-simulator"),
            type="primary",
            key="lib-open",
            icon=":material/tune:",
            on_click=_open,
            args=(entry.id,),
            disabled=opened.scenario is None,
        )
        if opened.renewed is not None and opened.changes.plan:
            st.button(
                t("library-renew"), key="lib-renew", help=t("library-renew-help"), on_click=_open, args=(entry.id, True)
            )
        entrant = state.entrant_of(opened)
        if entrant is not None:
            export.menu((entrant,), language, prefix="lib-export")
        with st.popover(t("library-more"), icon=":material/more_horiz:", key="lib-more", help=t("library-more")):
            favour = t("library-unfavour") if entry.favourite else t("library-favour")
            _more("favourite", favour, "star", _favourite, entry.id, not entry.favourite)
            _more("duplicate", t("library-duplicate"), "content_copy", _duplicate, entry.id, entry.name, language)
            _more("delete", t("library-delete"), "delete", _delete, entry.id, language)


def _more(name: str, label: str, icon: str, do: Callable[..., None], *arguments: Any) -> None:
    """Draw one line of the menu of further actions."""
    icon = f":material/{icon}:"
    st.button(label, key=f"lib-{name}", icon=icon, width="stretch", on_click=do, args=arguments)


def _open(id: str, renewed: bool = False) -> None:
    problem = state.open_in_simulator(id, renewed=renewed)
    if problem:
        say(problem, problem=True)
    else:
        st.session_state[listing.GO] = "simulator"


def _favourite(id: str, on: bool) -> None:
    attempt(lambda: open_store().set_favourite(id, on, by=state.person()))


def _duplicate(id: str, name: str, language: Language) -> None:
    def work() -> None:
        copy = open_store().save_as(id, number_name(name, 2), by=state.person(), on_clash="number")
        state.show(scenario=copy.id)
        say(language.text("library-duplicated", name=plain(copy.name)))

    attempt(work)


def _delete(id: str, language: Language) -> None:
    if attempt(lambda: open_store().delete(id, by=state.person())):
        say(language.text("library-deleted", count=1), (id,))
        back()


def _restore(id: str, language: Language) -> None:
    if attempt(lambda: open_store().restore(id, by=state.person())):
        say(language.text("library-restored", count=1))


def _purge(id: str, language: Language) -> None:
    if attempt(lambda: open_store().purge([id], by=state.person())):
        say(language.text("library-purged", count=1))
        back()
