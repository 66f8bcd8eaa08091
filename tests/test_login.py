"""Who comes past the login, as whom, and for how long: a real provider, forged headers, every route of the app."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import MagicMock
from urllib.parse import parse_qs, urlsplit

import answers
import httpx
import pytest
from browser import free_port
from patience import PATIENCE, wait_until
from security_table import COLUMNS, reached
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, WebSocketRoute
from streamlit import config
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from pages.parts import login, server
from pages.parts.login import BACK, COOKIE, IN, INNER, OUT, ROOM, Login, LoginError, Settings, is_open, pack, unpack
from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store.backup import write_backup
from sim.store.bulk import delete_all
from sim.store.person import GUEST, LOCAL, NOBODY, Person, ask_through, asking
from sim.track.ledger import Ledger
from sim.track.measures import Series

ON_A_SERVER_TOO = True
ROLES = {"owner": ["Ann@example.com"], "author": ["@strategy"], "viewer": ["cem@example.com"]}
PROXY = Settings.model_validate({"proxy": {}, "roles": ROLES})
HOME = "http://lab.example"


async def told(request: Request) -> JSONResponse:
    """Say who asks, as any route of the app would be told."""
    person = asking()
    inner = request.headers.getlist(INNER)
    seen = [name for name in request.headers if name.startswith("x-forwarded")]
    return JSONResponse({"id": person.id, "role": person.role, "name": person.name, "inner": inner, "seen": seen})


def guarded(stated: Settings) -> Login:
    return Login(Starlette(routes=[Route("/{path:path}", told, methods=["GET", "POST"])]), stated)


@pytest.fixture(autouse=True)
def _no_other_login(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    login.settings.cache_clear()  # a test of another module may have read that there is none
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "a secret of the tests, long enough")
    yield
    ask_through(None)
    login.settings.cache_clear()


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A real OpenID provider in a process of its own; its people are named in the form of its login."""
    port = free_port()
    people = (
        {"sub": "1", "email": "ann@example.com", "name": "Ann Li", "groups": ["strategy", "board"]},
        {"sub": "2", "email": "bo@example.com", "name": "Bo", "groups": ["Strategy"]},
        {"sub": "3", "email": "dee@example.com", "name": "Dee"},
        {"sub": "4", "email": "ann@example.com", "name": "Not Ann", "email_verified": False},
    )
    claims = [word for person in people for word in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-n", "true", *claims]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{address}/.well-known/openid-configuration").status_code == 200
        except httpx.TransportError:
            return False

    try:
        wait_until(answers, "the provider")
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def oidc(address: str) -> Settings:
    stated = {"issuer": address, "client_id": "lab", "client_secret": "s", "scope": "openid email profile"}
    return Settings.model_validate({"oidc": stated, "roles": ROLES})


class Visitor:
    """A browser: keeps its cookies, follows nothing by itself."""

    def __init__(self, app: Any, peer: str = "127.0.0.1") -> None:
        self.app, self.peer, self.cookies = app, peer, httpx.Cookies()

    def get(self, path: str, **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.peer, 1234))
            async with httpx.AsyncClient(transport=transport, base_url=HOME, cookies=self.cookies) as client:
                answer = await client.get(path, headers={name.replace("_", "-"): one for name, one in headers.items()})
                self.cookies = client.cookies
                return answer

        return answers.run(ask())

    def log_in(self, sub: str, path: str = "/library?page=2") -> httpx.Response:
        """Go where the app sends one, tell the provider who one is, and come back with what it gave."""
        sent = self.get(path, accept="text/html")
        assert (sent.status_code, sent.headers["location"]) == (303, IN)
        asked = self.get(IN)
        assert asked.status_code == 302
        given = httpx.post(asked.headers["location"], data={"sub": sub})
        back = urlsplit(given.headers["location"])
        assert back.path == BACK
        return self.get(f"{BACK}?{back.query}")


