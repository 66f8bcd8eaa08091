"""The chance of the target along every lever, and how the stage gets it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from answers import answer_to
from starlette.requests import Request

from pages.parts.stage import chances
from pages.parts.stage.cache import remember
from sim.analysis.chance_table import chance_table, points
from sim.analysis.uncertainty import simulate, target_probability
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled


@pytest.fixture(scope="module")
def scenario(plan):
    return Scenario.of(plan, "plan", "evidence")


@pytest.fixture(scope="module")
def known(scenario):
    return target_probability(simulate(scenario))


@pytest.fixture(scope="module")
def table(scenario, known):
    return chance_table(scenario, known)


def test_every_lever_has_its_ends_and_the_current_point(plan, scenario, known, table):
    assert set(table.positions) == set(plan.levers)
    for id, lever in plan.levers.items():
        values = table.positions[id]
        assert len(values) == len(table.chance[id])
        if not lever.is_choice:
            assert values[0] == lever.low
            assert values[-1] == lever.high
            here = int(np.flatnonzero(np.isclose(values, scenario.levers[id], atol=1e-9))[0])
            assert table.chance[id][here] == pytest.approx(known.value)


def test_the_table_agrees_with_the_full_ensemble_within_its_error(scenario, table):
    for id in ("growth.east", "conversion_rate"):
        for place in (2, 6, 9):
            moved = scenario.with_levers({id: float(table.positions[id][place])})
            full = target_probability(simulate(moved))
            assert abs(full.value - table.chance[id][place]) < 0.05, (id, place)


def test_more_demand_never_lowers_the_chance(table):
    assert np.all(np.diff(table.chance["growth.east"]) >= 0)
    assert np.all((table.chance["churn_rate"] >= 0) & (table.chance["churn_rate"] <= 1))


def test_points_hold_a_typed_value(scenario):
    assert 0.2345 in points(scenario.with_levers({"conversion_rate": 0.2345}), "conversion_rate")


def test_it_can_be_told_to_stop(scenario, known):
    left = iter(range(5))

    def between() -> None:
        if next(left, None) is None:
            raise Cancelled

    with pytest.raises(Cancelled):
        chance_table(scenario, known, between)


def ask(key: str):
    request = Request({"type": "http", "method": "GET", "query_string": f"key={key}".encode(), "headers": []})
    return answer_to(request, chances.answer)


def test_the_route_answers_only_for_offered_scenarios(plan):
    assert ask("nobody").status_code == 404
    scenario = Scenario.of(plan).with_levers({"headcount": 333})
    key = remember(scenario)
    with chances._making:
        busy = ask(key)
    assert (busy.status_code, busy.headers["retry-after"]) == (202, "1")
    answer = json.loads(bytes(ask(key).body))
    assert answer["key"] == key
    assert answer["levers"]["pace"]["x"] == [0, 1, 2]
    assert len(answer["levers"]["headcount"]["p"]) == len(answer["levers"]["headcount"]["x"])
