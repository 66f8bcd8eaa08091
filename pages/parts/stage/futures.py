"""What follows the exact numbers of a move: the chance of the target, the fan of its futures, and axes that hold them.

Simulating the futures costs more than all the rest of a move, so a released lever is answered without them and the
stage fetches them afterwards. They are given up as soon as no stage shows their point any longer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.recent import Recent
from pages.parts.session import Workspace
from pages.parts.spread import spread
from pages.parts.stage.cache import point, traffic
from pages.parts.stage.journal import step_row
from pages.parts.stage.pictures import axis_ranges, band_rows, reach
from pages.parts.stage.text import chance_item, futures
from pages.parts.stage.view import View, vectors_of
from sim.language import get_language
from sim.model.quantities import CHANCE
from sim.scenario.ensemble import Cancelled

PATH = "/futures"
KEPT = 512


@dataclass(frozen=True)
class Asked:
    """A view whose futures are to follow, the step of the session that led to it, and the language to say it in."""

    view: View
    step: tuple[Workspace | None, Workspace]
    language_id: str


_asked: Recent[str, Asked] = Recent(KEPT)


def remember(view: View, step: tuple[Workspace | None, Workspace], language_id: str) -> str:
    """Remember a view whose futures are to follow; return the key to ask with."""
    before = view.previous.key if view.previous else ""
    told = "\0".join((view.scenario.key, view.base.key, view.base_name, before, language_id))
    key = hashlib.sha256(told.encode()).hexdigest()[:24]
    _asked.keep(key, Asked(view, step, language_id))
    return key


def content(asked: Asked) -> dict[str, Any]:
    """Return what the stage puts in the places that the payload of the move left open.

    Keys
    ----
    chance : the headline number
    futures : the sentence's words for it
    before : the chance before the last change, for replay
    bands, axes : of the charts
    step : what the last change did, for the list of steps

    Raises
    ------
    KeyError
        Nobody has offered the point, or it was dropped.
    Cancelled
        No stage shows the point any longer.
    """
    shown = point(asked.view.scenario.key)

    def between() -> None:
        traffic.give_way(shown)

    found = spread(asked.view.scenario, between)
    view = replace(asked.view, chance=found.chance, bands=found.bands)
    before = spread(view.previous, between).chance if view.previous else None
    between()
    language = view.plan.vocabulary(get_language(asked.language_id))
    return {
        "chance": chance_item(view, language),
        "futures": futures(view, language),
        "before": CHANCE.number(language, before.value) if before else None,
        "bands": band_rows(view, language),
        "axes": axis_ranges(view, vectors_of(view), reach(view.scenario), language),
        "step": step_row(*asked.step, asked.language_id),
    }


async def answer(request: Request) -> Response:
    """Answer `GET /futures?key=…`: what follows a move; 404 for a foreign key, 204 for a point left meanwhile."""
    key = request.query_params.get("key", "")
    asked = _asked.get(key)
    if asked is None:
        return JSONResponse({"error": "unknown key"}, status_code=404)
    try:
        found = await run_in_threadpool(content, asked)
    except KeyError:
        return JSONResponse({"error": "unknown key"}, status_code=404)
    except Cancelled:
        return Response(status_code=204)  # nobody waits for it; an error would stand in the browser's log
    return JSONResponse({"key": key, **found})


route = Route(PATH, answer)
