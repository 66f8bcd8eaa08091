"""The response table on its way to the browser, the frame, and who goes first on a busy server."""

from __future__ import annotations

import json
import threading
from typing import Any

import numpy as np
import pytest
from answers import answer_to
from patience import PATIENCE, wait_until
from starlette.requests import Request
from starlette.responses import Response

from pages.parts.recent import Recent
from pages.parts.spread import QUANTILES, known_spread, spread
from pages.parts.stage import cache, chances, frame, response_route
from pages.parts.stage.outcomes import column_names, outcome_vector, revenue_goal
from sim.analysis.uncertainty import simulate, target_probability
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import Cancelled
from sim.scenario.response import move_lever


@pytest.fixture(scope="module")
def scenario(plan):
    return Scenario.of(plan).with_levers({"headcount": 311, "conversion_rate": 0.2345, "pace": "s_curve"})


def ask(handler: Any, query: str) -> Response:
    request = Request({"type": "http", "method": "GET", "query_string": query.encode(), "headers": []})
    return answer_to(request, handler)


def read(body: bytes) -> tuple[str, dict[str, dict[str, np.ndarray]]]:
    """Return key and strips as the browser reads them."""
    size = int(np.frombuffer(body, "<u4", 1)[0])
    header = json.loads(body[4 : 4 + size])
    at = 4 + size
    assert at % 8 == 0, "typed arrays need their alignment"
    found = {}
    for lever in header["levers"]:
        positions = np.frombuffer(body, "<f8", lever["count"], at)
        at += positions.nbytes
        family = np.frombuffer(body, "<f8", lever["family"] * lever["count"], at).reshape(
            lever["family"], lever["count"]
        )
        at += family.nbytes
        found[lever["id"]] = {"positions": positions, "family": family}
    outcomes = np.frombuffer(body, "<f4", offset=at).reshape(sum(one["count"] for one in header["levers"]), -1)
    ends = np.cumsum([one["count"] for one in header["levers"]])
    for id, part in zip(found, np.split(outcomes, ends[:-1]), strict=True):
        found[id]["outcomes"] = part
    return header["key"], found


