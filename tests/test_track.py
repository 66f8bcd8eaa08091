"""The reforecast: against solvable cases, against laws, and against itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from scipy.stats import norm, qmc

from sim.language.errors import ScenarioError
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import run_ensemble
from sim.track.actuals import Actuals, base_quarters, known_facts
from sim.track.calibration import calibration_of_bands
from sim.track.evidence import verdicts
from sim.track.futures import Futures, futures, scenario_with_spread
from sim.track.likelihood import Evidence, evidence_of, observations
from sim.track.measures import Series, full_series, measures
from sim.track.needed import needed_growth
from sim.track.reforecast import QUANTILES, reforecast
from sim.track.tracking import document, plan_path, track
from sim.track.weights import effective_size, even_weights, importance_weights, weighted_quantiles

DRAWS = 4096
SOFTENING = 1e-5
"""By so much the chance may fall where two surprises are softened differently (measured: 1.02e-6 at 0.99998)."""


@pytest.fixture(scope="module")
def scenario(plan):
    return Scenario.of(plan, "plan", "evidence")


@pytest.fixture(scope="module")
def ensemble(scenario):
    return futures(scenario, DRAWS)


def path_actuals(plan, factor=1.0, quarters=4, split=True) -> Actuals:
    """Actuals that are `factor` times the plan's own path."""
    run = Scenario.of(plan).run()
    values = {}
    for place, region in enumerate(plan.regions):
        rows = {"core": run.core_revenue, "new": run.new_revenue} if split else {"": run.revenue}
        for item, row in rows.items():
            values[Series("revenue", region, item)] = {
                plan.quarters[q]: factor * float(row[q, place, 0]) for q in range(quarters)
            }
    return Actuals(values)


# -- weights ----------------------------------------------------------------------------------------------------------


def test_effective_size_is_kishs():
    assert effective_size(np.ones(50)) == pytest.approx(50)
    assert effective_size(np.array([1.0, 0, 0, 0])) == 1
    weights = np.array([3.0, 1.0, 2.0])
    assert effective_size(weights) == pytest.approx(36 / 14)
    assert effective_size(7 * weights) == pytest.approx(effective_size(weights))


@pytest.mark.parametrize(("observed", "error"), [(0.5, 1.0), (1.5, 0.6), (-1.0, 0.8)])
def test_normal_prior_and_normal_likelihood_have_the_known_posterior(observed, error):
    x = special.ndtri(qmc.Sobol(1, rng=3).random_base2(16)[:, 0].clip(1e-12, 1 - 1e-12))
    weights = importance_weights(-0.5 * ((observed - x) / error) ** 2, 100)
    assert weights.tempering == 1
    mean, variance = observed / (1 + error**2), error**2 / (1 + error**2)
    assert weights.values @ x == pytest.approx(mean, abs=2e-3)
    assert weights.values @ (x - mean) ** 2 == pytest.approx(variance, rel=0.01)
    assert weights.values @ (x > 1) == pytest.approx(norm.sf(1, mean, np.sqrt(variance)), abs=3e-3)
    quantile = weighted_quantiles(x[None], weights.values, (0.1, 0.9))[0]
    assert quantile == pytest.approx(norm.ppf([0.1, 0.9], mean, np.sqrt(variance)), abs=0.02)
    # Σw² of Gaussian weights is known too: E[w]² / E[w²] with w = exp(-(y - x)² / 2s²).
    first = error / np.sqrt(1 + error**2) * np.exp(-(observed**2) / (2 * (1 + error**2)))
    second = error / np.sqrt(2 + error**2) * np.exp(-(observed**2) / (2 + error**2))
    assert weights.effective / len(x) == pytest.approx(first**2 / second, rel=0.01)


def test_a_collapse_is_softened_just_enough():
    x = special.ndtri(qmc.Sobol(1, rng=3).random_base2(12)[:, 0].clip(1e-12, 1 - 1e-12))
    surprise = -0.5 * ((6 - x) / 0.2) ** 2
    weights = importance_weights(surprise, 400)
    assert weights.collapsed and weights.untempered < 5
    assert weights.effective == pytest.approx(400, rel=1e-6)
    # The softened likelihood is the one with every variance multiplied by 1 / exponent.
    wider = importance_weights(-0.5 * ((6 - x) / (0.2 / np.sqrt(weights.tempering))) ** 2, 1)
    assert wider.values == pytest.approx(weights.values, rel=1e-9)
    assert not importance_weights(np.zeros(10), 400).collapsed
    assert importance_weights(surprise, 1e9).effective == pytest.approx(len(x) / 2, rel=1e-6)


