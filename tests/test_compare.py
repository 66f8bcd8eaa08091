"""Comparison: differences against any base, only what differs, chances from paired draws, plans that do not match."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spoken import spoken

from sim.analysis import compare as compare_module
from sim.analysis.bridge import bridge
from sim.analysis.compare import Comparison, compare
from sim.analysis.differences import Entrant
from sim.analysis.paired import annual_draws, share
from sim.analysis.text import bar_name, bridge_sentence, difference_name, difference_text, interaction_sentence
from sim.language.errors import ScenarioError
from sim.model import evaluate
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.version import MODEL_VERSION

PLAN = load_plan("growth-2026")
OTHER = replace(PLAN, id="other", years=(2026, 2027, 2028))


def lean() -> Scenario:
    return Scenario.of(PLAN, "plan", "calibrated").with_levers(
        {"headcount": 310, "conversion_rate": 0.235, "pace": "s_curve"}
    )


def three() -> dict[str, Scenario]:
    return {
        "Plan": Scenario.of(PLAN, "plan", "calibrated"),
        "Lean": lean(),
        "Cautious": Scenario.of(PLAN, "plan", "evidence").with_own_assumptions({"momentum": 0.01}),
    }


def shocks(scenario: Scenario, metric: str, seed: int, draws: int) -> np.ndarray:
    """A small ensemble: one shared shock by seed, everything else as in the scenario."""
    shock = np.random.default_rng(seed).normal(0, 0.02, draws)
    return evaluate(PLAN, scenario.levers, {**scenario.promised_assumptions(), "growth_shock": shock}).annual(metric)


def row(comparison: Comparison, metric: str):
    return next(row for row in comparison.headline if row.metric == metric)


def test_differences_against_any_base() -> None:
    first, second = compare(three()), compare(three(), "Lean")
    assert first.names == second.names == ("Plan", "Lean", "Cautious")
    revenue = row(first, "revenue")
    assert revenue.values[0] == pytest.approx(2500)
    assert revenue.absolute[0] == 0
    assert revenue.absolute[1] == pytest.approx(float(lean().run().annual("revenue")[2, 0]) - 2500)
    assert row(second, "revenue").absolute[0] == pytest.approx(-revenue.absolute[1])
    assert row(second, "revenue").relative[0] == pytest.approx(2500 / revenue.values[1] - 1)
    assert row(first, "margin").relative == (None, None, None)
    assert row(first, "gap_to_target").values[1] == pytest.approx(revenue.absolute[1])


def test_only_what_differs() -> None:
    rows = {(one.kind, one.id): one.values for one in compare(three()).differences}
    assert rows["lever", "headcount"] == (350, 310, 350)
    assert rows["lever", "pace"] == ("linear", "s_curve", "linear")
    assert rows["setting", "assumptions"] == ("calibrated", "calibrated", "evidence")
    assert rows["assumption", "momentum"] == (0.016, 0.016, 0.01)
    assert ("lever", "churn_rate") not in rows
    assert ("setting", "seed") not in rows
    assert compare({"a": lean(), "b": lean()}, futures=None).differences == ()


def test_versions_differ() -> None:
    old = Entrant("old", lean(), model_version="0.9", plan_hash="abc")
    rows = {one.id: one.values for one in compare([old, Entrant("new", lean())]).differences}
    assert rows == {"plan-hash": ("abc", PLAN.hash), "model": ("0.9", MODEL_VERSION)}


def test_a_scenario_that_was_not_saved_is_of_its_plans_model() -> None:
    """A saved scenario of a plan of a later model was said to differ from the plan's own presets in the model."""
    newer = Scenario.of(load_plan("growth-2026-v2"))
    assert newer.plan.model != MODEL_VERSION
    saved = Entrant("saved", newer, plan_hash=newer.plan.hash, model_version=newer.plan.model)
    assert compare([saved, Entrant("Plan", newer)], futures=None).differences == ()
    rows = {one.id: one.values for one in compare([saved, Entrant("first", lean())], futures=None).differences}
    assert rows["model"] == (newer.plan.model, PLAN.model)


