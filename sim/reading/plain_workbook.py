"""Large lists in Excel workbooks, read by a process of their own that may use so much memory and time and no more.

The usual reader shows a workbook as people see it and takes a minute for a million rows; this one reads plain sheets
in seconds. The library behind it lays a sheet out whole, however far apart its cells are: so a hostile file can end
the process that reads it (`sim.reading.plain_process`), but nothing else. Bytes come in by one pipe and go out by
another; no file is written.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from sim.reading.plain_process import HEAD_ROWS, MEGABYTE, MOST_SECONDS, REFUSED, TOO_LARGE

__all__ = ["HEAD_ROWS", "PLAIN_FROM", "REFUSED", "TOO_LARGE", "read_plain", "unpacked_size"]

ROOT = Path(__file__).resolve().parents[2]
PLAIN_FROM = 5 * MEGABYTE
"""Bytes that a workbook's sheets unpack to from which it is read here: some 30,000 rows of a list."""


def unpacked_size(source: bytes) -> int:
    """Return how many bytes the sheets of a workbook say that they unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return sum(one.file_size for one in archive.infolist() if one.filename.startswith("xl/worksheets/"))
    except zipfile.BadZipFile:
        return 0


def read_plain(
    source: bytes, columns: int, rows: int, meanwhile: Callable[[], object] = lambda: None
) -> tuple[int, pa.Table]:
    """Return how the process ended (0: well) and the visible sheet as a table of texts, a column each, as they are:
    with blanks around them, days with their time, null where a cell is empty.

    Parameters
    ----------
    columns, rows : what is read at most
    meanwhile : called once while the process works
    """
    words = [sys.executable, "-m", "sim.reading.plain_process", str(columns), str(rows)]
    with subprocess.Popen(  # noqa: S603 - this program itself, with two numbers
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        process_group=0,  # two processes soon, which end together
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(4 * MOST_SECONDS, _end, (process,))  # it bounds its work itself, not how long it waits
        late.start()
        try:
            with suppress(BrokenPipeError), process.stdin as pipe:  # what ends early says by its code why
                pipe.write(source)  # all of it is read before anything is written
            meanwhile()
            written = process.stdout.read()
        except BaseException:
            _end(process)
            raise
        finally:
            late.cancel()
    if process.returncode:
        return process.returncode, pa.table({})
    with pa.ipc.open_stream(written) as reader:
        return 0, reader.read_all()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End both halves of the process, unless it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
