"""Plans of any shape: ten random packs go through the model's laws, some through every command, export and page.

The packs come from a seed (`bench.random_packs`); `--thorough` takes all ten through the commands, and
`python -m bench packs` does everything with 200 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from markup import markup

from bench.random_packs import random_pack, write_pack
from bench.shape_law import PAGES, check_laws, commands, open_pages, run_command
from sim.analysis.uncertainty import target_path
from sim.language import languages
from sim.language.errors import PlanError
from sim.plan import Catalogue, Folder, Plan, load_plan, read_plan
from sim.plan.catalogue import SHIPPED
from sim.scenario import Scenario
from sim.trust.fit import fitted_numbers
from tests.strategies import packs

SEEDS = (*range(9), 13)  # the last has tiers of customers
COMMANDS_OF, PAGES_OF, MORE_PAGES_OF = (4,), (13,), (0, 3)
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("packs")
    for seed in SEEDS:
        write_pack(folder / f"random{seed}", random_pack(Random(seed), f"random{seed}"))
    return Catalogue([Folder(SHIPPED), Folder(folder)])


@pytest.fixture
def catalogue(written: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    for module in ("sim.plan.catalogue", "sim.cli.plans"):
        monkeypatch.setattr(f"{module}.open_catalogue", lambda: written)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    return written


def chosen(usual: Sequence[int], more: Sequence[int]) -> list[Any]:
    """Return seeds as parameters: those of the ordinary run, then those of the thorough one."""
    return [*usual, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in more if seed not in usual)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_laws_hold_on_a_plan_of_any_shape(seed: int, catalogue: Catalogue):
    check_laws(catalogue.plan(f"random{seed}"), seed)


@pytest.mark.parametrize("seed", chosen(COMMANDS_OF, SEEDS))
def test_every_command_and_export_runs_on_a_plan_of_any_shape(seed: int, catalogue: Catalogue, tmp_path: Path):
    plan = catalogue.plan(f"random{seed}")
    for words in commands(plan, tmp_path):
        printed = run_command(words, languages()[seed % len(languages())])
        assert plan.currency == "CNY" or "CNY" not in printed or words[0] == "plans", words


@pytest.mark.parametrize("seed", chosen(PAGES_OF, MORE_PAGES_OF))
def test_every_page_opens_on_a_plan_of_any_shape(seed: int, catalogue: Catalogue, request: pytest.FixtureRequest):
    """Every second page; all of them with `--thorough`."""
    pages = PAGES[:: 1 if request.config.getoption("thorough") else 2]
    open_pages(catalogue.plan(f"random{seed}"), languages()[seed % len(languages())], pages=pages)


@given(files=packs())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_laws_hold_on_any_pack(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory):
    folder = write_pack(tmp_path_factory.mktemp("pack") / "random", files)
    plan = read_plan(folder)
    check_laws(plan)
    assert read_plan(folder).hash == plan.hash


# -- a pack that cannot work is refused on reading ------------------------------------------------------------------
SMALL = """
id: small
version: 1
currency: EUR
base_year: 2030
quarters: 4
regions: [here, there]
revenue: {unit: EUR_m, here: {value: 30, assumption: reason-own}, there: {value: 10, assumption: reason-own}}
targets: [{metric: revenue, year: 2031, unit: EUR_m, value: 44, assumption: reason-own}]
"""
LEVERS = """
- id: conversion_rate
  base: {value: 0.2, assumption: reason-own}
  plan: {value: 0.25, assumption: reason-own}
