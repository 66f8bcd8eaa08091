"""The risk and stress commands: the keys others rely on, both languages, one-line errors."""

from __future__ import annotations

import json

import pytest

from sim.cli import BAD_INPUT, main
from sim.scenario import ensemble

pytestmark = pytest.mark.usefixtures("quick")


def run_json(capsys, *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_risk_prints_what_was_promised(capsys):
    words = ("risk", "--preset", "plan", "--assumptions", "evidence", "--draws", "512", "--seed", "3")
    found = run_json(capsys, *words, "--target", "2300", "--risk", "price_war=on", "--risk", "crm_delay=mitigated")
    assert {"p_target", "p_target_se", "quantiles", "expected_shortfall", "draws", "seed", "risks"} <= set(found)
    assert (found["draws"], found["seed"], found["target"]["value"]) == (512, 3, 2300.0)
    assert 0 < found["p_target"] < 1 and found["p_target_se"] > 0
    assert set(found["quantiles"]) == {"p10", "p50", "p90"}
    risks = {row["id"]: row for row in found["risks"]}
    assert len(risks) == 17 and risks["price_war"]["happens"] == 1 and risks["crm_delay"]["mitigated"]
    assert found["tornado"]["bars"][0]["probability"] is None or found["tornado"]["bars"][0]["kind"] == "risk"
    assert len(found["sobol"]["indices"]) > 20
    again = run_json(capsys, *words, "--target", "2300", "--risk", "price_war=on", "--risk", "crm_delay=mitigated")
    assert again == found


def test_risk_without_the_variance_split(capsys):
    found = run_json(capsys, "risk", "--draws", "64", "--no-sobol", "--metric", "market_share", "--target", "0.12")
    assert found["sobol"] is None and found["target"]["metric"] == "market_share"


def test_precise_adds_draws(capsys):
    found = run_json(capsys, "risk", "--assumptions", "evidence", "--draws", "256", "--no-sobol", "--precise")
    assert found["p_target_half_width_95"] < 0.01 and found["draws"] > 256


def test_more_draws_than_are_kept_are_streamed(capsys, monkeypatch):
    """The chance is that of all draws asked for; tables say how many they rest on."""
    words = ("risk", "--assumptions", "evidence", "--draws", "9000", "--target", "2200", "--no-sobol")
    whole = run_json(capsys, *words)
    monkeypatch.setattr(ensemble, "KEPT_DRAWS", 4096)
    found = run_json(capsys, *words)
    assert (found["draws"], found["draws_by_year"], found["draws_of_risks"]) == (9000, 4096, 4096)
    assert whole["draws"] == whole["draws_by_year"] == whole["draws_of_risks"] == 9000
    assert found["p_target"] == whole["p_target"] and found["p_target_se"] == whole["p_target_se"]
    assert found["quantiles"] == pytest.approx(whole["quantiles"], abs=0.5)
    assert found["expected_shortfall"] == pytest.approx(whole["expected_shortfall"], abs=0.5)


def test_stress_prints_every_preset(capsys):
    found = run_json(capsys, "stress", "--preset", "plan", "--draws", "64")
    rows = {row["id"]: row for row in found["stress"]}
    assert next(iter(rows)) == "none" and len(rows) == 8
    assert rows["market_stress"]["revenue"]["2026"] == pytest.approx(2160.9714, abs=5e-5)
    assert rows["market_stress"]["p_target"] < rows["none"]["p_target"] < 0.3


@pytest.mark.parametrize(("language", "sign"), [("en", "Price war in the east"), ("zh", "华东价格战")])
def test_tables_for_people(capsys, language, sign):
    for command in ("risk", "stress"):
        assert main([command, "--draws", "64", "--language", language]) == 0
        assert sign in capsys.readouterr().out


@pytest.mark.parametrize("word", ["price_war=often", "prise_war=on", "price_war"])
def test_wrong_words_are_one_line(capsys, word):
    assert main(["risk", "--risk", word]) == BAD_INPUT
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
