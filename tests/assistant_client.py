"""A client of the assistant's tools in this process."""

from __future__ import annotations

from typing import Any


def assistant_client(language: str, write: bool) -> Any:
    """Return the client, to be entered.

    The protocol is imported where somebody speaks it: half a second in every test process that reads this file.
    """
    from mcp import Client

    from sim.cli.assistant.server import make_server

    return Client(make_server(language, write))
