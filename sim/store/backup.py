"""The whole library in one file, and back: a zip with a description and a copy of the library.

A backup is read as if a stranger had written it. It is unpacked beside the library, compared with what this program
would have written (tables, columns, views, sizes, check sum), its contents are checked, and only then merged, in one
transaction (`sim.store.merge`): all of it, or nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
from duckdb import DuckDBPyConnection

from sim.language.errors import FormatError, StoreError, reason
from sim.store.backup_check import check_contents
from sim.store.carry import as_file, rewrite
from sim.store.database import Database
from sim.store.duck_database import SETTINGS, DuckDatabase
from sim.store.merge import Restored, merge
from sim.store.migrate import migrate, read_migrations
from sim.store.person import require
from sim.version import MODEL_VERSION

FORMAT = "scenario-lab-library"
FORMAT_VERSION = 1
DESCRIPTION, LIBRARY = "backup.json", "library.duckdb"
DESCRIPTION_LIMIT = 100_000
SIZE_LIMIT = 4_000_000_000
PART = 1 << 20
KEYS = {"format", "version", "created_at", "schema", "model_version", "scenarios", "size", "sha256"}
# What a library's catalogue consists of, each as text to compare.
CATALOGUE = """
SELECT 'table ' || sql FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT 'view ' || sql FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT 'sequence ' || sequence_name FROM duckdb_sequences()
UNION ALL SELECT 'function ' || function_name FROM duckdb_functions() WHERE NOT internal
UNION ALL SELECT 'type ' || type_name FROM duckdb_types() WHERE NOT internal
UNION ALL SELECT 'index ' || index_name FROM duckdb_indexes()
"""


@dataclass(frozen=True)
class Description:
    """What a backup says of itself.

    Attributes
    ----------
    schema : int
        Version of the library's tables.
    scenarios : int
        Scenarios in it, those in the bin included.
    size, sha256
        Of the copy of the library.
    """

    created_at: dt.datetime
    schema: int
    model_version: str
    scenarios: int
    size: int
    sha256: str


# -- writing --------------------------------------------------------------------------------------------------------
def write_backup(database: Database, target: BinaryIO) -> Description:
    """Write the whole library, as it is at this moment, into a file open for writing.

    Raises
    ------
    StoreError
        The library cannot be read.
    """
    require("owner")
    with tempfile.TemporaryDirectory(prefix="library-backup-") as folder, as_file(database) as file:
        copy = Path(folder) / LIBRARY
        scenarios = _copy(file, copy)
        description = Description(
            created_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            schema=len(read_migrations(database.migrations)),
            model_version=MODEL_VERSION,
            scenarios=scenarios,
            size=copy.stat().st_size,
            sha256=_digest(copy),
        )
        document = {"format": FORMAT, "version": FORMAT_VERSION, **vars(description)}
        document["created_at"] = description.created_at.isoformat()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr(DESCRIPTION, json.dumps(document, indent=2) + "\n")
            archive.write(copy, LIBRARY)
    return description


def _copy(database: DuckDatabase, copy: Path) -> int:
    """Copy the library in one transaction, so that a save meanwhile is in it whole or not at all."""
    alias = f"backup_{secrets.token_hex(4)}"
    with database.read() as cursor:
        (name,) = cursor.execute("SELECT current_database()").fetchone() or ("",)
        cursor.execute(f"ATTACH {quoted_path(copy)} AS {alias}")
        try:
            cursor.execute("BEGIN")
            cursor.execute(f'COPY FROM DATABASE "{name.replace(chr(34), chr(34) * 2)}" TO {alias}')
            cursor.execute("COMMIT")
            cursor.execute(f"SELECT count(DISTINCT scenario_id) FROM {alias}.revisions")  # noqa: S608 - our own alias
            (scenarios,) = cursor.fetchone() or (0,)
        finally:
            if copy.exists():
                cursor.execute(f"DETACH {alias}")
    return int(scenarios)


def quoted_path(path: Path) -> str:
    """Return a path as an SQL text; ATTACH takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- reading --------------------------------------------------------------------------------------------------------
def read_description(source: BinaryIO) -> Description:
    """Return what a backup says of itself, checked.

    Raises
    ------
    FormatError
        Not a backup, from a newer program, damaged, or too large.
    """
    with _archive(source) as archive:
        return _description(archive)


def restore_backup(database: Database, source: BinaryIO, *, by: str = "") -> Restored:
    """Merge a backup into the library, all of it or nothing.

    Parameters
    ----------
    source
        A file open for reading, with `seek`.
    by : str
        Who does it; stands in the history of scenarios that had to be renamed.

    Raises
    ------
    FormatError
        Not a backup, from a newer program, damaged, or too large. Nothing was restored.
    StoreError
        The library cannot be written. Nothing was restored.
    """
    require("owner")
    with tempfile.TemporaryDirectory(prefix="library-restore-") as folder, _archive(source) as archive:
        description = _description(archive)
        copy = Path(folder) / LIBRARY
        _unpack(archive, description, copy)
        _check(copy, database.migrations)

        def merge_into(file: DuckDatabase) -> Restored:
            return merge(file, copy, description.created_at, by=by)

        return merge_into(database) if isinstance(database, DuckDatabase) else rewrite(database, merge_into)


