"""What a route answers to a request, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

Answer = TypeVar("Answer")


def run(task: Coroutine[Any, Any, Answer]) -> Answer:
    """Return what a task comes to; in a thread of its own, because a browser test may have left a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, task).result()


def answer_to(request: Request, handler: Callable[[Request], Awaitable[Response]]) -> Response:
    """Return the answer."""

    async def reply() -> Response:
        return await handler(request)

    return run(reply())
