"""Saving the scenario shown into the library: a dialog that any page can open.

A name that is not the open scenario's makes a new one, with tags and a note of its own; only under its own name an open
scenario takes a new revision. What another window or person has changed meanwhile is said before it is saved over, and
both ways out are offered: a scenario of its own, or a revision on top.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.parts import session, spaces, writing
from pages.parts.writing import literal, plain
from sim.analysis.outlook import likely_of
from sim.language import Language
from sim.language.errors import SimError, StoreError
from sim.store import Chance, Entry, Origin, Revision, open_store
from sim.store.person import asking
from sim.store.spaces import EVERYONE, NOBODYS, Space
from sim.store.texts import AUTHOR_LIMIT, NAME_LIMIT, NOTE_LIMIT, TAG_COUNT

PERSON = "person"
SEEN = "save-seen"
UPDATE, NEW = "update", "new"
SHOWN_NAME = 48


@dataclass(frozen=True)
class SaveRequest:
    """What is to be saved: under which name, with which words, as a revision of which scenario (`id`) if any.

    `newest` is the revision that its author knows to be the newest one; a later one is not saved over. `space` says who
    sees it from now on; None leaves that as it is.
    """

    name: str
    note: str | None = None
    tags: tuple[str, ...] | None = None
    id: str | None = None
    by: str = ""
    newest: int | None = None
    space: Space | None = None


def open_save() -> None:
    """Open the dialog for the scenario shown."""
    language = session.language()

    @st.dialog(language.text("save-title"))
    def dialog() -> None:
        try:
            _fields(language)
        except SimError as problem:
            writing.error(problem.text(language.id))

    dialog()


@dataclass(frozen=True)
class SaveTarget:
    """What a name means in the library now.

    Attributes
    ----------
    name : str
        As typed.
    target : Entry or None
        What could take a revision: the open scenario under its own name, or another one that has the name.
    is_open : bool
        Whether that is the open one.
    later : Revision or None
        The last time somebody else, or another window, saved the open one since it was opened here.
    """

    name: str
    target: Entry | None = None
    is_open: bool = False
    later: Revision | None = None

    @property
    def identity(self) -> tuple[str, str, int]:
        """What a visitor has to have seen before anything is saved over."""
        return (self.name, self.target.id, self.target.revision) if self.target else (self.name, "", 0)

    @property
    def usual(self) -> str:
        return UPDATE if self.is_open and self.later is None else NEW


def save_target(name: str, saved: session.Saved | None) -> SaveTarget:
    """Return what saving under a name would mean, `saved` being the scenario that is open."""
    opened = _entry(saved.id) if saved else None
    if saved is None or opened is None or name != opened.name:
        return SaveTarget(name, _entry(_id_of(name)) if name else None)
    since = (one for one in open_store().history(saved.id) if one.revision > saved.revision)
    later = next((one for one in since if one.action in ("save", "revert")), None)
    return SaveTarget(name, opened, True, later)


def _fields(language: Language) -> None:
    t, saved, store = language.text, session.workspace().saved, open_store()
    if (broken := store.status.problem) is not None:
        raise broken
    opened = _entry(saved.id) if saved else None
    if saved and opened is None:
        writing.warning(t("save-gone", name=plain(saved.name, SHOWN_NAME)))
    name = st.text_input(t("save-name"), opened.name if opened else "", max_chars=NAME_LIMIT, key="save-name")
    now = save_target((name or "").strip(), saved)
    kind = _choice(now, opened, language)
    target = now.target if kind == UPDATE else None
    place = target.id if target else "new"  # a new scenario has words of its own
    note = st.text_area(
        t("save-note"), target.note if target else "", max_chars=NOTE_LIMIT, key=f"save-note-{place}", height=90
    )
    own = list(target.tags) if target else []
    tags = st.multiselect(
        t("save-tags"),
        list(dict.fromkeys([*own, *list(store.facets().tags)[:200]])),
        own,
        key=f"save-tags-{place}",
        accept_new_options=True,
        max_selections=TAG_COUNT,
        placeholder=t("save-tags-hint"),
    )
    space = _space(target, opened, place, language)
    by = asking().name or st.text_input(
        t("save-person"),
        st.session_state.get(PERSON, ""),
        max_chars=AUTHOR_LIMIT,
        key="save-person",
        autocomplete="name",
        help=t("save-person-help"),
    )
    before, st.session_state[SEEN] = st.session_state.get(SEEN), now.identity
    # Never disabled: a name reaches the server as its field is left, and leaving it by this button must save at once.
    if not st.button(t("save-do"), type="primary", key="save-do"):
        return
    if (target is not None or now.is_open) and before != now.identity:
        return  # what would be saved over has just come up or changed: now it can be seen
    if now.target is not None and not now.is_open and (before is None or before[0] != now.name):
        return  # the name has just turned out to be taken; what was free when it was typed gets a number
    request = SaveRequest(
        now.name,
        (note or "").strip(),
        tuple(map(str, tags)),
        target.id if target else None,
        (by or "").strip(),
        target.revision if target else None,
        space,
    )
    st.session_state[PERSON] = request.by
    try:
        entry = save(request)
    except StoreError as problem:
        if problem.key != "error-store-overtaken":
            raise
        st.rerun(scope="fragment")  # somebody was quicker by a moment: the dialog says so
    st.session_state.pop(SEEN, None)
    session.announce(save_message(entry, request, language), ":material/bookmark_added:")
    st.rerun()


def _space(target: Entry | None, opened: Entry | None, place: str, language: Language) -> Space | None:
    """Let the author say who sees what is saved; a new scenario begins with what the open one is."""
    if not asking().id:
        return None
    known = [one.id for one in (target, opened) if one is not None]
    kept = open_store().spaces.of("scenario", known)
    usual = kept[opened.id].space if opened is not None and opened.id in kept else EVERYONE
    now = None if target is None else kept.get(target.id, NOBODYS)
    return spaces.choose(now, usual, f"save-space-{place}", language)


def _choice(now: SaveTarget, opened: Entry | None, language: Language) -> str:
    """Say what saving will do and return it; a choice where there are two ways."""
    t, target = language.text, now.target
    if target is None:
        if opened is not None and now.name:
            writing.caption(t("save-apart", name=plain(opened.name, SHOWN_NAME)))
        return NEW
    name = plain(target.name, SHOWN_NAME)
    if (later := now.later) is not None:
        who = plain(later.saved_by, SHOWN_NAME) or t("save-somebody")
        writing.warning(t("save-overtaken", name=name, who=who, revision=later.revision))
    texts = {
        UPDATE: t("save-update" if now.later is None else "save-over", name=name, revision=target.revision + 1),
        NEW: t("save-new-numbered", name=name),
    }
    ways = (UPDATE, NEW)
    key = f"save-how-{target.id}-{target.revision}"
    picked = st.radio(
        t("save-how"),
        ways,
        ways.index(now.usual),
        format_func=lambda way: literal(texts[way]),
        key=key,
        label_visibility="collapsed",
    )
    return picked or now.usual


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


def save(request: SaveRequest) -> Entry:
    """Save the scenario shown, and note that it is the open one.

    A new scenario whose name is taken gets a number; one made from the open scenario remembers that.

    Raises
    ------
    StoreError
        The library cannot be used, or there is a later revision than the newest one known of; nothing is stored.
    """
    work = session.workspace()
    based_on = work.saved.revision if work.saved and work.saved.id == request.id else None
    entry = open_store().save(
        work.scenario,
        request.name,
        id=request.id,
        note=request.note,
        tags=request.tags,
        by=request.by,
        based_on=based_on,
        newest=request.newest,
        parent=Origin(work.saved.id, work.saved.revision) if work.saved and request.id is None else None,
        chance=Chance.of(likely_of(work.scenario)),
        on_clash="number",
        space=request.space,
    )
    session.note_saved(session.Saved.of(entry, work.scenario))
    return entry


def save_message(entry: Entry, request: SaveRequest, language: Language) -> str:
    """Return what saving did, in words; that somebody else saved meanwhile is said too."""
    name = plain(entry.name, SHOWN_NAME)
    if request.id is None:
        taken = entry.name != request.name
        return language.text("save-done-numbered" if taken else "save-done", name=name, wanted=plain(request.name))
    (newest, *_) = open_store().history(entry.id)
    if newest.revision == entry.revision and newest.overtook:
        return language.text("save-done-overtook", name=name, revision=entry.revision, other=entry.revision - 1)
    return language.text("save-done-revision", name=name, revision=entry.revision)