def test_quantiles_of_even_weights_are_the_samples_own():
    values = np.random.default_rng(5).normal(size=(3, 2001))
    even = weighted_quantiles(values, even_weights(2001).values, QUANTILES)
    assert even == pytest.approx(np.quantile(values, QUANTILES, axis=1, method="hazen").T, abs=1e-9)


# -- the whole chain against a case that can be solved ----------------------------------------------------------------


def solvable(plan, scenario, spread=0.06, draws=2**15) -> tuple[Futures, np.ndarray]:
    """Futures in which one normal number moves the logarithm of all revenue, and nothing else differs."""
    theta = spread * special.ndtri(qmc.Sobol(1, rng=1).random_base2(int(np.log2(draws)))[:, 0].clip(1e-12, 1 - 1e-12))
    base = Scenario.of(plan).run()
    cells = np.stack([base.core_revenue, base.new_revenue], axis=2)
    quarter, region = plan.quarter_count, len(plan.regions)
    return Futures(
        scenario=scenario,
        draws=draws,
        revenue=cells * np.exp(theta),
        reps=np.ones((quarter, region, draws)),
        conversion_rate=np.full((quarter, draws), 0.2),
        churn_rate=np.full((quarter, draws), 0.1),
        spend=np.ones((quarter, 3, draws)),
        operating_profit=np.zeros((quarter, draws)),
        contribution=np.zeros((quarter, draws)),
        market=np.full((quarter, 1), 1e4),
        inputs={"momentum": theta},
        onset={},
    ), theta


def test_the_reforecast_equals_the_closed_form(plan, scenario):
    spread = 0.06
    prior, theta = solvable(plan, scenario, spread)
    actuals = path_actuals(plan, 1.05, 3)
    used, _ = observations(plan, actuals)
    error = measures()["revenue"].errors
    count = len(used)
    # Independent of the program's own covariance: written from the definition, cell by cell.
    covariance = np.empty((count, count))
    for i, a in enumerate(used):
        for j, b in enumerate(used):
            covariance[i, j] = (
                error.level**2
                + error.season**2 * (a.quarter % 4 == b.quarter % 4)
                + error.quarter**2 * (a.quarter == b.quarter)
                + error.region**2 * (a.series.region == b.series.region)
                + error.item**2 * (a.series.item == b.series.item)
                + error.own**2 * (i == j)
            )
    residual = np.full(count, np.log(1.05))
    ones = np.ones(count)
    precision = np.linalg.inv(covariance)
    information = ones @ precision @ ones
    mean = (ones @ precision @ residual) / (1 / spread**2 + information)
    deviation = np.sqrt(1 / (1 / spread**2 + information))
    result = reforecast(prior, actuals)
    weights = result.weights.values
    assert weights @ theta == pytest.approx(mean, abs=2e-4)
    assert np.sqrt(weights @ (theta - mean) ** 2) == pytest.approx(deviation, rel=0.01)
    (verdict,) = verdicts(result)
    assert verdict.shift == pytest.approx(mean / spread, abs=5e-3)
    chance = norm.sf(0, mean, deviation)
    assert verdict.bayes_factor == pytest.approx(chance / (1 - chance), rel=0.05)
    # The lasting part of what the future does not explain: conditional mean of level, season, region and item.
    cell = next(i for i, one in enumerate(full_series(plan)) if one == Series("revenue", "east", "new"))
    then = 6
    cross = np.array(
        [
            error.level**2
            + error.season**2 * (one.quarter % 4 == then % 4)
            + error.region**2 * (one.series.region == "east")
            + error.item**2 * (one.series.item == "new")
            for one in used
        ]
    )
    offset = evidence_of(prior, used)["revenue"].offsets(np.array([then]))[0, cell]
    assert offset == pytest.approx(cross @ precision @ (residual[:, None] - theta), abs=1e-12)
    # What stays open of it, and what still comes: the conditional variance, the same for every future.
    alone = error.level**2 + error.season**2 + error.quarter**2 + error.region**2 + error.item**2 + error.own**2
    rest = np.log(result.after.revenue[then, 0, 1] / prior.revenue[then, 0, 1]) - offset
    assert rest.mean() == pytest.approx(0, abs=2e-3)
    assert rest.var() == pytest.approx(alone - cross @ precision @ cross, rel=0.02)


