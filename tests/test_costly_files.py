"""Files that cost more than they weigh are refused before the work or stopped in it, in words, never by a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook as NewBook
from patience import PATIENCE

from pages.parts.library import files
from sim.cli import main
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.reading import workbook
from sim.track.reading import read_actuals_table

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan("growth-2026")
LOOKS = 100
"""How often the clock may be looked at, instead of four seconds of a processor."""
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def book(**parts: bytes) -> bytes:
    """Return a small workbook with other or further parts."""
    made = NewBook()
    made.active.append(["measure", "2024Q1"])  # pyright: ignore[reportOptionalMemberAccess]
    made.active.append(["revenue", 400])  # pyright: ignore[reportOptionalMemberAccess]
    plain, out = io.BytesIO(), io.BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        names = {"xl/worksheets/sheet1.xml": "sheet", "xl/styles.xml": "styles"}
        if strings := parts.pop("strings", None):  # the library writes texts into their cells, most programs apart
            new.writestr("xl/sharedStrings.xml", strings)
        for one in old.namelist():
            content = parts.pop(names.get(one, ""), None) or old.read(one)
            if strings and one == "[Content_Types].xml":
                content = content.replace(b"</Types>", SHARED + b"</Types>")
            new.writestr(one, content)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(rows: int, cells: int, width: int = 1) -> bytes:
    row = b"".join(b"<c><v>%d</v></c>" % (10 ** (width - 1) + one) for one in range(cells))
    return b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (
        MAIN,
        b"".join(b"<row>%s</row>" % row for _ in range(rows)),
    )


COSTLY = {
    "strings": lambda: book(strings=b'<sst %s count="1">%s</sst>' % (MAIN, b"<si><t>a</t></si>" * 2_000_000)),
    "styles": lambda: book(
        styles=b"<styleSheet %s><cellXfs>%s</cellXfs></styleSheet>" % (MAIN, b'<xf numFmtId="0"/>' * 1_000_000)
    ),
    "cells": lambda: book(sheet=sheet_of(400_000, 4)),
    "wide rows": lambda: book(sheet=sheet_of(6_000, 150)),
    "parts": lambda: book(**{f"xl/worksheets/other{one}.xml": b"<a/>" for one in range(workbook.MOST_PARTS + 1)}),
    "a bomb": lambda: book(**{"xl/media/picture.png": bytes(39 * 1024 * 1024)}),
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_costly_workbook_is_refused_before_or_in_the_work(kind, monkeypatch):
    """The clock goes on by one a look, so that the speed of the machine decides nothing."""
    clock = count()
    monkeypatch.setattr(workbook, "time", SimpleNamespace(thread_time=lambda: next(clock)))
    monkeypatch.setattr(workbook, "MOST_SECONDS", LOOKS)
    with pytest.raises(FormatError) as refused:
        read_actuals_table(PLAN, COSTLY[kind](), "costly.xlsx", {})
    assert next(clock) == (LOOKS + 2 if kind == "wide rows" else 0), "the first look sets the end"
    for language in ("en", "zh"):
        assert "costly.xlsx" in refused.value.text(language)


def test_a_workbook_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_SECONDS", 0.0)
    with pytest.raises(FormatError):
        read_actuals_table(PLAN, book(), "slow.xlsx", {})


def test_an_ordinary_large_table_is_read():
    """The largest table within the limits of rows and columns comes nowhere near the others."""
    rows, width = 4_000, 30
    names = b"".join(b"<si><t>name %d</t></si>" % row for row in range(rows))
    figures = b"".join(b"<c><v>%d</v></c>" % one for one in range(width))
    lines = b"".join(b'<row><c t="s"><v>%d</v></c>%s</row>' % (row, figures) for row in range(rows))
    large = book(
        strings=b"<sst %s>%s</sst>" % (MAIN, names),
        sheet=b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (MAIN, lines),
    )
    with workbook.Workbook(large, 5_000, 200) as opened:
        found = opened.sheet("Sheet").rows
    assert len(found) == rows and found[-1][: width + 1] == [f"name {rows - 1}", *map(str, range(width))]


def test_files_of_one_import_are_bounded_together(monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    monkeypatch.setattr(files, "IMPORT_MB", 1)
    lines = files.import_files([(f"{one}.json", io.BytesIO(b" " * 400_000)) for one in range(4)], "en")
    assert [("together" in line.said[0]) for line in lines] == [False, False, True, True]


DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    "words",
    [
        ("scenarios", "import", "FILE"),
        ("track", "--actuals", "FILE"),
        ("audit", "--facts", "FILE"),
        ("library", "restore", "FILE"),
        ("plans", "import", "FILE"),
        ("sweep", "FILE"),
    ],
)
@pytest.mark.parametrize("path", ["deep.json", "~nobody-here/x.json", "/dev/zero"])
def test_commands_end_in_words(words, path, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    (tmp_path / "deep.json").write_bytes(DEEP)
    given = str(tmp_path / path) if path == "deep.json" else path
    assert main([given if one == "FILE" else one for one in words]) == 2
    out, err = capsys.readouterr()
    assert (not out and err.strip()) and "Traceback" not in err


def test_a_shell_is_told_so_too(tmp_path):
    """A process of its own: what a deep file does to the interpreter's stack ends nothing else."""
    (tmp_path / "deep.json").write_bytes(DEEP)
    done = subprocess.run(
        [sys.executable, "-m", "sim", "scenarios", "import", str(tmp_path / "deep.json")],
        cwd=ROOT, env={**os.environ, "SCENARIO_DB": str(tmp_path / "scenarios.duckdb")}, capture_output=True, text=True,
        timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr[-500:]
    assert "Traceback" not in done.stderr


def test_a_library_in_nobodys_home_ends_in_words(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "sim", "scenarios", "list"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "SCENARIO_DB": "~nobody-here/scenarios.duckdb"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "~nobody-here" in done.stderr
    assert "Traceback" not in done.stderr
