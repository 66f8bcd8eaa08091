"""A plan from twelve numbers: what was asked is one's own, everything else says that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import printed
from streamlit.testing.v1 import AppTest

from sim.language import get_language, key, languages
from sim.language.errors import PlanError
from sim.plan import Plan, catalogue, load_plan
from sim.plan.brought import check_files, read_brought
from sim.plan.from_numbers import NOT_YOURS, pack_from_numbers
from sim.plan.questions import ASKED, Form, numbers_of, read_entry
from sim.scenario import Scenario
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
SAID = {
    "base_year": "2026", "years": "2", "regions": "Nordics 310, DACH 455.5; 华东 80", "target": "1010",
    "growth": "4 to 9 %", "reps": "120", "reps_end": "140", "conversion": "20%", "conversion_end": "0.23",
    "churn": "14 %", "new_share": "15 %", "new_share_end": "30 %", "budget": "24",
}  # fmt: skip
BY_ID = {one.id: one for one in ASKED}


def made(**other: str) -> Plan:
    numbers, problems = numbers_of(Form("Aurora", {**SAID, **other}, {"growth": "guessed", "reps": "measured"}))
    assert numbers is not None, [one.text() for one in problems]
    brought = check_files(pack_from_numbers(numbers, "aurora", load_plan()))
    assert brought.plan is not None, [one.text() for one in brought.problems]
    return brought.plan


def test_what_was_said_stands_in_the_plan_and_runs():
    plan = made()
    assert (plan.base_year, plan.years, len(plan.regions)) == (2026, (2027, 2028), 3)
    assert plan.base_revenue.tolist() == [310, 455.5, 80] and plan.base_reps.sum() == pytest.approx(120)
    assert plan.targets["revenue"].value == 1010 and plan.levers["conversion_rate"].plan == 0.23
    assert plan.levers["headcount"].base_reason == "reason-own-measured"
    assert plan.levers["attrition_rate"].base_reason == NOT_YOURS
    assert sum(plan.levers[f"budget.{one}"].plan for one in ("digital", "marketing", "training")) == pytest.approx(24)
    for language in languages():
        assert plan.texts.missing[language] == ()
        words = plan.vocabulary(get_language(language))
        assert words.text("plan-title") == "Aurora" and "华东" in words.text(key("lever", f"growth.{plan.regions[2]}"))
    assert Scenario.of(plan).run().annual("revenue").shape[0] == 2


def test_a_range_or_a_guess_widens_what_is_likely():
    def spread(**other: str) -> tuple[float, ...]:
        plan = made(**other)
        return tuple(plan.assumption_sets[plan.likely_set]["growth_shock"].pert)

    assert spread() == pytest.approx((-0.025, 0, 0.025))
    guessed = spread(growth="6.5 %")
    assert guessed[0] == pytest.approx(-0.039) and guessed[2] == pytest.approx(0.039)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5 to 9", 5, 9), ("5–9", 5, 9), ("5 到 9", 5, 9), ("7", 7, 7), ("5..9", 5, 9)],
)
def test_a_number_or_a_range_is_read_as_people_type_it(text, low, high):
    entry = read_entry(text, BY_ID["budget"], "estimated")
    assert (entry.low, entry.high, entry.value) == (low, high, (low + high) / 2)


@pytest.mark.parametrize("text", ["", "x", "9 to 5", "5 to", "-3", "nan", "1e99"])
def test_what_cannot_be_read_is_named(text):
    with pytest.raises(PlanError) as problem:
        read_entry(text, BY_ID["reps"], "estimated")
    for language in languages():
        assert "{" not in problem.value.text(language)


@pytest.mark.parametrize("regions", ["", "North", "North -3", "North 0", ", ".join(f"R{n} 1" for n in range(13))])
def test_regions_that_are_none_are_named(regions):
    numbers, (problem,) = numbers_of(Form("x", {**SAID, "regions": regions}))
    assert numbers is None and problem.key == "error-new-number"


def test_one_region_and_one_year_do():
    assert made(regions="All 500", years="1", target="520").quarter_count == 4


def test_the_template_is_a_plan_and_comes_back(capsys, tmp_path):
    for language in languages():
        file = tmp_path / f"{language}.xlsx"
        printed(capsys, "plans", "template", "--to", file, "--language", language)
        brought = read_brought(file)
        assert brought.problems == () and brought.plan is not None and brought.plan.id == "my-plan"


def test_new_asks_shows_and_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "plans.duckdb"))
    catalogue.open_catalogue.cache_clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/plans.py").run()
    app.button("plans-new").click().run()
    assert not app.exception, app.exception
    app.text_input(key="new-target").set_value("plenty").run()
    assert "plenty" in str([one.proto for one in app.get("html")])
    app.text_input(key="new-target").set_value("900").run()
    app.text_input(key="new-regions").set_value("Alpha 400, Beta 300").run()
    app.button("new-make").click().run()
    app.text_input(key="plans-pending-id").set_value("aurora").run()
    app.button("plans-keep").click().run()
    assert not app.exception, app.exception
    assert [one.id for one in open_store().plans.all()] == ["aurora"]
    for page in ("simulator", "risk", "compare", "track", "audit"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, (page, app.exception)