def test_bands_of_a_reforecast_hold_what_they_say(plan, scenario, monkeypatch):
    """Simulation-based calibration; 500 truths of it stand on Trust (`python -m bench calibration`)."""
    (held,) = calibration_of_bands(scenario, truths=60, known=(4,), draws=512)
    assert 0.65 < held.shares[0.8] < 0.95 and 0.3 < held.shares[0.5] < 0.7
    assert 0.38 < held.ranks.mean() < 0.62


def test_errors_still_to_come_are_part_of_the_band(plan, ensemble, monkeypatch):
    actuals = path_actuals(plan, 1.0, 8)
    wide = reforecast(ensemble, actuals).years_after[-1]
    monkeypatch.setattr(
        Evidence, "spread", lambda self, then, draws, seed: np.zeros((len(then), len(self.cells), draws))
    )
    narrow = reforecast(ensemble, actuals).years_after[-1]
    assert wide[4] - wide[0] > 1.02 * (narrow[4] - narrow[0])
    assert wide[2] == pytest.approx(narrow[2], rel=0.01)


def test_a_total_weighs_as_much_as_its_parts_allow(plan, scenario):
    """One company total carries less information than its ten parts, and moves the same way."""
    prior, theta = solvable(plan, scenario)
    parts = reforecast(prior, path_actuals(plan, 1.05, 1))
    sums = Actuals({Series("revenue"): {"2024Q1": float(1.05 * plan_path(plan)[0])}})
    whole = reforecast(prior, sums)
    assert 0 < whole.weights.values @ theta < 1.05 * (parts.weights.values @ theta)
    assert whole.after.total_revenue[0] == pytest.approx(np.full(prior.draws, sums.get(Series("revenue"), "2024Q1")))


# -- laws -------------------------------------------------------------------------------------------------------------


def test_no_actuals_change_nothing_bit_for_bit(plan, scenario, ensemble):
    result = reforecast(ensemble, Actuals())
    assert result.p_after == result.p_before
    assert result.after is result.futures
    assert (result.bands_after == result.bands_before).all() and (result.years_after == result.years_before).all()
    assert result.weights.effective == DRAWS and not verdicts(result)
    direct = run_ensemble(scenario, lambda results: {"revenue": results.annual("revenue")[-1:]}, DRAWS)["revenue"][0]
    assert result.p_before == pytest.approx((direct >= 2500).mean(), abs=1e-12)
    assert ensemble.revenue.sum(axis=(1, 2))[-4:].sum(axis=0) == pytest.approx(direct, rel=1e-12)


def test_figures_the_model_does_not_predict_change_nothing(plan, ensemble):
    only = Actuals({Series("complaint_rate"): {"2024Q1": 0.03}, Series("spend", "", "digital"): {"2024Q1": 0.0}})
    result = reforecast(ensemble, only)
    assert result.p_after == result.p_before and result.used == 0 and result.skipped == 1


def test_actuals_on_the_plans_path_raise_the_chance(plan, ensemble):
    """From the second quarter on: in the first the plan's path is still what the futures expect in the middle."""
    before = reforecast(ensemble, Actuals()).p_before
    chances = [reforecast(ensemble, path_actuals(plan, 1.0, quarters)).p_after for quarters in (2, 4, 6, 8)]
    assert all(chance > before for chance in chances)
    assert chances == sorted(chances)


@settings(max_examples=15)
@given(
    quarters=st.sampled_from([1, 2, 4, 6, 8, 11]),
    factors=st.tuples(st.floats(0.7, 1.4), st.floats(0.7, 1.4)),
    split=st.booleans(),
)
def test_higher_actuals_never_lower_the_chance(plan, ensemble, quarters, factors, split):
    low, high = sorted(factors)
    lower = reforecast(ensemble, path_actuals(plan, low, quarters, split))
    higher = reforecast(ensemble, path_actuals(plan, high, quarters, split))
    assert higher.p_after >= lower.p_after - SOFTENING
    assert (higher.bands_after[quarters:, 2] >= lower.bands_after[quarters:, 2] - 1e-9).all()


