"""Whether DuckDB has read a library's change log, or passed over it in silence, and whether the log is all there.

A log whose head is damaged, or of another kind, DuckDB 2.0 takes for none: the library opens without what was saved
last, and the next save writes over the log. What it did read it counts. Where a log ends DuckDB believes it, so its
length after every finished save is kept beside it.
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


def mark_of(path: Path) -> Path:
    """Return the file that holds how long the log was after the last finished save."""
    return path.with_name(path.name + ".saved")


def identifier(path: Path) -> bytes:
    """Return what a library file calls itself.

    Never to be asked while this process has the library: closing a second handle would give up the lock on the file.
    """
    with path.open("rb") as file:
        return file.read(IDENTIFIER.stop)[IDENTIFIER]


def note_end(path: Path) -> None:
    """Keep how long the log is now that a save is finished; nothing is kept where all of it is in the file itself.

    It is not flushed: an older note after a power cut says less, and never what is not so.
    """
    with suppress(OSError):  # the save is finished; without the note only a cut would not be noticed
        length = _length(log_of(path))
        if length:
            mark_of(path).write_text(f"{length}\n")
        else:
            mark_of(path).unlink(missing_ok=True)


def check_end(path: Path) -> None:
    """Refuse a library whose log is shorter than after the last finished save.

    The file itself is written only after that if the log has gone into it, so a later time on it explains everything.

    Raises
    ------
    StoreError
        At least one finished save is gone; file and log are left as they are.
    """
    log, mark = log_of(path), mark_of(path)
    try:
        saved = int(mark.read_text())
        later = path.stat().st_mtime_ns >= mark.stat().st_mtime_ns
    except (OSError, ValueError):  # none kept, or a kill has left half a note
        return
    missing = saved - _length(log)
    if missing > 0 and not later:
        raise StoreError("error-store-cut", wal=str(log), mark=str(mark), missing=missing)


def _length(log: Path) -> int:
    try:
        return log.stat().st_size
    except FileNotFoundError:
        return 0


def check_log(connection: duckdb.DuckDBPyConnection, path: Path, length: int, name: bytes) -> None:
    """Refuse a library called `name` whose log of `length` bytes was passed over, unless its first change is cut short.

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
    if _begins_as_log(log_of(path), name):
        if length > HEAD_LENGTH:
            log = log_of(path)
            with suppress(OSError):  # where nothing can be written the log itself stays
                shutil.copy2(log, log.with_name(f"{log.name}.unread-{int(log.stat().st_mtime)}"))
        return
    raise StoreError("error-store-wal", path=str(path), wal=str(log_of(path)), folder=str(path.parent))


def _begins_as_log(log: Path, name: bytes) -> bool:
    packed = b"".join(bytes([one]) if one < 0x80 else bytes([one, 1]) for one in name)
    with log.open("rb") as file:
        head = file.read(128)
    return re.match(HEAD % re.escape(packed), head) is not None
