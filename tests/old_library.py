"""A library as version 4 of its tables wrote it, with two scenarios, one of them renamed, and somebody's own set.

`library_of_version_4.json` holds the rows that the program of that time stored; nothing of today's program has touched
them. Tables of later versions are brought up by the migrations alone.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb

from sim.store.migrate import read_migrations

ROWS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "library_of_version_4.json").read_text(encoding="utf-8")
)


def stored(table: str) -> list[dict[str, Any]]:
    """Return the rows of a table by column name, as they were stored."""
    return [dict(zip(ROWS[table]["columns"], row, strict=True)) for row in ROWS[table]["rows"]]


def write_old_library(path: Path, version: int = 4) -> None:
    """Write the library with the tables of an old version; what these do not know is left out."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_versions (version INTEGER, name VARCHAR, applied_at TIMESTAMP)")
        for step in read_migrations()[:version]:
            connection.execute(step.sql)
            now = dt.datetime(2026, 11, 25)
            connection.execute("INSERT INTO schema_versions VALUES (?, ?, ?)", [step.number, step.name, now])
        there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        for table, content in ROWS.items():
            if table in there and table != "schema_versions":
                marks = ", ".join("?" * len(content["columns"]))
                for row in content["rows"]:
                    connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
        connection.execute("SELECT nextval('run_ids') FROM range(?)", [len(ROWS["runs"]["rows"])])
