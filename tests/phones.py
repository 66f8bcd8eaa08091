"""Simulated phones over real sockets: each joins as a participant's page does, answers, and notes what it was shown."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from patience import PATIENCE
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed


async def post(address: str, path: str, content: Any, **headers: str) -> tuple[int, Any]:
    """Send one POST over a connection of its own; return status and JSON."""
    parts = urlsplit(address)
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    said = {"Host": parts.netloc, "Content-Length": str(len(body)), "Connection": "close", **headers}
    head = f"POST {parts.path}/{path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in said.items())
    writer.write(head.encode() + b"\r\n" + body)
    reply = await reader.read()
    writer.close()
    first, _, rest = reply.partition(b"\r\n\r\n")
    with suppress(ValueError):
        return int(first.split()[1]), json.loads(rest)
    return int(first.split()[1]), rest


class Phone:
    """One participant. `seen` are the rooms it was shown, each with the moment; `closed` is why its line ended."""

    def __init__(self, address: str, code: str, invitation: str = "", language: str = "en", token: str = "") -> None:
        self.address, self.code, self.invitation, self.language, self.token = address, code, invitation, language, token
        self.seen: list[tuple[float, dict[str, Any]]] = []
        self.mine: Any = None
        self.closed: int | None = None
        self._told = asyncio.Event()
        self._line: Any = None
        self._reading: asyncio.Task[None] | None = None

    async def join(self, **headers: str) -> Phone:
        place = self.address.replace("http", "ws", 1) + "/room-live"
        self._line = await connect(place, additional_headers=headers, proxy=None)
        said = {"code": self.code, "invitation": self.invitation, "token": self.token, "lang": self.language}
        await self._line.send(json.dumps({name: value for name, value in said.items() if value}))
        self._reading = asyncio.create_task(self._read())
        await self.until(lambda: bool(self.seen) or self.closed is not None)
        return self

    async def _read(self) -> None:
        try:
            async for text in self._line:
                content = json.loads(text)
                self.token = content.get("token", self.token)
                if "room" in content:
                    self.mine = content["mine"]
                    self.seen.append((time.perf_counter(), content["room"]))
                self._told.set()
        except ConnectionClosed:
            pass
        self.closed = self._line.close_code or 1006
        self._told.set()

    async def until(self, condition: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait until something holds of what this phone was told."""
        async with asyncio.timeout(patience):
            while not condition():
                await self._told.wait()
                self._told.clear()

    @property
    def room(self) -> dict[str, Any]:
        return self.seen[-1][1]

    @property
    def round(self) -> dict[str, Any]:
        return self.room["round"] or {}

    async def answer(self, number: int, **answer: Any) -> tuple[int, Any]:
        content = {"token": self.token, "round": number, "answer": answer, "lang": self.language}
        return await post(self.address, "room-answer", content)

    async def leave(self) -> None:
        if self._line is not None:
            await self._line.close()
        if self._reading is not None:
            await self._reading


class Leader:
    """Whoever leads a room, over the address that only the server itself has."""

    def __init__(self, address: str, room: Any) -> None:
        self.address, self.room = address, room

    async def do(self, what: str, **content: Any) -> tuple[int, Any]:
        return await post(
            self.address, "room-lead", {"room": self.room.id, "lead": self.room.lead, "do": what, "with": content}
        )
