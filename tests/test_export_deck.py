"""The deck, read back with python-pptx: native charts and tables, the stamp on every page, languages, templates."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from spoken import spoken

from sim.analysis.bridge import bridge
from sim.analysis.claims import claim_rows
from sim.analysis.differences import Entrant
from sim.analysis.text import bar_name, bridge_sentence
from sim.export import house
from sim.export.deck import deck
from sim.export.report import Report, make_report
from sim.export.slide_bars import Step, waterfall
from sim.export.slides import SlideDeck
from sim.export.text import display_width, fit, line_count
from sim.export.wording import LABEL_WIDTH, NAME_WIDTH, name_of
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled
from sim.version import MODEL_VERSION

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
TRAJECTORY = 3
"""Place of the trajectory among the charts; the board's slides have three before it."""
NASTY = '=HYPERLINK("http://x","y")\u202e\x07\n😀 שלום' + "长" * 10_000


def lean(draws: int = 256) -> Scenario:
    return Scenario.of(PLAN, "plan", "evidence", draws=draws).with_levers({"headcount": 310, "conversion_rate": 0.235})


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request: pytest.FixtureRequest) -> Report:
    return make_report([Entrant("Lean 精简", lean())], spoken(request.param), MOMENT)


@pytest.fixture(scope="module")
def made(report: Report) -> bytes:
    """The report's deck in the house's template, written once for all who read in it."""
    return deck(report)


@pytest.fixture(scope="module")
def presentation(made: bytes):
    return opened(made)


def test_every_page_names_its_scenarios_in_the_brackets_of_the_language(report: Report):
    hash = report.subject.scenario.hash[:8]
    assert {"en": f"Lean 精简 ({hash})", "zh": f"Lean 精简（{hash}）"}[report.language.id] in report.stamp()


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def texts(slide) -> str:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def charts(presentation) -> list:
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


def test_every_page_says_where_it_comes_from(report: Report, presentation) -> None:
    slides = presentation.slides
    assert len(slides) >= 10
    for number, slide in enumerate(slides, start=1):
        words = texts(slide)
        for part in (
            "Lean 精简",
            report.subject.scenario.hash[:8],
            MODEL_VERSION,
            report.language.date(MOMENT.date()),
            "256",
        ):
            assert part in words, (number, part)
        assert report.language.text("plan-title") in words
        assert slide.shapes.title.text_frame.text
        kinds = {place.placeholder_format.type for place in slide.placeholders}
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds


def test_charts_are_native_and_hold_the_model_s_numbers(report: Report, presentation) -> None:
    found = charts(presentation)
    assert len(found) == 8
    scale = report.language.formats["revenue"].scale
    lines = {series.name: list(series.values) for series in found[TRAJECTORY].plots[1].series}
    revenue = report.results.annual("revenue")[:, 0]
    assert lines["Lean 精简"][-3:] == pytest.approx(list(revenue * scale))
    actual = lines[report.language.text("export-actual")]
    assert actual[:3] == pytest.approx([value * scale for value in PLAN.history.values()])
    assert actual[3:] == [None] * 3
    fan = {series.name: list(series.values) for series in found[TRAJECTORY].plots[0].series}
    assert report.fan is not None
    assert sum(values[-1] for values in fan.values()) == pytest.approx(report.fan[-1, -1] * scale)
    parts = {series.name: sum(series.values) for series in found[TRAJECTORY + 1].plots[0].series}
    money = report.language.formats["money"].scale
    assert parts[report.language.text("export-total")] == pytest.approx(revenue[-1] * money)


def test_a_bridge_of_small_steps_shows_the_steps_from_zero(report: Report, presentation) -> None:
    chart = charts(presentation)[TRAJECTORY + 2]
    scale = report.language.formats["money"].scale
    (_, expected), *_ = report.bridges
    rises, falls = (list(series.values) for series in chart.plots[0].series)
    shown = [(rise or 0) + (fall or 0) for rise, fall in zip(rises, falls, strict=True)]
    assert shown == pytest.approx([bar.value * scale for bar in expected.bars])
    assert chart.value_axis.minimum_scale < 0


def test_a_bridge_of_large_steps_is_a_waterfall_from_zero() -> None:
    report = make_report([Entrant("Plan", Scenario.of(PLAN, draws=64))], spoken("en"), MOMENT)
    chart = charts(opened(deck(report)))[TRAJECTORY + 2]
    (_, expected), *_ = report.bridges
    foot, totals, rises, falls = (list(series.values) for series in chart.plots[0].series)
    assert [totals[0], totals[-1]] == pytest.approx([expected.start, expected.end])
    for place, bar in enumerate(expected.bars, start=1):
        assert (rises[place] or 0) - (falls[place] or 0) == pytest.approx(bar.value)
    assert foot[0] == 0
    assert chart.value_axis.minimum_scale == 0


