"""Any measure of a plan can be a target: of the company, of a region, of a module; what cannot be one is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken

from sim.analysis.compare import compare, headline_measures
from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.analysis.uncertainty import simulate, target_probability
from sim.decide.lever import lever_answers
from sim.language import get_language, languages
from sim.language.errors import ScenarioError
from sim.model.measures import measure, plan_measures, target_measures, usual_targets
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.store import take_snapshot
from sim.track.actuals import Actuals
from sim.track.tracking import track

PLANS = {id: load_plan(id) for id in ("growth-2026", "growth-2026-v2")}
PLAN = PLANS["growth-2026"]
RUNS = {id: Scenario.of(plan).run() for id, plan in PLANS.items()}
EVERY = [(plan, metric) for plan in PLANS for metric in target_measures(PLANS[plan])]


def aimed(plan: str, metric: str, factor: float = 1.0) -> Scenario:
    found = PLANS[plan]
    value = factor * float(RUNS[plan].annual(metric)[-1, 0])
    return Scenario.of(found, target=TargetChoice(metric, found.years[-1], value), draws=512)


def test_targets_are_of_the_company_its_modules_and_its_regions():
    old, new = (target_measures(plan) for plan in PLANS.values())
    assert list(old)[: len(usual_targets())] == list(usual_targets())
    assert {"cagr", "new_product_share", "revenue_per_rep", "revenue.east", "headcount.west"} <= old.keys()
    assert {"customers.held", "money.cash", "lines.service_share"} <= new.keys() - old.keys()


@pytest.mark.parametrize(("plan", "metric"), EVERY)
def test_a_target_is_promised_kept_and_said(plan, metric):
    scenario = aimed(plan, metric)
    promise = promise_of(scenario, RUNS[plan])
    assert promise.value == RUNS[plan].annual(metric)[-1, 0] and promise.on_target
    assert take_snapshot(scenario, RUNS[plan]).kpis.target_reached
    assert Scenario.from_dict(scenario.to_dict(), PLANS.__getitem__) == scenario
    for id in languages():
        language = PLANS[plan].vocabulary(get_language(id))
        assert measure(metric).name(language) and measure(metric).phrase(language)


@pytest.mark.parametrize("whole", ["revenue", "headcount", "core_revenue", "new_revenue"])
def test_regions_of_a_target_sum_to_the_company(whole):
    run = RUNS["growth-2026"]
    parts = [run.annual(f"{whole}.{region}") for region in PLAN.regions]
    assert sum(parts) == pytest.approx(run.annual(whole), rel=1e-12)


def test_a_region_is_named_with_its_measure():
    said = {
        id: (measure("revenue.east").name(spoken(id)), measure("revenue.east").phrase(spoken(id)))
        for id in ("en", "zh")
    }
    assert said == {"en": ("Revenue, East", "East revenue"), "zh": ("华东营收", "华东营收")}


@pytest.mark.parametrize(
    "metric", ["roi", "p_target", "effective_reps.east", "revenue.moon", "customers.held", "pay.pay"]
)
def test_what_cannot_be_a_target_is_refused_with_what_can(metric):
    with pytest.raises(ScenarioError) as problem:
        aimed("growth-2026", "revenue").with_settings(target=TargetChoice(metric, 2026, 0.1))
    assert problem.value.key == "error-target-metric"
    assert problem.value.arguments["allowed"] == ", ".join(target_measures(PLAN))


@pytest.mark.parametrize("id", ["operating_profit.east", "nonsense", "revenue."])
def test_what_is_no_measure_is_a_key_error(id):
    with pytest.raises(KeyError):
        measure(id)


@pytest.mark.parametrize("metric", ["cagr", "headcount", "revenue.northeast"])
def test_tracking_and_the_outlook_name_one_chance(metric):
    scenario = aimed("growth-2026", metric, 0.97)
    chance = target_probability(simulate(scenario)).value
    assert 0 < chance <= 1
    assert likely_of(scenario).chance.value == chance
    assert track(scenario, Actuals(), 512).result.p_before == pytest.approx(chance, abs=1e-12)


def test_a_comparison_shows_the_target_of_its_base():
    regional = aimed("growth-2026", "revenue.east")
    found = compare({"a": regional, "b": Scenario.of(PLAN, "baseline")})
    row = next(one for one in found.headline if one.metric == "revenue.east")
    assert row.values[0] == RUNS["growth-2026"].annual("revenue.east")[-1, 0] > row.values[1]
    assert found.bridge(1, "revenue.east").end == row.values[1]
    assert [one.metric for one in found.headline[:-1]] == [one.id for one in headline_measures()]


def test_another_plan_without_the_module_has_no_value_and_no_chance():
    found = compare({"new": aimed("growth-2026-v2", "customers.held"), "old": Scenario.of(PLAN)})
    row = next(one for one in found.headline if one.metric == "customers.held")
    assert row.values[0] is not None and row.values[1] is None
    assert found.chances is not None and found.chances.reach[1] != found.chances.reach[1]


@pytest.mark.parametrize("metric", ["cagr", "revenue.west", "new_product_share"])
def test_what_a_lever_needs_for_any_target_brings_it(metric):
    scenario = aimed("growth-2026", metric, 1.01)
    answers = [one for one in lever_answers(scenario) if one.matters and not one.met]
    able = [one for one in answers if one.status == "reached" and not one.lever.simplex]
    assert able
    for one in able:
        value = scenario.with_levers({one.lever.id: one.needed}).run().annual(metric)[-1, 0]
        assert value >= scenario.target.value * (1 - 1e-9)
    for one in answers:
        if one.status == "out_of_reach":
            assert one.best < scenario.target.value


def test_a_region_that_is_the_whole_company_is_no_target_of_its_own():
    alone = replace(PLAN, regions=PLAN.regions[:1])
    assert not [one.id for one in plan_measures(alone) if one.kind == "part"]
    assert [one.id for one in plan_measures(PLAN) if one.kind == "part"]
