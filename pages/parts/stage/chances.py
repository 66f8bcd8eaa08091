"""The chance of the target while a lever moves: simulated after a settled point, fetched by the stage when it is idle.

The table takes most of a second of one core, so it stays out of the session's own runs: the stage asks a route for it.
One table is made at a time, in slices between which moves go first; it ends when its stage has moved on. Who comes
meanwhile is told to ask again, and answers already made are kept.
"""

from __future__ import annotations

import threading
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.recent import Recent
from pages.parts.spread import spread
from pages.parts.stage.cache import point, traffic
from sim.analysis.chance_table import ChanceTable, chance_table
from sim.scenario.ensemble import Cancelled

PATH = "/chances"
KEPT = 256

_making = threading.Semaphore(1)
_tables: Recent[str, ChanceTable] = Recent(KEPT)


def table_of(key: str) -> ChanceTable | None:
    """Return the table of an offered scenario; None if another one is being made just now, or nobody wants it now.

    Raises
    ------
    KeyError
        Nobody offered this key.
    """
    asked = point(key)
    if found := _tables.get(key):
        return found
    if not _making.acquire(blocking=False):
        return None
    try:
        known = spread(asked.scenario, lambda: traffic.give_way(asked)).chance
        table = chance_table(asked.scenario, known, lambda: traffic.give_way(asked))
    except Cancelled:
        return None
    finally:
        _making.release()
    _tables.keep(key, table)
    return table


def as_json(table: ChanceTable) -> dict[str, Any]:
    """Return the table for the browser; choices are counted 0, 1, 2 …"""
    return {
        id: {
            "x": list(range(len(values))) if values.dtype.kind == "U" else values.tolist(),
            "p": table.chance[id].tolist(),
        }
        for id, values in table.positions.items()
    }


async def answer(request: Request) -> Response:
    """Answer `GET /chances?key=…`: the table, 202 with Retry-After while another is made, 404 for a foreign key."""
    key = request.query_params.get("key", "")
    try:
        table = await run_in_threadpool(table_of, key)
    except KeyError:
        return JSONResponse({"error": "unknown key"}, status_code=404)
    if table is None:
        return JSONResponse({"error": "busy"}, status_code=202, headers={"Retry-After": "1"})
    return JSONResponse({"key": key, "levers": as_json(table)})


route = Route(PATH, answer)
