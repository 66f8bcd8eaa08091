"""Draws: reproducible bits, even spread, right distributions, and the dependence that was asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import special, stats

from sim.language import get_language, languages
from sim.language.errors import PlanError
from sim.plan import load_plan
from sim.plan.dependence import loading, residual_mixing
from sim.plan.dimensions import MAX_DIMENSIONS
from sim.plan.distributions import (
    KINDS,
    Bernoulli,
    Fixed,
    Mixture,
    Normal,
    Pareto,
    Pert,
    Triangular,
    Uniform,
    from_scores,
)
from sim.plan.pert import AT_ONCE
from sim.plan.schema import Correlation, StatedAssumption
from sim.risk import resolve, sample_effects
from sim.sampling.assumptions import sample_assumptions, uncertain
from sim.sampling.copula import own_score
from sim.sampling.points import DIGITS, SOURCE_BITS, STREAMS, _directions, column, sobol_points

PLAN = load_plan("growth-2026")


# -- points ---------------------------------------------------------------------------------------------------------


def sobol_column(name, dimension, seed, start, stop, stream="main"):
    return sobol_points(((stream, name, dimension),), seed, start, stop)[0]


@pytest.mark.parametrize("stream", STREAMS)
def test_a_column_does_not_depend_on_how_it_is_cut(stream):
    whole = sobol_column("momentum", 4, 0, 0, 20_000, stream)
    for start, stop in [(0, 4096), (0, 8192), (1, 2), (4095, 4097), (8191, 8193), (16_000, 20_000)]:
        assert np.array_equal(sobol_column("momentum", 4, 0, start, stop, stream), whole[start:stop])
    assert sobol_column("momentum", 4, 0, 5, 5, stream).size == 0


def test_a_column_does_not_depend_on_what_is_drawn_beside_it():
    columns = (("size", "a", 3), ("size", "b", 250), ("size", "c", 0))
    for row, (stream, name, dimension) in zip(sobol_points(columns, 7, 1000, 5000), columns, strict=True):
        assert np.array_equal(row, sobol_column(name, dimension, 7, 1000, 5000, stream))
    for name in ("momentum", "factor.market", "risk.price_war"):
        assert np.array_equal(column(PLAN, name, 7, 10, 90), sobol_column(name, PLAN.dimensions[name], 7, 10, 90))


def test_direction_numbers_are_those_of_scipys_generator():
    """In Gray-code order point 2^(k+1) - 1 is the k-th direction number itself."""
    engine, at = stats.qmc.Sobol(len(STREAMS) * MAX_DIMENSIONS, scramble=False, bits=SOURCE_BITS), 0
    for bit, ours in enumerate(np.hstack([_directions(stream) for stream in STREAMS])[:16]):
        engine.fast_forward(2 ** (bit + 1) - 1 - at)
        at = 2 ** (bit + 1)
        assert np.array_equal(ours / 2.0**DIGITS, engine.random(1)[0])


def test_every_power_of_two_is_spread_evenly():
    for dimension in (0, 1, 7, 100, 255):
        u = sobol_column(f"name{dimension}", dimension, 3, 0, 4096)
        assert u.min() > 0 and u.max() < 1
        for bits in (4, 8, 12):
            assert (np.histogram(u[: 2**bits], 2**bits, (0, 1))[0] == 1).all()


def test_seeds_names_and_streams_differ_and_seed_zero_is_one():
    columns = [sobol_column("a", 1, seed, 0, 256) for seed in (0, 1, 2**32 - 1)]
    columns += [sobol_column("b", 1, 0, 0, 256)] + [sobol_column("a", 1, 0, 0, 256, stream) for stream in STREAMS[1:]]
    for place, one in enumerate(columns):
        for other in columns[place + 1 :]:
            assert not np.array_equal(one, other)


def test_every_stream_of_a_name_is_scrambled_on_its_own():
    """Point 0 is the origin in every dimension, so what stands there is the scramble itself."""
    assert len({float(sobol_column("a", 1, 0, 0, 1, stream)[0]) for stream in STREAMS}) == len(STREAMS)


def test_two_dimensions_are_more_even_than_chance():
    points = np.stack([sobol_column(f"d{place}", place, 0, 0, 1024) for place in range(6)], axis=1)
    random = np.random.default_rng(0).random((1024, 6))
    assert stats.qmc.discrepancy(points) < stats.qmc.discrepancy(random) / 5


def test_no_draw_moves_when_an_input_joins():
    """A name's place in the list is all that counts; later names, other settings and other sets move nothing."""
    more = replace(PLAN, dimensions={**PLAN.dimensions, "later": len(PLAN.dimensions)})
    before, after = (sample_assumptions(plan, "evidence", {}, 5, 0, 300) for plan in (PLAN, more))
    for id in before:
        assert np.array_equal(before[id], after[id])
    fixed = sample_assumptions(PLAN, "evidence", {"momentum": 0.02}, 5, 0, 300)
    assert fixed["momentum"] == 0.02
    assert all(np.array_equal(fixed[id], before[id]) for id in before if id != "momentum")


