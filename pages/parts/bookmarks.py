"""The session's bookmarks: named steps in an order, kept in the library for this browser while there is a library."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from pages.parts import address, session
from sim.language import Language
from sim.language.errors import SimError
from sim.plan import Plan, load_plan
from sim.plan.catalogue import find_version
from sim.scenario import Scenario
from sim.store import open_store
from sim.store.person import asking
from sim.store.spaces import Kept
from sim.store.stories import Step, Stories, Story, new_step

SLOT = "bookmarks"
CHANGES = "story-changes"
STORIES_LIFE = 5.0  # seconds until a story that somebody else has saved is seen


def library() -> Stories:
    return Stories(open_store().database)


def state_of(work: session.Workspace) -> dict[str, Any]:
    """Return a workspace as plain values."""
    return {
        "plan_hash": work.scenario.plan.hash,
        "scenario": work.scenario.to_dict(),
        "base": work.base.to_dict(),
        "base_id": work.base_id,
        "base_name": work.base_name,
    }


def work_of(step: Step, plan: Plan | None = None) -> session.Workspace:
    """Return the workspace of a step, under the step's name, on the version of its plan that it was made on.

    Where nobody kept that version, today's stands in: see `told_note`.

    Parameters
    ----------
    plan : another version of its plan to put it on, which it is to be compared with

    Raises
    ------
    ScenarioError, PlanError
        The plan is gone, or no longer admits the inputs.
    """
    state = step.state

    def resolve(id: str) -> Plan:
        if plan is not None and plan.id == id:
            return plan
        made_on = str(state.get("plan_hash", ""))
        return (find_version(id, made_on) if made_on else None) or load_plan(id)

    scenario, base = (Scenario.from_dict(state[name], resolve) for name in ("scenario", "base"))
    return session.Workspace(scenario, base, state["base_id"], step.name, state["base_name"])


def is_moved(step: Step, work: session.Workspace) -> bool:
    """Tell whether another version of its plan stands in for the one that a step was made on."""
    return step.state.get("plan_hash", work.scenario.plan.hash) != work.scenario.plan.hash


def told_note(step: Step, work: session.Workspace, language: Language) -> str:
    """Return a step's note, with word of it where its plan is no longer the version that it was made on."""
    told = [step.note, *([language.text("story-plan-changed")] if is_moved(step, work) else [])]
    return language.join([one for one in told if one], "sentences")


def usable(steps: Sequence[Step]) -> list[tuple[Step, session.Workspace]]:
    """Return the steps that today's plan admits, with their workspaces."""
    found: list[tuple[Any, ...]] = []
    for step in steps:
        try:
            found.append((step, work_of(step)))
        except SimError:
            continue  # the drawer names it as no longer possible
    return found


def bookmarks() -> tuple[Step, ...]:
    """Return this browser's bookmarks."""
    found = st.session_state.get(SLOT)
    if found is None:
        try:
            found = library().bookmarks(address.browser_id())
        except SimError:
            found = ()  # without a library bookmarks live as long as the session
        st.session_state[SLOT] = found
    return found


def put(steps: Sequence[Step]) -> None:
    """Make these the bookmarks; without a library they live as long as the session.

    Raises
    ------
    StoreError
        Too many bookmarks, or a name that breaks a limit.
    """
    st.session_state[SLOT] = tuple(steps)
    store = open_store()
    if store.status.ready:
        Stories(store.database).keep_bookmarks(address.browser_id(), steps)


def add(name: str, work: session.Workspace) -> None:
    """Bookmark a state under a name."""
    put((*bookmarks(), new_step(name, state_of(work))))


def change(id: str, name: str | None = None, note: str | None = None) -> None:
    """Rename a bookmark or write its speaker note."""
    put(
        [
            replace(step, name=name or step.name, note=step.note if note is None else note) if step.id == id else step
            for step in bookmarks()
        ]
    )


def remove(id: str) -> None:
    put([step for step in bookmarks() if step.id != id])


def move(id: str, by: int) -> None:
    """Move a bookmark up (-1) or down (1)."""
    steps = list(bookmarks())
    here = next((place for place, step in enumerate(steps) if step.id == id), None)
    if here is not None and 0 <= here + by < len(steps):
        steps.insert(here + by, steps.pop(here))
        put(steps)


def find(id: str) -> Step | None:
    return next((step for step in bookmarks() if step.id == id), None)


def _now() -> int:
    """Return the moment in which stories are not asked for again; every move of the stage lists them."""
    return int(time.monotonic() // STORIES_LIFE)


@lru_cache(maxsize=4)
def _titles(place: str, changes: int, eyes: tuple[str, ...] | None, now: int) -> tuple[tuple[str, str, int], ...]:
    """Return (id, title, number of steps) of the stories that somebody sees."""
    return tuple((one.id, one.title, len(one.steps)) for one in Stories(open_store().database).stories())


def titles() -> tuple[tuple[str, str, int], ...]:
    """Return (id, title, number of steps) of the library's stories; none without a library."""
    try:
        return _titles(open_store().place, st.session_state.get(CHANGES, 0), asking().eyes, _now())
    except SimError:
        return ()


@lru_cache(maxsize=4)
def _spaces_of(
    place: str, changes: int, eyes: tuple[str, ...] | None, ids: tuple[str, ...], now: int
) -> Mapping[str, Kept]:
    return dict(open_store().spaces.of("story", ids))


def kept_stories() -> Mapping[str, Kept]:
    """Return who sees which of the stories that `titles` names, and who keeps it; nothing without a login."""
    if not (asking().id and (ids := tuple(id for id, _, _ in titles()))):
        return {}
    try:
        return _spaces_of(open_store().place, st.session_state.get(CHANGES, 0), asking().eyes, ids, _now())
    except SimError:
        return {}


def note_story_change() -> None:
    """Note that this session has changed a story, so that it sees the change at once."""
    st.session_state[CHANGES] = st.session_state.get(CHANGES, 0) + 1
    _titles.cache_clear()
    _spaces_of.cache_clear()


def story(id: str) -> Story | None:
    """Return a story of the library, or None if there is none such."""
    try:
        return library().story(id) if id else None
    except SimError:
        return None


def base_names(plan_id: str) -> dict[str, str]:
    """Return what bookmarks can be compared with: id → name, for a plan."""
    return {step.id: step.name for step in bookmarks() if step.state["scenario"]["plan"] == plan_id}


def as_base(id: str, work: session.Workspace) -> session.Workspace:
    """Return the workspace compared with a preset or a bookmark; itself if there is no such thing."""
    plan = work.scenario.plan
    if id in plan.presets:
        base = Scenario.of(plan, id, work.scenario.assumption_set)
        return replace(work, base=base, base_id=id, base_name="")
    step = find(id)
    if step is None:
        return work
    return replace(work, base=work_of(step, plan).scenario, base_id=id, base_name=step.name)
