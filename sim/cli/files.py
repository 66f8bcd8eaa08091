"""Files a command writes and reads: written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sim.cli.command import CliError


def write_file(target: str, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside its place and move it there when it is complete; links and devices are written through.

    Raises
    ------
    CliError
        The file cannot be written; what was there before is still there.
    """
    path = Path(target)
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise CliError("error-cli-file-folder", file=target)
            with path.open("wb") as device:
                write(device)
            return
        if path.exists() and not os.access(path, os.W_OK):
            raise CliError("error-cli-file", file=target, problem=os.strerror(13))
        draft = path.with_name(f".{secrets.token_hex(6)}.part")
        try:
            with draft.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as problem:  # ValueError: a zero byte in the name; RuntimeError: link loop
        reason = getattr(problem, "strerror", None) or str(problem)
        raise CliError("error-cli-file", file=target[:200], problem=reason) from problem


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
