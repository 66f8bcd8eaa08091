"""The session's workspace: which scenario of the library is open, through changes, undo and saving."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.main import BidiComponentMixin
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.runtime.runtime import Runtime
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

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


def test_settings_are_read_at_the_start_and_not_watched(monkeypatch, tmp_path):
    monkeypatch.setattr(PollingPathWatcher, "_schedule", PollingPathWatcher._schedule)
    asked: list[Any] = []
    monkeypatch.setattr(PollingPathWatcher._executor, "submit", asked.append)
    PollingPathWatcher(str(tmp_path), print, allow_nonexistent=True)
    assert len(asked) == 1, "Streamlit watches another way by now"
    server.watch_no_settings()
    PollingPathWatcher(str(tmp_path), print, allow_nonexistent=True)
    assert len(asked) == 1


def test_the_loop_that_sends_is_woken_once_for_what_it_has_not_sent_yet(monkeypatch):
    monkeypatch.setattr(Runtime, "_enqueued_some_message", Runtime._enqueued_some_message)
    server.wake_once()
    event, woken = asyncio.Event(), []
    loop = SimpleNamespace(call_soon_threadsafe=lambda wake: (woken.append(wake), wake()))
    runtime: Any = SimpleNamespace(_get_async_objs=lambda: SimpleNamespace(need_send_data=event, eventloop=loop))
    for _ in range(3):
        Runtime._enqueued_some_message(runtime)
    assert len(woken) == 1 and event.is_set()
    event.clear()  # as the loop does before it sends
    Runtime._enqueued_some_message(runtime)
    assert len(woken) == 2 and event.is_set()
