"""Tornado, variance split, per-risk table, stress, matrix, outside view, split of a delta: against brute force."""

from __future__ import annotations

import math
import threading
from dataclasses import replace

import numpy as np
import pytest
from spoken import spoken

from sim.analysis.matrix import risk_matrix
from sim.analysis.outside_view import growth_exceedance, outside_view
from sim.analysis.per_risk import Estimate, risk_table
from sim.analysis.risk_text import chance_sentence
from sim.analysis.split import split_delta
from sim.analysis.stress import apply_stress, stress_table
from sim.analysis.tornado import tornado
from sim.analysis.uncertainty import Probability, simulate, target_probability
from sim.analysis.variance import _indices, sources, variance_split
from sim.language import languages
from sim.model import evaluate
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.plan.schema import Correlation
from sim.risk import central_effects, with_risk
from sim.sampling.points import sobol_points
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import Cancelled

PLAN = load_plan("growth-2026")
CALIBRATED = Scenario.of(PLAN, "plan", "calibrated")
EVIDENCE = Scenario.of(PLAN, assumption_set="evidence")
DRAWS = 1024


# -- per risk -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table():
    return risk_table(EVIDENCE.with_settings(risks={"price_war": {"mitigated": True}}), DRAWS)


@pytest.mark.parametrize("id", ["market_slowdown", "crm_delay", "subsidy_halved", "hiring_shortfall", "price_war"])
def test_losses_and_countermeasures_are_differences_of_whole_ensembles(table, id):
    scenario = EVIDENCE.with_settings(risks={"price_war": {"mitigated": True}})

    def measures(**changes: object) -> tuple[np.ndarray, np.ndarray]:
        found = simulate(scenario.with_settings(risks=with_risk(scenario.risks, id, **changes)), DRAWS)
        return found.annual["revenue"][2], found.annual["operating_profit"].sum(axis=0)

    row = table.row(id)
    base, without = measures(), measures(mode="off")
    cost_now = PLAN.risks[id].mitigation.cost if row.mitigated else 0.0
    assert row.revenue_loss.value == pytest.approx((without[0] - base[0]).mean(), abs=1e-9)
    # switched off in the settings, the countermeasure is not paid either; the table's loss leaves it in place
    assert row.profit_loss.value == pytest.approx((without[1] - base[1]).mean() - cost_now, abs=1e-9)
    protected, bare = measures(mitigated=True), measures(mitigated=False)
    assert row.mitigation_revenue.value == pytest.approx((protected[0] - bare[0]).mean(), abs=1e-9)
    assert row.mitigation_net.value == pytest.approx((protected[1] - bare[1]).mean(), abs=1e-9)
    assert row.mitigation_profit.value == pytest.approx(row.mitigation_net.value + row.mitigation_cost, abs=1e-9)
    paired = protected[1] - bare[1]
    assert row.mitigation_net.error == pytest.approx(paired.std(ddof=1) / math.sqrt(DRAWS), rel=1e-6)
    worst = np.argsort(base[0], kind="stable")[:102]
    assert row.revenue_loss_worst == pytest.approx((without[0] - base[0])[worst].mean(), abs=1e-9)
    assert row.profit_loss_worst == pytest.approx((without[1] - base[1])[worst].mean() - cost_now, abs=1e-9)


def test_losses_scale_with_how_often_a_case_happens(table):
    for row in table.rows:
        assert row.revenue_loss.value == pytest.approx(row.happens * row.revenue_loss_if, abs=1e-6)
        assert row.revenue_loss.value >= 0
        assert row.pays in ("yes", "no", "open")
    assert [r.revenue_loss.value for r in table.rows] == sorted(
        (r.revenue_loss.value for r in table.rows), reverse=True
    )
    frame = table.frame()
    assert len(frame) == 17 and {"revenue_loss", "revenue_loss_error", "mitigation_net_error"} <= set(frame.columns)


def test_cases_forced_on_and_off_have_their_rows():
    scenario = CALIBRATED.with_settings(risks={"price_war": {"mode": "off"}, "market_slowdown": {"mode": "on"}})
    found = risk_table(scenario, 256)
    assert found.row("price_war").happens == 0 and found.row("price_war").revenue_loss.value == 0
    assert math.isnan(found.row("price_war").revenue_loss_if)
    assert found.row("price_war").typical_profit_loss > 0
    slow = found.row("market_slowdown")
    assert slow.happens == 1 and slow.revenue_loss.value == pytest.approx(slow.revenue_loss_if)
    # its typical loss is measured from the world without it
    assert slow.typical_revenue_loss == pytest.approx(2500 - 2254.4814629, abs=1e-5)


