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


@pytest.fixture(params=NAMES)
def name(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert len(NOTE) == 10_000
    assert main(["scenarios", "save", request.param, "--note", NOTE, "--by", request.param[:60], "--draws", "64"]) == 0
    yield request.param
    open_store().close()


@pytest.fixture
def file(name, tmp_path, capsys):
    def made(kind):
        path = tmp_path / f"out.{kind}"
        assert main(["export", name, "--to", str(path)]) == 0, capsys.readouterr().err
        return path

    return made


def test_a_name_and_a_long_note_come_through_every_file(name, file):
    written = json.loads(file("json").read_text(encoding="utf-8"))
    assert (written["name"], written["note"]) == (name, NOTE)
    (listed,) = set(pq.read_table(file("parquet")).column("scenario").to_pylist())
    assert listed == name
    rows = csv.DictReader(io.StringIO(file("csv").read_text(encoding="utf-8-sig")))
    (listed,) = {row["scenario"] for row in rows}
    assert listed.removeprefix("'") == name
    assert listed.startswith("'") == name.startswith(("=", "@"))


def test_a_workbook_keeps_both_and_runs_nothing(name, file):
    book = load_workbook(file("xlsx"))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    values = {cell.value for cell in cells}
    assert {name, NOTE} <= values


def test_a_deck_shows_the_name_and_keeps_the_note_whole(name, file):
    slides = Presentation(str(file("pptx"))).slides
    assert any(name[:20].strip() in slide.shapes.title.text_frame.text for slide in slides)
    kept = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    assert [text for text in kept if NOTE in text]
    assert not [link for slide in slides for link in slide.part.rels.values() if link.is_external]


def test_what_was_exported_is_imported_as_it_was(name, file, capsys):
    path = file("json")
    capsys.readouterr()
    assert main(["scenarios", "import", str(path), "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    assert entry["renamed_from"] == name
    assert entry["note"] == NOTE
    assert open_store().entry(entry["id"]).name == f"{name} (2)"
