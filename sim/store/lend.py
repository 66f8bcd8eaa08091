"""Lending a library that an app keeps open: other processes ask for a copy as of now, and only read it.

DuckDB lets nobody even read a file that another process has open. So the app listens on a socket of this machine that
only its own account can reach, and answers with the path of a copy, made in one transaction; while nothing has been
stored since, it is the same copy.
"""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import duckdb

from sim.language.errors import StoreError

ANSWER_SECONDS = 30.0
"""How long a copy is waited for; a large library takes a second."""
LONGEST_PATH = 4096


class Library(Protocol):
    """What is lent: a `sim.store.duck_database.DuckDatabase`."""

    path: Path
    changes: int

    def copy_to(self, target: Path) -> None: ...


def _folder() -> Path:
    """Return a folder that this account alone can enter.

    Raises
    ------
    OSError
        There is none, or somebody else has made it.
    """
    root = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = root / f"scenario-lab-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def _meeting_point(path: Path) -> Path:
    """Return the socket of a library; its name is short, because sockets' paths must be."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
    return _folder() / name


class Lender:
    """Answers other processes of this account from a thread until it is closed."""

    def __init__(self, database: Library) -> None:
        self.database = database
        self.place = _meeting_point(database.path)
        self._copies = tempfile.TemporaryDirectory(prefix="copy-", dir=self.place.parent)
        self._made: tuple[int, Path] | None = None
        self.place.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.place))
        self._socket.listen()
        threading.Thread(target=self._serve, name="lender", daemon=True).start()

    def close(self) -> None:
        self._socket.close()
        self.place.unlink(missing_ok=True)
        self._copies.cleanup()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return  # closed
            with caller:
                try:
                    answer = os.fsencode(self.copy())
                except (StoreError, duckdb.Error, OSError):
                    answer = b""  # the caller waits for its turn, as it would without a lender
                with suppress(OSError):
                    caller.sendall(answer)

    def copy(self) -> Path:
        """Return the path of a copy of the library as it is now."""
        changes = self.database.changes
        if self._made and self._made[0] == changes and self._made[1].exists():
            return self._made[1]
        target = Path(self._copies.name) / f"{changes}.duckdb"
        self.database.copy_to(target)
        before, self._made = self._made, (changes, target)
        if before is not None:
            before[1].unlink(missing_ok=True)  # whoever reads it goes on reading
        return target


def lend(database: Library) -> Lender | None:
    """Let other processes read a library while this one has it; None where the system has no such sockets."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    try:
        return Lender(database)
    except OSError:
        return None


def borrow(path: Path) -> Path | None:
    """Return the path of a copy of a library that another process has open; None where nobody lends one."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_SECONDS)
            line.connect(str(_meeting_point(path)))
            answer = b""
            while part := line.recv(LONGEST_PATH):
                answer += part
    except OSError:
        return None
    return Path(os.fsdecode(answer)) if answer else None
