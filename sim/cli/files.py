"""Files a command reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sim.cli.command import CliError


def read_file(source: str, limit: int) -> bytes:
    """Return a file's content, or standard input's for "-", at most `limit` + 1 bytes of it.

    Raises
    ------
    CliError
        The file cannot be read.
    """
    try:
        if source == "-":
            if sys.stdin is None:
                raise CliError("error-cli-file-read", file="-", problem=os.strerror(9))
            return sys.stdin.buffer.read(limit + 1)
        with Path(source).open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise CliError("error-cli-file-read", file=source[:200], problem=reason) from problem
