"""The words of one scenario: name, note and tags, to read and to change."""

from __future__ import annotations

import streamlit as st

from pages.parts import spaces
from pages.parts.library import listing, state
from pages.parts.library.state import attempt, say, when
from pages.parts.reading import card
from pages.parts.writing import plain
from sim.language import Language
from sim.store import Opened, open_store
from sim.store.spaces import EVERYONE, NOBODYS
from sim.store.texts import NAME_LIMIT, NOTE_LIMIT, TAG_COUNT, TAG_LIMIT


def about(opened: Opened, language: Language) -> None:
    """Draw name, note and tags, to read and to change."""
    t, entry = language.text, opened.entry
    mark = f"{entry.id}-{entry.revision}"
    with card("lib-about", t("library-about-title"), _origin(opened, language)):
        fields = (f"lib-name-{mark}", f"lib-note-{mark}", f"lib-tags-{mark}", f"lib-space-{mark}")
        off = entry.in_bin
        st.text_input(t("save-name"), entry.name, key=fields[0], max_chars=NAME_LIMIT, disabled=off)
        st.text_area(t("library-note"), entry.note, key=fields[1], max_chars=NOTE_LIMIT, height=104, disabled=off)
        known = list(dict.fromkeys([*entry.tags, *state.facets().tags]))
        st.multiselect(
            t("library-tags"),
            known[: listing.CHOICES_SHOWN],
            list(entry.tags),
            key=fields[2],
            accept_new_options=True,
            max_selections=TAG_COUNT,
            placeholder=t("library-tags-hint"),
            disabled=off,
        )
        kept = open_store().spaces.of("scenario", [entry.id]).get(entry.id, NOBODYS)
        spaces.choose(kept, EVERYONE, fields[3], language, off)
        st.button(
            t("library-about-save"),
            key="lib-about-save",
            on_click=_change,
            args=(entry.id, fields, language),
            disabled=off,
        )


def _origin(opened: Opened, language: Language) -> str:
    entry = opened.entry
    return language.text(
        "library-origin",
        author=plain(entry.author, 40) or language.text("library-nobody"),
        created=when(entry.created_at, language),
        revision=entry.revision,
        updated=when(entry.updated_at, language),
    )


def _change(id: str, fields: tuple[str, str, str, str], language: Language) -> None:
    """Write down what was typed: a revision for each kind of change."""
    name, words, tags, space = (st.session_state.get(field) for field in fields)
    store, by = open_store(), state.person()

    def work() -> None:
        before = store.entry(id).revision
        store.rename(id, str(name or ""), by=by)
        store.annotate(id, str(words or ""), by=by)
        store.tag(id, [str(tag)[: 4 * TAG_LIMIT] for tag in tags or ()], by=by)
        moved = space is not None and space != store.spaces.of("scenario", [id]).get(id, NOBODYS).space
        if space is not None and moved:
            store.show_to(id, space)
        if moved or store.entry(id).revision != before:
            say(language.text("library-changed"))

    attempt(work)
