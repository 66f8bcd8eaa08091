"""What believing a side does to the simulation: the effect told is the effect one gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.audit import audit_file
from sim.audit.effect import Effect, Side, effects, ranking, speaks_of
from sim.plan import load_plan
from sim.scenario import Scenario


@pytest.fixture(scope="module")
def report():
    return audit_file(plan=load_plan())


@pytest.fixture(scope="module", params=["plan", "baseline"])
def scenario(request, plan):
    return Scenario.of(plan, request.param)


def revenue(scenario: Scenario) -> float:
    return float(scenario.run().annual("revenue")[-1, 0])


def test_the_effect_told_is_the_effect_one_gets(report, scenario):
    known = effects(report.findings, scenario)
    assert len(known) >= 10
    for effect in known.values():
        assert effect.current == pytest.approx(revenue(scenario))
        for side in effect.sides:
            if side.scenario is not None and not side.in_force:
                assert side.revenue == pytest.approx(revenue(side.scenario))
            if side.in_force:
                assert side.revenue == effect.current


def test_values_stay_within_what_a_scenario_admits(report, plan, scenario):
    sides = [side for effect in effects(report.findings, scenario).values() for side in effect.sides]
    moved = [one for side in sides for one in side.applied if one.kind == "lever"]
    assert {one.clipped for one in moved} == {True, False}
    for one in moved:
        lever = plan.levers[one.id]
        assert lever.low <= one.value <= lever.high
        assert one.clipped == (not lever.low <= one.wanted <= lever.high)


def test_another_base_year_is_told_but_held_by_no_scenario(report, scenario):
    known = effects(report.findings, scenario)
    rebased = [
        side for effect in known.values() for side in effect.sides if any(o.kind == "base" for o in side.applied)
    ]
    assert rebased and all(side.scenario is None for side in rebased)
    lower = next(side for side in rebased if any(o.value < o.before for o in side.applied))
    assert lower.revenue < revenue(scenario), "a smaller company to start from ends smaller"


def test_believing_a_side_twice_changes_nothing_more(report, plan):
    scenario = Scenario.of(plan)
    known = effects(report.findings, scenario)
    place = next(p for p, e in known.items() if any(s.scenario and not s.in_force for s in e.sides))
    side = next(s for s in known[place].sides if s.scenario and not s.in_force)
    assert side.scenario is not None
    again = next(s for s in effects(report.findings, side.scenario)[place].sides if s.side == side.side)
    assert again.in_force and again.scenario == side.scenario


def test_a_missing_side_is_the_scenario_at_hand():
    def side(name: str, value: float) -> Side:
        return Side(name, (), None, value, False)

    assert Effect((side("stated", 90.0),), 100.0).spread == 10.0
    assert Effect((side("stated", 90.0), side("implied", 95.0)), 100.0).spread == 5.0


def test_the_largest_effect_comes_first_and_none_in_the_order_of_the_audit(report, plan):
    known = effects(report.findings, Scenario.of(plan))
    order = ranking(len(report.findings), known)
    assert sorted(order) == list(range(len(report.findings)))
    spreads = [known[place].spread if place in known else 0.0 for place in order]
    assert spreads == sorted(spreads, reverse=True)


def test_a_table_that_does_not_state_the_plans_quantities_does_not_move_its_model(report, plan):
    assert speaks_of(report.facts, plan)
    assert not speaks_of([fact for fact in report.facts if fact.document != plan.document], plan)
    strange = [replace(fact, metric=f"other {fact.metric}") for fact in report.facts]
    assert not speaks_of(strange, plan) and not speaks_of([], plan)
