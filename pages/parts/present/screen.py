"""The room's screen as a Streamlit component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pages.parts import scripts

KEY = "screen"


def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("room_screen", "room")


def screen(
    data: dict[str, Any],
    on_leave: Callable[[], None] = lambda: None,
    on_story: Callable[[], None] = lambda: None,
    on_speak: Callable[[], None] = lambda: None,
    on_move: Callable[[], None] = lambda: None,
) -> Any:
    """Mount the screen: `data["role"]` is "present" or "follow"."""
    return component()(
        key=KEY,
        data=data,
        on_leave_change=on_leave,
        on_story_change=on_story,
        on_speak_change=on_speak,
        on_move_change=on_move,
    )
