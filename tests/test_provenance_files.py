"""Provenance in files that leave the house: every headline number of a deck and a workbook leads to its source."""

from __future__ import annotations

import re

import openpyxl
import pytest
from cases_of import usual
from pptx import Presentation
from spoken import spoken

from sim import provenance
from sim.cli import main
from sim.model.measure_base import Level
from sim.model.measures import measures
from sim.plan import load_plan

PLAN = load_plan("growth-2026")
HEADLINE = [one.id for one in measures(Level.HEADLINE, needs="run")]
NAMES = ("Lean build-out", "Own values")


@pytest.fixture(scope="module", params=usual(["en", "zh"], lambda language: language == "zh"))
def files(request, tmp_path_factory):
    """Return decks of two scenarios and of one, and a workbook, written by the command line; and their language."""
    folder = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCENARIO_DB", str(folder / "library.duckdb"))
        save = ["scenarios", "save", "--draws", "256"]
        assert main([*save, NAMES[0], "--preset", "plan", "--set", "headcount=310"]) == 0
        assert main([*save, NAMES[1], "--preset", "plan", "--set", "headcount=333", "--assumptions", "evidence"]) == 0
        for names, file in ((NAMES, "two.pptx"), (NAMES[:1], "one.pptx"), (NAMES, "two.xlsx")):
            assert main(["export", *names, "--to", str(folder / file), "--language", request.param]) == 0
    decks = [Presentation(str(folder / file)) for file in ("two.pptx", "one.pptx")]
    return decks, openpyxl.load_workbook(folder / "two.xlsx"), spoken(request.param)


def stated(metric: str) -> set[str]:
    """Return the sections in which the plan states a result itself."""
    origins = provenance.find_origins(PLAN, f"metric:{metric}")
    return {fact.section for origin in origins for fact in origin.facts}


@pytest.mark.parametrize("many", [0, 1], ids=["two scenarios", "one scenario"])
def test_the_speaker_notes_give_the_source_of_every_headline_number(files, many):
    decks, _, language = files
    notes = decks[many].slides[0].notes_slide.notes_text_frame.text
    for metric in HEADLINE:
        name = language.text(f"outcome-{metric.replace('_', '-')}")
        part = notes.split(f"{name}\n", 1)[1].split("\n\n", 1)[0]
        equations = provenance.metric(PLAN, metric).equations
        assert language.text(f"equation-{equations[-1].id}.name") in part, metric
        assert all(section in part for section in stated(metric)), metric
    assert language.quantity(2500, "revenue") in notes, "the target of which the chance speaks"


def test_every_input_on_a_slide_names_what_it_rests_on(files):
    decks, _, language = files
    head = language.text("export-rests-on")
    rests: list[str] = []
    for slide in decks[0].slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            rests += [row[rows[0].index(head)].strip() for row in rows[1:] if head in rows[0]]
    assert len(rests) >= len(PLAN.levers) and all(rests)
    ids = {id for cell in rests for id in re.findall(r"D\d-\d+", cell)}
    assert len(ids) > 10 and ids <= set(PLAN.facts)


def test_every_result_input_and_assumption_of_the_workbook_says_its_source_in_words(files):
    _, book, language = files
    head = language.text("export-source-words")
    found: dict[tuple[str, str], str] = {}
    for page in book:
        rows = list(page.iter_rows(values_only=True))
        at = next((i for i, row in enumerate(rows) if head in row), None)
        place = rows[at].index(head) if at is not None else 0
        for row in rows[at + 1 :] if at is not None else ():
            if row[0] is None:
                break
            if any(isinstance(cell, int | float) for cell in row[1:]):  # the name of a set is no number
                found[page.title, str(row[0])] = str(row[place] or "")
    assert len({title for title, _ in found}) >= 5
    assert all(found.values()), [name for name, source in found.items() if not source]
    inside = "\n".join(found.values())
    assert all(section in inside for metric in HEADLINE for section in stated(metric))
    assert provenance.source_title(PLAN, "D1-240", language) in inside
    assert next(iter(PLAN.references.values())).citation in inside


def test_a_value_of_ones_own_is_called_that(files):
    _, book, language = files
    inside = "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell)
    assert language.text("origin-user") in inside