def test_risk_settings_in_words() -> None:
    said = {"mode": "on", "mitigated": True, "probability": 0.4, "onset": 5, "size": 1.0, "response": "pay_more"}
    b = lean().with_settings(risks={"subsidy_halved": said, "price_war": {"mode": "off"}})
    rows = {one.id: one for one in compare({"a": lean(), "b": b}, futures=None).differences}
    assert rows["subsidy_halved"].values == ({}, said)
    english, chinese = (
        [difference_text(rows["subsidy_halved"], value, spoken(id)) for value in rows["subsidy_halved"].values]
        for id in ("en", "zh")
    )
    assert english[0] == "as in the catalogue"
    assert english[1].startswith("happens, with countermeasure, probability 40 %, from quarter 5")
    assert chinese[1].startswith("必然发生，采取应对措施，概率 40%")
    other = {"mitigated": False, "response": "hold_net_spend"}
    assert difference_text(rows["subsidy_halved"], other, spoken("en")).count(",") == 1


def test_every_difference_can_be_written() -> None:
    a = Scenario.of(PLAN, seed=1, target=TargetChoice("operating_profit", 2025, 300.0))
    for id in ("en", "zh"):
        language = spoken(id)
        rows = compare({**three(), "other": a}).differences
        texts = [difference_name(one, language) + difference_text(one, one.values[0], language) for one in rows]
        assert len(set(texts)) == len(texts)
    a, b = (Scenario.of(PLAN, target=TargetChoice("revenue", 2026, value)) for value in (2500.0, 2400.0))
    (row,) = compare({"a": a, "b": b}, futures=None).differences
    assert [difference_text(row, one, spoken("en")) for one in row.values] == ["CNY 2.50 bn", "CNY 2.40 bn"]


def test_parts_sum_to_the_headline() -> None:
    comparison = compare(three())
    sums = comparison.breakdown[comparison.breakdown["year"] == 2026].groupby("scenario")["revenue"].sum()
    for name, value in zip(comparison.names, row(comparison, "revenue").values, strict=True):
        assert sums[name] == pytest.approx(value)
    lines = comparison.trajectories
    quarters = lines[(lines["quarter"] > 0) & (lines["year"] == 2026)].groupby("scenario")["revenue"].sum()
    assert quarters["Lean"] == pytest.approx(sums["Lean"])
    assert (lines["kind"] == "actual").sum() == 3 * len(PLAN.history)


def test_chances_are_paired() -> None:
    comparison = compare(three(), futures=shocks)
    chances = comparison.chances
    assert chances is not None
    assert np.allclose(chances.beats + chances.beats.T, 1)
    assert np.all(np.diag(chances.beats) == 0.5)
    assert chances.beats[0, 1] == 1  # the plan does better in every shared future, though the ranges overlap
    assert 0 < chances.beats_error[0, 1] < 0.01
    assert 0.4 < chances.reach[0] < 0.6
    assert chances.reach_error[0] == pytest.approx(0.5 / 64, rel=0.05)
    assert compare(three(), futures=None).chances is None


def test_equal_scenarios_tie() -> None:
    chances = compare({"a": lean(), "b": lean()}, futures=shocks).chances
    assert chances is not None
    assert chances.beats[0, 1] == 0.5
    assert chances.beats_error[0, 1] == 0


def test_one_set_of_futures_for_all() -> None:
    one, other = lean(), replace(lean(), seed=5, draws=128)
    comparison = compare({"a": one, "b": other}, futures=shocks)
    assert comparison.chances is not None
    assert comparison.chances.beats[0, 1] == 0.5
    assert [key for key, _ in comparison.notes] == ["compare-note-draws"]


