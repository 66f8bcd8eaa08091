"""The gate: names a server goes by, origins, visitors behind proxies; the policy names every script in a page."""

from __future__ import annotations

import base64
import hashlib
import re

import answers
import pytest
from starlette.datastructures import Headers

from pages.parts import gate
from pages.parts.shell import WHERE, shell


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost:8501", True), ("LOCALHOST", True), ("lab.localhost", True), ("127.0.0.1:8501", True),
        ("[::1]:1", True), ("10.1.2.3", True),
        ("lab.example:443", True), ("a.corp.example", True), ("lab.example.", True),
        ("elsewhere.example", False), ("127.0.0.1.elsewhere.example", False), ("localhost.elsewhere.example", False),
        ("user@localhost", False), ("localhost:x", False), ("localhost/a", False), ("", False),
        ("corp.example.org", False),
    ],
)  # fmt: skip
def test_hosts(host, allowed, monkeypatch):
    monkeypatch.setenv(gate.HOSTS, "lab.example, *.corp.example")
    assert gate.is_allowed(host) is allowed


@pytest.mark.parametrize(
    ("origin", "own"),
    [(None, True), ("http://localhost:8501", True), ("http://localhost:3000", False), ("https://lab.example", True),
     ("http://elsewhere.example", False), ("null", False), ("file://", False)],
)  # fmt: skip
def test_origins(origin, own, monkeypatch):
    monkeypatch.setenv(gate.HOSTS, "lab.example")
    assert gate.is_own_origin(origin, "localhost:8501") is own


@pytest.mark.parametrize(
    ("forwarded", "client", "proxies", "expected"),
    [
        ("", "9.9.9.9", "", "9.9.9.9"),
        ("1.1.1.1", "1.1.1.1", "", gate.UNSTATED),  # uvicorn believed this machine; nobody said so
        ("1.1.1.1", "9.9.9.9", "", "9.9.9.9"),  # written by the client itself
        ("1.1.1.1", "1.1.1.1", "127.0.0.1", "1.1.1.1"),
        ("6.6.6.6, 1.1.1.1", "1.1.1.1", "127.0.0.1", "1.1.1.1"),  # what stands before is the client's own invention
        ("1.1.1.1", "10.0.0.2", "10.0.0.2", "1.1.1.1"),
        ("6.6.6.6, 1.1.1.1, 10.0.0.2", "10.0.0.2", "127.0.0.1,10.0.0.2", "1.1.1.1"),
        ("1.1.1.1", "10.0.0.3", "10.0.0.2", "10.0.0.3"),
    ],
)
def test_whose_request_it_is(forwarded, client, proxies, expected, monkeypatch):
    monkeypatch.setenv(gate.PROXIES, proxies)
    assert gate.visitor(Headers({"X-Forwarded-For": forwarded} if forwarded else {}), client) == expected


def test_the_policy_names_every_script_written_into_a_page():
    allowed = gate.policy((gate.PRERENDER, WHERE))
    inline = re.findall(r"<script>(.*?)</script>", shell("en", ""), re.DOTALL)
    assert len(inline) == 2
    for one in inline:
        assert base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() in allowed
    assert "unsafe-eval" not in allowed
    assert "http" not in allowed


@pytest.mark.parametrize(
    ("kind", "path", "passed"),
    [("http", "/healthz", True), ("http", "/readyz", True), ("http", "/lab/healthz", True),
     ("http", "/library-list", False), ("http", "/healthz/library-list", False), ("websocket", "/healthz", False)],
)  # fmt: skip
def test_a_balancer_may_ask_under_no_name_how_the_server_is_and_nothing_else(kind, path, passed):
    reached: list[str] = []

    async def app(scope, receive, send):
        reached.append(scope["path"])

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        pass

    scope = {"type": kind, "method": "GET", "path": path, "headers": [], "query_string": b""}
    answers.run(gate.Gate(app, ())(scope, receive, send))
    assert bool(reached) is passed