def test_a_typical_loss_is_measured_without_what_it_excludes():
    """Beside a subsidy that is halved for certain, its withdrawal is compared with a world that keeps all of it."""
    scenario = CALIBRATED.with_settings(risks={"subsidy_halved": {"mode": "on"}})
    kept, gone = (
        CALIBRATED.with_settings(risks=risks).run().annual("operating_profit").sum()
        for risks in ({}, {"subsidy_withdrawn": {"mode": "on"}})
    )
    row = risk_table(scenario, 64).row("subsidy_withdrawn")
    assert row.typical_profit_loss == pytest.approx(kept - gone)


def test_a_countermeasure_pays_where_its_error_leaves_no_doubt(table):
    row = table.rows[0]
    for gain, said in ((2.0, "yes"), (-2.0, "no"), (1.96, "open"), (-1.96, "open"), (0.0, "open")):
        assert replace(row, mitigation_net=Estimate(gain, 1.0)).pays == said
    sure, unsure = (replace(row, mode="chance", mitigation_net=Estimate(gain, 1.0)) for gain in (2.0, 1.0))
    cases = (replace(sure, id="a"), replace(sure, id="b", mode="off"), replace(unsure, id="c"))
    assert replace(table, rows=cases).paying == ("a",), "nobody buys cover against what cannot happen"


def test_a_profit_target_counts_the_cost_of_countermeasures():
    target = TargetChoice("operating_profit", 2026, 300.0)
    scenario = EVIDENCE.with_settings(target=target)
    row = risk_table(scenario, DRAWS).row("attrition_persists")
    with_, bare = (
        target_probability(simulate(scenario.with_settings(risks=risks), DRAWS)).value
        for risks in ({"attrition_persists": {"mitigated": True}}, {})
    )
    assert row.mitigation_chance.value == pytest.approx(with_ - bare, abs=1e-12)


# -- tornado --------------------------------------------------------------------------------------------------------


def central_revenue(scenario: Scenario) -> float:
    """Revenue of 2026 in the middle of the likely set, which bars are drawn around."""
    effects = central_effects(PLAN, scenario.risks)
    return float(evaluate(PLAN, scenario.levers, scenario.central_assumptions(), effects).annual("revenue")[2, 0])


def test_tornado_bars_are_single_runs():
    found = tornado(EVIDENCE)
    assert found.base == pytest.approx(central_revenue(EVIDENCE))
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)
    assert {bar.id for bar in found.bars} >= set(PLAN.risks) | {"realisation", "momentum"}
    for bar in found.bars:
        if bar.kind == "risk":
            forced = EVIDENCE.with_settings(risks={bar.id: {"mode": "on"}})
            assert bar.at_low == pytest.approx(central_revenue(forced))
            assert bar.at_high == pytest.approx(found.base)
        else:
            for end, value in ((bar.low_input, bar.at_low), (bar.high_input, bar.at_high)):
                assert value == pytest.approx(central_revenue(EVIDENCE.with_own_assumptions({bar.id: end})), rel=1e-9)


def test_tornado_of_forced_and_excluded_cases():
    scenario = CALIBRATED.with_settings(
        risks={"subsidy_halved": {"mode": "on"}, "price_war": {"mode": "off"}},
        target=TargetChoice("operating_profit", 2026, 300),
    )
    found = tornado(scenario)
    ids = {bar.id for bar in found.bars}
    assert "subsidy_withdrawn" not in ids and "price_war" not in ids
    halved = next(bar for bar in found.bars if bar.id == "subsidy_halved")
    assert halved.probability == 1 and halved.at_low == pytest.approx(found.base) and halved.at_high > found.base
    assert len(found.frame()) == 15


def test_tornado_stays_inside_what_is_admissible():
    narrow = replace(PLAN.assumptions["elasticity"], low=0.3, high=0.32)
    plan = replace(PLAN, assumptions={**PLAN.assumptions, "elasticity": narrow})
    bar = next(bar for bar in tornado(replace(EVIDENCE, plan=plan)).bars if bar.id == "elasticity")
    assert (bar.low_input, bar.high_input) == (0.3, 0.32)


# -- variance -------------------------------------------------------------------------------------------------------


def columns(points: int, stream: str) -> np.ndarray:
    return sobol_points(tuple((stream, f"x{place}", place) for place in range(3)), 0, 0, points)


def saltelli(function, points: int) -> np.ndarray:
    """Function values in the order of the variance split, from the product's own points."""
    first, second = columns(points, "main"), columns(points, "second")
    rows = [function(first), function(second)]
    for place in range(3):
        mixed = first.copy()
        mixed[place] = second[place]
        rows.append(function(mixed))
    return np.stack(rows)


