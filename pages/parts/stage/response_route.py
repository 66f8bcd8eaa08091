"""The response table on its way to the browser: the levers that are on screen, fetched when a point has settled.

A body is little-endian binary, so that neither side converts it: a header's length (uint32), the header (JSON, padded
with spaces to a multiple of eight), then for each lever of the header its positions (float64; choices count 0, 1, 2 …)
and what its family becomes (float64, member × position; none without a family), and at last the outcomes of all
levers (float32, position × outcome).
"""

from __future__ import annotations

import json
import struct
from functools import lru_cache

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.release import of_visitors
from pages.parts.stage.cache import point, traffic
from pages.parts.stage.outcomes import outcome_matrix, revenue_goal
from sim.language.errors import ScenarioError
from sim.scenario import Scenario
from sim.scenario.response import response_table

PATH = "/response"
KEPT = 48  # bodies of some 200 KB; visitors of one workshop begin from the same points
MOST = 128  # levers at a time: all of the largest plan, everything unfolded


@of_visitors
@lru_cache(maxsize=KEPT)
def body(scenario: Scenario, ids: tuple[str, ...]) -> bytes:
    """Return the response table of some levers as the browser reads it.

    Raises
    ------
    ScenarioError
        A lever the plan does not have.
    """
    table = response_table(scenario, ids)
    header = {
        "key": scenario.key,
        "levers": [
            {"id": id, "count": len(values), "family": len(table.partners.get(id, ()))}
            for id, values in table.positions.items()
        ],
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 4) % 8)
    parts = [struct.pack("<I", len(text)), text]
    for id, values in table.positions.items():
        places = np.arange(len(values), dtype="<f8") if values.dtype.kind == "U" else values.astype("<f8")
        parts.append(places.tobytes())
        if id in table.partners:
            parts.append(table.partners[id].astype("<f8").tobytes())
    outcomes = outcome_matrix(table.results, revenue_goal(scenario))[:, :-1]
    parts.append(np.ascontiguousarray(outcomes.T, dtype="<f4").tobytes())
    return b"".join(parts)


def response(key: str, ids: tuple[str, ...]) -> bytes:
    """Return the table of an offered scenario.

    Raises
    ------
    KeyError
        Nobody offered this key.
    ScenarioError
        A lever the plan does not have.
    """
    scenario = point(key).scenario
    with traffic.move():
        return body(scenario, ids)


async def answer(request: Request) -> Response:
    """Answer `GET /response?key=…&levers=a,b`: the table; 404 for a foreign key, 400 for a foreign lever."""
    ids = tuple(dict.fromkeys(request.query_params.get("levers", "").split(",")))
    if len(ids) > MOST:
        return JSONResponse({"error": "too many levers"}, status_code=400)
    try:
        found = await run_in_threadpool(response, request.query_params.get("key", ""), ids)
    except KeyError:
        return JSONResponse({"error": "unknown key"}, status_code=404)
    except ScenarioError:
        return JSONResponse({"error": "unknown lever"}, status_code=400)
    # Packing floats costs more than it saves; a key always stands for the same table.
    headers = {"Content-Encoding": "identity", "Cache-Control": "no-store"}
    return Response(found, media_type="application/octet-stream", headers=headers)


route = Route(PATH, answer)
