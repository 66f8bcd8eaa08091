"""How screens and the hub talk: a socket a follower listens on, and an address a presenter's keys are sent to."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from pages.parts import gate
from pages.parts.present import guest, peers
from pages.parts.present.hub import Follower, Hub, Room, hub
from pages.parts.sockets import close, listen_until_gone
from sim.language import languages

LISTEN = guest.LISTEN
SHOW = "/present-show"
MAX_BODY = 8192
HEARTBEAT = 20.0
SHOWN = {"place": int, "hidden": bool, "blank": bool, "frozen": bool, "view": str, "vector": str, "goal": float}
"""What a screen says of itself; `goal` is where the target line is under the finger."""
MOST = 1e12
UNKNOWN, LIMITED, ENDED, FULL = 4404, 4429, 4410, 4503


def screen_state(content: Any) -> dict[str, Any] | None:
    """Return what a presenter's screen says it shows, or None if it is not of that kind."""
    if not isinstance(content, dict):
        return None
    if any(name not in SHOWN or not _fits(value, SHOWN[name]) for name, value in content.items()):
        return None
    return content


def _fits(value: Any, kind: type) -> bool:
    if kind is float:
        return type(value) in (int, float) and abs(value) <= MOST
    return type(value) is kind


async def show(request: Request) -> Response:
    """Take `POST {key, show}` from a presenter's screen and pass it on."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            return JSONResponse({"error": "too large"}, status_code=413)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    wanted = screen_state(content.get("show")) if isinstance(content, dict) else None
    room = hub.by_key(str(content.get("key"))) if isinstance(content, dict) else None
    if wanted is None or room is None:
        return JSONResponse({"error": "unknown"}, status_code=404)
    hub.publish(room, show=wanted)
    return Response(status_code=204)


async def listen(socket: WebSocket) -> None:
    """Send a follower the deck and what is shown, again whenever they change, until either side ends.

    `?code=` names the room, `?lang=` the language of the follower's screen.
    """
    await serve(socket, hub)


async def serve(socket: WebSocket, hub: Hub) -> None:
    """Serve a follower's screen from the rooms of one process, or from another that knows its room."""
    visitor = gate.visitor(socket.headers, socket.client.host if socket.client else "?")
    await socket.accept()
    if not await hub.tries.pace(visitor):
        await close(socket, LIMITED)
        return
    code = socket.query_params.get("code", "")[:20]
    room = hub.find(code)
    if room is None:
        await _elsewhere(socket, code, visitor, hub)
        return
    follower = Follower(asyncio.get_running_loop())
    if not hub.join(room, follower, visitor):
        await close(socket, FULL)
        return
    wanted = socket.query_params.get("lang", "")
    language = wanted if wanted in languages() else next(iter(languages()))
    sender = asyncio.create_task(_send(socket, room, follower, language, hub))
    try:
        await listen_until_gone(socket, sender)
    finally:
        hub.leave(room, follower)


async def _elsewhere(socket: WebSocket, code: str, visitor: str, hub: Hub) -> None:
    """Serve a screen whose code this process does not know: by another process of the service, or not at all."""
    reason = UNKNOWN
    if not socket.query_params.get(peers.ASKED):
        told = {"code": code, "lang": socket.query_params.get("lang", "")[:20]}
        reason = await peers.pass_on(socket, LISTEN, told, visitor, UNKNOWN)
    if reason == UNKNOWN:
        hub.tries.note(visitor)
    await close(socket, reason)


async def _send(socket: WebSocket, room: Room, follower: Follower, language: str, hub: Hub) -> None:
    """Send what is new; a slow screen skips what it missed and gets the latest."""
    deck, show = -1, -1
    while room.deck_version >= 0:
        follower.changed.clear()
        parts = []
        if room.deck_version != deck:
            deck, written = await run_in_threadpool(hub.read, room, language)
            parts.append(f'"deck":{written}')
        if room.show_version != show or parts:
            show = room.show_version
            parts.append(f'"show":{room.show}')
        if parts:
            await socket.send_text("{" + ",".join(parts) + "}")
        try:
            await asyncio.wait_for(follower.changed.wait(), HEARTBEAT)
        except TimeoutError:
            await socket.send_text("{}")
    await close(socket, ENDED)


routes: tuple[BaseRoute, ...] = (
    WebSocketRoute(LISTEN, listen),
    Route(SHOW, show, methods=["POST"]),
    Route(guest.GUEST, guest.follow),
)
