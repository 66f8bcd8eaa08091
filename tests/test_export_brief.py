"""The one-page brief: one page of A4, the numbers of the deck, nothing outside it, words where fonts are missing."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from cases_of import usual
from spoken import spoken

from sim import export_file
from sim.analysis.differences import Entrant
from sim.analysis.outlook import likely_of
from sim.analysis.promise import promise_of
from sim.export import page
from sim.export.board import Board
from sim.export.brief import brief, drawing
from sim.export.report import make_report
from sim.language.errors import FormatError
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
LEAN = Scenario.of(PLAN, draws=256).with_levers({"headcount": 310})
LONG = "Lean build-out & <b>with a name</b> that goes on and on, 精简扩编方案 " * 4


def texts(svg: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["Lean", LONG])
@pytest.mark.parametrize("preset", usual(["lean", "plan", "baseline"], lambda preset: preset != "plan"))
def test_everything_stands_on_the_page(language: str, name: str, preset: str) -> None:
    scenario = LEAN if preset == "lean" else Scenario.of(PLAN, preset, draws=256)
    report = make_report([Entrant(name, scenario)], spoken(language), MOMENT)
    board = Board(report)
    found = texts(drawing(report, board).svg())
    said = "\n".join(one.text or "" for one in found).replace("\N{NO-BREAK SPACE}", " ")
    measure = scenario.target.measure
    assert CHANCE.format(report.language, likely_of(scenario).chance.value) in said
    assert measure.format(report.language, promise_of(scenario).value) in said
    assert measure.format(report.language, likely_of(scenario).p50) in said
    assert report.language.text("export-board-asked") in said
    rows = sorted({float(one.get("y", 0)) for one in found})
    assert rows[-1] < page.HEIGHT - 20
    foot = next(
        float(one.get("y", 0))
        for one in found
        if report.language.text("export-board-promised-note")[:20] in (one.text or "")
    )
    body = [row for row in rows if row < foot]
    assert body[-1] < foot - 9, "the page's foot is not written over"
    for one in found:
        size, anchor, x = float(one.get("font-size", 0)), one.get("text-anchor"), float(one.get("x", 0))
        width = page.text_width(one.text or "", size, one.get("font-weight") == "700")
        left = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0)
        assert left > -1, one.text
        assert left + width < page.WIDTH + 1, one.text


def test_one_page_of_a4(tmp_path) -> None:
    target = tmp_path / "brief.pdf"
    export_file({"Lean": LEAN}, target)
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    box = re.search(rb"/MediaBox\s*\[([^\]]*)\]", content)
    assert box is not None
    assert [round(float(one)) for one in box[1].split()] == [0, 0, 595, 842]


def test_a_page_holds_one_scenario(tmp_path) -> None:
    with pytest.raises(FormatError) as caught:
        export_file({"a": LEAN, "b": Scenario.of(PLAN)}, tmp_path / "brief.pdf")
    assert caught.value.key == "error-export-one"


def test_a_machine_without_chinese_letters_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "has_east_asian_font", lambda: False)
    report = make_report([Entrant("精简", LEAN)], spoken("zh"), MOMENT, futures=None)
    with pytest.raises(FormatError) as caught:
        brief(report)
    assert caught.value.key == "error-export-font"
    assert "Noto Sans CJK" in caught.value.text("zh")
    assert brief(make_report([Entrant("Lean", LEAN)], spoken("en"), MOMENT, futures=None)).startswith(b"%PDF")


@pytest.mark.parametrize(
    "content", ["", "one", "a longer sentence of plain words", "中文没有空格，仍要换行。", "x" * 90]
)
def test_lines_fit_and_lose_nothing(content: str) -> None:
    lines = page.break_lines(content, 60, 10)
    assert "".join("".join(lines).split()) == "".join(content.split())
    for line in lines:
        assert page.text_width(line, 10) <= 72 or " " not in line
    assert page.text_width(page.cut(content, 60, 10), 10) <= 60
