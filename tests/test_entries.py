"""Regions that start from zero: the plan's own levers win what it states; no lever, risk or rule turns on itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assumption_draws, assumption_values, lever_draws, lever_values
from test_modules import check_plain_loops

from bench.random_packs import write_pack
from bench.shape_law import check_laws, open_pages
from sim import provenance
from sim.explain.equations import ENTRY, EQUATIONS, equations_of
from sim.language import get_language, languages
from sim.model import Effects, evaluate
from sim.model.entries import FEWEST
from sim.model.scatter import take_effects, take_inputs
from sim.plan import Plan, load_plan, read_plan
from sim.plan.effects import EFFECTS
from sim.plan.plan import Entry
from sim.scenario import Scenario
from sim.scenario.ensemble import inputs, run_ensemble
from sim.scenario.response import move_lever, response_table
from sim.trust.checks import checks
from sim.trust.sensitivity import influences, input_of

WINS = 4.0
QUARTERS = (1, 5, 12)
PLAN = load_plan("growth-2026-v2")


def opening(quarter: int, plan: Plan = PLAN, region: str = "northeast") -> Plan:
    """Return a plan whose region starts from zero in a quarter; what it had is the east's."""
    base, place = plan.base_revenue.copy(), plan.regions.index(region)
    base[0] += base[place]
    base[place] = 0.0
    return replace(plan, base_revenue=base, entries={region: Entry(quarter, WINS)})


def kernel(quarter: int) -> Plan:
    return opening(quarter, load_plan())


# -- the statement ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("quarter", QUARTERS)
def test_with_the_plans_own_levers_the_first_quarter_wins_what_the_plan_states(quarter):
    """In the single run and in every future: each has its own assumptions, and so its own plan to hold against."""
    plan = kernel(quarter)
    place = plan.regions.index("northeast")
    scenario = Scenario.of(plan, risks={id: {"mode": "off"} for id in plan.risks})
    futures = run_ensemble(scenario, lambda results: {"rate": results.run_rate[: quarter + 1, place]}, 512)["rate"]
    for rate in (scenario.run().run_rate[: quarter + 1, place], futures):
        assert not rate[:quarter].any()
        np.testing.assert_allclose(rate[quarter], WINS, rtol=1e-13)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_better_conversion_wins_more_in_the_first_quarter_and_less_of_it_less(quarter):
    plan = kernel(quarter)
    place = plan.regions.index("northeast")

    def first(**levers: float) -> float:
        return float(Scenario.of(plan).with_levers(levers).run().run_rate[quarter, place, 0])

    assert first(conversion_rate=0.30) > WINS > first(conversion_rate=0.20) > 0
    if quarter > 1:  # the pace of a linear plan has hardly begun in its first
        assert first(headcount=450.0) > WINS > first(headcount=250.0) > 0
    assert Scenario.of(plan, "baseline").run().run_rate[quarter, place, 0] < WINS


# -- laws -------------------------------------------------------------------------------------------------------------
SMALL = """
id: small
version: 1
model: "1.2"
currency: EUR
base_year: 2030
quarters: 6
regions: [here, there, fresh]
revenue:
  unit: EUR_m
  here: {value: 6, assumption: reason-own}
  there: {value: 4, assumption: reason-own}
  fresh: {value: 0, assumption: reason-own}
headcount:
  unit: persons
  here: {value: 1, assumption: reason-own}
  there: {value: 1, assumption: reason-own}
  fresh: {value: 1, assumption: reason-own}
entries: {fresh: {quarter: 1, unit: EUR_m, value: 0.5, assumption: reason-own}}
targets: [{metric: revenue, year: 2032, unit: EUR_m, value: 5, assumption: reason-own}]
"""
LEVERS = """
- id: ramp_months
  base: {value: 2, assumption: reason-own}
  plan: {value: 1, assumption: reason-own}
"""
TEXTS = """
title: Small
regions: {here: Here, there: There, fresh: Fresh}
reasons: {reason-own: Our own figure.}
"""


@pytest.fixture
def small(tmp_path: Path) -> Plan:
    return read_plan(
        write_pack(tmp_path / "small", {"plan.yaml": SMALL, "levers.yaml": LEVERS, "texts/en.yaml": TEXTS})
    )


def test_what_a_region_wins_first_is_an_input_as_strong_as_the_regions_share(small: Plan):
    """All that a region which starts from zero has comes of it; Sources said that the plan does not use it."""
    revenue = Scenario.of(small).run().revenue[-2:, :, 0]  # the last year has two quarters
    known = influences(small)[input_of(small, "quantity", "entries.fresh", "")]
    assert known.value == 0.5
    assert known.revenue == pytest.approx(revenue[:, small.regions.index("fresh")].sum() / revenue.sum(), rel=1e-9)