# -- the response table ---------------------------------------------------------------------------------------------
def test_every_row_of_a_strip_is_the_model_at_that_position(plan, scenario):
    ids = ("headcount", "pace", "budget_phasing.2025", "churn_rate")
    key, found = read(response_route.body(scenario, ids))
    assert key == scenario.key
    assert tuple(found) == ids
    for id, strip in found.items():
        lever = plan.levers[id]
        for place in {0, len(strip["positions"]) // 3, len(strip["positions"]) - 1}:
            value = strip["positions"][place]
            levers = move_lever(plan, scenario.levers, id, lever.choices[int(value)] if lever.is_choice else value)
            expected = outcome_vector(scenario.with_levers(levers).run(), revenue_goal(scenario))
            shown = strip["outcomes"][place]
            np.testing.assert_allclose(shown, [expected[name] for name in column_names(plan)], rtol=2e-7, atol=1e-5)
            if lever.simplex:
                moved = [levers[other.id] for other in plan.family(lever.family)]
                np.testing.assert_allclose(strip["family"][:, place], moved, rtol=1e-12)


def test_the_table_holds_the_levers_asked_for_and_no_others(plan, scenario):
    cache.remember(scenario)
    folded = [id for id, lever in plan.levers.items() if lever.advanced]
    answer = ask(response_route.answer, f"key={scenario.key}&levers={','.join(folded)}")
    assert list(read(bytes(answer.body))[1]) == folded
    assert answer.headers["content-encoding"] == "identity", "floats are not worth packing"


def test_foreign_keys_and_levers_are_refused(scenario):
    cache.remember(scenario)
    assert ask(response_route.answer, "key=0123456789abcdef&levers=headcount").status_code == 404
    assert ask(response_route.answer, f"key={scenario.key}&levers=headcount,nobody").status_code == 400
    assert ask(response_route.answer, f"key={scenario.key}").status_code == 400
    many = ",".join(f"a{number}" for number in range(response_route.MOST + 1))
    assert ask(response_route.answer, f"key={scenario.key}&levers={many}").status_code == 400


# -- the frame ------------------------------------------------------------------------------------------------------
def test_the_frame_is_kept_for_ever_under_the_name_of_its_content(plan):
    keys = {
        (id, metric): frame.prepare(plan, metric, id) for id in ("en", "zh") for metric in ("revenue", "market_share")
    }
    assert len(set(keys.values())) == len(keys)
    answer = ask(frame.answer, f"key={keys['zh', 'revenue']}")
    assert json.loads(bytes(answer.body))["language"] == "zh"
    assert "immutable" in answer.headers["cache-control"]
    assert ask(frame.answer, "key=nobody").status_code == 404


# -- the futures ----------------------------------------------------------------------------------------------------
def test_the_spread_is_that_of_the_ensemble(plan, scenario):
    share = scenario.with_settings(target=TargetChoice("market_share", 2025, 0.05))
    for one in (scenario, share):
        full = simulate(one)
        assert spread(one).chance == target_probability(full)
        for kind, values in (("year", full.annual), ("quarter", full.quarterly)):
            expected = np.quantile(values["revenue"], QUANTILES, axis=1)
            np.testing.assert_allclose(spread(one).bands[kind], expected, rtol=1e-12)


# -- who goes first -------------------------------------------------------------------------------------------------
def test_long_work_ends_when_no_stage_shows_its_point(plan, monkeypatch):
    monkeypatch.setattr(cache, "_points", Recent(8))  # pages of other tests show points of their own
    first, second = (Scenario.of(plan).with_levers({"headcount": count}) for count in (301, 302))
    cache.remember(first)  # two stages on one point
    cache.remember(first)
    cache.remember(first, instead_of=first.key)  # one of them runs again: no third stage
    cache.remember(second, instead_of=first.key)
    cache.traffic.give_way(cache.point(first.key))
    cache.remember(second, instead_of=first.key)
    with pytest.raises(Cancelled):
        cache.traffic.give_way(cache.point(first.key))
    assert chances.table_of(first.key) is None, "asked for too late"
    assert ask(chances.answer, f"key={first.key}").status_code == 202


def test_long_work_stands_back_while_a_move_is_answered(plan, monkeypatch):
    scenario = Scenario.of(plan).with_levers({"headcount": 303})
    cache.remember(scenario)
    monkeypatch.setattr(cache, "LONGEST_WAIT", PATIENCE)
    passed = threading.Event()

    def work() -> None:
        cache.traffic.give_way(cache.point(scenario.key))
        passed.set()

    change = cache.traffic._change
    with cache.traffic.move():
        thread = threading.Thread(target=work)
        thread.start()
        wait_until(lambda: passed.is_set() or change._waiters, "the work to stand back")  # type: ignore[attr-defined]
        assert not passed.is_set()
    assert passed.wait(PATIENCE)
    thread.join(PATIENCE)


@pytest.mark.parametrize("step", [1, 2, 5])
def test_futures_are_given_up_between_two_steps_of_the_model(plan, step):
    """Before the first of them, and again and again before they are there."""
    scenario = Scenario.of(plan).with_levers({"headcount": 307 + step})
    calls = []

    def between() -> None:
        calls.append(None)
        if len(calls) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        spread(scenario, between)
    assert known_spread(scenario) is None
    found = spread(scenario)
    assert found.chance == target_probability(simulate(scenario))


def test_a_point_that_was_dropped_can_be_offered_again(plan, monkeypatch):
    monkeypatch.setattr(cache, "_points", Recent(2))
    first, *others = (Scenario.of(plan).with_levers({"headcount": count}) for count in (304, 305, 306))
    for one in (first, *others):
        cache.remember(one)
    with pytest.raises(KeyError):
        cache.point(first.key)
    cache.remember(first, instead_of=first.key)
    assert cache.point(first.key).stages == 1