# -- a provider -----------------------------------------------------------------------------------------------------
def test_a_visitor_logs_in_and_comes_to_where_they_wanted(provider):
    visitor = Visitor(guarded(oidc(provider)))
    done = visitor.log_in("1")
    assert (done.status_code, done.headers["location"]) == (303, "/library?page=2")
    cookie = next(one for one in done.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert len(cookie) < 1000
    assert visitor.get("/").json() | {"inner": []} == {
        "id": "ann@example.com",
        "role": "owner",
        "name": "Ann Li",
        "inner": [],
        "seen": [],
    }
    visitor.get(OUT)
    assert visitor.get("/").status_code == 401


def test_groups_give_roles_and_who_has_none_is_told_so(provider):
    author, nobody = Visitor(guarded(oidc(provider))), Visitor(guarded(oidc(provider)))
    author.log_in("2")
    assert author.get("/").json()["role"] == "author"
    nobody.log_in("3")
    refused = nobody.get("/", accept="text/html", accept_language="zh-CN")
    assert refused.status_code == 403
    assert "dee@example.com" in refused.text


def test_an_id_that_reads_like_a_group_is_none():
    assert PROXY.person("@strategy", "", (), 1e12).role == "none"
    assert PROXY.person("x", "", ("Strategy",), 1e12).role == "author"


def test_an_address_that_the_provider_has_not_verified_is_nobodys(provider):
    visitor = Visitor(guarded(oidc(provider)))
    assert visitor.log_in("4").status_code == 400
    assert visitor.get("/").status_code == 401


def test_a_login_ends_when_its_token_does(provider, monkeypatch):
    visitor = Visitor(guarded(oidc(provider)))
    visitor.log_in("1")
    assert visitor.get("/").status_code == 200
    later = time.time() + 3601
    monkeypatch.setattr("sim.store.person.time.time", lambda: later)
    assert visitor.get("/").status_code == 401
    assert visitor.get("/", accept="text/html").headers["location"] == IN


def test_a_page_that_is_open_is_told_when_the_login_has_ended(store):
    ask_through(lambda: replace(person("owner"), expires=time.time() - 1))
    with pytest.raises(StoreError) as ended:
        store.find()
    assert ended.value.key == "error-person-login"


def test_answers_of_the_provider_are_of_use_to_whoever_asked_for_them(provider):
    """Another browser's code, a repeated one and an invented one let nobody in."""
    app = guarded(oidc(provider))
    one, other = Visitor(app), Visitor(app)
    one.get("/", accept="text/html")
    given = httpx.post(one.get(IN).headers["location"], data={"sub": "1"})
    query = urlsplit(given.headers["location"]).query
    assert other.get(f"{BACK}?{query}").status_code == 400
    assert other.get("/").status_code == 401
    assert one.get(f"{BACK}?code=invented&state={parse_qs(query)['state'][0]}").status_code == 400
    assert one.get(f"{BACK}?{query}").status_code == 400, "a state is of use once"
    assert one.get("/").status_code == 401


@pytest.mark.parametrize("wanted", ["//evil.example/x", "https://evil.example", "/\\evil.example", ""])
def test_nobody_is_sent_to_another_site(wanted):
    assert guarded(PROXY)._welcome({"next": wanted}).headers["location"] == "/"


@pytest.mark.parametrize("forged", ["", "x", "W10.abc.def", pack(Person("ann@example.com", "Ann", "owner"))])
def test_a_cookie_that_nobody_signed_is_none(provider, forged):
    visitor = Visitor(guarded(oidc(provider)))
    visitor.cookies.set(COOKIE, forged)
    assert visitor.get("/").status_code == 401


def test_a_header_that_says_who_one_is_is_taken_off(provider):
    visitor = Visitor(guarded(oidc(provider)))
    forged = pack(Person("ann@example.com", "Ann", "owner"))
    assert visitor.get("/", x_scenario_lab_person=forged).status_code == 401
    visitor.log_in("2")
    answer = visitor.get("/", X_Scenario_Lab_Person=forged).json()
    assert [unpack(one).id for one in answer["inner"]] == ["bo@example.com"]


def test_without_a_verified_name_a_proxys_headers_say_nothing(provider):
    answer = Visitor(guarded(oidc(provider))).get("/", X_Forwarded_Email="ann@example.com")
    assert answer.status_code == 401


# -- a proxy --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("listens", "proxies", "peer", "line", "comes_in"),
    [
        ("127.0.0.1", "127.0.0.1", "1.2.3.4", "1.2.3.4", True),  # uvicorn has put the visitor's address in
        ("127.0.0.1", "", "127.0.0.1", "", False),  # nobody has stated a proxy
        ("0.0.0.0", "10.0.0.2", "10.0.0.2", "1.2.3.4", True),
        ("0.0.0.0", "10.0.0.2", "10.0.0.9", "10.0.0.2", False),
        ("0.0.0.0", "10.0.0.2", "10.0.0.2", "10.0.0.2", False),
        ("0.0.0.0", "127.0.0.1", "10.0.0.9", "10.0.0.9", False),
    ],
)
def test_only_a_stated_proxy_says_who_visits(monkeypatch, listens, proxies, peer, line, comes_in):
    monkeypatch.setenv("SCENARIO_PROXIES", proxies)
    before = config.get_option("server.address")
    config.set_option("server.address", listens)
    try:
        visitor = Visitor(guarded(PROXY), peer)
        forwarded = {"X_Forwarded_For": line} if line else {}
        answer = visitor.get("/", X_Forwarded_Email="ann@example.com", X_Forwarded_Groups="board, x", **forwarded)
    finally:
        config.set_option("server.address", before)
    assert answer.status_code == (200 if comes_in else 401)
    if comes_in:
        assert (answer.json()["id"], answer.json()["role"]) == ("ann@example.com", "owner")
        assert answer.json()["seen"] == ["x-forwarded-for"], "who it is is read once, and taken off"


