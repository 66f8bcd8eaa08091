"""The tests that the product shows of itself: they must be able to fail, and say what they say they say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.assumptions.central import central_assumptions
from sim.model import evaluate
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.trust import checks as checking
from sim.trust.backtest import backtest
from sim.trust.checks import checks
from sim.trust.extremes import TESTS, World, exact, extremes
from sim.trust.fit import fitted_numbers
from sim.trust.golden import GoldenRow, golden_rows
from sim.trust.limits import GRADES, grade, limits
from sim.trust.predictions import members, predictions
from sim.trust.sensitivity import influences, input_of, interval, of_source, range_effects, stated_spread

PLAN = load_plan()


# -- the fit and what follows ---------------------------------------------------------------------------------------


def test_one_number_is_fitted_and_reaches_its_target(plan):
    (fit,) = fitted_numbers(plan)
    assert fit.assumption == "realisation" and fit.reached == pytest.approx(2500, rel=1e-9)
    assert np.interp(fit.value, fit.grid, fit.curve) == pytest.approx(2500, rel=1e-3)
    assert fitted_numbers(plan, "evidence") == ()


def test_other_assumptions_would_have_fitted_as_well(plan):
    """Each alternative, run exactly, reaches the same target with another fitted value."""
    (fit,) = fitted_numbers(plan)
    assumptions = central_assumptions(plan, "calibrated")
    assert any(abs(one.fitted - fit.value) > 0.2 for one in fit.alternatives)
    for one in fit.alternatives[:6]:
        if not np.isnan(one.fitted):
            run = evaluate(plan, plan.presets["plan"], assumptions | {one.id: one.value, fit.assumption: one.fitted})
            assert run.annual("revenue")[-1, 0] == pytest.approx(2500, rel=2e-4)
    assert not {"margin_core", "overhead_rate"} & {one.id for one in fit.alternatives}  # profit only


def rows_by_id(plan):
    return {(row.id, row.members): row for row in predictions(plan)}


def test_predictions_are_beside_what_the_plan_says(plan):
    rows = rows_by_id(plan)
    stress = rows["stress", ()]
    assert stress.stated == 2200 and stress.predicted == pytest.approx(2160.9714, abs=1e-3)
    assert stress.miss == pytest.approx(-0.0177, abs=1e-4) and stress.relative
    assert rows["region-revenue", ("east",)].stated == 1800
    assert rows["region-revenue", ("west", "northeast")].stated == 500
    assert rows["region-revenue", ("west",)].stated == 300
    assert rows["region-revenue", ("northeast",)].stated == 200
    assert rows["product-revenue", ("new",)].stated == 1000
    assert rows["product-revenue", ("new",)].predicted == pytest.approx(926.13, abs=5e-3)
    assert rows["target-margin", ()].miss == pytest.approx(0.0029, abs=1e-4) and not rows["target-margin", ()].relative
    claims = [rows[f"contribution-{name}", ()].stated for name in ("regions", "new-products", "customers")]
    assert claims == [0.40, 0.35, 0.25]


def test_what_was_fitted_is_not_sold_as_a_prediction(plan):
    rows = rows_by_id(plan)
    assert rows["target-revenue", ()].status == "fitted"
    for metric in ("cagr", "market_share", "revenue_per_rep"):
        assert rows[f"target-{metric}", ()].status == "follows"
    assert [row.status for row in predictions(plan)] == sorted(
        (row.status for row in predictions(plan)), key=("fitted", "follows", "prediction").index
    )
    assert not any(row.status == "fitted" for row in predictions(plan, "evidence"))


def test_a_changed_plan_changes_the_predictions(plan):
    facts = {**plan.facts, "D1-132": replace(plan.facts["D1-132"], value=1900.0)}
    changed = replace(plan, facts=facts)
    assert rows_by_id(changed)["region-revenue", ("east",)].stated == 1900


def test_scopes_are_read_by_rule(plan):
    assert members(plan, "West+Northeast") == ("west", "northeast")
    assert members(plan, "new products C and D") == ("new",)
    assert members(plan, "company") == () == members(plan, "West, minimum") == members(plan, "newcomers")


# -- extreme conditions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("assumption_set", ["calibrated", "evidence"])
def test_every_extreme_condition_holds(plan, assumption_set):
    outcomes = extremes(plan, assumption_set)
    assert len(outcomes) == len(TESTS) and len({one.id for one in outcomes}) == len(TESTS)
    assert all(one.holds for one in outcomes), [one for one in outcomes if not one.holds]


def test_an_extreme_condition_can_fail(plan, monkeypatch):
    """A model that lets leads ignore the pace of churn, or that loses customers twice, is caught."""
    from sim.trust import extremes as module

    def twice_the_growth(plan, levers, assumptions, *rest):
        return evaluate(plan, levers, dict(assumptions) | {"growth_shock": 0.01}, *rest)

    monkeypatch.setattr(module, "evaluate", twice_the_growth)
    world = World(plan, "calibrated")
    failed = {outcome.id for outcome in (test(world) for test in TESTS) if not outcome.holds}
    assert {"shrinking-markets", "no-new-business", "standing-still"} <= failed
    assert not exact("x", [1.0, 2.0], [1.0, 2.1]).holds


# -- exact re-computation -------------------------------------------------------------------------------------------


def test_every_check_holds_over_random_settings(plan):
    found = checks(plan)
    assert {check.id for check in found} == set(checking.CHECKS)
    assert all(check.holds and check.count >= 60 for check in found), found
    assert {check.id: check.deviation for check in found}["alone"] == 0.0  # the same bits


@pytest.mark.parametrize(
    ("field", "broken"),
    [("revenue", "revenue"), ("run_rate", "customers"), ("headcount", "people"), ("churn_rate", "customers")],
)
def test_a_check_can_fail(plan, field, broken):
    setting = checking.Setting(plan, "calibrated")
    values = getattr(setting.results, field).copy()
    values[-1] *= 1 + 1e-6
    setting.results = replace(setting.results, **{field: values})
    worst = max(abs(a - b) / max(abs(a), abs(b), 1e-12) for a, b in checking.CHECKS[broken](setting))
    assert worst > checking.TOLERANCE


# -- golden cases ---------------------------------------------------------------------------------------------------


def test_golden_cases_come_out_now(plan):
    rows = golden_rows(plan)
    assert len(rows) == 16 and all(row.holds for row in rows), [row for row in rows if not row.holds]
    assert {row.case for row in rows} == {"fit", "baseline", "plan", "stress"}
    assert not GoldenRow("plan", "revenue", 2026, 2500.0, 2500.1, 5e-5).holds


def test_another_model_version_has_no_golden_cases(plan):
    assert golden_rows(replace(plan, model="1.2")) == ()


# -- sensitivity ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["elasticity", "momentum", "realisation", "cannibalisation", "margin_core"])
def test_an_elasticity_is_the_slope_of_the_model(plan, id):
    assumptions = central_assumptions(plan, "calibrated")
    one = influences(plan)[f"assumption:{id}"]
    for metric, claimed in (("revenue", one.revenue), ("operating_profit", one.profit)):
        values = [
            float(evaluate(plan, plan.presets["plan"], assumptions | {id: assumptions[id] * k}).annual(metric)[-1, 0])
            for k in (0.999, 1.001)
        ]
        slope = np.log(values[1] / values[0]) / np.log(1.001 / 0.999)
        assert claimed == pytest.approx(slope, abs=2e-3)


def test_inputs_at_zero_tell_the_effect_of_one_step(plan):
    one = influences(plan)["assumption:growth_shock"]
    assert one.at_zero and one.step == 0.01
    revenue = Scenario.of(plan).with_own_assumptions({"growth_shock": 0.01}).run().annual("revenue")[-1, 0] / 2500 - 1
    assert one.revenue == pytest.approx(revenue, rel=1e-9)


def test_every_input_has_an_influence(plan):
    known = influences(plan)
    assert {f"assumption:{id}" for id in plan.assumptions} <= set(known)
    assert {f"lever:{id}:plan" for id, lever in plan.levers.items() if not lever.is_choice} <= set(known)
    assert {f"quantity:revenue.{region}" for region in plan.regions} <= set(known)
    assert known["target:revenue"].revenue == 1.0  # the fit follows its target
    assert "target:revenue" not in influences(plan, "evidence")
    # Twice the company, with people and programme as they are, is more than the sum of one region's effect
    regions = sum(known[f"quantity:revenue.{region}"].revenue for region in plan.regions)
    assert regions == pytest.approx(1.0, abs=1e-3)  # revenue scales with the base


def test_a_source_moves_all_that_rests_on_it(plan):
    known = influences(plan)
    items = ("lever:deal_size:baseline", "lever:deal_size:plan")
    revenue, _ = of_source(plan, items)
    assert revenue == pytest.approx(known[items[0]].revenue + known[items[1]].revenue)
    assert abs(revenue) < 1e-3  # a deal size misread in both places cancels
    assert of_source(plan, ("claim:stress_revenue",)) == (0.0, 0.0)
    assert input_of(plan, "assumption", "elasticity", "evidence") is None
    assert input_of(plan, "assumption", "elasticity", "evidence", "evidence") == "assumption:elasticity"
    assert input_of(plan, "assumption", "elasticity", "", "evidence") is None  # the default that the set replaces
    assert input_of(plan, "assumption", "margin_core", "", "evidence") == "assumption:margin_core"
    assert input_of(plan, "assumption", "realisation", "calibrated") == "target:revenue"
    assert input_of(plan, "risk", "price_war", "probability") is None


def test_ranges_are_stated_where_a_set_states_them(plan):
    low, high, stated = interval(plan, "elasticity", 0.31)
    assert stated and 0.15 < low < 0.31 < high < 0.50
    low, high, stated = interval(plan, "margin_core", 0.30)
    assert not stated and (low, high) == pytest.approx((0.27, 0.33))
    assert stated_spread(plan, "margin_core") is None
    effects = range_effects(plan)
    assert [effect.width for effect in effects] == sorted((effect.width for effect in effects), reverse=True)
    assert {effect.id for effect in effects} == set(plan.assumptions)


# -- backtest -------------------------------------------------------------------------------------------------------


def test_backtest_starts_at_the_first_actual_year(plan):
    test = backtest(plan)
    assert test.years == (2021, 2022, 2023) and test.actual == (1472, 1496, 1520)
    assert all(run.values[0] == 1472 for run in test.runs)
    model = test.run("model")
    # The baseline's first two growth steps, applied to 1,472
    assert model.values[1] == pytest.approx(1472 * 1550.3341 / 1520, abs=1e-3)
    assert model.values[2] == pytest.approx(1472 * 1592.7519 / 1520, abs=0.1)
    assert model.errors == pytest.approx((0.0036, 0.0148), abs=1e-4)
    assert test.run("unchanged").mean_error > model.mean_error
    assert test.run("market").values[2] == pytest.approx(1472 * 1.098**2)


def test_backtest_with_churn_as_it_was_then(plan):
    """Where a company states its churn of the first year, from 12 to 18 %, fewer stay than at 12 % throughout.

    The shipped plan's 12 % is the industry's, so its backtest has no such variant.
    """
    stated = replace(plan.facts["D1-048"], scope="company", kind="actual")
    told = replace(plan, facts={**plan.facts, "D1-048": stated})
    assert backtest(told).run("churn-then").values[2] < backtest(told).run("model").values[2]
    assert "churn-then" not in {run.id for run in backtest(plan).runs}


# -- limits ---------------------------------------------------------------------------------------------------------


def test_limits_are_counted(plan):
    count = limits(plan)
    assert (count.fitted, count.actual_years) == (1, 3)
    assert sum(number for number, _ in count.by_grade.values()) == count.assumptions == len(plan.assumptions)
    assert sum(share for _, share in count.by_grade.values()) == pytest.approx(1)
    assert limits(plan, "evidence").unsupported_share < count.unsupported_share


def test_evidence_is_graded_by_its_weakest_part(plan):
    assert grade(plan, "realisation", "calibrated") == "fit"
    assert grade(plan, "realisation", "evidence") == "read"
    assert grade(plan, "elasticity", "calibrated") == "secondary"
    assert grade(plan, "marketing_lift", "calibrated") == "document"
    assert grade(plan, "saturation_constant", "calibrated") == "judgement"
    assert set(limits(plan).by_grade) == set(GRADES)
