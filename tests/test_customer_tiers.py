"""A list of customers as the tiers of a plan: shown first, kept as a version, nothing of anybody's name in it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session
from pages.parts.plans.bring import PENDING
from sim.cli import BAD_INPUT, main
from sim.customers import read_list, score_list
from sim.customers.example import EXAMPLE_TODAY, example_list
from sim.customers.tiers import list_tiers, with_tiers
from sim.language import get_language
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.plan.brought import read_brought
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan("growth-2026-v2")


@pytest.fixture(scope="module")
def purchases():
    return read_list(PLAN, example_list(PLAN), "e.csv", {"money": "millions"}, EXAMPLE_TODAY).sure("e.csv")


def test_the_command_writes_the_plan_with_the_classes_of_a_list_as_its_tiers(capsys, tmp_path, purchases):
    file, target = tmp_path / "list.csv", tmp_path / "mine.zip"
    file.write_bytes(example_list(PLAN))
    words = ["customers", str(file), "--plan", PLAN.id, "--money", "millions", "--tiers"]
    assert main([*words, "mine.pdf"]) == BAD_INPUT and ".zip" in capsys.readouterr().err
    assert main([*words, str(target)]) == 0
    assert f"plans import {target}" in capsys.readouterr().out
    scheme, brought = "plan", read_brought(target)
    book = score_list(PLAN, purchases, scheme)
    assert brought.plan is not None and not brought.problems
    assert brought.plan.id == "growth-2026-v2-tiers"
    plan, classes = brought.plan, {one.id: one for one in book.lines if one.revenue > 0}
    assert list(plan.tiers) == list(classes)
    sold = sum(one.revenue for one in classes.values())
    together = sum(one.revenue / sold * one.churn for one in classes.values())
    for id, tier in plan.tiers.items():
        lever = plan.levers[f"churn_by_tier.{id}"]
        assert tier.revenue == pytest.approx(classes[id].revenue / sold, abs=4e-4)
        assert lever.base == lever.plan == pytest.approx(0.18 * classes[id].churn / together, abs=4e-4)
        spread = plan.assumption_sets["evidence"][f"off_today.{lever.id}"]
        assert spread.uncertain, "few customers leave a churn uncertain"
    for language in ("en", "zh"):
        told = plan.vocabulary(get_language(language))
        usual = PLAN.vocabulary(get_language(language))
        for id in plan.tiers:
            word = f"{scheme}-{id}".replace("_", "-")
            assert told.text(f"tier-{id.replace('_', '-')}") == usual.text(f"customer-class-{word}")
        assert "213" in told.text("reason-customer-list")
    assert not any("C001" in text for text in plan.files.values()), "no customer is named"
    again = with_tiers(plan, score_list(plan, purchases, "four"), "mine").plan
    assert again is not None and list(again.tiers) == ["high_value", "potential", "low_value", "dormant", "rest"]


def test_few_customers_leave_a_churn_more_uncertain_than_many(purchases):
    book = score_list(PLAN, purchases, "four")
    many = dataclasses.replace(
        book, lines=tuple(dataclasses.replace(one, watched=10 * one.watched, own_churn=True) for one in book.lines)
    )
    for few, more in zip(list_tiers(PLAN, book), list_tiers(PLAN, many), strict=True):
        assert more.churn == few.churn and more.ends is not None
        low, high = more.ends
        assert low <= more.churn <= high
        if few.ends is not None:
            assert few.ends[0] < low and high < few.ends[1]
    assert any(one.ends is None for one in list_tiers(PLAN, book)), "a class too small shows the churn of all"


def test_a_list_that_cannot_give_tiers_says_why(purchases):
    book = score_list(PLAN, purchases, "four")
    short = dataclasses.replace(book, churn_from="plan")
    one = dataclasses.replace(book, lines=book.lines[:1])
    for plan, found, key in (
        (load_plan("growth-2026"), book, "error-customers-tiers-plan"),
        (PLAN, short, "error-customers-tiers-churn"),
        (PLAN, one, "error-customers-tiers-count"),
    ):
        with pytest.raises(FormatError) as problem:
            with_tiers(plan, found)
        assert problem.value.key == key and problem.value.text("en") and problem.value.text("zh")


def test_the_page_shows_the_changed_plan_before_anything_is_kept(tmp_path):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.session_state[session.SLOT] = History.start(session.fresh(PLAN))
    app.switch_page("pages/customers.py").run()
    content = example_list(PLAN).replace(b"amount", b"amount (CNY m)", 1)
    app.file_uploader[0].upload("list.csv", content, "text/csv").run()
    app.button(key="customers-tiers-do").click().run()
    assert not app.exception
    waiting = app.session_state[PENDING]
    assert waiting.brought.plan.tiers and waiting.origin == PLAN and waiting.id != PLAN.id
    assert app.session_state[session.SLOT].now.scenario.plan == PLAN, "nothing changes until it is kept"
