"""What the server does beside serving pages: it serves the pages' first paint and their data, and warms up at start."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache, wraps
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute
from streamlit import config
from streamlit.components.v2.bidi_component.main import BidiComponentMixin
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import Runtime
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from pages.parts.release import release, trim
from pages.parts.room.hall import follow
from pages.parts.runs import keep_runs_apart
from sim.language import get_language, languages
from sim.language.errors import SimError
from sim.store import open_store
from sim.store.duck_database import DuckDatabase
from sim.store.lend import lend

log = logging.getLogger(__name__)


AHEAD = "SCENARIO_AHEAD"
"""`off`: a server that lives for a few visits answers what they ask, and nothing ahead of them."""


def routes() -> Sequence[BaseRoute]:
    """Return routes of our own; none may clash with Streamlit's."""
    from pages.parts import health, scripts
    from pages.parts.library import wire as library
    from pages.parts.present.wire import routes as presenting
    from pages.parts.room.wire import routes as rooms
    from pages.parts.shell import routes as shells
    from pages.parts.stage import chances, frame, futures, response_route

    own = (
        response_route.route,  # asked most often, and looked for in this order
        futures.route,
        chances.route,
        *shells,
        scripts.route,
        frame.route,
        library.route,
        *presenting,
        *rooms,
    )
    own = (*map(health.time_route, own), *health.routes)
    prefix = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return tuple(below(f"/{prefix}", route) for route in own) if prefix else own


def middleware() -> Sequence[Middleware]:
    """Return what every request passes first."""
    from pages.parts.gate import HOSTS, Gate, names_in_environment
    from pages.parts.login import Login, settings
    from pages.parts.shell import WHERE
    from pages.parts.uploads import Uploads

    # Streamlit asks again where a socket comes from; it is told of the same names.
    known = [
        *config.get_option("server.corsAllowedOrigins"),
        *(f"https://{one}" for one in names_in_environment(HOSTS)),
    ]
    config.set_option("server.corsAllowedOrigins", known)
    gate = Middleware(Gate, scripts=(WHERE,))
    login = settings()
    who = () if login is None else (Middleware(Login, stated=login),)
    return (gate, *who, Middleware(Uploads))


def below(prefix: str, route: BaseRoute) -> BaseRoute:
    """Return a route under the prefix at which Streamlit serves the app; its own routes have it already."""
    if isinstance(route, WebSocketRoute):
        return WebSocketRoute(prefix + route.path, route.endpoint, name=route.name)
    assert isinstance(route, Route)
    return Route(prefix + route.path, route.endpoint, methods=list(route.methods or ()), name=route.name)


def run_pages_through_the_router() -> None:
    """Let every visit run app.py, as `st.navigation` decides once somebody has opened the start page.

    Until then Streamlit takes the folder `pages` for the older kind of app, and whoever came first by an address of
    another page ran that page alone: what a run is to say last, in app.py, was never said.
    """
    PagesManager.uses_pages_directory = False


def write_theme_once() -> None:
    """Let Streamlit write the theme into a message once a section; it does so six times a run, a tenth of a move.

    The theme stands in a file that is read at the start, so what was written then is what every run would write.
    """
    write = app_session._populate_theme_msg
    if hasattr(write, "__wrapped__"):  # a second server of the same process
        return

    @lru_cache
    def theme_message(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        write(message, section)
        return message

    @wraps(write)
    def copy(msg: CustomThemeConfig, section: str = "theme") -> None:
        msg.MergeFrom(theme_message(section))

    app_session._populate_theme_msg = copy


def name_components_by_key() -> None:
    """Let Streamlit write a component's data once; it writes them again, sorted, to name the component by them.

    All of ours have a key, and by that alone they are named.
    """
    told = BidiComponentMixin._build_bidi_identity_kwargs
    if hasattr(told, "__wrapped__"):  # a second server of the same process
        return

    @wraps(told)
    def without_data(self: BidiComponentMixin, **named: Any) -> dict[str, Any]:
        return told(self, **{**named, "proto": BidiComponent(), "data": None})

    BidiComponentMixin._build_bidi_identity_kwargs = without_data  # pyright: ignore[reportAttributeAccessIssue]


def watch_no_settings() -> None:
    """Let Streamlit look for changed settings no more: it reads two files ten times a second, moves or not.

    They are read at the start, as the source is.
    """
    PollingPathWatcher._schedule = lambda self: None


def wake_once() -> None:
    """Let a run wake the loop that sends what it draws once, not at every message that waits already."""

    def wake(self: Runtime) -> None:
        objects = self._get_async_objs()
        if not objects.need_send_data.is_set():
            objects.eventloop.call_soon_threadsafe(objects.need_send_data.set)

    Runtime._enqueued_some_message = wake


def give_back() -> None:
    """Return to the system what the warm-up needed only for a moment; glibc keeps it otherwise, some 60 MB.

    What stays is never garbage: the collector need not walk through it again while visitors wait.
    """
    trim()
    gc.freeze()


def warm_up() -> None:
    """Load the plan, fit it, compile the charts and build one answer in every language; then what pages ask first."""
    from pages.parts.session import fresh
    from pages.parts.stage import frame
    from pages.parts.stage.payload import build
    from pages.parts.stage.view_of import view_of

    try:
        current = fresh()
        for id in languages():
            language = current.scenario.plan.vocabulary(get_language(id))
            view = view_of(current, language)
            build(view, language)
            frame.prepare(view.plan, view.scenario.target.metric, id)
        if os.environ.get(AHEAD) != "off":
            answer_ahead()
        give_back()
    except SimError as problem:
        # The visitor will see the same error with its explanation; the server itself has nothing to mend.
        log.warning("warm-up: %s", problem)


def answer_ahead() -> None:
    """Work out what the pages below the Simulator ask of the plan as it stands: four seconds of a processor."""
    from pages.parts.audit import board as audit
    from pages.parts.risk import view as risk
    from pages.parts.session import fresh
    from pages.parts.track import view as track
    from pages.parts.uncertainty import view as uncertainty

    for page in (risk, uncertainty, track, audit):
        page.warm_up(fresh().scenario)


def warm_up_and_tell() -> None:
    """Warm up, and say so; whatever kept it from an end, visitors are to be sent here then."""
    from pages.parts import health

    try:
        warm_up()
    finally:
        health.warm.set()


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Warm up in the background while the server already answers; `/readyz` tells a balancer when that is done."""
    run_pages_through_the_router()
    keep_runs_apart()
    write_theme_once()
    name_components_by_key()
    watch_no_settings()
    wake_once()
    threading.Thread(target=warm_up_and_tell, name="warm-up", daemon=True).start()
    database = open_store().database
    lender = lend(database) if isinstance(database, DuckDatabase) else None  # a server serves every process itself
    tasks = [asyncio.create_task(release()), asyncio.create_task(follow())]
    yield {}
    for task in tasks:
        task.cancel()
    if lender is not None:
        lender.close()
