"""Every route and socket that the server has, ours and Streamlit's: none answers a foreign name or a foreign page.

The routes are walked, so that one that is added tomorrow is held by the same test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from streamlit.runtime import Runtime

from pages.parts.gate import HEALTH, HOSTS
from pages.parts.server import middleware, routes

APP = Path(__file__).resolve().parent.parent / "app.py"
OWN = {route.path for route in routes() if isinstance(route, Route | WebSocketRoute)}
FOREIGN = ("elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example:8501", "user@localhost")
FOREIGN_PAGES = ("http://elsewhere.example", "http://localhost:3000", "https://localhost.elsewhere.example", "null")
WRITING = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def application() -> Iterator[Starlette]:
    """Return the server's application as `app.py` makes it, without starting anything."""
    before, Runtime._instance = Runtime._instance, None
    yield st.App(APP, routes=routes(), middleware=middleware())._build_starlette_app()
    Runtime._instance = before


def walk(found: list[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield kind ("http", "websocket") and a path of every route; what a path leaves open is filled in."""
    for route in found:
        if isinstance(route, Mount):
            yield "http", filled(f"{prefix}{route.path}/x")
            yield from walk(list(route.routes or []), prefix + route.path)
        elif isinstance(route, WebSocketRoute):
            yield "websocket", filled(prefix + route.path)
        elif isinstance(route, Route):
            yield "http", filled(prefix + route.path)
        else:  # a kind of route that nobody has thought of here
            raise AssertionError(route)


def filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", path)


def asked(application: Starlette, kind: str, path: str, method: str = "GET", **headers: str) -> int:
    """Return the status of an answer to a request that states these headers."""
    client = TestClient(application, base_url="http://localhost:8501", raise_server_exceptions=False)
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    if kind == "http":
        return client.request(method, path, headers=stated, follow_redirects=False).status_code
    try:
        with client.websocket_connect(path, headers=stated):
            return 101
    except WebSocketDenialResponse as denied:
        return denied.status_code
    except WebSocketDisconnect as closed:  # closed before it was accepted, which a server answers with 403
        return 403 if closed.code == 1008 else closed.code


def test_the_walk_finds_what_is_there(application):
    found = list(walk(list(application.routes)))
    assert {filled(path) for path in OWN} <= {path for _, path in found}
    assert {path for kind, path in found if kind == "websocket"} >= {"/_stcore/stream", "/follow-live"}


def test_no_route_and_no_socket_answers_a_foreign_name(application):
    for kind, path in walk(list(application.routes)):
        for host in FOREIGN:
            status = asked(application, kind, path, host=host)
            assert (status == 403) is not (kind == "http" and path in HEALTH), (kind, path, host)


def test_nothing_is_changed_and_no_socket_opened_for_a_foreign_page(application):
    for kind, path in walk(list(application.routes)):
        for method in WRITING if kind == "http" else ("GET",):
            for origin in FOREIGN_PAGES:
                assert asked(application, kind, path, method, origin=origin) == 403, (kind, method, path, origin)


def test_names_that_are_stated_are_answered(application, monkeypatch):
    monkeypatch.setenv(HOSTS, "lab.example")
    for host in ("localhost:8501", "127.0.0.1", "[::1]:8501", "lab.example"):
        assert asked(application, "http", "/_stcore/host-config", host=host) != 403, host
