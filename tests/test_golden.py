"""Golden cases of model version 1.0 (sim/MODEL.md, last section), and agreement with the plain-loop implementation."""

from __future__ import annotations

import numpy as np
import pytest
import reference_model as reference
from hypothesis import given, settings
from strategies import belief_values, lever_values

from sim import MODEL_VERSION
from sim.model import evaluate
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan()


def test_golden_cases_belong_to_this_model_version():
    assert MODEL_VERSION == "1.0"


def test_realisation_is_found_from_the_plan_itself(plan):
    assert Scenario.of(plan).beliefs()["realisation"] == pytest.approx(0.9342950854, rel=1e-9)


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


def reference_inputs(levers: dict, beliefs: dict) -> tuple[dict, dict] | None:
    """Translate to the reference's form; it knows the calibrated structure only."""
    flat = {
        "hire_mix": {r: levers[f"hire_mix.{r}"] for r in reference.REGIONS},
        "growth": {r: levers[f"growth.{r}"] for r in reference.REGIONS},
        "budget": {c: levers[f"budget.{c}"] for c in ("digital", "marketing", "training")},
        "budget_phasing": [levers[f"budget_phasing.{y}"] for y in (2024, 2025, 2026)],
    }
    return levers | flat, {name: beliefs[name] for name in reference.CALIBRATED}


@settings(max_examples=150)
@given(lever_values(PLAN), belief_values(PLAN))
def test_agrees_with_the_plain_loops(levers, beliefs):
    beliefs = {id: beliefs[id] if id in reference.CALIBRATED else PLAN.parameters[id].value for id in PLAN.parameters}
    results = evaluate(PLAN, levers, beliefs)
    rows = reference.simulate(*reference_inputs(levers, beliefs))
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
