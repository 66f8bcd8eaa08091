"""What the modules of a plan say, in table, workbook, deck and pictures; nothing of it for a plan without modules."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import numpy as np
import openpyxl
import pytest
from pptx import Presentation
from spoken import spoken

from pages.parts import module_paths
from pages.parts.launches import later, launches
from sim.analysis.differences import Entrant
from sim.analysis.rule_worth import switches
from sim.export.book_tables import modules_sheet, split_sheet
from sim.export.deck_results import module_pages
from sim.export.report import make_report
from sim.export.sheet import Book
from sim.export.slides import SlideDeck
from sim.export.tidy import tidy_table
from sim.language import languages
from sim.model.measures import measure, module_measures, picture_measures
from sim.model.splits import axes, parts_of_year, split_revenue
from sim.plan import load_plan
from sim.scenario import Scenario

MOMENT = dt.datetime(2026, 1, 2)
PLAN, PLAIN = load_plan("growth-2026-v2"), load_plan("growth-2026")
SUBJECT = Entrant("A", Scenario.of(PLAN, "plan"))
FEWER = Entrant("B", SUBJECT.scenario.with_levers({"headcount": 300}))
RUN = SUBJECT.scenario.run()


def test_the_tidy_table_has_every_measure_of_a_module_by_year_and_quarter():
    rows = tidy_table([SUBJECT], MOMENT).to_pylist()
    found = {
        (row["measure"], row["period"]): row["value"]
        for row in rows
        if "." in row["measure"] and row["region"] == "all"
    }
    assert found.keys() == {
        (one.id, period) for one in module_measures(PLAN) for period in (*map(str, PLAN.years), *PLAN.quarters)
    }
    for one in module_measures(PLAN):
        assert found[one.id, "2026"] == one.years(RUN)[-1, 0] and found[one.id, "2026Q4"] == one.quarters(RUN)[-1, 0]
    plain = tidy_table([Entrant("A", Scenario.of(PLAIN, "plan"))], MOMENT)
    assert not any("." in name for name in plain.column("measure").to_pylist())


@pytest.mark.parametrize("language", languages())
def test_workbook_and_deck_have_the_same_figures_and_nothing_without_modules(language):
    words = spoken(language)
    sheets, slides = [], []
    for subjects in ([SUBJECT], [SUBJECT, FEWER], [Entrant("A", Scenario.of(PLAIN, "plan"))]):
        report = make_report(subjects, words, MOMENT, futures=None)
        file = io.BytesIO()
        book = Book(file, report.language, report.stamp())
        book.sheet("x", "x")
        modules_sheet(book, report)
        split_sheet(book, report)
        book.book.close()
        sheets.append(openpyxl.load_workbook(file))
        deck = SlideDeck(None, report.language.document.tag, report.stamp(), "A")
        module_pages(deck, report)
        slides.append(Presentation(io.BytesIO(deck.save("A", "", MOMENT))).slides)
    assert len(sheets[2].sheetnames) == 1 and len(slides[2]) == 0
    split = list(sheets[1][words.text("export-sheet-split")].iter_rows(min_row=5, values_only=True))
    for subject in (SUBJECT, FEWER):
        whole = sum(float(row[-1]) for row in split if row[0] == subject.name and int(row[1]) == 2026)
        scale = words.formats["money_fine"].scale
        assert whole == pytest.approx(subject.scenario.run().annual("revenue")[-1, 0] * scale)
    last = list(sheets[0][words.text("export-sheet-modules")].iter_rows(min_row=5, values_only=True))
    shown = {row[2]: row[-1] for row in last if row[0] == "A"}
    tables = [[shape.table for slide in some for shape in slide.shapes if shape.has_table] for some in slides]
    written = [{row.cells[0].text: list(row.cells)[-1].text for table in some for row in table.rows} for some in tables]
    for one in module_measures(PLAN):
        value = float(one.years(RUN)[-1, 0])
        other = float(one.years(FEWER.scenario.run())[-1, 0])
        scale = words.formats[one.quantity.value].scale if not one.unit.startswith("fraction") else 1
        assert float(shown[one.name(words)]) == pytest.approx(value * scale)
        assert written[0][one.name(words)] == one.format(words, value)
        assert written[1][one.name(words)] == one.format(words, other)
    bottoms = [one.top + one.height for some in slides for slide in some for one in slide.shapes if one.has_table]
    assert max(bottoms) < 7 * 914400, "inches"


def test_lines_kinds_of_pay_and_channels_add_up():
    by_id = {one.id: one.quarters(RUN) for one in module_measures(PLAN)}
    for parts, whole in (
        (("lines.core_revenue", "lines.new_revenue", "lines.service_revenue"), RUN.total_revenue),
        (("channels.direct_revenue", "channels.online_revenue", "channels.partner_revenue"), RUN.total_revenue),
        (("pay.fixed", "pay.commission"), by_id["pay.pay"]),
    ):
        np.testing.assert_allclose(sum(by_id[part] for part in parts), whole, rtol=1e-12)
    assert by_id["customers.leads"] * RUN.conversion_rate == pytest.approx(by_id["customers.orders"])
    moved = np.diff(by_id["customers.held"][:, 0])
    assert moved == pytest.approx((by_id["customers.won"] - by_id["customers.lost"])[1:, 0])


@pytest.mark.parametrize("year", PLAN.years)
def test_parts_of_a_year_are_those_of_its_quarters(year):
    quarters = PLAN.quarters_of(year)
    summed = {
        (one.region, tuple(one.members.items())): float(one.revenue[quarters, 0].sum()) for one in split_revenue(RUN)
    }
    found = parts_of_year(RUN, year)
    assert found == summed and list(found) == list(summed)
    assert parts_of_year(Scenario.of(PLAIN, "plan").run(), year) == {}


def test_parts_of_revenue_by_region_line_and_channel_are_the_revenue():
    assert axes(PLAN) == {"channels": ("direct", "online", "partner"), "lines": ("core", "new", "service")}
    parts = list(split_revenue(RUN))
    assert len(parts) == len(PLAN.regions) * 3 * 3
    for place, region in enumerate(PLAN.regions):
        whole = sum(part.revenue for part in parts if part.region == region)
        np.testing.assert_allclose(whole, RUN.revenue[:, place], rtol=1e-12)
    for module in axes(PLAN):
        for member in axes(PLAN)[module]:
            whole = sum(part.revenue for part in parts if part.members[module] == member)
            np.testing.assert_allclose(whole, measure(f"{module}.{member}_revenue").quarters(RUN), rtol=1e-12)
    assert axes(PLAIN) == {} and list(split_revenue(Scenario.of(PLAIN, "plan").run())) == []
    rows = tidy_table([SUBJECT], MOMENT).to_pylist()
    found = {(row["region"], row["product"], row["measure"], row["period"]): row["value"] for row in rows}
    west = next(p for p in parts if p.region == "west" and p.members == {"channels": "online", "lines": "service"})
    assert found["west", "service", "channels.online_revenue", "2026Q4"] == west.revenue[-1, 0]
    assert len(found) == len(rows), "no number twice"


def test_a_launch_comes_as_many_quarters_later_as_the_lever_says():
    assert [one.period for one in launches(PLAN)] == ["2024Q3", "2025Q1"]
    assert [later(PLAN, "2024Q3", months) for months in (0, 2, 3, 6, 12)] == [
        "2024Q3", "2024Q3", "2024Q4", "2025Q1", "2025Q3"
    ]  # fmt: skip
    assert later(PLAN, "2026Q4", 3) == ""


def test_a_picture_leaves_out_what_the_plan_has_not():
    alone = replace(PLAN, modules={"pay": PLAN.modules["pay"]})
    assert [[one.id for one in found] for found in picture_measures(alone, "pay")] == [
        ["pay.fixed", "pay.commission", "programme_net"]
    ]
    assert [one.id for one in picture_measures(PLAN, "pay")[0]][2:4] == ["channels.partner_fee", "money.upkeep"]


def test_a_picture_of_nothing_is_not_drawn(monkeypatch):
    """Rules that are off had an axis of noughts alone, five of them, and their lines on the axis."""
    drawn = []
    monkeypatch.setattr(module_paths, "chart", lambda *_, **told: drawn.append(told["key"]))
    module_paths.draw(RUN, "rules", PLAN.vocabulary(spoken("en")))
    assert drawn == []
    on = SUBJECT.scenario.with_levers(switches(PLAN, *PLAN.policies)).run()
    module_paths.draw(on, "rules", PLAN.vocabulary(spoken("en")))
    assert drawn == ["module-rules-0"]
