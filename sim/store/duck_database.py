"""One library file: opened when first needed, checked before it is touched, one connection a process.

DuckDB lets one process own a file. Inside it every call works on a cursor of its own. Writers take turns: a save takes
milliseconds, so waiting costs less than conflicts. Processes take turns as well where they have `patience`: a command
has the file for an instant, an app keeps it.
"""

from __future__ import annotations

import datetime as dt
import glob
import os
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb

from sim.language.errors import StoreError
from sim.store.database import failure
from sim.store.lend import borrow
from sim.store.log_check import check_end, check_log, identifier, log_of, note_end
from sim.store.migrate import MIGRATIONS, check_version, migrate
from sim.store.person import asker, asking, require
from sim.store.problems import is_conflict, is_fatal, store_error
from sim.store.turns import Patience

Result = TypeVar("Result")

SIGNATURE = b"DUCK"
SIGNATURE_START = 8
HEADER_BYTES = 3 * 4096
LAST_BLOCK = "SELECT coalesce(max(greatest(block_id, coalesce(list_max(additional_block_ids), -1))), -1) FROM ({})"
BLOCKS = "SELECT block_id, additional_block_ids FROM pragma_storage_info('{}') WHERE persistent"
RETRIES = 8
DRAFT_LIFE = 600.0  # seconds in which any library is made
TURN = (0.02, 0.08)  # seconds between two looks at whether the file is free
# No extension is ever fetched from the network: a foreign file must not make the program download anything.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class DuckDatabase:
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
        self.read_only = False
        """Whether the file, or the copy of it that another process has lent, can only be read."""
        self._borrowed = False
        self._identity: tuple[int, int] | None = None
        self.changes = 0
        """Counts what this process has stored, so that answers read from the library can be kept until it changes."""

    @property
    def place(self) -> str:
        return str(self.path)

    # -- use --------------------------------------------------------------------------------------------------------
    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for queries.

        Raises
        ------
        StoreError
            The file cannot be opened or read; says what to do.
        """
        require("viewer")
        with self._reading() as cursor:
            _name_asker(cursor)
            yield cursor

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor to this program itself, whoever asks."""
        cursor = self._cursor()
        try:
            yield cursor
        except (duckdb.Error, OSError) as problem:
            raise self._explain(problem) from problem
        finally:
            cursor.close()

    @property
    def can_write(self) -> bool:
        return not (self.read_only or self._borrowed) and asking().may("guest")

    def write(self, work: Callable[[duckdb.DuckDBPyConnection], Result]) -> Result:
        """Run `work` in one transaction: all of it is stored, or nothing.

        `work` must do nothing but use the cursor it is given, because it is run again after a conflict with another
        connection.

        Raises
        ------
        StoreError
            The file cannot be opened or written; nothing of this call was stored.
        """
        require("guest")
        with self._writing:
            self._give_back_copy()
            self._check_same_file()
            for attempt in range(RETRIES + 1):
                cursor = self._cursor()
                try:
                    _name_asker(cursor)
                    cursor.execute("BEGIN")
                    result = work(cursor)
                    cursor.execute("COMMIT")
                    note_end(self.path)
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

    def copy_to(self, target: Path) -> None:
        """Write everything in the library into another file, in one transaction; a kill leaves no half-made file."""
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        name = "copy_" + secrets.token_hex(4)
        with self._reading() as cursor:
            (own,) = cursor.execute("SELECT current_database()").fetchone() or ("",)
            cursor.execute(f"ATTACH '{str(draft).replace(chr(39), chr(39) * 2)}' AS {name}")
            try:
                cursor.execute(f'COPY FROM DATABASE "{own.replace(chr(34), chr(34) * 2)}" TO {name}')
            finally:
                cursor.execute(f"DETACH {name}")
        draft.rename(target)

    def close(self) -> None:
        """Write everything into the file and let go of it; the next use opens it again."""
        with self._opening:
            connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except duckdb.Error as problem:
                raise store_error(problem, self.path) from problem
            if not (self.read_only or self._borrowed):
                note_end(self.path)

    def problem(self) -> StoreError | None:
        """Return why the library cannot be used now, or None if it can."""
        return failure(self._reading())

    def unreadable(self) -> list[str]:
        """Read every value of every table: DuckDB compares the checksum of each block it reads."""
        found: list[str] = []
        with self.read() as cursor:
            for (table,) in cursor.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
                try:
                    cursor.execute(f'SELECT count(*), bit_xor(hash(one)) FROM "{table}" AS one').fetchone()  # noqa: S608 - of the schema
                except duckdb.Error as problem:
                    found.append(f"{table}: {' '.join(str(problem).split())[:200]}")
        return found

    # -- opening ----------------------------------------------------------------------------------------------------
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._opening:
            if self._connection is None:
                self._connection = self._open_patiently(may_borrow=self.patience > 0)
            return self._connection.cursor()

    def _give_back_copy(self) -> None:
        """Let go of a lent copy before anything is written: that goes into the library, or nowhere."""
        with self._opening:
            if self._borrowed and self._connection is not None:
                self._connection.close()
                self._connection, self._borrowed = None, False
            if self._connection is None:
                self._connection = self._open_patiently(may_borrow=False)
            if self.read_only:
                raise StoreError("error-store-not-writable", path=str(self.path), folder=str(self.path.parent))

    def _check_same_file(self) -> None:
        """Refuse to write where the library's file has been deleted or replaced since it was opened.

        Everything the open library holds is first saved beside it under another name: the file itself has no name
        any more, and would be gone at the end of the process.
        """
        with self._opening:
            if self._connection is None or self._identity == _identity(self.path):
                return
            moment = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
            copy = self.path.with_name(f"{self.path.stem}-rescued-{moment}-{secrets.token_hex(2)}{self.path.suffix}")
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                self.copy_to(copy)
            finally:
                connection, self._connection = self._connection, None
                self.changes += 1
                with suppress(duckdb.Error):
                    # Its log has the name that another library's log may have by now.
                    connection.execute("PRAGMA disable_checkpoint_on_shutdown")
                    connection.close()
        raise StoreError("error-store-replaced", path=str(self.path), copy=str(copy))

    def _open_patiently(self, may_borrow: bool) -> duckdb.DuckDBPyConnection:
        """Open the file; while another process has it and gets on, try again until patience ends.

        A process that only reads need not wait where the holder lends a copy.
        """
        patience = Patience(self.patience)
        while True:
            try:
                return self._open()
            except (duckdb.Error, OSError) as problem:
                explained = store_error(problem, self.path)
                locked = explained.key == "error-store-locked"
                if locked and may_borrow and (lent := self._open_lent()) is not None:
                    return lent
                if not locked or patience.ends(str(explained.arguments["process"])):
                    raise explained from problem
            time.sleep(random.uniform(*TURN))  # noqa: S311 - spreads retries, guards nothing

    def _open_lent(self) -> duckdb.DuckDBPyConnection | None:
        copy = borrow(self.path)
        if copy is None:
            return None
        try:
            connection = duckdb.connect(str(copy), config=SETTINGS, read_only=True)
        except duckdb.Error:
            return None  # gone meanwhile: a newer copy has taken its place
        self._borrowed = True
        return connection

    def _open(self) -> duckdb.DuckDBPyConnection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.is_dir():
            raise StoreError("error-store-directory", path=str(self.path))
        if not self.path.exists():
            self._create()
        _check_signature(self.path)
        _clear_drafts(self.path)
        log = log_of(self.path)
        logged = log.stat().st_size if log.exists() else 0
        check_end(self.path)
        name = identifier(self.path)
        self.read_only = not os.access(self.path, os.W_OK)
        connection = duckdb.connect(str(self.path), config=SETTINGS, read_only=self.read_only)
        try:
            check_log(connection, self.path, logged, name)
            _check_length(connection, self.path)
            with connection.cursor() as cursor:
                if self.read_only:
                    check_version(cursor, str(self.path), self.migrations)
                else:
                    migrate(cursor, str(self.path), self.migrations)
        except BaseException:
            with suppress(duckdb.Error):
                connection.execute("PRAGMA disable_checkpoint_on_shutdown")  # the file and its log stay as they are
            connection.close()
            raise
        self._identity = _identity(self.path)
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


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file a path names now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _clear_drafts(path: Path) -> None:
    """Remove what a kill at the first creation of a library has left; what may still be worked on stays."""
    for draft in path.parent.glob(f".{glob.escape(path.name)}.*"):
        if re.fullmatch(re.escape(f".{path.name}.") + r"[0-9a-f]{8}(\.wal)?", draft.name):
            with suppress(OSError):  # read-only, or another process was quicker
                if time.time() - draft.stat().st_mtime > DRAFT_LIFE:
                    draft.unlink()


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
    length = path.stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT block_size, total_blocks FROM pragma_database_size()")
        block_bytes, stated = cursor.fetchone() or (0, 0)
        if length >= HEADER_BYTES + stated * block_bytes:
            return  # as long as it says, which is usual: what is in use need not be looked for
        cursor.execute("SELECT coalesce(max(block_id), -1) FROM pragma_metadata_info()")
        (last,) = cursor.fetchone() or (-1,)
        rows = cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        tables = [name.replace("'", "''") for (name,) in rows]
        if tables:  # asked for at once: a query each takes as long as all else of opening
            cursor.execute(LAST_BLOCK.format(" UNION ALL ".join(BLOCKS.format(name) for name in tables)))
            last = max(last, *(cursor.fetchone() or (-1,)))
    expected = HEADER_BYTES + (last + 1) * block_bytes
    if length < expected:
        raise StoreError("error-store-corrupt", path=str(path), detail=f"{length} < {expected} B")


def _name_asker(cursor: duckdb.DuckDBPyConnection) -> None:
    """Tell a new cursor who asks; one that is told nothing sees everything."""
    if (who := asker()) is not None:
        cursor.execute("SET VARIABLE library_asker = ?", [who])


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a failed commit has already ended the transaction; the first error is reported
        cursor.execute("ROLLBACK")
