"""Opening the rooms to the network: a second server at one address of this machine, started and stopped by one step.

The app itself stays where it listens, on this machine alone. What the network reaches is the participants' page, its
socket, its two addresses for answers, and the scripts, styles and fonts of that page; nothing else is there.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages.parts import scripts
from pages.parts.gate import Gate
from pages.parts.qr import qr_code
from sim.language.errors import RoomError
from sim.room.room import Room

PORT = "SCENARIO_ROOM_PORT"
"""In the environment: the port at which rooms are opened to the network; 8510 where nothing is said."""
USUAL_PORT = 8510
FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
PATIENCE = 5.0  # seconds


def addresses() -> tuple[str, ...]:
    """Return this machine's addresses in its networks, the one that leads out first."""
    found: dict[str, None] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: the system only chooses the address it would send from
            found[str(probe.getsockname()[0])] = None
        except OSError:
            pass  # no way out; there may be a network all the same
    try:
        names = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        names = []
    found |= {str(one[4][0]): None for one in names}
    return tuple(one for one in found if not ipaddress.ip_address(one).is_loopback)


async def _home(_: Request) -> Response:
    return RedirectResponse("room")


async def _script(request: Request) -> Response:
    """Answer for what the participants' page loads, and for no other script of the app."""
    name = request.path_params["name"]
    if name not in (*scripts.with_imports("workshop/phone.js"), scripts.style_name("workshop")):
        return Response(status_code=404)
    return await scripts.answer(request)


class Listener:
    """The second server: off until somebody starts it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.url = ""
        """Where the network reaches it; empty while it is off."""
        self.changed: list[Callable[[], None]] = []
        """Called after it was started or stopped."""

    def start(self, address: str, participant: Sequence[BaseRoute]) -> str:
        """Serve the participants' routes at an address of this machine; return where.

        Raises
        ------
        RoomError
            Nothing can listen there.
        """
        with self._lock:
            if self._server is not None:
                return self.url
            bound = self._bind(address)
            host = f"{address}:{bound.getsockname()[1]}"
            app = Starlette(
                routes=[
                    Route("/", _home),
                    *participant,
                    Route(f"{scripts.PATH}/{{version}}/{{name:path}}", _script),
                    Mount("/app/static/fonts", StaticFiles(directory=FONTS)),
                ],
                middleware=[Middleware(Gate, scripts=(), is_allowed=lambda one: one == host)],
            )
            config = uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                proxy_headers=False,
                server_header=False,
                limit_concurrency=1000,
                ws_max_size=4096,
                timeout_graceful_shutdown=1,
            )
            self._server = uvicorn.Server(config)
            run: Any = self._server.run
            self._thread = threading.Thread(target=run, kwargs={"sockets": [bound]}, name="room", daemon=True)
            self._thread.start()
            self.url = f"http://{host}"
        self._say()
        return self.url

    def stop(self) -> None:
        """Close the rooms to the network again; whoever is connected is cut off."""
        with self._lock:
            server, thread, self._server, self._thread, self.url = self._server, self._thread, None, None, ""
        if server is not None and thread is not None:
            server.should_exit = True
            thread.join(PATIENCE)
        self._say()

    def _say(self) -> None:
        for one in self.changed:
            one()

    @staticmethod
    def _bind(address: str) -> socket.socket:
        wanted = int(os.environ.get(PORT, "") or USUAL_PORT)
        for port in (wanted, 0):
            bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                bound.bind((address, port))
                bound.listen(256)  # whoever comes before the server runs waits, and is not refused
                return bound
            except OSError:
                bound.close()
        raise RoomError("error-room-network", address=address[:40])


listener = Listener()
"""The one of this process."""


def place(own: str) -> Callable[[], str]:
    """Return how to ask where phones reach the participants' page now: at the listener, else at the server's own
    address if that is not only this machine's; empty where they do not."""

    def url() -> str:
        return f"{listener.url}/room" if listener.url else "" if is_local(own) else f"{own}/room"

    return url


def is_local(url: str) -> bool:
    """Tell whether an address means this machine to whoever reads it."""
    name = (urlsplit(url).hostname or "").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return not name or name == "localhost" or name.endswith(".localhost")


def invitation(room: Room, page: str) -> dict[str, Any]:
    """Return how one comes in: address as it is read aloud, code, and a QR code that says both and the room's key.

    The key stands behind the address's #: it is sent to nobody but the page's own socket, and no log keeps it.
    """
    link = f"{page}#{room.code}.{room.invitation}" if page else ""
    return {
        "code": room.code,
        "link": link,
        "address": page.partition("://")[2],
        "qr": qr_code(link) if link else None,
    }
