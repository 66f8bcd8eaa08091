"""Uploads of all visitors together stay below one limit; what is under way counts."""

from __future__ import annotations

import asyncio

import answers
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.parts.uploads import ROUTE, Uploads, held_bytes

PLACE = f"{ROUTE}session/file"


def server(most: int, holds: list[bytes]) -> TestClient:
    async def put(request: Request) -> Response:
        holds.append(await request.body())
        return Response(status_code=204)

    app = Starlette(routes=[Route(ROUTE + "{session}/{file}", put, methods=["PUT"]), Route("/", put, methods=["PUT"])])
    return TestClient(Uploads(app, most, lambda: sum(map(len, holds))))


def test_uploads_are_taken_until_the_memory_for_them_is_full():
    holds: list[bytes] = []
    client = server(100, holds)
    assert [client.put(PLACE, content=b"x" * 40).status_code for _ in range(3)] == [204, 204, 507]
    assert client.put(PLACE, content=b"x" * 20).status_code == 204
    assert client.put(PLACE, content=b"x").status_code == 507
    holds.clear()  # somebody has left
    assert client.put(PLACE, content=b"x" * 100).status_code == 204
    assert client.put("/", content=b"x" * 500).status_code == 204  # no upload: others' business


@pytest.mark.parametrize("length", [None, "", "-1", "1e3", "٣", "x"])
def test_an_upload_without_a_length_is_refused(length):
    asked, said = [], []
    headers = [] if length is None else [(b"content-length", length.encode())]
    scope = {"type": "http", "method": "PUT", "path": PLACE, "headers": headers}

    async def inner(scope, receive, send):
        asked.append(scope)

    async def send(message):
        said.append(message)

    answers.run(Uploads(inner)(scope, None, send))  # type: ignore[arg-type]
    assert said[0]["status"] == 411 and not asked


def test_what_is_under_way_counts():
    async def both() -> list[int]:
        go, inside, seen = asyncio.Event(), asyncio.Event(), []

        async def inner(scope, receive, send):
            inside.set()
            await go.wait()

        async def send(message):
            if message["type"] == "http.response.start":
                seen.append(message["status"])

        guard = Uploads(inner, 100, lambda: 0)
        scope = {"type": "http", "method": "PUT", "path": PLACE, "headers": [(b"content-length", b"80")]}
        first = asyncio.create_task(guard(scope, None, send))  # type: ignore[arg-type]
        await inside.wait()
        await guard(scope, None, send)  # type: ignore[arg-type]
        go.set()
        await first
        assert guard.coming == 0
        return seen

    assert answers.run(both()) == [507]


def test_without_a_server_nothing_is_held():
    assert held_bytes() >= 0
