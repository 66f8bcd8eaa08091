"""Visitors without a browser: they speak Streamlit's own protocol, so that many fit beside the server."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


class Visitor:
    """One session on the Simulator."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.seq = 0
        self.stage = self.fragment = self.page = ""
        self.payload: dict[str, Any] = {}

    async def open(self) -> None:
        """Connect and run the page once."""
        place = self.address.replace("http", "ws") + "/_stcore/stream"
        self.socket: ClientConnection = await connect(place, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        message = BackMsg()
        message.rerun_script.context_info.url = self.address
        message.rerun_script.context_info.locale = "en-US"
        await self.socket.send(message.SerializeToString())
        await self._answer()

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
                    self.payload = json.loads(component.json)
            elif kind == "script_finished":
                return

    async def close(self) -> None:
        await self.socket.close()
