"""Who visits: a login by OpenID Connect, or by a proxy in front that has asked already. Off unless it is configured.

One middleware stands before every route and socket, Streamlit's too. It knows a visitor by a signed cookie of our own,
which ends when the provider's token does, or by headers of a stated proxy; it takes whatever a client says of itself
off the request, and hands who it is on to routes (a context variable) and to pages (a header of the session's socket).
"""

from __future__ import annotations

import base64
import json
import os
import time
import tomllib
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts.gate import from_proxy
from sim.language import get_language, preferred_language
from sim.language.errors import SimError
from sim.store.person import GUEST, NOBODY, Person, ask_through

SETTINGS = "SCENARIO_LOGIN"
"""In the environment: the TOML file that states the login; without it there is none."""
IN, BACK, OUT = "/login", "/oauth2callback", "/logout"
OPEN = ("/healthz", "/readyz", "/metrics", "/_stcore/health", "/static/", "/scripts/", "/app/static/")
"""What anybody may ask: whether the server is well, its counts, and files that hold nothing of anybody."""
ROOM = ("/room", "/room-live", "/room-answer", "/room-try", "/room-team", "/follow-guest", "/follow-live")
"""Where guests take part in a room, or follow a presenter, without an account: its code is what they know."""
FOLLOW, GUEST_PAGE = "/follow", "/follow-guest"
"""Where a follower's link leads, and the page without a session that whoever is not logged in gets instead."""
COOKIE, STATE = "scenario_lab_login", "scenario_lab_login_state"
STATE_SECONDS = 600
INNER = "x-scenario-lab-person"
MOST_GROUPS = 40
Named = Literal["viewer", "author", "owner"]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class LoginError(SimError):
    """A login that is stated wrongly; the server does not start."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Oidc(Strict):
    """A provider; its own address tells the rest (`/.well-known/openid-configuration`)."""

    issuer: HttpUrl
    client_id: Name
    client_secret: Name
    scope: str = "openid email profile"
    id_claim: Name = "email"
    groups_claim: Name = "groups"


Header = Annotated[str, Field(pattern=r"(?i)^(X-Forwarded|X-Auth|X-Remote|Remote|Cf-Access)-[a-z0-9-]{1,80}$")]
"""A header that may say who somebody is: of a beginning that `deploy/haproxy.cfg` takes off what visitors send."""


class Proxy(Strict):
    """Headers in which a proxy of `SCENARIO_PROXIES` says whom it has let in."""

    id: Header = "X-Forwarded-Email"
    name: Header = "X-Forwarded-Preferred-Username"
    groups: Header = "X-Forwarded-Groups"


class Settings(Strict):
    """What the file states. A role lists ids, groups as `@name`, or `*` for whoever has logged in."""

    oidc: Oidc | None = None
    proxy: Proxy | None = None
    roles: dict[Named, list[Name]]

    @model_validator(mode="after")
    def _one_way(self) -> Settings:
        if (self.oidc is None) == (self.proxy is None):
            raise ValueError("either [oidc] or [proxy]")
        return self

    def person(self, id: str, name: str, groups: tuple[str, ...], expires: float) -> Person:
        """Return who that is here: the highest role that names them, or none."""
        known = {*(f"@{one.lower()}" for one in groups), "*"}
        if not id.startswith("@"):  # an id that somebody has chosen is no group
            known.add(id.lower())
        roles: tuple[Named, ...] = ("owner", "author", "viewer")
        for role in roles:
            if known & {one.lower() for one in self.roles.get(role, ())}:
                return Person(id, name or id, role, groups[:MOST_GROUPS], expires)
        return Person(id, name or id, "none", groups[:MOST_GROUPS], expires)


@lru_cache(maxsize=1)
def settings() -> Settings | None:
    """Return how visitors log in; None where they need not.

    Raises
    ------
    LoginError
        The file cannot be read or states something that is not known, or the server has no secret to sign with.
    """
    path = os.environ.get(SETTINGS, "").strip()
    if not path:
        return None
    try:
        found = Settings.model_validate(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise LoginError("error-login-file", file=path, problem=" ".join(str(problem).split())[:200]) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"])) or "."
        raise LoginError("error-login-file", file=path, problem=f"{where}: {first['msg']}") from problem
    if found.oidc is not None and not os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET", "").strip():
        raise LoginError("error-login-secret", name="STREAMLIT_SERVER_COOKIE_SECRET")
    return found


# -- who asks -------------------------------------------------------------------------------------------------------
_visitor: ContextVar[Person | None] = ContextVar("visitor", default=None)


def who() -> Person:
    """Return who asks: of a page's run the visitor of its session, of a route whoever sent the request.

    What runs for nobody in particular, such as the warm-up, sees what everybody may see.
    """
    if get_script_run_ctx(suppress_warning=True) is not None:
        return unpack(st.context.headers.get(INNER) or "")
    return _visitor.get() or GUEST


def pack(person: Person) -> str:
    text = json.dumps([person.id, person.name, person.role, person.groups, person.expires])
    return base64.urlsafe_b64encode(text.encode()).decode()


@lru_cache(maxsize=4096)
def unpack(text: str) -> Person:
    if not text:
        return NOBODY
    id, name, role, groups, expires = json.loads(base64.urlsafe_b64decode(text))
    return Person(id, name, role, tuple(groups), expires)


def _signer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(os.environ["STREAMLIT_SERVER_COOKIE_SECRET"], salt=f"scenario-lab-{salt}")


def _prefix() -> str:
    name = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{name}" if name else ""


def _query(scope: Scope) -> str:
    return f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""


def way_out() -> str | None:
    """Return where a visitor logs out; None where the proxy in front has its own way."""
    stated = settings()
    return f"{_prefix()}{OUT}" if stated is not None and stated.oidc is not None else None


def is_open(path: str) -> bool:
    """Tell whether anybody may ask for a path; a folder stands for what is below it."""
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in OPEN)


class Login:
    """Middleware: nobody comes past it without a login, but to what is open, and to rooms as a guest."""

    def __init__(self, app: ASGIApp, stated: Settings) -> None:
        self.app = app
        self.stated = stated
        self._client: Any = None
        ask_through(who)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(_prefix()) or "/"
        person = self._person(scope)
        scope["headers"] = [pair for pair in scope["headers"] if pair[0].lower() not in self._inner()]
        if scope["type"] == "http" and self.stated.oidc is not None and path in (IN, BACK, OUT):
            await (await self._way(path, Request(scope, receive)))(scope, receive, send)
            return
        if not person.may("viewer"):
            if path in ROOM or is_open(path):
                person = GUEST
            elif path == FOLLOW and scope["type"] == "http" and not person.id:
                guest = RedirectResponse(f"{_prefix()}{GUEST_PAGE}{_query(scope)}", 303)
                guest.headers["Cache-Control"] = "no-store"
                await guest(scope, receive, send)
                return
            else:
                await self._refuse(person, scope, receive, send)
                return
        scope["headers"].append((INNER.encode(), pack(person).encode()))
        token = _visitor.set(person)
        try:
            await self.app(scope, receive, send)
        finally:
            _visitor.reset(token)

    def _inner(self) -> frozenset[bytes]:
        """Return the headers that say who somebody is: for us to write, or for the proxy, and to be read once."""
        proxy = self.stated.proxy
        own = () if proxy is None else (proxy.id, proxy.name, proxy.groups)
        return frozenset(one.lower().encode() for one in (INNER, *own))

    def _person(self, scope: Scope) -> Person:
        headers = Headers(scope=scope)
        if (proxy := self.stated.proxy) is not None:
            ids = headers.getlist(proxy.id)
            if len(ids) != 1 or not ids[0].strip() or not from_proxy(headers, (scope.get("client") or ("",))[0]):
                return NOBODY
            groups = tuple(one.strip() for one in headers.get(proxy.groups, "").split(",") if one.strip())
            return self.stated.person(ids[0].strip(), headers.get(proxy.name, ""), groups, time.time() + 3600)
        text = HTTPConnection(scope).cookies.get(COOKIE, "")
        try:
            id, name, groups, expires = _signer("person").loads(text)
        except BadData:
            return NOBODY
        return self.stated.person(id, name, tuple(groups), expires)

    async def _refuse(self, person: Person, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "login"})
            return
        headers = Headers(scope=scope)
        asked = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
        known = person.id and time.time() < person.expires  # logged in, but no role names them
        if self.stated.oidc is not None and asked and not known:
            response: Response = RedirectResponse(f"{_prefix()}{IN}", 303)
            wanted = {"next": scope["path"] + _query(scope)}
            response.set_cookie(STATE, _signer("state").dumps(wanted), **self._flags(scope))
        else:
            key = "error-person-role" if known else "error-person-login"
            language = preferred_language(headers.get("accept-language"))
            response = PlainTextResponse(get_language(language).text(key, id=person.id), 403 if known else 401)
        response.headers["Cache-Control"] = "no-store"
        await response(scope, receive, send)

    # -- OpenID Connect ---------------------------------------------------------------------------------------------
    def _flags(self, scope: Scope, seconds: int = STATE_SECONDS) -> dict[str, Any]:
        secure = scope.get("scheme") in ("https", "wss")
        path = _prefix() or "/"
        return {"max_age": seconds, "path": path, "secure": secure, "httponly": True, "samesite": "lax"}

    def _provider(self) -> Any:
        from authlib.integrations.starlette_client import OAuth  # only a server with a login needs it

        if self._client is None:
            oidc = self.stated.oidc
            assert oidc is not None
            known = OAuth()
            known.register(
                "provider",
                server_metadata_url=f"{str(oidc.issuer).rstrip('/')}/.well-known/openid-configuration",
                client_id=oidc.client_id,
                client_secret=oidc.client_secret,
                client_kwargs={"scope": oidc.scope, "code_challenge_method": "S256"},
            )
            self._client = known.create_client("provider")
        return self._client

    async def _way(self, path: str, request: Request) -> Response:
        """Answer what a login consists of: going to the provider, coming back, and leaving."""
        from authlib.common.errors import AuthlibBaseError

        language = get_language(preferred_language(request.headers.get("accept-language")))
        if path == OUT:
            response: Response = PlainTextResponse(language.text("login-left"))
            response.delete_cookie(COOKIE, path=_prefix() or "/")
            response.headers["Cache-Control"] = "no-store"
            return response
        try:
            session = dict(_signer("state").loads(request.cookies.get(STATE, ""), max_age=STATE_SECONDS))
        except BadData:
            session = {}
        request.scope["session"] = session
        try:
            if path == IN:
                address = f"{request.url.scheme}://{request.url.netloc}{_prefix()}{BACK}"
                response = await self._provider().authorize_redirect(request, address)
            else:
                token = await self._provider().authorize_access_token(request)
                response = self._welcome(session)
                response.set_cookie(COOKIE, _signer("person").dumps(self._claims(token)), **self._flags(request.scope))
        except (AuthlibBaseError, ValueError, KeyError, OSError) as problem:
            text = language.text("error-login-provider", problem=type(problem).__name__)
            failed = PlainTextResponse(text, 400, headers={"Cache-Control": "no-store"})
            failed.delete_cookie(STATE, path=_prefix() or "/")  # what was begun is over, whoever ended it
            return failed
        if path == IN:
            response.set_cookie(STATE, _signer("state").dumps(session), **self._flags(request.scope))
        else:
            response.delete_cookie(STATE, path=_prefix() or "/")
        response.headers["Cache-Control"] = "no-store"
        return response

    def _welcome(self, session: dict[str, Any]) -> Response:
        """Go where the visitor wanted to; never to another site."""
        wanted = str(session.get("next", ""))
        parts = urlsplit(wanted)
        own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
        return RedirectResponse(wanted if own else f"{_prefix()}/", 303)

    def _claims(self, token: Any) -> tuple[str, str, list[str], float]:
        """Return id, name, groups and end of a checked token; the cookie is of no use any longer than it."""
        oidc, claims = self.stated.oidc, token["userinfo"]
        assert oidc is not None
        id = str(claims[oidc.id_claim])
        if oidc.id_claim == "email" and claims.get("email_verified") is False:
            raise ValueError("the provider has not verified the mail address")
        groups = claims.get(oidc.groups_claim) or []
        named = [str(one)[:200] for one in groups if isinstance(one, str)] if isinstance(groups, list) else []
        listed = {who.lower() for names in self.stated.roles.values() for who in names}
        kept = sorted(named, key=lambda one: f"@{one.lower()}" not in listed)[:MOST_GROUPS]
        return id, str(claims.get("name") or id)[:200], kept, float(claims["exp"])
