"""Any measure of a plan can be a target: of the company, of a region, of a module; what cannot be one is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spoken import spoken

from pages.parts.stage.outcomes import RevenueGoal, outcome_vector, revenue_goal
from sim.analysis.bridge import bridge
from sim.analysis.compare import compare, headline_measures
from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.analysis.text import target_amount
from sim.analysis.uncertainty import simulate, target_probability
from sim.assumptions.calibration import missed_fits
from sim.cli import main
from sim.decide.allocate import allocate
from sim.decide.cheapest import solve_cheapest
from sim.decide.discover import discover, with_target
from sim.decide.frontier import frontier
from sim.decide.lever import lever_answers
from sim.decide.question import Question
from sim.decide.space import Bounds
from sim.language import get_language, languages
from sim.language.errors import PlanError, ScenarioError
from sim.model.measures import measure, plan_measures, target_measures, usual_targets
from sim.plan import load_plan
from sim.plan.load import read_pack
from sim.scenario import Scenario, TargetChoice
from sim.scenario.default_target import default_target
from sim.store import take_snapshot
from sim.store.plans import summary
from sim.track.actuals import Actuals
from sim.track.target import stated_revenue
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
    assert promise.value == RUNS[plan].annual(metric)[-1, 0] and promise.gap == 0
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


def test_halves_and_quarters_of_a_target_make_the_year():
    run, promised = RUNS["growth-2026"], RUNS["growth-2026"].quarterly("revenue")
    assert run.annual("revenue.Q3")[:, 0] == pytest.approx(promised[2::4, 0], rel=0)
    assert run.annual("revenue.H1") + run.annual("revenue.H2") == pytest.approx(run.annual("revenue"), rel=1e-12)
    assert run.annual("headcount.H2") == pytest.approx(run.annual("headcount"), rel=0), "a stock at its end"
    margin = run.annual("operating_profit.H1") / run.annual("revenue.H1")
    assert run.annual("margin.H1") == pytest.approx(margin, rel=1e-12), "not the mean of quarters"
    lines = RUNS["growth-2026-v2"].annual("customers.held.Q4")
    assert lines == pytest.approx(RUNS["growth-2026-v2"].annual("customers.held"), rel=0)


def test_a_target_of_a_half_is_a_target_as_any_other():
    plan = load_plan("halfyear-2025")
    target = default_target(plan, "revenue", "2025H2")
    assert (target.metric, target.year, target.period) == ("revenue.H2", 2025, "2025H2")
    assert target.value == plan.period_targets[1].value
    scenario = Scenario.of(plan, target=target, draws=512)
    assert promise_of(scenario, scenario.run()).value == scenario.run().annual("revenue.H2")[0, 0]
    assert target_probability(simulate(scenario)).value == likely_of(scenario).chance.value
    assert Scenario.from_dict(scenario.to_dict(), {plan.id: plan}.__getitem__) == scenario
    assert {id: (target.measure.phrase(spoken(id)), target.measure.name(spoken(id))) for id in ("en", "zh")} == {
        "en": ("second-half revenue", "Revenue, second half"),
        "zh": ("下半年营收", "下半年营收"),
    }
    assert bridge(Scenario.of(plan, "baseline"), scenario, "revenue.H2", year=2025).end == promise_of(scenario).value
    assert default_target(plan, "cagr", "2025H2").period == "2025", "growth is of years"


def test_every_question_can_be_asked_of_a_half():
    plan = load_plan("digital-2026")
    target = TargetChoice.in_period("revenue", "2026Q4", 140.0)
    scenario = Scenario.of(plan, target=target)
    value = float(scenario.run().annual("revenue.Q4")[0, 0])
    scenario = scenario.with_settings(target=replace(target, value=0.98 * value))
    assert any(one.status == "reached" for one in lever_answers(scenario))
    cheapest = solve_cheapest(Question(scenario, Bounds(lock=("pace",))))
    assert cheapest.status == "reached" and cheapest.value >= 0.98 * value
    assert list(frontier(Question(scenario, Bounds(lock=("pace",))), points=1))
    split = allocate(scenario)
    assert split.after.value >= split.before.value
    middle = float(np.median(simulate(scenario).outcome()))
    assert 0 < discover(with_target(scenario, middle), draws=1024).base_rate < 1


@pytest.mark.parametrize(("period", "key"), [("2027H1", "error-year"), ("2026Q9", "error-cli-period")])
def test_a_period_that_is_not_there_is_refused(period, key, capsys):
    assert main(["solve", "lever", "--plan", "digital-2026", "--year", period]) != 0
    said = capsys.readouterr().err
    assert period in said if key == "error-cli-period" else period[:4] in said


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
    assert problem.value.arguments["allowed"] == [*target_measures(PLAN)]


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


def half_plan():
    """Return the company of the half-year report, aiming at its second half."""
    files = dict(load_plan("halfyear-2025").files)
    start, _, rest = files["plan.yaml"].partition("targets:\n")
    second, first = (next(line for line in rest.splitlines() if half in line) for half in ("2025H2", "2025H1"))
    files["plan.yaml"] = start.replace("halfyear-2025", "half-only") + f"targets:\n{second}\n{first}\n"
    return read_pack(files)


def test_a_plan_may_aim_at_a_half_and_nothing_takes_it_for_a_year():
    plan = half_plan()
    scenario = Scenario.of(plan, draws=512)
    assert (scenario.target.metric, scenario.target.period) == ("revenue.H2", "2025H2")
    assert not missed_fits(plan, plan.promise_set), "the fit meets the half, not the year"
    promised = promise_of(scenario).value
    assert promised == pytest.approx(122.2222, rel=1e-9) == scenario.run().annual("revenue.H2")[0, 0]
    gap = measure("gap_to_target").value(scenario.run(), 2025, target=scenario.target)
    assert gap[0] == pytest.approx(0, abs=1e-9)
    assert revenue_goal(scenario) == RevenueGoal("revenue.H2", 2025, 122.2222)
    assert outcome_vector(scenario.run(), revenue_goal(scenario))["aim"] == pytest.approx(122.2222, rel=1e-6)
    assert summary(plan)["target"]["period"] == "2025H2"
    assert stated_revenue(plan).value == pytest.approx(222.2222), "the halves make the year"
    with pytest.raises(PlanError, match="half-only"):
        stated_revenue(replace(plan, period_targets=plan.period_targets[:1]))
    said = {id: target_amount(scenario.target, plan, plan.vocabulary(get_language(id))) for id in ("en", "zh")}
    assert said == {"en": "second-half revenue of 122.2 points", "zh": "下半年营收 122.2 点"}


@pytest.mark.parametrize("period", ["2025H3", "2026H1", "2025Q9"])
def test_a_period_of_a_target_that_is_none_is_refused(period):
    files = dict(load_plan("halfyear-2025").files)
    files["plan.yaml"] = files["plan.yaml"].replace("period: 2025H2", f"period: {period}")
    with pytest.raises(PlanError, match="period"):
        read_pack(files)
