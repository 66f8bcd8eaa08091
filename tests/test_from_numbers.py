"""A plan from twelve numbers: what was asked is one's own, everything else says that it is not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import printed
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import spoken
from streamlit.testing.v1 import AppTest

from sim.analysis.next_number import left_over, next_numbers
from sim.analysis.per_risk import risk_table
from sim.analysis.risk_text import what_pays
from sim.language import get_language, key, languages
from sim.language.errors import PlanError
from sim.plan import Plan, catalogue
from sim.plan.brought import check_files, read_brought
from sim.plan.from_numbers import NOT_YOURS, pack_from_numbers
from sim.plan.ids import name_ids
from sim.plan.questions import ASKED, Form, numbers_of, read_entry
from sim.plan.spreads import basis_of
from sim.scenario import Scenario
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
SAID = {
    "base_year": "2026", "years": "2", "regions": "Nordics 310, DACH 455.5; 华东 80", "target": "1010",
    "growth": "4 to 9 %", "reps": "120", "reps_end": "140", "conversion": "20%", "conversion_end": "0.23",
    "churn": "14 %", "new_share": "15 %", "new_share_end": "30 %", "budget": "24",
}  # fmt: skip
BY_ID = {one.id: one for one in ASKED}


def made(**other: Any) -> Plan:
    own = {name: other.pop(name) for name in Form.__dataclass_fields__ if name in other}
    form = Form("Aurora", {**SAID, **other}, own.pop("bases", {"growth": "guessed", "reps": "measured"}), **own)
    numbers, problems = numbers_of(form)
    assert numbers is not None, [one.text() for one in problems]
    brought = check_files(pack_from_numbers(numbers, "aurora"))
    assert brought.plan is not None, [one.text() for one in brought.problems]
    return brought.plan


def test_what_was_said_stands_in_the_plan_and_runs():
    plan = made()
    assert (plan.base_year, plan.years, len(plan.regions)) == (2026, (2027, 2028), 3)
    assert plan.base_revenue.tolist() == [310, 455.5, 80] and plan.base_reps.sum() == pytest.approx(120)
    assert plan.targets["revenue"].value == 1010 and plan.levers["conversion_rate"].plan == 0.23
    assert plan.levers["headcount"].base_reason == "reason-own-measured"
    assert plan.levers["attrition_rate"].base_reason == NOT_YOURS and "assumption:elasticity" in plan.defaults
    assert sum(plan.levers[f"budget.{one}"].plan for one in ("digital", "marketing", "training")) == pytest.approx(24)
    for language in languages():
        words = plan.vocabulary(get_language(language))
        assert words.text("plan-title") == "Aurora" and "华东" in words.text(key("lever", f"growth.{plan.regions[2]}"))
    assert Scenario.of(plan).run().annual("revenue").shape[0] == 2


def spread(plan: Plan, id: str) -> tuple[float, ...]:
    """Return the 10th and 90th per cent of what the likely set believes."""
    believed = plan.assumption_sets[plan.likely_set][id].distribution
    return tuple(float(one) for one in believed.quantile(np.array([0.1, 0.9])))


def test_a_range_is_eight_cases_of_ten_and_a_basis_widens_or_narrows():
    shock, plain = "growth_shock", made(growth="6.5 %", bases={})
    assert spread(made(), shock) == pytest.approx((-0.025, 0.025)), "4 to 9 %"
    width = np.ptp(spread(plain, shock))
    assert np.ptp(spread(made(growth="6.5 %", bases={"growth": "guessed"}), shock)) == pytest.approx(1.6 * width)
    assert np.ptp(spread(made(growth="6.5 %", bases={"growth": "measured"}), shock)) == pytest.approx(0.5 * width)
    ranged = made(conversion_end="21 to 25 %", bases={"conversion": "guessed", "churn": "measured"})
    assert spread(ranged, "off_end.conversion_rate") == pytest.approx((-0.02, 0.02))
    assert spread(ranged, "off_today.conversion_rate") == pytest.approx((-0.06, 0.06)), "30 % of a guess"
    assert "off_today.churn_rate" not in ranged.assumptions, "measured is known"
    assert Scenario.of(ranged).run().annual("revenue")[-1, 0] == pytest.approx(1010), "the promise stays the promise"


def test_an_answer_is_a_distribution_and_narrows_the_range():
    before = next_numbers(Scenario.of(made()))
    assert before.numbers[0].share > 0.1 and list(before.numbers) == sorted(before.numbers, key=lambda one: one.width)
    answered = made(answers={"momentum": "1 to 3 %", "off_end.ramp_months": "5"}, answer_bases={"momentum": "measured"})
    assert spread(answered, "momentum") == pytest.approx((0.01, 0.03)) and answered.levers["ramp_months"].plan == 5
    after = next_numbers(Scenario.of(answered))
    assert after.width < before.width and "off_end.ramp_months" not in {one.id for one in after.numbers}
    assert basis_of(answered, "momentum") == "measured" and basis_of(answered, "elasticity") == "default"


@given(st.floats(-0.95, 0.95), st.integers(0, 2**16))
@settings(max_examples=25, deadline=None)
def test_what_is_left_of_a_range_is_what_a_law_says(correlation: float, seed: int):
    """Of two normal numbers with correlation r, knowing one leaves √(1 − r²) of the other's range."""
    known, other = np.random.default_rng(seed).standard_normal((2, 2**14))
    outcome = correlation * known + np.sqrt(1 - correlation**2) * other
    width, error = left_over(outcome, known)
    expected = 2 * 1.2815515655 * np.sqrt(1 - correlation**2)
    assert abs(width - expected) < 5 * error + 0.02 * expected


