"""The room's screen as a Streamlit component."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from streamlit.components import v2

from pages.parts.theme import css_variables

FOLDER = Path(__file__).parent
STAGE = FOLDER.parent / "stage"
KEY = "screen"


@lru_cache
def sources() -> tuple[str, str]:
    """Return the component's script (look-up and charts are the stage's own) and its styles."""
    parts = (STAGE / "lookup.js", STAGE / "charts.js", FOLDER / "present.js")
    script = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    return script, css_variables() + (FOLDER / "present.css").read_text(encoding="utf-8")


def screen(
    data: dict[str, Any], on_leave: Callable[[], None] = lambda: None, on_story: Callable[[], None] = lambda: None
) -> Any:
    """Mount the screen: `data["role"]` is "present" or "follow"."""
    script, styles = sources()
    component = v2.component("room_screen", html='<div class="mount"></div>', css=styles, js=script)
    return component(key=KEY, data=data, on_leave_change=on_leave, on_story_change=on_story)
