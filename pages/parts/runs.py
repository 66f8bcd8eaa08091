"""The runs of one session: what somebody has pressed is taken once, whole, and in the order in which it was pressed.

Streamlit gives a press a run of the page, in a thread. Where it makes them fast, the next press has a thread of its own
at once, while the one before works on over the same state: what was pressed last was told first and then undone, an
uploaded file stood in its box and no page knew of it, a deck that was asked for never came. Where it does not, the next
press waits until the page before it stops to look, seconds on a page that calculates. Here it waits while presses
before it have not been taken, and no longer.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from streamlit.runtime import app_session
from streamlit.runtime import state as runtime_state
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType
from streamlit.runtime.state import SafeSessionState, SessionState


class SharedState(SessionState):
    """A session's state that knows its runs: one at a time takes its presses, and the latest tidies up afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = threading.RLock()
        self.latest: Run | None = None
        self.overtaken: WeakSet[Run] = WeakSet()


class View(SafeSessionState):
    """A session's state as one run sees it."""

    def __init__(self, shared: SharedState, run: Run) -> None:
        super().__init__(shared, run._maybe_handle_execution_control_request)
        object.__setattr__(self, "run", run)

    def on_script_will_rerun(self, *told: Any, **named: Any) -> None:
        """Take what was pressed: the callbacks run to their end, whatever is pressed meanwhile."""
        run: Run = self.run
        shared: Any = self._state
        with shared.turn:
            if shared.latest not in (None, run):
                shared.overtaken.add(shared.latest)
            shared.latest = run
            with run.undisturbed():
                super().on_script_will_rerun(*told, **named)

    def on_script_finished(self, *told: Any, **named: Any) -> None:
        """Tidy up, unless a later run has begun: its presses would be taken for this one's, and forgotten."""
        shared: Any = self._state
        with shared.turn:
            if self.run not in shared.overtaken:
                super().on_script_finished(*told, **named)


class Run(ScriptRunner):
    """A thread that runs pages, as Streamlit's; it gives way to the next press as soon as it has taken its own.

    Without `runner.fastReruns`, on which Streamlit stops a run at once, whatever it has not taken yet.
    """

    def __init__(self, *told: Any, session_state: SessionState, **named: Any) -> None:
        self.order = threading.Lock()
        self.owes = True
        """Whether something that was pressed waits to be taken by this run; guarded by `order`."""
        super().__init__(*told, session_state=session_state, **named)
        if isinstance(session_state, SharedState):
            self._session_state = View(session_state, self)

    def request_rerun(self, rerun_data: RerunData) -> bool:
        """Take the request too while others wait to be taken, joined to them; else stop, and leave it to a new run.

        Requests of a fragment stay with the run, as they do in Streamlit.
        """
        with self.order:
            if self.owes or rerun_data.fragment_id:
                accepted = super().request_rerun(rerun_data)
                self.owes |= accepted
                return accepted
            self.request_stop()
            return False

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Let nothing end the callbacks of a press; what is asked meanwhile is looked at when they are done."""
        running, self._execing = self._execing, False
        try:
            yield
        finally:
            self._execing = running
            with self.order:
                self.owes = self._requests._state is ScriptRequestType.RERUN


def keep_runs_apart() -> None:
    """Let sessions run their pages so."""
    runtime_state.SessionState = SharedState
    app_session.ScriptRunner = Run  # pyright: ignore[reportPrivateImportUsage]