def test_no_bar_is_cut_off(presentation) -> None:
    """Bars and columns begin at zero, on every chart of the deck; so does the trajectory."""
    drawn = charts(presentation)
    assert len(drawn) > TRAJECTORY + 3
    for chart in drawn:
        assert chart.value_axis.minimum_scale <= 0


def test_the_chance_of_the_target_has_a_bridge_of_its_own(report: Report, presentation) -> None:
    """It starts and ends at the chances that stand everywhere else in the deck, and says why in words."""
    chart, expected, chances = (
        charts(presentation)[TRAJECTORY + 3],
        report.chance_bridge(report.subject),
        report.comparison.chances,
    )
    assert expected is not None
    assert chances is not None
    scale = report.language.formats["points"].scale
    rises, falls = (list(series.values) for series in chart.plots[0].series)
    ends = [report.comparison.base, report.comparison.entrants.index(report.subject)]
    assert [expected.start, expected.end] == pytest.approx([float(chances.reach[place]) for place in ends])
    moved = sum((rise or 0) + (fall or 0) for rise, fall in zip(rises, falls, strict=True))
    assert moved == pytest.approx(expected.total * scale)
    page = next(slide for slide in presentation.slides for shape in slide.shapes if shape.has_chart
                and shape.chart._chartSpace is chart._chartSpace)  # fmt: skip
    base, current = name_of(report.base), name_of(report.subject)
    assert page.shapes.title.text_frame.text == bridge_sentence(expected, base, current, report.language)
    words = texts(page)
    assert "±" in words
    for bar in expected.bars:
        assert bar_name(bar, report.language) in words


def test_no_page_explains_a_chance_that_nobody_has() -> None:
    hopeless = Scenario.of(PLAN, "baseline", draws=64)
    entrants = [Entrant("a", hopeless), Entrant("b", hopeless.with_levers({"headcount": 190}))]
    report = make_report(entrants, spoken("en"), MOMENT)
    assert report.chance_bridge(report.subjects[1]) is None
    words = "\n".join(texts(slide) for slide in opened(deck(report)).slides)
    assert "What moves the chance" not in words
    assert "under 1 %" in words, "no finite number of futures makes a chance impossible"
    assert make_report(entrants, spoken("en"), MOMENT, futures=None).chance_bridge(report.subjects[1]) is None


def test_embedded_workbooks_can_be_edited(made: bytes) -> None:
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        books = [name for name in package.namelist() if name.startswith("ppt/embeddings/")]
        assert len(books) == 8
        rows = [load_workbook(io.BytesIO(package.read(name))).active.max_row for name in books]  # pyright: ignore
        assert 7 in rows, "the trajectory: six years below a heading"


def test_chinese_fonts_are_set_on_every_run(report: Report, presentation) -> None:
    for slide in presentation.slides:
        runs = list(slide._element.iter(qn("a:r")))
        assert runs
        for run in runs:
            font = run.find(f"{qn('a:rPr')}/{qn('a:ea')}")
            assert font is not None
            assert run.find(qn("a:rPr")).get("lang") == ("zh-CN" if report.language.id == "zh" else "en-GB")
    for chart in charts(presentation):
        assert chart._chartSpace.find(f".//{qn('c:txPr')}//{qn('a:ea')}") is not None


def test_no_text_of_the_other_language(report: Report, presentation) -> None:
    words = "\n".join(texts(slide) for slide in presentation.slides)
    if report.language.id == "zh":
        assert "亿元" in words
        assert "CNY" not in words
    else:
        assert "亿" not in words


def test_many_scenarios() -> None:
    entrants = [Entrant(f"S{n}", lean(64).with_levers({"headcount": 300 + 10 * n})) for n in range(8)]
    report = make_report(entrants, spoken("en"), MOMENT, base="S2")
    slides = opened(deck(report)).slides
    assert sum("what makes the difference" in texts(slide).lower() for slide in slides) == 7
    assert all("S0" in texts(slide) for slide in slides)
    header = next(shape for shape in slides[0].shapes if shape.has_table).table.rows[0]
    assert [cell.text for cell in header.cells][1:] == [f"S{n}" for n in range(8)]


