"""The stage as a Streamlit component: registered once, mounted with a payload, answering with changes and actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pages.parts import scripts
from pages.parts.charts.live import write
from pages.parts.stage.outcomes import column_places
from sim.plan import Plan

KEY = "stage"


def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("scenario_stage", "stage")


def stage(
    payload: dict[str, Any],
    plan: Plan,
    on_change: Callable[[], None],
    on_action: Callable[[], None],
    on_go: Callable[[], None],
) -> Any:
    """Mount the stage.

    Parameters
    ----------
    payload : dict
        From `pages.parts.stage.payload.build`.
    on_change, on_action, on_go
        Called before the run that answers a released lever, a button, or the browser's back and forward; the values
        stand in `st.session_state[KEY].change`, `.action` and `.go`.
    """
    # As bytes: what is not, Streamlit searches for tables of its own and writes out twice, once to send it and once,
    # sorted, to tell whether it is new.
    data = write(payload, column_places(plan))
    return component()(key=KEY, data=data, on_change_change=on_change, on_action_change=on_action, on_go_change=on_go)
