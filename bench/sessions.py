"""Visitors without a browser: they speak Streamlit's own protocol, so that many fit beside the server."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


def server_process() -> int:
    """Return the id of the server that this benchmark has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return int(next(child for task in tasks for child in task.read_text().split()))


def processor_seconds(process: int) -> float:
    """Return how long a process has kept a processor busy."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(process: int) -> float:
    """Return how much memory a process holds."""
    line = next(one for one in Path(f"/proc/{process}/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def settle(server: int) -> None:
    """Wait until the server has warmed up, or whatever else it was at."""
    busy = 1.0
    while busy > 0.1:
        before = processor_seconds(server)
        time.sleep(2)
        busy = processor_seconds(server) - before


@contextmanager
def server_and_browser() -> Iterator[tuple[str, Any]]:
    """Start a server with an empty library and a browser, once it has warmed up; give its address and the browser."""
    from browser import running_app, running_browser  # pyright: ignore[reportMissingImports]

    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder) / "bench.duckdb") as address,
        running_browser() as browser,
    ):
        settle(server_process())
        yield address, browser


def trusting() -> ssl.SSLContext:
    """Accept the certificate that a service on this machine has made for itself."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Visitor:
    """One session on the Simulator.

    Parameters
    ----------
    process : str
        Behind a proxy, the process of the app to stay with, as the proxy's cookie calls it.
    """

    def __init__(self, address: str, process: str = "") -> None:
        self.address = address
        self.tls = trusting() if address.startswith("https") else None
        self.headers = {"Cookie": f"LAB_PROCESS={process}"} if process else {}
        self.seq = 0
        self.stage = self.fragment = self.page = ""
        self.payload: dict[str, Any] = {}
        self.shown: list[str] = []

    async def open(self) -> None:
        """Connect and run the page once."""
        place = self.address.replace("http", "ws") + "/_stcore/stream"
        self.socket: ClientConnection = await connect(
            place,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            ssl=self.tls,
            additional_headers=self.headers,
        )
        message = BackMsg()
        message.rerun_script.context_info.url = self.address
        message.rerun_script.context_info.locale = "en-US"
        await self.socket.send(message.SerializeToString())
        while "frame" not in self.payload:  # the first run of a process that still warms up may be run again
            await self._answer()
        host = urlsplit(self.address).netloc
        self.http = (
            http.client.HTTPSConnection(host, timeout=60, context=self.tls)
            if self.tls
            else http.client.HTTPConnection(host, timeout=60)
        )
        frame = json.loads(await self.fetch("{path}?key={key}", self.payload["frame"]))
        self.shown = [lever["id"] for lever in frame["levers"] if not (lever["advanced"] or "fold" in lever)]

    async def table(self) -> float:
        """Fetch the response table of the levers on screen; return the milliseconds it took."""
        start = time.perf_counter()
        body = await self.fetch("{path}?key={key}&levers=" + ",".join(self.shown), self.payload["table"])
        if self.payload["table"]["key"].encode() not in body[:64]:
            raise RuntimeError("a table of another point")
        return (time.perf_counter() - start) * 1000

    async def futures(self) -> float:
        """Fetch the fan and the chance of the point, if they did not come with the move; return the milliseconds."""
        if "futures" not in self.payload:
            return 0.0
        start = time.perf_counter()
        found = json.loads(await self.fetch("{path}?key={key}", self.payload["futures"]))
        if found["key"] != self.payload["futures"]["key"]:
            raise RuntimeError("the futures of another point")
        return (time.perf_counter() - start) * 1000

    async def fetch(self, address: str, what: dict[str, str]) -> bytes:
        """Fetch what the payload names, over the connection that a browser would keep."""
        return await asyncio.to_thread(self._fetch, f"{urlsplit(self.address).path}/{address.format(**what)}")

    def _fetch(self, address: str) -> bytes:
        try:
            self.http.request("GET", address, headers=self.headers)
            answer = self.http.getresponse()
        except (ConnectionResetError, BrokenPipeError):  # a server closes connections that have been idle
            self.http.close()
            self.http.request("GET", address, headers=self.headers)
            answer = self.http.getresponse()
        with answer:
            if answer.status != 200:
                raise RuntimeError(f"{address}: {answer.status}")
            return answer.read()

    async def move(self, lever: str, value: float) -> float:
        """Release a lever; return the milliseconds until the run that answers it has been received whole."""
        self.seq += 1
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        message.rerun_script.page_script_hash = self.page
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.stage
        state.json_value = json.dumps({"change": {"seq": self.seq, "levers": {lever: value}}})
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._answer()
        taken = (time.perf_counter() - start) * 1000
        if self.payload.get("seq") != self.seq:
            raise RuntimeError(f"no answer to move {self.seq}: {self.payload.get('seq')}")
        return taken

    async def _answer(self) -> None:
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), 60)
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
            elif kind == "delta" and message.delta.new_element.HasField("bidi_component"):
                component = message.delta.new_element.bidi_component
                if component.id.endswith("-stage"):
                    self.stage, self.fragment = component.id, message.delta.fragment_id
                    self.payload = json.loads(component.bytes)
            elif kind == "script_finished":
                return

    async def close(self) -> None:
        await self.socket.close()
        self.http.close()