def test_ishigami():
    def function(u: np.ndarray) -> np.ndarray:
        x = np.pi * (2 * u - 1)
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    rows = _indices(saltelli(function, 2**13))
    first, total = [row[0] for row in rows], [row[3] for row in rows]
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    for row, exact, exact_total in zip(rows, [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437], strict=True):
        assert row[1] - 0.01 <= exact <= row[2] + 0.01
        assert row[4] - 0.01 <= exact_total <= row[5] + 0.01


def test_g_function():
    weights = np.array([0.0, 1.0, 9.0])

    def function(u: np.ndarray) -> np.ndarray:
        return np.prod((np.abs(4 * u - 2) + weights[:, None]) / (1 + weights[:, None]), axis=0)

    parts = 1 / (3 * (1 + weights) ** 2)
    whole = np.prod(1 + parts) - 1
    rows = _indices(saltelli(function, 2**13))
    assert [row[0] for row in rows] == pytest.approx(list(parts / whole), abs=0.02)
    totals = [parts[k] * np.prod(np.delete(1 + parts, k)) / whole for k in range(3)]
    assert [row[3] for row in rows] == pytest.approx(totals, abs=0.02)


def test_intervals_of_indices_are_those_of_resampled_points():
    values = saltelli(lambda x: x[0] + 2 * x[1] ** 2 + x[0] * x[2], 512)
    generator = np.random.default_rng(4)
    again = np.array([_indices(values[:, generator.integers(0, 512, 512)]) for _ in range(400)])
    for place, row in enumerate(_indices(values)):
        for number in (0, 3):
            half = (row[number + 2] - row[number + 1]) / 2
            # The variance in the denominator is resampled too, which the intervals leave out: agreement is rough.
            assert half == pytest.approx(1.96 * again[:, place, number].std(), rel=0.35)


def test_sources_are_independent_and_complete():
    found = {source.id: source for source in sources(PLAN, EVIDENCE)}
    assert {"execution", "market", "realisation", "momentum", "price_war"} <= set(found)
    assert found["subsidy_withdrawn+subsidy_halved"].names == {"risk.subsidy_withdrawn", "risk.subsidy_halved"}
    names = [name for source in found.values() for name in source.names]
    assert len(names) == len(set(names))
    # The draw that says which of two happens bears the name of the one that is switched off here.
    halved = EVIDENCE.with_settings(risks={"subsidy_withdrawn": {"mode": "off"}})
    names = next(source.names for source in sources(PLAN, halved) if source.id == "subsidy_halved")
    assert names == {"risk.subsidy_withdrawn", "risk.subsidy_halved"}
    # Parameters with a stated correlation share their draws, and so their share of the variance.
    pair = Correlation(between=["adstock", "elasticity"], spearman=0.5, unit="ratio", assumption="reason")
    joined = {source.id for source in sources(replace(PLAN, correlations=(pair,)), EVIDENCE)}
    assert "adstock+elasticity" in joined and joined.isdisjoint({"adstock", "elasticity"})
    fixed = EVIDENCE.with_own_assumptions({"momentum": 0.016}).with_settings(risks={"price_war": {"mode": "off"}})
    assert {"momentum", "price_war"}.isdisjoint(source.id for source in sources(PLAN, fixed))


def test_variance_split_adds_up_and_matches_the_spread():
    found = variance_split(EVIDENCE, points=1024)
    outcome = simulate(EVIDENCE).outcome()
    assert found.sd == pytest.approx(outcome.std(), rel=0.05)
    firsts, totals = (np.array([getattr(index, name) for index in found.indices]) for name in ("first", "total"))
    assert 0.8 < firsts.sum() < 1.05
    assert (totals >= firsts - 0.03).all() and totals.sum() >= 0.95
    assert [index.total for index in found.indices] == sorted(totals, reverse=True)
    assert {index.id for index in found.indices[:3]} <= {"execution", "market", "realisation", "momentum"}
    assert len(found.frame()) == len(found.indices)


def test_a_case_without_any_spread_has_no_split():
    quiet = CALIBRATED.with_settings(risks={id: {"mode": "off"} for id in PLAN.risks})
    assert variance_split(quiet, points=64).indices == ()


def test_variance_split_reports_and_stops():
    seen: list[float] = []
    variance_split(CALIBRATED, points=64, progress=seen.append)
    assert seen[-1] == 1.0
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        variance_split(CALIBRATED, points=64, cancelled=stop)


# -- stress, matrix, outside view, split ----------------------------------------------------------------------------