def test_higher_actuals_never_lower_the_chance_on_a_fine_grid(plan, ensemble):
    for quarters in (2, 6):
        chances = [
            reforecast(ensemble, path_actuals(plan, factor, quarters)).p_after for factor in np.linspace(0.8, 1.5, 20)
        ]
        assert all(later >= earlier - SOFTENING for earlier, later in pairwise(chances))


def test_reported_quarters_are_certain_and_the_rest_adds_up(plan, ensemble):
    actuals = path_actuals(plan, 1.02, 5)
    result = reforecast(ensemble, actuals)
    expected = 1.02 * plan_path(plan)[:5]
    assert result.bands_after[:5] == pytest.approx(np.repeat(expected[:, None], len(QUANTILES), axis=1))
    assert result.years_after[0] == pytest.approx(np.full(len(QUANTILES), expected[:4].sum()))
    assert (np.diff(result.bands_after[5:], axis=1) > 0).all()


def test_when_everything_has_been_reported_nothing_is_open(plan, scenario, ensemble):
    result = reforecast(ensemble, path_actuals(plan, 1.001, 12))
    assert result.p_after == pytest.approx(1, abs=1e-9) and result.carried == 0
    assert np.ptp(result.bands_after, axis=1) == pytest.approx(np.zeros(12))
    found = track(scenario, path_actuals(plan, 0.99, 12), 512)
    assert found.result.p_after == 0 and found.needed.state == "missed"
    assert all(one.past for one in found.milestones if one.metric == "revenue")


def test_partial_reports_fill_in_around_what_is_known(plan, ensemble):
    actuals = Actuals(
        {
            Series("revenue"): {"2024Q1": 320.0},
            Series("revenue", "east"): {"2024Q1": 200.0},
            Series("revenue", "west", "core"): {"2024Q1": 12.0},
        }
    )
    after = reforecast(ensemble, actuals).after
    assert after.total_revenue[0] == pytest.approx(np.full(DRAWS, 320.0))
    assert after.region_revenue[0, 0] == pytest.approx(np.full(DRAWS, 200.0))
    assert after.revenue[0, 3, 0] == pytest.approx(np.full(DRAWS, 12.0))
    assert (after.revenue > 0).all()


def test_nothing_is_learnt_twice(plan):
    actuals = path_actuals(plan, 1.0, 1)
    totals = known_facts(plan, actuals)
    doubled = actuals.with_values(
        [
            (Series("revenue"), "2024Q1", float(totals.total_revenue[0])),
            (Series("revenue", "east"), "2024Q1", float(totals.region_revenue[0, 0])),
        ]
    )
    assert observations(plan, doubled)[0] == observations(plan, actuals)[0]


def test_a_collapse_is_reported_and_leaves_the_floor(plan, ensemble):
    result = reforecast(ensemble, path_actuals(plan, 1.6, 11))
    assert result.weights.collapsed and result.weights.untempered < 400
    assert result.weights.effective == pytest.approx(400, rel=1e-6)


def test_seeds(plan, scenario):
    actuals = path_actuals(plan, 1.03, 4)
    first = reforecast(futures(scenario, 2**14), actuals)
    again = reforecast(futures(scenario.with_settings(seed=0), 2**14), actuals)
    other = reforecast(futures(scenario.with_settings(seed=7), 2**14), actuals)
    assert first.p_after == again.p_after and (first.weights.values == again.weights.values).all()
    assert first.p_after != other.p_after
    assert abs(first.p_after - other.p_after) < 4 * (first.p_error + other.p_error)
    few = futures(scenario, 1024)
    assert (few.revenue == futures(scenario, 2**14).revenue[..., :1024]).all()


def test_other_targets(plan, scenario):
    actuals = path_actuals(plan, 1.05, 4)
    profit = scenario.with_settings(target=TargetChoice("operating_profit", 2026, 300.0), draws=DRAWS)
    share = scenario.with_settings(target=TargetChoice("market_share", 2025, 0.12), draws=DRAWS)
    for one in (profit, share):
        result = reforecast(futures(one, DRAWS), actuals)
        assert result.p_after > result.p_before
    assert track(profit, actuals, DRAWS).needed is None


def test_profit_follows_revenue_at_the_models_mix(plan, scenario, ensemble):
    """Revenue beside the model's changes profit by its contribution: checked by scaling revenue inside the model."""
    base = Scenario.of(plan).run()
    more = replace(base, revenue=1.1 * base.revenue)
    assumption = base.assumptions
    margin = assumption["margin_core"] + (assumption["margin_new"] - assumption["margin_core"]) * base.new_share
    contribution = margin - assumption["overhead_rate"] * (1 - assumption["overhead_fixed_share"])
    gain = (more.total_revenue - base.total_revenue) * contribution
    assert more.operating_profit == pytest.approx(base.operating_profit + gain, rel=1e-12)


