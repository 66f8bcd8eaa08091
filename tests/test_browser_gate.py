"""Nothing from elsewhere: what a browser asks for while hostile names are on every page, and who is refused."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from browser import open_page, running_app, still
from patience import PATIENCE
from playwright.sync_api import Browser, Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pages.parts.navigation import BY_ID
from sim.language.errors import SimError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, encode
from sim.store import DuckStore

NAMES = [json.loads(line) for line in (Path(__file__).parent / "hostile_names.txt").read_text("utf-8").splitlines()]
PLAN = load_plan("growth-2026")
MINE = Scenario.of(PLAN, draws=256).with_levers({"headcount": 310})  # few futures: what is asked for is the same
POLICY_BROKEN = ("Content Security Policy", "content security policy", "violates the following")


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address of an app whose library holds every hostile name, and the id of one scenario."""
    place = Path(tmp_path_factory.mktemp("hostile")) / "scenarios.duckdb"
    store, id = DuckStore(place), ""
    low = PLAN.assumptions[next(iter(PLAN.assumptions))]
    for name in NAMES:
        try:
            id = store.save(MINE, name, note=name, tags=[name[:50]], by=name[:100], on_clash="number").id
            store.save_assumption_set(PLAN, name, "evidence", {next(iter(PLAN.assumptions)): low.low})
        except SimError:
            continue
    store.close()
    with running_app(place, SCENARIO_HOSTS="lab.example") as address:
        yield address, id


def watch(page: Page) -> tuple[list[str], list[str]]:
    """Return what the page asks for elsewhere, and what its policy refuses, from now on."""
    foreign: list[str] = []
    refused: list[str] = []
    own = urlsplit(page.url).netloc
    page.on("request", lambda one: foreign.append(one.url) if urlsplit(one.url).netloc not in ("", own) else None)
    page.on("console", lambda one: refused.append(one.text) if any(w in one.text for w in POLICY_BROKEN) else None)
    return foreign, refused


def test_no_page_asks_for_anything_elsewhere(browser: Browser, hostile_app: tuple[str, str]):
    """Every page, with a link whose base of comparison and notes are hostile; no script ran, no policy was broken."""
    address, id = hostile_app
    state = encode(LinkState(MINE, Scenario.of(PLAN), "0" * 12, NAMES[2] + NAMES[1]))
    page = open_page(browser, "about:blank", own=True)
    page.goto(f"{address}/?s={quote(state)}")
    foreign, refused = watch(page)
    for one in BY_ID:
        query = {"compare": f"scenarios=now,{id},plan", "library": f"scenario={id}"}.get(one, "")
        page.goto(f"{address}/{one}?{query}&s={quote(state)}")
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        still(page)
        assert page.evaluate("window.__ran") is None, one
        assert not page.get_by_text("sign in").locator("xpath=self::a").count(), one
    assert not foreign
    assert not refused
    page.context.close()


def asked(address: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


ROUTES = ("/", "/library", "/library-rows?q=", "/stage-table?key=x", "/_stcore/health", "/app/static/vega/vega.min.js")


@pytest.mark.parametrize("path", ROUTES)
def test_a_foreign_name_reads_nothing(hostile_app: tuple[str, str], path: str):
    address, _ = hostile_app
    port = urlsplit(address).port
    for host in (f"elsewhere.example:{port}", "elsewhere.example", f"127.0.0.1.elsewhere.example:{port}", ""):
        assert asked(address, path, Host=host)[0] in (400, 403), host
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "lab.example"):
        status, headers = asked(address, path, Host=host)
        assert status != 403, host
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/_stcore/stream", "/follow-live?code=AAAAAA"])
def test_sockets_answer_only_pages_of_this_server(hostile_app: tuple[str, str], path: str):
    address, _ = hostile_app
    host = urlsplit(address).netloc
    place = f"ws://{host}{path}"
    there = urlsplit(address).port
    rebound = socket.create_connection(("127.0.0.1", int(there or 0)))
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://elsewhere.example:{there}{path}", sock=rebound)
    assert refused.value.response.status_code == 403
    for headers in (
        {"Host": "elsewhere.example"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "null"},
    ):
        with pytest.raises(InvalidStatus) as refused, connect(place, additional_headers=headers):
            pass
        assert refused.value.response.status_code == 403
    for headers in ({}, {"Origin": f"http://{host}"}, {"Origin": "https://lab.example"}):
        with connect(place, additional_headers=headers):
            pass
