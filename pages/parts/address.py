"""The page's address: read once when a visitor comes, kept up to date with the state, obeyed when they go back."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import secrets
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import streamlit as st

from pages.parts import scripts, session, writing
from pages.parts.release import of_visitors
from pages.parts.save import open_save
from sim.language import Language, get_language
from sim.language.errors import SimError
from sim.plan import Plan
from sim.scenario.link import LinkState, Note, Restored, decode, encode, preset_base, query_value
from sim.store import open_store
from sim.store.statement import statement

READ = "address-read"
NOTES = "address-notes"
HEADING = "address-notes-heading"
PAGE = "address-page"
LAST = "address-last"
ASKED = "address-asked"
TURN = "address-turn"
KEY = "address"
LONG_SEEN = "address-long-seen"
BROWSER = "desk"  # the cookie too is called so, and browsers keep it


# -- reading --------------------------------------------------------------------------------------------------------
def read() -> None:
    """Take over what the address says, once a session: `?s=` a state, `?open=` a saved scenario."""
    if READ in st.session_state:
        return
    st.session_state[READ] = True
    query = st.query_params.to_dict()
    wanted, saved = query_value(query, "s"), query_value(query, "open")
    if saved:
        _open_saved(saved)
    elif wanted:
        restored = decode(wanted)
        _say_of(restored)
        if restored.state is not None:
            session.start(work_of(restored.state), restored.state.language)
            st.session_state[PAGE] = restored.state.page


def _say_of(restored: Restored) -> None:
    """Say what a link could not restore; a heading of its own says that nothing of it could be read."""
    st.session_state[NOTES] = restored.notes
    if restored.state is None:
        st.session_state[HEADING] = "link-damaged", ""


def work_of(state: LinkState) -> session.Workspace:
    """Return the workspace that a link describes, with the saved scenario that was open where it is there to read."""
    saved = _find_saved(*state.saved, state.scenario.plan) if state.saved else None
    name = saved.name if saved and saved.scenario == state.scenario else None
    return session.Workspace(state.scenario, state.base, state.base_id, name, state.base_name, saved)


def _find_saved(id: str, revision: int, plan: Plan) -> session.Saved | None:
    """Return the saved scenario of a link; None where this library, or this visitor, does not have it.

    The link holds all inputs of its own: nothing is missing then but a name.
    """
    try:
        opened = open_store().open(id, revision)
    except SimError:
        return None
    scenario = opened.scenario
    return session.Saved.of(opened.entry, scenario) if scenario and scenario.plan == plan else None


def _open_saved(id: str) -> None:
    """Begin with a saved scenario; what has changed since it was saved is said above the page."""
    try:
        opened = open_store().open(id)
    except SimError as problem:
        unknown = problem.key == "error-store-unknown"
        st.session_state[NOTES] = (Note("link-saved-unknown", {"name": id[:40]}) if unknown else problem,)
        return
    st.session_state[NOTES] = tuple(statement(opened, session.language_id()))
    if opened.scenario is not None:
        work, saved = session.fresh(opened.scenario.plan), session.Saved.of(opened.entry, opened.scenario)
        session.start(session.Workspace(saved.scenario, work.base, name=saved.name, saved=saved))


def landing(page: str, pages: tuple[str, ...]) -> str | None:
    """Return the page that a link without a path asks for, once; None if the visitor is where they should be."""
    wanted = st.session_state.pop(PAGE, None)
    named = urlsplit(str(st.context.url or "")).path.rpartition("/")[2] == page  # below whatever prefix
    return wanted if wanted in pages and page == pages[0] != wanted and not named else None


def notes(language: str) -> list[str]:
    """Return what the link could not restore, until the visitor closes the note."""
    return [note if isinstance(note, str) else note.text(language) for note in st.session_state.get(NOTES, ())]


def note(said: Iterable[str], heading: str, name: str) -> None:
    """Say something above the page until the visitor closes it, under a heading (a text's key) that names a thing."""
    st.session_state[NOTES] = tuple(said)
    st.session_state[HEADING] = heading, name


def heading(language: Language) -> str:
    """Return the heading of the notes: by default that a link could not restore everything."""
    text, name = st.session_state.get(HEADING, ("", ""))
    return language.text(text, name=name) if text else language.text("link-notes")


def forget_notes() -> None:
    st.session_state[NOTES] = ()
    st.session_state.pop(HEADING, None)


# -- writing --------------------------------------------------------------------------------------------------------
@of_visitors
@lru_cache(maxsize=512)
def link_of(work: session.Workspace, page: str, language: str) -> tuple[str, bool]:
    """Return a state as a link text, and whether it holds all of it.

    A base of comparison of many inputs of its own is left out where both together are too long: the scenario comes
    first, compared with the plan. Empty where not even that fits.
    """
    saved = (work.saved.id, work.saved.revision) if work.saved else None
    try:
        return encode(LinkState(work.scenario, work.base, work.base_id, work.base_name, page, language, saved)), True
    except SimError:
        plan = preset_base(work.scenario, "plan")
    try:
        return encode(LinkState(work.scenario, plan, page=page, language=language, saved=saved)), False
    except SimError:
        return "", False  # only saving can hold it; the note says so


def _step(work: session.Workspace, more: Mapping[str, str]) -> int:
    """Return the number of the browser's entry: one more, unless the same lever has only been moved on."""
    before, family, step, known = st.session_state.get(LAST, (work, "", 0, more))
    if more != known and more.keys() == known.keys():
        step += 1
    if work != before:
        plan = work.scenario.plan
        now, then = work.scenario.to_dict(), before.scenario.to_dict()
        levers = {id for id, value in now.pop("levers").items() if then["levers"].get(id) != value}
        del then["levers"]
        only_levers = now == then and work.base == before.base
        families = {plan.levers[id].family for id in levers}
        moved = families.pop() if only_levers and len(families) == 1 else ""
        undone = session.history().can_redo
        step += not undone and not (moved and moved == family)
        family = moved
    st.session_state[LAST] = (work, family, step, more)
    return step


def browser_id() -> str:
    """Return the name under which this browser's bookmarks are kept; a cookie remembers it."""
    found = st.session_state.get(BROWSER)
    if found is None:
        known = str(st.context.cookies.get(BROWSER, ""))
        found = known if re.fullmatch(r"[0-9a-f]{24}", known) else secrets.token_hex(12)
        st.session_state[BROWSER] = found
    return found


def _component() -> Any:
    return scripts.component("scenario_address", "address", html="")


def go(page: str, component: str = KEY) -> None:
    """Show the state that back or forward asks for: a step of the history where there is one.

    Parameters
    ----------
    component : key of the one that has asked
    """
    wanted = st.session_state[component].go
    if not wanted:
        return
    turn = wanted.get("turn")
    st.session_state[TURN] = turn if isinstance(turn, int) else 0
    st.session_state[ASKED] = page, dict(parse_qsl(str(wanted["query"])))
    forget_notes()
    if _revisit(str(wanted.get("work", ""))):
        return
    if wanted["state"] == "fresh":
        session.visit(session.fresh())
        return
    restored = decode(str(wanted["state"]))
    _say_of(restored)
    if restored.state is not None:
        session.visit(work_of(restored.state))


def _name(work: session.Workspace) -> str:
    """Return a short name of a workspace for the browser's history."""
    told = f"{work.scenario.key} {work.base.key} {work.base_id} {work.base_name}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _revisit(name: str) -> bool:
    """Show the nearest step of the session's history under that name; tell whether there is one."""
    line = session.history()
    same = [place for place, work in enumerate(line.states) if _name(work) == name]
    if same:
        session.jump(min(same, key=lambda place: abs(place - line.place)))
    return bool(same)


def page_query(page: str) -> Mapping[str, str] | None:
    """Return the parameters that back or forward has just brought up on a page, once; None on any other run."""
    where, query = st.session_state.pop(ASKED, ("", None))
    return query if where == page else None


def absolute(page: str, **query: str) -> str:
    """Return the whole address of a page, under the name by which this visitor reached the server; without one, ""."""
    seen = urlsplit(str(st.context.url or ""))
    if not seen.netloc:
        return ""
    path = f"{seen.path.rpartition('/')[0]}/{page}"  # pages have no folders: below whatever prefix
    return urlunsplit((seen.scheme, seen.netloc, path, urlencode(query), ""))


def is_of_this_machine(address: str) -> bool:
    """Tell whether an address leads every device to itself, so that nobody else can follow it."""
    name = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def link(page: str, language: str) -> str:
    """Return the present state as a link text; empty where no link can hold it."""
    return link_of(session.workspace(), page, language)[0]


def _close_too_long() -> None:
    st.session_state[LONG_SEEN] = True


def _say_too_long(language_id: str) -> None:
    """Say that the address leaves something out, and offer to save; once, until a state fits again."""
    language = get_language(language_id)
    with st.container(key="link-long"):
        writing.paragraph(language.text("link-too-long"))
        with st.container(horizontal=True):
            if st.button(language.text("action-save"), key="link-long-save", type="primary"):
                open_save()
            st.button(language.text("link-notes-close"), key="link-long-close", on_click=_close_too_long)


def current(page: str, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the browser's address is to say; to be asked once a run, for it counts the browser's entries.

    `more` are the page's own parameters, all of them each time; an empty one is left out of the address.
    """
    own = dict(more or {})
    work = session.workspace()
    language = session.language_id()
    state = "" if work == session.fresh() else link_of(work, page, language)[0]  # the usual start needs no state
    data = {
        "state": state,
        "work": _name(work),
        "language": language,
        "step": _step(work, own),
        "browser": browser_id(),
    }
    return data | {"more": own, "turn": st.session_state.get(TURN, 0)}


def warn(page: str) -> None:
    """Say that no address can hold all of the present state, where that is so."""
    if link_of(session.workspace(), page, session.language_id())[1]:
        st.session_state.pop(LONG_SEEN, None)
    elif not st.session_state.get(LONG_SEEN):
        _say_too_long(session.language_id())


def keep(page: str, more: Mapping[str, str] | None = None) -> Any:
    """Bring the browser's address up to date. Call it once a page, in the fragment that changes the state.

    The live stage needs no call: it hands `current` on with everything else that a move changes.
    """
    data = current(page, more)
    warn(page)
    # One key: Streamlit looks at every one of the first level for tables of its own.
    return _component()(key=KEY, data={"address": data}, on_go_change=partial(go, page))