def test_the_plans_own_stress_case():
    rows = {row.id: row for row in stress_table(CALIBRATED, 256)}
    assert rows["market_stress"].revenue[2] == pytest.approx(2160.9714, abs=5e-5)
    assert rows["market_stress"].revenue[0] == pytest.approx(1605.5813, abs=5e-5)
    assert rows["none"].revenue[2] == pytest.approx(2500)
    assert all(row.profit_change < 0 for id, row in rows.items() if id != "none")
    storm = rows["perfect_storm"]
    assert storm.revenue[2] == min(row.revenue[2] for row in rows.values()) and storm.gap > 0
    for row in rows.values():
        run = (CALIBRATED if row.id == "none" else apply_stress(CALIBRATED, row.id)).run()
        revenue, profit = run.annual("revenue")[:, 0], run.annual("operating_profit")[:, 0]
        assert row.revenue == pytest.approx(revenue) and row.profit == pytest.approx(profit)
        assert row.revenue_change == pytest.approx(revenue[2] - 2500, abs=1e-6)
        assert row.profit_change == pytest.approx(profit.sum() - sum(rows["none"].profit), abs=1e-9)
        assert row.market_share == pytest.approx(float(run.annual("market_share")[2, 0]))
        assert row.gap == pytest.approx(2500 - revenue[2], abs=1e-6)
    assert len(rows) == 8


def test_stress_overrules_what_excludes_it_and_keeps_the_rest():
    scenario = CALIBRATED.with_settings(
        risks={"subsidy_halved": {"mode": "on"}, "subsidy_withdrawn": {"mitigated": True}, "price_war": {"mode": "off"}}
    )
    found = apply_stress(scenario, "subsidy_withdrawn_2025")
    # It cannot happen beside the forced one; were it switched off, a countermeasure bought for it would cost nothing.
    assert found.risks["subsidy_halved"]["mode"] == "chance"
    assert dict(found.risks["subsidy_withdrawn"]) == {"mitigated": True, "mode": "on", "onset": 5}
    assert found.risks["price_war"]["mode"] == "off"
    own = CALIBRATED.with_own_assumptions({"momentum": 0.03, "growth_shock": 0.02})
    assert apply_stress(own, "market_stress").own_assumptions == {"momentum": 0.03, "growth_shock": -0.058}


def test_regret_is_what_a_choice_lacks_to_the_best():
    scenarios = {
        "plan": CALIBRATED,
        "no new products": CALIBRATED.with_levers({"new_product_share": 0.22, "headcount": 500}),
        "baseline": Scenario.of(PLAN, "baseline"),
    }
    found = risk_matrix(scenarios)
    assert found.values.shape == (3, 1 + 17 + 7)
    assert (found.regret >= 0).all() and (found.regret.min(axis=0) == 0).all()
    assert found.worst_case[0] == "perfect_storm"
    assert found.least_regretted == found.scenarios[int(np.argmin(found.regret.max(axis=1)))]
    column = found.cases.index("launch_failure")
    run = scenarios["plan"].with_settings(risks={"launch_failure": {"mode": "on"}}).run()
    assert found.values[0, column] == pytest.approx(float(run.annual("revenue")[2, 0]))
    assert len(found.frame()) == found.values.size
    with pytest.raises(ValueError, match="one plan"):
        risk_matrix({})


def test_no_column_of_the_matrix_takes_a_countermeasures_cost_away():
    """A case forced on excludes another; what was bought against that other one is paid all the same."""
    profit = TargetChoice("operating_profit", 2026, 1.0)
    protected = CALIBRATED.with_settings(risks={"subsidy_withdrawn": {"mitigated": True}})
    found = risk_matrix({"bare": CALIBRATED, "protected": protected}, profit)
    column = found.cases.index("subsidy_halved")
    cost = PLAN.risks["subsidy_withdrawn"].mitigation.cost / len(PLAN.years)
    assert found.values[0, column] - found.values[1, column] == pytest.approx(cost)
    assert found.values[0, 0] - found.values[1, 0] == pytest.approx(cost)


# growth asked, and the shares published for classes by starting sales
STATED = [
    (0.20, [33.6, 11.1, 7.7, 7.6, 5.0]),
    (0.18, [37.0, 14.1, 10.2, 10.0, 6.8]),
    (0.15, [42.7, 20.3, 15.7, 15.0, 11.0]),
]


@pytest.mark.parametrize(("growth", "shares"), STATED)
def test_outside_view_gives_the_published_table(growth, shares):
    file = PLAN.outside
    for entry, share in zip(file.classes, shares, strict=True):
        assert 100 * growth_exceedance(growth, entry, file.upper.value, file.lower.value) == pytest.approx(
            share, abs=0.15
        )