@pytest.mark.parametrize("place", ["nordics:\n    value: 310.0\n", "dach:\n    value: 455.5\n"])
def test_a_range_where_no_distribution_follows_is_refused_by_its_key(place):
    numbers, _ = numbers_of(Form("Aurora", SAID))
    assert numbers is not None
    files = pack_from_numbers(numbers, "aurora")
    assert place in files["plan.yaml"]
    files["plan.yaml"] = files["plan.yaml"].replace(place, f"{place}    low: 1\n    high: 2000\n", 1)
    (problem,) = check_files(files).problems
    assert ".low" in problem.text() and "1 – 2000" in problem.text("zh")


def test_a_plan_of_any_currency_scale_year_lines_and_parts():
    plan = made(
        currency="JPY", scale=9, fiscal_start=4, lines={"core": "Pumps 60, Service 40"}, parts="2027H1 480; 2028Q4 300"
    )
    assert plan.money == "JPY_m" and plan.base_revenue.sum() == pytest.approx(845_500) and plan.fiscal_start == 4
    assert {id: (one.kind, one.share) for id, one in plan.lines.items()} == {
        "pumps": ("core", 0.6), "service": ("core", 0.4), "any_new": ("new", 1),
    }  # fmt: skip
    assert [(one.part, one.value) for one in plan.period_targets] == [("2027H1", 480_000), ("2028Q4", 300_000)]
    assert plan.halves and "bn" in plan.vocabulary(get_language("en")).quantity(845_500, "revenue")


@pytest.mark.parametrize(
    ("what", "typed"),
    [("new-lines", {"lines": {"core": "A, A"}}), ("new-lines", {"lines": {"core": "A 3, B"}}),
     ("new-parts", {"parts": "2031H1 5"}), ("new-parts", {"parts": "2027H1"}),
     ("new-answer", {"answers": {"momentum": "9"}}),
     ("new-target", {"target": "900 to 1000"})],
)  # fmt: skip
def test_words_that_cannot_be_read_are_named(what, typed):
    said = {**SAID, **({"target": typed.pop("target")} if "target" in typed else {})}
    numbers, (problem,) = numbers_of(Form("x", said, **typed))
    assert numbers is None and problem.arguments["what"] == what
    assert all("{" not in problem.text(language) for language in languages())


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5 to 9", 5, 9), ("5–9", 5, 9), ("5 到 9", 5, 9), ("5～9", 5, 9), ("5至9", 5, 9), ("7", 7, 7), ("5..9", 5, 9)],
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
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
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


def test_ids_are_the_names_in_ascii_letters_and_never_alike():
    named = {
        "Süd": "sud",
        "華東": "huadong",
        "Łódź": "lodz",
        "12区": "region_12qu",
        "Unit": "region_unit",
        "–": "region_6",
    }
    assert name_ids(named, "region") == named
    assert list(name_ids(["陕西", "山西", "Süd", "Sud", "sud 2"], "region").values()) == [
        "shanxi", "shanxi_2", "sud", "sud_2", "sud_2_2",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8), unique=True, max_size=6), st.sampled_from(["region", "line"]))
@settings(max_examples=30, deadline=None)
def test_any_names_have_ids_that_a_pack_takes(names: list[str], what: str):
    ids = list(name_ids(names, what).values())
    assert len(set(ids)) == len(names) and not {"unit", "company", "core", "new"} & set(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", id) for id in ids)


def test_a_plan_somebody_begins_lists_the_usual_risks_switched_off():
    """They change no number until they are switched on; amounts are in the plan's money, names in both languages."""
    plan = made(currency="EUR")
    assert plan.risks and not any(case.armed for case in plan.risks.values())
    assert "usual_price_war" in plan.risks and "unit: EUR_m" in plan.files["risks.yaml"]
    here = Scenario.of(plan, draws=256)
    row = {row.id: row for row in risk_table(replace(here, risks={"usual_market_slowdown": {"mode": "on"}})).rows}
    assert row["usual_market_slowdown"].revenue_loss.value > 0 == row["usual_price_war"].revenue_loss.value
    assert [plan.texts.of(language)["risk-usual-price-war"] for language in ("en", "zh")] == ["Price war", "价格战"]
    table = risk_table(here)
    assert what_pays(table, spoken("en")) == f"all {len(plan.risks)} risk cases listed are switched off"
