"""A measure is defined once: the registry is whole, agrees with itself, and nobody else lists measures."""

from __future__ import annotations

import ast
import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from command_line import printed
from lists import listed

from sim.analysis.uncertainty import simulate, target_probability
from sim.explain.equations import BY_ID
from sim.language import get_language, key, languages
from sim.model import measures as registry
from sim.model.axes import QUARTERS_A_YEAR
from sim.model.kinds import Flow, Ratio, Stock
from sim.model.measure_base import Level, Measure
from sim.model.measures import (
    MEASURES,
    annual_measures,
    measure,
    measures,
    quarterly_measures,
    saved_measures,
    target_measures,
)
from sim.model.quantities import CHANCE, COST, RATE
from sim.plan import load_plan
from sim.plan.levers import FAMILIES
from sim.scenario import Scenario, TargetChoice
from sim.store import take_snapshot

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "sim" / "model" / "measures.py"
OTHER_WORDS = {
    "bench/plain_loop.py": "a frozen copy of the model, never edited",
    "bench/bench_audit.py": "words of fact tables, which the audit reads",
    "sim/audit/what_if.py": "words of fact tables",
    "sim/explain/equations.py": "ids of equations that an equation needs",
    "sim/model/scatter.py": "fields of a run, some called as what is measured of it",
    "sim/modules/lines.py": "points of the kernel, some called as what is computed there",
    "sim/modules/module.py": "likewise",
    "sim/modules/price.py": "likewise",
    "sim/plan/change_text.py": "keys of plan.yaml by region",
    "sim/plan/effects.py": "quantities of the kernel, some called as what is measured of them",
    "sim/plan/workbook/writer.py": "sections of a pack's first file, as sheets",
    "pages/parts/library/rows.py": "columns of the list: one measure, and what is said of each target",
    "sim/plan/workbook/tables.py": "sections of a pack's first file, as sheets",
}
"""Files with lists of other things some of which are called as a measure is."""
OWN_FIELDS = {
    "Results": "arrays of a run, each of its own shape: what measures are taken of",
    "Paths": "likewise, as far as tracking observes them",
    "Futures": "likewise, of many futures",
    "Known": "actual figures, by the names of tracking",
    "PlanFile": "sections of plan.yaml",
    "Case": "keys of a pack's golden.yaml, which publishes money alone",
    "StressRow": "keys of the stress table's JSON: revenue by year, and the last year's share",
}
"""Classes whose fields hold one number each, some called as what is measured."""

CONSTANTS = {name: one.id for name, one in vars(registry).items() if isinstance(one, Measure)}
PLAN = load_plan("growth-2026")
RUN, BASELINE = Scenario.of(PLAN).run(), Scenario.of(PLAN).baseline()


def lists_of_measures(code: str) -> dict[int, str]:
    """Return the lines that name two or more measures, with the class whose fields they are, if any.

    The names of levers alone are a list of levers.
    """
    spelled_out = listed(ast.parse(code), set(MEASURES), names=CONSTANTS)
    found = ((node, named) for node, named in spelled_out if named - FAMILIES.keys())
    return dict(sorted({getattr(node, "lineno", 1): fields_of(node) for node, _ in found}.items()))


def fields_of(node: ast.AST) -> str:
    """Return the class that a list is the fields of, also where one is made; "" of any other list."""
    match node:
        case ast.ClassDef(name=name) | ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
    return ""


