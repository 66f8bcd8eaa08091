"""One library file: opened when first needed, checked before it is touched, one connection a process.

DuckDB lets one process own a file. Inside it every call works on a cursor of its own. Writers take turns: a save takes
milliseconds, so waiting costs less than conflicts. Processes take turns as well where they have `patience`: a command
has the file for an instant, an app keeps it.
"""

from __future__ import annotations

import os
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb

from sim.language.errors import StoreError
from sim.store.migrate import MIGRATIONS, migrate
from sim.store.problems import is_conflict, is_fatal, store_error
from sim.store.turns import Patience

Result = TypeVar("Result")

SIGNATURE = b"DUCK"
SIGNATURE_START = 8
HEADER_BYTES = 3 * 4096
LAST_BLOCK = """
SELECT coalesce(max(greatest(block_id, coalesce(list_max(additional_block_ids), -1))), -1)
FROM pragma_storage_info(?) WHERE persistent
"""
RETRIES = 8
TURN = (0.02, 0.08)  # seconds between two looks at whether the file is free
# No extension is ever fetched from the network: a foreign file must not make the program download anything.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Database:
    """A DuckDB file with the library's schema.

    Parameters
    ----------
    path : Path
        Created with its folder on first use.
    migrations : Path
        Folder of numbered migrations.

    Attributes
    ----------
    patience : float [s]
        How long opening waits for an idle process that has the file, see `sim.store.turns`; 0 for programs that
        somebody looks at meanwhile.
    """

    def __init__(self, path: Path, migrations: Path = MIGRATIONS) -> None:
        self.path = path
        self.migrations = migrations
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opening = threading.RLock()
        self._writing = threading.RLock()
        self.patience = 0.0
        self.changes = 0
        """Counts what this process has stored, so that answers read from the library can be kept until it changes."""

    # -- use --------------------------------------------------------------------------------------------------------
    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for queries.

        Raises
        ------
        StoreError
            The file cannot be opened or read; says what to do.
        """
        cursor = self._cursor()
        try:
            yield cursor
        except (duckdb.Error, OSError) as problem:
            raise self._explain(problem) from problem
        finally:
            cursor.close()

    def write(self, work: Callable[[duckdb.DuckDBPyConnection], Result]) -> Result:
        """Run `work` in one transaction: all of it is stored, or nothing.

        `work` must do nothing but use the cursor it is given, because it is run again after a conflict with another
        connection.

        Raises
        ------
        StoreError
            The file cannot be opened or written; nothing of this call was stored.
        """
        with self._writing:
            for attempt in range(RETRIES + 1):
                cursor = self._cursor()
                try:
                    cursor.execute("BEGIN")
                    result = work(cursor)
                    cursor.execute("COMMIT")
                    self.changes += 1
                    return result
                except duckdb.Error as problem:
                    _roll_back(cursor)
                    if not is_conflict(problem) or attempt == RETRIES:
                        raise self._explain(problem) from problem
                except BaseException:
                    _roll_back(cursor)
                    raise
                finally:
                    cursor.close()
                time.sleep(random.uniform(0, 0.002 * 2**attempt))  # noqa: S311 - spreads retries, guards nothing
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Write everything into the file and let go of it; the next use opens it again."""
        with self._opening:
            connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except duckdb.Error as problem:
                raise store_error(problem, self.path) from problem

    def problem(self) -> StoreError | None:
        """Return why the library cannot be used now, or None if it can."""
        try:
            with self.read() as cursor:
                cursor.execute("SELECT 1").fetchone()
        except StoreError as problem:
            return problem
        return None

    # -- opening ----------------------------------------------------------------------------------------------------
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._opening:
            if self._connection is None:
                self._connection = self._wait_for_it()
            return self._connection.cursor()

    def _wait_for_it(self) -> duckdb.DuckDBPyConnection:
        """Open the file; while another process has it and gets on, try again until patience ends."""
        patience = Patience(self.patience)
        while True:
            try:
                return self._open()
            except (duckdb.Error, OSError) as problem:
                explained = store_error(problem, self.path)
                if explained.key != "error-store-locked" or patience.ends(str(explained.arguments["process"])):
                    raise explained from problem
            time.sleep(random.uniform(*TURN))  # noqa: S311 - spreads retries, guards nothing

    def _open(self) -> duckdb.DuckDBPyConnection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.is_dir():
            raise StoreError("error-store-directory", path=str(self.path))
        if not self.path.exists():
            self._create()
        _check_signature(self.path)
        connection = duckdb.connect(str(self.path), config=SETTINGS)
        try:
            _check_length(connection, self.path)
            with connection.cursor() as cursor:
                migrate(cursor, str(self.path), self.migrations)
        except BaseException:
            connection.close()
            raise
        return connection

    def _create(self) -> None:
        """Make a new library beside its place and move it there when it is whole: a kill leaves no half-made file."""
        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        try:
            with duckdb.connect(str(draft), config=SETTINGS) as connection:
                migrate(connection, str(self.path), self.migrations)
            try:
                os.link(draft, self.path)  # unlike a rename this never replaces what another process made meanwhile
            except FileExistsError:
                return
            except OSError:  # a file system without links
                draft.rename(self.path)
        finally:
            for leftover in (draft, Path(f"{draft}.wal")):
                leftover.unlink(missing_ok=True)

    def _explain(self, problem: duckdb.Error | OSError) -> StoreError:
        if isinstance(problem, duckdb.Error) and is_fatal(problem):
            # DuckDB has given the database up; opening the file anew replays every finished commit.
            with self._opening:
                connection, self._connection = self._connection, None
            if connection is not None:
                with suppress(duckdb.Error):
                    connection.close()
        return store_error(problem, self.path)


def _check_signature(path: Path) -> None:
    """Refuse a file of another kind before DuckDB guesses what it is; a pipe or device would be waited for forever."""
    if not path.is_file():
        raise StoreError("error-store-not-a-library", path=str(path))
    with path.open("rb") as file:
        head = file.read(SIGNATURE_START + len(SIGNATURE))
    if head[SIGNATURE_START:] != SIGNATURE:
        raise StoreError("error-store-not-a-library", path=str(path))


def _check_length(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a file that ends before its data does.

    DuckDB opens such a file and fails only when it comes to the missing part, perhaps after a save. A file may well be
    shorter than the number of blocks it states, because free blocks at its end need not exist; so the blocks in use are
    asked for. Those of indexes cannot be; a missing one fails, as clearly, when it is first needed.
    """
    with connection.cursor() as cursor:
        (block_bytes,) = cursor.execute("SELECT block_size FROM pragma_database_size()").fetchone() or (0,)
        cursor.execute("SELECT coalesce(max(block_id), -1) FROM pragma_metadata_info()")
        (last,) = cursor.fetchone() or (-1,)
        for (table,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            cursor.execute(LAST_BLOCK, [table])
            last = max(last, *(cursor.fetchone() or (-1,)))
    expected = HEADER_BYTES + (last + 1) * block_bytes
    length = path.stat().st_size
    if length < expected:
        raise StoreError("error-store-corrupt", path=str(path), detail=f"{length} < {expected} B")


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a failed commit has already ended the transaction; the first error is reported
        cursor.execute("ROLLBACK")
