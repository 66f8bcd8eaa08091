"""The process that lays out a large sheet: `python -m sim.reading.plain_process COLUMNS ROWS`, bytes in, Arrow out.

It may use so much memory and time and no more. It parts in two: one half unpacks every part a little at a time and
looks for what is hidden, merged or lies about its size, while the other lays the sheet out. What the first finds
counts before anything of the second. Nothing but the standard library is imported until they part.
"""

from __future__ import annotations

import importlib
import io
import os
import re
import resource
import signal
import sys
import threading
import zipfile

MEGABYTE = 1024 * 1024
MOST_UNPACKED, MOST_OF_PART, MOST_PARTS, MOST_PACKING = 600 * MEGABYTE, 400 * MEGABYTE, 1000, 300
MOST_MEMORY = 3 * 1024 * MEGABYTE
MOST_SECONDS = 60
"""Of a processor, for each half; a million rows take some two."""
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
    """A workbook that is not taken, by how the process ends."""


def _main(columns: int, rows: int) -> int:
    source = sys.stdin.buffer.read()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        _check_sizes(archive.infolist())
        layer = os.fork()  # before any thread is started
        if not layer:
            return _lay_out(source, columns, rows)
        try:
            _look_through(archive)
        except BaseException:
            os.kill(layer, signal.SIGKILL)  # what it lays out is not wanted
            raise
        finally:
            _, ended = os.waitpid(layer, 0)
    return os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else TOO_LARGE  # ended for its memory or time


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive by what it says of itself."""
    names = {one.filename.lower() for one in parts}
    if len(names) < len(parts):
        raise Refused(STRANGE)
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    for one in parts:
        packed_small = one.file_size > MEGABYTE and one.file_size > MOST_PACKING * max(1, one.compress_size)
        if packed_small or one.file_size > MOST_OF_PART:
            raise Refused(TOO_LARGE)


def _look_through(archive: zipfile.ZipFile) -> None:
    """Unpack every part once: sizes and sums that lie are found, and what a sheet hides or merges."""
    for one in archive.infolist():
        before = b""
        # The sum at the end is checked: it tells of more than the size that is stated.
        with archive.open(one) as part:
            while chunk := part.read(CHUNK):
                if one.filename.startswith("xl/worksheets/"):
                    seen = before + chunk
                    if any(letter in seen and word in seen for letter, word in WORDS.items()) and TAG.search(seen):
                        raise Refused(REFUSED)
                before = chunk[-LONGEST_TAG:]


def _lay_out(source: bytes, columns: int, rows: int) -> int:
    """Write the visible sheet as a table of texts and end; return how to end where it is not written."""
    import fastexcel

    book = fastexcel.read_excel(source)
    # The library leaves the interpreter to others while it lays out: what writes the table is imported meanwhile.
    threading.Thread(target=importlib.import_module, args=("pyarrow",)).start()
    sheets = (book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names)
    seen = [one for one in sheets if one.visible == "visible" and one.height]  # a sheet of a chart has no cells
    if len(seen) != 1:
        return REFUSED if seen else STRANGE
    sheet = seen[0]
    if sheet.height > rows + HEAD_ROWS:
        return TOO_LARGE
    import pyarrow as pa

    left = sheet.available_columns()[0].absolute_index  # cells are laid out from the first column that has anything
    cells = [*[pa.nulls(sheet.height, pa.string())] * left, *sheet.to_arrow().columns][:columns]
    table = pa.table({f"c{place}": column for place, column in enumerate(cells)})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as writer:
        writer.write_table(table)
    sys.stdout.flush()
    os._exit(0)  # at once: to give back millions of cells one by one takes a tenth of a second


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        sys.exit(_main(int(sys.argv[1]), int(sys.argv[2])))
    except Refused as refused:
        sys.exit(refused.args[0])
    except MemoryError:
        sys.exit(TOO_LARGE)
