"""Questions one click away, and what the sentence adds where revenue does not tell it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from spoken import spoken

from pages.parts import session
from pages.parts.simulator import live
from pages.parts.stage.aside import aside
from pages.parts.stage.frame import questions
from pages.parts.stage.view_of import opening, view_of
from sim.analysis.what_if import what_ifs
from sim.language import languages
from sim.plan import Plan, load_plan, read_plan
from sim.scenario import Scenario

PACKS = Path(__file__).resolve().parent / "packs"
PLANS = (load_plan(), *(read_plan(PACKS / name) for name in ("digital-2026", "mine-2029")))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_every_plan_is_asked_its_own_questions(plan: Plan):
    scenario = Scenario.of(plan)
    found = what_ifs(plan)
    assert found, "a plan without questions"
    assert len({one.id for one in found}) == len(found)
    for one in found:
        asked = one.toggle(scenario)
        assert not one.holds(scenario) and one.holds(asked)
        assert one.toggle(asked) == scenario
        moved = asked.with_levers({"conversion_rate": plan.levers["conversion_rate"].low})
        assert one.toggle(moved).levers["conversion_rate"] == moved.levers["conversion_rate"], "the rest stays"


def test_the_questions_of_the_shipped_plan():
    plan = PLANS[0]
    people = {one.id: dict(one.levers) for one in what_ifs(plan)}
    assert people == {"subsidy": {"subsidy_rate": 0.0}, "headcount": {"headcount": 280.0}, "market_stress": {}}
    assert [one["label"] for one in questions(plan, spoken("en"))] == [
        "Subsidy cut to zero",
        "Only 280 reps",
        "Market grows 4 % a year",
    ]


def asked(id: str) -> Scenario:
    (one,) = (one for one in what_ifs(PLANS[0]) if one.id == id)
    return one.toggle(Scenario.of(PLANS[0]))


def said(scenario: Scenario, language: str, base: Scenario | None = None) -> str:
    work = replace(session.fresh(), scenario=scenario)
    if base is not None:
        work = replace(work, base=base)
    return aside(view_of(work, spoken(language), wait=False), spoken(language)).strip()


@pytest.mark.parametrize(
    ("id", "english", "chinese"),
    [
        (
            "subsidy",
            "Revenue is as under Plan, but operating profit 2024–26 is <em>CNY 18 m lower</em>.",
            "营收与规划持平，但 2024–2026 年营业利润合计<em>减少 0.18 亿元</em>。",
        ),
        (
            "headcount",
            "Compared with Plan: 1.0 % less revenue, but an operating margin <b>0.8 pts higher</b>.",
            "与规划相比，营收减少 1.0%，但营业利润率<b>提高 0.8 个百分点</b>。",
        ),
        ("market_stress", "", ""),  # revenue and margin fall together: the revenue sentence tells it
    ],
)
def test_the_sentence_says_what_revenue_hides(id, english, chinese):
    assert said(asked(id), "en") == english
    assert said(asked(id), "zh") == chinese


def test_on_target_it_is_said_what_all_of_the_promise_would_give():
    plan = Scenario.of(PLANS[0])
    assert said(plan, "en") == "With all of it: CNY 2.55 bn."
    assert said(plan, "zh") == "若全部兑现，则为 25.52 亿元。"
    full = plan.with_own_assumptions({"realisation": 1.0})
    assert full.run().annual("revenue")[-1, 0] == pytest.approx(2551.6, abs=0.1)
    assert said(full, "en", base=full) == "", "nothing is left of it where it is assumed"


@pytest.mark.parametrize("language", languages())
def test_the_way_back_is_a_gain(language):
    plan = Scenario.of(PLANS[0])
    back = said(plan, language, base=asked("subsidy"))
    assert "<b>" in back
    assert "<em>" in said(plan, language, base=asked("headcount"))


def test_own_assumptions_are_not_as_planned():
    work = replace(session.fresh(), scenario=asked("market_stress"))
    assert opening(work, spoken("en")) == "With the plan’s levers and assumptions of your own,"


def test_buttons_of_the_stage_ask_and_take_back(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    monkeypatch.setattr(live.st, "session_state", state)

    def press(name: str, value: str | None = None) -> Scenario:
        state[live.KEY] = SimpleNamespace(action={"seq": state.get(live.SEQ, 0) + 1, "name": name, "value": value})
        live.apply_action()
        return session.get_scenario()

    assert press("what-if", "headcount").levers["headcount"] == 280
    assert press("what-if", "market_stress").own_assumptions
    assert press("what-if", "nonsense") == session.history().now.scenario
    assert press("reset") == session.fresh().scenario
    session.undo()
    assert session.get_scenario().levers["headcount"] == 280
