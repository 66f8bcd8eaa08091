"""`python -m sim mcp`: answers an assistant over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

from sim.cli.command import Command, Context, Option


def run(context: Context) -> None:
    """Serve until the assistant closes standard input."""
    from sim.cli.assistant.server import make_server

    make_server(context.language_id, write=context.given["write"]).run("stdio")


COMMAND = Command("mcp", "cli-command-mcp", run, options=(Option("write", "cli-option-mcp-write", kind="flag"),))
