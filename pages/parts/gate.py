"""Every request passes here first: who may ask, from where, and what a browser may do with the answer.

A page of a foreign site can make a browser on this machine ask for anything at 127.0.0.1, and by a name of its own
that it rebinds (DNS rebinding) even read the answer. So a request must name this server by a name that it goes by,
and one that changes something, or a socket, must come from a page of this server.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import os
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

HOSTS = "SCENARIO_HOSTS"
"""Names in the environment, joined by commas, under which this server is reached beside its addresses; `*.name` too."""
PROXIES = "SCENARIO_PROXIES"
"""Addresses in the environment, joined by commas, of proxies whose X-Forwarded-For is believed."""
READING = ("GET", "HEAD", "OPTIONS")
PRERENDER = "\n      window.prerenderReady = false\n    "
"""The one script that Streamlit writes into its page."""
KEPT = ("/static/", "/scripts/", "/app/static/")
"""Where files lie that hold nothing of anybody; whatever else does not say how long it may be kept is not kept."""
HEALTH = ("/healthz", "/readyz")
"""What a balancer asks, often under no name at all; the answer holds nothing of anybody."""
UNSTATED = "a proxy that nobody stated"


def policy(scripts: Sequence[str]) -> str:
    """Return the content security policy: our own origin alone, and of scripts in the page those with these texts.

    Styles in the page are Streamlit's and Vega's way to draw. A blob's address is made by a script that already runs:
    Streamlit imports components and hands out downloads through them. Vega's expressions are compiled by our own copy
    without `eval`, or by its interpreter.
    """
    own = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {own}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )


def entries(name: str) -> tuple[str, ...]:
    """Return the entries of a list in the environment, as they are written."""
    return tuple(one.strip() for one in os.environ.get(name, "").split(",") if one.strip())


def names_in_environment(name: str) -> tuple[str, ...]:
    """Return the names and addresses of a list in the environment, lower case."""
    return tuple(one.lower() for one in entries(name))


def host_name(host: str) -> str | None:
    """Return the name in a Host header, lower case; None where it is no host."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port  # a port that is no number raises
    except ValueError:
        return None
    if name is None or "@" in host or parts.path or parts.query or parts.fragment:
        return None
    return name.rstrip(".")


def allowed_hosts() -> tuple[str, ...]:
    """Return the names that this server goes by, beside its addresses in digits."""
    options = [*(config.get_option("server.allowedHosts") or ()), config.get_option("server.address") or ""]
    return (
        "localhost",
        "*.localhost",
        *(str(one).strip().lower() for one in options if one),
        *names_in_environment(HOSTS),
    )


def is_allowed(host: str | None) -> bool:
    """Tell whether a Host header names this server.

    An address in digits always does: a foreign site can be reached by no such name, so none can be rebound.
    """
    name = host_name(host or "")
    if not name:
        return False
    try:
        ipaddress.ip_address(name)
        return True
    except ValueError:
        return any(_matches(name, one.rstrip(".")) for one in allowed_hosts())


def _matches(name: str, pattern: str) -> bool:
    return name.endswith(pattern[1:]) if pattern.startswith("*.") else name == pattern


def is_own_origin(origin: str | None, host: str) -> bool:
    """Tell whether a request was made by a page of this server; programs state no origin.

    Behind a proxy that asks under a name of its own, pages come from the names in SCENARIO_HOSTS.
    """
    if origin is None:
        return True
    place = urlsplit(origin)
    if place.scheme not in ("http", "https"):
        return False
    return place.netloc.lower() == host.lower() or any(
        _matches(place.hostname or "", one) for one in names_in_environment(HOSTS)
    )


def visitor(headers: Headers, client: str) -> str:
    """Return whose request it is: an address, taken from X-Forwarded-For only where a stated proxy wrote it.

    uvicorn puts the header's address in place of the client's where the connection comes from this machine. Anybody
    can write such a header; unless this machine's address is among the proxies, whoever sends one is one visitor.
    """
    line = [one.strip() for value in headers.getlist("x-forwarded-for") for one in value.split(",") if one.strip()]
    if not line:
        return client
    proxies = names_in_environment(PROXIES)
    here = ("127.0.0.1", "::1")
    rewritten = client == next((one for one in reversed(line) if one not in here), line[0])
    believed = any(one in proxies for one in here) if rewritten else client in proxies
    if believed:
        return next((one for one in reversed(line) if one not in (*proxies, *here)), line[0])
    return UNSTATED if rewritten else client


def from_proxy(headers: Headers, client: str) -> bool:
    """Tell whether a stated proxy sent a request, so that what it says of the visitor may be believed.

    uvicorn puts X-Forwarded-For's address in place of this machine's, and of no other. So where the server listens on
    this machine alone, every request comes from it; elsewhere one whose address stands in its own header may be
    anybody's on this machine, and is not believed.
    """
    proxies, here = names_in_environment(PROXIES), ("127.0.0.1", "::1", "localhost")
    if str(config.get_option("server.address") or "") in here:
        return any(one in proxies for one in here)
    line = [one.strip() for value in headers.getlist("x-forwarded-for") for one in value.split(",")]
    return client in proxies and client not in line


class Gate:
    """Middleware: refuses what is not for this server, and says with every answer what a browser may do with it."""

    def __init__(
        self, app: ASGIApp, scripts: Sequence[str], is_allowed: Callable[[str | None], bool] = is_allowed
    ) -> None:
        self.app = app
        self.is_allowed = is_allowed
        self.policy = policy((PRERENDER, *scripts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        changes = scope["type"] == "websocket" or scope["method"] not in READING
        refusal = ""
        asked = scope["type"] == "http" and scope["path"].endswith(HEALTH)
        if not asked and not self.is_allowed(host):
            refusal = f"This server does not go by the name in the request. {HOSTS} states further names."
        elif changes and not is_own_origin(headers.get("origin"), host):
            refusal = "Only pages of this server may ask for this."
        if refusal:
            await _refuse(refusal, scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._say(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _say(self, headers: MutableHeaders, path: str) -> None:
        headers["Content-Security-Policy"] = self.policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "SAMEORIGIN"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if "cache-control" not in headers and not any(one in path for one in KEPT):
            headers["Cache-Control"] = "no-store"


async def _refuse(why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await PlainTextResponse(why, status_code=403, headers={"Cache-Control": "no-store"})(scope, receive, send)
        return
    await receive()  # the request to connect; closing without accepting answers 403
    await send({"type": "websocket.close", "code": 1008, "reason": why})
