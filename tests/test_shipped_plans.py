"""Every plan that ships goes through the law over plans: the model's laws, every command and export, every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.shape_law import check_laws, commands, open_pages, run_command
from sim.assumptions.calibration import find_fit
from sim.language import get_language, languages
from sim.plan import load_plan

OTHERS = ("digital-2026",)
"""Shipped plans beside the first, which every other test uses."""


@pytest.mark.parametrize("id", OTHERS)
def test_every_command_and_export_runs_on_a_shipped_plan(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    plan = load_plan(id)
    check_laws(plan)
    for place, words in enumerate(commands(plan, tmp_path)):
        run_command(words, languages()[place % len(languages())])


@pytest.mark.parametrize("id", OTHERS)
def test_every_page_opens_on_a_shipped_plan(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    open_pages(load_plan(id), "zh")


def test_the_digital_plan_says_what_is_not_its_own_and_what_its_levers_reach():
    plan = load_plan("digital-2026")
    assert {"quantity:market.share", "assumption:elasticity", "lever:deal_size"} <= plan.defaults
    fit = find_fit(plan, plan.promise_set, "realisation")
    assert fit.missed and fit.target == 500 and 385 < fit.reached < 500, "thirty per cent a year is out of its reach"
    for language in languages():
        own = plan.vocabulary(get_language(language))
        assert own.quantity(500, "revenue") in ("CNY 500 m", "5.00 亿元")
        assert own.text("plan-title") and own.text("reason-default")
