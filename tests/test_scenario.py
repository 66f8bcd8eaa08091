"""Scenarios: frozen, hashed, strict about what they admit."""

from __future__ import annotations

import copy
import dataclasses
import json

import pytest
from hypothesis import given
from strategies import lever_values

from sim.language import languages
from sim.language.errors import ScenarioError
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice

PLAN = load_plan()


@given(lever_values(PLAN))
def test_round_trip_through_json(levers):
    scenario = Scenario.of(PLAN).with_levers(levers)
    again = Scenario.from_dict(json.loads(json.dumps(scenario.to_dict())), load_plan)
    assert again == scenario and again.hash == scenario.hash


def test_a_scenario_is_frozen(plan):
    scenario = Scenario.of(plan)
    with pytest.raises(dataclasses.FrozenInstanceError):
        scenario.seed = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        scenario.levers["headcount"] = 1  # type: ignore[index]


def test_a_scenario_keeps_its_own_copy_of_risk_settings(plan):
    said = {"price_war": {"mode": "on"}}
    scenario = Scenario.of(plan, risks=said)
    before = scenario.hash
    said["price_war"]["mode"] = "off"
    assert scenario.risks["price_war"]["mode"] == "on"
    assert dataclasses.replace(scenario).hash == before
    with pytest.raises(TypeError):
        scenario.risks["price_war"]["mode"] = "off"  # type: ignore[index]


def test_the_same_number_written_otherwise_is_the_same_scenario(plan):
    whole, fraction = (
        Scenario.of(plan, risks={"price_war": {"probability": one, "size": one, "onset": 3}}) for one in (1, 1.0)
    )
    assert whole == fraction
    assert whole.risks["price_war"]["onset"] == 3
    assert isinstance(whole.risks["price_war"]["onset"], int)
    zero, negative = (Scenario.of(plan).with_levers({"growth.east": one}) for one in (0.0, -0.0))
    assert zero == negative


def test_every_input_moves_the_hash(plan):
    scenario = Scenario.of(plan)
    others = [
        scenario.with_levers({"headcount": 310}),
        scenario.with_own_assumptions({"elasticity": 0.2}),
        scenario.with_settings(assumption_set="calibrated"),
        scenario.with_settings(seed=1),
        scenario.with_settings(draws=8192),
        scenario.with_settings(target=TargetChoice("revenue", 2026, 2400.0)),
    ]
    assert len({s.hash for s in [scenario, *others]}) == 7
    assert scenario.with_levers({"headcount": 310}).with_levers({"headcount": 350}) == scenario
    assert scenario.with_own_assumptions({"elasticity": 0.2}).with_own_assumptions({"elasticity": None}) == scenario


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"headcount": 501}, "error-out-of-range"),
        ({"headcount": float("nan")}, "error-not-a-number"),
        ({"headcount": float("inf")}, "error-not-a-number"),
        ({"headcount": "many"}, "error-not-a-number"),
        ({"headcount": 10**400}, "error-not-a-number"),
        ({"headcount": True}, "error-not-a-number"),
        ({"headcounts": 300}, "error-lever-unknown"),
        ({"pace": "wavy"}, "error-lever-choice"),
        ({"pace": 3}, "error-lever-choice"),
        ({"hire_mix.east": 0.5}, "error-simplex"),
        ({"hire_mix.east": 0.2001}, "error-simplex"),
        ({"budget_phasing.2024": 0.0}, "error-simplex"),
    ],
)
def test_bad_levers_are_named(plan, change, error):
    with pytest.raises(ScenarioError) as problem:
        Scenario.of(plan).with_levers(change)
    assert problem.value.key == error
    for language in languages():
        assert next(iter(change)).split(".")[0] in problem.value.text(language)


