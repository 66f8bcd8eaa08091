"""The target line under the finger: what the screens are told of it, what a release does, and what is refused."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from spoken import spoken

from pages.parts import session, writing
from pages.parts.present import levers
from pages.parts.present.scene import scene
from pages.parts.present.wire import screen_state
from pages.parts.session import Workspace
from pages.parts.simulator import live
from pages.parts.stage.goal import asked_anew, goal, what_it_takes, with_goal
from sim.decide.lever import lever_answers
from sim.language.errors import ScenarioError
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN)


@pytest.mark.parametrize(("language", "label"), [("en", "Target ⟦value⟧"), ("zh", "目标 ⟦value⟧")])
def test_the_line_says_its_value_step_and_name(language, label):
    found = goal(SCENARIO, spoken(language))
    assert found is not None
    assert (found["value"], found["year"], found["step"], found["text"]) == (2500.0, 2026, 10.0, label)
    assert "2026" in found["label"]
    json.dumps(found)


def test_only_a_revenue_is_a_line_of_the_chart():
    profit = SCENARIO.with_settings(target=TargetChoice("operating_profit", 2026, 300.0))
    assert goal(profit, spoken("en")) is None and not asked_anew(profit)


def test_the_note_says_what_decide_says():
    further = with_goal(SCENARIO, 2600.0)
    able = [one for one in lever_answers(further) if one.matters and one.lever.kind != "condition"]
    count = sum(one.status == "reached" for one in able)
    said = what_it_takes(further, spoken("en"))
    assert said.startswith(f"{count} of {len(able)} levers could bring revenue of CNY 2.60 bn in 2026")
    assert "26.00" in what_it_takes(further, spoken("zh"))


def test_a_scene_tells_it_of_a_target_that_is_not_the_plans():
    further = with_goal(SCENARIO, 2600.0)
    assert scene(Workspace(SCENARIO, SCENARIO), "en")["takes"] == ""
    told = scene(Workspace(further, SCENARIO), "en")
    assert told["takes"] == what_it_takes(further, spoken("en"))
    assert told["charts"]["trajectory"]["goal"]["value"] == 2600.0


@pytest.mark.parametrize("value", [True, "2600", None, -1.0, 1e300, float("nan"), [2600]])
def test_what_is_no_target_changes_nothing(value, monkeypatch):
    with pytest.raises(ScenarioError):
        with_goal(SCENARIO, value)
    said: list[str] = []
    monkeypatch.setattr(writing, "toast", said.append)
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    before = session.get_scenario()
    live.aim(value)
    assert session.get_scenario() == before and len(said) == 1 and live.AIMED not in state


def test_a_release_is_one_step_of_the_history(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    start = session.get_scenario()
    state[live.KEY] = SimpleNamespace(action={"seq": 1, "name": "target", "value": 2600})
    live.apply_action()
    assert session.get_scenario().target.value == 2600 and state[live.AIMED] == session.get_scenario().key
    session.undo()
    assert session.get_scenario() == start


def test_the_presenters_stage_moves_it_too():
    assert levers.with_move(SCENARIO, {"target": 2600.0}).target.value == 2600.0
    with pytest.raises(ScenarioError):
        levers.with_move(SCENARIO, {"target": -5.0})


@pytest.mark.parametrize(
    ("value", "fits"),
    [(2600, True), (2600.5, True), (True, False), ("2600", False), (1e13, False), (float("nan"), False)],
)
def test_followers_are_told_only_of_numbers(value, fits):
    assert (screen_state({"place": 0, "goal": value}) is not None) is fits
