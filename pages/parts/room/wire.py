"""How phones, the wall and the hall talk: pages, a socket that pushes what is new, addresses that take answers."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pages.parts import gate
from pages.parts.room import lan, page, typed, views
from pages.parts.room.hall import Live, Screen, hall
from pages.parts.room.model import promised_value
from pages.parts.sockets import close, listen_until_gone
from sim.language import languages
from sim.language.errors import RoomError, SimError
from sim.room.room import digest

PAGE, WALL, LIVE = "/room", "/room-wall", "/room-live"
ANSWER, TRY, TEAM, LEAD = "/room-answer", "/room-try", "/room-team", "/room-lead"
MAX_BODY = 8192
MAX_HELLO = 1024
HELLO_WITHIN = 10.0
HEARTBEAT = 20.0
TOGETHER = 0.1
"""Seconds between two pushes to one screen: what happens meanwhile arrives in one."""
UNKNOWN, LIMITED, FULL, GONE = 4404, 4429, 4503, 4410
RATES = {"answer": (20, 4.0), "try": (30, 15.0)}
"""What a seat may do at once, and again every second."""
log = logging.getLogger(__name__)
LED = ("ask", "close", "reveal", "reopen", "again", "decide", "actual", "end", "resume")


class Rates:
    """How often a seat has done something of late."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str, int], tuple[float, float]] = {}

    def allows(self, what: str, room: str, seat: int) -> bool:
        """Tell whether a seat may do this once more now, and count it."""
        most, a_second = RATES[what]
        now = time.monotonic()
        left, since = self._left.get((what, room, seat), (float(most), now))
        left = min(most, left + (now - since) * a_second)
        if len(self._left) > 20_000:
            self._left.clear()
        self._left[what, room, seat] = (max(left - 1, 0.0), now) if left >= 1 else (left, now)
        return left >= 1


rates = Rates()


def _language(wanted: Any) -> str:
    return wanted if wanted in languages() else next(iter(languages()))