def test_too_many_draws_are_refused():
    with pytest.raises(ValueError, match="outside"):
        sobol_column("a", 0, 0, 0, 2**20 + 1)


# -- distributions --------------------------------------------------------------------------------------------------

SOURCE = {"source": "D1-011"}
CASES = [
    ({"pert": [10, 20, 60]}, stats.beta(1 + 4 * 0.2, 1 + 4 * 0.8, 10, 50)),
    ({"pert": [0, 0, 1]}, stats.beta(1, 5)),
    ({"triangular": [10, 20, 60]}, stats.triang(0.2, 10, 50)),
    ({"triangular": [10, 60, 60]}, stats.triang(1.0, 10, 50)),
    ({"uniform": [2, 5]}, stats.uniform(2, 3)),
    ({"normal": [1, 0.2]}, stats.norm(1, 0.2)),
    ({"lognormal": [0.02, 0.6]}, stats.lognorm(0.6, scale=0.02)),
    ({"pareto": [1.5, 2]}, stats.pareto(2, scale=1.5)),
]


@pytest.mark.parametrize(("content", "reference"), CASES, ids=lambda c: next(iter(c)) if isinstance(c, dict) else "")
def test_distributions_are_scipys(content, reference):
    distribution = StatedAssumption.model_validate(content | SOURCE).distribution
    u = np.array([1e-6, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6])
    np.testing.assert_allclose(distribution.quantile(u), reference.ppf(u), rtol=1e-9, atol=1e-12)
    assert distribution.mean == pytest.approx(reference.mean(), rel=1e-12)


APART = {"value", "bernoulli", "mixture"}
"""Kinds that scipy has not, which tests of their own hold."""


def test_every_kind_is_tried_and_told():
    assert {kind for content, _ in CASES for kind in content} == KINDS.keys() - APART
    for one in KINDS.values():
        assert set(one.told) <= set(one.stated), one.kind
        assert not one.uncertain or all(get_language(id).has(one.text) for id in languages()), one.kind


def test_stated_quantiles_of_pert_and_triangular():
    u = np.array([0.1, 0.5, 0.9])
    np.testing.assert_allclose(Pert(10, 20, 60).quantile(u), [14.495, 23.834, 37.267], atol=5e-4)
    np.testing.assert_allclose(Triangular(10, 20, 60).quantile(u), [17.071, 28.377, 45.858], atol=5e-4)


def test_bernoulli_value_and_capped_pareto():
    u = (np.arange(100_000) + 0.5) / 100_000
    assert Bernoulli(0.3).quantile(u).mean() == pytest.approx(0.3, abs=1e-5)
    assert (Fixed(3).quantile(u) == 3).all()
    capped = StatedAssumption.model_validate({"pareto": [1.5, 2], "cap": 5, **SOURCE})
    values = capped.distribution.quantile(u)
    assert values.max() == 5
    assert values.mean() == pytest.approx(capped.distribution.mean, rel=1e-4)
    assert Pareto(1.5, 1, cap=5).mean == pytest.approx(1.5 * (1 + np.log(5 / 1.5)))


