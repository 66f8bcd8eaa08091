"""Signposts: each condition of discovery is watched, moves with the actuals, and says what to do next."""

from __future__ import annotations

import numpy as np
import pytest
from spoken import spoken

from sim.decide.discover import Discovery, Limit
from sim.language import languages
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.track import signpost_text
from sim.track import signposts as module
from sim.track.actuals import Actuals
from sim.track.reading import demo_actuals
from sim.track.signposts import conditions, signposts, strongest_lever
from sim.track.tracking import track

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN)


@pytest.fixture(scope="module")
def quiet():
    return track(SCENARIO, Actuals())


@pytest.fixture(scope="module")
def reported():
    return track(SCENARIO, demo_actuals(PLAN))


def test_every_condition_is_a_signpost_with_a_next_action(quiet):
    found = signposts(quiet)
    box = conditions(quiet.scenario).box
    assert sorted(one.limit.input for one in found) == sorted(one.input for one in box)
    for one in found:
        assert one.judgement.status == "none" and one.before == pytest.approx(one.now), "nothing is reported yet"
        assert (one.mitigation is None) != (one.lever is None)
        if one.mitigation is not None:
            assert one.mitigation == PLAN.risks[one.limit.input.removeprefix("risk.")].mitigation.measure


def test_actuals_move_the_signposts_by_the_weights_of_the_reforecast(reported):
    result = reported.result
    for one in signposts(reported):
        if one.limit.input.startswith("risk."):
            held = result.futures.onset[one.limit.input.removeprefix("risk.")] == 0
        else:
            held = result.futures.inputs[one.limit.input] >= one.limit.low
        assert one.now == pytest.approx(float(np.average(held, weights=result.weights.values)))
        assert one.before == pytest.approx(float(held.mean()), abs=0.02)
    assert max(abs(one.now - one.before) for one in signposts(reported)) > 0.1, "the worked example teaches something"


@pytest.mark.parametrize(
    ("works", "low", "status"), [(True, 0.2, "green"), (True, 1.3, "red"), (False, 0.2, "red"), (False, 1.3, "green")]
)
def test_the_state_follows_the_side_on_which_things_stand(reported, monkeypatch, works, low, status):
    limit = Limit("realisation", low, None, None, None, 0.0, 0.0, (0.0, 1.5))
    box = Discovery(works, (limit,), 0.5, 0.5, 0.5, (), 0, 8)
    monkeypatch.setattr(module, "conditions", lambda scenario: box)
    (one,) = signposts(reported)
    assert one.judgement.status == status


def test_the_strongest_lever_is_one_that_a_search_moves():
    lever = strongest_lever(SCENARIO)
    assert lever is not None and lever.kind != "condition" and lever.plan != lever.base


@pytest.mark.parametrize("id", languages())
def test_signposts_are_put_into_words(reported, id):
    language = spoken(id)
    found = signposts(reported)
    assert found
    for one in found:
        said = [
            signpost_text.condition(PLAN, one, language),
            signpost_text.trigger(PLAN, one, language),
            signpost_text.action(one, language),
        ]
        assert all(said) and not any("_" in text for text in said)
