"""Targets of which less is better: what a measure asks for is said once, in the registry, and holds in every answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from spoken import spoken

from pages.parts.compare.selection import Field
from pages.parts.compare.text import best
from pages.parts.library.target_status import against_target
from sim.analysis.compare import compare
from sim.analysis.differences import Entrant
from sim.analysis.matrix import risk_matrix
from sim.analysis.streaming import stream
from sim.analysis.uncertainty import shortfall, simulate, target_probability
from sim.decide.allocate import allocate
from sim.decide.cheapest import solve_cheapest
from sim.decide.discover import discover
from sim.decide.figures import Aim, cost_of
from sim.decide.frontier import frontier
from sim.decide.lever import lever_answers
from sim.decide.question import Question
from sim.decide.space import Bounds
from sim.decide.strategies import compare_strategies
from sim.decide.text import lever_sentence, solution_sentence
from sim.export.board import Board
from sim.export.report import make_report
from sim.export.wording import verdict
from sim.model.measures import measure, module_measures, target_measures
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.store import take_snapshot

PLAN = load_plan("growth-2026")
FEW = ("headcount", "budget.digital", "budget.marketing", "budget.training")


def aiming(value: float, metric: str = "programme_net", draws: int = 512) -> Scenario:
    scenario = Scenario.of(PLAN, "plan").with_settings(target=TargetChoice(metric, 2026, value), draws=draws)
    return scenario.validate()


def spent(scenario: Scenario, levers) -> float:
    return float(scenario.with_levers(levers).run().annual("programme_net")[-1, 0])


def test_costs_and_losses_ask_for_at_most_and_all_else_for_at_least():
    both = {**target_measures(PLAN), **target_measures(load_plan("growth-2026-v2"))}
    most = {id for id, aim in both.items() if aim.sense == "most"}
    assert {"programme_net", "programme_gross", "churn_rate", "customers.lost", "pay.pay"} <= most
    modules = module_measures(load_plan("growth-2026-v2"))
    assert {one.id for one in modules if one.good < 0} == most & {one.id for one in modules}
    assert not most & {"revenue", "operating_profit", "margin", "headcount"}
    assert measure("programme_net.H1").aim.sense == "most", "a part of the year asks for what the year does"


def test_the_same_futures_reach_a_ceiling_and_miss_it():
    scenario = aiming(28.0)
    outcome = simulate(scenario).outcome()
    met = outcome <= 28.0
    assert 0 < met.mean() < 1
    assert target_probability(simulate(scenario)).value == met.mean()
    short = shortfall(simulate(scenario))
    assert short.gap_if_missed == pytest.approx((outcome[~met] - 28.0).mean())
    assert short.worst_tenth_mean == pytest.approx(np.sort(outcome)[-round(0.1 * outcome.size) :].mean())
    assert short.worst_tenth_gap == pytest.approx(short.worst_tenth_mean - 28.0)
    streamed = stream(scenario, outcome.size)
    assert streamed.chance == target_probability(simulate(scenario))
    assert streamed.shortfall.worst_tenth_mean == pytest.approx(short.worst_tenth_mean, rel=0.01)


@pytest.mark.parametrize(("value", "reached"), [(28.0, True), (15.0, False)])
def test_the_library_keeps_whether_a_ceiling_holds(value, reached):
    kpis = take_snapshot(aiming(value)).kpis
    assert kpis.target_reached is reached and kpis.target_gap == pytest.approx(kpis.target_result - value)


def test_one_lever_to_a_ceiling_and_a_step_less_is_too_much():
    scenario = aiming(15.0)
    found = {one.lever.id: one for one in lever_answers(scenario)}
    cut = found["budget.digital"]
    assert cut.status == "reached" and not cut.met and cut.needed < scenario.levers["budget.digital"]
    assert spent(scenario, {"budget.digital": cut.needed}) <= 15.0 * (1 + 1e-9)
    assert spent(scenario, {"budget.digital": cut.needed + cut.lever.step}) > 15.0
    out = {one.lever.id: one for one in lever_answers(aiming(5.0))}["budget.marketing"]
    assert out.status == "out_of_reach" and out.best == pytest.approx(spent(scenario, {"budget.marketing": 0.0}))
    likely = {one.lever.id: one for one in lever_answers(scenario, ["budget.digital"], 0.5)}["budget.digital"]
    assert likely.status == "reached" and likely.needed < scenario.levers["budget.digital"]


@pytest.mark.parametrize("chance", [None, 0.7])
def test_the_cheapest_way_keeps_a_ceiling_and_its_other_aims(chance):
    scenario = aiming(15.0)
    floor = Aim("revenue", 2026, 2300.0)
    found = solve_cheapest(Question(scenario, Bounds(move=FEW), chance=chance, aims=(floor,)))
    assert found.status == "reached" and found.moved
    assert scenario.with_levers(found.levers).run().annual("revenue")[-1, 0] >= 2300 * (1 - 1e-9)
    assert found.cost < cost_of(scenario, scenario.levers)
    if chance is None:
        assert found.value == pytest.approx(spent(scenario, found.levers)) and found.value <= 15.0 * (1 + 1e-9)
    else:
        assert found.chance.value >= 0.7


def test_a_ceiling_out_of_reach_says_the_least_it_comes_to():
    scenario = aiming(5.0)
    found = solve_cheapest(Question(scenario, Bounds(move=FEW), aims=(Aim("revenue", 2026, 2390.0),)))
    assert found.status == "out_of_reach" and 5.0 < found.value < spent(scenario, scenario.levers)
    for language, words in (("en", ("at least in 2026", "or less")), ("zh", ("最低为", "以内"))):
        said = solution_sentence(scenario, found, None, spoken(language))
        assert all(one in said for one in words), said
    out = lever_answers(scenario, ["budget.marketing"])[0]
    assert "the least it comes to" in lever_sentence(scenario, out, None, spoken("en"))


def test_safety_allocation_failure_and_strategies_follow_the_ceiling():
    scenario = aiming(26.0)
    points = list(frontier(Question(scenario, Bounds(move=FEW)), points=2))
    assert all(one.chance.value >= points[0].chance.value for one in points)
    found = allocate(scenario, lock=("hire_mix", "budget_phasing"))
    assert found.after.value >= found.before.value
    before, after = (sum(levers[id] for id in FEW[1:]) for levers in (scenario.levers, found.levers))
    assert after == pytest.approx(before), "the total stays: spending less is no allocation"
    fails = discover(scenario, draws=2048)
    assert fails.density > fails.base_rate
    assert all(one.low is not None for one in fails.box if one.input == "digital_cost_ratio")
    names = {"current": scenario.levers, "frugal": {**scenario.levers, "budget.digital": 0.0}}
    rows = {one.name: one for one in compare_strategies(scenario, names, (), draws=512)}
    assert rows["frugal"].satisfies.value > rows["current"].satisfies.value
    assert rows["frugal"].regret < rows["current"].regret and rows["frugal"].regret >= 0
    assert rows["current"].worst_tenth > rows["current"].median


def test_what_is_better_stays_under_the_ceiling():
    dear, frugal = aiming(26.0), aiming(26.0).with_levers({"budget.digital": 0.0})
    chances = compare({"dear": dear, "frugal": frugal}).chances
    assert chances is not None and chances.beats[1, 0] == 1 and chances.beats[0, 1] == 0
    losing = aiming(0.12, "churn_rate").with_levers({"churn_rate": 0.1})
    report = make_report([Entrant("Loyal", losing)], spoken("en"), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), futures=None)
    first = Board(report).needs[0]
    assert first.id == "churn_rate" and first.change == first.loss > 0
    assert "below the ceiling of" in verdict(report)


def test_a_ceiling_is_written_so_that_nobody_reads_it_as_a_floor():
    target = replace(PLAN.headline and TargetChoice.of(PLAN), metric="programme_net", value=80.0)
    assert target.text(spoken("en")).endswith("or less") and target.text(spoken("zh")).endswith("以内")
    assert TargetChoice.of(PLAN).range_text(spoken("en")).endswith("or more")


def test_comparing_follows_the_ceiling():
    plain, frugal = aiming(200.0), aiming(200.0).with_levers({"budget.digital": 0.0})
    found = compare({"plain": plain, "frugal": frugal})
    assert found.chances.reach.tolist() == [1.0, 1.0], "so that what it costs decides"
    field = Field(("0", "1"), found.entrants, 0, 1, ())
    assert best(field, found, spoken("en")) == (1, "compare-best-value")
    matrix = risk_matrix({"plain": plain, "frugal": frugal})
    assert matrix.least_regretted == "frugal" and matrix.regret.min() == 0
    assert matrix.values[0, matrix.cases.index(matrix.worst_case[0])] == matrix.values[0].max()


@pytest.mark.parametrize(
    ("value", "tone", "english", "chinese"),
    [(200.0, "good", "below", "低"), (15.0, "bad", "above", "高")],
)
def test_a_ceiling_that_holds_is_not_said_to_fall_short(value, tone, english, chinese):
    scenario = aiming(value)
    entry = SimpleNamespace(kpis=take_snapshot(scenario).kpis, target=scenario.target)
    for id, word in (("en", english), ("zh", chinese)):
        said = against_target(entry, spoken(id))
        assert word in said[0] and said[1] == tone
