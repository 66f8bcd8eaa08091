"""Saving the scenario shown into the library: a dialog that any page can open.

Where a scenario of the library is open, the dialog offers a new revision of it or a scenario of its own; where the
name typed is taken, it offers a new revision of that one.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.parts import session
from pages.parts.spread import spread
from sim.export.text import one_line
from sim.language import Language
from sim.language.errors import SimError, StoreError
from sim.store import Chance, Entry, Origin, open_store
from sim.store.texts import AUTHOR_LIMIT, NAME_LIMIT, NOTE_LIMIT, TAG_COUNT

PERSON = "person"
ASKED = "save-asked"
UPDATE, NEW = "update", "new"
SHOWN_NAME = 48


@dataclass(frozen=True)
class SaveRequest:
    """What is to be saved: under which name, with which words, as a revision of which scenario (`id`) if any."""

    name: str
    note: str | None = None
    tags: tuple[str, ...] | None = None
    id: str | None = None
    by: str = ""


def open_save() -> None:
    """Open the dialog for the scenario shown."""
    language = session.language()

    @st.dialog(language.text("save-title"))
    def dialog() -> None:
        try:
            _fields(language)
        except SimError as problem:
            st.error(problem.text(language.id))

    dialog()


def _fields(language: Language) -> None:
    t, saved, store = language.text, session.workspace().saved, open_store()
    if (broken := store.status.problem) is not None:
        raise broken
    before = _entry(saved.id) if saved else None
    name = st.text_input(t("save-name"), before.name if before else "", max_chars=NAME_LIMIT, key="save-name")
    name = (name or "").strip()
    target = before or (_entry(_id_of(name)) if name else None)
    kind = NEW
    if target is not None:
        words = {
            UPDATE: t("save-update", name=one_line(target.name, SHOWN_NAME), revision=target.revision + 1),
            NEW: t("save-new"),
        }
        picked = st.radio(
            t("save-how"), (UPDATE, NEW), format_func=words.__getitem__, key="save-how", label_visibility="collapsed"
        )
        kind = picked or UPDATE
        if kind == NEW and _id_of(name):
            st.caption(t("save-numbered", name=one_line(name, SHOWN_NAME)))
    old = target if target is not None and kind == UPDATE else before
    note = st.text_area(t("save-note"), old.note if old else "", max_chars=NOTE_LIMIT, key="save-note", height=90)
    known = list(dict.fromkeys([*(old.tags if old else ()), *list(store.facets().tags)[:200]]))
    tags = st.multiselect(
        t("save-tags"),
        known,
        list(old.tags) if old else [],
        key="save-tags",
        accept_new_options=True,
        max_selections=TAG_COUNT,
        placeholder=t("save-tags-hint"),
    )
    by = st.text_input(
        t("save-person"),
        st.session_state.get(PERSON, ""),
        max_chars=AUTHOR_LIMIT,
        key="save-person",
        autocomplete="name",
        help=t("save-person-help"),
    )
    asked, st.session_state[ASKED] = st.session_state.get(ASKED), target.id if target else None
    # Never disabled: a name reaches the server as its field is left, and leaving it by this button must save at once.
    pressed = st.button(t("save-do"), type="primary", key="save-do")
    if not pressed or (target is not None and asked != target.id):
        return  # where the name has just turned out to be taken, what to do about it can now be chosen
    id = target.id if target is not None and kind == UPDATE else None
    wish = SaveRequest(name, (note or "").strip(), tuple(map(str, tags)), id, (by or "").strip())
    st.session_state[PERSON] = wish.by
    session.announce(save_message(save(wish), wish, language), ":material/bookmark_added:")
    st.rerun()


def _entry(id: str | None) -> Entry | None:
    """Return a scenario that can take a new revision; None where it is gone or lies in the bin."""
    if id is None:
        return None
    try:
        entry = open_store().entry(id)
    except StoreError as problem:
        if problem.key == "error-store-unknown":
            return None
        raise
    return None if entry.in_bin else entry


def _id_of(name: str) -> str | None:
    """Return the id of the scenario that has this name."""
    try:
        return open_store().resolve(name)
    except StoreError as problem:
        if problem.key == "error-store-unknown":
            return None
        raise


def save(wish: SaveRequest) -> Entry:
    """Save the scenario shown, and note that it is the open one.

    A new scenario whose name is taken gets a number; one made from the open scenario remembers that.

    Raises
    ------
    StoreError
        The library cannot be used; nothing is stored.
    """
    work = session.workspace()
    chance = spread(work.scenario).chance
    based_on = work.saved.revision if work.saved and work.saved.id == wish.id else None
    entry = open_store().save(
        work.scenario,
        wish.name,
        id=wish.id,
        note=wish.note,
        tags=wish.tags,
        by=wish.by,
        based_on=based_on,
        parent=Origin(work.saved.id, work.saved.revision) if work.saved and wish.id is None else None,
        chance=Chance(chance.value, chance.error),
        on_clash="number",
    )
    session.note_saved(session.Saved(entry.id, entry.revision, entry.name, work.scenario))
    return entry


def save_message(entry: Entry, wish: SaveRequest, language: Language) -> str:
    """Return what saving did, in words; that somebody else saved meanwhile is said too."""
    name = one_line(entry.name, SHOWN_NAME)
    if wish.id is None:
        return language.text("save-done", name=name)
    (newest, *_) = open_store().history(entry.id)
    if newest.revision == entry.revision and newest.overtook:
        return language.text("save-done-overtook", name=name, revision=entry.revision, other=entry.revision - 1)
    return language.text("save-done-revision", name=name, revision=entry.revision)