@pytest.mark.parametrize("id", ["realisation", "digital_cost_ratio"])
def test_mixtures_have_the_stated_parts(id):
    distribution = PLAN.assumption_sets["evidence"][id].distribution
    u = (np.arange(200_000) + 0.5) / 200_000
    values = distribution.quantile(u)
    assert values.mean() == pytest.approx(distribution.mean, rel=1e-3)
    if id == "realisation":
        assert np.mean(values < 0.5) == pytest.approx(0.26, abs=1e-4)
        assert np.mean(values > 0.9) == pytest.approx(0.30, abs=1e-4)
        assert (np.diff(values) >= 0).all()
    else:
        assert np.mean(values > 1.5) == pytest.approx(1 / 6, abs=1e-3)
        assert np.mean(values > 3) == pytest.approx(1 / 6 / 4, abs=1e-3)
        assert distribution.mean == pytest.approx(1.195, abs=1e-12)


def test_overlapping_mixtures_are_exact():
    values = Mixture(((0.4, Normal(0, 1)), (0.6, Uniform(-1, 3)))).quantile((np.arange(200_000) + 0.5) / 200_000)
    for x in (-2.0, -0.5, 0.0, 1.0, 2.5):
        expected = 0.4 * stats.norm.cdf(x) + 0.6 * stats.uniform(-1, 4).cdf(x)
        assert np.mean(values <= x) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("ends", [(0, 0, 1), (0, 0.02, 1), (0, 0.5, 1), (0, 1, 1), (-0.15, -0.1, -0.05), (2, 2, 2)])
def test_tables_are_within_their_stated_error(ends):
    low, mode, high = ends
    z = np.linspace(-6.4, 6.4, 20_001)
    found = Pert(low, mode, high).from_score(z)
    if high == low:
        assert (found == low).all()
        return
    exact = Pert(low, mode, high).quantile(special.ndtr(z))
    assert np.abs(found - exact).max() / (high - low) < 1e-7
    assert (np.diff(found) >= -1e-15).all()
    assert np.isfinite(Pert(low, mode, high).from_score(np.array([-9.0, 9.0]))).all()


def test_distributions_drawn_together_are_as_each_alone():
    """To the bit, whether their numbers fit one look-up or not."""
    kinds = [Pert(0, 2, 5), Normal(1, 2), Pert(3, 3, 3), Pert(-1, -1, 4), Uniform(0, 1), Pert(0, 9, 9)]
    for sizes in ((1,) * 6, (7, 0, 3, 1, 1, 200), (AT_ONCE - 1, 5, 5, 1, 1, AT_ONCE + 1)):
        scores = [np.linspace(-7, 7, size) for size in sizes]
        for one, z, found in zip(kinds, scores, from_scores(kinds, scores), strict=True):
            assert np.array_equal(found, one.from_score(z))


# -- assumptions and their dependence -------------------------------------------------------------------------------


def test_sampled_assumptions_have_their_marginals():
    values = sample_assumptions(PLAN, "evidence", {}, 0, 0, 8192)
    assert len(uncertain(PLAN, "evidence")) == 12
    for id in uncertain(PLAN, "evidence"):
        distribution, found = PLAN.assumption_sets["evidence"][id].distribution, np.asarray(values[id])
        entry = PLAN.assumptions[id]
        assert entry.low <= found.min() and found.max() <= entry.high
        expected = distribution.quantile(np.array([0.1, 0.5, 0.9]))
        spread = expected[2] - expected[0]
        np.testing.assert_allclose(np.quantile(found, [0.1, 0.5, 0.9]), expected, atol=0.02 * spread)
        assert found.mean() == pytest.approx(distribution.mean, abs=0.02 * spread)


def test_ranges_cut_off_next_to_nothing():
    """Holding values inside admissible ranges must not distort what a set states."""
    for distribution, entry in (
        (PLAN.assumption_sets["evidence"][id].distribution, PLAN.assumptions[id]) for id in uncertain(PLAN, "evidence")
    ):
        ends = distribution.quantile(np.array([1e-4, 1 - 1e-4]))
        assert ends[0] >= entry.low - 1e-12 and ends[1] <= entry.high + 1e-12


