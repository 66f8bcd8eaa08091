"""The risk file: every rule it can break gives an error that names the place, before anything runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoken import spoken

from sim.language import key, languages
from sim.language.errors import PlanError, ScenarioError
from sim.plan import load_plan, read_plan
from sim.plan.catalogue import SHIPPED
from sim.risk import parse_word, resolve, with_risk
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
PROBABILITY = "probability: {value: 0.35, unit: fraction, assumption: reason-risk-judgement}"
SUBSIDY = "{target: subsidy_rate, op: set, size: [0.15, 0.15, 0.15], unit: fraction, source: D1-224}"

BROKEN = [
    (PROBABILITY, PROBABILITY.replace("0.35", "1.2"), "error-plan-wrong-value", "1.2"),
    (PROBABILITY, PROBABILITY.replace("0.35", "-0.1"), "error-plan-wrong-value", "-0.1"),
    (PROBABILITY, "probability: {value: 0.35, unit: fraction}", "error-plan-no-source", "probability"),
    (PROBABILITY, PROBABILITY.replace("0.35", "0.95"), "error-risk-exclusion-total", "1.05"),
    (
        "probability: {value: 0.62, unit: fraction, source: D4-047}",
        "probability: {value: 0.6, unit: fraction, source: D4-047}",
        "error-plan-fact-value",
        "62",
    ),
    ("quarters: [5, 5]", "quarters: [5, 13]", "error-risk-onset", "13"),
    ("quarters: [5, 5]", "quarters: [0, 5]", "error-risk-onset", "0"),
    ("quarters: [5, 5]", "quarters: [6, 5]", "error-risk-onset", "6"),
    ("excludes: [subsidy_halved]", "excludes: [subsidy_doubled]", "error-risk-unknown", "subsidy_doubled"),
    ("excludes: [subsidy_halved]", "excludes: [subsidy_withdrawn]", "error-risk-exclusion-cycle", "subsidy_withdrawn"),
    ("    excludes: [subsidy_halved]\n", "", "error-risk-two-limits", "subsidy_halved"),
    ("target: subsidy_rate", "target: subsidy_rat", "error-risk-target", "subsidy_rat"),
    ("target: growth.west", "target: growth.moon", "error-risk-target", "growth.moon"),
    ("op: set", "op: add", "error-plan-wrong-value", "add"),
    ("size: [-0.08, -0.05, -0.02]", "size: [-0.08, -0.05, 0.02]", "error-risk-helpful", "0.02"),
    ("size: [0.92, 0.935, 0.95]", "size: [0.95, 0.935, 0.92]", "error-risk-size-order", "0.935"),
    (SUBSIDY, SUBSIDY.replace("0.15, 0.15, 0.15", "0.2, 0.2, 0.2"), "error-plan-fact-value", "15"),
    ("factor: -market", "factor: -weather", "error-plan-wrong-value", "weather"),
    ("    responses: [pay_more, hold_net_spend]\n", "", "error-risk-responses", "responses"),
    ("category: policy", "category: weather", "error-plan-wrong-value", "weather"),
    ("category: policy", "category: policy\n    categroy: x", "error-plan-unknown-key", "categroy"),
    ("removes: 0.3,", "removes: 1.3,", "error-plan-wrong-value", "1.3"),
    ("cost: 0.5,", "cost: 0.6,", "error-plan-wrong-value", "0.5"),
    ("cases: {price_war: {}}", "cases: {prize_war: {}}", "error-risk-unknown", "prize_war"),
    (
        "cases: {price_war: {}}",
        "cases: {subsidy_halved: {}, subsidy_withdrawn: {}}",
        "error-risk-exclusion-forced",
        "subsidy_halved",
    ),
    ("  - risk.price_war\n", "", "error-plan-missing-key", "risk.price_war"),
    ("  - risk.price_war\n", "  - risk.prize_war\n", "error-plan-unknown-key", "risk.prize_war"),
    ("  - risk.price_war\n", "  - risk.price_war\n  - risk.price_war\n", "error-plan-duplicate", "risk.price_war"),
    ("{growth_shock: {value: -0.058", "{growth_schock: {value: -0.058", "error-plan-unknown-key", "growth_schock"),
    ("{growth_shock: {value: -0.058", "{growth_shock: {value: -0.58", "error-plan-range", "-0.58"),
]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "growth-2026", tmp_path / "pack"))


@pytest.mark.parametrize(("old", "new", "error", "named"), BROKEN, ids=[f"{row[2]}-{row[3]}" for row in BROKEN])
def test_a_broken_risk_file_says_what_is_wrong(pack, old, new, error, named):
    file = pack / "risks.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == error
    for language in languages():
        assert named in problem.value.text(language)


def test_a_longer_circle_of_exclusions_is_found(pack):
    file = pack / "risks.yaml"
    text = file.read_text(encoding="utf-8")
    for case, other in (("subsidy_halved", "price_war"), ("price_war", "subsidy_withdrawn")):
        head = f"  {case}:\n"
        assert head in text
        text = text.replace(head, f"{head}    excludes: [{other}]\n", 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == "error-risk-exclusion-cycle"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{pert: [-0.02, 0.016, 0.083]", "{gamma: [-0.02, 0.016, 0.083]"),
        ("{pert: [-0.02, 0.016, 0.083]", "{pert: [0.02, 0.016, 0.083]"),
        ("{weight: 0.30, uniform", "{weight: 0.40, uniform"),
        ("{weight: 0.30, uniform", "{weight: 0.30, cauchy"),
        ("normal: [0.924, 0.15]", "normal: [0.924, -0.15]"),
        ("pareto: [1.5, 2], cap: 5", "pareto: [1.5, 2], cap: 1"),
        ("uniform: [0.9, 1.2]", "uniform: [1.2, 0.9]"),
    ],
)
def test_unknown_and_impossible_distributions_are_refused(pack, old, new):
    file = pack / "assumptions.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    for language in languages():
        assert "sets.evidence" in problem.value.text(language)


SAID = [
    ("risks.yaml", "probability: {value: 0.35", "probability: {value: 1.35", ("cases.subsidy_halved", "1.35", "≤ 1")),
    ("risks.yaml", "probability: {value: 0.35", "probability: {value: .nan", ("cases.subsidy_halved", "nan")),
    (
        "risks.yaml",
        "probability: {value: 0.35",
        "probability: {value: often",
        ("cases.subsidy_halved.probability.value", "often"),
    ),
    ("risks.yaml", "cost: 0.5,", "cost: -0.5,", ("mitigation.cost", "-0.5", "≥ 0")),
    ("risks.yaml", "op: set", "op: put", ("effects.0", "put", "set")),
    ("risks.yaml", "\n  price_war:\n", "\n  price_war: {}\n  price_war:\n", ("risks.yaml:", "price_war")),
    ("assumptions.yaml", "{pert: [-0.02,", "{gamma: [-0.02,", ("momentum.gamma", "triangular", "mixture")),
    ("assumptions.yaml", "{pert: [-0.02,", "{normal: [0, 1], pert: [-0.02,", ("momentum", "triangular | normal")),
    ("assumptions.yaml", "strength: 0.63", "strength: 2", ("factors.execution.strength", "≤ 1")),
]


@pytest.mark.parametrize(("file", "old", "new", "named"), SAID, ids=[row[2] for row in SAID])
def test_a_broken_pack_is_explained_in_the_readers_language(pack, file, old, new, named):
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    for language in languages():
        said = problem.value.text(language)
        assert all(word in said for word in named), said
        assert "Input should" not in said and "constrained" not in said and "float" not in said


@pytest.mark.parametrize("pairs", [[("adstock", "adstock")], [("adstock", "elasticity"), ("elasticity", "adstock")]])
def test_a_pair_is_correlated_once_and_never_with_itself(pack, pairs):
    file = pack / "assumptions.yaml"
    stated = "".join(
        f"  - {{between: [{a}, {b}], spearman: 0.1, unit: ratio, assumption: reason-adstock}}\n" for a, b in pairs
    )
    file.write_text(file.read_text(encoding="utf-8") + f"\ncorrelations:\n{stated}", encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == "error-plan-duplicate" and "adstock" in str(problem.value)


def test_correlations_that_cannot_hold_together_are_refused_before_anything_runs(pack):
    file = pack / "assumptions.yaml"
    text = file.read_text(encoding="utf-8")
    pairs = [
        ("elasticity", "adstock", 0.9),
        ("adstock", "cannibalisation", 0.9),
        ("elasticity", "cannibalisation", -0.9),
    ]
    stated = "".join(
        f"  - {{between: [{a}, {b}], spearman: {r}, unit: ratio, assumption: reason-adstock}}\n" for a, b, r in pairs
    )
    assert "correlations: []\n" in text or "correlations:" not in text
    file.write_text(text.replace("correlations: []\n", "") + f"\ncorrelations:\n{stated}", encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == "error-plan-correlation"
    for language in languages():
        assert "cannibalisation" in problem.value.text(language) or "elasticity" in problem.value.text(language)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("source: mauboussin-2016}\nclasses", "source: nobody-1999}\nclasses", "error-plan-source"),
        ("sd: 0.400", "sd: -0.4", "error-plan-wrong-value"),
        ("source: erc-2017", "source: D1-011", "error-plan-source"),
    ],
)
def test_a_broken_outside_view_is_refused(pack, old, new, error):
    file = pack / "outside_view.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == error


@pytest.mark.parametrize("language", languages())
def test_every_case_measure_preset_and_reason_has_texts(language):
    words = spoken(language)
    for id, case in PLAN.risks.items():
        for text in (key("risk", id), f"{key('risk', id)}.help", key("mitigation", case.mitigation.measure)):
            assert words.has(text), text
        assert words.has(key("category", case.category))
        reasons = [*case.reasons.values(), case.mitigation.reason, *(effect.reason for effect in case.effects)]
        assert all(words.has(reason) for reason in reasons if reason)
    for id in PLAN.stress:
        assert words.has(key("stress", id)) and words.has(f"{key('stress', id)}.help")


SETTINGS = [
    ({"meteor": {"mode": "on"}}, "error-risk-case"),
    ({"price_war": {"mood": "on"}}, "error-risk-setting"),
    ({"price_war": "on"}, "error-scenario-type"),
    ({"price_war": {"mode": "maybe"}}, "error-risk-value"),
    ({"price_war": {"mitigated": 1}}, "error-risk-value"),
    ({"price_war": {"probability": 1.01}}, "error-risk-value"),
    ({"price_war": {"probability": float("nan")}}, "error-risk-value"),
    ({"price_war": {"probability": True}}, "error-risk-value"),
    ({"price_war": {"onset": 13}}, "error-risk-value"),
    ({"price_war": {"onset": 1.5}}, "error-risk-value"),
    ({"price_war": {"size": 2}}, "error-risk-value"),
    ({"price_war": {"response": "pay_more"}}, "error-risk-value"),
    ({"subsidy_halved": {"response": "weep"}}, "error-risk-value"),
    ({"subsidy_halved": {"mode": "on"}, "subsidy_withdrawn": {"mode": "on"}}, "error-risk-exclusion-forced"),
    ({"subsidy_halved": {"probability": 0.95}}, "error-risk-exclusion-total"),
]


@pytest.mark.parametrize(("risks", "error"), SETTINGS, ids=lambda value: value if isinstance(value, str) else "")
def test_settings_outside_the_catalogue_are_refused(risks, error):
    with pytest.raises(ScenarioError) as problem:
        Scenario.of(PLAN, risks=risks)
    assert problem.value.key == error
    for language in languages():
        assert problem.value.text(language)


def test_settings_travel_with_the_scenario():
    risks = {"subsidy_halved": {"mode": "on", "response": "hold_net_spend", "onset": 6, "size": 0.5, "mitigated": True}}
    scenario = Scenario.of(PLAN, risks=risks)
    assert Scenario.from_dict(scenario.to_dict(), load_plan) == scenario
    assert scenario.hash != Scenario.of(PLAN).hash
    setting = resolve(PLAN, scenario.risks)["subsidy_halved"]
    assert (setting.mode, setting.response, setting.onset, setting.mitigated) == ("on", "hold_net_spend", 6, True)
    default = resolve(PLAN, {})["subsidy_halved"]
    assert (default.mode, default.response, default.probability) == ("chance", "pay_more", 0.35)


def test_words_of_the_command_line():
    assert parse_word(PLAN, "price_war=on") == ("price_war", {"mode": "on"})
    assert parse_word(PLAN, "price_war=mitigated") == ("price_war", {"mitigated": True})
    assert parse_word(PLAN, "price_war=on+mitigated") == ("price_war", {"mode": "on", "mitigated": True})
    for bad in ("price_war", "price_war=", "price_war=never", "=on", "meteor=on"):
        with pytest.raises(ScenarioError):
            parse_word(PLAN, bad)


def test_a_case_can_be_set_and_set_back():
    risks = with_risk({}, "price_war", mode="on", onset=3)
    assert risks == {"price_war": {"mode": "on", "onset": 3}}
    assert with_risk(risks, "price_war", onset=None) == {"price_war": {"mode": "on"}}
    assert with_risk(risks, "price_war", onset=None, mode=None) == {}


@pytest.mark.parametrize("plan", ["growth-2026", "growth-2026-v2"])
@pytest.mark.parametrize("language", languages())
def test_a_loss_that_churn_holds_already_says_so_where_it_is_read(plan, language):
    """Key accounts lost in the base year are part of its churn: whoever arms the case reads of which rate."""
    shipped = load_plan(plan)
    words = spoken(language, shipped)
    rate = words.quantity(float(shipped.inputs["churn_rate"].base), "percent_whole")
    assert rate in words.text(f"{key('risk', 'key_account_loss')}.help")
