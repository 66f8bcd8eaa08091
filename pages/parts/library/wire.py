"""Search while typing: rows of the list from a route, without a run of the page for every letter."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sim.language import get_language, languages
from sim.language.errors import SimError

PATH = "/library-list"


async def respond(request: Request) -> Response:
    """Answer `GET /library-list?lang=…&zone=…&open=…&<view>`; 503 where the library cannot be read."""
    from pages.parts.library.rows import Reader, answer  # the first search pays for loading, not the start
    from pages.parts.library.state import View

    given = dict(request.query_params)
    language = given.get("lang", "")
    if language not in languages():
        return JSONResponse({"error": "unknown language"}, status_code=400)
    reader = Reader(get_language(language), given.get("zone", "")[:64], given.get("open", "")[:40])
    try:
        return JSONResponse(await run_in_threadpool(answer, View.of(given), reader))
    except SimError:
        return JSONResponse({"error": "library"}, status_code=503)


route = Route(PATH, respond)