def test_no_draw_leaves_a_parameters_range():
    """A normal distribution has no ends; the range of what a parameter may be has."""
    entry = replace(PLAN.assumptions["digital_cost_ratio"], low=0.9, high=1.1)
    narrow = replace(PLAN, assumptions={**PLAN.assumptions, "digital_cost_ratio": entry})
    found = np.asarray(sample_assumptions(narrow, "evidence", {}, 0, 0, 512)["digital_cost_ratio"])
    free = np.asarray(sample_assumptions(PLAN, "evidence", {}, 0, 0, 512)["digital_cost_ratio"])
    assert np.array_equal(found, np.clip(free, 0.9, 1.1)) and free.min() < 0.9 < 1.1 < free.max()


def test_factors_give_the_stated_rank_correlation():
    values = sample_assumptions(PLAN, "evidence", {}, 0, 0, 8192)

    def rank(first: str, second: str) -> float:
        return float(np.asarray(stats.spearmanr(values[first], values[second]))[0])

    expected = PLAN.factors["execution"].strength ** 2
    assert rank("realisation", "digital_productivity") == pytest.approx(expected, abs=0.02)
    assert rank("realisation", "ramp_extra") == pytest.approx(-expected, abs=0.02)
    assert rank("momentum", "growth_shock") == pytest.approx(PLAN.factors["market"].strength ** 2, abs=0.02)
    assert rank("momentum", "realisation") == pytest.approx(0, abs=0.02)
    assert rank("elasticity", "adstock") == pytest.approx(0, abs=0.02)
    assert loading(0) == 0 and loading(1) == pytest.approx(1)
    for strength in (0.3, 0.63, 0.8):
        # the rank correlation that two normal scores of this correlation have (Pearson 1907)
        assert 6 / np.pi * np.arcsin(loading(strength) ** 2 / 2) == pytest.approx(strength**2)


def correlated(*pairs: tuple[str, str, float]):
    stated = tuple(Correlation(between=[a, b], spearman=r, unit="ratio", assumption="reason") for a, b, r in pairs)
    return replace(PLAN, correlations=stated)


def test_stated_correlations_replace_the_factors():
    plan = correlated(("elasticity", "adstock", 0.6), ("realisation", "digital_productivity", 0.1))
    values = sample_assumptions(plan, "evidence", {}, 0, 0, 8192)
    assert stats.spearmanr(values["elasticity"], values["adstock"])[0] == pytest.approx(0.6, abs=0.02)
    pair = stats.spearmanr(values["realisation"], values["digital_productivity"])[0]
    assert pair == pytest.approx(0.1, abs=0.02)
    untouched = sample_assumptions(PLAN, "evidence", {}, 0, 0, 8192)
    assert np.array_equal(values["momentum"], untouched["momentum"])
    assert np.array_equal(values["realisation"], untouched["realisation"])  # first in the list: nothing moves it


def test_impossible_correlations_are_named():
    plan = correlated(
        ("elasticity", "adstock", 0.9), ("adstock", "cannibalisation", 0.9), ("elasticity", "cannibalisation", -0.9)
    )
    with pytest.raises(PlanError) as problem:
        residual_mixing(plan, "evidence")
    assert problem.value.key == "error-plan-correlation"
    assert problem.value.arguments["first"] in ("elasticity", "adstock", "cannibalisation")
    with pytest.raises(PlanError):
        sample_assumptions(plan, "evidence", {}, 0, 0, 8)


def test_scores_are_normal_and_kept_from_harm():
    z = own_score(PLAN, "momentum", 0, 0, 4096)
    assert stats.kstest(z, "norm").pvalue > 0.5
    with pytest.raises(ValueError, match="read-only"):
        z[0] = 0


def test_effects_do_not_depend_on_how_they_are_cut():
    settings = resolve(PLAN, {})
    whole = sample_effects(PLAN, settings, 9, 0, 600)
    part = sample_effects(PLAN, settings, 9, 200, 500)
    assert len(whole.sizes) > 5
    for name, sizes in whole.sizes.items():
        assert np.array_equal(sizes[..., 200:500], part.sizes[name])
