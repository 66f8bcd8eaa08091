"""Files a command reads."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from sim.cli.command import CliError
from sim.language.errors import reason


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
                raise CliError("error-cli-file-read", file="-", problem=reason(errno.EBADF))
            return sys.stdin.buffer.read(limit + 1)
        with Path(source).open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as problem:
        raise CliError("error-cli-file-read", file=source[:200], problem=reason(problem)) from problem
