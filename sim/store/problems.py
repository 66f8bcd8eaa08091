"""DuckDB's and the system's complaints, turned into messages that say what to do."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import duckdb

from sim.language.errors import StoreError
from sim.store.turns import command_of

# What DuckDB 2.0 says, as measured (the exception classes alone do not tell these cases apart), and our text key.
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"Could not set lock|Conflicting lock", "error-store-locked"),
    (r"No space left on device|File too large|Disk quota exceeded", "error-store-full"),
    (r"WAL file", "error-store-wal"),
    (r"not a valid DuckDB database file", "error-store-not-a-library"),
    (r"version number|newer version of DuckDB|older version of DuckDB", "error-store-engine"),
    (r"Corrupt database|checksum|Could not read enough bytes|deserialize", "error-store-corrupt"),
    (r"Read-only file system|Permission denied|read-only mode|Operation not permitted", "error-store-not-writable"),
    (r"Is a directory", "error-store-directory"),
    (r"No such file or directory|Not a directory|File exists", "error-store-folder"),
)

ERRNO_KEYS = {
    errno.ENOSPC: "error-store-full",
    errno.EDQUOT: "error-store-full",
    errno.EFBIG: "error-store-full",
    errno.EACCES: "error-store-not-writable",
    errno.EPERM: "error-store-not-writable",
    errno.EROFS: "error-store-not-writable",
    errno.EISDIR: "error-store-directory",
    errno.ENOENT: "error-store-folder",
    errno.ENOTDIR: "error-store-folder",
    errno.EEXIST: "error-store-folder",
    errno.ENAMETOOLONG: "error-store-folder",
}


def store_error(problem: duckdb.Error | OSError, path: Path) -> StoreError:
    """Return the error a reader can mend for what went wrong with the library at `path`."""
    detail = " ".join(str(problem).split())[:300]
    if isinstance(problem, OSError) and problem.errno in ERRNO_KEYS:
        key = ERRNO_KEYS[problem.errno]
    else:
        key = next((key for pattern, key in PATTERNS if re.search(pattern, str(problem))), "error-store-failed")
    process = re.search(r"PID (\d+)", str(problem))
    return StoreError(
        key,
        path=str(path),
        folder=str(path.parent),
        wal=f"{path}.wal",
        process=process[1] if process else "?",
        command=(command_of(process[1]) if process else "") or "?",
        detail=detail,
    )


def is_conflict(problem: duckdb.Error) -> bool:
    """Tell whether the same transaction may succeed when tried again."""
    text = str(problem)
    return isinstance(problem, duckdb.TransactionException | duckdb.ConstraintException) and bool(
        re.search(r"onflict|has been altered|[Dd]uplicate key", text)
    )


def is_fatal(problem: duckdb.Error) -> bool:
    """Tell whether DuckDB has given the database up, so that it must be opened anew."""
    return isinstance(problem, duckdb.FatalException) or "has been invalidated" in str(problem)