"""
TEXTS = """
title: Small
regions: {here: Here, there: There}
reasons: {reason-own: Our own figure.}
"""


def small(folder: Path, plan: str = SMALL, levers: str = LEVERS) -> Path:
    return write_pack(folder / "small", {"plan.yaml": plan, "levers.yaml": levers, "texts/en.yaml": TEXTS})


def test_the_least_that_a_pack_says_is_enough_and_the_rest_is_marked(tmp_path: Path):
    plan = read_plan(small(tmp_path))
    check_laws(plan)
    assert tuple(plan.levers) == ("conversion_rate",) and "churn_rate" in plan.fixed
    assert {"quantity:seasonality.q1", "quantity:market.growth", "lever:churn_rate", "assumption:elasticity"} <= (
        plan.defaults
    )
    assert plan.money == "EUR_m" and plan.history == {2030: 40.0}


BROKEN = [
    ("EUR_m, here", "USD_m, here", "revenue.here"),
    ("currency: EUR", "currency: EURO", "currency"),
    ("quarters: 4", "quarters: 1", "quarters"),
    ("quarters: 4", "quarters: 21", "quarters"),
    ("regions: [here, there]", "regions: [here, here]", "regions"),
    ("there: {value: 10", "there: {value: 0", "revenue.there"),
    ("metric: revenue", "metric: luck", "targets.0.metric"),
    ("year: 2031", "year: 2035", "targets.revenue.year"),
    ("quarters: 4", "quarters: 4\ncategories: {fairs: luck}", "categories.fairs"),
    ("quarters: 4", "quarters: 4\nfiscal_start: 13", "fiscal_start"),
    (
        "quarters: 4",
        "quarters: 4\nlines: {a: {kind: core, value: 0.5, assumption: reason-own}}",
        "lines (core)",
    ),
    (
        "quarters: 4",
        "quarters: 4\nmarket: {growth: {unit: fraction_per_year, value: 0.5, assumption: reason-own}}",
        "1.2",
    ),
]


@pytest.mark.parametrize(("old", "new", "named"), BROKEN, ids=[f"{place}-{one[2]}" for place, one in enumerate(BROKEN)])
def test_a_pack_that_cannot_work_is_refused_by_file_and_key(tmp_path: Path, old: str, new: str, named: str):
    assert SMALL.count(old) == 1
    with pytest.raises(PlanError) as problem:
        read_plan(small(tmp_path, SMALL.replace(old, new)))
    for language in languages():
        assert named in problem.value.text(language) and "plan.yaml" in problem.value.text(language)


@pytest.mark.parametrize(
    ("lever", "named"),
    [
        ("- {id: new_product_share, base: {value: 0, assumption: reason-own}}", "lines"),
        ("- {id: subsidy_rate, base: {value: 0, assumption: reason-own}}", "budget"),
        ("- {id: luck, base: {value: 0, assumption: reason-own}}", "levers.yaml"),
    ],
)
def test_a_lever_that_would_move_nothing_is_refused(tmp_path: Path, lever: str, named: str):
    with pytest.raises(PlanError) as problem:
        read_plan(small(tmp_path, levers=LEVERS + lever + "\n"))
    assert named in str(problem.value)


def test_a_plan_without_new_products_or_budget_has_no_such_lever(tmp_path: Path):
    plan: Plan = read_plan(small(tmp_path, SMALL.replace("quarters: 4", "quarters: 6\ncategories: {}")))
    assert plan.products == ("core",) and not plan.family("budget") and "new_product_share" not in plan.inputs
    assert plan.years == (2031, 2032) and plan.period(2032) == "2032H1" and plan.quarters[-1] == "2032Q2"
    with pytest.raises(PlanError):
        read_plan(small(tmp_path / "other", levers=LEVERS.replace("conversion_rate", "budget")))


def test_a_number_that_nothing_depends_on_is_told_and_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A plan may move no lever at all; its fitted number then moves no revenue."""
    idle = LEVERS.replace("0.25", "0.2")
    catalogue = Catalogue([Folder(SHIPPED), Folder(small(tmp_path / "packs", levers=idle).parent)])
    monkeypatch.setattr("sim.plan.catalogue.open_catalogue", lambda: catalogue)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    assert not any(fit.matters for fit in fitted_numbers(catalogue.plan("small")))
    assert all(fit.matters for fit in fitted_numbers(load_plan()))
    shown: list[str] = []
    open_pages(catalogue.plan("small"), "en", lambda app, _: shown.append(markup(app)), pages=["trust"])
    assert "with any value of Realisation the model gives EUR 40.80 m in 2031; the target is EUR 44.00 m" in shown[0]


def test_a_plan_may_aim_at_what_it_does_not_move_and_at_no_revenue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    share = SMALL.replace("metric: revenue", "metric: new_product_share").replace(
        "unit: EUR_m, value: 44", "unit: fraction, value: 0.1"
    )
    catalogue = Catalogue([Folder(SHIPPED), Folder(small(tmp_path / "packs", share).parent)])
    monkeypatch.setattr("sim.plan.catalogue.open_catalogue", lambda: catalogue)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    plan = catalogue.plan("small")
    assert not Scenario.of(plan).run().annual("new_product_share").any()
    assert target_path(Scenario.of(plan)) == {2031: 0.1}
    open_pages(plan, "en", pages=["trust"])


def test_a_fit_that_misses_says_what_comes_nearest_and_calls_nothing_exact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    far = small(tmp_path / "packs", SMALL.replace("value: 44", "value: 90"))
    catalogue = Catalogue([Folder(SHIPPED), Folder(far.parent)])
    monkeypatch.setattr("sim.plan.catalogue.open_catalogue", lambda: catalogue)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    (fit,) = fitted_numbers(catalogue.plan("small"))
    assert fit.matters and not fit.meets and all(one.meets for one in fitted_numbers(load_plan()))
    shown: list[str] = []
    open_pages(catalogue.plan("small"), "en", lambda app, _: shown.append(markup(app)), pages=["trust"])
    assert "No value of Realisation gives EUR 90.00 m in 2031" in shown[0] and "meets it exactly" not in shown[0]