def test_sets_without_spread_give_way_to_evidence(plan, scenario):
    certain = Scenario.of(plan, "plan", "calibrated")
    assert scenario_with_spread(certain).assumption_set == "evidence"
    assert scenario_with_spread(scenario) is scenario
    tracking = track(certain, Actuals(), 512)
    assert tracking.replaced == "calibrated" and tracking.scenario.assumption_set == "evidence"
    with pytest.raises(ScenarioError):
        futures(scenario, 2**18)


# -- what the actuals speak against -----------------------------------------------------------------------------------


def test_evidence_points_at_what_was_changed(plan, scenario):
    """Actuals taken from one future pull the assumptions towards that future's."""
    ensemble = futures(scenario, 2**13)
    values = ensemble.inputs["realisation"]
    low = int(np.argsort(values)[80])
    cells = {
        Series("revenue", region, item): {plan.quarters[q]: float(ensemble.revenue[q, r, p, low]) for q in range(6)}
        for r, region in enumerate(plan.regions)
        for p, item in enumerate(plan.products)
    }
    found = {one.id: one for one in verdicts(reforecast(ensemble, Actuals(cells)))}
    assert found["realisation"].direction == -1 and found["realisation"].clear
    assert found["realisation"].shift < -0.5 and found["realisation"].bayes_factor > 10
    assert all(one.bayes_factor >= 1 for one in found.values())


def test_verdicts_are_ranked(plan, ensemble):
    found = verdicts(reforecast(ensemble, path_actuals(plan, 1.1, 6)))
    clear = [abs(one.shift) for one in found if one.clear]
    assert clear == sorted(clear, reverse=True)
    assert [one.clear for one in found] == sorted((one.clear for one in found), reverse=True)


# -- what has to be true from here ------------------------------------------------------------------------------------


def test_needed_growth_without_actuals_is_the_compound_rate(plan):
    found = needed_growth(plan, known_facts(plan, Actuals()), TargetChoice("revenue", 2026, 2500.0))
    assert found.state == "open" and found.remaining == 12 and found.growth_so_far is None
    assert found.growth == pytest.approx((2500 / plan.base_revenue.sum()) ** (1 / 3) - 1, abs=1e-9)
    assert found.path.reshape(3, 4).sum(axis=1)[-1] == pytest.approx(2500)
    assert found.average == 625


def test_needed_growth_of_the_last_quarter_is_what_is_left(plan):
    rows = dict.fromkeys(plan.quarters[:11], 500.0)
    facts = known_facts(plan, Actuals({Series("revenue"): rows}))
    found = needed_growth(plan, facts, TargetChoice("revenue", 2026, 2100.0))
    assert found.growth == pytest.approx(600 / 500 - 1) and found.average == pytest.approx(600)
    assert found.average_before == 500 and found.growth_so_far == 0
    assert needed_growth(plan, facts, TargetChoice("revenue", 2026, 1400.0)).state == "reached"
    assert needed_growth(plan, facts, TargetChoice("revenue", 2025, 2100.0)).state == "missed"
    assert needed_growth(plan, facts, TargetChoice("revenue", 2026, 9e5)).state == "out_of_reach"


def test_growth_of_the_first_year_is_measured_against_the_base_year(plan):
    rows = dict(zip(plan.quarters, 1.1 * base_quarters(plan).sum(axis=1), strict=False))
    facts = known_facts(plan, Actuals({Series("revenue"): rows}))
    assert needed_growth(plan, facts, TargetChoice.of(plan)).growth_so_far == pytest.approx(0.1)


def test_the_document_is_plain(plan, scenario):
    import json

    found = document(track(scenario, path_actuals(plan, 0.97, 3), 1024))
    json.dumps(found, allow_nan=False)
    assert found["last_quarter"] == "2024Q3" and found["figures"]["used"] == 30
    assert found["ess"]["futures"] == 1024 and found["provenance"]["draws"] == 1024
    assert {"milestones", "warnings", "p_target", "ess", "tempering", "needed_growth", "against", "bands"} <= set(found)
