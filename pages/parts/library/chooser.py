"""Saved scenarios in the Simulator: a dialog to open one, and the base of comparison to choose one as."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.parts import bookmarks, session, writing
from pages.parts.library import state
from pages.parts.library.state import when
from pages.parts.library.target_status import against_target
from pages.parts.theme import style_element
from pages.parts.writing import label, plain
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.store import Entry, Query, open_store

FOUND = 7
BASES = 5
NAME_LENGTH = 34
PROBLEM, DONE = "open-problem", "open-done"
STYLES = style_element("""
[class*="st-key-open-"] button[kind="tertiary"] { justify-content: flex-start; text-align: left; padding: 6px 10px; }
[class*="st-key-open-"] button[kind="tertiary"]:hover { background: var(--tint); }
[class*="st-key-open-"] button[kind="tertiary"] > div { justify-content: flex-start; }
""")


# -- opening --------------------------------------------------------------------------------------------------------
def open_chooser() -> None:
    """Open the dialog."""
    language = session.language()

    @st.dialog(language.text("open-title"))
    def dialog() -> None:
        st.html(STYLES)
        if problem := st.session_state.pop(PROBLEM, ""):
            writing.error(problem)
        try:
            _offers(language)
        except SimError as problem:
            writing.error(problem.text(language.id))

    dialog()


def _offers(language: Language) -> None:
    t = language.text
    text = st.text_input(
        t("open-search"),
        key="open-search",
        type="search",
        icon=":material/search:",
        placeholder=t("open-search"),
        live=True,
        label_visibility="collapsed",
        max_chars=state.TEXT_LENGTH,
    )
    page = open_store().find(Query(text=text or "", limit=FOUND))
    for entry in page.entries:
        st.button(
            f"{label(entry.name, 56)}  \n:small[{_below(entry, language)}]",
            key=f"open-{entry.id}",
            width="stretch",
            type="tertiary",
            icon=":material/star:" if entry.favourite else None,
            on_click=_take,
            args=(entry.id,),
        )
    if not page.total:
        writing.caption(t("open-none") if text else t("open-empty"))
    elif page.total > len(page.entries):
        writing.caption(t("open-more", count=page.total - len(page.entries)))
    if st.button(t("open-library"), key="open-library", icon=":material/folder_open:"):
        st.switch_page("pages/library.py")
    if st.session_state.pop(DONE, False):
        st.rerun()


def _below(entry: Entry, language: Language) -> str:
    own = entry.vocabulary(language)
    against, _ = against_target(entry, own)
    return label(
        language.text(
            "open-line",
            revenue=REVENUE.format(own, entry.kpis["revenue"]),
            against=against,
            time=when(entry.updated_at, language),
        ),
        120,
    )


def _take(id: str) -> None:
    problem = state.open_in_simulator(id)
    st.session_state[PROBLEM if problem else DONE] = problem or True


# -- comparing ------------------------------------------------------------------------------------------------------
def base_names(plan_id: str) -> dict[str, str]:
    """Return the saved scenarios to compare with: favourites, then those saved last; id → name."""

    def read() -> dict[str, str]:
        store = open_store()
        kept = store.find(Query(plan_id=plan_id, favourite=True, limit=BASES)).entries
        late = store.find(Query(plan_id=plan_id, limit=BASES)).entries
        return {entry.id: plain(entry.name, NAME_LENGTH) for entry in (*kept, *late)}

    try:
        return state.recall(f"bases {plan_id}", read)
    except SimError:
        return {}


def as_base(id: str, work: session.Workspace) -> session.Workspace:
    """Return the workspace compared with a preset, a bookmark or a saved scenario; itself if there is no such thing."""
    if id in work.scenario.plan.presets or bookmarks.find(id) is not None:
        return bookmarks.as_base(id, work)
    try:
        opened = open_store().open(id)
    except SimError:
        return work
    if opened.scenario is None or opened.scenario.plan != work.scenario.plan:
        return work
    return replace(work, base=opened.scenario, base_id=id, base_name=plain(opened.entry.name, NAME_LENGTH))
