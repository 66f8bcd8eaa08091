"""What a balancer and a monitor are told: whether the library can be used, counts and times, and no contents."""

from __future__ import annotations

import asyncio
import json
import threading

from answers import answer_to, run
from patience import PATIENCE
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from pages.parts import health, server
from pages.parts.present.hub import Hub


def samples() -> dict[tuple[str, ...], float]:
    text = health.generate_latest(health.registry).decode()
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def request(path: str) -> Request:
    return Request({"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []})


def test_a_server_with_a_library_is_well(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    answer = answer_to(request("/healthz"), health.healthz)
    assert answer.status_code == 200
    assert json.loads(bytes(answer.body))["library"] is True
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_without_one_says_so_and_not_where_it_looked(tmp_path, monkeypatch):
    place = tmp_path / "library.duckdb"
    place.write_bytes(b"no library at all" * 600)
    monkeypatch.setenv("SCENARIO_DB", str(place))
    answer = answer_to(request("/healthz"), health.healthz)
    assert answer.status_code == 503
    assert json.loads(bytes(answer.body))["status"] == "degraded"
    assert str(tmp_path).encode() not in bytes(answer.body)


def test_visitors_are_sent_to_a_server_that_has_warmed_up_and_to_no_other(monkeypatch):
    """The server itself: it answers at once that it is alive, and that it is ready when its warm-up ends, however."""
    begun, end = threading.Event(), threading.Event()

    def warm_up():
        begun.set()
        assert end.wait(PATIENCE)
        raise ValueError("it failed")

    async def nothing():
        pass

    async def answers() -> list[int]:
        return [(await one(request("/"))).status_code for one in (health.readyz, health.healthz)]

    async def live() -> None:
        async with server.lifespan(None):
            assert await asyncio.to_thread(begun.wait, PATIENCE)
            assert await answers() == [503, 200]
            end.set()
            assert await asyncio.to_thread(health.warm.wait, PATIENCE)
            assert await answers() == [200, 200]

    monkeypatch.setattr(health, "warm", threading.Event())
    monkeypatch.setattr(server, "warm_up", warm_up)
    ours = (
        "run_pages_through_the_router",
        "keep_runs_apart",
        "write_theme_once",
        "name_components_by_key",
        "watch_no_settings",
        "wake_once",
        "lend",
    )
    for one in ours:
        monkeypatch.setattr(server, one, lambda *_: None)
    for one in ("release", "follow"):
        monkeypatch.setattr(server, one, nothing)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    run(live())


def test_answers_are_counted_by_route_and_status():
    async def broken(_: Request) -> PlainTextResponse:
        return PlainTextResponse("no", status_code=404)

    key = ("scenario_lab_answer_seconds_count", "/somewhere", "404")
    before = samples().get(key, 0.0)
    route = health.time_route(Route("/somewhere", broken))
    assert isinstance(route, Route)
    for _ in range(3):
        assert answer_to(request("/somewhere?name=secret"), route.endpoint).status_code == 404
    assert samples()[key] == before + 3
    assert "secret" not in health.generate_latest(health.registry).decode()


def test_rooms_and_their_followers_are_counted():
    hub = Hub()
    room = hub.open()
    hub.open()
    assert hub.counts() == (2, 0)
    room.followers.add(object())  # type: ignore[arg-type]
    assert hub.counts() == (2, 1)
    assert ("scenario_lab_rooms",) in samples()


def test_the_server_serves_both_and_times_its_own_routes():
    served = {route.path: route for route in server.routes() if isinstance(route, Route)}
    assert {"/healthz", "/metrics", "/library-list"} <= set(served)
    assert served["/library-list"].endpoint.__name__ == "respond"
    assert any(isinstance(route, WebSocketRoute) for route in server.routes())
