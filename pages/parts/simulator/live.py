"""The Simulator on the live stage: what it shows, and what happens when a lever is released or a button pressed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from pages.parts import address, bookmarks, likely, session, writing
from pages.parts.library import chooser
from pages.parts.present.room import live, mirror, room
from pages.parts.save import open_save
from pages.parts.spread import known_spread
from pages.parts.stage import chances, files, frame, futures, goal, journal, response_route
from pages.parts.stage.cache import remember, traffic
from pages.parts.stage.payload import build
from pages.parts.stage.stage import KEY, stage
from pages.parts.stage.view import View
from pages.parts.stage.view_of import view_of
from sim.analysis.what_if import what_ifs
from sim.language import Language
from sim.language.errors import SimError
from sim.model.quantities import CHANCE
from sim.scenario.response import move_levers

SEQ = "stage-seq"
SAVE = "stage-save"
OPEN = "stage-open"
PRESENT = "stage-present"
EXPORT = "stage-export"
BRIEF = "stage-brief"
POINT = "stage-point"
MOVED = "stage-moved"
LIKELY = "stage-likely"
AIMED = "stage-aimed"
"""The scenario whose target was dragged last; as long as it is shown, the stage says what the target takes."""


def current_view(language: Language, wait: bool = True) -> View:
    """Return what the stage shows now; see `view_of`."""
    past = session.history()
    plan_id = past.now.scenario.plan_id
    before = past.before.scenario if past.before else None
    # A step that switched the plan has other years and regions than what is shown: nothing of it can be replayed.
    previous = before if before is not None and before.plan == past.now.scenario.plan else None
    return view_of(
        past.now,
        language,
        wait,
        previous=previous,
        can_undo=past.can_undo,
        can_redo=past.can_redo,
        seq=st.session_state.get(SEQ, 0),
        marks=bookmarks.base_names(plan_id) | chooser.base_names(plan_id),
    )


def apply_change() -> None:
    """Take over released levers; partners of a share move along. A value the plan refuses changes nothing."""
    change = st.session_state[KEY].change
    if not change or change["seq"] <= st.session_state.get(SEQ, 0):
        return
    st.session_state[SEQ] = change["seq"]
    st.session_state[MOVED] = True
    scenario = session.get_scenario()
    try:
        levers = move_levers(scenario.plan, scenario.levers, change["levers"])
        session.set_scenario(scenario.with_levers(levers))
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))


def apply_action() -> None:
    """Do what a button of the stage asks for."""
    action = st.session_state[KEY].action
    if not action:
        return
    st.session_state[SEQ] = max(int(action["seq"]), st.session_state.get(SEQ, 0))
    work = session.workspace()
    plan = work.scenario.plan
    match action["name"]:
        case "undo":
            session.undo()
        case "redo":
            session.redo()
        case "save":
            st.session_state[SAVE] = True
        case "open":
            st.session_state[OPEN] = True
        case "offer":
            pass  # the stage's point had been dropped; this run offers it again
        case "export":
            st.session_state[EXPORT] = True
        case "brief":
            st.session_state[BRIEF] = True
        case "present":
            st.session_state[PRESENT] = True
        case "preset" if action["value"] in plan.presets:
            session.start_from(action["value"])
        case "what-if":
            for one in what_ifs(plan):
                if one.id == action["value"]:
                    session.set_scenario(one.toggle(work.scenario))
        case "reset":
            session.set_workspace(session.fresh(plan))
        case "target":
            aim(action["value"])
        case "base":
            session.set_workspace(chooser.as_base(str(action["value"]), work))
        case name:
            journal.apply(name, action["value"])


def aim(value: Any) -> None:
    """Take over the target at which a finger let go; one step of the history."""
    try:
        changed = goal.with_goal(session.get_scenario(), value)
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))
        return
    session.set_scenario(changed)
    st.session_state[AIMED] = changed.key


def addresses(view: View, language: Language) -> dict[str, dict[str, str]]:
    """Return where the stage fetches what does not come with a move: frame, response table, chances."""
    found = {"frame": {"path": frame.PATH, "key": frame.prepare(view.plan, view.scenario.target.metric, language.id)}}
    point = remember(view.scenario, st.session_state.get(POINT))
    st.session_state[POINT] = point
    found |= {"table": {"path": response_route.PATH, "key": point}, "chances": {"path": chances.PATH, "key": point}}
    if view.chance is None:
        past = session.history()
        step = past.states[past.place - 1] if past.place else None, past.now
        found["futures"] = {"path": futures.PATH, "key": futures.remember(view, step, language.id)}
    return {name: {**one, "path": one["path"].lstrip("/")} for name, one in found.items()}


def arrive(language: Language) -> None:
    """Begin a run of the whole page, which shows futures with everything else; only a fragment answers before them.

    The chip stands outside the fragment, for no move of a lever changes it; see `show` for what does.
    """
    st.session_state.pop(MOVED, None)
    st.session_state[LIKELY] = likely.chip_state(session.get_scenario())
    likely.chip(language)


@st.fragment
def show(language: Language) -> None:
    """Draw the stage; a released lever runs only this again."""
    if st.session_state.pop(PRESENT, False):
        st.switch_page("pages/present.py")
    if st.session_state.get(LIKELY) != likely.chip_state(session.get_scenario()):
        st.rerun()  # a step back over another set, or another plan: the chip follows with the whole page
    with traffic.move():
        _show(language)


def _show(language: Language) -> None:
    language = session.language()
    view = current_view(language, wait=not st.session_state.pop(MOVED, False))
    payload = build(view, language)
    before = known_spread(view.previous) if view.previous else None
    payload["before"] = CHANCE.number(language, before.chance.value) if before else None
    aimed = st.session_state.get(AIMED) == view.scenario.key
    payload["takes"] = goal.what_it_takes(view.scenario, language) if aimed else ""
    payload["journal"] = journal.journal(language)
    payload |= addresses(view, language)
    shared = room()
    if shared is not None:
        payload["live"] = live(shared)
    payload["address"] = address.current("simulator")
    stage(payload, view.plan, apply_change, apply_action, partial(address.go, "simulator", KEY))
    address.warn("simulator")
    mirror()
    if st.session_state.pop(SAVE, False):
        open_save()
    if st.session_state.pop(OPEN, False):
        chooser.open_chooser()
    if st.session_state.pop(EXPORT, False):
        files.open_files(view, language)
    if st.session_state.pop(BRIEF, False):
        files.begin_brief(language)
        st.rerun()  # the tray stands outside this fragment
