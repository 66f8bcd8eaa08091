"""Chances, spreads and shortfalls: reproducible, agreeing with plain formulas, with errors that hold."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from sim.analysis.streaming import stream
from sim.analysis.uncertainty import (
    bands,
    headline_probability,
    probability,
    probability_by_year,
    quantiles,
    reduce_company,
    replicated_error,
    shortfall,
    simulate,
    simulate_precisely,
    sorted_quantiles,
    target_path,
    target_probability,
)
from sim.model.measures import usual_targets
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import CHUNK, Cancelled, evaluate_draws, run_ensemble
from sim.scenario.target import far_enough

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN, assumption_set="evidence")
QUIET = {id: {"mode": "off"} for id in PLAN.risks}


@pytest.fixture(scope="module")
def ensemble():
    return simulate(SCENARIO)


# -- reproducible ---------------------------------------------------------------------------------------------------


def test_any_chunking_any_threads_and_any_number_of_draws_give_the_same_bits(ensemble):
    for chunk, workers in ((4096, 1), (1000, 2), (257, 1)):
        parts = run_ensemble(SCENARIO, reduce_company, 3000, chunk=chunk, workers=workers, cache=False)
        for metric in usual_targets():
            assert np.array_equal(parts[f"annual.{metric}"], ensemble.annual[metric][:, :3000])
            assert np.array_equal(parts[f"quarterly.{metric}"], ensemble.quarterly[metric][:, :3000])
    for chunk in (CHUNK, 1500):  # with what is drawn kept for the next call
        parts = run_ensemble(SCENARIO, reduce_company, 5000, chunk=chunk)
        for metric in usual_targets():
            assert np.array_equal(parts[f"annual.{metric}"][:, :4096], ensemble.annual[metric])
    later = run_ensemble(SCENARIO, reduce_company, 4096, first=3000)
    assert np.array_equal(later["annual.revenue"], ensemble.annual["revenue"][:, 3000:])
    single = evaluate_draws(SCENARIO, 77, 78).annual("revenue")[:, 0]
    assert np.array_equal(single, ensemble.annual["revenue"][:, 77])


def test_seeds_matter_and_levers_keep_the_futures():
    other = SCENARIO.with_settings(seed=1)
    assert target_probability(simulate(other)).value != headline_probability(SCENARIO).value
    more = simulate(SCENARIO.with_levers({"growth.south": 0.2}), 512)
    few = simulate(SCENARIO, 512)
    gain = more.annual["revenue"][2] - few.annual["revenue"][2]
    assert gain.min() > 0  # future by future, not only on average


def test_moving_a_lever_moves_the_chance_smoothly():
    chances = [
        headline_probability(SCENARIO.with_levers({"growth.east": value})).value for value in np.linspace(0.1, 0.2, 11)
    ]
    steps = np.diff(chances)
    assert (steps >= 0).all()
    assert steps.max() < 3 * steps.mean()


def test_without_uncertainty_every_future_is_the_single_run():
    certain = Scenario.of(PLAN, "plan", "calibrated", risks=QUIET)
    ensemble = simulate(certain, 16)
    np.testing.assert_allclose(ensemble.annual["revenue"], np.repeat(certain.run().annual("revenue"), 16, axis=1))
    assert target_probability(ensemble).value == 1.0  # calibrated to the plan's own target
    missed = target_probability(ensemble, TargetChoice("revenue", 2026, 2500.1))
    assert missed.value == 0.0 and missed.error > 0


# -- answers --------------------------------------------------------------------------------------------------------


def test_errors_are_upper_bounds_of_what_scrambles_really_do():
    small = SCENARIO.with_settings(draws=1024)
    assert 0 < replicated_error(small, replicates=24) < target_probability(simulate(small)).error


def test_quantiles_are_numpys(ensemble):
    outcome = ensemble.outcome()
    for name, value in quantiles(ensemble).items():
        assert value == pytest.approx(np.quantile(outcome, float(name[1:]) / 100), rel=1e-12)
    odd = np.random.default_rng(0).normal(size=(3, 101))
    np.testing.assert_allclose(sorted_quantiles(odd, (0.0, 0.33, 1.0)), np.quantile(odd, (0.0, 0.33, 1.0), axis=1))


def test_shortfall_is_what_its_words_say(ensemble):
    outcome, target = ensemble.outcome(), SCENARIO.target.value
    found = shortfall(ensemble)
    gap = np.maximum(target - outcome, 0)
    assert found.mean_gap == pytest.approx(gap.mean())
    assert found.gap_if_missed == pytest.approx(gap[gap > 0].mean())
    assert found.worst_tenth_mean == pytest.approx(np.sort(outcome)[:410].mean())
    assert found.worst_tenth_gap == pytest.approx(target - found.worst_tenth_mean)
    chance = target_probability(ensemble).value
    assert found.mean_gap == pytest.approx((1 - chance) * found.gap_if_missed)


@pytest.mark.parametrize("metric", usual_targets())
def test_any_measure_and_year_can_be_the_target(ensemble, metric):
    for year in PLAN.years:
        middle = float(np.median(ensemble.annual[metric][PLAN.years.index(year)]))
        assert target_probability(ensemble, TargetChoice(metric, year, middle)).value == pytest.approx(0.5, abs=0.01)


def test_bands_nest_and_history_stands_in_front(ensemble):
    table = bands(ensemble)
    assert list(table.kind) == ["history"] * 3 + ["simulated"] * 3
    assert list(table["median"][:3]) == [1472, 1496, 1520]
    for frame in (table, bands(ensemble, "revenue", "quarter"), bands(ensemble, "operating_profit")):
        order = frame[["low_90", "low_80", "low_50", "median", "high_50", "high_80", "high_90"]].to_numpy(float)
        assert (np.diff(order, axis=1) >= 0).all()
    assert len(bands(ensemble, "market_share", "quarter")) == 12
    share = np.mean(
        (ensemble.annual["revenue"][2] >= table.low_80.iloc[-1])
        & (ensemble.annual["revenue"][2] <= table.high_80.iloc[-1])
    )
    assert share == pytest.approx(0.8, abs=0.001)


def test_chances_by_year_follow_the_path_to_the_target(ensemble):
    own = [float(value) for value in Scenario.of(PLAN).run().annual("revenue")[:, 0]]
    assert list(target_path(SCENARIO).values()) == pytest.approx(own)
    table = probability_by_year(ensemble)
    assert table.probability.iloc[-1] == target_probability(ensemble).value
    assert (table.probability > 0).all()
    half = target_path(SCENARIO.with_settings(target=TargetChoice("revenue", 2025, 1520 + (own[1] - 1520) / 2)))
    assert list(half) == [2024, 2025] and half[2024] == pytest.approx(1520 + (own[0] - 1520) / 2)
    share = target_path(SCENARIO.with_settings(target=TargetChoice("market_share", 2026, 0.12)))
    assert PLAN.market_share < share[2025] < share[2026] == 0.12
    assert target_path(SCENARIO.with_settings(target=TargetChoice("operating_profit", 2026, 300)))[2026] == 300


def test_small_helpers():
    assert probability(np.array([True, False, False, False])).value == 0.25
    assert far_enough(np.array([2500 - 1e-7, 2499.9]), 2500.0).tolist() == [True, False]
    assert far_enough(np.array([-5.0, -5.1]), -5.0).tolist() == [True, False]
    assert far_enough(np.array([-5.0, -5.1]), -5.0, -1).tolist() == [True, True]
    assert far_enough(np.array([80 + 1e-9, 80.1]), 80.0, -1).tolist() == [True, False]


# -- more draws -----------------------------------------------------------------------------------------------------


def test_precise_adds_draws_until_the_interval_is_narrow():
    start = Scenario.of(PLAN, assumption_set="evidence", draws=512)
    fine = simulate_precisely(start)
    assert target_probability(fine).half_width < 0.01
    assert fine.draws == 8192
    assert np.array_equal(fine.annual["revenue"][:, :512], simulate(start).annual["revenue"])


def test_precision_stops_at_the_limit_of_draws(monkeypatch):
    monkeypatch.setattr("sim.analysis.uncertainty.MAX_DRAWS", 256)
    found = simulate_precisely(Scenario.of(PLAN, assumption_set="evidence", draws=96), half_width=1e-9)
    assert found.draws == 256
    assert np.array_equal(found.annual["revenue"], simulate(SCENARIO, 256).annual["revenue"])


def test_a_plan_that_goes_nowhere_asks_for_its_target_every_year(monkeypatch):
    monkeypatch.setattr("sim.analysis.uncertainty._plan_path", lambda plan, metric: (100.0, 90.0, 110.0, 100.0))
    assert target_path(SCENARIO) == dict.fromkeys(PLAN.years, SCENARIO.target.value)


class Handed:
    """Results that say what they are told to."""

    def __init__(self, outcome):
        self.outcome = outcome

    def annual(self, metric):
        return np.broadcast_to(self.outcome, (len(PLAN.years), self.outcome.size))


def test_a_stream_counts_each_future_in_the_bin_it_falls_into(monkeypatch):
    """Later blocks reach further than the first one, from which the bins are laid out."""
    outcome = np.concatenate([np.linspace(0, 1000, 2048), np.linspace(-400, 1400, 2048)])
    monkeypatch.setattr(
        "sim.analysis.streaming.evaluate_draws", lambda scenario, start, stop, cache: Handed(outcome[start:stop])
    )
    found = stream(SCENARIO, outcome.size)
    filled = np.flatnonzero(found.counts)
    for place, end in ((filled[0], outcome.min()), (filled[-1], outcome.max())):
        assert found.low + place * found.resolution <= end <= found.low + (place + 1) * found.resolution
    for share in (0.01, 0.1, 0.5, 0.99):
        near = np.quantile(outcome, [share - 1 / 4096, share + 1 / 4096])
        assert near[0] - found.resolution <= found.quantile(share) <= near[1] + found.resolution


def test_streams_agree_with_whole_ensembles(ensemble):
    found = stream(SCENARIO, 4096)
    assert found.chance == target_probability(ensemble)
    assert found.mean == pytest.approx(ensemble.outcome().mean(), rel=1e-12)
    whole = shortfall(ensemble)
    assert found.shortfall.mean_gap == pytest.approx(whole.mean_gap, rel=1e-12)
    assert found.shortfall.worst_tenth_mean == pytest.approx(whole.worst_tenth_mean, abs=2 * found.resolution)
    for name, value in quantiles(ensemble).items():
        share = float(name[1:]) / 100
        nearby = np.quantile(ensemble.outcome(), [share - 1 / 4096, share + 1 / 4096])
        assert nearby[0] - found.resolution <= found.quantile(share) <= nearby[1] + found.resolution, value
    certain = stream(Scenario.of(PLAN, "plan", "calibrated", risks=QUIET), 64)
    assert certain.quantile(0.5) == pytest.approx(2500, abs=1e-4)


def test_long_runs_report_progress_and_can_be_stopped():
    seen: list[float] = []
    stream(SCENARIO, 6000, progress=seen.append)
    assert seen[-1] == 1.0 and seen == sorted(seen)
    stop = threading.Event()

    def progress(_: float) -> None:
        stop.set()

    with pytest.raises(Cancelled):
        stream(SCENARIO, 2**15, progress=progress, cancelled=stop)
