"""A session's runs: what is pressed is done whole, and what was said last stays."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime import state as runtime_state
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from pages.parts.runs import Run, SharedState, Undelivered, keep_runs_apart


def press(button: str, lever: int) -> RerunData:
    """Return what a browser asks for when a button is pressed while a lever stands somewhere."""
    states = WidgetStates()
    states.widgets.append(WidgetState(id="lever", int_value=lever))
    if button:
        states.widgets.append(WidgetState(id=button, trigger_value=True))
    return RerunData(widget_states=states)


def told(states: WidgetStates) -> dict[str, Any]:
    return {one.id: getattr(one, str(one.WhichOneof("value"))) for one in states.widgets}


class State(SharedState):
    """A state whose callbacks do what a test says."""

    def __init__(self, callback: Any = None) -> None:
        super().__init__()
        self.callback = callback or (lambda: None)
        self.tidied: list[Any] = []
        self.told: list[dict[str, Any]] = []

    def on_script_will_rerun(self, states: Any, **named: Any) -> None:
        self.told.append(told(states))
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


def test_a_run_that_comes_late_brings_its_press_and_no_value():
    """An uploader says first that its old file is gone, then which one came: what was said last stays."""
    state = State()
    first, second = begun(state), begun(state)
    take(second, press("second", 2))
    take(first, press("first", 1))
    assert state.told == [{"second": True, "lever": 2}, {"first": True}]
    for run in (first, second):
        run._session_state.on_script_finished(run)  # pyright: ignore[reportArgumentType]
    assert state.tidied == [second]
    take(second, press("third", 3))
    assert state.told[-1] == {"third": True, "lever": 3}


def test_runs_that_come_in_order_bring_all():
    state = State()
    for number in (1, 2, 3):
        take(begun(state), press(f"press {number}", number))
    assert state.told == [{f"press {number}": True, "lever": number} for number in (1, 2, 3)]


def test_what_is_pressed_during_callbacks_waits_for_them():
    def callback() -> None:
        run.request_rerun(press("second", 2))
        look(run)  # as every read of the state does; nothing is cut short here
        done.append("first")

    done: list[str] = []
    run = begun(State(callback))
    run._requests.on_scriptrunner_ready()
    take(run)
    assert done == ["first"]
    with pytest.raises(RerunException):
        look(run)  # and then the next one has its turn


def test_a_callback_that_fails_leaves_the_run_to_be_looked_at():
    def callback() -> None:
        raise ValueError

    run = begun(State(callback))
    run._requests.on_scriptrunner_ready()
    with pytest.raises(ValueError):
        take(run)
    run.request_stop()
    with pytest.raises(StopException):
        look(run)


def test_a_press_waits_for_what_another_run_is_still_doing():
    def is_free(lock: Any) -> bool:
        with ThreadPoolExecutor(1) as other:
            return other.submit(lock.acquire, blocking=False).result()

    class Locked(State):
        locks: ClassVar[list[Any]] = []

        def on_script_will_rerun(self, states: Any, **named: Any) -> None:
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


def drawn(what: str, path: list[int], fragment: str = "") -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.new_element.markdown.body = what
    message.delta.fragment_id = fragment
    return message


def ended(how: ForwardMsg.ScriptFinishedStatus.ValueType) -> ForwardMsg:
    message = ForwardMsg()
    message.script_finished = how
    return message


def waiting(*messages: ForwardMsg) -> Undelivered:
    queue = Undelivered()
    for message in messages:
        queue.enqueue(message)
    return queue


def bodies(queue: Undelivered) -> list[str]:
    return [one.delta.new_element.markdown.body or one.WhichOneof("type") for one in queue.flush()]


def test_a_fragment_takes_nothing_back_from_a_page_that_is_drawn_to_its_end():
    """The browser drops at the end of a page what it has not drawn: without its stage the page would lose it."""
    queue = waiting(
        drawn("title", [0, 0]),
        drawn("stage", [0, 1], "stage"),
        ended(ForwardMsg.FINISHED_SUCCESSFULLY),
    )
    queue.clear(True, ["stage"])
    queue.enqueue(drawn("stage after the move", [0, 1], "stage"))
    assert bodies(queue) == ["title", "stage", "script_finished", "stage after the move"]


@pytest.mark.parametrize(
    ("fragments", "expected"),
    [(["stage"], ["title", "script_finished"]), (None, ["script_finished"])],
)
def test_what_a_run_draws_anew_is_sent_once(fragments, expected):
    stage, end = drawn("stage", [0, 1], "stage"), ended(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
    queue = waiting(drawn("title", [0, 0]), stage, end)
    queue.clear(True, fragments)
    assert bodies(queue) == expected


def test_every_session_runs_so(monkeypatch):
    monkeypatch.setattr(app_session, "ForwardMsgQueue", app_session.ForwardMsgQueue)
    monkeypatch.setattr(runtime_state, "SessionState", runtime_state.SessionState)
    monkeypatch.setattr(app_session, "ScriptRunner", app_session.ScriptRunner)
    keep_runs_apart()
    keep_runs_apart()  # as a second server of the same process does
    assert runtime_state.SessionState is SharedState
    assert app_session.ScriptRunner is Run
    assert app_session.ForwardMsgQueue is Undelivered