def test_real_futures_are_paired_by_name() -> None:
    """One lever apart, everything uncertain shared: the same luck for both, chunk by chunk."""
    one = Scenario.of(PLAN, "plan", "evidence", draws=1500)
    other = one.with_levers({"growth.west": 0.2})
    draws = [annual_draws(scenario, "revenue", 3, 1500) for scenario in (one, other)]
    assert np.corrcoef(draws[0][2], draws[1][2])[0, 1] > 0.999
    assert np.array_equal(draws[0][:, :200], annual_draws(one, "revenue", 3, 200))
    chances = compare({"a": one, "b": other}).chances
    assert chances is not None
    assert chances.beats[0, 1] > 0.99
    assert 0.05 < chances.reach[1] <= chances.reach[0] < 0.3


def test_share_never_proves_certainty() -> None:
    assert share(np.ones(100)) == (1.0, pytest.approx(0.01, rel=0.02))
    assert share(np.array([0.0, 1.0]))[1] == pytest.approx(0.5 / np.sqrt(2))


@pytest.mark.parametrize(
    ("entrants", "base", "key"),
    [
        ({"a": lean()}, None, "error-compare-count"),
        ({str(n): lean() for n in range(9)}, None, "error-compare-count"),
        ([Entrant("a", lean()), Entrant("a", lean())], None, "error-compare-name"),
        ({"a": lean(), "b": lean()}, "c", "error-compare-base"),
    ],
)
def test_refused(entrants, base: str | None, key: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        compare(entrants, base)
    assert caught.value.key == key
    assert caught.value.text("en") != caught.value.text("zh")


# -- plans that do not match ----------------------------------------------------------------------------------------
@pytest.fixture
def foreign() -> Scenario:
    """A scenario of another plan: same company, other horizon label and other names of regions."""
    return Scenario.of(OTHER, "plan", "evidence")


def test_other_plan_other_horizon(foreign: Scenario) -> None:
    comparison = compare({"ours": lean(), "theirs": foreign}, futures=shocks)
    assert comparison.year == 2026
    keys = [key for key, _ in comparison.notes]
    assert keys == ["compare-note-plans", "compare-note-years"]
    for id in ("en", "zh"):
        assert all(spoken(id).text(key, **arguments) for key, arguments in comparison.notes)
    assert ("version", "plan") in {(one.kind, one.id) for one in comparison.differences}
    assert comparison.chances is not None
    assert np.isnan(comparison.chances.beats[0, 1])
    with pytest.raises(ScenarioError) as caught:
        comparison.bridge(1)
    assert caught.value.key == "error-compare-plans"


def test_no_year_in_common(foreign: Scenario) -> None:
    later = replace(OTHER, id="later", years=(2030, 2031, 2032), regions=("east", "x", "y", "z", "w"))
    year, notes = compare_module._common_ground((Entrant("a", lean()), Entrant("b", replace(foreign, plan=later))))
    assert year is None
    assert [key for key, _ in notes] == ["compare-note-plans", "compare-note-regions", "compare-note-no-year"]


# -- words ----------------------------------------------------------------------------------------------------------
def test_sentences() -> None:
    one = bridge(Scenario.of(PLAN), lean())
    english, chinese = (bridge_sentence(one, "Plan", "Lean", spoken(id)) for id in ("en", "zh"))
    assert english.startswith("Revenue 2026: Lean reaches CNY 2.")
    assert "less than Plan. Most of it comes from Conversion (" in english
    assert "，比 Plan 少 " in chinese
    assert "  " not in english
    assert "沙普利" in interaction_sentence(one, spoken("zh"))
    same = bridge(lean(), lean())
    assert "both reach" in bridge_sentence(same, "A", "B", spoken("en"))
    assert "do not depend" in interaction_sentence(same, spoken("en"))


def test_every_bar_has_a_name() -> None:
    rich = lean().with_levers({"hire_mix.east": 0.1, "hire_mix.south": 0.22}).with_own_assumptions({"momentum": 0.02})
    one = bridge(Scenario.of(PLAN, "baseline"), rich, drill=True)
    for id in ("en", "zh"):
        names = [bar_name(bar, spoken(id)) for group in one.bars for bar in (group, *group.parts)]
        assert all(names)
    assert bar_name("risks", spoken("en")) == "Risks"
