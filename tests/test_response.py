"""Response tables answer every drag exactly as the model would."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.scenario import Scenario
from sim.scenario.response import family_values, move_lever, positions, response_table


@pytest.fixture(scope="module")
def scenario(plan):
    forced = next(iter(plan.risks))
    scenario = Scenario.of(plan, risks={forced: {"mode": "on"}})
    return scenario.with_levers({"headcount": 313, "conversion_rate": 0.2345, "pace": "front_loaded"})


@pytest.fixture(scope="module")
def table(scenario):
    return response_table(scenario)


def test_every_position_is_what_the_model_says_there(plan, scenario, table):
    revenue = table.results.annual("revenue")
    for id, places in table.positions.items():
        for place in {0, len(places) // 3, len(places) - 1}:
            value = str(places[place]) if plan.levers[id].is_choice else float(places[place])
            moved = scenario.with_levers(move_lever(plan, scenario.levers, id, value))
            np.testing.assert_allclose(
                revenue[:, table.start[id] + place], moved.run().annual("revenue")[:, 0], rtol=1e-12, err_msg=id
            )


def test_marks_and_ends_are_always_positions(plan, scenario, table):
    for id, lever in plan.levers.items():
        if lever.is_choice:
            continue
        places = table.positions[id]
        assert np.all(np.diff(places) > 0)
        for mark in (lever.low, lever.high, lever.base, lever.plan, scenario.levers[id]):
            assert np.isclose(places, mark, rtol=0, atol=1e-9).any(), (id, mark)
        assert len(places) <= 105


def test_positions_kept_for_the_next_call_cannot_be_written_to(plan):
    with pytest.raises(ValueError, match="read-only"):
        positions(plan.levers["headcount"])[0] = 0.0


def test_the_last_draw_is_the_current_point(scenario, table):
    np.testing.assert_array_equal(table.results.annual("revenue")[:, -1], scenario.run().annual("revenue")[:, 0])


def test_shares_keep_summing_to_one(plan, scenario):
    for id, lever in plan.levers.items():
        if not lever.simplex:
            continue
        for value in (0.0, 0.5, 1.0):
            moved = move_lever(plan, scenario.levers, id, value)
            assert math.isclose(sum(moved[one.id] for one in plan.family(lever.family)), 1, abs_tol=1e-12)
            scenario.with_levers(moved)


def test_partners_of_a_full_share_come_back_as_they_were(plan, scenario):
    shares = [f"hire_mix.{region}" for region in plan.regions]
    start = move_lever(plan, scenario.levers, "hire_mix.east", 0.3)
    full = scenario.with_levers(move_lever(plan, start, "hire_mix.west", 1.0))
    assert sum(full.levers[id] for id in shares if id != "hire_mix.west") < 1e-12
    back = move_lever(plan, full.levers, "hire_mix.west", start["hire_mix.west"])
    assert [back[id] for id in shares] == pytest.approx([start[id] for id in shares], rel=1e-9)
    dragged = family_values(plan, full.levers, "hire_mix.west", np.array([1.0, start["hire_mix.west"]]))
    np.testing.assert_allclose(dragged[:, 1], [start[id] for id in shares], rtol=1e-9)


def test_partners_without_any_share_come_back_as_the_plan_has_them(plan, scenario):
    empty = {**scenario.levers, **dict.fromkeys([f"hire_mix.{region}" for region in plan.regions], 0.0)}
    back = move_lever(plan, {**empty, "hire_mix.west": 1.0}, "hire_mix.west", 0.36)
    found = [back[f"hire_mix.{region}"] for region in ("east", "south", "north", "west", "northeast")]
    assert found == pytest.approx([0.20, 0.12, 0.08, 0.36, 0.24])


def test_partners_in_the_table_are_the_ones_the_model_ran_with(plan, scenario, table):
    family = [one.id for one in plan.family("budget_phasing")]
    id = family[1]
    values = table.partners[id]
    assert values.shape == (len(family), len(table.positions[id]))
    np.testing.assert_allclose(values.sum(axis=0), 1)
    np.testing.assert_array_equal(values[1], table.positions[id])


def test_a_thinned_slider_keeps_multiples_of_its_step(plan):
    lever = plan.levers["growth.east"]
    places = positions(lever)
    steps = (places - lever.low) / lever.step
    assert np.allclose(steps, np.round(steps))
