"""Hostile and unusual names from the command line into every kind of file and back: nothing runs, nothing is lost."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from sim.cli import main
from sim.store import open_store

NOTE = "Line one, =1+1.\n" + "长句。" * 3328
NAMES = [
    '=HYPERLINK("http://x.example","click")',
    "@SUM(A1:A9)|'cmd'",
    "👩🏽‍💻 push 🇨🇳 🚀",
    "مخطط الغرب שלום",
    "<img src=x onerror=alert(1)> & “quotes”",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The folder of a library that holds a scenario of every name, with files of all of them."""
    folder = tmp_path_factory.mktemp("names")
    assert len(NOTE) == 10_000
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCENARIO_DB", str(folder / "scenarios.duckdb"))
        patch.setenv("LC_ALL", "C.UTF-8")
        for name in NAMES:
            assert main(["scenarios", "save", name, "--note", NOTE, "--by", name[:60], "--draws", "64"]) == 0
        for kind in ("parquet", "csv", "xlsx", "pptx"):
            assert main(["export", *NAMES, "--to", str(folder / f"all.{kind}")]) == 0
        yield folder
        open_store().close()


def document(library, name):
    path = library / f"{NAMES.index(name)}.json"
    assert main(["export", name, "--to", str(path)]) == 0
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_name_and_a_long_note_come_through_a_document_and_back(library, name, capsys):
    path = document(library, name)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["name"], written["note"]) == (name, NOTE)
    capsys.readouterr()
    assert main(["scenarios", "import", str(path), "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    assert entry["renamed_from"] == name
    assert entry["note"] == NOTE
    assert open_store().entry(entry["id"]).name == f"{name} (2)"


def test_names_come_through_tables(library):
    assert set(pq.read_table(library / "all.parquet").column("scenario").to_pylist()) == set(NAMES)
    rows = csv.DictReader(io.StringIO((library / "all.csv").read_text(encoding="utf-8-sig")))
    disarmed = {f"'{name}" if name.startswith(("=", "@")) else name for name in NAMES}
    assert {row["scenario"] for row in rows} == disarmed


def test_a_workbook_keeps_names_and_notes_and_runs_nothing(library):
    book = load_workbook(library / "all.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    values = [cell.value for cell in cells]
    assert {*NAMES} <= {*values}
    assert values.count(NOTE) >= len(NAMES)


def test_a_deck_shows_the_names_and_keeps_the_notes_whole(library):
    slides = Presentation(str(library / "all.pptx")).slides
    shown = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    shown += [
        cell.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert not [name for name in NAMES if not any(name[:20].strip() in text for text in shown)]
    kept = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    assert kept.count(NOTE) >= len(NAMES)
    assert not [link for slide in slides for link in slide.part.rels.values() if link.is_external]
