"""Files that visitors upload lie in the server's memory until they leave: all of them together stay below a limit.

Streamlit limits a file; many visitors, or one with many files, could still fill the memory of everybody.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.stats import CacheStat

MOST = 1 << 30
"""Bytes of all uploaded files of all visitors together."""
ROUTE = "/_stcore/upload_file/"


def held_bytes() -> int:
    """Return how many bytes of uploaded files the server holds."""
    if not Runtime.exists():
        return 0
    stats = Runtime.instance().uploaded_file_mgr.get_stats()
    return sum(one.byte_length for family in stats.values() for one in family if isinstance(one, CacheStat))


class Uploads:
    """Middleware: an upload says how long it is, and is refused where memory for uploads is full."""

    def __init__(self, app: ASGIApp, most: int = MOST, held: Callable[[], int] = held_bytes) -> None:
        self.app, self.most, self.held = app, most, held
        self.coming = 0  # bytes of uploads under way, which Streamlit does not hold yet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("PUT", "POST") or ROUTE not in scope["path"]:
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        if not stated.isascii() or not stated.isdigit():
            await PlainTextResponse("An upload must state its length.", 411)(scope, receive, send)
            return
        size = int(stated)
        if self.held() + self.coming + size > self.most:
            full = "The server holds as many uploaded files as it may. Try again when others have left."
            await PlainTextResponse(full, 507)(scope, receive, send)
            return
        self.coming += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming -= size
