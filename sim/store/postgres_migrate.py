"""The library's tables on a server: the same numbered steps, in PostgreSQL's words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import psycopg

from sim.language.errors import StoreError
from sim.store.migrate import MIGRATIONS, read_migrations
from sim.store.postgres_sql import schema

SCHEMA = "library"
"""The schema of the database that holds our tables; nothing else of the database is touched."""

VERSIONS = "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER, name VARCHAR, applied_at TIMESTAMP)"


def migrate(connection: psycopg.Connection, place: str, folder: Path = MIGRATIONS) -> tuple[int, int]:
    """Bring a library to the newest schema inside the caller's transaction.

    A step that says it in DuckDB's words alone has a file of its name in `postgres/`, which stands for it there.

    Returns
    -------
    before, after : int
        Schema versions; 0 is a new library.

    Raises
    ------
    StoreError
        The library belongs to a newer program.
    """
    steps = read_migrations(folder)
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
    connection.execute(schema(VERSIONS).encode())
    row = connection.execute("SELECT coalesce(max(version), 0) FROM schema_versions").fetchone()
    before = int(row[0]) if row else 0
    if before > len(steps):
        raise StoreError("error-store-newer", path=place, found=str(before), known=str(len(steps)))
    for step in steps[before:]:
        own = folder / "postgres" / f"{step.number:04}_{step.name}.sql"
        sql = own.read_text(encoding="utf-8") if own.exists() else step.sql
        connection.execute(schema(sql).encode())
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        connection.execute("INSERT INTO schema_versions VALUES (%s, %s, %s)", (step.number, step.name, now))
    if before < len(steps):
        connection.execute((folder / "postgres" / "indexes.sql").read_bytes())
    return before, len(steps)
