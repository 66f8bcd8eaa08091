"""The board's five slides: their order, what they say, and that their numbers are those of the analyses."""

from __future__ import annotations

import datetime as dt
import io

import numpy as np
import pytest
from pptx import Presentation
from spoken import spoken

from sim.analysis.differences import Entrant
from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.export.board import Board, round_step
from sim.export.deck import deck
from sim.export.deck_board import verdict_on
from sim.export.report import Report, make_report
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
LEAN = Scenario.of(PLAN, draws=512).with_levers({"headcount": 310, "conversion_rate": 0.235})


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request: pytest.FixtureRequest) -> Report:
    return make_report([Entrant("Lean", LEAN)], spoken(request.param), MOMENT)


def slide_texts(content: bytes) -> list[str]:
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        words += [cell.text for table in tables for row in table.rows for cell in row.cells]
        found.append("\n".join(words))
    return found


def test_five_slides_stand_before_the_appendix_and_each_names_the_scenario(report: Report) -> None:
    words = slide_texts(deck(report))
    language = report.language
    assert language.text("export-appendix") in words[5].splitlines()
    board, likely = Board(report), likely_of(LEAN)
    target = LEAN.target.measure
    chance = CHANCE.format(language, likely.chance.value)
    answer, believable, needs, breaks, decision = words[:5]
    for said in (answer, believable, decision):
        assert chance in said
    assert target.format(language, promise_of(LEAN).value) in answer
    for column in ("preset-plan", "preset-baseline"):
        assert language.text(column) in answer
        assert language.text(column) in decision
    for value in (likely.p10, likely.p50, likely.p90):
        assert target.format(language, value) in believable
    assert language.text(f"lever-{board.needs[0].id.replace('.', '-').replace('_', '-')}") in needs
    assert language.text(f"risk-{board.risks[0].id.replace('_', '-')}") in breaks
    assert language.text("export-board-asked") in decision
    for slide in words:
        assert "Lean" in slide.replace(report.stamp(), "")


def test_the_histogram_holds_every_future_once_and_splits_at_the_target(report: Report) -> None:
    board = Board(report)
    bins = board.histogram
    assert sum(one.missed + one.reached for one in bins) == pytest.approx(1)
    assert sum(one.reached for one in bins) == pytest.approx(likely_of(LEAN).chance.value)
    assert any(one.low == pytest.approx(LEAN.target.value) for one in bins)
    assert all(one.missed == 0 or one.reached == 0 for one in bins)


def test_what_must_be_true_is_what_its_absence_costs(report: Report) -> None:
    board = Board(report)
    assert {need.id for need in board.needs} == {
        id for id, lever in PLAN.levers.items()
        if lever.kind != "decision" and not lever.simplex and not lever.is_choice
        and LEAN.levers[id] != PLAN.presets["baseline"][id]
    }  # fmt: skip
    for need in board.needs:
        without = LEAN.with_levers({need.id: PLAN.presets["baseline"][need.id]}).run().annual("revenue")[-1, 0]
        assert need.loss == pytest.approx(LEAN.run().annual("revenue")[-1, 0] - without)
    losses = [need.loss for need in board.needs]
    assert losses == sorted(losses, reverse=True)


def test_the_protected_way_buys_what_pays_and_nothing_else(report: Report) -> None:
    board = Board(report)
    risks = board.with_countermeasures.risks
    assert {id for id, said in risks.items() if said.get("mitigated")} == set(board.worthwhile)
    ways = board.choices(("base", "plan", "protected"))
    assert [way.name for way in ways] == ["base", "plan", "Lean", "protected"]
    assert ways[-1].likely == likely_of(board.with_countermeasures)
    assert ways[1].likely == likely_of(Scenario.of(PLAN, draws=512))


def test_of_several_the_likeliest_leads() -> None:
    poor = LEAN.with_levers({"headcount": 210})
    report = make_report([Entrant("Poor", poor), Entrant("Lean", LEAN)], spoken("en"), MOMENT)
    assert Board(report).subject.name == "Lean"
    words = slide_texts(deck(report))
    assert all("Lean" in slide for slide in words[1:5])
    assert "Appendix" in words[5]


def test_without_futures_the_board_gets_what_is_promised() -> None:
    report = make_report([Entrant("Lean", LEAN)], spoken("en"), MOMENT, futures=None)
    words = slide_texts(deck(report))
    assert "Appendix" in words[3], "answer, needs, decision: nothing is said about futures nobody drew"
    assert not any("futures reach" in slide for slide in words[:3])


def test_a_scenario_that_promises_nothing_says_so() -> None:
    report = make_report([Entrant("Now", Scenario.of(PLAN, "baseline", draws=64))], spoken("en"), MOMENT)
    words = slide_texts(deck(report))
    assert "Nothing beyond today has to come true" in words[2]
    assert "Out of reach" in words[1]


@pytest.mark.parametrize(("chance", "said"), [(0.001, "never"), (0.14, "no"), (0.5, "open"), (0.9, "yes")])
def test_verdicts(chance: float, said: str) -> None:
    assert verdict_on(chance) == said


@pytest.mark.parametrize("least", [0.0031, 0.7, 1.0, 1.01, 24.9, 25.0, 6e7])
def test_steps_are_round_and_never_too_small(least: float) -> None:
    step = round_step(least)
    assert step >= least * (1 - 1e-9)
    assert step <= 2.5 * least * (1 + 1e-9)
    assert round(step / 10.0 ** np.floor(np.log10(step)), 6) in (1, 2, 2.5, 5)
