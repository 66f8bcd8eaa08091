"""What a route answers to a request, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response


def answer_to(request: Request, handler: Callable[[Request], Awaitable[Response]]) -> Response:
    """Return the answer; in a thread of its own, because a browser test may have left a loop running in this one."""

    async def reply() -> Response:
        return await handler(request)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(reply())).result()
