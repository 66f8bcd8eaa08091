"""The runs of one session: what somebody presses is done whole, and what was said last stays.

Streamlit gives a press a run of the page, in a thread, and the next press a thread of its own at once, while the one
before works on over the same state. Left alone, a callback was cut short for whatever came next; the older of two runs,
late, wrote over what the newer one had brought (an uploaded file stood in its box and no page knew of it); a run that
was overtaken forgot the presses of the next one as it ended; and a fragment that ran right after a whole page took from
the page what it had drawn there, but not the word that all else is gone (a stage vanished after a save).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from weakref import WeakSet

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime import state as runtime_state
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SafeSessionState, SessionState

PRESSES = ("trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value")
"""What a widget says once; all else it says anew with every request."""


class SharedState(SessionState):
    """A session's state that knows its runs: one at a time takes its presses, and the latest tidies up afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = threading.RLock()
        self.latest: Run | None = None
        self.overtaken: WeakSet[Run] = WeakSet()


def presses(states: WidgetStates | None) -> WidgetStates | None:
    """Return of what widgets say only the presses."""
    if states is None:
        return None
    return WidgetStates(widgets=[one for one in states.widgets if one.WhichOneof("value") in PRESSES])


class View(SafeSessionState):
    """A session's state as one run sees it."""

    def __init__(self, shared: SharedState, run: Run) -> None:
        super().__init__(shared, run._maybe_handle_execution_control_request)
        object.__setattr__(self, "run", run)

    def on_script_will_rerun(self, fresh_widget_states: WidgetStates | None, **named: Any) -> None:
        """Take what was pressed: the callbacks run to their end; a run that comes late brings no values any more."""
        run: Run = self.run
        shared: Any = self._state
        with shared.turn:
            latest = shared.latest or run
            if latest.number > run.number:
                shared.overtaken.add(run)
                fresh_widget_states = presses(fresh_widget_states)
            else:
                if latest is not run:
                    shared.overtaken.add(latest)
                shared.latest = run
            with run.shield():
                super().on_script_will_rerun(fresh_widget_states, **named)

    def on_script_finished(self, *told: Any, **named: Any) -> None:
        """Tidy up, unless a later run has begun: its presses would be taken for this one's, and forgotten."""
        shared: Any = self._state
        with shared.turn:
            if self.run not in shared.overtaken:
                super().on_script_finished(*told, **named)


class Run(ScriptRunner):
    """A thread that runs pages, as Streamlit's, numbered in the order in which runs were asked for."""

    numbers: ClassVar[Iterator[int]] = itertools.count()

    def __init__(self, *told: Any, session_state: SessionState, **named: Any) -> None:
        self.number = next(self.numbers)
        super().__init__(*told, session_state=session_state, **named)
        if isinstance(session_state, SharedState):
            self._session_state = View(session_state, self)

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Let nothing end the callbacks of a press; what is asked meanwhile is looked at when they are done."""
        running, self._execing = self._execing, False
        try:
            yield
        finally:
            self._execing = running


def ends_a_page(message: ForwardMsg) -> bool:
    """Tell whether a message says that a whole page has been drawn: what it has not drawn goes from the screen."""
    said = message.script_finished if message.HasField("script_finished") else None
    return said == ForwardMsg.FINISHED_SUCCESSFULLY


class Undelivered(ForwardMsgQueue):
    """What is on its way to a browser; a fragment's run takes nothing back from a page that is drawn to its end."""

    def clear(self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None) -> None:
        """Drop what a run that begins draws anew."""
        if fragment_ids_this_run and any(map(ends_a_page, self._queue)):
            self._delta_index_map = {}  # what the fragment draws comes after it, not in its place
        else:
            super().clear(retain_lifecycle_msgs, fragment_ids_this_run)


def keep_runs_apart() -> None:
    """Let sessions run their pages so."""
    app_session.ForwardMsgQueue = Undelivered  # pyright: ignore[reportPrivateImportUsage]
    runtime_state.SessionState = SharedState
    app_session.ScriptRunner = Run  # pyright: ignore[reportPrivateImportUsage]
