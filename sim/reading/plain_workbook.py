"""Large lists in Excel workbooks, read by a process of their own that may use so much memory and time and no more.

The usual reader shows a workbook as people see it and takes a minute for a million rows; this one reads plain sheets
in seconds. The library behind it lays a sheet out whole, however far apart its cells are: so a hostile file can end
the process that reads it, but nothing else. Bytes come in by one pipe and go out by another; no file is written.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
PLAIN_FROM = 5 * MEGABYTE
"""Bytes that a workbook's sheets unpack to from which it is read here: some 30,000 rows of a list."""
MOST_UNPACKED, MOST_OF_PART, MOST_PARTS, MOST_PACKING = 600 * MEGABYTE, 400 * MEGABYTE, 1000, 300
MOST_MEMORY = 3 * 1024 * MEGABYTE
MOST_SECONDS = 60
"""Of a processor; a million rows take some five."""
CHUNK = MEGABYTE
TAG = re.compile(rb"<(?:\w+:)?(?:row|col)\s[^>]*\bhidden=\"(?:1|true)\"|<(?:\w+:)?mergeCell\s")
WORDS = (b"hidden=", b"mergeCell")
"""One of them stands in whatever TAG finds; to look for them first takes a tenth of the time."""
LONGEST_TAG = 1000
HEAD_ROWS = 200
BLOCK_ROWS = 20_000
REFUSED, STRANGE, TOO_LARGE = 3, 4, 5
"""How the process ends: not a plain sheet, not a workbook, more than is read."""


class Refused(Exception):
    """A workbook that this reader does not take, by how the process ends."""


def unpacked(source: bytes) -> int:
    """Return how many bytes the sheets of a workbook say that they unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return sum(one.file_size for one in archive.infolist() if one.filename.startswith("xl/worksheets/"))
    except zipfile.BadZipFile:
        return 0


def read_plain(source: bytes, columns: int, rows: int) -> tuple[int, pa.Table]:
    """Return how the process ended (0: well) and the visible sheet as a table of texts, a column each.

    Parameters
    ----------
    columns, rows : what is read at most
    """
    done = subprocess.run(  # noqa: S603 - this program itself, with two numbers
        [sys.executable, "-m", "sim.reading.plain_workbook", str(columns), str(rows)],
        input=source,
        capture_output=True,
        cwd=ROOT,
        timeout=4 * MOST_SECONDS,
        check=False,
    )
    if done.returncode:
        return done.returncode, pa.table({})
    with pa.ipc.open_stream(done.stdout) as reader:
        return 0, reader.read_all()


def _check(source: bytes) -> None:
    """Unpack every part once, a little at a time: sizes and sums that lie are found before anything is laid out."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = archive.infolist()
        names = {one.filename.lower() for one in parts}
        if len(parts) > MOST_PARTS or len(names) < len(parts) or sum(one.file_size for one in parts) > MOST_UNPACKED:
            raise Refused(TOO_LARGE)
        for one in parts:
            packed_small = one.file_size > MEGABYTE and one.file_size > MOST_PACKING * max(1, one.compress_size)
            if packed_small or one.file_size > MOST_OF_PART:
                raise Refused(TOO_LARGE)
            before = b""
            with archive.open(
                one
            ) as part:  # the sum at the end is checked: it tells of more than the size that is stated
                while chunk := part.read(CHUNK):
                    if one.filename.startswith("xl/worksheets/"):
                        seen = before + chunk
                        if any(word in seen for word in WORDS) and TAG.search(seen):
                            raise Refused(REFUSED)
                    before = chunk[-LONGEST_TAG:]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _texts(cells: Sequence[Any]) -> Iterable[str]:
    """Return cells as texts; a column of a list is all of one kind nearly everywhere."""
    kinds = {*map(type, cells)}
    if kinds == {str}:
        return map(str.strip, cells)
    if kinds == {float}:
        return map("{:.15g}".format, cells)
    if kinds <= {dt.date, dt.datetime}:  # there are far fewer days than rows
        return map({one: _text(one) for one in {*cells}}.__getitem__, cells)
    return map(_text, cells)


def _main(columns: int, rows: int) -> int:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    source = sys.stdin.buffer.read()
    _check(source)
    book = CalamineWorkbook.from_filelike(io.BytesIO(source))
    seen = [
        one.name
        for one in book.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    ]
    if len(seen) != 1:
        return REFUSED
    sheet = book.get_sheet_by_name(seen[0])
    if sheet.start is None:
        return STRANGE
    top, left = sheet.start
    width = min(columns, left + sheet.width)
    if top + sheet.height > rows + HEAD_ROWS:
        return TOO_LARGE
    found: list[list[pa.Array]] = [[] for _ in range(width)]
    lines = sheet.iter_rows()  # from the first row on, but from the first column that has anything
    while block := [*islice(lines, BLOCK_ROWS)]:
        filled = [*zip(*block, strict=True)]
        for place, parts in enumerate(found):
            cells = _texts(filled[place - left]) if place >= left else [""] * len(block)
            parts.append(pa.array(cells, pa.string(), size=len(block)))
    table = pa.table({f"c{place}": pa.chunked_array(parts) for place, parts in enumerate(found)})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as writer:
        writer.write_table(table)
    return 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        sys.exit(_main(int(sys.argv[1]), int(sys.argv[2])))
    except Refused as refused:
        sys.exit(refused.args[0])
    except MemoryError:
        sys.exit(TOO_LARGE)