def test_long_names_leave_room_for_the_charts_and_stay_apart() -> None:
    """Names of one beginning: short in charts and column heads, each its own; all of them on the line of origin."""
    long = "精简扩张方案（人员三百一十人、转化率提升至百分之二十三点五、分阶段投放）"
    entrants = [Entrant(f"{long}{n}", lean(64).with_levers({"headcount": 300 + 10 * n})) for n in range(8)]
    report = make_report(entrants, spoken("zh"), MOMENT)
    presentation = opened(deck(report))
    for chart in charts(presentation):
        names = [series.name for plot in chart.plots for series in plot.series if series.name.strip()]
        assert len(set(names)) == len(names)
        labels = [*names, *(label for plot in chart.plots for label in plot.categories)]
        assert max(map(display_width, labels)) <= LABEL_WIDTH + 1
    for slide in presentation.slides:
        for one in entrants:
            assert one.scenario.hash[:8] in texts(slide)
        for shape in slide.shapes:
            if shape.has_table:
                assert max(display_width(cell.text) for cell in shape.table.rows[0].cells) <= NAME_WIDTH


def test_nothing_in_a_name_breaks_a_slide() -> None:
    report = make_report([Entrant(NASTY, lean(64), note=NASTY)], spoken("zh"), MOMENT)
    slides = opened(deck(report)).slides
    words = "\n".join(texts(slide) for slide in slides)
    assert "\u202e" not in words
    assert "=HYPERLINK" in words
    assert "שלום" in words
    assert max(len(slide.shapes.title.text_frame.text) for slide in slides) < 300


def test_progress_and_cancellation() -> None:
    report = make_report([Entrant("a", lean(64))], spoken("en"), MOMENT)
    told: list[float] = []
    deck(report, progress=told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)
    stop = threading.Event()

    def halfway(done: float) -> None:
        if done > 0.5:
            stop.set()

    with pytest.raises(Cancelled):
        deck(report, progress=halfway, cancelled=stop)


# -- templates ------------------------------------------------------------------------------------------------------
def company_template(width: float = 10.0) -> bytes:
    """A template as companies have them: other size, other layouts, a slide of its own, no East Asian font."""
    from pptx.util import Inches

    file = Presentation()
    file.slide_width, file.slide_height = Inches(width), Inches(7.5)
    slide = file.slides.add_slide(file.slide_layouts[0])
    slide.shapes.title.text = "Delete me"
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def test_company_template_takes_over(report: Report) -> None:
    presentation = opened(deck(report, company_template()))
    assert presentation.slide_width == 9144000
    slides = presentation.slides
    assert all("Delete me" not in texts(slide) for slide in slides)
    assert {slide.slide_layout.name for slide in slides} == {"Title Only"}
    fonts = {font.get("typeface") for slide in slides for font in slide._element.iter(qn("a:ea"))}
    assert fonts == {house.EAST_ASIAN}
    for slide in slides:
        assert report.subject.scenario.hash[:8] in texts(slide)
        for shape in slide.shapes:
            assert shape.left + shape.width <= presentation.slide_width + 20_000


def test_every_deck_takes_the_template_that_the_environment_names(tmp_path, monkeypatch) -> None:
    report = make_report([Entrant("a", lean(64))], spoken("en"), MOMENT, futures=None)
    file = tmp_path / "company.pptx"
    file.write_bytes(company_template())
    monkeypatch.setenv("SCENARIO_TEMPLATE", str(file))
    assert opened(deck(report)).slide_width == 9144000
    monkeypatch.setenv("SCENARIO_TEMPLATE", " ")
    assert opened(deck(report)).slide_width != 9144000