def test_two_answers_to_who_visits_are_none(monkeypatch):
    monkeypatch.setenv("SCENARIO_PROXIES", "127.0.0.1")
    scope = {
        "type": "http",
        "client": ("127.0.0.1", 1),
        "headers": [(b"x-forwarded-email", b"cem@example.com"), (b"x-forwarded-email", b"ann@example.com")],
    }
    assert guarded(PROXY)._person(scope) == NOBODY


# -- every route ----------------------------------------------------------------------------------------------------
FOR_ANYBODY = {"/healthz", "/readyz", "/metrics", "/_stcore/health"}
FOR_GUESTS = set(ROOM)
FILES = {"/scripts/{version}/{name:path}", "/app/static/{path:path}"}


def every_route() -> dict[str, Any]:
    """Return the routes of the app by path: ours, and those of Streamlit."""
    found = [*server.routes(), *create_streamlit_routes(MagicMock())]
    return {one.path: one for one in found if isinstance(one, Route | WebSocketRoute | Mount)}


def test_every_route_asks_who_visits_but_for_those_named_here():
    """A route that is added is refused to strangers unless it is added to a list here as well."""
    routes = every_route()
    assert len(routes) > 25
    app = guarded(PROXY)
    let_in = set()
    for path, route in routes.items():
        asked = path.replace("{version}", "v").replace("{name:path}", "n").replace("{path:path}", "p")
        if isinstance(route, WebSocketRoute):
            if answers.run(_socket(app, asked)) != 1008:
                let_in.add(path)
        elif Visitor(app).get(asked or "/").status_code == 200:
            let_in.add(path)
    assert let_in - FILES - {"/static"} == FOR_ANYBODY | FOR_GUESTS


@pytest.mark.parametrize("column", COLUMNS)
def test_every_route_is_reached_by_those_whom_the_table_names(monkeypatch, column):
    """SECURITY.md's table says of each role what it reaches; here each asks for every route there is."""
    monkeypatch.setenv("SCENARIO_PROXIES", "127.0.0.1")
    everybody = PROXY.model_copy(update={"roles": {"owner": ["owner"], "author": ["author"], "viewer": ["viewer"]}})
    app, known = guarded(everybody), column in ("viewer", "author", "owner")
    headers = {"X-Forwarded-Email": column} if known else {}
    rows = {
        "`/healthz`": FOR_ANYBODY | FILES,
        "`/room`": FOR_GUESTS,
    }
    routes = every_route()
    rows["every other address"] = routes.keys() - {"/static"}.union(*rows.values())
    assert len(rows["every other address"]) > 15
    for row, paths in rows.items():
        comes_in = {"yes": True, "as guest": True, "no": False}[reached(row)[column]]
        for path in sorted(paths):
            asked = path.replace("{version}", "v").replace("{name:path}", "n").replace("{path:path}", "p")
            if isinstance(routes[path], WebSocketRoute):
                raw = [(name.lower().encode(), one.encode()) for name, one in headers.items()]
                found = answers.run(_socket(app, asked, raw)) != 1008
            else:
                named = {name.replace("-", "_"): one for name, one in headers.items()}
                found = Visitor(app).get(asked or "/", **named).status_code == 200
            assert found is comes_in, (row, path)


