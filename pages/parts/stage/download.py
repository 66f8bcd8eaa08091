"""The results shown as a CSV file: the stage links to a route, so that nothing is written before somebody wants it."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sim.analysis.differences import Entrant
from sim.export.text import shown

PATH = "/results.csv"
KEPT = 512

_lock = threading.Lock()
_offered: OrderedDict[str, tuple[Entrant, str]] = OrderedDict()


def offer(entrant: Entrant, file_name: str) -> str:
    """Remember a scenario whose results may be fetched; return the address to fetch them from."""
    text = f"{entrant.scenario.hash}\n{entrant.name}\n{file_name}"
    key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
    with _lock:
        _offered[key] = (entrant, file_name)
        _offered.move_to_end(key)
        while len(_offered) > KEPT:
            _offered.popitem(last=False)
    return f"{PATH.lstrip('/')}?key={key}"


def file_name(name: str) -> str:
    """Return a name that every file system takes."""
    kept = "".join(one if one.isalnum() or one in "-_ ().（）" else "-" for one in shown(name, 80))
    return kept.strip(" -.") or "results.csv"


def content(entrant: Entrant) -> bytes:
    from sim.export.tidy import csv_file  # loads pyarrow; the first download pays for it, not the start

    return csv_file([entrant], dt.datetime.now().astimezone())


async def answer(request: Request) -> Response:
    """Answer `GET /results.csv?key=…`: the file, or 404 for a key that nobody offered."""
    with _lock:
        known = _offered.get(request.query_params.get("key", ""))
    if known is None:
        return PlainTextResponse("unknown key", status_code=404)
    entrant, name = known
    body = await run_in_threadpool(content, entrant)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(name))}"}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


route = Route(PATH, answer)