@contextmanager
def _archive(source: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except zipfile.BadZipFile as problem:
        raise FormatError("error-backup-foreign") from problem
    except (NotImplementedError, RuntimeError, EOFError) as problem:  # methods and passwords that we never write
        raise FormatError("error-backup-damaged", detail="zip") from problem


def _description(archive: zipfile.ZipFile) -> Description:
    if DESCRIPTION not in archive.namelist():
        raise FormatError("error-backup-foreign")
    if sorted(archive.namelist()) != sorted((DESCRIPTION, LIBRARY)):
        raise FormatError("error-backup-damaged", detail="zip")
    if archive.getinfo(DESCRIPTION).file_size > DESCRIPTION_LIMIT:
        raise FormatError("error-backup-damaged", detail=DESCRIPTION)
    try:
        with archive.open(DESCRIPTION) as file:
            content: Any = json.loads(file.read(DESCRIPTION_LIMIT))
    except (ValueError, RecursionError, zipfile.BadZipFile, zlib.error, EOFError) as problem:
        raise FormatError("error-backup-damaged", detail=DESCRIPTION) from problem
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FormatError("error-backup-foreign")
    version = content.get("version")
    if type(version) is int and version > FORMAT_VERSION:
        raise FormatError("error-backup-newer")
    if type(version) is not int or version != FORMAT_VERSION or set(content) != KEYS:
        raise FormatError("error-backup-damaged", detail=DESCRIPTION)
    try:
        created = dt.datetime.fromisoformat(content["created_at"]).astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError) as problem:
        raise FormatError("error-backup-damaged", detail=DESCRIPTION) from problem
    counts = {name: content[name] for name in ("schema", "scenarios", "size")}
    texts = {name: content[name] for name in ("model_version", "sha256")}
    if any(type(count) is not int or count < 0 for count in counts.values()) or any(
        type(text) is not str or len(text) > 64 for text in texts.values()
    ):
        raise FormatError("error-backup-damaged", detail=DESCRIPTION)
    if counts["size"] > SIZE_LIMIT:
        raise FormatError("error-backup-size", limit=SIZE_LIMIT // 1_000_000_000)
    if archive.getinfo(LIBRARY).file_size != counts["size"]:
        raise FormatError("error-backup-damaged", detail=LIBRARY)
    return Description(created_at=created, **counts, **texts)


def _unpack(archive: zipfile.ZipFile, description: Description, copy: Path) -> None:
    """Write the copy of the library out, never more than the size stated, and compare its check sum."""
    digest, written = hashlib.sha256(), 0
    try:
        with archive.open(LIBRARY) as source, copy.open("xb") as target:
            while part := source.read(PART):
                written += len(part)
                if written > description.size:
                    break
                digest.update(part)
                target.write(part)
    except (zipfile.BadZipFile, EOFError, ValueError, zlib.error) as problem:
        raise FormatError("error-backup-damaged", detail=LIBRARY) from problem
    except OSError as problem:
        raise StoreError("error-backup-room", folder=tempfile.gettempdir(), problem=reason(problem)) from problem
    if written != description.size or digest.hexdigest() != description.sha256:
        raise FormatError("error-backup-damaged", detail=LIBRARY)


def _check(copy: Path, migrations: Path) -> None:
    """Bring the copy to today's tables and see that it is what a library of this program looks like."""
    staging = DuckDatabase(copy, migrations)
    try:
        with staging.read() as cursor:
            found = _catalogue(cursor)
            if found != _new_catalogue(migrations):
                raise FormatError("error-backup-damaged", detail=LIBRARY)
            check_contents(cursor)
        staging.close()
    except StoreError as problem:
        if problem.key == "error-store-newer":
            raise FormatError("error-backup-newer") from problem
        raise FormatError("error-backup-damaged", detail=LIBRARY) from problem
    finally:
        staging.close()


def _catalogue(cursor: DuckDBPyConnection) -> frozenset[str]:
    return frozenset(text for (text,) in cursor.execute(CATALOGUE).fetchall())


@lru_cache(maxsize=4)
def _new_catalogue(migrations: Path) -> frozenset[str]:
    """Return the catalogue of a new library: making one takes a sixth of all that reading a backup does."""
    with closing(duckdb.connect(config=SETTINGS)) as connection:
        migrate(connection, ":memory:", migrations)
        return _catalogue(connection)
