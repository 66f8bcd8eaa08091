"""The stage as a Streamlit component: registered once, mounted with a payload, answering with changes and actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from pages.parts import scripts

KEY = "stage"


def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("scenario_stage", "stage")


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
    # As one text: Streamlit looks at every key of the first level for tables of its own and writes data out twice, once
    # to send it and once, sorted, to tell whether it is new.
    data = {"stage": {"text": orjson.dumps(payload).decode()}}
    return component()(key=KEY, data=data, on_change_change=on_change, on_action_change=on_action)