def test_outside_view_of_the_plan():
    file = PLAN.outside
    universe = [100 * growth_exceedance(g, file.universe, file.upper.value, file.lower.value) for g in (0.1, 0.15, 0.2)]
    assert universe == pytest.approx([31.2, 18.7, 11.2], abs=0.1)
    found = outside_view(PLAN, 2500, 2026)
    assert found.nominal == pytest.approx(0.1804, abs=1e-4) and found.start_sales < 325
    assert [one.id for one in found.classes] == ["size", "universe", "ordinary"]
    assert found.classes[0].share == pytest.approx(0.373, abs=0.002)
    assert (found.classes[2].share_low, found.classes[2].share) == (0.05, 0.06)
    assert {one.read for one in found.classes} == {"secondary"}
    assert (1 + found.real) * (1 + file.inflation.value) == pytest.approx(1 + found.nominal, rel=1e-12)
    median = replace_growth(file.universe.median, file)
    assert median == pytest.approx(0.5)
    assert replace_growth(-0.5, file) > 0.99


@pytest.mark.parametrize("number", range(len(PLAN.outside.classes) - 1))
def test_a_company_belongs_to_the_smallest_class_that_holds_its_sales(number):
    below, above = PLAN.outside.classes[number : number + 2]
    now = outside_view(PLAN, 2500, 2026).start_sales
    for share, entry in ((1 - 1e-6, below), (1 + 1e-6, above)):
        company = replace(PLAN, base_revenue=PLAN.base_revenue * (below.below / now * share))
        assert outside_view(company, 2500, 2026).classes[0].median == entry.median


def test_a_class_is_as_sure_as_its_weakest_source():
    first, *others = PLAN.outside.ordinary
    entry = first.model_copy(update={"source": [first.sources[0], "albers-2010"]})
    references = {
        **PLAN.references,
        "albers-2010": PLAN.references["albers-2010"].model_copy(update={"read": "memory"}),
        first.sources[0]: PLAN.references[first.sources[0]].model_copy(update={"read": "full"}),
    }
    outside = PLAN.outside.model_copy(update={"ordinary": [entry, *others]})
    found = outside_view(replace(PLAN, references=references, outside=outside), 2500, 2026)
    assert found.classes[2].read == "memory"


def replace_growth(growth: float, file) -> float:
    return growth_exceedance(growth, file.universe, file.upper.value, file.lower.value)


@pytest.mark.parametrize("measure", ["central", "mean", "chance"])
def test_what_we_changed_and_what_we_believe_sum_to_the_difference(measure):
    base = Scenario.of(PLAN, "baseline", "calibrated", risks={id: {"mode": "off"} for id in PLAN.risks}, draws=512)
    found = split_delta(base, replace(EVIDENCE, draws=512), measure)
    assert found.changed + found.judgements == pytest.approx(found.value - found.base, abs=1e-9)
    assert found.changed > 0
    # A likely set moves no promise: in the single run nothing is believed differently.
    assert found.assumptions == 0 if measure == "central" else found.assumptions < 0
    assert found.risks <= 0 and (measure == "central") == (found.risks == 0)


def test_the_split_starts_from_the_bases_own_assumptions():
    base = CALIBRATED.with_own_assumptions({"momentum": 0.03})
    found = split_delta(base, CALIBRATED.with_levers({"headcount": 400}))
    assert found.base == float(base.run().annual("revenue")[2, 0])
    assert found.assumptions < 0 < found.changed


def test_only_levers_moved_is_all_our_own_doing():
    found = split_delta(CALIBRATED, CALIBRATED.with_levers({"headcount": 300}), "central")
    assert (found.assumptions, found.risks) == (0, 0)
    assert found.changed == pytest.approx(found.value - found.base)


@pytest.mark.parametrize("language", languages())
def test_the_sentence_on_top(language, table):
    words = spoken(language)
    chance = target_probability(simulate(EVIDENCE, DRAWS))
    text = chance_sentence(words, EVIDENCE, chance, table)
    assert CHANCE.format(words, chance.value) in text  # the digits of every page
    assert CHANCE.format(words, 0.0) in chance_sentence(words, EVIDENCE, Probability(0.0, 0.003, 4096), table)
    assert words.text("risk-market-slowdown") in text
    quiet = replace(table, rows=tuple(replace(row, mode="off") for row in table.rows))
    assert words.text("risk-market-slowdown") not in chance_sentence(words, EVIDENCE, chance, quiet)
    profit = EVIDENCE.with_settings(target=TargetChoice("operating_profit", 2026, 300))
    assert chance_sentence(words, profit, chance, table)
