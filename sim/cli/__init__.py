"""The command line. One module a command; a command joins with one line in `COMMANDS`.

A command module has a `COMMAND` (see `sim.cli.command.Command`) and is imported only when its command is called, so
that a quick command starts quickly. Options that describe a scenario are shared: `sim.cli.inputs`.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from sim import SimError
from sim.cli.command import CliError, Command, Context, parse, wanted_language
from sim.language import get_language

# command: (module with its COMMAND, key of its one-line description)
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("sim.cli.run", "cli-command-run"),
    "levers": ("sim.cli.levers", "cli-command-levers"),
    "plans": ("sim.cli.plans", "cli-command-plans"),
    "scenarios": ("sim.cli.scenarios", "cli-command-scenarios"),
    "library": ("sim.cli.library", "cli-command-library"),
    "assumptions": ("sim.cli.assumptions", "cli-command-assumptions"),
    "compare": ("sim.cli.compare", "cli-command-compare"),
    "export": ("sim.cli.export", "cli-command-export"),
    "risk": ("sim.cli.risk", "cli-command-risk"),
    "solve": ("sim.cli.solve", "cli-command-solve"),
    "stress": ("sim.cli.stress", "cli-command-stress"),
    "rules": ("sim.cli.rules", "cli-command-rules"),
    "track": ("sim.cli.track", "cli-command-track"),
    "learn": ("sim.cli.learn", "cli-command-learn"),
    "customers": ("sim.cli.customers", "cli-command-customers"),
    "audit": ("sim.cli.audit", "cli-command-audit"),
    "evidence": ("sim.cli.evidence", "cli-command-evidence"),
    "sources": ("sim.cli.sources", "cli-command-sources"),
    "facts": ("sim.cli.facts", "cli-command-facts"),
    "sweep": ("sim.cli.sweep", "cli-command-sweep"),
    "mcp": ("sim.cli.mcp", "cli-command-mcp"),
}

DONE, BAD_INPUT, INTERRUPTED, PIPE_CLOSED = 0, 2, 130, 141


def program() -> Command:
    """Return the program as a command whose commands are not imported yet."""
    return Command("sim", "cli-program", commands=tuple(Command(name, text) for name, (_, text) in COMMANDS.items()))


def load_command(command: Command) -> Command:
    """Return a top-level command with its arguments and options; a nested one is complete already."""
    if command.run is not None or command.commands:
        return command
    return importlib.import_module(COMMANDS[command.name][0]).COMMAND


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done; 2 bad input, with one line on stderr and nothing on stdout; 130 interrupted; 141 the reader closed the pipe.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = wanted_language(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        context = Context(language)
        if any("\ud800" <= character <= "\udfff" for word in words for character in word):
            raise CliError("error-cli-encoding")
        parse(program(), words, context, load_command)
        return context.deliver()
    except SimError as problem:
        return _complain(problem, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads on: not a problem to report. Python must not try to flush at exit and complain after all.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _complain(problem: SimError, language: str) -> int:
    lines = problem.text(language).split("\n")
    told = (" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in lines)
    line = get_language(language).join(filter(None, told), "sentences")
    with suppress(OSError, AttributeError):  # stderr may be closed; the exit code still tells
        print(line, file=sys.stderr, flush=True)
    return BAD_INPUT


__all__ = ["BAD_INPUT", "COMMANDS", "DONE", "CliError", "main"]
