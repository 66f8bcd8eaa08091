"""Other processes of the same service: whoever follows a presenter may come to any of them, and is told by its own.

What a presenter shows lives in one process. Another one that does not know a code asks those that SCENARIO_PEERS names,
and passes on to the follower's screen what the right one sends.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

from starlette.websockets import WebSocket
from streamlit import config
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from pages.parts.gate import entries
from pages.parts.sockets import close, listen_until_gone

PEERS = "SCENARIO_PEERS"
"""Addresses in the environment, joined by commas, of all processes of the service, each with the path it serves."""
ASKED = "peer"
"""In a query: another process asks, so that two that both know nothing do not ask each other for ever."""
WITHIN = 5.0
"""Seconds in which a peer takes a line; its delay against guessing comes before it says whether it knows the code."""
log = logging.getLogger(__name__)


def peers() -> tuple[str, ...]:
    """Return the addresses of the other processes."""
    own = str(config.get_option("server.port"))
    here = ("127.0.0.1", "localhost", "::1")
    found = (urlsplit(one.rstrip("/")) for one in entries(PEERS))
    return tuple(one.geturl() for one in found if not (one.hostname in here and str(one.port) == own))


async def pass_on(socket: WebSocket, listen: str, told: dict[str, str], visitor: str, unknown: int) -> int:
    """Pass on to a screen what a peer that knows its code sends, until either side ends.

    Parameters
    ----------
    listen : path of the socket below a peer's address
    told : code and language, as the screen said them
    visitor : whose screen it is: a peer counts wrong codes against the same visitor
    unknown : the reason a peer closes with where it does not know the code

    Returns
    -------
    int
        Why the line has ended; `unknown` where no peer knows the code.
    """
    for peer in peers():
        address = f"{peer.replace('http', 'ws', 1)}{listen}?{urlencode({**told, ASKED: '1'})}"
        said = {"X-Forwarded-For": visitor}
        try:
            async with connect(
                address, additional_headers=said, proxy=None, max_size=None, open_timeout=WITHIN
            ) as line:
                reason = await _carry(line, socket, unknown)
        except (OSError, WebSocketException) as problem:  # a time-out is an OSError too
            log.warning("follow: a peer does not answer: %s", type(problem).__name__)
            continue
        if reason != unknown:
            return reason
    return unknown


async def _carry(line: ClientConnection, socket: WebSocket, unknown: int) -> int:
    """Send on what comes over a line; return why it has ended, `unknown` before anything came."""
    try:
        first = await line.recv()
    except ConnectionClosed:
        return line.close_code or unknown

    async def send() -> None:
        text = first
        with suppress(ConnectionClosed):
            while True:
                await socket.send_text(text if isinstance(text, str) else text.decode())
                text = await line.recv()
        await close(socket, line.close_code or 1012)

    await listen_until_gone(socket, asyncio.create_task(send()))
    return line.close_code or 1012
