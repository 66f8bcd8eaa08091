"""How the server is: `/healthz` and `/readyz` for a balancer, `/metrics` for Prometheus. Never contents."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, Histogram, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pages.parts.release import session_count
from sim.version import MODEL_VERSION

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
FRESH = {"Cache-Control": "no-store"}

warm = threading.Event()
"""Set when the server has done what the first visitor would otherwise wait for, or be shown a page without."""

registry = CollectorRegistry()
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)
answers = Histogram(
    "scenario_lab_answer_seconds",
    "Time to answer a request of the pages' own routes",
    ("route", "status"),
    buckets=BUCKETS,
    registry=registry,
)


def _rooms() -> float:
    from pages.parts.present.hub import hub

    return hub.counts()[0]


def _followers() -> float:
    from pages.parts.present.hub import hub

    return hub.counts()[1]


Gauge("scenario_lab_rooms", "Rooms that are open", registry=registry).set_function(_rooms)
Gauge("scenario_lab_followers", "Screens that follow a room", registry=registry).set_function(_followers)


def _workshops() -> float:
    from pages.parts.room.hall import hall

    return hall.counts()[0]


def _phones() -> float:
    from pages.parts.room.hall import hall

    return hall.counts()[1]


Gauge("scenario_lab_workshops", "Workshops that somebody looks at", registry=registry).set_function(_workshops)
Gauge("scenario_lab_workshop_screens", "Phones and walls of workshops", registry=registry).set_function(_phones)
sessions = Gauge(
    "scenario_lab_sessions", "Visitors whose state is kept, also for two minutes after they left", registry=registry
)


def time_route(route: BaseRoute) -> BaseRoute:
    """Return a route of ours that also counts its answers; sockets are passed on as they are."""
    if not isinstance(route, Route):
        return route
    endpoint: Callable[[Request], Awaitable[Response]] = route.endpoint
    path = route.path

    async def respond(request: Request) -> Response:
        began = time.perf_counter()
        status = "500"
        try:
            response = await endpoint(request)
            status = str(response.status_code)
            return response
        finally:
            answers.labels(path, status).observe(time.perf_counter() - began)

    return Route(path, respond, methods=list(route.methods or ()), name=route.name)


async def healthz(_: Request) -> Response:
    """Say whether the library can be used: 200, or 503 with `library: false`. Where it lies stays unsaid."""

    def ready() -> bool:
        from sim.store import open_store  # the first question pays for loading, not the start

        return open_store().status.ready

    library = await run_in_threadpool(ready)
    content: dict[str, Any] = {"status": "ok" if library else "degraded", "library": library, "model": MODEL_VERSION}
    return JSONResponse(content, status_code=200 if library else 503, headers=FRESH)


async def readyz(_: Request) -> Response:
    """Say whether visitors should be sent here: 200, or 503 while the server still warms up. It answers them anyway."""
    ready = warm.is_set()
    return JSONResponse({"ready": ready}, status_code=200 if ready else 503, headers=FRESH)


async def metrics(_: Request) -> Response:
    """Give the counts in Prometheus' text format."""
    sessions.set(session_count())  # here, since what it looks through belongs to the server's own thread
    text = await run_in_threadpool(generate_latest, registry)
    return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST, **FRESH})


routes = (Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics))
