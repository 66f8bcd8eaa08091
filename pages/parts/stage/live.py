"""The Simulator on the live stage: what it shows, and what happens when a lever is released or a button pressed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import address, bookmarks, session
from pages.parts.library import chooser
from pages.parts.save import open_save
from pages.parts.stage import chances, files, frame, journal, response_route
from pages.parts.stage.cache import offer, traffic
from pages.parts.stage.payload import build
from pages.parts.stage.spread import spread
from pages.parts.stage.stage import KEY, stage
from pages.parts.stage.text import chance_number, with_forced
from pages.parts.stage.view import View, same
from sim.analysis.bridge import bridge
from sim.analysis.text import bar_name
from sim.export.text import one_line
from sim.language import Language, key
from sim.language.errors import SimError
from sim.scenario.response import move_lever

SEQ = "stage-seq"
SAVE = "stage-save"
OPEN = "stage-open"
PRESENT = "stage-present"
EXPORT = "stage-export"
OFFERED = "stage-offered"
NAME_LENGTH = 40


def opening(work: session.Workspace, language: Language) -> str:
    """Return how the sentence begins: by what is open or the preset it equals, and what is forced on it."""
    return with_forced(_begin(work, language), work.scenario, language)


def _begin(work: session.Workspace, language: Language) -> str:
    if work.saved:
        text = "opening-changed" if work.changed else "opening-named"
        return language.text(text, name=one_line(work.saved.name, NAME_LENGTH))
    if work.name:
        return language.text("opening-named", name=one_line(work.name, NAME_LENGTH))
    plan = work.scenario.plan
    for preset, values in plan.presets.items():
        if all(same(plan.levers[id], work.scenario.levers[id], value) for id, value in values.items()):
            return language.text(f"opening-{preset}")
    return language.text("opening-own")


def view_of(work: session.Workspace, language: Language, **more: Any) -> View:
    """Return what the stage shows of a workspace; `more` are further fields of the view."""
    plan = work.scenario.plan
    names = tuple((preset, language.text(key("preset", preset))) for preset in plan.presets)
    if work.base_id not in plan.presets:
        names = (*names, (work.base_id, work.base_name or work.base_id))
    names += tuple((id, name) for id, name in more.pop("marks", {}).items() if id != work.base_id)
    futures = spread(work.scenario)
    steps = bridge(work.base, work.scenario, "revenue", plan.years[-1])
    return View(
        plan=plan,
        scenario=work.scenario,
        base=work.base,
        base_id=work.base_id,
        base_name=one_line(dict(names)[work.base_id], NAME_LENGTH),
        bases=names,
        opening=opening(work, language),
        chance=futures.chance,
        bands=futures.bands,
        bridge=tuple((bar_name(bar, language), bar.value) for bar in steps.bars),
        **more,
    )


def current_view(language: Language) -> View:
    """Return what the stage shows now."""
    past = session.history()
    plan_id = past.now.scenario.plan_id
    return view_of(
        past.now,
        language,
        previous=past.before.scenario if past.before else None,
        can_undo=past.can_undo,
        can_redo=past.can_redo,
        can_save=True,
        seq=st.session_state.get(SEQ, 0),
        marks=bookmarks.base_names(plan_id) | chooser.base_names(plan_id),
    )


def apply_change() -> None:
    """Take over released levers; partners of a share move along. A value the plan refuses changes nothing."""
    change = st.session_state[KEY].change
    if not change or change["seq"] <= st.session_state.get(SEQ, 0):
        return
    st.session_state[SEQ] = change["seq"]
    scenario = session.get_scenario()
    try:
        levers = dict(scenario.levers)
        for id, value in change["levers"].items():
            if id in levers:
                levers = move_lever(scenario.plan, levers, id, value)
        session.set_scenario(scenario.with_levers(levers))
    except SimError as problem:
        st.toast(problem.text(session.language_id()))


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
        case "present":
            st.session_state[PRESENT] = True
        case "preset" if action["value"] in plan.presets:
            session.set_scenario(work.scenario.with_levers(plan.presets[action["value"]]))
        case "base":
            session.set_workspace(chooser.as_base(str(action["value"]), work))
        case name:
            journal.apply(name, action["value"])


def addresses(view: View, language: Language) -> dict[str, dict[str, str]]:
    """Return where the stage fetches what does not come with a move: frame, response table, chances."""
    found = {"frame": {"path": frame.PATH, "key": frame.offer(view.plan, view.scenario.target.metric, language.id)}}
    if view.chance is not None:
        point = offer(view.scenario, view.chance, st.session_state.get(OFFERED))
        st.session_state[OFFERED] = point
        found |= {"table": {"path": response_route.PATH, "key": point}, "chances": {"path": chances.PATH, "key": point}}
    return {name: {**one, "path": one["path"].lstrip("/")} for name, one in found.items()}


@st.fragment
def show(language: Language) -> None:
    """Draw the stage; a released lever runs only this again."""
    if st.session_state.pop(PRESENT, False):
        st.switch_page("pages/present.py")
    with traffic.move():
        _show(language)


def _show(language: Language) -> None:
    language = session.language()
    view = current_view(language)
    payload = build(view, language)
    journal.remember(view.scenario, view.chance)
    if view.previous is not None:
        payload["before"] = chance_number(journal.chance_of(view.previous), language)
    payload["journal"] = journal.journal(language)
    payload |= addresses(view, language)
    from pages.parts.present.room import live, mirror, room  # it draws scenes with the views of this module

    shared = room()
    if shared is not None:
        payload["live"] = live(shared)
    stage(payload, apply_change, apply_action)
    address.keep("simulator")
    mirror()
    if st.session_state.pop(SAVE, False):
        open_save()
    if st.session_state.pop(OPEN, False):
        chooser.open_chooser()
    if st.session_state.pop(EXPORT, False):
        files.open_files(view, language)
