"""A workshop over real sockets on the real server: twenty phones, a restart in between, and attempts to break in."""

from __future__ import annotations

import asyncio
import json
import random
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import answers
import pytest
from browser import running_app
from patience import PATIENCE
from phones import Leader, Phone, post
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from pages.parts import tries
from pages.parts.room import wire
from pages.parts.room.hall import Hall, Screen, follow
from pages.parts.room.lan import Listener, addresses, invitation, is_local
from sim.language.errors import RoomError, StoreError
from sim.plan import load_plan
from sim.room import outcome
from sim.room.question import Option, Vote
from sim.room.room import digest
from sim.scenario import Scenario
from sim.store import DuckStore, open_store
from sim.store.rooms import Rooms

PEOPLE = 20
VOTE = Vote(text="Which?", options=(Option(label="One"), Option(label="Two")))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A library with an open room and nobody in it."""
    path = tmp_path_factory.mktemp("room") / "scenarios.duckdb"
    store = DuckStore(path)
    room = Rooms(store.database).open("Autumn review", load_plan("growth-2026"))
    store.close()
    return path, room


async def together(calls):
    return await asyncio.gather(*calls)


def statuses(replies):
    return {status for status, _ in replies}


async def first_round(address, room):
    """Predict, hidden until it is shown; return the phones and what they have answered."""
    leader = Leader(address, room)
    phones = await together(
        Phone(address, room.code, room.invitation, language=("en", "zh")[number % 2]).join() for number in range(PEOPLE)
    )
    assert len({phone.token for phone in phones}) == PEOPLE
    await phones[0].until(lambda: phones[0].room["present"] == PEOPLE)
    question = outcome.predict_question(Scenario.of(load_plan("growth-2026")))
    assert await leader.do("ask", **question.model_dump()) == (204, b"")
    await together(phone.until(lambda phone=phone: phone.round.get("phase") == "open") for phone in phones)
    assert phones[0].round["title"] != phones[1].round["title"]  # each in its own language
    dice = random.Random(1)
    values = [round(dice.gauss(2.4, 0.1), 2) for _ in phones]
    for phone, value in zip(phones, values, strict=True):
        shown = value * (1 if phone.language == "en" else 10)  # CNY bn, 亿元
        assert (await phone.answer(1, value=f"{shown:.2f}"))[0] == 200
    await together(phone.until(lambda phone=phone: phone.round["answered"] == PEOPLE) for phone in phones)
    assert phones[0].round["count"] == f"{PEOPLE} of {PEOPLE} have answered"
    told = json.dumps([room for _, room in phones[0].seen])
    assert all(f"{value:.2f}" not in told for value in values)  # hidden until revealed, the model's answer too
    assert f"{question.truth:.6g}" not in told
    return phones, values


async def second_round(address, room, phones):
    """After a restart: everybody comes back to the same seat; an estimate in two private turns."""
    leader = Leader(address, room)
    again = await together(Phone(address, room.code, token=phone.token, language="en").join() for phone in phones)
    assert [phone.token for phone in again] == [phone.token for phone in phones]
    assert all(phone.mine["counts"] for phone in again)  # what was answered before the restart is still theirs
    assert again[0].round["answered"] == PEOPLE
    assert (await leader.do("reveal"))[0] == 204
    await together(phone.until(lambda phone=phone: phone.round["phase"] == "revealed") for phone in again)
    assert len(again[0].round["result"]["dots"]) == PEOPLE

    estimate = outcome.estimate_question(load_plan("growth-2026"), "assumption", "hiring_attainment")
    assert (await leader.do("ask", **estimate.model_dump()))[0] == 204
    late = await Phone(address, room.code.lower()).join()  # typed, and late
    everybody = [*again, late]
    await together(phone.until(lambda phone=phone: phone.round["number"] == 2) for phone in everybody)
    for turn in (1, 2):
        replies = await together(
            phone.answer(2, low=f"{60 + turn * 5}", best=f"{70 + number}", high="95", sure=80)
            for number, phone in enumerate(everybody)
        )
        assert statuses(replies) == {200}
        assert (await leader.do("reveal"))[0] == 204
        if turn == 1:
            assert (await leader.do("again"))[0] == 204
            await late.until(lambda: late.round["turn"] == 2 and late.round["before"] is not None)
            assert late.mine == {"answer": {"low": 65.0, "best": 90.0, "high": 95.0, "sure": 80}, "counts": False}
    await late.until(lambda: late.round["phase"] == "revealed")
    assert len(late.round["result"]["ranges"]) == PEOPLE + 1
    assert (await leader.do("end"))[0] == 204
    await late.until(lambda: late.room["ended"])
    assert late.room["joined"] == f"{PEOPLE + 1} people took part"
    newcomer = await Phone(address, room.code, room.invitation).join()
    assert newcomer.closed == wire.GONE
    for phone in everybody:
        await phone.leave()
    assert (await leader.do("resume"))[0] == 204


async def break_in(address, room):
    """What was tried, and what happened."""
    mine = await Phone(address, room.code, room.invitation).join()
    leader = Leader(address, room)
    assert (await leader.do("ask", **VOTE.model_dump()))[0] == 204
    await mine.until(lambda: mine.round.get("kind") == "vote")
    number = mine.round["number"]
    # forged tokens
    for token in ("", "x", f"{room.code}.forged", mine.token + "x", f"{room.code}.", "A" * 5000, 7, None):
        content = {"token": token, "round": number, "answer": {"option": 1}}
        assert (await post(address, "room-answer", content))[0] == 404
    forged = await Phone(address, room.code, room.invitation, token=f"{room.code}.forged").join()
    assert forged.token != f"{room.code}.forged"  # a stranger is given a seat of their own
    await forged.leave()
    # answers that are none
    for answer in ({"option": 9}, {"option": "<b>"}, {}, [], None, "x", {"option": {"$gt": 0}}):
        content = {"token": mine.token, "round": number, "answer": answer, "lang": "zh"}
        status, reply = await post(address, "room-answer", content)
        assert status == 422 and reply["error"]
    assert (await post(address, "room-answer", b"{" * 9000))[0] == 400
    assert (await post(address, "room-answer", b"[" * 5000))[0] == 400
    assert (await mine.answer(number + 1, option=0))[0] == 422
    # who leads
    for key in ("", room.lead[:-1], room.invitation, mine.token):
        content = {"room": room.id, "lead": key, "do": "reveal", "with": {}}
        assert (await post(address, "room-lead", content))[0] == 404
    assert (await leader.do("answer", round=number, seat=1, answer={"option": 0}))[
        0
    ] == 404  # nobody answers for others
    # other sites, and other names for this server
    here = {"token": mine.token, "round": number, "answer": {"option": 1}}
    assert (await post(address, "room-answer", here, Origin="http://evil.example"))[0] == 403
    assert (await post(address, "room-answer", here, Host="evil.example"))[0] == 403
    assert (await post(address, "room-lead", {}, Origin="http://evil.example"))[0] == 403
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        with pytest.raises(InvalidStatus) as refused:
            await Phone(address, room.code, room.invitation).join(**headers)
        assert refused.value.response.status_code == 403
    request = urllib.request.Request(f"{address}/room", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as rebound:
        await asyncio.to_thread(urllib.request.urlopen, request)
    assert rebound.value.code == 403
    # first messages that are none
    for hello in ("", "[]", "{", '{"code": 1}', '{"code": {"a": "b"}}', "x" * 5000, "[" * 900):
        async with connect(address.replace("http", "ws") + "/room-live", proxy=None) as socket:
            await socket.send(hello)
            await socket.wait_closed()
            assert socket.close_code == wire.UNKNOWN
    # flooding: a seat may change its mind, a program may not
    replies = await together(mine.answer(number, option=place % 2) for place in range(60))
    assert statuses(replies) == {200, 429}
    other = await Phone(address, room.code, room.invitation).join()
    assert (await other.answer(number, option=1))[0] == 200  # nobody else is held up by it
    # codes tried out behind the address that all the phones have
    wrong = await together(Phone(address, f"WRONG{letter}").join() for letter in "ABCDEF")
    assert {phone.closed for phone in wrong} <= {wire.UNKNOWN, wire.LIMITED}
    scanned = await Phone(address, room.code, room.invitation).join()
    returned = await Phone(address, room.code, token=mine.token).join()
    assert scanned.closed is returned.closed is None  # a QR code and a seat hold all the same
    for phone in (mine, other, scanned, returned):
        await phone.leave()


async def round_of_teams(address, room):
    """Each phone chooses its team, and a team comes to one result: that of whoever sent last."""
    leader = Leader(address, room)
    phones = await together(Phone(address, room.code, room.invitation).join() for _ in range(4))
    levers = outcome.levers_question(Scenario.of(load_plan("growth-2026")), ["headcount"], teams=["East", "West"])
    assert (await leader.do("ask", **levers.model_dump()))[0] == 204
    await together(phone.until(lambda phone=phone: phone.round["teams"] == ["East", "West"]) for phone in phones)
    number = phones[0].round["number"]
    status, told = await phones[0].answer(number, levers={"headcount": "300"})
    assert (status, told["key"]) == (422, "error-room-team")
    for place, phone in enumerate(phones):
        chosen = {"token": phone.token, "round": number, "team": 1 + place % 2}
        assert await post(address, "room-team", chosen) == (200, {"mine": {"team": 1 + place % 2}})
    assert (await post(address, "room-team", {"token": phones[0].token, "round": number, "team": "1"}))[0] == 422
    assert (await post(address, "room-team", {"token": "forged", "round": number, "team": 1}))[0] == 404
    for phone, reps in zip(phones, (300, 310, 320, 330), strict=True):
        assert (await phone.answer(number, levers={"headcount": f"{reps}"}))[0] == 200
    latest = {"headcount": 320.0}  # what the other one of the team has sent
    await phones[0].until(lambda: (phones[0].mine.get("answer") or {}).get("levers") == latest)
    assert phones[0].round["count"] == "2 of 2 teams have answered"
    assert (await leader.do("reveal"))[0] == 204
    await phones[3].until(lambda: phones[3].round["phase"] == "revealed")
    assert [one["name"] for one in phones[3].round["result"]["teams"]] == ["West", "East"], "the most first"
    for phone in phones:
        await phone.leave()


def test_twenty_phones_a_restart_and_those_who_want_to_break_in(prepared):
    path, room = prepared
    with running_app(path) as address:
        phones, values = answers.run(first_round(address, room))
    with running_app(path) as address:
        answers.run(second_round(address, room, phones))
        answers.run(break_in(address, room))
        answers.run(round_of_teams(address, room))
    store = DuckStore(path)
    kept = Rooms(store.database).room(room.id)
    store.close()
    assert len(kept.rounds) == 4
    assert {team: one.levers["headcount"] for team, one in kept.rounds[3].answers.items()} == {1: 320.0, 2: 330.0}
    assert [round(one.value / 1000, 6) for one in kept.rounds[0].turns[0].values()] == pytest.approx(values)
    assert len(kept.rounds[1].turns[0]) == len(kept.rounds[1].turns[1]) == PEOPLE + 1


# -- opened to the network --------------------------------------------------------------------------------------------
@pytest.fixture
def opened(monkeypatch):
    """The second server, at an address of this machine."""
    monkeypatch.setenv("SCENARIO_ROOM_PORT", "0")
    listener = Listener()
    url = listener.start("127.0.0.1", wire.participant)
    yield listener, url
    listener.stop()


def status_of(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as reply:
            return reply.status, reply.read().decode("utf-8", "replace"), reply.headers
    except urllib.error.HTTPError as problem:
        return problem.code, "", problem.headers


def test_the_network_reaches_the_participants_page_and_nothing_else(opened):
    _, url = opened
    status, text, headers = status_of(f"{url}/room")
    assert status == 200 and "workshop/phone.js" in text
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    for path in ("", "room-wall", "room-lead", "healthz", "metrics", "library-list", "_stcore/health", "present",
                 "follow-live", "app/static/fonts/../../../app.py", "media/x"):  # fmt: skip
        expected = 200 if path == "" else 404  # the address alone leads to the page
        assert status_of(f"{url}/{path}")[0] == expected, path
    for name in ("workshop/wall.js", "stage/main.js"):
        address = text.partition("scripts/")[2].partition("/")[0]
        assert status_of(f"{url}/scripts/{address}/{name}")[0] == 404
    for name in ("workshop/phone.js", "workshop/style.css", "shared/dom.js"):
        assert status_of(f"{url}/scripts/{address}/{name}")[0] == 200
    assert status_of(f"{url}/app/static/fonts/inter-latin-wght-normal.woff2")[0] == 200


def test_the_network_must_name_the_address_that_was_opened(opened):
    _, url = opened
    port = url.rpartition(":")[2]
    for host in ("evil.example", f"localhost:{port}", "127.0.0.1", f"10.0.0.1:{port}"):
        assert status_of(f"{url}/room", Host=host)[0] == 403


def test_a_room_is_taken_part_in_over_the_network_until_it_is_closed_again(opened, plan):
    listener, url = opened
    room = Rooms(open_store().database).open("Over the network", plan)

    async def take_part():
        phone = await Phone(url, room.code, room.invitation).join()
        assert phone.room["title"] == "Over the network"
        assert (await phone.answer(1, option=0))[0] == 422  # nothing is asked yet
        await asyncio.to_thread(listener.stop)
        await phone.until(lambda: phone.closed is not None)
        with pytest.raises(OSError):
            await Phone(url, room.code, room.invitation).join()

    answers.run(take_part())
    assert listener.url == ""
    assert listener.start("127.0.0.1", wire.participant)  # and opened again


def test_a_wrong_code_slows_an_address_and_shuts_nobody_out(opened, plan, monkeypatch):
    """Sixteen typing errors behind one address: those who know their code wait a moment, the QR code does not."""
    monkeypatch.setattr(tries, "DELAY", 0.05)
    monkeypatch.setattr(wire.hall, "tries", tries.Tries())
    _, url = opened
    room = Rooms(open_store().database).open("Slow", plan)

    async def join():
        for number in range(tries.WRONG_CODES):
            assert (await Phone(url, f"WRONG{number}").join()).closed == wire.UNKNOWN
        assert wire.hall.tries.is_limited("127.0.0.1")
        typed = await Phone(url, room.code).join()
        assert typed.closed is None and typed.token
        await typed.leave()
        await together([(await Phone(url, room.code, token=typed.token).join()).leave()])

    answers.run(join())


def test_what_many_want_at_once_happens_in_one_order_in_every_process(store, plan):
    """Two processes of one library, and threads in each: nothing is lost, refused or stored twice."""
    rooms = Rooms(store.database)
    id = rooms.open("Crowded", plan).id
    halls = [Hall(lambda: rooms) for _ in range(2)]
    seats = [(halls[number % 2], digest(str(number))) for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: one[0].happen(one[0].live(id), "seat", {"token": one[1]}), seats))
    kept = rooms.room(id)
    assert kept.seat_count == len(kept.seats) == 24
    halls[0].happen(halls[0].live(id), "ask", VOTE.model_dump())
    with pytest.raises(RoomError):
        halls[1].happen(halls[1].live(id), "answer", {"round": 7, "seat": 1, "answer": {"option": 0}})
    halls[1].catch_up(halls[1].live(id))
    with ThreadPoolExecutor(8) as threads:
        answer = lambda n: {"round": 1, "seat": n + 1, "answer": {"option": n % 2}}  # noqa: E731
        list(threads.map(lambda n: halls[n % 2].happen(halls[n % 2].live(id), "answer", answer(n)), range(24)))
    assert len(rooms.room(id).round.answers) == 24
    for hall in halls:
        hall.catch_up(hall.live(id))
        assert hall.live(id).room.round.answers == rooms.room(id).round.answers


def test_a_room_follows_what_another_process_lets_happen(store, plan):
    rooms = Rooms(store.database)
    here, there = Hall(lambda: rooms), Hall(lambda: rooms)
    id = rooms.open("Two processes", plan).id

    async def watch():
        live = here.live(id)
        screen = Screen(asyncio.get_running_loop(), "me", None)
        assert here.join(live, screen)
        following = asyncio.create_task(follow(here, 0.01))
        await asyncio.to_thread(there.happen, there.live(id), "ask", VOTE.model_dump())
        async with asyncio.timeout(PATIENCE):
            while live.room.round is None:
                screen.changed.clear()
                await screen.changed.wait()
        following.cancel()

    answers.run(watch())


def test_what_cannot_be_stored_has_not_happened(store, plan, monkeypatch):
    rooms = Rooms(store.database)
    hall = Hall(lambda: rooms)
    live = hall.live(rooms.open("Full disk", plan).id)

    def fail(*_):
        raise StoreError("error-store-name-empty")

    monkeypatch.setattr(rooms, "add", fail)
    with pytest.raises(StoreError):
        hall.happen(live, "seat", {"token": "x"})
    assert live.room.seat_count == 0
    monkeypatch.undo()
    hall.happen(live, "seat", {"token": "x"})
    assert rooms.room(live.room.id).seat_count == 1


def test_one_visitor_waits_in_few_places_at_once():
    known = tries.Tries()
    assert [known.wait("me", 1) for _ in range(tries.WAITING + 1)] == [True] * tries.WAITING + [False]
    assert known.wait("somebody else", 1)
    known.wait("me", -1)
    assert known.wait("me", 1)


def test_an_invitation_says_where_and_lets_in(plan):
    room = Rooms(open_store().database).open("Where", plan)
    found = invitation(room, "http://192.168.1.7:8510/room")
    assert found["address"] == "192.168.1.7:8510/room"
    assert found["link"].partition("#")[2] == f"{room.code}.{room.invitation}"
    assert found["qr"]["size"] > 20
    assert invitation(room, "")["qr"] is None
    assert all(
        is_local(one) for one in ("http://127.0.0.1:1", "http://localhost", "http://[::1]:3", "http://a.localhost")
    )
    assert not is_local("https://lab.example")
    assert all(not is_local(f"http://{one}") for one in addresses())
