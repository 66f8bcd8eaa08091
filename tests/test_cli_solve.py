"""`python -m sim solve …`: the keys others rely on, both languages, and questions that cannot be asked."""

from __future__ import annotations

import json

import pytest

from sim.cli import BAD_INPUT, main
from sim.plan import load_plan
from sim.scenario import Scenario

AS_PLANNED = ("--target", "2500", "--lock", "pace", "--assumptions", "evidence")


def run_json(capsys, *words: str) -> dict:
    assert main(["solve", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_lever_answers_carry_what_was_promised(capsys):
    found = run_json(capsys, "lever", "--preset", "baseline", "--target", "2500")
    assert found["status"] == "reached"
    rows = {row["id"]: row for row in found["levers"]}
    assert rows["headcount"]["status"] == "out_of_reach" and rows["headcount"]["needed"] is None
    assert rows["headcount"]["best"] < 2500
    assert rows["growth.east"]["needed"] == pytest.approx(0.346)


def test_a_target_beyond_every_lever_is_out_of_reach_and_no_error(capsys):
    found = run_json(capsys, "lever", "--target", "9000", "--move", "headcount", "budget")
    assert found["status"] == "out_of_reach"
    assert [row["id"] for row in found["levers"]] == [
        "headcount", "budget.digital", "budget.marketing", "budget.training"
    ]  # fmt: skip


def test_cheapest_answers_carry_what_was_promised(capsys):
    found = run_json(capsys, "cheapest", *AS_PLANNED)
    assert found["status"] == "reached"
    assert found["cost"] <= 266.5
    assert found["effort"]["by_lever"]["conversion_rate"] == pytest.approx(1.2)
    assert found["effort"]["total"] == pytest.approx(sum(found["effort"]["by_lever"].values()))
    assert found["value"] >= 2500 * (1 - 1e-9)
    assert 0 < found["chance"] < 1 and found["chance_se"] > 0 and found["fresh_draws"] >= 16_384
    assert found["in_sample_chance"] is None
    assert {"constraint", "price"} <= set(found["binding"][0])
    assert found["starts"] == found["agreeing"] and found["seconds"] > 0


def test_bounds_reach_the_answer(capsys):
    found = run_json(
        capsys, "cheapest", *AS_PLANNED, "--at-most", "headcount=260", "churn_rate=0.12",
        "--budget", "90", "--people", "250", "--effort", "1.3", "--at-most", "programme_net=25",
    )  # fmt: skip
    assert found["levers"]["headcount"] <= 250
    assert found["levers"]["churn_rate"] <= 0.12
    assert max(found["effort"]["by_lever"].values()) <= 1.3 + 1e-9


def test_regions_and_modules_are_targets_and_limits(capsys):
    plan = load_plan("growth-2026-v2")
    found = run_json(
        capsys, "cheapest", "--plan", plan.id, "--metric", "channels.online_revenue", "--target", "675",
        "--at-most", "headcount.west=64", "pay.commission=82", "--at-least", "revenue.east=1450",
        "--move", "headcount", "hire_mix",
    )  # fmt: skip
    assert found["status"] == "reached"
    run = Scenario.of(plan).with_levers(found["levers"]).run()
    assert found["value"] == run.annual("channels.online_revenue")[-1, 0] >= 675 * (1 - 1e-9)
    assert run.annual("headcount.west")[-1, 0] <= 64 * (1 + 1e-9)
    assert run.annual("pay.commission")[-1, 0] <= 82 * (1 + 1e-9)
    assert run.annual("revenue.east")[-1, 0] >= 1450 * (1 - 1e-9)


def test_discovery_carries_what_was_promised(capsys):
    found = run_json(capsys, "discover", "--target", "2200", "--assumptions", "evidence")
    assert {"coverage", "density", "base_rate", "sentence"} <= set(found)
    assert {"input", "low", "high", "alone"} <= set(found["box"][0])
    assert "2.20" in found["sentence"]


def test_a_target_that_no_future_reaches_is_out_of_reach_also_for_discovery(capsys):
    found = run_json(capsys, "discover", "--target", "9000")
    assert found["status"] == "out_of_reach" and found["base_rate"] == 0 and found["box"] == [] and found["sentence"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("lever", "--preset", "baseline"),
        ("lever", "--move", "churn_rate", "--target", "2600"),
        ("cheapest", "--lock", "pace"),
        ("cheapest", "--target", "4000", "--move", "headcount", "--people", "300"),
        ("discover", "--assumptions", "evidence", "--strict", "0.3"),
    ],
    ids=" ".join,
)
def test_answers_for_people_in_both_languages(capsys, language, words):
    assert main(["solve", *words, "--language", language]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert "{" not in out and "decide-" not in out


@pytest.mark.parametrize(
    "words",
    [
        ("cheapest", "--move", "nonsense"),
        ("cheapest", "--move", "growth.east"),
        ("cheapest", "--at-most", "headcount"),
        ("cheapest", "--at-most", "nonsense=3"),
        ("cheapest", "--chance", "1.5"),
        ("cheapest", "--chance", "0"),
        ("cheapest", "--style", "loud"),
        ("cheapest", "--move", "headcount", "--lock", "headcount"),
        ("lever", "--year", "1999"),
        ("discover", "--target", "10"),
        ("frontier", "--points", "many"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_questions_that_cannot_be_asked_end_in_one_line(capsys, words, language):
    assert main(["solve", *words, "--language", language]) == BAD_INPUT
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.strip()
