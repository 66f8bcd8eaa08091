"""Every plan that ships goes through the law over plans: the model's laws, every command and export, every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import check_laws, commands, open_pages, run_command, turn_to
from pages.parts import session
from sim.assumptions.calibration import find_fit
from sim.language import get_language, languages
from sim.plan import load_plan
from sim.plan.facts import word_key
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("quick")

OTHERS = ("digital-2026", "halfyear-2025")
"""Shipped plans beside the first, which every other test uses. An ordinary run opens the pages of the one; `--thorough`
those of both, and runs every command."""


@pytest.mark.parametrize("id", OTHERS)
def test_the_laws_hold_on_a_shipped_plan(id: str):
    check_laws(load_plan(id))


@pytest.mark.thorough
@pytest.mark.parametrize("id", OTHERS)
def test_every_command_and_export_runs_on_a_shipped_plan(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    plan = load_plan(id)
    for place, words in enumerate(commands(plan, tmp_path)):
        run_command(words, languages()[place % len(languages())])


@pytest.mark.usefixtures("only_kept_charts")
@pytest.mark.parametrize("id", [OTHERS[0], pytest.param(OTHERS[1], marks=pytest.mark.thorough)])
def test_every_page_opens_on_a_shipped_plan(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    open_pages(load_plan(id), "zh")


@pytest.mark.parametrize(
    ("language", "risks", "source"),
    [("en", "This plan names no risk cases.", "most on “Revenue 2025, "), ("zh", "该规划没有列出风险情形。", "“2025")],
)
def test_a_plan_without_risk_cases_and_with_judgements_is_spoken_of_as_it_is(
    language: str, risks: str, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """No empty pictures, and no sentence of a reason where a number's name belongs."""
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.session_state[session.SLOT] = History.start(session.fresh(load_plan("digital-2026")))
    turn_to(app, "risk")
    assert sum(risks in one.proto.body for one in app.get("html")) == 3  # number, map, benefits
    app.switch_page("pages/sources.py").run()
    said = next(one.proto.body for one in app.get("html") if '<h1 class="rd-sentence"' in one.proto.body)
    assert source in said and "。：" not in said and ".:" not in said, said


def test_the_digital_plan_says_what_is_not_its_own_and_what_its_levers_reach():
    plan = load_plan("digital-2026")
    assert {"quantity:market.share", "assumption:elasticity", "lever:deal_size"} <= plan.defaults
    fit = find_fit(plan, plan.promise_set, "realisation")
    assert fit.missed and fit.target == 500 and 385 < fit.reached < 500, "thirty per cent a year is out of its reach"
    for language in languages():
        own = plan.vocabulary(get_language(language))
        assert own.quantity(500, "revenue") in ("CNY 500.0 m", "5.000 亿元")
        assert own.text("plan-title") and own.text("reason-default")


@pytest.mark.parametrize("id", ("growth-2026", *OTHERS))
@pytest.mark.parametrize("language", languages())
def test_what_a_fact_is_about_is_said_in_every_language(id: str, language: str):
    """A fact's own words in its table stand in for a text that is missing: in English, in a Chinese sentence."""
    plan = load_plan(id)
    words = spoken(language, plan)
    assert not {fact.scope for fact in plan.facts.values() if not words.has(word_key("scope", fact.scope))}
