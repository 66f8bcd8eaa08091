"""Whether DuckDB has read a library's change log, or passed over it in silence.

A log whose head is damaged, or of another kind, DuckDB 2.0 takes for none: the library opens without what was saved
last, and the next save writes over the log. What it did read it counts.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from sim.language.errors import StoreError

IDENTIFIER = slice(0x7C, 0x8C)
"""Where a file names itself, in the first of its headers; its log begins with the same bytes, packed."""
HEAD_LENGTH = 64
HEAD = rb"\x64\x00\x62\x65\x00\x02\x66\x00\x10%b\x67\x00[\x80-\xff]*[\x00-\x7f]\xff\xff"


def log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def check_log(connection: duckdb.DuckDBPyConnection, path: Path, length: int) -> None:
    """Refuse a library whose log of `length` bytes was passed over, unless it ends before its first change does.

    Such an end is what a kill leaves while the first change is written, which nobody has been told was saved. Damage
    there looks the same, so a copy of the log is kept beside it.

    Raises
    ------
    StoreError
        The log was not read and does not begin as one of this library; it is left as it is.
    """
    if not length:
        return
    (read,) = connection.execute("SELECT wal_size FROM pragma_database_size()").fetchone() or ("0 bytes",)
    if str(read) != "0 bytes" or not log_of(path).exists():  # gone: all of it had been written into the file already
        return
    if _begins_as_its_log(path):
        if length > HEAD_LENGTH:
            log = log_of(path)
            with suppress(OSError):  # where nothing can be written the log itself stays
                shutil.copy2(log, log.with_name(f"{log.name}.unread-{int(log.stat().st_mtime)}"))
        return
    raise StoreError("error-store-wal", path=str(path), wal=str(log_of(path)), folder=str(path.parent))


def _begins_as_its_log(path: Path) -> bool:
    with path.open("rb") as file:
        name = file.read(IDENTIFIER.stop)[IDENTIFIER]
    packed = b"".join(bytes([one]) if one < 0x80 else bytes([one, 1]) for one in name)
    with log_of(path).open("rb") as file:
        head = file.read(128)
    return re.match(HEAD % re.escape(packed), head) is not None
