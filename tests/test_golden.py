"""Golden cases of model version 1.1 (sim/MODEL.md, last section), and agreement with the plain-loop implementation."""

from __future__ import annotations

import numpy as np
import pytest
import reference_model as reference
from hypothesis import given, settings
from strategies import assumption_values, lever_values

from sim.model import evaluate
from sim.model.measures import measure
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.version import MODEL_VERSION

PLAN = load_plan()


def test_golden_cases_belong_to_this_model_version():
    assert MODEL_VERSION == "1.1"


def test_realisation_is_found_from_the_plan_itself(plan):
    assert Scenario.of(plan).promised_assumptions()["realisation"] == pytest.approx(0.9342950854, rel=1e-9)


@pytest.mark.parametrize(
    ("preset", "revenue", "profit"),
    [
        ("baseline", [1550.3341, 1592.7519, 1648.3973], [189.04, 199.29, 212.73]),
        ("plan", [1657.9939, 1987.0444, 2500.0000], [176.34, 252.39, 382.13]),
    ],
)
def test_presets(plan, preset, revenue, profit):
    results = Scenario.of(plan, preset).run()
    # Revenue is published to four decimals, profit to two: half a unit of the last place is the largest admissible gap.
    np.testing.assert_allclose(results.annual("revenue")[:, 0], revenue, atol=5.1e-5, rtol=0)
    np.testing.assert_allclose(results.annual("operating_profit")[:, 0], profit, atol=5.1e-3, rtol=0)


def test_plan_details(plan):
    results = Scenario.of(plan).run()
    assert results.annual("market_share")[2, 0] == pytest.approx(0.1256, abs=5e-5)
    assert results.yearly(results.new_revenue)[2].sum() == pytest.approx(926.13, abs=5e-3)
    by_region = dict(zip(plan.regions, results.yearly(results.revenue)[2, :, 0], strict=True))
    assert by_region["east"] == pytest.approx(1531.15, abs=5e-3)
    assert by_region["west"] == pytest.approx(171.71, abs=5e-3)


def test_market_stress(plan):
    levers = {id: Scenario.of(plan).levers[id] - 0.058 for id in plan.levers if id.startswith("growth.")}
    revenue = Scenario.of(plan).with_levers(levers).run().annual("revenue")[:, 0]
    np.testing.assert_allclose(revenue, [1605.5813, 1816.5516, 2160.9714], atol=5.1e-5, rtol=0)


def reference_inputs(levers: dict, assumptions: dict) -> tuple[dict, dict]:
    """Translate to the reference's form."""
    flat = {
        "hire_mix": {r: levers[f"hire_mix.{r}"] for r in reference.REGIONS},
        "growth": {r: levers[f"growth.{r}"] for r in reference.REGIONS},
        "budget": {c: levers[f"budget.{c}"] for c in ("digital", "marketing", "training")},
        "budget_phasing": [levers[f"budget_phasing.{y}"] for y in (2024, 2025, 2026)],
    }
    return levers | flat, assumptions


@settings(max_examples=150)
@given(lever_values(PLAN), assumption_values(PLAN))
def test_agrees_with_the_plain_loops(levers, assumptions):
    results = evaluate(PLAN, levers, assumptions)
    rows = reference.simulate(*reference_inputs(levers, assumptions))
    for quarter, row in enumerate(rows):
        for number, region in enumerate(PLAN.regions):
            expected = row["regions"][region]
            for name, values in (
                ("revenue", results.revenue),
                ("core", results.core_revenue),
                ("new", results.new_revenue),
                ("headcount", results.headcount),
                ("effective_reps", results.effective_reps),
            ):
                assert values[quarter, number, 0] == pytest.approx(expected[name], rel=1e-9, abs=1e-9), (region, name)
        for name in ("operating_profit", "programme_gross", "programme_net"):
            assert results.quarterly(name)[quarter, 0] == pytest.approx(row[name], rel=1e-9, abs=1e-7), name
        assert results.market[quarter, 0] == pytest.approx(row["market"], rel=1e-12)


def test_the_reference_knows_every_assumption():
    """So the agreement above explores them all, and a new assumption asks for its place in the plain loops."""
    assert set(reference.CALIBRATED) == set(PLAN.assumptions)


@settings(max_examples=60)
@given(lever_values(PLAN), assumption_values(PLAN))
def test_yearly_measures_are_what_their_names_say(levers, assumptions):
    results, baseline = (evaluate(PLAN, chosen, assumptions) for chosen in (levers, PLAN.presets["baseline"]))
    rows = reference.simulate(*reference_inputs(levers, assumptions))
    free = reference.simulate(*reference_inputs(PLAN.presets["baseline"], assumptions))
    revenue, before = reference.annual(rows, "revenue"), reference.annual(free, "revenue")
    profit, net = reference.annual(rows, "operating_profit"), reference.annual(rows, "programme_net")
    new, market = reference.annual(rows, "new"), reference.annual(rows, "market")
    reps = [rows[last]["headcount"] for last in (3, 7, 11)]
    for year in range(3):
        for metric, expected in {
            "revenue": revenue[year],
            "operating_profit": profit[year],
            "margin": profit[year] / revenue[year],
            "market_share": revenue[year] / market[year],
            "headcount": reps[year],
            "programme_gross": reference.annual(rows, "programme_gross")[year],
            "programme_net": net[year],
            "revenue_per_rep": revenue[year] / reps[year],
            "new_product_share": new[year] / revenue[year],
            "cagr": (revenue[year] / 1520) ** (1 / (year + 1)) - 1,
        }.items():
            assert results.annual(metric)[year, 0] == pytest.approx(expected, rel=1e-8, abs=1e-8), metric
        gained = measure("incremental_revenue").years(results, baseline)[year, 0]
        assert gained == pytest.approx(revenue[year] - before[year], rel=1e-8, abs=1e-6)
    if sum(net) > 1e-3:
        expected = (sum(revenue) - sum(before)) / sum(net)
        assert results.roi(baseline)[0] == pytest.approx(expected, rel=1e-6, abs=1e-6)