@pytest.mark.parametrize("name", ["gone.pptx", ""])
def test_missing_standing_template_is_named_without_its_folder(name, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SCENARIO_TEMPLATE", str(tmp_path / name))
    with pytest.raises(FormatError) as caught:
        SlideDeck(None, "en", "")
    assert caught.value.key == "error-template-missing"
    assert caught.value.arguments == {"name": (tmp_path / name).name}


@pytest.mark.parametrize("content", [b"", b"not a file", b"PK\x03\x04broken"])
def test_broken_template(content: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        SlideDeck(content, "en", "")
    assert caught.value.key == "error-template-unreadable"


def test_word_file_is_no_template() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(FormatError):
        SlideDeck(file.getvalue(), "en", "")


def test_bomb_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("big.xml", b"0" * 60_000_000)
    with pytest.raises(FormatError) as caught:
        SlideDeck(file.getvalue(), "en", "")
    assert caught.value.key == "error-template-size"


def test_stored_house_template_is_the_generated_one() -> None:
    """Same parts with the same content; `python -m sim.export.house` renews the file."""

    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist() if "core.xml" not in name}

    assert parts(house.HOUSE.read_bytes()) == parts(house.house_template())


# -- the waterfall itself -------------------------------------------------------------------------------------------
def test_waterfall_across_zero() -> None:
    page = SlideDeck(None, "en", "stamp").slide("t", "s")
    steps = [Step("a", 10, "A", True), Step("b", -25, "B"), Step("c", 5, "C"), Step("d", -10, "D", True)]
    names = ("totals", "rises", "falls", "labels")
    chart = waterfall(page, page.box, steps, names, number_format="0", floor=-20)
    foot, totals, _, falls, under = (list(series.values) for series in chart.plots[0].series)
    assert totals == [10, None, None, -10]
    assert (falls[1], under[1]) == (10, -15)  # one piece above zero, one below
    assert foot == [0, None, -10, 0]


def test_bridge_without_differences_makes_no_page() -> None:
    assert bridge(lean(), lean()).bars == ()
    report = make_report([Entrant("a", lean(64)), Entrant("b", lean(64))], spoken("en"), MOMENT, futures=None)
    assert "0 inputs differ" not in "\n".join(texts(slide) for slide in opened(deck(report)).slides)


# -- the plan's claim and the notes ---------------------------------------------------------------------------------
def test_the_plan_s_claim_stands_beside_the_model_s(report: Report, presentation) -> None:
    text = report.language.text
    chart = charts(presentation)[TRAJECTORY + 4]
    said, found = (list(series.values) for series in chart.plots[0].series)
    rows = claim_rows(PLAN, report.subject.scenario.assumption_set)
    assert said == [0.40, 0.35, 0.25, None, None]
    assert found == pytest.approx([row.attributed_share for row in rows])
    page = next(slide for slide in presentation.slides if text("compare-claims-said") in texts(slide))
    for share in ("40", "35", "25"):
        assert re.search(rf"\b{share} ?%", texts(page))
    assert text("compare-claims-none") in texts(page)


@pytest.mark.parametrize("note", ["Short and clear.", "长说明。" * 2500, "line\n" * 2000, "x" * 10_000])
def test_a_note_is_on_a_page_and_never_lost(note: str) -> None:
    report = make_report([Entrant("a", lean(64), note=note, author="Bo")], spoken("en"), MOMENT, futures=None)
    page = next(slide for slide in opened(deck(report)).slides if "What was noted of a" in texts(slide))
    assert "Note by Bo" in texts(page)
    body = page.shapes[-1].text_frame
    assert note[:12].split("\n")[0] in texts(page)
    if len(note) < 100:
        assert not page.has_notes_slide
    else:
        assert page.notes_slide.notes_text_frame.text == note.strip()
    lines = sum(line_count(paragraph.text, 108) for paragraph in body.paragraphs)
    assert lines <= 17


def test_without_notes_no_page_of_notes() -> None:
    report = make_report([Entrant("a", lean(64), note="  ")], spoken("en"), MOMENT, futures=None)
    assert not any("What was noted" in texts(slide) for slide in opened(deck(report)).slides)


def test_tables_end_above_the_footer() -> None:
    names = [f'{n} =HYPERLINK("http://example.org/a/long/path","y") 🚀 שלום' for n in range(8)]
    entrants = [Entrant(name, lean(64).with_levers({"headcount": 300 + 10 * n})) for n, name in enumerate(names)]
    report = make_report(entrants, spoken("zh"), MOMENT, futures=None)
    tables = 0
    for slide in opened(deck(report)).slides:
        footer = next(
            place.top for place in slide.placeholders if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        )
        for shape in slide.shapes:
            if shape.has_table:
                tables += 1
                assert shape.top + sum(row.height for row in shape.table.rows) <= footer
    assert tables > len(names), "one of the levels, one a scenario"


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("Lean", 4, "Lean"),
        ("Lean build-out", 6, "Lean…"),
        ("营收增长", 8, "营收增长"),
        ("营收增长", 7, "营收增…"),
        ("ab👩‍👩‍👧cd", 5, "ab👩‍👩‍👧…"),
        ("ab🇨🇳🇩🇪", 5, "ab🇨🇳…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("a\nb\u202ec", 9, "a bc"),
    ],
)
def test_names_are_cut_between_letters_that_a_reader_sees_as_one(text: str, width: int, cut: str) -> None:
    assert fit(text, width) == cut


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 10, 1), ("ab cd ef", 5, 2), ("x" * 25, 10, 3), ("营收增长", 4, 2)]
)
def test_line_count(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines
