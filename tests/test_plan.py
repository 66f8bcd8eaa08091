"""Plan packs: every rule a pack can break gives an error that names file, key, value and what is allowed."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml

from sim.language import get_language, languages
from sim.language.errors import PlanError
from sim.model import evaluate
from sim.model.measures import in_part, measure
from sim.plan import Catalogue, Folder, load_plan, plan_ids, read_plan
from sim.plan.catalogue import SHIPPED, open_catalogue
from sim.plan.schema import admissible
from sim.scenario import Scenario

SOURCE = SHIPPED / "growth-2026"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "pack"))


def change(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = [
    ("plan.yaml", "base_year: 2023", "base_year: 2023\nbase_yaer: 2023", "error-plan-unknown-key", "base_yaer"),
    ("plan.yaml", "version: 1\n", "", "error-plan-missing-key", "version"),
    ("plan.yaml", "east: {value: 942, source: D1-017}", "east: {value: 942}", "error-plan-no-source", "revenue.east"),
    ("plan.yaml", "source: D1-017", "source: D1-999", "error-plan-source", "D1-999"),
    ("plan.yaml", "value: 942", "value: 943", "error-plan-fact-value", "942"),
    ("plan.yaml", "value: 49, source: [D1-023]", "value: 50, source: [D1-023]", "error-plan-total", "1521"),
    ("plan.yaml", "  south: {value: 274, source: D1-019}\n", "", "error-plan-missing-key", "revenue.south"),
    ("plan.yaml", "value: 0.80,", "value: 0.90,", "error-plan-total", "seasonality"),
    ("plan.yaml", "years: [2024, 2025, 2026]", "years: [2025, 2026, 2027]", "error-plan-years", "2025"),
    ("plan.yaml", "value: 0.12, source: D1-128", "value: 12, source: D1-128", "error-plan-fact-value", "12"),
    ("plan.yaml", "  unit: persons\n  east", "  unit: people\n  east", "error-plan-wrong-value", "people"),
    ("plan.yaml", "headcount_total: {unit: persons", "headcount_total: {unit: CNY_m", "error-plan-unit", "persons"),
    ("plan.yaml", "fact: D1-284", "fact: D9-284", "error-plan-source", "D9-284"),
    ("plan.yaml", "period: 2025Q2", "period: 2025Q7", "error-plan-wrong-value", "2025Q7"),
    ("plan.yaml", "value: 942", "value: .nan", "error-plan-wrong-value", "nan"),
    ("plan.yaml", "id: growth-2026", "id: [", "error-plan-yaml", "plan.yaml"),
    ("levers.yaml", "range: [120, 500]", "range: [210, 500]", "error-plan-range", "200"),
    ("levers.yaml", "range: [120, 500]", "range: [500, 120]", "error-plan-range-order", "500"),
    ("levers.yaml", "  step: 5\n", "", "error-plan-missing-key", "headcount.step"),
    ("levers.yaml", "east: {value: 0.20, ass", "east: {value: 0.25, ass", "error-plan-simplex", "hire_mix.base"),
    ("levers.yaml", "base: {value: linear", "base: {value: wavy", "error-plan-wrong-value", "wavy"),
    ("levers.yaml", "- id: attrition_rate", "- id: headcount", "error-plan-duplicate", "headcount"),
    (
        "levers.yaml",
        "group: headcount\n  unit: persons",
        "group: staff\n  unit: persons",
        "error-plan-wrong-value",
        "staff",
    ),
    (
        "levers.yaml",
        "- id: ramp_months",
        "- id: ramp_months\n  formerly: [headcount]",
        "error-plan-duplicate",
        "formerly",
    ),
    ("assumptions.yaml", "value: 0.31, source", "value: 1.31, source", "error-plan-range", "1.31"),
    ("assumptions.yaml", "elasticity: {pert: [0.15", "elastic: {pert: [0.15", "error-plan-unknown-key", "elastic"),
    ("assumptions.yaml", "pert: [0.15, 0.31, 0.50]", "pert: [0.15, 0.31]", "error-plan-wrong-value", "elasticity"),
    ("assumptions.yaml", "pert: [0.15, 0.31, 0.50]", "peart: [0.15, 0.31, 0.5]", "error-plan-unknown-key", "peart"),
    ("assumptions.yaml", "factor: market}", "factor: markets}", "error-plan-wrong-value", "markets"),
    ("assumptions.yaml", "value: 2500, source: D1-123", "value: 2500, source: D1-12", "error-plan-source", "D1-12"),
    ("plan.yaml", "years: [2024, 2025, 2026]", "years: [2024, 2026, 2025]", "error-plan-years", "2026, 2025"),
    ("plan.yaml", "years: [2024, 2025, 2026]", "years: []", "error-plan-years", "[]"),
    ("plan.yaml", "metric: revenue, year: 2026", "metric: revenue, year: 2030", "error-plan-wrong-value", "2030"),
    ("plan.yaml", "metric: revenue, year", "metric: turnover, year", "error-plan-wrong-value", "turnover"),
    (
        "plan.yaml",
        "- {metric: revenue, year: 2026, unit: CNY_m, value: 2500, source: D1-123}\n",
        "- {metric: roi, year: 2025, unit: revenue_per_cost, value: 3.5, source: D1-324}\n",
        "error-plan-wrong-value",
        "targets.0.metric",
    ),
    (
        "plan.yaml",
        "- {metric: revenue, year: 2026, unit: CNY_m, value: 2500, source: D1-123}\n",
        "- {metric: cagr, year: 2026, period: 2026H1, unit: fraction_per_year, value: 0.18, source: D1-125}\n",
        "error-plan-wrong-value",
        "targets.0.metric",
    ),
    (
        "plan.yaml",
        "metric: revenue, scope: company",
        "metric: happiness, scope: company",
        "error-plan-wrong-value",
        "happiness",
    ),
    ("plan.yaml", "scope: west+northeast, period", "scope: west+mars, period", "error-plan-wrong-value", "mars"),
    ("plan.yaml", 'period: "2024"', 'period: "2019"', "error-plan-wrong-value", "2019"),
    ("plan.yaml", "  stress_growth:", "  happiness_growth:", "error-plan-wrong-value", "happiness_growth"),
    ("plan.yaml", "document: D1\n", "document: D9\n", "error-plan-wrong-value", "D9"),
    ("levers.yaml", "- id: attrition_rate", "- id: attrition_ratio", "error-plan-unknown-key", "attrition_ratio"),
    (
        "levers.yaml",
        "- id: subsidy_rate",
        "- id: subsidy_rate\n  each: region",
        "error-plan-wrong-value",
        "subsidy_rate.each",
    ),
    ("assumptions.yaml", "  adstock: {unit", "  adstock_rate: {unit", "error-plan-unknown-key", "adstock_rate"),
    ("assumptions.yaml", "pert: [-0.02, 0.016", "pert: [-0.52, 0.016", "error-plan-range", "-0.52"),
    ("assumptions.yaml", "{pert: [0.15, 0.31, 0.50]", "{value: 7", "error-plan-range", "elasticity"),
    ("assumptions.yaml", "uniform: [0.9, 1.2]", "uniform: [0.9, 1.7]", "error-plan-range", "1.7"),
    ("assumptions.yaml", "pareto: [1.5, 2], cap: 5", "pareto: [1.5, 2]", "error-plan-range", "digital_cost_ratio"),
    ("assumptions.yaml", "preset: plan, metric", "preset: nowhere, metric", "error-plan-wrong-value", "nowhere"),
    ("assumptions.yaml", "year: 2026, value: 2500", "year: 2030, value: 2500", "error-plan-wrong-value", "2030"),
    ("facts.csv", "benchmark,18.7,", "benchmark,many,", "error-plan-wrong-value", "many"),
    ("facts.csv", "benchmark,18.7,", "benchmark,inf,", "error-plan-wrong-value", "inf"),
    ("facts.csv", "kind,value,unit", "kind,figure,unit", "error-plan-unknown-key", "figure"),
    ("facts.csv", "kind,value,unit", "kind,unit", "error-plan-missing-key", "value"),
    ("facts.csv", "benchmark,18.7,USD_trillion,", "benchmark", "error-plan-missing-key", "value"),
    ("facts.csv", "USD_trillion,", "USD_trillion,,again", "error-plan-unknown-key", "again"),
    ("facts.csv", "D1-002,", "D1-001,", "error-plan-duplicate", "D1-001"),
    ("facts.csv", "D1-001,D1,", "D1-001,D77,", "error-plan-wrong-value", "D77"),
    ("documents.csv", "\nD2,", "\nD1,", "error-plan-duplicate", "D1"),
    ("references.yaml", "read: memory", "read: surely", "error-plan-wrong-value", "surely"),
]


@pytest.mark.parametrize(("file", "old", "new", "error", "named"), BROKEN, ids=[f"{b[3]}-{b[4]}" for b in BROKEN])
def test_a_broken_pack_says_what_is_wrong(pack, file, old, new, error, named):
    change(pack, file, old, new)
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == error
    for language in languages():
        text = problem.value.text(language)
        assert file in text and named in text, text
        assert not text.rstrip(".。").endswith(("float", "int", "string", "list", "dict")), (
            "no name of a program's type"
        )


def test_a_missing_or_unreadable_file_is_named(pack):
    (pack / "levers.yaml").unlink()
    with pytest.raises(PlanError, match=r"levers\.yaml"):
        read_plan(pack)
    (pack / "levers.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanError, match=r"levers\.yaml"):
        read_plan(pack)


@pytest.mark.parametrize("id", ["nowhere", "../plans/growth-2026", "", "growth-2026/"])
def test_an_unknown_plan_lists_what_there_is(id):
    with pytest.raises(PlanError, match="growth-2026"):
        load_plan(id)


def test_a_copied_pack_must_take_the_name_of_its_folder(pack):
    copy, plans = pack.rename(pack.parent / "second"), Catalogue([Folder(pack.parent)])
    with pytest.raises(PlanError, match="growth-2026"):
        plans.plan("second")
    change(copy, "plan.yaml", "id: growth-2026", "id: second")
    assert plans.plan("second").id == "second"


def test_a_pack_that_cannot_be_read_hides_no_other(pack):
    plans = Catalogue([Folder(pack.parent), Folder(SHIPPED)])
    pack.rename(pack.parent / "broken")
    (pack.parent / "empty").mkdir()
    (pack.parent / "empty" / "plan.yaml").write_text("", encoding="utf-8")
    found, problems = plans.readable()
    assert plans.ids() == ("growth-2026", "broken", "digital-2026", "empty", "growth-2026-v2", "halfyear-2025")
    assert [plan.id for plan in found] == ["growth-2026", "digital-2026", "growth-2026-v2", "halfyear-2025"]
    assert {id: problem.key for id, problem in problems.items()} == {
        "broken": "error-plan-wrong-value",
        "empty": "error-plan-file",
    }


def test_the_first_of_two_plans_with_one_id_counts(pack):
    change(pack, "plan.yaml", "market:", "# another edition\nmarket:")
    pack.rename(pack.parent / "growth-2026")
    ours, theirs = Catalogue([Folder(pack.parent), Folder(SHIPPED)]), Catalogue([Folder(SHIPPED), Folder(pack.parent)])
    assert ours.plan("growth-2026").hash == read_plan(pack.parent / "growth-2026").hash
    assert theirs.plan("growth-2026").hash == load_plan().hash != ours.plan("growth-2026").hash
    assert ours.plan("growth-2026") is ours.plan("growth-2026")


def test_further_folders_of_plans_come_from_the_environment(pack, monkeypatch, tmp_path):
    change(pack, "plan.yaml", "id: growth-2026", "id: second")
    pack.rename(pack.parent / "second")
    monkeypatch.setenv("SCENARIO_PLANS", f"{tmp_path / 'nowhere'}{os.pathsep}{pack.parent}")
    found = open_catalogue.__wrapped__()
    assert found.ids() == ("growth-2026", "digital-2026", "growth-2026-v2", "halfyear-2025", "second")
    assert found.plan("second").id == "second"


def test_a_changed_plan_has_a_hash_of_its_own(plan):
    first, second = (dataclasses.replace(plan, market_growth=value) for value in (0.05, 0.06))
    assert len({plan.hash, first.hash, second.hash}) == 3
    assert first == dataclasses.replace(plan, market_growth=0.05) != plan
    lever = dataclasses.replace(plan.levers["headcount"], high=600.0)
    assert dataclasses.replace(plan, levers={**plan.levers, "headcount": lever}) != plan
    reps = plan.base_reps.copy()
    reps[0] += 1
    assert dataclasses.replace(plan, base_reps=reps) != plan


def test_any_edit_is_another_plan(pack):
    first = read_plan(pack).hash
    change(pack, "levers.yaml", "step: 5", "step: 10")
    assert read_plan(pack).hash != first == load_plan("growth-2026").hash


def test_every_number_rests_on_something_that_exists(plan):
    for id, lever in plan.levers.items():
        for sources, reason in ((lever.base_sources, lever.base_reason), (lever.plan_sources, lever.plan_reason)):
            assert sources or reason, id
            assert all(source in plan.facts or source in plan.references for source in sources), id
    for id, assumption in plan.assumptions.items():
        assert assumption.sources or assumption.reason, id


def test_slider_positions_reach_both_ends_and_both_presets(plan):
    for id, lever in plan.levers.items():
        if lever.is_choice:
            continue
        steps = lever.steps
        assert steps[0] == lever.low and steps[-1] == lever.high, id
        assert (np.diff(steps) > 0).all(), id
        for value in (lever.base, lever.plan):
            assert np.isclose(steps, value, atol=1e-9).any(), (id, value)


def test_plans_are_listed():
    assert "growth-2026" in plan_ids()


def test_what_a_pack_may_speak_of_is_computed(plan):
    """The list of names that a pack's targets, milestones and claims may have is of what the product knows."""
    from sim.analysis.claims import CLAIMED_BY
    from sim.model.measure_base import Level
    from sim.model.measures import MEASURES, measures
    from sim.track.milestones import quantity_of

    allowed = {kind: set(ids) for kind, ids in admissible().items()}
    assert allowed["targets"] <= MEASURES.keys()
    assert {one.id for one in measures(Level.DETAIL) if one.aim} <= allowed["targets"], "aims of a scenario"
    assert allowed["headline"] == {id for id in allowed["targets"] if MEASURES[id].aim}, "what scenarios can aim at"
    assert allowed["headline_within_year"] == {id for id in allowed["headline"] if MEASURES[id].has_quarters}
    assert all(quantity_of(metric) for metric in admissible()["milestones"])
    assert CLAIMED_BY.keys() | plan.claims.keys() == set(admissible()["claims"])


