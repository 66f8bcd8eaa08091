"""The bridge: complete, fair, order-free, and equal to a textbook Shapley value computed another way."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from math import factorial

import numpy as np
import pytest
import reference_model
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from strategies import lever_draws

from sim.analysis import bridge as bridge_module
from sim.analysis.bridge import Bar, Bridge, bridge, bridge_and_run
from sim.analysis.claims import claim_rows
from sim.analysis.coalitions import players
from sim.analysis.shapley import coalition_weights, memberships, sampled_values, shapley_values
from sim.language.errors import ScenarioError
from sim.model import NO_EFFECTS, Effects
from sim.model.measures import plan_measures
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
GROUPS = ("headcount", "conversion", "product", "region", "budget")


def baseline() -> Scenario:
    return Scenario.of(PLAN, "baseline")


def planned() -> Scenario:
    return Scenario.of(PLAN, "plan")


def rich() -> Scenario:
    """Everything differs from the baseline: choices, both simplexes, assumptions."""
    return (
        planned()
        .with_levers(
            {
                "pace": "s_curve",
                "subsidy_rate": 0.1,
                "deal_size": 0.95,
                "growth.south": 0.12,
                "growth.north": 0.11,
                "hire_mix.east": 0.10,
                "hire_mix.south": 0.22,
                "budget_phasing.2024": 0.5,
                "budget_phasing.2025": 0.25,
            }
        )
        .with_own_assumptions({"elasticity": 0.4, "momentum": 0.02, "cost_per_rep": 0.3})
    )


DISTURBED = Effects({"revenue": np.full((12, 5, 1), 0.98)}, extra_cost=np.full((12, 1), 0.5))


# -- the mathematics ------------------------------------------------------------------------------------------------
def by_orders(game: np.ndarray) -> np.ndarray:
    """Shapley values the slow way: the mean over all orders of joining."""
    count = len(game).bit_length() - 1
    values = np.zeros(count)
    for order in itertools.permutations(range(count)):
        mask = 0
        for player in order:
            values[player] += game[mask | 1 << player] - game[mask]
            mask |= 1 << player
    return values / factorial(count)


@given(st.integers(1, 5).flatmap(lambda n: arrays(float, 2**n, elements=st.floats(-1e3, 1e3))))
def test_equals_the_mean_over_all_orders(game: np.ndarray) -> None:
    assert shapley_values(game) == pytest.approx(by_orders(game), abs=1e-9)


@given(st.integers(1, 7).flatmap(lambda n: arrays(float, 2**n, elements=st.floats(-1e3, 1e3))))
def test_complete(game: np.ndarray) -> None:
    assert math.fsum(shapley_values(game)) == pytest.approx(game[-1] - game[0], abs=1e-9)


def test_known_game() -> None:
    """The glove game: one left glove, two right ones; a pair is worth 1 (Shapley 1953: 4/6, 1/6, 1/6)."""
    member = memberships(3)
    game = (member[0] & (member[1] | member[2])).astype(float)
    assert shapley_values(game) == pytest.approx([4 / 6, 1 / 6, 1 / 6])


def test_weights_sum_to_one() -> None:
    assert [math.fsum(coalition_weights(n)) for n in range(8)] == pytest.approx([1] * 8)


def test_not_a_game() -> None:
    with pytest.raises(ValueError, match="every coalition"):
        shapley_values(np.zeros(3))


def test_sampling_is_complete_and_close() -> None:
    table = np.random.default_rng(3).normal(size=2**6).cumsum()
    weights = 1 << np.arange(6)

    def game(member: np.ndarray) -> np.ndarray:
        return table[weights @ member]

    values, errors = sampled_values(6, game, 400, seed=1)
    assert math.fsum(values) == pytest.approx(table[-1] - table[0], abs=1e-9)
    assert np.all(np.abs(values - shapley_values(table)) < 5 * errors + 1e-9)
    assert np.array_equal(values, sampled_values(6, game, 400, seed=1)[0])


def test_an_order_and_its_reverse_share_out_pairs_exactly() -> None:
    """What two players achieve together goes half to each, whichever order is drawn: no error is left."""
    random = np.random.default_rng(7)
    own, pairs = random.normal(size=6), np.triu(random.normal(size=(6, 6)), 1)

    def game(member: np.ndarray) -> np.ndarray:
        inside = member.astype(float)
        return own @ inside + np.einsum("ic,ij,jc->c", inside, pairs, inside)

    values, errors = sampled_values(6, game, 3)
    assert values == pytest.approx(own + (pairs.sum(axis=0) + pairs.sum(axis=1)) / 2)
    assert errors == pytest.approx(np.zeros(6), abs=1e-12)


# -- the bridge -----------------------------------------------------------------------------------------------------
def check_sums(one: Bridge) -> None:
    assert abs(one.residual) <= 1e-9 * max(abs(one.total), 1e-3)
    for bar in one.bars:
        if bar.parts:
            assert math.fsum(part.value for part in bar.parts) == pytest.approx(bar.value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("metric", ["revenue", "operating_profit", "margin", "market_share", "headcount", "cagr"])
@pytest.mark.parametrize("year", PLAN.years)
def test_bars_sum_to_the_total(metric: str, year: int) -> None:
    one = bridge(baseline(), rich(), metric, year, drill=True, effects=(NO_EFFECTS, DISTURBED))
    check_sums(one)
    assert [bar.id for bar in one.bars] == [*GROUPS, "assumptions", "risks"]
    assert one.start == pytest.approx(float(baseline().run().annual(metric)[PLAN.years.index(year), 0]), rel=1e-12)
    assert one.end == pytest.approx(float(rich().run(DISTURBED).annual(metric)[PLAN.years.index(year), 0]), rel=1e-12)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_sums_for_any_two_scenarios(data: st.DataObject) -> None:
    free = [lever for lever in PLAN.levers.values() if not lever.simplex and not lever.is_choice]
    one, other = (
        baseline().with_levers(
            {
                lever.id: float(data.draw(st.sampled_from(list(lever.steps))))
                for lever in free
                if data.draw(st.booleans())
            }
        )
        for _ in range(2)
    )
    check_sums(bridge(one, other, data.draw(st.sampled_from(["revenue", "operating_profit"])), drill=True))


@pytest.mark.parametrize("id", ["growth-2026", "growth-2026-v2"])
def test_it_ends_with_the_run_of_the_current_scenario_itself(id: str) -> None:
    """Bit for bit, whatever differs, with rules and modules too: the stage shows it in place of a run of its own."""
    plan = load_plan(id)
    draws, count = lever_draws(plan, 24, seed=9), 0
    scenarios = [
        Scenario.of(plan).with_levers({id: values[place].item() for id, values in draws.items()}) for place in range(24)
    ]
    scenarios[1] = scenarios[1].with_own_assumptions({"elasticity": 0.4, "momentum": 0.02})
    case = next(iter(plan.risks))
    forced = scenarios[2].with_settings(risks={case: {"mode": "on"}})
    pairs = [*itertools.pairwise(scenarios), (forced, forced.with_levers(scenarios[3].levers)), (forced, scenarios[0])]
    for base, current in pairs:
        run = bridge_and_run(base, current, "revenue", plan.years[-1])[1]
        if base.risks != current.risks:
            assert run is None
            continue
        alone, count = current.run(), count + 1
        for one in plan_measures(plan):
            np.testing.assert_array_equal(one.years(run)[:, -1], one.years(alone)[:, -1], one.id)
        np.testing.assert_array_equal(run.total_revenue[:, -1], alone.total_revenue[:, -1])
    assert count == 24


def test_equals_shapley_over_the_reference_model() -> None:
    """Group bars against an independent model and the mean over all orders."""
    own_group = {"hire_mix": "headcount", "growth": "region", "budget": "budget", "budget_phasing": "budget"}
    own_group |= {id: lever.group for id, lever in PLAN.levers.items()}
    game = np.empty(32)
    for mask in range(32):
        inside = {group for place, group in enumerate(GROUPS) if mask >> place & 1}
        levers = {
            id: (reference_model.PLAN if own_group[id] in inside else reference_model.BASELINE)[id]
            for id in reference_model.BASELINE
        }
        game[mask] = reference_model.annual(reference_model.simulate(levers), "revenue")[2]
    expected = dict(zip(GROUPS, by_orders(game), strict=True))
    found = {bar.id: bar.value for bar in bridge(baseline(), planned()).bars}
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("id", ["attrition_rate", "ramp_months", "subsidy_rate", "budget.training", "pace"])
def test_single_levers_from_any_corner_of_the_model(id: str) -> None:
    value = "s_curve" if id == "pace" else PLAN.levers[id].low
    check_sums(bridge(planned(), planned().with_levers({id: value}), drill=True))


def test_turning_round_changes_only_signs() -> None:
    there = bridge(baseline(), rich(), effects=(NO_EFFECTS, DISTURBED))
    back = bridge(rich(), baseline(), effects=(DISTURBED, NO_EFFECTS))
    assert {bar.id: bar.value for bar in there.bars} == pytest.approx({bar.id: -bar.value for bar in back.bars})


def test_nothing_differs() -> None:
    same = bridge(planned(), planned())
    assert (same.bars, same.total, same.residual) == ((), 0.0, 0.0)


def test_one_lever_gets_everything() -> None:
    one = bridge(planned(), planned().with_levers({"headcount": 310}), drill=True)
    assert [bar.id for bar in one.bars] == ["headcount"]
    assert one.bars[0].value == pytest.approx(one.total)
    assert one.bars[0].alone == pytest.approx(one.total)
    assert [part.id for part in one.bars[0].parts] == ["headcount"]
    assert one.interaction == pytest.approx(0, abs=1e-9)


def test_simplex_moves_as_one_player() -> None:
    ids = [player.id for player in players(PLAN, baseline(), rich())]
    assert ids.count("hire_mix") == 1
    assert not any(id.startswith("hire_mix.") for id in ids)


def test_regions_sum_to_the_company() -> None:
    parts = [bridge(baseline(), rich(), "revenue", 2026, region) for region in PLAN.regions]
    whole = bridge(baseline(), rich())
    for place, bar in enumerate(whole.bars):
        assert math.fsum(part.bars[place].value for part in parts) == pytest.approx(bar.value, rel=1e-9)


def test_reps_are_those_of_the_end_of_the_year() -> None:
    base = Scenario.of(PLAN)
    more = base.with_levers({"headcount": 450})
    one = bridge(base, more, "headcount", 2025, "west")
    west = PLAN.regions.index("west")
    assert (one.start, one.end) == tuple(float(side.run().headcount[7, west, 0]) for side in (base, more))


def test_products_sum_to_the_company() -> None:
    core, new, whole = (bridge(baseline(), rich(), metric) for metric in ("core_revenue", "new_revenue", "revenue"))
    for one, other, both in zip(core.bars, new.bars, whole.bars, strict=True):
        assert one.value + other.value == pytest.approx(both.value, rel=1e-9)


def test_growth_of_one_region_leaves_the_others_alone() -> None:
    other = planned().with_levers({"growth.west": 0.1})
    assert bridge(planned(), other, region="east").total == 0
    assert bridge(planned(), other, region="west").bars[0].value < 0


def test_a_likely_set_moves_no_promise() -> None:
    assert bridge(planned(), Scenario.of(PLAN, "plan", "calibrated")).bars == ()


def test_assumptions_alone() -> None:
    one = bridge(planned(), planned().with_own_assumptions({"elasticity": 0.2, "momentum": 0.03}), drill=True)
    assert [bar.id for bar in one.bars] == ["assumptions"]
    assert {part.kind for part in one.bars[0].parts} == {"assumption"}
    check_sums(one)


def test_irrelevant_assumption_gets_nothing() -> None:
    one = bridge(planned(), planned().with_own_assumptions({"cost_per_rep": 0.5}))
    assert one.bars[0].value == 0


def test_forced_risks_are_explained_case_by_case() -> None:
    calm = planned().with_settings(risks={"price_war": {"mitigated": True}})
    storm = planned().with_settings(
        risks={"price_war": {"mode": "on", "onset": 3}, "west_shortfall": {"mode": "on"}, "crm_delay": {"mode": "off"}}
    )
    one = bridge(calm, storm, drill=True)
    assert [bar.id for bar in one.bars] == ["risks"]
    assert {part.id for part in one.bars[0].parts} == {"price_war", "west_shortfall"}
    by_case = {part.id: part.value for part in one.bars[0].parts}
    assert by_case["west_shortfall"] < 0
    assert by_case["price_war"] == 0  # over by the end of 2025
    assert bridge(calm, storm, year=2025, region="east").bars[0].value < 0
    check_sums(one)
    assert one.total == pytest.approx(float(storm.run().annual("revenue")[2, 0] - calm.run().annual("revenue")[2, 0]))
    saved = bridge(calm, planned(), "operating_profit", 2025)
    assert saved.bars[0].value > 0  # a countermeasure against a case left to chance still costs its money


def test_interaction_is_shared_not_lost() -> None:
    """More conversion needs money to happen: alone each does little, together a lot, and the surplus is shared."""
    both = planned().with_levers({"conversion_rate": 0.18, "budget.digital": 0, "budget.training": 0})
    one = bridge(both, planned())
    assert one.interaction > 0
    assert all(bar.alone < bar.value < bar.last for bar in one.bars)


def test_large_group_is_sampled_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = bridge(baseline(), rich(), drill=True).bars[0]
    monkeypatch.setattr(bridge_module, "EXACT_LIMIT", 16)
    sampled = bridge(baseline(), rich(), drill=True).bars[0]
    assert math.fsum(part.value for part in sampled.parts) == pytest.approx(exact.value, rel=1e-9)

    def close(one: Bar, other: Bar) -> bool:
        return abs(one.value - other.value) <= 5 * other.error + 1e-9

    assert all(close(one, other) for one, other in zip(exact.parts, sampled.parts, strict=True))
    assert any(part.error > 0 for part in sampled.parts)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"metric": "nonsense"}, "error-bridge-metric"),
        ({"metric": "margin", "region": "east"}, "error-bridge-metric"),
        ({"region": "atlantis"}, "error-bridge-region"),
        ({"year": 2031}, "error-year"),
    ],
)
def test_refused(changes: dict[str, object], key: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        bridge(baseline(), planned(), **changes)  # pyright: ignore[reportArgumentType]
    assert caught.value.key == key
    assert caught.value.text("en") != caught.value.text("zh")


# -- the plan's own claim -------------------------------------------------------------------------------------------
def test_claims_beside_the_attribution() -> None:
    rows = {row.id: row for row in claim_rows(PLAN)}
    assert [rows[id].claimed for id in list(rows)[:3]] == pytest.approx([1000, 875, 625])
    assert math.fsum(row.attributed for row in rows.values()) == pytest.approx(2500 - 1648.3973, abs=1e-3)
    assert math.fsum(row.attributed_share for row in rows.values()) == pytest.approx(1)
    assert math.isnan(rows["budget"].claimed)


def test_a_plan_that_claims_less_has_fewer_claims_beside_it() -> None:
    fewer = {name: share for name, share in PLAN.claims.items() if name != "contribution_new_products"}
    rows = {row.id: row for row in claim_rows(replace(PLAN, claims=fewer))}
    assert "contribution_new_products" not in rows
    assert math.isnan(rows["product"].claimed)
    assert math.fsum(row.attributed_share for row in rows.values()) == pytest.approx(1)


def test_only_the_groups_asked_for_are_opened() -> None:
    whole, part = (bridge(baseline(), planned(), drill=drill) for drill in (True, ("region",)))
    assert [bar.value for bar in whole.bars] == [bar.value for bar in part.bars]
    assert [bar.id for bar in part.bars if bar.parts] == ["region"]
    assert next(bar for bar in part.bars if bar.parts) == next(bar for bar in whole.bars if bar.id == "region")


@pytest.mark.parametrize("id", [id for id, lever in load_plan("growth-2026").levers.items() if not lever.simplex])
def test_any_single_lever_may_be_all_that_differs(id: str) -> None:
    """Whichever input alone has draws, the model's arrays take its shape."""
    plan = load_plan("growth-2026")
    lever, base = plan.levers[id], Scenario.of(plan, "baseline")
    other = next(one for one in lever.choices if one != lever.base) if lever.is_choice else lever.high
    current = base.with_levers({id: lever.low if other == base.levers[id] else other})
    found = bridge(base, current, "operating_profit")
    assert [bar.id for bar in found.bars] == [lever.group]
    assert found.end == float(current.run().annual("operating_profit")[-1, 0])


def test_without_a_year_a_bridge_is_of_the_plans_last_one():
    plan = load_plan("halfyear-2025")
    found = bridge(Scenario.of(plan, "baseline"), Scenario.of(plan))
    assert found.year == plan.years[-1] == 2025
