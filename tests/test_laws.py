"""Laws of the model over the whole admissible box of levers and assumptions."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assumption_draws, assumption_values, lever_draws, lever_values

from sim.model import evaluate
from sim.model.measures import annual_measures
from sim.plan import load_plan
from sim.risk import resolve, sample_effects
from sim.scenario import Scenario

PLAN = load_plan()
CALIBRATED = Scenario.of(PLAN).central_assumptions()
NUMERIC = [id for id, lever in PLAN.levers.items() if not lever.is_choice]


@given(lever_values(PLAN), assumption_values(PLAN))
def test_every_number_is_finite_and_revenue_never_negative(levers, assumptions):
    results = evaluate(PLAN, levers, assumptions)
    assert (results.revenue >= 0).all()
    assert (results.effective_reps > 0).all()
    assert (results.effective_reps <= results.headcount + 1e-9).all()
    for metric in (one.id for one in annual_measures()):
        assert np.isfinite(results.annual(metric)).all(), metric


def test_rates_stay_rates_however_much_is_spent_and_realised():
    """A budget beyond the reference programme buys more than was promised, but never a negative churn or share."""
    results = evaluate(PLAN, lever_draws(PLAN, 4000), assumption_draws(PLAN, 4000))
    for rate in (results.churn_rate, results.conversion_rate, results.new_share):
        assert rate.min() >= 0
        assert rate.max() <= 1
    lavish = PLAN.presets["plan"] | {"budget.digital": 150.0, "budget.training": 50.0, "churn_rate": 0.02}
    assert evaluate(PLAN, lavish, CALIBRATED | {"realisation": 1.2}).churn_rate[-1, 0] == 0
    declining = PLAN.presets["plan"] | {"new_product_share": 0.05}
    assert evaluate(PLAN, declining, CALIBRATED | {"realisation": 1.5}).new_share[-1, 0] == 0


@given(lever_values(PLAN), assumption_values(PLAN))
def test_parts_sum_to_totals(levers, assumptions):
    results = evaluate(PLAN, levers, assumptions)
    products = results.core_revenue + results.new_revenue
    np.testing.assert_allclose(products, results.revenue, rtol=1e-12)
    np.testing.assert_allclose(results.revenue.sum(axis=1), results.total_revenue, rtol=1e-12)
    np.testing.assert_allclose(results.annual("revenue").sum(), results.total_revenue.sum(), rtol=1e-12)
    gross = sum(
        levers[f"budget.{c}"] * (assumptions["digital_cost_ratio"] if c == "digital" else 1)
        for c in ("digital", "marketing", "training")
    )
    np.testing.assert_allclose(results.programme_gross.sum(), gross, rtol=1e-9, atol=1e-9)
    refund = levers["budget.digital"] * assumptions["digital_cost_ratio"] * levers["subsidy_rate"]
    np.testing.assert_allclose(results.programme_net.sum(), gross - refund, rtol=1e-9, atol=1e-9)
    added = levers["headcount"] - PLAN.base_reps.sum()
    reached = added * (assumptions["hiring_attainment"] if added > 0 else 1)
    np.testing.assert_allclose(results.total_headcount[-1], PLAN.base_reps.sum() + reached, rtol=1e-9)


@pytest.mark.parametrize("id", [id for id in NUMERIC if PLAN.levers[id].direction])
def test_direction_promises(id):
    """Raising a lever moves 2026 revenue only the promised way, whatever the other levers and assumptions."""
    lever = PLAN.levers[id]
    count = 2000
    levers = lever_draws(PLAN, count)
    assumptions = assumption_draws(PLAN, count)
    for productivity in ("digital_productivity", "training_productivity"):
        assumptions[productivity] = np.abs(assumptions[productivity])
    low, high = np.sort(np.random.default_rng(3).uniform(lever.low, lever.high, (2, count)), axis=0)
    before = evaluate(PLAN, levers | {id: low}, assumptions).annual("revenue")[-1]
    after = evaluate(PLAN, levers | {id: high}, assumptions).annual("revenue")[-1]
    assert ((after - before) * lever.direction >= -1e-9 * before).all()


@given(assumption_values(PLAN))
def test_no_programme_is_the_baseline(assumptions):
    """The plan preset with every lever put back to base is the baseline, and costs nothing."""
    baseline = evaluate(PLAN, PLAN.presets["baseline"], assumptions)
    levers = PLAN.presets["plan"] | {id: lever.base for id, lever in PLAN.levers.items()}
    again = evaluate(PLAN, levers, assumptions)
    assert np.array_equal(baseline.revenue, again.revenue)
    assert (baseline.programme_gross == 0).all()
    assert np.isnan(again.roi(baseline)).all()
    # Improvements promised without money and with nothing realised change no revenue either.
    idle = evaluate(
        PLAN,
        PLAN.presets["baseline"] | {"conversion_rate": 0.25, "churn_rate": 0.10},
        assumptions | {"realisation": 0.0},
    )
    np.testing.assert_allclose(
        idle.revenue, evaluate(PLAN, PLAN.presets["baseline"], assumptions | {"realisation": 0.0}).revenue, rtol=1e-12
    )


def test_money_too_little_to_be_paid_brings_no_return():
    """A budget that is hardly above nothing is divided by as if it were nothing: the ratio has no end."""
    plan = load_plan("growth-2026")
    scenario = Scenario.of(plan, "baseline").with_levers({"headcount": 120.0, "budget.training": 2.3e-308})
    assert np.isnan(scenario.run().roi(scenario.baseline())).all()


@given(lever_values(PLAN), st.floats(0.1, 10))
def test_scaling_money_scales_money(levers, factor):
    """A company `factor` times as large in money (revenue, cost per rep, programme) earns `factor` times as much."""
    scaled_levers = {
        id: lever
        if lever.unit != "CNY_m"
        else replace(
            lever, base=lever.base * factor, plan=lever.plan * factor, low=lever.low * factor, high=lever.high * factor
        )
        for id, lever in PLAN.levers.items()
    }
    large = replace(PLAN, base_revenue=PLAN.base_revenue * factor, levers=scaled_levers)
    values = {id: value * factor if PLAN.levers[id].unit == "CNY_m" else value for id, value in levers.items()}
    one = evaluate(PLAN, levers, CALIBRATED)
    other = evaluate(large, values, CALIBRATED | {"cost_per_rep": CALIBRATED["cost_per_rep"] * factor})
    np.testing.assert_allclose(other.revenue, one.revenue * factor, rtol=1e-9)
    np.testing.assert_allclose(other.operating_profit, one.operating_profit * factor, rtol=1e-6, atol=1e-6 * factor)
    np.testing.assert_allclose(other.annual("market_share"), one.annual("market_share"), rtol=1e-9)


def test_many_draws_equal_the_same_draws_one_by_one():
    """Bit for bit, for scalars and arrays mixed, and for any chunking."""
    count = 300
    levers, assumptions = lever_draws(PLAN, count), assumption_draws(PLAN, count)
    levers["headcount"] = 310.0  # a scalar among arrays
    together = evaluate(PLAN, levers, assumptions)
    for size in (1, 7, 64, 256):
        for start in range(0, count, size * 11):
            part = slice(start, min(start + size, count))
            pick = {id: value[part] if np.ndim(value) else value for id, value in levers.items()}
            alone = evaluate(PLAN, pick, {id: value[part] for id, value in assumptions.items()})
            assert np.array_equal(alone.revenue, together.revenue[..., part])
            assert np.array_equal(alone.operating_profit, together.operating_profit[..., part])
            assert np.array_equal(alone.total_revenue, together.total_revenue[..., part])


def test_draws_in_chunks_equal_the_same_draws_one_by_one():
    """260,000 draws in chunks; a thousand of them, spread over all of it, run one by one give the same bits.

    Chunks of a prime size leave a remainder to every vector width of the processor, and the draws picked fall on every
    lane and on the last, lonely ones.
    """
    total, chunk = 2**18, 16_381
    for start in range(0, total, chunk):
        size = min(chunk, total - start)
        levers, assumptions = lever_draws(PLAN, size, seed=start), assumption_draws(PLAN, size, seed=start + 1)
        revenue = evaluate(PLAN, levers, assumptions).total_revenue
        for draw in [*range(0, size, 263), *range(size - 3, size)]:
            one = {id: value[draw] for id, value in levers.items()}
            alone = evaluate(PLAN, one, {id: value[draw] for id, value in assumptions.items()}).total_revenue
            assert np.array_equal(alone[:, 0], revenue[:, draw])


@settings(max_examples=20)
@given(st.integers(1, 9))
def test_shapes_hold_for_odd_numbers_of_draws(count):
    """Docstrings claim shapes; they must hold when one input alone varies."""
    for id in ("headcount", "growth.west", "budget.digital", "subsidy_rate"):
        lever = PLAN.levers[id]
        levers = PLAN.presets["plan"] | {id: np.linspace(lever.low, lever.high, count)}
        results = evaluate(PLAN, levers, CALIBRATED)
        assert results.draws == count
        assert results.revenue.shape[:2] == (12, 5) and results.revenue.shape[2] in (1, count)
        assert results.programme_net.shape[0] == 12
        frame = results.frame(Scenario.of(PLAN).provenance())
        assert len(frame) == count * 12 * 5 * 2
        assert frame.attrs["units"]["revenue"] == "CNY_m"
        assert frame.revenue.sum() == pytest.approx(
            float(np.broadcast_to(results.total_revenue, (12, count)).sum()), rel=1e-9
        )


def test_arrays_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="different numbers of draws"):
        evaluate(PLAN, PLAN.presets["plan"] | {"headcount": np.ones(3) * 300, "deal_size": np.ones(4)}, CALIBRATED)


def test_the_caller_keeps_its_inputs():
    levers, assumptions = lever_draws(PLAN, 5), assumption_draws(PLAN, 5)
    before = {id: np.array(value) for id, value in (levers | assumptions).items()}
    evaluate(PLAN, levers, assumptions)
    assert all(np.array_equal(before[id], value) for id, value in (levers | assumptions).items())
    assert not PLAN.base_revenue.flags.writeable


def test_a_world_of_risk_is_not_used_up():
    """Sampled effects are kept and met again by the next lever setting: no run may write into them."""
    effects = sample_effects(PLAN, resolve(PLAN, {}), 3, 0, 256)
    before = {field.name: np.array(getattr(effects, field.name)) for field in fields(effects)}
    first = evaluate(PLAN, PLAN.presets["plan"], assumption_draws(PLAN, 256), effects)
    first.annual("operating_profit")
    for field in fields(effects):
        assert np.array_equal(before[field.name], np.array(getattr(effects, field.name))), field.name
    again = evaluate(PLAN, PLAN.presets["plan"], assumption_draws(PLAN, 256), effects)
    assert np.array_equal(first.revenue, again.revenue)
    assert np.array_equal(first.run_rate, again.run_rate)


def test_what_binds_is_said_by_region():
    plan_run, baseline = Scenario.of(PLAN).run(), Scenario.of(PLAN, "baseline").run()
    assert set(plan_run.binding_limit(2026)[:, 0]) == {"demand"}  # the plan hires ahead of demand everywhere
    assert set(baseline.binding_limit(2026)[:, 0]) == {"people"}  # without it, the market outgrows the team
