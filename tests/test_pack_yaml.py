"""A pack written by hand: what stands there without quotes is read as it is written, or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_random_packs import LEVERS, SMALL, small

from sim.language import languages
from sim.language.errors import PlanError
from sim.plan import read_plan
from sim.plan.yaml_text import read_yaml

YEARS = "quarters: 4\nhistory: {unit: EUR_m, 2029: {value: 31, assumption: reason-own}, 2030: {value: 40, assumption: reason-own}}"  # noqa: E501
QUARTERS = "".join(f", 2029Q{one}: {{value: {one}, assumption: reason-own}}" for one in (1, 2, 3, 4))


def test_years_and_quarters_without_quotes_are_history(tmp_path: Path):
    plan = read_plan(small(tmp_path, SMALL.replace("quarters: 4", YEARS)))
    assert plan.history == {2029: 31.0, 2030: 40.0}
    mixed = YEARS.replace(", 2029: {value: 31, assumption: reason-own}", QUARTERS)
    assert read_plan(small(tmp_path / "mixed", SMALL.replace("quarters: 4", mixed))).history == {2029: 10.0, 2030: 40.0}


@pytest.mark.parametrize("ids", [("no", "on"), ("1", "2"), ("null_1", "true_2")])
def test_a_region_may_be_called_what_yaml_has_another_meaning_for(tmp_path: Path, ids: tuple[str, str]):
    here, there = ids
    folder = small(tmp_path, SMALL.replace("here", here).replace("there", there).replace(f"t{here}", there))
    texts = folder / "texts/en.yaml"
    texts.write_text(
        texts.read_text(encoding="utf-8").replace("{here: Here, there: There}", f"{{{here}: H, {there}: T}}"),
        encoding="utf-8",
    )
    plan = read_plan(folder)
    assert plan.regions == ids and plan.base_revenue.tolist() == [30, 10]


@pytest.mark.parametrize("written", ["1:30", "0x1e", "2029-03-01", "thirty", "30 m", "1,300"])
def test_what_is_no_number_is_refused_and_never_taken_for_another(tmp_path: Path, written: str):
    with pytest.raises(PlanError) as problem:
        read_plan(small(tmp_path, SMALL.replace("{value: 30,", f'{{value: "{written}",')))
    with pytest.raises(PlanError) as bare:
        read_plan(small(tmp_path / "bare", SMALL.replace("{value: 30,", f"{{value: {written},")))
    for language in languages():
        assert "revenue.here" in problem.value.text(language)
        assert "revenue.here" in bare.value.text(language) or written == "1,300"


def test_a_number_with_noughts_before_it_is_not_octal(tmp_path: Path):
    assert read_yaml("{a: 010, b: 0.50, c: 1e3, d: .5}", "x") == {"a": "010", "b": 0.5, "c": 1000.0, "d": 0.5}
    plan = read_plan(small(tmp_path, SMALL.replace("{value: 30,", "{value: 030,"), LEVERS.replace("0.25", "2.5e-1")))
    assert plan.base_revenue.tolist() == [30, 10] and plan.levers["conversion_rate"].plan == 0.25


@pytest.mark.parametrize(
    ("said", "named"),
    [("quarters: four", "quarters"), ("quarters: [4]", "quarters"), ("quarters: 0", "quarters"), ("", "years")],
)
def test_one_mistake_about_the_horizon_is_told_once(tmp_path: Path, said: str, named: str):
    with pytest.raises(PlanError) as problem:
        read_plan(small(tmp_path, SMALL.replace("quarters: 4", said)))
    told = problem.value.text(languages()[0]).splitlines()
    assert len(told) == 1 and f"plan.yaml: {named} " in told[0]
