"""As promised and as likely: two answers that do not move each other, the same from every command."""

from __future__ import annotations

import json

import pytest
from command_line import printed

from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice

PLAN = load_plan("growth-2026")


def test_a_pack_says_which_set_promises_and_which_is_likely():
    assert (PLAN.promise_set, PLAN.likely_set) == ("calibrated", "evidence")
    assert Scenario.of(PLAN).assumption_set == "evidence"


@pytest.mark.parametrize("preset", ["plan", "baseline"])
def test_the_likely_set_moves_no_bit_of_the_promise(preset):
    one, other = (Scenario.of(PLAN, preset, name) for name in ("calibrated", "evidence"))
    assert promise_of(one) == promise_of(other)
    assert one.baseline().annual("revenue").tobytes() == other.baseline().annual("revenue").tobytes()
    assert likely_of(one).chance != likely_of(other).chance or preset == "baseline"


def test_the_plan_stands_on_its_target_and_says_what_that_takes():
    found = promise_of(Scenario.of(PLAN))
    assert found.gap == pytest.approx(0, abs=1e-6 * found.value)
    assert found.needed == {"realisation": pytest.approx(0.9343, abs=5e-5)}
    assert found.full == pytest.approx(2551.59, abs=0.01)
    assert found.forced == ()


def test_own_assumptions_move_both_sides():
    own = Scenario.of(PLAN).with_own_assumptions({"momentum": 0.05})
    assert promise_of(own).value > 2500
    assert likely_of(own).p50 > likely_of(Scenario.of(PLAN)).p50


def test_a_forced_case_shows_in_the_promise_by_name():
    found = promise_of(Scenario.of(PLAN).with_settings(risks={"market_slowdown": {"mode": "on"}}))
    assert found.forced == ("market_slowdown",)
    assert found.value < 2500


def test_a_set_without_spread_says_so():
    assert likely_of(Scenario.of(PLAN)).spread
    assert not likely_of(Scenario.of(PLAN, "plan", "calibrated")).spread


@pytest.mark.parametrize("options", [(), ("--assumptions", "calibrated"), ("--set", "headcount=280")], ids=" ".join)
def test_run_and_risk_say_the_same(capsys, options):
    run = json.loads(printed(capsys, "run", "--json", *options))
    risk = json.loads(printed(capsys, "risk", "--json", "--no-sobol", *options))
    assert run["promise"] == risk["promise"]
    assert run["likely"] == risk["likely"]
    assert risk["p_target"] == risk["likely"]["chance"]
    year = str(run["promise"]["year"])
    for measure in ("revenue", "operating_profit", "margin", "headcount"):
        assert run["annual"][year][measure] == run["promise"][measure]


def test_other_targets_have_their_own_likelihood():
    target = TargetChoice("operating_profit", 2025, 200.0)
    found = likely_of(Scenario.of(PLAN).with_settings(target=target))
    assert (found.metric, found.year) == ("operating_profit", 2025)
    assert found.p10 < found.p50 < found.p90
