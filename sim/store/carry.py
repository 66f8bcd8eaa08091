"""A whole library from one place to another, every row of every table as it is: file to server, server to file."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from sim.language.errors import StoreError
from sim.store.database import Cursor, Database
from sim.store.duck_database import DuckDatabase
from sim.store.migrate import read_migrations

BATCH = 5000
SCHEMA_TABLE = "schema_versions"
TABLES = """
SELECT c.table_name, c.column_name FROM information_schema.columns AS c
JOIN information_schema.tables AS t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
"""


@dataclass(frozen=True)
class Carried:
    """What was carried: rows by table, all of which were read back and compared."""

    rows: Mapping[str, int]


def tables(cursor: Cursor) -> dict[str, list[str]]:
    """Return the columns of every table that holds something of the library."""
    found: dict[str, list[str]] = {}
    for table, column in cursor.execute(TABLES).fetchall():
        found.setdefault(table, []).append(column)
    return {table: columns for table, columns in found.items() if table != SCHEMA_TABLE}


def copy_library(source: Database, target: Database) -> Carried:
    """Copy a library into an empty one, then read both and compare them.

    Raises
    ------
    StoreError
        The target holds something already, one of the two cannot be used, or the copy differs.
    """
    with source.read() as cursor:

        def work(into: Any) -> None:
            (scenarios,) = into.execute("SELECT count(DISTINCT scenario_id) FROM revisions").fetchone() or (0,)
            if any(into.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall() for table in tables(into)):  # noqa: S608
                raise StoreError("error-copy-occupied", place=target.place, scenarios=int(scenarios))
            carry(cursor, into, source.migrations)

        target.write(work)
        target.write(lambda into: into.execute("ANALYZE"))  # or a server would plan for empty tables
        there = fingerprints(cursor)
    with target.read() as cursor:
        here = fingerprints(cursor)
    if here != there:
        raise StoreError(
            "error-copy-differs",
            place=target.place,
            tables=sorted(name for name in {*here, *there} if here.get(name) != there.get(name)),
        )
    return Carried({table.removeprefix("all_"): count for table, (count, _) in here.items()})


@contextmanager
def as_file(database: Database) -> Iterator[DuckDatabase]:
    """Give a library as a file: itself where it is one, else a copy as of now."""
    if isinstance(database, DuckDatabase):
        yield database
        return
    with (
        tempfile.TemporaryDirectory(prefix="library-copy-") as folder,
        database.read() as cursor,
        _fill(Path(folder), cursor, database.migrations) as file,
    ):
        yield file


def rewrite(database: Database, change: Any) -> Any:
    """Let `change` work on a copy of a library in a file, and put the outcome in the library's place.

    All in one transaction that holds the writers' lock: nobody saves in between, and readers see before or after.
    """

    def work(cursor: Any) -> Any:
        with (
            tempfile.TemporaryDirectory(prefix="library-copy-") as folder,
            _fill(Path(folder), cursor, database.migrations) as file,
        ):
            outcome = change(file)
            cursor.execute(f"TRUNCATE {', '.join(tables(cursor))}")
            with file.read() as changed:
                carry(changed, cursor, database.migrations)
        return outcome

    return database.write(work)


@contextmanager
def _fill(folder: Path, cursor: Cursor, migrations: Path) -> Iterator[DuckDatabase]:
    file = DuckDatabase(folder / "library.duckdb", migrations)
    try:
        file.write(lambda into: carry(cursor, into, migrations))
        yield file
    finally:
        file.close()


def carry(source: Cursor, target: Any, migrations: Path) -> None:
    """Write every row of a library into the empty tables of another, and let its counters go on where they were."""
    for table, columns in tables(source).items():
        if isinstance(target, DuckDBPyConnection):
            _into_file(source, target, table, columns)
        else:
            with target.copy_into(table, columns) as take:
                for row in _rows(source, table, columns):
                    take(row)
    for sequence in _sequences(migrations):
        spent = _last_number(source, sequence)
        advance = f"SELECT count(nextval('{sequence}')) FROM generate_series(1, {spent})"  # noqa: S608 - of the schema
        target.execute(advance).fetchone()


def _into_file(source: Cursor, target: DuckDBPyConnection, table: str, columns: list[str]) -> None:
    names = ", ".join(columns)
    empty = f"SELECT {names} FROM {table} LIMIT 0"  # noqa: S608 - of the schema
    shape: pa.Schema = target.sql(empty).to_arrow_table().schema
    batch: list[tuple[Any, ...]] = []

    def write() -> None:
        if not batch:
            return
        columns = [
            pa.array([_as_pairs(value) for value in values], type=field.type)
            for field, values in zip(shape, zip(*batch, strict=True), strict=True)
        ]
        target.register("carried", pa.table(columns, schema=shape))
        target.execute(f"INSERT INTO {table} ({names}) SELECT * FROM carried")  # noqa: S608 - of the schema
        target.unregister("carried")
        batch.clear()

    for row in _rows(source, table, columns):
        batch.append(row)
        if len(batch) == BATCH:
            write()
    write()


def _as_pairs(value: Any) -> Any:
    return list(value.items()) if isinstance(value, dict) else value


def _rows(cursor: Any, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a table as they were written; the columns by name, since later steps may have appended some."""
    sql = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - of the schema
    if not isinstance(cursor, DuckDBPyConnection):
        yield from cursor.stream(sql)
        return
    cursor.execute(sql)
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def _last_number(cursor: Any, sequence: str) -> int:
    """Return the last number that a counter gave; asking changes nothing, so that a lent copy can be asked."""
    if isinstance(cursor, DuckDBPyConnection):
        cursor.execute("SELECT last_value FROM duckdb_sequences() WHERE sequence_name = ?", [sequence])
    else:
        cursor.execute(f"SELECT last_value FROM {sequence}")  # noqa: S608 - of the schema
    (last,) = cursor.fetchone() or (0,)
    return int(last or 0)


def _sequences(migrations: Path) -> tuple[str, ...]:
    return tuple(
        name for step in read_migrations(migrations) for name in re.findall(r"CREATE SEQUENCE (\w+)", step.sql)
    )


def fingerprints(cursor: Cursor) -> dict[str, tuple[int, int]]:
    """Return of every table how many rows it has and what they say, whatever their order: floats to the bit."""
    found = {}
    for table, columns in tables(cursor).items():
        count = total = 0
        names = sorted(columns)
        for row in _rows(cursor, table, names):
            count += 1
            total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest()[:16])
        found[table] = (count, total % 2**128)
    return found