async def _socket(app: Any, path: str, headers: list[tuple[bytes, bytes]] | None = None) -> int:
    """Return the code with which a socket is closed, 0 where it reaches the app."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "headers": headers or [],
        "client": ("127.0.0.1", 1),
        "query_string": b"",
    }
    await app(scope, receive, send)
    return next((one["code"] for one in sent if one["type"] == "websocket.close" and one.get("reason") == "login"), 0)


def test_what_is_open_cannot_be_reached_past_its_folder():
    for path in (
        "/healthz/x",
        "/static",
        "/staticx/y",
        "/scripts",
        "/roomx",
        "/room/x",
        "/_stcore/healthx",
        "/metrics/",
    ):
        assert not is_open(path) or path in FOR_ANYBODY, path
        assert path not in ROOM, path


def test_a_followers_link_leads_a_guest_to_a_page_without_a_session():
    """With a session one could ask for any page; a guest gets the room's screen, its scripts and its socket."""
    visitor = Visitor(Login(Starlette(routes=list(server.routes())), PROXY))
    sent = visitor.get("/follow?code=ABC234&lang=zh")
    assert (sent.status_code, sent.headers["location"]) == (303, "/follow-guest?code=ABC234&lang=zh")
    page = visitor.get(sent.headers["location"])
    assert page.status_code == 200
    assert 'lang="zh"' in page.text
    assert "__streamlit" not in page.text
    for address in re.findall(r'(?:href|src)="\./([^"]+)"', page.text):
        assert visitor.get(f"/{address}").status_code == 200, address
    for beyond in ("/", "/library", "/library-list?lang=en", "/stage-frame?key=x", "/room-wall"):
        assert visitor.get(beyond).status_code == 401, beyond
    assert answers.run(_socket(guarded(PROXY), "/_stcore/stream")) == 1008


def test_guests_of_a_room_are_guests_everywhere(monkeypatch):
    answer = Visitor(guarded(PROXY)).get("/room").json()
    assert (answer["role"], answer["id"]) == ("guest", "")


# -- roles ----------------------------------------------------------------------------------------------------------
def person(role: Any) -> Person:
    return Person(f"{role}@example.com", role.title(), role, ("strategy",))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario.of(load_plan(), "plan")


def outcome(work: Any) -> str:
    try:
        work()
    except StoreError as problem:
        return problem.key
    return "done"


READS = ("find", "open", "export", "facets", "history")
WRITES = ("save", "rename", "tag", "favourite", "delete", "many", "set", "actuals", "import")
WHOLE = ("purge", "backup")


def deeds(store: Any, scenario: Scenario, id: str, binned: str) -> dict[str, Any]:
    """Everything that can be done in a library, by name."""
    series = Series("revenue", "", "")
    exported = json.dumps(store.export(id)).encode()
    return {
        "find": store.find,
        "open": lambda: store.open(id),
        "export": lambda: store.export(id),
        "facets": store.facets,
        "history": lambda: store.history(id),
        "save": lambda: store.save(scenario, f"mine {asking().id}"),
        "rename": lambda: store.rename(id, f"named by {asking().id}"),
        "tag": lambda: store.tag(id, [asking().id]),
        "favourite": lambda: store.set_favourite(id, asking().role == "owner"),
        "delete": lambda: store.delete(id) and store.restore(id),
        "many": lambda: delete_all(store, [binned]),
        "set": lambda: store.save_assumption_set(load_plan(), "mine", "evidence", {"momentum": 0.01}),
        "actuals": lambda: Ledger(store.database).record(load_plan(), [(series, "2024Q1", 1.0)], by="forged"),
        "import": lambda: store.import_scenario(exported),
        "purge": lambda: store.purge([binned]),
        "backup": lambda: write_backup(store.database, io.BytesIO()),
    }


