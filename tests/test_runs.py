"""A session's runs: every press is taken once, whole, in its order, and the newest state stays."""

from __future__ import annotations

import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime import state as runtime_state
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

from pages.parts.runs import Run, SharedState, keep_runs_apart

ROOT = Path(__file__).parent.parent


def press(button: str, lever: int) -> RerunData:
    """Return what a browser asks for when a button is pressed while a lever stands somewhere."""
    states = WidgetStates()
    states.widgets.append(WidgetState(id="lever", int_value=lever))
    if button:
        states.widgets.append(WidgetState(id=button, trigger_value=True))
    return RerunData(widget_states=states)


def told(data: RerunData) -> dict[str, Any]:
    assert data.widget_states
    return {one.id: getattr(one, str(one.WhichOneof("value"))) for one in data.widget_states.widgets}


class State(SharedState):
    """A state whose callbacks do what a test says."""

    def __init__(self, callback: Any = None) -> None:
        super().__init__()
        self.callback = callback or (lambda: None)
        self.tidied: list[str] = []

    def on_script_will_rerun(self, *_: Any, **named: Any) -> None:
        self.callback()

    def on_script_finished(self, ids: Any, **named: Any) -> None:
        self.tidied.append(ids)


def begun(state: Any, asked: RerunData | None = None) -> Run:
    """Return a run in the middle of its page, whose thread is this one."""
    nothing: Any = None
    run = Run(
        session_id="a session",
        main_script_path="app.py",
        session_state=state,
        uploaded_file_mgr=nothing,
        script_cache=nothing,
        initial_rerun_data=asked or press("", 0),
        user_info={},
        fragment_storage=nothing,
        pages_manager=nothing,
        event_loop=nothing,
    )
    run._script_thread = threading.current_thread()
    run._execing = True
    return run


def take(run: Run, asked: RerunData | None = None) -> None:
    run._session_state.on_script_will_rerun((asked or press("", 0)).widget_states)


def look(run: Run) -> None:
    run._maybe_handle_execution_control_request()


def test_the_next_press_joins_one_that_has_not_been_taken():
    """An uploader says first that its old file is gone, then which one came: the last word is the last one said."""
    run = begun(State(), press("first", 1))
    assert run.request_rerun(press("second", 2))
    asked = run._requests.on_scriptrunner_ready()
    assert asked.type is ScriptRequestType.RERUN
    assert told(asked.rerun_data) == {"first": True, "second": True, "lever": 2}
    assert run.request_rerun(press("third", 3))  # its thread has begun, and has taken nothing yet
    take(run, asked.rerun_data)
    with pytest.raises(RerunException) as again:
        look(run)
    assert told(again.value.rerun_data) == {"third": True, "lever": 3}


def test_a_run_that_has_taken_its_press_gives_way_at_once():
    run = begun(State())
    run._requests.on_scriptrunner_ready()
    take(run)
    look(run)
    assert not run.request_rerun(press("next", 1))
    with pytest.raises(StopException):
        look(run)


def test_what_is_pressed_during_callbacks_waits_for_them_and_keeps_its_place():
    def callback() -> None:
        run.request_rerun(press("second", 2))
        look(run)  # as every read of the state does; nothing is cut short here
        done.append("first")

    done: list[str] = []
    run = begun(State(callback))
    run._requests.on_scriptrunner_ready()
    take(run)
    assert done == ["first"]
    assert run.request_rerun(press("third", 3))  # the second has not been taken: it is not to be lost
    with pytest.raises(RerunException) as again:
        look(run)
    assert told(again.value.rerun_data) == {"second": True, "third": True, "lever": 3}


def test_a_callback_that_fails_blocks_nothing():
    def callback() -> None:
        raise ValueError

    run = begun(State(callback))
    run._requests.on_scriptrunner_ready()
    with pytest.raises(ValueError):
        take(run)
    assert run._execing
    assert not run.request_rerun(press("next", 1))


def test_a_fragment_stays_with_its_run():
    run = begun(State())
    run._requests.on_scriptrunner_ready()
    take(run)
    assert run.request_rerun(RerunData(fragment_id="live"))
    assert run.request_rerun(press("next", 1))  # joined: the fragment's own presses have not been taken
    with pytest.raises(RerunException) as again:
        look(run)
    assert told(again.value.rerun_data) == {"next": True, "lever": 1}


def test_a_press_waits_for_what_another_run_is_still_doing():
    def is_free(lock: Any) -> bool:
        with ThreadPoolExecutor(1) as other:
            return other.submit(lock.acquire, blocking=False).result()

    class Locked(State):
        locks: ClassVar[list[Any]] = []

        def on_script_will_rerun(self, *_: Any, **named: Any) -> None:
            self.locks.append(self.turn)
            assert not is_free(self.turn)

    state = Locked()
    for _ in range(2):
        take(begun(state))
    assert state.locks[0] is state.locks[1]
    assert is_free(state.turn)


def test_a_run_that_was_overtaken_forgets_no_press_of_the_next():
    state = State()
    first, second = begun(state), begun(state)

    def finish(run: Run, ids: Any) -> None:
        run._session_state.on_script_finished(ids)

    finish(first, "of the first visit")  # without anything pressed
    take(first)
    finish(second, "of the page that is left")  # before its own presses, where it turns the page
    take(second)
    finish(first, "of the first")
    finish(second, "of the second")
    assert state.tidied == ["of the first visit", "of the page that is left", "of the second"]


def test_every_session_runs_so(monkeypatch):
    monkeypatch.setattr(runtime_state, "SessionState", runtime_state.SessionState)
    monkeypatch.setattr(app_session, "ScriptRunner", app_session.ScriptRunner)
    keep_runs_apart()
    keep_runs_apart()  # as a second server of the same process does
    assert runtime_state.SessionState is SharedState
    assert app_session.ScriptRunner is Run
    # Streamlit would stop a run before it has taken anything.
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["fastReruns"] is False