@cache
def lists_in(folder: str) -> dict[str, dict[int, str]]:
    """Return the lists of measures by file, of all files but the registry."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths if path != REGISTRY}
    return {name: found for name, code in files.items() if (found := lists_of_measures(code))}


FOLDERS = ("sim", "pages", "bench")


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_but_the_registry_lists_measures(folder):
    for name, found in lists_in(folder).items():
        lines = [line for line, fields in found.items() if fields not in OWN_FIELDS]
        assert name in OTHER_WORDS or not lines, f"{name}:{lines[0]} lists measures; ask sim.model.measures"


def test_every_exception_is_needed():
    found = {name: lines for folder in FOLDERS for name, lines in lists_in(folder).items()}
    assert not OTHER_WORDS.keys() - found.keys()
    assert not OWN_FIELDS.keys() - {fields for lines in found.values() for fields in lines.values()}


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('A = ("revenue", "margin")', 1),
        ('A = {"revenue": 1, "margin": 2}', 1),
        ('A = {"x": "revenue", "y": "cagr"}', 1),
        ('match a:\n    case "revenue" | "margin":\n        pass', 1),
        ('match a:\n    case "revenue":\n        pass\n    case "margin":\n        pass', 1),
        ("class Row:\n    revenue: float\n    margin: float | None = None", 1),
        ("Row(revenue=1.0, margin=0.1)", 1),
        ("dict(revenue=1.0, **{'x': 2}, cagr=0.1)", 1),
        ('def unit(id):\n    if id == "revenue":\n        return 1\n    return 2 if id != "margin" else 3', 1),
        ('def unit(id):\n    return 1 if "revenue" == id else 2 if id == "margin" else 3', 1),
        ('def unit(a, b):\n    match a:\n        case "revenue": pass\n    match b:\n        case "margin": pass', 1),
        ('A = {one: 1 for one in ("revenue", "margin")}', 1),
        ('A = "revenue margin".split()', 1),
        ('A = "revenue,margin".split(",")', 1),
        ('A = (("revenue", 1), ("margin", 2))', 1),
        ('A = ("revenue",) + ("margin",)', 1),
        ('A = (*("revenue",), "margin")', 1),
        ('A = frozenset({"revenue"} | {"margin"})', 1),
        ('A = [Row("revenue", 1), Row("margin", 2)]', 1),
        ('A = ["revenue.east", "margin.east"]', 1),
        ('def of(region):\n    return [f"revenue.{region}", f"margin.{region}"]', 1),
        ("from sim.model.measures import PROFIT, REVENUE\nA = (REVENUE, PROFIT.id)", 1),
        ('A = "revenue"\nB = "margin"', 1),
        ('def one():\n    return [A, "margin"]\nA = "revenue"', 1),
        ('class Word(Enum):\n    A = "revenue"\n    B = "margin"', 1),
        ("class Word(Enum):\n    revenue = 1\n    margin = 2", 1),
        ('pick = lambda id: id == "revenue" or id == "margin"', 1),
        ('if word == "revenue":\n    pass\nelif word == "margin":\n    pass', 1),
        ('A = ("headcount", "new_product_share")', 0),
        ('A = ("revenue", "name")', 0),
        ("class Row:\n    revenue: float\n    name: str", 0),
        ("Row(revenue=1.0, name='a')", 0),
        ('def one(run):\n    return table(run.annual("revenue"), run.annual("margin"))', 0),
        ('def one(id):\n    return id == "revenue"\n\n\ndef other(id):\n    return id == "margin"', 0),
    ],
)
def test_the_search_finds_lists_of_measures(code, count):
    assert len(lists_of_measures(code)) == count


def test_the_search_says_whose_fields_a_list_is():
    assert lists_of_measures('A = {"revenue", "margin"}') == {1: ""}
    assert lists_of_measures("class Row:\n    revenue: float\n    margin: float") == {1: "Row"}
    assert lists_of_measures("def row():\n    return rows.Row(revenue=1, margin=2)") == {2: "Row"}


# -- the registry -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("id", MEASURES)
def test_a_measure_has_its_equation_its_texts_and_its_formats(id):
    one = measure(id)
    assert one.id == id
    assert not one.equation or one.equation in BY_ID
    for language in map(get_language, languages()):  # also of a scenario whose plan is not here
        assert {one.quantity.value, one.quantity.change, one.quantity.part_format} <= language.formats.keys()
        if one.level <= Level.PART:
            assert one.name(language)
        if one.equation and one.level <= Level.PART:
            assert language.has(key("fact-metric", one.fact_word))
        if one.aim:
            assert one.phrase(language)
        if one.level <= Level.HEADLINE and one.needs == "run":
            assert language.has(key("headline", one.id))


@pytest.mark.parametrize("one", [one for one in MEASURES.values() if one.has_years], ids=lambda one: one.id)
def test_years_and_quarters_follow_from_the_kind(one):
    years = one.years(RUN, BASELINE)[:, 0]
    assert years.shape == (len(PLAN.years),) and np.isfinite(years).all()
    assert one.value(RUN, PLAN.years[1], baseline=BASELINE)[0] == years[1]
    if not one.has_quarters:
        with pytest.raises(KeyError, match=one.id):
            one.quarters(RUN)
        return
    quarters = np.broadcast_to(one.quarters(RUN), (PLAN.quarter_count, 1))[:, 0].reshape(-1, QUARTERS_A_YEAR)
    if isinstance(one, Flow):
        assert years == pytest.approx(quarters.sum(axis=1), rel=1e-12)
    if isinstance(one, Stock):
        assert years.tolist() == quarters[:, -1].tolist()
    if isinstance(one, Ratio):  # a year's ratio lies among those of its quarters
        assert ((quarters.min(axis=1) <= years) & (years <= quarters.max(axis=1))).all()


@pytest.mark.parametrize("one", [one for one in MEASURES.values() if one.has_regions], ids=lambda one: one.id)
def test_regions_make_the_company(one):
    year = PLAN.years[-1]
    regional = [float(one.value(RUN, year, region=region)[0]) for region in PLAN.regions]
    if isinstance(one, Ratio):
        assert min(regional) <= float(one.value(RUN, year)[0]) <= max(regional)
    elif one.has_years and one.quarters(RUN) is not None:
        assert sum(regional) == pytest.approx(float(one.value(RUN, year)[0]), rel=1e-12)


def test_a_measure_without_regions_says_so():
    with pytest.raises(KeyError, match="operating_profit"):
        measure("operating_profit").value(RUN, 2026, region="east")


def test_the_gap_is_of_the_target_it_is_given():
    gap = measure("gap_to_target")
    revenue = RUN.annual("revenue")[-1, 0]
    assert gap.value(RUN, 2026, target=TargetChoice("revenue", 2026, 2400.0))[0] == revenue - 2400.0
    assert np.isnan(gap.value(RUN, 2026, target=TargetChoice("market_share", 2026, 0.1))[0])
    assert np.isnan(gap.value(RUN, 2025, target=TargetChoice("revenue", 2026, 2400.0))[0])
    assert np.isnan(gap.value(RUN, 2026)[0])


def test_queries_narrow_and_keep_the_order():
    order = list(MEASURES)
    for level in Level:
        ids = [one.id for one in measures(level)]
        assert ids == [id for id in order if MEASURES[id].level <= level]
    assert {one.id for one in quarterly_measures()} < {one.id for one in annual_measures()}
    assert {one.id for one in annual_measures()} < {one.id for one in saved_measures()}
    assert all(aim.low < aim.high and aim.step > 0 for aim in target_measures(PLAN).values())
    assert [one.id for one in measures(Level.SCREEN)] == ["revenue", "p_target", "margin"]


# -- one way of writing -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("id", "value", "english", "chinese"),
    [
        ("operating_profit", 300.0, "CNY 300 m", "3.00 亿元"),
        ("programme_net", 20.5, "CNY 20.50 m", "2,050 万元"),
        ("cagr", 0.18, "18.0 % a year", "每年 18.0%"),
        ("p_target", 0.027, "3 %", "3%"),
        ("p_target", 0.0004, "under 1 %", "不到 1%"),
        ("roi", None, "–", "–"),
        ("margin", float("nan"), "–", "–"),
    ],
)
def test_a_value_is_written_in_one_way(id, value, english, chinese):
    assert [measure(id).format(get_language(one), value) for one in ("en", "zh")] == [english, chinese]


def test_differences_and_their_ratios_are_written_in_one_way():
    english = get_language("en")
    revenue = measure("revenue")
    assert revenue.format_change(english, -46.2) == "CNY −46 m"
    assert revenue.format_ratio(english, 0.0123) == "+1.2 %"
    assert revenue.format_part(english, 619.0) == "CNY 619 m"
    assert revenue.is_nothing(english, 0.4) and not revenue.is_nothing(english, 0.6)
    assert measure("cagr").format_change(english, 0.012) == "+1.2 pts"
    assert CHANCE.number(english, 0.999) == ">99" and CHANCE.is_open(0.999) and not CHANCE.is_open(0.5)
    assert COST.number_change(english, 0.25) == "+0.25"
    assert RATE.name_of_unit(english) == "% a year"


def test_a_chance_carries_its_error_in_one_way():
    english, chinese = map(get_language, ("en", "zh"))
    assert CHANCE.estimate(english, 0.14, 0.0054) == "14 % ± 0.5 pts"
    assert CHANCE.estimate(chinese, 0.14, 0.0054) == "14% ± 0.5 个百分点"
    assert CHANCE.estimate(english, 0.14, 0.0) == "14 % ± 0.1 pts"  # as many futures as there are prove no certainty
    assert CHANCE.estimate(english, 0.0004, 0.0002) == "under 1 %" and CHANCE.within(english, 0.999, 0.001) == ""
    assert CHANCE.estimate(english, math.nan, 0.0) == "–"


@pytest.mark.parametrize("language_id", languages())
@pytest.mark.parametrize("value", ["2500", "4000"])
def test_every_command_writes_a_chance_and_its_futures_alike(capsys, language_id, value):
    target = TargetChoice("revenue", PLAN.years[-1], float(value))
    language, chance = get_language(language_id), target_probability(simulate(Scenario.of(PLAN, target=target)))
    estimate, draws = CHANCE.estimate(language, chance.value, chance.error), language.number(chance.draws, "count")
    told = printed(capsys, "risk", "--target", value, "--no-sobol", "--language", language_id)
    (line,) = (line for line in told.splitlines() if line.startswith("P("))
    assert f" = {estimate} " in line.replace("（", " ") and draws in line
    assert draws in printed(capsys, "run", "--language", language_id)


def test_revenue_per_customer_facing_cny_is_what_arithmetic_by_hand_gives():
    pay = Scenario.of(PLAN).central_assumptions()["cost_per_rep"]
    document = take_snapshot(Scenario.of(PLAN)).document()
    quarters = [one for one in document["quarters"] if one["quarter"].startswith("2025")]
    cost = sum(one["headcount"] * pay / 4 + one["programme_net"] for one in quarters)
    year = document["annual"]["2025"]
    assert year["revenue_per_customer_cost"] == pytest.approx(year["revenue"] / cost, rel=1e-12)


@pytest.mark.parametrize("language_id", languages())
def test_a_difference_is_nothing_where_it_reads_as_none(language_id):
    language = get_language(language_id)
    for one in MEASURES.values():
        step = language.formats[one.quantity.change].step
        for change in (0.0, -0.0, 0.4 * step, -0.4 * step, 0.5 * step, 0.6 * step, -step, 1e20, math.inf, math.nan):
            reads = language.number(change, one.quantity.change) == language.number(0.0, one.quantity.change)
            assert one.is_nothing(language, change) == reads, (one.id, change)
