"""The session's workspace: which scenario of the library is open, through changes, undo and saving."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest
from streamlit.components.v2.bidi_component.main import BidiComponentMixin
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.runtime import state as runtime_state
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state import SafeSessionState

from pages.parts import server, session
from pages.parts.session import Saved
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.history import History


@pytest.fixture(autouse=True)
def slots(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    return state


@pytest.fixture
def scenario():
    return Scenario.of(load_plan(), "plan")


def test_a_change_keeps_the_open_scenario_and_shows_as_changed(scenario):
    session.open_saved(Saved("a", 1, "Lean", scenario.with_levers({"headcount": 310})))
    assert not session.workspace().changed
    session.set_scenario(scenario.with_levers({"headcount": 320}))
    now = session.workspace()
    assert now.changed
    assert now.saved is not None
    assert (now.saved.name, now.name) == ("Lean", None)
    session.undo()
    assert not session.workspace().changed
    assert session.workspace().name == "Lean"
    session.undo()
    assert session.workspace().saved is None


def test_saving_marks_every_step_of_the_same_work(scenario):
    session.set_scenario(scenario.with_levers({"headcount": 310}))
    kept = scenario.with_levers({"headcount": 320})
    session.set_scenario(kept)
    session.note_saved(Saved("a", 1, "Lean", kept))
    assert not session.workspace().changed
    assert session.workspace().name == "Lean"
    session.undo()
    assert session.workspace().changed
    assert session.workspace().name is None
    session.redo()
    assert not session.workspace().changed
    assert not session.history().can_redo


def test_saving_leaves_steps_of_other_scenarios_alone(scenario):
    one = Saved("a", 1, "one", scenario.with_levers({"headcount": 310}))
    two = Saved("b", 1, "two", scenario.with_levers({"headcount": 320}))
    session.open_saved(one)
    session.open_saved(two)
    changed = scenario.with_levers({"headcount": 330})
    session.set_scenario(changed)
    session.note_saved(Saved("b", 2, "two", changed))
    line: History = session.history()
    assert [state.saved.id if state.saved else None for state in line.states] == [None, "a", "b", "b"]
    assert [state.saved.revision for state in line.states[2:] if state.saved] == [2, 2]


def test_a_scenario_from_elsewhere_closes_the_open_one(scenario):
    session.open_saved(Saved("a", 1, "Lean", scenario))
    session.set_scenario(scenario.with_levers({"headcount": 310}), "Other")
    assert session.workspace().saved is None


def test_a_component_is_named_by_its_key_so_its_data_are_written_once(monkeypatch):
    monkeypatch.setattr(
        BidiComponentMixin, "_build_bidi_identity_kwargs", BidiComponentMixin._build_bidi_identity_kwargs
    )
    server.name_components_by_key()
    server.name_components_by_key()  # as a second server of the same process does
    named: Any = {"component_name": "a", "isolate_styles": True, "width": "stretch", "height": "content"}
    proto = BidiComponent(json='{"a": 1}')
    told = BidiComponentMixin()._build_bidi_identity_kwargs(**named, proto=proto, data={"a": 1})
    assert told == {**named, "default": None}
    assert proto.json == '{"a": 1}'


@pytest.fixture
def runs_apart(monkeypatch):
    for name in ("on_script_will_rerun", "on_script_finished"):
        monkeypatch.setattr(SafeSessionState, name, getattr(SafeSessionState, name))
    monkeypatch.setattr(runtime_state, "SessionState", runtime_state.SessionState)
    server.keep_runs_apart()
    server.keep_runs_apart()  # as a second server of the same process does


def test_what_a_press_begins_is_not_cut_short_by_the_next(runs_apart):
    class Runner:
        """One that has been told of the next press already."""

        _execing = True
        begun: ClassVar[list[bool]] = []

        def look(self) -> None:
            if self._execing:
                raise RerunException(RerunData())

    runner = Runner()

    class State(server.SharedState):
        def on_script_will_rerun(self, *told: Any, **named: Any) -> None:
            runner.look()
            runner.begun.append(runner._execing)

    SafeSessionState(State(), runner.look).on_script_will_rerun(None)  # pyright: ignore[reportArgumentType]
    assert runner.begun == [False]
    with pytest.raises(RerunException):
        runner.look()  # and then the next one has its turn


class Runner:
    """A run of its own, with its view of the session's state."""

    _execing = True

    def __init__(self, state: Any) -> None:
        self.state = SafeSessionState(state, self.look)

    def look(self) -> None: ...


def test_a_press_waits_for_what_the_one_before_is_still_doing(runs_apart):
    def is_free(lock: Any) -> bool:
        with ThreadPoolExecutor(1) as other:
            return other.submit(lock.acquire, blocking=False).result()

    class State(server.SharedState):
        locks: ClassVar[list[Any]] = []

        def on_script_will_rerun(self, *told: Any, **named: Any) -> None:
            self.locks.append(self.turn)
            assert not is_free(self.locks[-1])

    state = State()
    for _ in range(2):
        Runner(state).state.on_script_will_rerun(None)
    assert State.locks[0] is State.locks[1]
    assert is_free(State.locks[0])


def test_a_run_that_was_overtaken_forgets_no_press_of_the_next(runs_apart):
    class State(server.SharedState):
        tidied: ClassVar[list[str]] = []

        def on_script_will_rerun(self, *told: Any, **named: Any) -> None: ...

        def on_script_finished(self, ids: str, **named: Any) -> None:
            self.tidied.append(ids)

    state: Any = State()
    first, second = Runner(state), Runner(state)
    told: Any = "of the first visit"
    first.state.on_script_finished(told)  # without anything pressed
    first.state.on_script_will_rerun(None)
    told = "of the page that is left"
    second.state.on_script_finished(told)  # before its own presses, where it turns the page
    second.state.on_script_will_rerun(None)
    for runner, told in ((first, "of the first"), (second, "of the second")):
        runner.state.on_script_finished(told)
    assert State.tidied == ["of the first visit", "of the page that is left", "of the second"]


def test_every_session_has_a_state_that_knows_its_runs(runs_apart):
    assert runtime_state.SessionState is server.SharedState
