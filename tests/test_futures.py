"""A move is answered before its futures; what follows puts in their places what would otherwise have come with it."""

from __future__ import annotations

import itertools
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from answers import answer_to
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import spread
from pages.parts.charts.live import encode
from pages.parts.session import Workspace
from pages.parts.stage import cache, futures, journal
from pages.parts.stage.outcomes import column_places
from pages.parts.stage.payload import build
from pages.parts.stage.view_of import view_of
from sim.language import get_language
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled

HEADCOUNTS = itertools.count(8 * 317)
"""Every test has a point of its own: what is offered or simulated once stays so for the process."""


@pytest.fixture
def works(plan) -> tuple[Workspace, Workspace]:
    """Return a state and the one a lever led to; the futures of the latter are not known."""
    before = Workspace(Scenario.of(plan), Scenario.of(plan))
    after = replace(before, scenario=before.scenario.with_levers({"headcount": next(HEADCOUNTS) / 8}))
    return before, after


def ask(query: str) -> Response:
    request = Request({"type": "http", "method": "GET", "query_string": query.encode(), "headers": []})
    return answer_to(request, futures.answer)


def completed(payload: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return a payload with its futures, as `pages/scripts/stage/futures.js` completes it."""
    charts = payload["charts"]
    views = {
        name: {**view, "data": {**view["data"], "band": found["bands"][name]}}
        for name, view in charts["trajectory"]["views"].items()
    }
    return {
        **payload,
        "headline": [found["chance"] if one["id"] == "chance" else one for one in payload["headline"]],
        "sentence": {**payload["sentence"], "futures": found["futures"]},
        "charts": {**charts, "axes": found["axes"], "trajectory": {**charts["trajectory"], "views": views}},
    }


@pytest.mark.parametrize("id", ["en", "zh"])
def test_what_follows_completes_the_answer(works, id):
    before, after = works
    language = works[0].scenario.plan.vocabulary(get_language(id))
    at_once = view_of(after, language, wait=False, previous=before.scenario)
    payload = encode(build(at_once, language), column_places(at_once.plan))
    assert payload["charts"]["axes"] is None
    assert payload["sentence"]["futures"] == ""
    assert next(one for one in payload["headline"] if one["id"] == "chance")["value"] == "–"
    assert spread.known_spread(after.scenario) is None, "nothing was simulated for the exact numbers"

    cache.remember(after.scenario)
    key = futures.remember(at_once, (before, after), id)
    found = json.loads(bytes(ask(f"key={key}").body))
    assert found["key"] == key
    known = view_of(after, language, previous=before.scenario)
    whole = encode(build(known, language), column_places(known.plan))
    assert completed(payload, found) == whole
    assert found["step"] == journal.step_row(before, after, id)
    assert found["step"]["chance"]
    assert found["before"]


def test_a_step_tells_its_chance_once_it_is_known(works):
    before, after = works
    spread.spread(before.scenario)
    assert journal.step_row(before, after, "en")["chance"] == ""
    spread.spread(after.scenario)
    assert journal.step_row(before, after, "en")["chance"] != ""


def test_futures_are_given_up_when_the_stage_has_moved_on(works):
    before, after = works
    view = view_of(after, after.scenario.plan.vocabulary(get_language("en")), wait=False, previous=before.scenario)
    key = futures.remember(view, works, "en")
    cache.remember(after.scenario)
    cache.remember(before.scenario, instead_of=after.scenario.key)
    assert ask(f"key={key}").status_code == 204
    assert spread.known_spread(after.scenario) is None


def test_the_next_move_gives_up_what_is_being_simulated(works):
    calls = []

    def between() -> None:
        calls.append(1)
        if len(calls) == 2:  # after the first chunk of draws
            raise Cancelled

    with pytest.raises(Cancelled):
        spread.spread(works[1].scenario, between)
    assert len(calls) == 2
    assert spread.known_spread(works[1].scenario) is None
    assert not spread._being_made
    assert spread.spread(works[1].scenario).chance.draws == 4096, "whoever asks next simulates them"


def test_two_who_ask_at_once_simulate_once(works, monkeypatch):
    made = []
    simulated = spread._simulate
    monkeypatch.setattr(spread, "_simulate", lambda *args: made.append(1) or simulated(*args))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: spread.spread(works[1].scenario), range(4)))
    assert len(made) == 1
    assert len({id(one) for one in found}) == 1


def test_whoever_waited_finds_what_was_made(works, monkeypatch):
    """However threads take turns: here they change at every chance, and simulating takes no time."""
    made = []
    monkeypatch.setattr(spread, "_simulate", lambda scenario, _: made.append(scenario.seed) or object())
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            for seed in range(200):
                scenario = works[1].scenario.with_settings(seed=seed)
                assert len(set(pool.map(lambda _, scenario=scenario: id(spread.spread(scenario)), range(4)))) == 1
    finally:
        sys.setswitchinterval(interval)
        spread._spreads.clear()
    assert made == list(range(200))


def test_foreign_keys_are_refused(works):
    assert ask("key=nobody").status_code == 404
    view = view_of(works[1], works[1].scenario.plan.vocabulary(get_language("en")), wait=False)
    key = futures.remember(view, works, "en")
    cache._points.drop(works[1].scenario.key)
    assert ask(f"key={key}").status_code == 404, "the point was dropped: the stage has it offered again"


def test_a_step_is_written_again_only_until_its_chance_is_known(monkeypatch, works):
    before, after = works
    asked: list[Any] = []
    write = journal.step_row
    monkeypatch.setattr(journal, "step_row", lambda *told: asked.append(told[:2]) or write(*told))
    monkeypatch.setattr(journal.st, "session_state", {})
    start, move = (None, before), (before, after)

    def chances(*pairs: Any, language: str = "en") -> list[str]:
        asked.clear()
        return [row["chance"] for row in journal._rows_once(pairs, language)]

    assert chances(start, move) == ["", ""]
    assert chances(start, move)[1] == ""
    assert move in asked
    spread.spread(before.scenario)
    spread.spread(after.scenario)
    known = chances(start, move)
    assert known[1] != ""
    assert chances(start, move) == known
    assert asked == [start]
    assert chances(move, language="zh")[0] != ""
    assert asked == [move]
