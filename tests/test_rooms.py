"""Rooms: codes that cannot be guessed or tried out, that end, and that tell followers only what the room may see."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
import segno
import uvicorn
from browser import free_port
from patience import PATIENCE, wait_until
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from pages.parts import address as addresses
from pages.parts import tries
from pages.parts.present import hub as hubs
from pages.parts.present import peers, wire
from pages.parts.present.hub import IDLE_LIFE, MAX_ROOMS, Hub
from pages.parts.present.levers import with_move
from pages.parts.present.room import deck, for_followers, invitation
from pages.parts.qr import qr_code
from pages.parts.session import fresh
from pages.parts.tries import ALL_WRONG_CODES, DELAY, MINUTE, WRONG_CODES
from sim.language.errors import ScenarioError
from sim.room.code import ALPHABET, CODE_LENGTH
from sim.scenario import Scenario


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hub(clock):
    return Hub(clock)


def test_codes_are_short_keys_are_long_and_both_differ(hub):
    rooms = [hub.open() for _ in range(50)]
    assert len({room.code for room in rooms}) == len({room.key for room in rooms}) == 50
    assert all(len(room.code) == CODE_LENGTH and set(room.code) <= set(ALPHABET) for room in rooms)
    assert all(len(room.key) >= 32 for room in rooms)
    assert len(ALPHABET) ** CODE_LENGTH > 8e8


def test_a_code_is_found_however_it_is_typed_and_a_key_is_no_code(hub):
    room = hub.open()
    assert hub.find(f" {room.code.lower()} ") is room
    assert hub.find(room.key) is None
    assert hub.by_key(room.code) is None


def test_wrong_codes_are_counted_and_forgotten(hub, clock):
    for _ in range(WRONG_CODES):
        assert not hub.tries.is_limited("eve")
        hub.tries.note("eve")
    assert hub.tries.is_limited("eve")
    assert not hub.tries.is_limited("someone else")
    clock.now += MINUTE + 1
    assert not hub.tries.is_limited("eve")


def test_many_wrong_codes_slow_everybody_and_shut_out_nobody(hub):
    room = hub.open()
    for number in range(ALL_WRONG_CODES):
        assert hub.tries.delay() == 0
        hub.tries.note(f"visitor {number}")
    assert hub.tries.delay() == DELAY
    assert not hub.tries.is_limited("a new one")
    assert hub.find(room.code) is room


def test_one_address_cannot_fill_a_room(hub):
    room, loop = hub.open(), asyncio.new_event_loop()
    joined = [hub.join(room, hubs.Follower(loop), "eve") for _ in range(hubs.MAX_FOLLOWERS)]
    loop.close()
    assert joined.count(True) == hubs.MAX_OF_ONE_ADDRESS < hubs.MAX_FOLLOWERS
    assert hub.join(room, hubs.Follower(loop), "somebody else")


def test_rooms_end_when_nobody_touches_them(hub, clock):
    room = hub.open()
    clock.now += IDLE_LIFE / 2
    hub.publish(room, show={})
    clock.now += IDLE_LIFE / 2 + 1
    assert hub.by_key(room.key) is room
    clock.now += IDLE_LIFE
    assert hub.by_key(room.key) is None
    assert hub.find(room.code) is None


def test_a_room_in_use_gives_way_to_no_new_one(hub, clock):
    first = hub.open()
    rooms = [hub.open() for _ in range(MAX_ROOMS - 1)]
    with pytest.raises(ScenarioError):
        hub.open()
    assert hub.by_key(first.key) is first
    clock.now += hubs.QUIET + 1
    loop = asyncio.new_event_loop()
    hub.join(first, hubs.Follower(loop), "me")
    loop.close()
    for room in rooms[1:]:
        hub.publish(room, show={})
    hub.open()
    assert hub.by_key(rooms[0].key) is None
    with pytest.raises(ScenarioError):
        hub.open()
    assert hub.by_key(first.key) is first


def test_the_speakers_notes_stay_with_the_speaker():
    works = [("Lean", "Do not say this aloud", fresh())]
    assert "aloud" not in str(for_followers(works)("en"))
    assert deck(works, "en")["scenes"][0]["note"] == "Do not say this aloud"


def test_a_deck_is_written_once_a_language_and_only_when_somebody_follows(hub):
    room, written = hub.open(), []

    def deck(language):
        written.append(language)
        return language

    hub.publish(room, deck, {})
    hub.publish(room, deck, {})
    assert not written
    assert hub.read(room, "en") == hub.read(room, "en") == (1, '"en"')
    assert hub.read(room, "zh") == (1, '"zh"')
    hub.publish(room, lambda language: "other")
    assert hub.read(room, "zh") == (2, '"other"')
    assert written == ["en", "zh"]


@contextmanager
def serving(routes):
    """A server with these routes alone."""
    port = free_port()
    config = uvicorn.Config(
        Starlette(routes=list(routes)), port=port, log_level="error", lifespan="off", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started, "the server to start")
    yield f"127.0.0.1:{port}"
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="module")
def address():
    """A server with nothing but our routes."""
    with serving(wire.routes) as found:
        yield found


@pytest.fixture
def processes(monkeypatch):
    """Two processes of one service that know of each other: the hub of each, and its address."""
    hubs = [Hub(), Hub()]
    listening = ([WebSocketRoute(wire.LISTEN, lambda socket, hub=hub: wire.serve(socket, hub))] for hub in hubs)
    with ExitStack() as stack:
        addresses = [stack.enter_context(serving(routes)) for routes in listening]
        monkeypatch.setenv("SCENARIO_PEERS", ",".join(f"http://{one}" for one in addresses))
        monkeypatch.setenv("SCENARIO_PROXIES", "127.0.0.1")
        yield list(zip(hubs, addresses, strict=True))


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(wire, "hub", Hub())
    return wire.hub.open()


def post(address: str, body: bytes) -> int:
    try:
        return urllib.request.urlopen(f"http://{address}{wire.SHOW}", data=body, timeout=PATIENCE).status
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code


def test_a_follower_hears_what_is_shown_and_nothing_is_taken_from_it(address, room):
    wire.hub.publish(room, lambda language: {"scenes": [1]}, {"place": 0})
    with connect(f"ws://{address}{wire.LISTEN}?code={room.code}") as socket:
        assert json.loads(socket.recv(PATIENCE)) == {"deck": {"scenes": [1]}, "show": {"place": 0}}
        body = {"key": room.key, "show": {"place": 3, "hidden": True}}
        assert post(address, json.dumps(body).encode()) == 204
        assert json.loads(socket.recv(PATIENCE)) == {"show": {"place": 3, "hidden": True}}
        socket.send('{"key": "x", "show": {"place": 1}}')
        wire.hub.publish(room, lambda language: {"scenes": [1, 2]})
        assert json.loads(socket.recv(PATIENCE)) == {"deck": {"scenes": [1, 2]}, "show": {"place": 3, "hidden": True}}
        wire.hub.close(room)
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(PATIENCE)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == wire.ENDED
    assert not room.followers


def test_a_presenter_of_another_process_is_followed_until_either_ends(processes):
    (here, _), (_, other) = processes
    room = here.open()
    here.publish(room, lambda language: {"said": language}, {"place": 0})
    with connect(f"ws://{other}{wire.LISTEN}?code={room.code.lower()}&lang=zh") as socket:
        assert json.loads(socket.recv(PATIENCE)) == {"deck": {"said": "zh"}, "show": {"place": 0}}
        here.publish(room, show={"place": 2})
        assert json.loads(socket.recv(PATIENCE)) == {"show": {"place": 2}}
    wait_until(lambda: not room.followers, "the process to notice that the screen has gone")
    with connect(f"ws://{other}{wire.LISTEN}?code={room.code}") as socket:
        socket.recv(PATIENCE)
        here.close(room)
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(PATIENCE)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == wire.ENDED


def test_peers_are_the_other_processes_by_the_path_they_serve(monkeypatch):
    own = f"http://localhost:{peers.config.get_option('server.port')}/Lab"
    monkeypatch.setenv("SCENARIO_PEERS", f"{own}, http://127.0.0.1:8512/Lab/,")
    assert peers.peers() == ("http://127.0.0.1:8512/Lab",)


def closed(address: str, code: str, **headers: str) -> int:
    """Try a code; return why the line was closed."""
    place = f"ws://{address}{wire.LISTEN}?code={code}"
    with connect(place, additional_headers=headers) as socket, pytest.raises(ConnectionClosed) as end:
        socket.recv(PATIENCE)
    return end.value.rcvd.code if end.value.rcvd else 0


def test_a_wrong_code_is_counted_by_every_process_against_whoever_tried_it(processes, monkeypatch):
    monkeypatch.setattr(tries, "DELAY", 0.05)
    (here, one), (there, other) = processes
    eve = {"X-Forwarded-For": "192.0.2.66"}
    assert {closed((one, other)[number % 2], "AAAAAA", **eve) for number in range(WRONG_CODES)} == {wire.UNKNOWN}
    assert here.tries.is_limited("192.0.2.66")
    assert there.tries.is_limited("192.0.2.66")
    assert not here.tries.is_limited("127.0.0.1")  # whoever is asked by another process takes its word for whom
    monkeypatch.setenv("SCENARIO_PEERS", f"http://127.0.0.1:{free_port()}")
    assert closed(one, "AAAAAA") == wire.UNKNOWN  # a process that is down says nothing


@pytest.mark.usefixtures("room")
def test_a_wrong_code_slows_an_address_and_shuts_nobody_out(address, room, monkeypatch):
    """Behind one address sits a whole audience: whoever knows the code waits a moment, and only few may wait."""
    monkeypatch.setattr(tries, "DELAY", 0.2)
    assert {closed(address, "AAAAAA") for _ in range(WRONG_CODES)} == {wire.UNKNOWN}
    assert wire.hub.tries.is_limited("127.0.0.1")
    wire.hub.publish(room, lambda language: {"scenes": [1]}, {"place": 0})
    begun = time.perf_counter()
    with connect(f"ws://{address}{wire.LISTEN}?code={room.code}") as socket:
        assert json.loads(socket.recv(PATIENCE))["show"] == {"place": 0}
    assert time.perf_counter() - begun >= 0.2
    monkeypatch.setattr(tries, "WAITING", 0)
    assert closed(address, room.code) == wire.LIMITED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"key": 1}',
        b'{"key": "KEY", "show": {"place": "1"}}',
        b'{"key": "KEY", "show": {"script": "x"}}',
        b'{"key": "KEY", "show": {"place": true}}',
        b'{"key": "wrong", "show": {"place": 1}}',
    ],
)
def test_only_the_presenter_shows_and_only_what_a_screen_can_show(address, room, body):
    assert post(address, body.replace(b"KEY", room.key.encode())) == 404
    assert room.show == "{}"
    assert post(address, b"x" * (wire.MAX_BODY + 1)) == 413


def dark_modules(path: str) -> set[tuple[int, int]]:
    """Return (row, column) of what a QR code's path strokes: "m" steps and one module a unit of "h"."""
    x = y = 0.0
    dark: set[tuple[int, int]] = set()
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(one) for one in numbers.split()]
        if step == "h":
            dark |= {(int(y), int(x) + offset) for offset in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    return dark


def test_a_qr_code_is_drawn_as_its_modules_with_white_around():
    text = "http://192.168.1.20:8501/lab/follow?code=ABC234"
    drawn = qr_code(text)
    matrix = segno.make_qr(text, error="m").matrix
    border = 4
    assert drawn["size"] == len(matrix) + 2 * border
    expected = {
        (row + border, column + border) for row, cells in enumerate(matrix) for column, cell in enumerate(cells) if cell
    }
    assert dark_modules(drawn["path"]) == expected


@pytest.mark.parametrize(
    ("seen", "spoken", "local"),
    [
        ("http://127.0.0.1:8501/present?lang=en&s=abc", "127.0.0.1:8501/follow", True),
        ("http://localhost:8501/present", "localhost:8501/follow", True),
        ("http://[::1]:8501/present", "[::1]:8501/follow", True),
        ("https://plans.example.com/lab/present", "plans.example.com/lab/follow", False),
        ("http://192.168.1.20:8501/", "192.168.1.20:8501/follow", False),
    ],
)
def test_an_invitation_names_the_server_as_the_presenter_reached_it(monkeypatch, seen, spoken, local):
    monkeypatch.setattr(addresses.st, "context", SimpleNamespace(url=seen))
    asked = invitation("follow", "ABC234")
    assert (asked["address"], asked["local"], asked["code"]) == (spoken, local, "ABC234")
    scheme = seen.partition("://")[0]
    assert asked["qr"] == qr_code(f"{scheme}://{spoken}?code=ABC234")
    monkeypatch.setattr(addresses.st, "context", SimpleNamespace(url=None))
    unknown = invitation("follow", "ABC234")
    assert (unknown["address"], unknown["qr"], unknown["link"]) == ("", None, "follow?code=ABC234")


def test_the_drawer_moves_levers_with_their_partners_starts_from_presets_and_refuses_the_rest(plan):
    scenario = Scenario.of(plan)
    assert with_move(scenario, {"levers": {"headcount": 300.0}}) == scenario.with_levers({"headcount": 300.0})
    assert with_move(scenario, {"preset": "baseline"}).levers == dict(plan.presets["baseline"])
    assert with_move(scenario, {"preset": "nonsense", "levers": {"nonsense": 1.0}}) == scenario
    with pytest.raises(ScenarioError):
        with_move(scenario, {"levers": {"headcount": 1e9}})
    family, ids = next(iter(plan.simplexes.items()))
    shifted = with_move(scenario, {"levers": {ids[0]: 0.0}}).levers
    assert sum(shifted[id] for id in ids) == pytest.approx(1.0), family
