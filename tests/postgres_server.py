"""A PostgreSQL server of the tests' own: a throw-away cluster in a folder, on a free port of this machine."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

QUICK = "-F -c full_page_writes=off -c synchronous_commit=off"
"""Nothing is forced to the disk: what is tested is not whether the disk keeps it."""


def programs() -> Path:
    """Return the folder of the newest server that is installed, as Debian lays it out."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    if found:
        return found[-1]
    pg_ctl = shutil.which("pg_ctl")
    assert pg_ctl, "no PostgreSQL here; tests/install_servers.py installs it"
    return Path(pg_ctl).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _other_account() -> dict[str, Any]:
    """Return as whom a server runs: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class Server:
    """A running server; `url(name)` is the address of one of its databases."""

    def __init__(self, folder: Path, options: str = QUICK) -> None:
        self.folder = folder
        self.port = free_port()
        self.options = options
        self._as = _other_account()
        if self._as:
            os.chown(folder, self._as["user"], self._as["group"])
        self._numbers = itertools.count(1)
        self._run("initdb", "-D", "data", "-U", "lab", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [programs() / program, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "errors.txt").open("w"),
            **self._as,
        )
        assert done.returncode == 0, (self.folder / "errors.txt").read_text()

    def start(self) -> None:
        where = f"-p {self.port} -h 127.0.0.1 -k {self.folder}"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log.txt", "-o", f"{where} {self.options}")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-D", "data", "-m", mode)

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://lab@127.0.0.1:{self.port}/{name}"

    def empty_database(self) -> str:
        """Return the address of the one database that tests empty in turn; far quicker than making another."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS library CASCADE")
        return self.url()

    def new_database(self) -> str:
        """Return the address of an empty database."""
        name = f"library_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy".encode())
        return self.url(name)


@contextmanager
def running_server(options: str = QUICK) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="postgres-tests-"))
    server = Server(folder, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
