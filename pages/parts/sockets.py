"""Sockets that only tell: a screen listens until it goes."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect


async def listen_until_gone(socket: WebSocket, sender: asyncio.Task[None]) -> None:
    """Let a task send until the other side is gone, then end it."""
    try:
        while True:
            await socket.receive_text()  # screens only listen; this notices when they go
    except (WebSocketDisconnect, KeyError, RuntimeError):
        pass  # the screen was closed, or sent something that is no text: either way it is gone
    finally:
        sender.cancel()


async def close(socket: WebSocket, reason: int) -> None:
    """Close a socket and say why; one that is gone already is left alone."""
    with suppress(RuntimeError, WebSocketDisconnect):
        await socket.close(reason)
