"""Presenter mode: the deck, the room, and what happens when the presenter leaves."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import bookmarks, session, writing
from pages.parts.present import levers
from pages.parts.present.hub import hub
from pages.parts.present.room import deck, for_followers, invitation, live, open_room
from pages.parts.present.screen import KEY, screen
from pages.parts.present.wire import screen_state
from sim.language import get_language, languages
from sim.language.errors import ScenarioError, SimError

STORY = "present-story-id"
LEFT = "present-left"
SPOKEN = "present-spoken"
"""What was on the screen when another language was asked for; shown again in that language."""
TRIED = "present-tried"
"""A lever was moved here: what came of it stands before the scenes of a story."""
SHOWN = {"hidden": False, "blank": False, "frozen": True, "view": "all"}

SHORTCUTS = (
    (("→", "Space"), "present-next"),
    (("←",), "present-previous"),
    (("H",), "present-hide-help"),
    (("R",), "present-replay"),
    (("F",), "present-freeze-help"),
    (("V",), "present-view-help"),
    (("E",), "present-levers-help"),
    (("N",), "present-note"),
    (("B", "."), "present-blank-help"),
    (("J",), "present-join-help"),
    (("L",), "present-language-help"),
    (("W",), "present-ask"),
    (("?",), "present-help"),
    (("Esc",), "present-leave"),
)


def works() -> list[tuple[str, str, session.Workspace]]:
    """Return name, note and workspace of every scene: the present state first, then bookmarks or the chosen story."""
    story = bookmarks.story(st.session_state.get(STORY, ""))
    now = session.workspace()
    steps = bookmarks.usable(story.steps if story else bookmarks.bookmarks())
    language = session.language()
    scenes = [(step.name, bookmarks.told_note(step, work, language), work) for step, work in steps]
    if story and not st.session_state.get(TRIED):
        return scenes or [("", "", now)]
    return [("", "", now), *scenes]


def choose_story() -> None:
    chosen = st.session_state[KEY].story
    if chosen is not None:
        st.session_state.pop(TRIED, None)
        st.session_state[STORY] = "" if chosen == "bookmarks" else chosen


def leave() -> None:
    """Take what is on the screen along to the Simulator, or to what it would take; the step can be undone."""
    left = st.session_state[KEY].leave
    if left:
        scenes = works()
        session.visit(scenes[min(max(0, int(left["place"])), len(scenes) - 1)][2])
        st.session_state[LEFT] = "decide" if left.get("to") == "decide" else "simulator"


def move() -> None:
    """Take over levers released on the stage: what comes of them is the present state, and the first scene."""
    asked = st.session_state[KEY].move
    if not asked:
        return
    scenes = works()
    work = scenes[min(max(0, int(asked["place"])), len(scenes) - 1)][2]
    try:
        changed = levers.with_move(work.scenario, asked)
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))
        return
    session.visit(work)
    session.set_scenario(changed)
    st.session_state[TRIED] = True
    show = screen_state(asked["show"])
    st.session_state[SPOKEN] = show and {**show, "place": 0}


def speak() -> None:
    """Go on in another language, at the scene and with what was shown of it."""
    asked = st.session_state[KEY].speak
    if asked and asked["language"] in languages():
        session.set_language(asked["language"])
        st.session_state[SPOKEN] = screen_state(asked["show"])


def payload(language_id: str) -> dict[str, Any]:
    """Return what the presenter's screen needs, and let followers see the same."""
    scenes = works()
    language = session.language()
    content = deck(scenes, language_id)
    mine = open_room()
    show = {"place": 0, **SHOWN, **(st.session_state.pop(SPOKEN, None) or {})}
    hub.publish(mine, for_followers(scenes), show)
    wanted = st.session_state.get(STORY, "")
    stories = [{"id": "bookmarks", "title": language.text("present-bookmarks"), "active": not wanted}]
    stories += [{"id": id, "title": title, "active": id == wanted} for id, title, _ in bookmarks.titles()]
    return {
        "role": "present",
        "deck": content,
        "show": show,
        "live": live(mine),
        "levers": {
            **levers.content(scenes[0][2].scenario.plan, scenes[0][2].scenario.target.metric, language),
            "scenes": [levers.of_scene(work, language) for _, _, work in scenes],
        },
        "join": invitation("follow", mine.code),
        "stories": stories,
        "languages": [
            {"id": one.id, "label": one.label, "name": language.text("language-switch-help", language=one.name)}
            for one in map(get_language, languages())
            if one.id != language.id
        ],
        "shortcuts": [[list(keys), language.text(text)] for keys, text in SHORTCUTS],
    }


def show() -> None:
    """Draw the page."""
    if left := st.session_state.pop(LEFT, ""):
        st.switch_page(f"pages/{left}.py")
    try:
        content = payload(session.language_id())
    except ScenarioError as problem:
        writing.error(problem.text(session.language_id()))
        return
    screen(content, leave, choose_story, speak, move)