async def _content(request: Request) -> Any:
    """Return the JSON of a request; None where there is none or too much."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _visitor(connection: Request | WebSocket) -> str:
    return gate.visitor(connection.headers, connection.client.host if connection.client else "?")


def _refusal(problem: SimError, language: str, status: int = 422) -> Response:
    return JSONResponse({"error": problem.text(language), "key": problem.key}, status_code=status)


async def _by_code(code: str, visitor: str) -> Live | int:
    """Return the room with a typed code, or why not."""
    if not await hall.tries.pace(visitor):
        return LIMITED
    return await run_in_threadpool(hall.by_code, code[:20], visitor) or UNKNOWN


# -- answers -------------------------------------------------------------------------------------------------------
async def _seat_of(request: Request, what: str) -> tuple[Live, int, dict[str, Any], str] | Response:
    """Return the room, the seat, the content and the language of a request, or its refusal."""
    content = await _content(request)
    if not isinstance(content, dict):
        return JSONResponse({"error": "unknown"}, status_code=400)
    language = _language(content.get("lang"))
    token = content.get("token")
    found = await run_in_threadpool(hall.by_seat, token, _visitor(request)) if isinstance(token, str) else None
    if found is None:
        return _refusal(RoomError("error-room-seat"), language, 404)
    live, seat = found
    if not rates.allows(what, live.room.id, seat):
        return _refusal(RoomError("error-room-hasty"), language, 429)
    return live, seat, content, language


async def answer(request: Request) -> Response:
    """Take `POST {token, round, answer, lang}` from a phone: stored when it is answered with 200."""
    found = await _seat_of(request, "answer")
    if isinstance(found, Response):
        return found
    live, seat, content, language = found
    try:
        shown = await run_in_threadpool(give, live, seat, content.get("round"), content.get("answer"), language)
    except SimError as problem:
        return _refusal(problem, language)
    return JSONResponse({"mine": shown}, headers={"Cache-Control": "no-store"})


async def team(request: Request) -> Response:
    """Take `POST {token, round, team, lang}` from a phone: from now on it speaks for this team."""
    found = await _seat_of(request, "answer")
    if isinstance(found, Response):
        return found
    live, seat, content, language_id = found

    def choose() -> dict[str, Any] | None:
        chosen = {"round": content.get("round"), "seat": seat, "team": content.get("team")}
        hall.happen(live, "team", chosen)
        return views.mine(live.room.round, seat, views.vocabulary(live.room, language_id))

    try:
        shown = await run_in_threadpool(choose)
    except SimError as problem:
        return _refusal(problem, language_id)
    return JSONResponse({"mine": shown}, headers={"Cache-Control": "no-store"})


def give(live: Live, seat: int, number: Any, content: Any, language_id: str) -> dict[str, Any] | None:
    """Let a seat answer the question at hand with what somebody typed; return the answer as it is shown."""
    if live.room.round is None or live.room.round.number != number:
        raise RoomError("error-room-closed")
    hall.happen(live, "answer", {"round": number, "seat": seat, "answer": read(live, content, language_id)})
    return views.mine(live.room.round, seat, views.vocabulary(live.room, language_id))


def read(live: Live, content: Any, language_id: str) -> dict[str, Any]:
    """Return what somebody typed as an answer to the question at hand, with what the model makes of levers."""
    if live.room.round is None:
        raise RoomError("error-room-closed")
    question = live.room.round.question
    answer = typed.answer(question, content, views.vocabulary(live.room, language_id))
    if question.kind == "levers":
        answer["result"] = promised_value(live.room, question, answer["levers"])
    return answer


async def attempt(request: Request) -> Response:
    """Take `POST {token, levers, lang}` from a phone and say what the model makes of it; nothing is kept."""
    found = await _seat_of(request, "try")
    if isinstance(found, Response):
        return found
    live, _, content, language_id = found

    def result() -> str:
        now, language = live.room.round, views.vocabulary(live.room, language_id)
        if now is None or now.question.kind != "levers":
            raise RoomError("error-room-closed")
        values = typed.lever_values(now.question, content.get("levers"), language)
        return language.quantity(promised_value(live.room, now.question, values), now.question.format)

    try:
        return JSONResponse({"result": await run_in_threadpool(result)}, headers={"Cache-Control": "no-store"})
    except SimError as problem:
        return _refusal(problem, language_id)


async def lead(request: Request) -> Response:
    """Take `POST {room, lead, do, with}` from whoever leads a room; never served to the network."""
    content = await _content(request)
    if not isinstance(content, dict) or not all(isinstance(content.get(one), str) for one in ("room", "lead", "do")):
        return JSONResponse({"error": "unknown"}, status_code=400)
    language = _language(content.get("lang"))
    live = await run_in_threadpool(hall.by_lead, content["room"][:40], content["lead"][:80])
    step = content.get("with", {})
    if live is None or content["do"] not in LED or not isinstance(step, dict):
        return _refusal(RoomError("error-room-step"), language, 404)
    try:
        await run_in_threadpool(hall.happen, live, content["do"], step)
    except SimError as problem:
        return _refusal(problem, language)
    return Response(status_code=204)


# -- the socket ----------------------------------------------------------------------------------------------------
async def listen(socket: WebSocket) -> None:
    """Send a screen what it has to show, again whenever that changes, until either side ends.

    Its first message says who it is: {invitation or code, token} of a participant, {room, lead} of a wall, and `lang`.
    A participant without a seat is given one, with a token to come back with.
    """
    await socket.accept()
    try:
        text = await asyncio.wait_for(socket.receive_text(), HELLO_WITHIN)
        hello = json.loads(text) if len(text) <= MAX_HELLO else None
    except (TimeoutError, WebSocketDisconnect, KeyError, RuntimeError, ValueError, RecursionError):
        hello = None
    if not isinstance(hello, dict) or not all(isinstance(one, str) for one in hello.values()):
        await close(socket, UNKNOWN)
        return
    visitor = _visitor(socket)
    found = await _enter(hello, visitor)
    if isinstance(found, int):
        await close(socket, found)
        return
    live, seat, token = found
    screen = Screen(asyncio.get_running_loop(), visitor, seat)
    if not hall.join(live, screen):
        await close(socket, FULL)
        return
    place = lan.place(str(socket.url).rpartition("/")[0].replace("ws", "http", 1)) if seat is None else None
    sender = asyncio.create_task(_keep_sending(socket, live, screen, _language(hello.get("lang")), token, place))
    try:
        await listen_until_gone(socket, sender)
    finally:
        hall.leave(live, screen)


async def _enter(hello: dict[str, str], visitor: str) -> tuple[Live, int | None, str] | int:
    """Return the room, the seat and its token (of a new one) that a first message gives, or why none."""
    if "lead" in hello:
        led = await run_in_threadpool(hall.by_lead, hello.get("room", "")[:40], hello["lead"][:80])
        return (led, None, "") if led is not None else UNKNOWN
    known = await run_in_threadpool(hall.by_seat, hello.get("token", ""), visitor)
    if known is not None and known[0].room.code == hello.get("code", "").strip().upper():
        return (*known, "")
    invitation = hello.get("invitation", "")[:80]
    live = await run_in_threadpool(hall.by_invitation, invitation, visitor) if invitation else None
    if live is None:
        by_code = await _by_code(hello.get("code", ""), visitor)
        if isinstance(by_code, int):
            return by_code
        live = by_code
    token = f"{live.room.code}.{secrets.token_urlsafe(18)}"
    try:
        await run_in_threadpool(hall.happen, live, "seat", {"token": digest(token)})
    except RoomError as problem:
        return GONE if problem.key == "error-room-ended" else FULL
    except SimError:
        return FULL
    return live, live.room.seat_of(token), token


async def _keep_sending(socket: WebSocket, *about: Any) -> None:
    """Send until the screen goes; what goes wrong here is ours, is logged, and has the screen come again."""
    try:
        await _send(socket, *about)
    except (WebSocketDisconnect, RuntimeError):
        return  # gone between two messages
    except Exception:
        log.exception("a room's screen could not be served")
        await close(socket, 1011)


async def _send(
    socket: WebSocket, live: Live, screen: Screen, language_id: str, token: str, place: Callable[[], str] | None
) -> None:
    """Send what is new, at most every `TOGETHER`; a slow screen skips what it missed and gets the latest."""
    version, last = -1, 0.0
    first = {"token": token} if token else {}
    while True:
        screen.changed.clear()
        if live.version != version:
            version = live.version
            if live.written.get(language_id, (-1, ""))[0] == version and live.lock.acquire(blocking=False):
                try:  # somebody has written it already, and nobody is changing the room: no thread is needed
                    own, written = _messages(live, screen.seat, language_id)
                finally:
                    live.lock.release()
            else:
                own, written = await run_in_threadpool(_messages, live, screen.seat, language_id)
            if place is not None:
                first = {"join": lan.invitation(live.room, place())}
            begun = json.dumps({**first, "mine": own}, ensure_ascii=False)
            await socket.send_text(f'{begun[:-1]}, "room": {written}}}')
            first, last = {}, time.monotonic()
        try:
            await asyncio.wait_for(screen.changed.wait(), HEARTBEAT)
            await asyncio.sleep(max(0.0, last + TOGETHER - time.monotonic()))
        except TimeoutError:
            await run_in_threadpool(hall.catch_up, live)
            await socket.send_text("{}")


def _messages(live: Live, seat: int | None, language_id: str) -> tuple[dict[str, Any] | None, str]:
    """Return a seat's own answer, and the JSON of what all screens of a language show, written once a change."""
    with live.lock:
        version, written = live.written.get(language_id, (-1, ""))
        if version != live.version:
            written = json.dumps(views.common(live, language_id), ensure_ascii=False, separators=(",", ":"))
            live.written[language_id] = (live.version, written)
        return views.mine(live.room.round, seat, views.vocabulary(live.room, language_id)), written


participant: tuple[BaseRoute, ...] = (
    Route(PAGE, page.phone),
    WebSocketRoute(LIVE, listen),
    Route(ANSWER, answer, methods=["POST"]),
    Route(TRY, attempt, methods=["POST"]),
    Route(TEAM, team, methods=["POST"]),
)
"""What the network may reach once a room is opened to it."""
routes: tuple[BaseRoute, ...] = (*participant, Route(WALL, page.wall), Route(LEAD, lead, methods=["POST"]))