def test_newcomers_who_are_productive_at_once_lower_no_revenue(small: Plan):
    """Their gain in the first quarter was divided out, and weighed against the region in every quarter after it."""
    check_laws(small)
    place = small.regions.index("fresh")
    months = (3.0, 2.0, 1.5, 1.0, 0.5, 0.0)
    runs = [Scenario.of(small).with_levers({"ramp_months": one}).run() for one in months]
    for slow, fast in pairwise(runs):
        assert (fast.run_rate[:, place] >= slow.run_rate[:, place]).all()
        assert (fast.annual("revenue") >= slow.annual("revenue")).all()
    assert runs[-1].run_rate[1, place, 0] > runs[3].run_rate[1, place, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("id", [one.id for one in load_plan().levers.values() if one.direction and not one.is_choice])
def test_a_lever_moves_last_years_revenue_only_the_promised_way(id, quarter):
    plan, count = kernel(quarter), 500
    lever, levers, assumptions = plan.levers[id], lever_draws(plan, count), assumption_draws(plan, count)
    for productivity in ("digital_productivity", "training_productivity"):
        assumptions[productivity] = np.abs(assumptions[productivity])
    low, high = np.sort(np.random.default_rng(3).uniform(lever.low, lever.high, (2, count)), axis=0)
    before, after = (evaluate(plan, levers | {id: one}, assumptions).annual("revenue")[-1] for one in (low, high))
    assert ((after - before) * lever.direction >= -1e-9 * before).all()


OF_REVENUE = [
    id for id, one in EFFECTS.items() if not one.module and id not in ("cost.digital", "cost.all", "gross_margin")
]


@pytest.mark.parametrize("quarter", (1, 5, 11))
@pytest.mark.parametrize("quantity", OF_REVENUE)
def test_what_strikes_the_first_quarter_alone_raises_no_year(quantity, quarter):
    kind, plan, count = EFFECTS[quantity], kernel(quarter), 300
    levers, assumptions = lever_draws(plan, count), assumption_draws(plan, count)
    for productivity in ("digital_productivity", "training_productivity"):
        assumptions[productivity] = np.abs(assumptions[productivity])
    shape = (plan.quarter_count, len(plan.regions), 1) if kind.regional else (plan.quarter_count, 1)
    sizes = np.full(shape, float(kind.neutral))
    worst = kind.high if kind.worse > 0 else kind.low
    sizes[quarter - 1] = max(kind.neutral + 0.9 * (worst - kind.neutral), -20.0)  # of money, a part of the base
    free = evaluate(plan, levers, assumptions)
    struck = evaluate(plan, levers, assumptions, Effects({quantity: sizes}))
    for before, after in ((free.annual("revenue"), struck.annual("revenue")), (free.run_rate, struck.run_rate)):
        assert (after <= before * (1 + 1e-12)).all()


def test_a_slump_as_a_region_opens_is_felt_in_it_then_and_later():
    plan = kernel(5)
    place = plan.regions.index("northeast")
    sizes = np.zeros((plan.quarter_count, len(plan.regions), 1))
    sizes[4, place] = -0.3
    levers, assumptions = plan.presets["plan"], Scenario.of(plan).promised_assumptions()
    free, struck = (evaluate(plan, levers, assumptions, one) for one in (Effects(), Effects({"growth": sizes})))
    assert (struck.run_rate[5:, place] < free.run_rate[5:, place]).all()
    assert struck.run_rate[5, place, 0] == pytest.approx(WINS * (0.98 / 1.28) ** 0.25)
    others = [one for one in range(len(plan.regions)) if one != place]
    assert np.array_equal(struck.run_rate[:, others], free.run_rate[:, others])


# -- a second way -----------------------------------------------------------------------------------------------------
@settings(max_examples=25)
@given(
    lever_values(PLAN), assumption_values(PLAN), st.sampled_from(range(1, 13)), st.sampled_from(("north", "northeast"))
)
def test_all_modules_and_rules_agree_with_the_plain_loops(levers, assumptions, quarter, region):
    check_plain_loops(opening(quarter, region=region), levers, assumptions)


@settings(max_examples=25)
@given(lever_values(PLAN), assumption_values(PLAN), st.sampled_from(range(1, 13)))
def test_the_kernel_agrees_with_the_plain_loops(levers, assumptions, quarter):
    check_plain_loops(replace(opening(quarter), modules={}), levers, assumptions)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_checks_of_trust_hold(quarter):
    assert all(one.holds for one in checks(kernel(quarter)))


# -- everything that asks the model -----------------------------------------------------------------------------------
@pytest.mark.parametrize("rule", ["off", "on"])
def test_many_draws_equal_the_same_draws_one_by_one(rule):
    """With rules some draws are run again: each against its own plan, whatever draws are beside it."""
    plan, count = opening(5), 200
    on: dict[str, Any] = {f"rule.{id}": rule for id in plan.policies}
    levers, (assumptions, effects) = {**lever_draws(plan, count), **on}, inputs(Scenario.of(plan), 0, count)
    together = evaluate(plan, levers, assumptions, effects)
    for draw in range(0, count, 7):
        place = np.array([draw])
        one = [take_inputs(values, place) for values in (levers, assumptions)]
        alone = evaluate(plan, *one, take_effects(effects, place))
        assert np.array_equal(alone.revenue[..., 0], together.revenue[..., draw])


def test_a_response_table_says_what_runs_say():
    plan = kernel(5)
    scenario = Scenario.of(plan)
    table = response_table(scenario, ["headcount", "conversion_rate"])
    for id in ("headcount", "conversion_rate"):
        for number, value in enumerate(table.positions[id]):
            run = scenario.with_levers(move_lever(plan, scenario.levers, id, float(value))).run()
            assert np.array_equal(run.revenue[..., 0], table.results.revenue[..., table.start[id] + number])


# -- where the plan has nobody, or nothing, in the first quarter ------------------------------------------------------
def empty(quarter: int) -> Plan:
    """Return a plan that never hires anybody for the region it opens, and whose range of hiring goes there all the
    same."""
    plan = kernel(quarter)
    reps, place = plan.base_reps.copy(), plan.regions.index("northeast")
    reps[0] += reps[place]
    reps[place] = 0.0
    moved = {"hire_mix.northeast": 0.0, "hire_mix.east": 0.44}
    levers = {id: replace(one, plan=moved.get(id, one.plan)) for id, one in plan.levers.items()}
    return replace(plan, base_reps=reps, levers=levers)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_region_that_the_plan_opens_without_people_is_moved_by_none(quarter):
    plan = empty(quarter)
    place = plan.regions.index("northeast")
    as_planned, assumptions = dict(plan.presets["plan"]), Scenario.of(plan).promised_assumptions()
    as_planned |= {"hire_mix.northeast": 0.0, "hire_mix.east": 0.44}
    none = evaluate(plan, as_planned, assumptions)
    some = evaluate(plan, as_planned | {"hire_mix.northeast": 0.24, "hire_mix.east": 0.2}, assumptions)
    assert none.effective_reps[quarter - 1, place, 0] <= FEWEST < some.effective_reps[quarter - 1, place, 0]
    assert none.run_rate[quarter, place, 0] == pytest.approx(WINS)
    assert np.array_equal(some.run_rate[:, place], none.run_rate[:, place])
    assert np.isfinite(some.revenue).all() and np.isfinite(some.operating_profit).all()


def test_a_region_that_can_win_nothing_as_planned_stays_at_zero():
    plan = kernel(12)
    levers = {**plan.levers, "conversion_rate": replace(plan.levers["conversion_rate"], low=0.0, plan=0.0)}
    plan = replace(plan, levers=levers)
    assumptions = Scenario.of(load_plan()).promised_assumptions()
    for conversion in (0.0, 0.2, 0.4):
        run = evaluate(plan, dict(plan.presets["plan"]) | {"conversion_rate": conversion}, assumptions)
        assert not run.run_rate[:, plan.regions.index("northeast")].any() and np.isfinite(run.revenue).all()


# -- where it is said -------------------------------------------------------------------------------------------------
def test_the_equations_of_a_plan_tell_of_its_entries_where_it_has_some(small: Plan):
    assert equations_of(load_plan()) == EQUATIONS
    told = [one.id for one in equations_of(small)]
    assert told.index("entry") == told.index("wins") + 1 and len(told) == len(EQUATIONS) + 1
    assert ENTRY in provenance.metric(small, "revenue").equations
    assert ENTRY not in provenance.metric(load_plan(), "revenue").equations
    for language in map(get_language, languages()):
        assert language.text("equation-entry") and language.text("equation-entry.name")


@pytest.mark.usefixtures("quick")
def test_the_model_page_shows_it(small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    shown: list[str] = []
    open_pages(small, "en", lambda app, _: shown.extend(one.value for one in app.markdown), pages=["model"])
    assert any(get_language("en").text("equation-entry") in one and ENTRY.latex in one for one in shown)