def test_the_last_bit_of_a_sum_is_no_reason_to_refuse(plan):
    highest = 0.1 + 0.2  # 0.30000000000000004, where the range ends at 0.3
    assert Scenario.of(plan).with_levers({"subsidy_rate": highest}).levers["subsidy_rate"] == highest


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"assumption_set": "wishes"}, "error-set-unknown"),
        ({"own_assumptions": {"luck": 1.0}}, "error-assumption-unknown"),
        ({"own_assumptions": {"elasticity": 1.5}}, "error-out-of-range"),
        ({"seed": -1}, "error-out-of-range"),
        ({"seed": 2**32}, "error-out-of-range"),
        ({"seed": 10**400}, "error-out-of-range"),
        ({"draws": -(10**400)}, "error-out-of-range"),
        ({"own_assumptions": {"elasticity": -(10**400)}}, "error-not-a-number"),
        ({"target": TargetChoice("revenue", 2026, 10**400)}, "error-not-a-number"),
        ({"risks": {"price_war": {"size": 10**400}}}, "error-risk-value"),
        ({"draws": 0}, "error-out-of-range"),
        ({"target": TargetChoice("revenue", 2030, 1.0)}, "error-year"),
        ({"target": TargetChoice("happiness", 2026, 1.0)}, "error-target-metric"),
    ],
)
def test_bad_settings_are_named(plan, settings, error):
    with pytest.raises(ScenarioError) as problem:
        Scenario.of(plan).with_settings(**settings)
    assert problem.value.key == error
    assert all(problem.value.text(language) for language in languages())


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (lambda d: d.pop("levers"), "error-scenario-missing"),
        (lambda d: d.update(extra=1), "error-scenario-key"),
        (lambda d: d.update(levers=[1]), "error-scenario-type"),
        (lambda d: d.update(seed="0"), "error-scenario-whole"),
        (lambda d: d.update(seed=True), "error-scenario-whole"),
        (lambda d: d.update(draws=64.0), "error-scenario-whole"),
        (lambda d: d["target"].pop("year"), "error-scenario-key"),
        (lambda d: d["levers"].pop("headcount"), "error-lever-missing"),
    ],
)
def test_bad_files_are_named(plan, edit, error):
    content = json.loads(json.dumps(Scenario.of(plan).to_dict()))
    edit(content)
    with pytest.raises(ScenarioError) as problem:
        Scenario.from_dict(content, load_plan)
    assert problem.value.key == error


def test_evidence_stands_at_its_means(plan):
    assumptions = Scenario.of(plan, "plan", "evidence").central_assumptions()
    assert assumptions["elasticity"] == pytest.approx((0.15 + 4 * 0.31 + 0.50) / 6)
    assert assumptions["realisation"] == pytest.approx(0.30 * 1.05 + 0.44 * 0.7 + 0.26 * 0.25)
    assert assumptions["digital_cost_ratio"] == pytest.approx(5 / 6 * 0.924 + 1 / 6 * 2.55)


def test_a_renamed_lever_takes_its_old_value_along(plan):
    lever = dataclasses.replace(plan.levers["headcount"], formerly=("sales_staff",))
    newer = dataclasses.replace(plan, levers={**plan.levers, "headcount": lever})
    content = Scenario.of(plan).with_levers({"headcount": 310}).to_dict()
    content["levers"]["sales_staff"] = content["levers"].pop("headcount")
    with pytest.raises(ScenarioError, match="sales_staff"):
        Scenario.from_dict(content, load_plan)
    assert Scenario.from_dict(content, lambda id: newer).levers["headcount"] == 310


@pytest.mark.parametrize(("metric", "value"), [("market_share", 1.2), ("market_share", -0.1), ("revenue", -1.0)])
def test_a_target_that_cannot_be_is_refused(metric, value):
    with pytest.raises(ScenarioError) as problem:
        Scenario.of(PLAN, target=TargetChoice(metric, 2026, value))
    assert problem.value.key == "error-out-of-range"


def test_results_name_the_equations_of_their_plan():
    newer = dataclasses.replace(PLAN, model="1.2")
    assert Scenario.of(PLAN).provenance().model_version == PLAN.model == "1.1"
    assert Scenario.of(newer).provenance().model_version == "1.2"


def test_a_scenario_holds_the_very_plan_it_is_made_of():
    """Plans alike in all but their names are equal: what one's scenario says is not to be said in the other's words."""
    plan = load_plan("growth-2026")
    other = copy.copy(plan)
    assert other == plan
    assert [Scenario.of(one).plan is one for one in (plan, other, plan)] == [True, True, True]