@pytest.mark.parametrize("metric", admissible()["headline"])
def test_a_scenario_aims_at_whatever_its_plan_states_first(pack, metric):
    file = pack / "plan.yaml"
    plan = yaml.safe_load(file.read_text(encoding="utf-8"))
    own = {
        "metric": metric,
        "year": 2026,
        "unit": measure(metric).unit,
        "value": 0.5,
        "assumption": "reason-default-momentum",
    }
    for part in ("", "H1") if metric in admissible()["headline_within_year"] else ("",):
        plan["targets"] = [own | {"period": f"2026{part}"}]
        file.write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
        target = Scenario.of(read_plan(pack)).target
        assert (target.metric, target.period, target.value) == (in_part(metric, part), f"2026{part}", 0.5)


def test_seasons_borrowed_from_targets_have_their_growth_taken_out():
    """D4's quarters of 100 to 150 m carry its 30 % a year: R × 1.3 ^ −((q − 2.5) / 4), over their mean."""
    plan = load_plan("digital-2026")
    sold = np.array([plan.facts[f"D4-{number:03}"].value for number in range(29, 33)])
    growth = 1 + plan.facts["D4-019"].value / 100
    assert sold.sum() == plan.facts["D4-018"].value and growth == pytest.approx(1.3)
    level = sold * growth ** -((np.arange(1, 5) - 2.5) / 4)
    np.testing.assert_allclose(plan.seasonality, level / level.mean(), atol=5e-5)
    assert np.ptp(plan.seasonality) < np.ptp(sold / sold.mean()), "what is left is flatter"


@pytest.mark.parametrize("id", ["growth-2026", "growth-2026-v2"])
def test_what_the_borrowed_season_is_worth_is_as_its_reason_says(id: str):
    """Both keep the season as it was published with their goldens; its reason names what the growth in it adds."""
    plan = load_plan(id)
    level = dataclasses.replace(plan, seasonality=load_plan("digital-2026").seasonality)
    fitted = Scenario.of(plan).promised_assumptions()
    kept, lower = (evaluate(one, plan.presets["plan"], fitted).annual("revenue")[-1, 0] for one in (plan, level))
    assert kept - lower == pytest.approx(12.5, abs=0.2) and round((kept - lower) / kept, 3) == 0.005
    assert "CNY 12 m (0.5 %) lower" in plan.vocabulary(get_language("en")).text("reason-seasonality")
