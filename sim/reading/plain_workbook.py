"""Large lists in Excel workbooks, read by a process of their own that may use so much memory and time and no more.

The usual reader shows a workbook as people see it and takes a minute for a million rows; this one reads plain sheets
in seconds. The library behind it lays a sheet out whole, however far apart its cells are: so a hostile file can end
the process that reads it, but nothing else. Bytes come in by one pipe and go out by another; no file is written.
"""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
PLAIN_FROM = 5 * MEGABYTE
"""Bytes that a workbook's sheets unpack to from which it is read here: some 30,000 rows of a list."""
MOST_UNPACKED, MOST_OF_PART, MOST_PARTS, MOST_PACKING = 600 * MEGABYTE, 400 * MEGABYTE, 1000, 300
MOST_MEMORY = 3 * 1024 * MEGABYTE
MOST_SECONDS = 60
"""Of a processor; a million rows take some two."""
CHUNK = MEGABYTE
TAG = re.compile(rb"<(?:\w+:)?(?:row|col)\s[^>]*\bhidden=\"(?:1|true)\"|<(?:\w+:)?mergeCell\s")
WORDS = {b"h": b"hidden=", b"g": b"mergeCell"}
"""One of them stands in whatever TAG finds; to look for them first takes a tenth of the time, and for a letter of each
before that a tenth of that: it stands in no tag of most sheets, whose texts are in a part of their own."""
LONGEST_TAG = 1000
HEAD_ROWS = 200
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
    """Return how the process ended (0: well) and the visible sheet as a table of texts, a column each, as they are:
    with blanks around them, days with their time, null where a cell is empty.

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
                        if any(letter in seen and word in seen for letter, word in WORDS.items()) and TAG.search(seen):
                            raise Refused(REFUSED)
                    before = chunk[-LONGEST_TAG:]


def _main(columns: int, rows: int) -> int:
    import fastexcel

    source = sys.stdin.buffer.read()
    _check(source)
    book = fastexcel.read_excel(source)
    sheets = (book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names)
    seen = [one for one in sheets if one.visible == "visible" and one.height]  # a sheet of a chart has no cells
    if len(seen) != 1:
        return REFUSED if seen else STRANGE
    sheet = seen[0]
    if sheet.height > rows + HEAD_ROWS:
        return TOO_LARGE
    left = sheet.available_columns()[0].absolute_index  # cells are laid out from the first column that has anything
    cells = [*[pa.nulls(sheet.height, pa.string())] * left, *sheet.to_arrow().columns][:columns]
    table = pa.table({f"c{place}": column for place, column in enumerate(cells)})
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
