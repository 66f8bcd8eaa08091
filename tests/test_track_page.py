"""The Tracking page: what its table hands over, its charts' data, and the whole page in a real Chromium."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from browser import idle, leave, open_page, running_app
from playwright.sync_api import expect
from spoken import spoken

from pages.parts.track.cells import changes, check, frame, shown_rows
from pages.parts.track.pictures import fan_data
from sim.scenario import Scenario
from sim.track.actuals import Actuals
from sim.track.measures import Series
from sim.track.reading import demo_actuals
from sim.track.template import as_csv
from sim.track.tracking import track

CASES = Path(__file__).parent / "cases"
UPLOAD = "[class*=st-key-track-upload-] input[type=file]"
EAST = Series("revenue", "east", "core")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_untouched_table_changes_nothing(plan, language):
    words = spoken(language)
    for actuals in (Actuals(), demo_actuals(plan)):
        assert changes(plan, actuals, frame(plan, actuals, words), words) == []


@pytest.mark.parametrize(("language", "typed"), [("en", 160.0), ("zh", 16000.0)])
def test_typed_cells_come_back_in_the_models_units(plan, language, typed):
    words, demo = spoken(language), demo_actuals(plan)
    table = frame(plan, demo, words)
    place = shown_rows(plan, demo).index(EAST)
    table.loc[place, "2024Q1"] = typed
    table.loc[place, "2025Q3"] = typed
    table.loc[place, "2024Q2"] = math.nan
    found = {quarter: value for series, quarter, value in changes(plan, demo, table, words) if series == EAST}
    assert found == {"2024Q1": pytest.approx(160), "2024Q2": None, "2025Q3": pytest.approx(160)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_typed_cells_are_checked_by_row_and_column(plan, language):
    words = spoken(language)
    wanted = [(EAST, "2024Q1", -1.0), (Series("revenue", "east"), "2024Q2", 100.0), (EAST, "2024Q2", 70.0)]
    wanted.append((Series("revenue", "east", "new"), "2024Q2", 20.0))
    lines = check(plan, Actuals(), wanted, words)
    assert len(lines) == 2 and "2024Q1" in lines[0] and "2024Q2" in lines[1]
    assert check(plan, Actuals(), [(EAST, "2024Q1", 1.0)], words) == []


@pytest.mark.parametrize("window", ["year", "quarter"])
def test_the_chart_shows_what_was_computed(plan, window):
    words = spoken("en")
    tracking = track(Scenario.of(plan), demo_actuals(plan), 1024)
    data, axes = fan_data(tracking, words, window)
    actual = [row for row in data["actual"] if row["x"] >= 0]
    assert len(actual) == 6 and all(axes["ymin"] < row["y"] < axes["ymax"] for row in actual)
    expected = [row for row in data["lines"] if row["series"] == "expected"]
    assert [row["x"] for row in expected] == list(range(5, 12)) and not expected[0]["open"] and expected[1]["open"]
    assert expected[0]["y"] == pytest.approx(actual[-1]["y"])
    if window == "year":
        assert expected[-1]["y"] * 1000 == pytest.approx(tracking.years_median[-1])
        assert data["target"][0]["y"] == 2.5
    else:
        assert any(row["series"] == "needed" for row in data["lines"])
    assert all(row["low80"] <= row["low50"] <= row["high50"] <= row["high80"] for row in data["band"])


# -- in a browser ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_demo_is_one_click_away_and_marked(browser, app):
    page = open_page(browser, f"{app}/track")
    expect(page.locator(".rd-sentence")).to_contain_text("No quarter has been reported yet")
    expect(page.locator(".tk-demo")).to_have_count(0)
    # The Simulator's chance rests on other assumptions: the number says which are meant.
    expect(page.locator(".rd-number", has_text="Chance of")).to_contain_text("Outside evidence")
    idle(page)  # a run that still draws the page would take the button from under the click
    page.get_by_role("button", name="Show demo data").click()
    expect(page.locator(".tk-demo")).to_contain_text("DEMO DATA")
    expect(page.locator(".rd-sentence")).to_contain_text("With 6 quarters reported")
    idle(page)  # the cards of the run before are taken away only when the run has ended
    for card in ("track-fan", "track-evidence", "track-pace"):
        chart = page.locator(f".st-key-card-{card} svg.marks, .st-key-card-{card} .vega-embed svg").first
        chart.wait_for()
        expect(page.locator(f".st-key-card-{card}")).to_have_count(1)
        box = page.locator(f".st-key-card-{card}").bounding_box()
        assert box and box["y"] + box["height"] <= 725, card  # one screen at 1280 × 720
    assert page.locator(".tk-red").count() >= 2
    shapes = {page.locator(f".tk-{state} i").first.inner_text() for state in ("green", "amber", "red")}
    assert len(shapes) == 3
    page.get_by_role("button", name="Back to your figures").click()
    expect(page.locator(".tk-demo")).to_have_count(0)
    leave(page)


@pytest.mark.browser
def test_uploading_and_history(browser, plan, tmp_path):
    bad, good = tmp_path / "bad.csv", tmp_path / "q1.csv"
    bad.write_text("measure,region,item,unit,2024Q1\nrevenue,mars,core,,1\nrevenue,east,core,,x\n", encoding="utf-8")
    first = {series: {"2024Q1": demo_actuals(plan).get(series, "2024Q1")} for series in demo_actuals(plan).values}
    good.write_bytes(as_csv(plan, spoken("zh"), Actuals(first)))
    with running_app(tmp_path / "scenarios.duckdb") as alone:  # other tests state that nothing is reported
        page = open_page(browser, f"{alone}/track", locale="zh-CN")
        upload = page.locator(UPLOAD)
        upload.wait_for(state="attached")
        idle(page)  # nobody finds a file before the page has been drawn
        upload.set_input_files(bad)
        table = page.get_by_role("region", name="问题")
        expect(table).to_contain_text("mars")
        expect(table.locator("tbody tr")).to_have_count(2)
        page.locator(UPLOAD).set_input_files(good)
        page.get_by_role("button", name=f"保存 {len(first)} 个数据").wait_for()
        page.get_by_label("姓名").fill("李娜")
        page.get_by_label("姓名").press("Enter")
        page.get_by_role("button", name=f"保存 {len(first)} 个数据").click()
        expect(page.get_by_text(f"已修改 {len(first)} 个数据。")).to_be_visible()
        expect(page.locator(".rd-sentence")).to_contain_text("已填报 1 个季度")
        history = page.locator(".st-key-card-track-history")
        expect(history).to_contain_text("李娜")
        expect(history).to_contain_text("q1.csv")
        leave(page)
        again = open_page(browser, f"{alone}/track")
        expect(again.locator(".rd-sentence")).to_contain_text("With one quarter reported")
        leave(again)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "asked", "other"),
    [
        ("en-GB", "was read as 42.125", "Point before decimals"),
        pytest.param("zh-CN", "读作 42.125", "句点是小数点", marks=pytest.mark.thorough),
    ],
)
def test_an_uncertain_reading_is_asked_about_before_it_can_be_stored(browser, app, tmp_path, locale, asked, other):
    """Decided otherwise than it was read, amounts that do not fit the plan are asked about in turn, and then taken."""
    file = tmp_path / "south.csv"
    file.write_bytes((CASES / "act_semicolon_3dec_small.csv").read_bytes())
    page = open_page(browser, f"{app}/track", locale=locale)
    question, store = page.locator(".st-key-track-doubts"), page.locator(".st-key-track-import")
    go_on = page.locator(".st-key-track-doubts-go-on button").first
    page.locator(UPLOAD).set_input_files(file)
    expect(question).to_contain_text(asked)
    expect(question).to_contain_text("2024Q1")
    question.get_by_text(other).click()
    go_on.click()
    expect(question).to_contain_text("50118")
    expect(store).to_have_count(0)
    go_on.click()
    expect(store).to_contain_text("4")
    expect(question).to_have_count(0)
    leave(page)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_quarter_reported_in_part_is_said_to_be_that(plan, language):
    from pages.parts.track.numbers import _latest
    from sim.track.text import sentence

    words = spoken(language)
    part = track(Scenario.of(plan), Actuals({EAST: {"2024Q1": 150.0}}), 1024)
    assert _latest(part, words).note == words.text("track-number-latest-none.note", part="yes")
    nothing = track(Scenario.of(plan), Actuals(), 1024)
    assert _latest(nothing, words).note == words.text("track-number-latest-none.note", part="no")
    said = sentence(part, words)
    for chance in (part.result.p_before, part.result.p_after):  # "stays" only where both are written alike
        assert words.quantity(chance, "percent_whole") in said
