"""The one session slot: a history of frozen workspaces, with one writer.

Pages read `workspace()` and write through `change`, `undo`, `redo`; nothing else in the session holds results or
inputs, so a page change loses nothing and two widgets cannot disagree.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from sim.language import Language, get_language, languages, preferred_language
from sim.language.errors import ScenarioError
from sim.plan import Plan, load_plan
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.store import Entry

SLOT = "workspace"
LANGUAGE = "language"
ANNOUNCEMENT = "announcement"
SAID = "announcement-said"
SAID_SECONDS = 8.0
"""How long runs say again what a run before them did; what is said stands for ten seconds."""


@dataclass(frozen=True)
class Saved:
    """The scenario of the library that is open: a revision of it, and what that holds."""

    id: str
    revision: int
    name: str
    scenario: Scenario

    @classmethod
    def of(cls, entry: Entry, scenario: Scenario) -> Saved:
        """Return an entry of the library as the open one."""
        return cls(entry.id, entry.revision, entry.name, scenario)


@dataclass(frozen=True)
class Workspace:
    """What the user is working on.

    Attributes
    ----------
    scenario : Scenario
    base : Scenario
        What changes are measured against; `base_id` is a preset or a saved scenario's id.
    name : str or None
        Name of the saved scenario this one was opened from, while unchanged.
    base_name : str
        What the base is called, where it is not a preset.
    saved : Saved or None
        The scenario of the library that is open, also while it has been changed.
    """

    scenario: Scenario
    base: Scenario
    base_id: str = "plan"
    name: str | None = None
    base_name: str = ""
    saved: Saved | None = None

    @property
    def changed(self) -> bool:
        """Tell whether a saved scenario is open and no longer what was saved."""
        return self.saved is not None and self.saved.scenario != self.scenario


def fresh(plan: Plan | None = None) -> Workspace:
    """Return the workspace a new visitor gets: the plan (the usual one by default), compared with itself."""
    scenario = Scenario.of(plan or load_plan(), "plan")
    return Workspace(scenario, scenario)


def history() -> History[Workspace]:
    found = st.session_state.get(SLOT)
    if found is None:
        found = st.session_state[SLOT] = History.start(fresh())
    return found


def start(work: Workspace, language: str = "") -> None:
    """Begin a session with a workspace that a link describes; there is nothing before it to undo."""
    st.session_state[SLOT] = History.start(work)
    if language in languages() and st.query_params.get("lang") not in languages():
        st.session_state.setdefault(LANGUAGE, language)


def visit(work: Workspace) -> None:
    """Show a state again: the nearest step of the history that equals it, else as a new step."""
    line = history()
    same = [
        place
        for place, one in enumerate(line.states)
        if (one.scenario, one.base, one.base_id) == (work.scenario, work.base, work.base_id)
    ]
    if same:
        jump(min(same, key=lambda place: abs(place - line.place)))
        if work.name:
            set_name(work.name)
    else:
        set_workspace(work)


def jump(place: int) -> None:
    """Show the step at a place of the history; nothing is lost by it."""
    st.session_state[SLOT] = history().jump(place)


def workspace() -> Workspace:
    return history().now


def get_scenario() -> Scenario:
    return workspace().scenario


def set_scenario(scenario: Scenario, name: str | None = None) -> None:
    """Show another scenario; the step can be undone. A name that is not the open one's closes what was open."""
    now = workspace()
    saved = now.saved if name is None or (now.saved is not None and now.saved.name == name) else None
    st.session_state[SLOT] = history().push(replace(now, scenario=scenario, name=name, saved=saved))


def start_from(preset: str) -> None:
    """Begin afresh with a preset's levers: what was open is closed, so that saving makes a new scenario."""
    now = workspace()
    levers = now.scenario.plan.presets[preset]
    set_workspace(replace(now, scenario=now.scenario.with_levers(levers), name=None, saved=None))


def open_saved(saved: Saved) -> None:
    """Show a scenario of the library, see `with_scenario`; can be undone."""
    set_workspace(replace(with_scenario(saved.scenario), name=saved.name, saved=saved))


def with_scenario(scenario: Scenario) -> Workspace:
    """Return the workspace with another scenario, compared with what the present one is compared with.

    One of another plan, or of another version of it, is compared with that plan.
    """
    now = workspace()
    if now.scenario.plan != scenario.plan:
        now = fresh(scenario.plan)
    return replace(now, scenario=scenario, name=None, saved=None)


def note_saved(saved: Saved) -> None:
    """Note that the scenario shown has been saved; no step of its own.

    All steps around that worked on the same scenario of the library now belong to what has been saved, so that undo
    and redo do not lose it.
    """
    line = history()
    before, place = line.now.saved, line.place
    low, high = place, place
    while low > 0 and line.states[low - 1].saved == before:
        low -= 1
    while high < len(line.states) - 1 and line.states[high + 1].saved == before:
        high += 1
    states = tuple(
        replace(one, saved=saved, name=saved.name if one.scenario == saved.scenario else None)
        if low <= number <= high
        else one
        for number, one in enumerate(line.states)
    )
    st.session_state[SLOT] = History(states, place)


def set_workspace(changed: Workspace) -> None:
    """Show another workspace (scenario, base, name); the step can be undone."""
    st.session_state[SLOT] = history().push(changed)


def set_name(name: str) -> None:
    """Note under which name the scenario shown is saved; no step of its own."""
    st.session_state[SLOT] = history().amend(replace(workspace(), name=name))


def undo() -> None:
    st.session_state[SLOT] = history().undo()


def redo() -> None:
    st.session_state[SLOT] = history().redo()


@dataclass(frozen=True)
class Announcement:
    """What a run before this one did, in the visitor's words."""

    text: str
    icon: str


def announce(text: str, icon: str) -> None:
    """Have the next run say what this one did: a run that ends in another run may lose what it says itself."""
    st.session_state[ANNOUNCEMENT] = Announcement(text, icon)
    st.session_state.pop(SAID, None)


def announcement() -> Announcement | None:
    """Return what is to be said; runs that follow at once say it again.

    A browser that is busy drawing meets the next run's elements before it has shown those of this one. What it has
    shown already it shows no second time, since the same words stand in the same place.
    """
    if ANNOUNCEMENT not in st.session_state:
        return None
    said = st.session_state.setdefault(SAID, time.monotonic())
    if time.monotonic() - said <= SAID_SECONDS:
        return st.session_state[ANNOUNCEMENT]
    del st.session_state[ANNOUNCEMENT]
    return None


def current_plan() -> Plan:
    return get_scenario().plan


def language_id() -> str:
    """Return the language: the address's or else the browser's, where no link gave one; then what the visitor chose."""
    found = st.session_state.get(LANGUAGE)
    if found is None:
        wanted = st.query_params.get("lang")
        found = wanted if wanted in languages() else preferred_language(st.context.locale)
        st.session_state[LANGUAGE] = found
    return found


def set_language(id: str) -> None:
    """Switch the language without touching anything else; the page's address follows."""
    if id not in languages():
        raise ScenarioError("error-language-unknown", value=str(id)[:40], allowed=languages())
    st.session_state[LANGUAGE] = id


def language() -> Language:
    """Return the session's language: texts of the plan at hand, dates as the visitor's region writes them."""
    return current_plan().vocabulary(get_language(language_id())).in_region(st.context.locale)


def t(key: str, /, **arguments: Any) -> str:
    """Return a text in the session's language."""
    return language().text(key, **arguments)
