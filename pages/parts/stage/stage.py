"""The stage as a Streamlit component: registered once, mounted with a payload, answering with changes and actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from streamlit.components import v2

from pages.parts.theme import css_variables

FOLDER = Path(__file__).parent
SCRIPTS = (
    "lookup.js", "handover.js", "cast.js", "charts.js", "rail.js", "toolbar.js", "tables.js", "journal.js", "aids.js",
    "stage.js",
)  # fmt: skip
STYLES = ("stage.css", "journal.css")
KEY = "stage"


@lru_cache
def sources() -> tuple[str, str]:
    """Return the component's script (the parts in order, one module) and its styles."""
    script = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return script, css_variables() + "".join((FOLDER / name).read_text(encoding="utf-8") for name in STYLES)


def component() -> Any:
    """Return the component's mounting command; registering again after a restart of the runtime is harmless."""
    script, styles = sources()
    return v2.component("scenario_stage", html='<div class="mount"></div>', css=styles, js=script)


def stage(payload: dict[str, Any], on_change: Callable[[], None], on_action: Callable[[], None]) -> Any:
    """Mount the stage.

    Parameters
    ----------
    payload : dict
        From `pages.parts.stage.payload.build`.
    on_change, on_action
        Called before the run that answers a released lever or a button; the values stand in
        `st.session_state[KEY].change` and `.action`.
    """
    # One key: Streamlit looks at every one of the first level for tables of its own.
    return component()(key=KEY, data={"stage": payload}, on_change_change=on_change, on_action_change=on_action)