@pytest.mark.parametrize(
    ("role", "reads", "writes", "whole"),
    [
        ("none", "error-person-login", "error-person-login", "error-person-login"),
        ("viewer", "done", "error-person-author", "error-person-owner"),
        ("author", "done", "done", "error-person-owner"),
        ("owner", "done", "done", "done"),
    ],
)
def test_what_each_role_may_do(store, scenario, role, reads, writes, whole):
    id, binned = store.save(scenario, "A", by="Zoe").id, store.save(scenario, "B").id
    store.delete(binned)
    wanted = deeds(store, scenario, id, binned)
    assert wanted.keys() == {*READS, *WRITES, *WHOLE}
    before = store.database.changes
    ask_through(lambda: person(role))
    for names, expected in ((READS, reads), (WRITES, writes), (WHOLE, whole)):
        for name in names:
            # Who may not even write is told so first.
            told = writes if role == "viewer" and name == "purge" else expected
            assert outcome(wanted[name]) == told, name
    if role in ("none", "viewer"):
        assert store.database.changes == before


def test_names_come_from_the_login_and_from_nowhere_else(store, scenario):
    ask_through(lambda: person("author"))
    entry = store.save(scenario, "A", by="somebody else")
    store.rename(entry.id, "B", by="somebody else")
    Ledger(store.database).record(load_plan(), [(Series("revenue", "", ""), "2024Q1", 1.0)], by="somebody else")
    assert {one.saved_by for one in store.history(entry.id)} == {entry.author} == {"Author"}
    assert Ledger(store.database).history(load_plan())[0].by == "Author"


def test_without_a_login_nothing_changes(store, scenario, monkeypatch):
    monkeypatch.delenv("SCENARIO_LOGIN", raising=False)
    assert login.settings() is None
    assert [one.cls.__name__ for one in server.middleware()] == ["Gate", "Uploads"]  # type: ignore[attr-defined]
    assert asking() == LOCAL
    assert store.save(scenario, "A", by="Ann").author == "Ann"
    assert GUEST.may("viewer")
    assert not NOBODY.may("viewer")


# -- the file -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[roles]\nowner = []", "either [oidc] or [proxy]"),
        ("[proxy]\n[oidc]\n[roles]", "oidc"),
        ("[proxy]\n[roles]\nking = ['a']", "king"),
        ("[proxy]\nheader = 'X'\n[roles]", "header"),
        ("[proxy", "Expected"),
        ("[proxy]", "roles"),
    ],
)
def test_a_login_that_is_stated_wrongly_is_named(tmp_path, monkeypatch, text, problem):
    (tmp_path / "login.toml").write_text(text)
    monkeypatch.setenv("SCENARIO_LOGIN", str(tmp_path / "login.toml"))
    with pytest.raises(LoginError) as found:
        login.settings()
    assert problem in found.value.text("en")


def test_a_provider_needs_one_secret_for_all_processes(tmp_path, monkeypatch):
    (tmp_path / "login.toml").write_text(
        '[oidc]\nissuer = "https://id.example"\nclient_id = "a"\nclient_secret = "b"\n[roles]\nowner = ["*"]\n'
    )
    monkeypatch.setenv("SCENARIO_LOGIN", str(tmp_path / "login.toml"))
    assert login.settings() is not None
    login.settings.cache_clear()
    monkeypatch.delenv("STREAMLIT_SERVER_COOKIE_SECRET")
    with pytest.raises(LoginError) as found:
        login.settings()
    assert found.value.key == "error-login-secret"


def test_the_example_can_be_used(monkeypatch):
    monkeypatch.setenv("SCENARIO_LOGIN", "deploy/login.toml")
    stated = login.settings()
    assert stated is not None
    assert stated.person("eve@example.com", "Eve", (), 1e12).role == "viewer"
    assert stated.person("eve@example.com", "Eve", ("strategy",), 1e12).role == "author"
