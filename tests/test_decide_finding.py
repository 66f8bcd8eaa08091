"""Answers in files: every answer at hand is a slide and stands on a sheet of the workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from spoken import spoken

from sim.analysis.differences import Entrant
from sim.decide import finding
from sim.decide.allocate import Allocation, cuts
from sim.decide.answers import Binding
from sim.decide.cheapest import solve_cheapest
from sim.decide.discover import discover
from sim.decide.figures import fresh_chance
from sim.decide.frontier import FrontierPoint
from sim.decide.lever import lever_answers
from sim.decide.question import Question
from sim.decide.space import Bounds
from sim.decide.text import bound_rows, frontier_sentence
from sim.export.deck import deck
from sim.export.report import make_report
from sim.export.workbook import workbook
from sim.language import get_language, languages
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN)
MOMENT = dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answers():
    solution = solve_cheapest(Question(SCENARIO, Bounds(lock=("pace",))))
    chance = fresh_chance(SCENARIO, SCENARIO.levers, 3, 1024)
    point = FrontierPoint(266.0, 266.0, solution.levers, chance, 2500.0, 266.0, 6.0)
    split = Allocation(solution.levers, chance, chance, 2500.0, 2500.0, 377.0, {}, 3, 3, False)
    return solution, [point], split, cuts(SCENARIO, 512), discover(SCENARIO, draws=2048), lever_answers(SCENARIO)


def findings(answers, id: str):
    solution, points, split, ranked, found, levers = answers
    language = spoken(id)
    return (
        finding.levers_finding(SCENARIO, levers, None, language),
        finding.cheapest_finding(SCENARIO, solution, None, language),
        finding.frontier_finding(SCENARIO, points, language),
        finding.allocation_finding(SCENARIO, split, ranked, language),
        finding.discovery_finding(SCENARIO, found, language),
    )


@pytest.mark.parametrize("id", languages())
def test_every_answer_is_a_slide_and_stands_on_the_sheet(answers, id):
    made = findings(answers, id)
    assert all(one.title and one.rows and all(len(row) == len(one.heads) for row in one.rows) for one in made)
    subject = Entrant("Now", SCENARIO, findings=made)
    report = make_report([subject], get_language(id), MOMENT, futures=None)
    slides = Presentation(io.BytesIO(deck(report))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    for one in made:
        assert one.title in titles
    page = slides[titles.index(made[1].title)]
    cells = [cell for shape in page.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    assert set(made[1].rows[0]) <= {cell.text for cell in cells}
    ends = [cell._tc.find(".//" + qn("a:endParaRPr")) for cell in cells if not cell.text]
    assert ends and all(int(one.get("sz")) < 1300 for one in ends), "an empty cell makes its row no higher"
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    sheet = book[get_language(id).text("export-sheet-findings")]
    values = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    for one in made:
        assert one.title in values and set(one.notes) <= values and one.rows[0][0] in values


def test_without_an_answer_nothing_is_added():
    report = make_report([Entrant("Now", SCENARIO)], get_language("en"), MOMENT, futures=None)
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    assert get_language("en").text("export-sheet-findings") not in book.sheetnames


def test_a_frontier_on_which_money_moves_nothing_does_not_rise(answers):
    """A chance that no money changes was said to rise from under 1 % to under 1 %."""
    point = answers[1][0]
    never = dataclasses.replace(point.chance, value=0.0)
    start, end = (dataclasses.replace(point, chance=never, at=at, cost=at) for at in (10.0, 30.0))
    assert "rises" not in frontier_sentence(SCENARIO, [start, end], spoken("en"))
    assert "rises" in frontier_sentence(SCENARIO, [start, dataclasses.replace(point, cost=30.0)], spoken("en"))


def test_a_bound_that_reads_as_worth_nothing_is_not_told():
    bounds = (Binding("effort:churn_rate", 2.0, "effort"), Binding("effort:conversion_rate", 0.01, "effort"))
    rows = bound_rows(PLAN, bounds, "money", spoken("en"))
    assert [row[1] for row in rows] == ["CNY 0.20 m for a tenth of the promise more"]
