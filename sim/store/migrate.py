"""Numbered migrations: `migrations/0001_….sql`, `0002_….sql`, … Adding one is adding the next file."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sim.language.errors import StoreError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


@dataclass(frozen=True)
class Migration:
    """One step of the schema."""

    number: int
    name: str
    sql: str


def read_migrations(folder: Path = MIGRATIONS) -> tuple[Migration, ...]:
    """Return the migrations in `folder`, in order.

    Raises
    ------
    ValueError
        A number is missing or given twice: a defect of the program, found by the first test.
    """
    steps: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", path.name)
        if not match:
            raise ValueError(f"not a migration's name: {path.name}")
        steps.append(Migration(int(match[1]), match[2], path.read_text(encoding="utf-8")))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"migrations must be numbered 1, 2, 3, … without gaps: {[step.number for step in steps]}")
    return tuple(steps)


def migrate(cursor: duckdb.DuckDBPyConnection, path: str, folder: Path = MIGRATIONS) -> tuple[int, int]:
    """Bring an open library to the newest schema, all steps in one transaction: fully, or not at all.

    Returns
    -------
    before, after : int
        Schema versions; 0 is a new file.

    Raises
    ------
    StoreError
        The file belongs to a newer program, or is a DuckDB file that is no scenario library. Nothing is changed.
    """
    steps = read_migrations(folder)
    before = _version(cursor, path)
    if before > len(steps):
        raise StoreError("error-store-newer", path=path, found=str(before), known=str(len(steps)))
    if before == len(steps):
        return before, before
    cursor.execute("BEGIN")
    try:
        if before == 0:
            cursor.execute("CREATE TABLE schema_versions (version INTEGER, name VARCHAR, applied_at TIMESTAMP)")
        for step in steps[before:]:
            cursor.execute(step.sql)
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            cursor.execute("INSERT INTO schema_versions VALUES (?, ?, ?)", [step.number, step.name, now])
        cursor.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed commit has already ended the transaction; the first error is reported
            cursor.execute("ROLLBACK")
        raise
    return before, len(steps)


def check_version(cursor: duckdb.DuckDBPyConnection, path: str, folder: Path = MIGRATIONS) -> None:
    """Refuse an open library that would have to be migrated, where nothing can be written."""
    steps, found = len(read_migrations(folder)), _version(cursor, path)
    if found > steps:
        raise StoreError("error-store-newer", path=path, found=str(found), known=str(steps))
    if found < steps:
        raise StoreError("error-store-not-writable", path=path, folder=str(Path(path).parent))


def _version(cursor: duckdb.DuckDBPyConnection, path: str) -> int:
    tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "schema_versions" not in tables:
        raise StoreError("error-store-foreign", path=path)
    row = cursor.execute("SELECT max(version) FROM schema_versions").fetchone()
    if row is None or row[0] is None:
        raise StoreError("error-store-foreign", path=path)
    return int(row[0])
