"""The session's room: opened when somebody first presents, told of every settled change from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.parts import address, session
from pages.parts.present.hub import Room, hub
from pages.parts.present.scene import frame, scene
from pages.parts.present.wire import SHOW
from pages.parts.qr import qr_code

SLOT = "room"


def room() -> Room | None:
    """Return the session's room while it is open."""
    key = st.session_state.get(SLOT)
    return hub.by_key(key) if key else None


def open_room() -> Room:
    """Return the session's room; a new one where there is none."""
    mine = room()
    if mine is None:
        mine = hub.open()
        st.session_state[SLOT] = mine.key
    return mine


def deck(works: list[tuple[str, str, session.Workspace]], language_id: str) -> dict[str, Any]:
    """Return what a screen needs for these (name, note, workspace) scenes."""
    plan = works[0][2].scenario.plan
    scenes = [{**scene(work, language_id), "name": name, "note": note} for name, note, work in works]
    return {"frame": frame(language_id, plan), "scenes": scenes}


@dataclass(frozen=True)
class ForFollowers:
    """A deck without the speaker's notes, in whatever language a follower's screen speaks."""

    scenes: tuple[tuple[str, session.Workspace], ...]

    def __call__(self, language_id: str) -> dict[str, Any]:
        return deck([(name, "", work) for name, work in self.scenes], language_id)


def for_followers(works: Sequence[tuple[str, str, session.Workspace]]) -> ForFollowers:
    """Return what followers see of these (name, note, workspace) scenes."""
    return ForFollowers(tuple((name, work) for name, _, work in works))


def live(mine: Room) -> dict[str, str]:
    """Return what the presenter's own screen needs to reach its room."""
    return {"path": SHOW.lstrip("/"), "key": mine.key, "code": mine.code}


def invitation(page: str, code: str) -> dict[str, Any]:
    """Return how others come to a page with a code: the address as it is read aloud, its QR code, whom it reaches."""
    whole = address.absolute(page, code=code)
    return {
        "code": code,
        "link": f"{page}?code={code}",
        "address": whole.partition("?")[0].partition("://")[2],
        "qr": qr_code(whole) if whole else None,
        "local": address.is_of_this_machine(whole),
    }


def mirror() -> None:
    """Show followers the session's present state; nothing happens while no room is open."""
    mine = room()
    if mine is not None:
        content = for_followers([("", "", session.workspace())])
        hub.publish(mine, content, {"place": 0, "hidden": False, "blank": False, "frozen": False, "view": "all"})
