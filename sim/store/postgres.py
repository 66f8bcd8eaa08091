"""A library on a PostgreSQL server: several processes and machines share it.

Writers take turns through one lock of the database, as they do inside the process that has a file: a save takes
milliseconds, and what holds for one process (names are free, times follow each other) holds for all.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import JsonDumper
from psycopg_pool import ConnectionPool

from sim.language.errors import StoreError
from sim.store.database import failure
from sim.store.migrate import MIGRATIONS
from sim.store.notices import Notices
from sim.store.person import asker, asking, require
from sim.store.postgres_migrate import SCHEMA, migrate
from sim.store.postgres_sql import statement

Result = TypeVar("Result")

TURN = 0x5CE7_1AB
"""The lock that writers hold, one after another."""
MOST_CONNECTIONS = 8
ANSWER_SECONDS = 3
"""How long the server, or a free connection to it, is waited for."""


class PostgresCursor:
    """A cursor that is told the library's SQL.

    Parameters
    ----------
    pipeline : ExitStack
        What is left before rows travel one after another: inside a pipeline, where no statement waits for the answer
        to the one before, they cannot.
    """

    def __init__(self, connection: psycopg.Connection, pipeline: ExitStack | None = None) -> None:
        self._connection = connection
        self._pipeline = ExitStack() if pipeline is None else pipeline
        self._cursor = connection.cursor()

    @property
    def description(self) -> Sequence[Any] | None:
        return self._cursor.description

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> PostgresCursor:
        self._cursor = self._connection.cursor()  # one of its own a statement, or a pipeline would give older answers
        self._cursor.execute(statement(sql).encode(), values)
        return self

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query one after another, however many there are."""
        self._pipeline.close()
        self._cursor = self._connection.cursor()
        return self._cursor.stream(statement(sql).encode(), ())

    @contextmanager
    def copy_into(self, table: str, columns: Sequence[str]) -> Iterator[Callable[[Sequence[Any]], None]]:
        """Give what takes the rows of a table, all in one go. Names come from the schema, never from people."""
        self._pipeline.close()
        with self._cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as copy:
            yield copy.write_row

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._cursor.fetchone()

    def fetchmany(self, size: int = 1, /) -> list[tuple[Any, ...]]:
        return self._cursor.fetchmany(size)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._cursor.fetchall()


class PostgresDatabase:
    """The library's tables in a database of a server; see `sim.store.database.Database`.

    Parameters
    ----------
    url : str
        As PostgreSQL writes it: `postgresql://user:password@host:port/database`.
    """

    def __init__(self, url: str, migrations: Path = MIGRATIONS) -> None:
        self.url = url
        self.migrations = migrations
        self.patience = 0.0
        self._opening = threading.Lock()
        self._connections: ConnectionPool | None = None
        self._notices: Notices | None = None
        self.changes = 0
        self._sender = f"{os.getpid()}-{secrets.token_hex(4)}"

    @property
    def place(self) -> str:
        """Where it lies, for people: never with a password."""
        try:
            parts = conninfo_to_dict(self.url)
        except psycopg.Error:
            return "DATABASE_URL"
        host, port = parts.get("host") or "localhost", parts.get("port")
        return f"postgresql://{host}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"

    def _note_change(self) -> None:
        self.changes += 1

    @contextmanager
    def read(self) -> Iterator[PostgresCursor]:
        require("viewer")
        with self._reading() as cursor:
            yield cursor

    @contextmanager
    def _reading(self) -> Iterator[PostgresCursor]:
        """Give a cursor, though whoever asks may not be somebody who reads."""
        try:
            with self._pool().connection() as connection:
                yield PostgresCursor(connection)
        except (psycopg.Error, OSError) as problem:
            raise self._explain(problem) from problem

    @property
    def can_write(self) -> bool:
        return asking().may("guest")  # a server that is not to be written to says so when it is

    def write(self, work: Callable[[PostgresCursor], Result]) -> Result:
        require("guest")
        try:
            with self._pool().connection() as connection, ExitStack() as pipeline:
                # No statement waits for an answer that nobody asks for; what fails is rolled back by the connection.
                pipeline.enter_context(connection.pipeline())
                connection.execute("BEGIN")
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
                result = work(PostgresCursor(connection, pipeline))
                connection.execute("SELECT pg_notify(%s, %s)", (SCHEMA, self._sender))
                connection.execute("COMMIT")
        except (psycopg.Error, OSError) as problem:
            raise self._explain(problem) from problem
        self._note_change()
        return result

    def problem(self) -> StoreError | None:
        return failure(self._reading())

    def unreadable(self) -> list[str]:
        found = []
        with self.read() as cursor:
            tables = cursor.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE' "
                "ORDER BY 1",
                [SCHEMA],
            ).fetchall()
        for (table,) in tables:
            try:
                with self.read() as cursor:
                    cursor.execute(f'SELECT count(*), max(length(one::VARCHAR)) FROM "{table}" AS one')  # noqa: S608 - of the schema
            except StoreError as problem:
                found.append(f"{table}: {problem.arguments.get('detail', '')}"[:200])
        return found

    def close(self) -> None:
        with self._opening:
            connections, self._connections = self._connections, None
            notices, self._notices = self._notices, None
        if notices is not None:
            notices.close()
        if connections is not None:
            connections.close()

    # -- opening ----------------------------------------------------------------------------------------------------
    def _pool(self) -> ConnectionPool:
        with self._opening:
            if self._connections is None:
                self._migrate()
                self._notices = Notices(self.url, SCHEMA, self._sender, self._note_change)
                self._connections = ConnectionPool(
                    self.url,
                    min_size=1,
                    max_size=MOST_CONNECTIONS,
                    timeout=max(ANSWER_SECONDS, self.patience),
                    kwargs={"autocommit": True, "connect_timeout": ANSWER_SECONDS, "application_name": "scenario-lab"},
                    configure=_prepare,
                    check=_tell,
                    name="library",
                    open=True,
                )
            return self._connections

    def _migrate(self) -> None:
        seconds = int(max(ANSWER_SECONDS, self.patience))
        with psycopg.connect(self.url, connect_timeout=seconds) as connection:
            _set_schema(connection)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
            migrate(connection, self.place, self.migrations)

    def _explain(self, problem: Exception) -> StoreError:
        """Return the error a reader can mend; what the server says never holds a password."""
        if isinstance(problem, psycopg.ProgrammingError) and problem.sqlstate is None:
            return StoreError("error-store-server-address", place=self.place)  # its words would tell the address
        reached = isinstance(problem, psycopg.Error) and problem.sqlstate is not None
        key = "error-store-server-failed" if reached else "error-store-server"
        return StoreError(key, place=self.place, detail=" ".join(str(problem).split())[:300])


def _set_schema(connection: psycopg.Connection) -> None:
    connection.execute(f"SET search_path TO {SCHEMA}")


def _tell(connection: psycopg.Connection) -> None:
    """Tell a connection who asks, each time that somebody gets it; "" stands for everything. A lost one fails here."""
    connection.execute("SELECT set_config('library.asker', %s, false)", [asker() or ""])


def _prepare(connection: psycopg.Connection) -> None:
    _set_schema(connection)
    connection.adapters.register_dumper(dict, JsonDumper)
    connection.adapters.register_dumper(Mapping, JsonDumper)
