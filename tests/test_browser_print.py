"""On paper: no controls, light colours, charts there, nothing beyond the sheet, and at the head what it is about."""

from __future__ import annotations

import re

import pytest
from browser import idle, leave, open_page, still
from playwright.sync_api import expect

from pages.parts.frame import styles
from sim.language import get_language, languages
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, encode

pytestmark = pytest.mark.browser

SHEET = {"A4": (718, 1016), "Letter, landscape": (962, 700)}
"""What the margins leave, in CSS pixels."""

SEEN = """() => {
  const all = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean)];
  const every = (query) => all.flatMap((root) => [...root.querySelectorAll(query)]);
  const found = (query) => every(query).filter((one) => one.checkVisibility());
  const filled = (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value > 0);
  };
  const bar = found(`.st-key-topbar, .st-key-section, .rail, .actions, .st-key-export-place, summary,
    [data-testid=stButton], [data-testid=stSelectbox], [data-testid=stFileUploader], [data-testid=stDataFrame]`);
  const cards = found('[class*="st-key-card-"]');
  const title = (card) => card.querySelector('.rd-title')?.parentElement.innerText.trim() ?? '';
  const drawn = (card) => card.querySelector('svg, canvas, [data-testid^=stBidi]');
  const bare = cards.filter((card) => card.innerText.trim() === title(card) && !drawn(card));
  const boxes = found('[class*="st-key-card-"], .rd-numbers, .rd-sentence');
  const across = (one, other, from, to) => one[from] < other[to] - 1 && other[from] < one[to] - 1;
  const over = boxes.filter((one, at) => boxes.slice(at + 1).some((other) => {
    const [first, second] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const apart = !across(first, second, 'top', 'bottom') || !across(first, second, 'left', 'right');
    return !one.contains(other) && !apart;
  }));
  const charts = found('.stage .chart canvas');
  const wide = found('.stage .card, .stage .headline, [data-testid=stVegaLiteChart], .rd-sentence');
  return {
    controls: bar.map((one) => one.className),
    bare: bare.map((one) => one.className),
    over: over.map((one) => one.className),
    empty: charts.filter((one) => !filled(one)).length,
    charts: charts.length + found('[data-testid=stVegaLiteChart] svg').length,
    beyond: wide.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className),
    paper: getComputedStyle(document.body).backgroundColor,
    scheme: getComputedStyle(document.documentElement).colorScheme,
  };
}"""


@pytest.mark.parametrize(
    ("address", "sheet", "dark"),
    [
        ("", "A4", True),
        pytest.param("uncertainty", "Letter, landscape", False, marks=pytest.mark.thorough),
        pytest.param("audit", "A4", False, marks=pytest.mark.thorough),
    ],
)
def test_a_page_prints_as_somebody_would_hand_it_out(browser, app, address, sheet, dark) -> None:
    page = open_page(browser, f"{app}/{address}?lang=en", dark=dark)
    if not address:
        page.locator(".stage[data-ready][data-futures=true]").wait_for()
    else:
        page.locator("[data-testid=stVegaLiteChart] svg, .au-ranges").first.wait_for()
    idle(page)
    width, height = SHEET[sheet]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator(".print-head")).to_have_text(re.compile(r"· Plan.*20\d\d"))
    seen = page.evaluate(SEEN)
    assert seen["controls"] == []
    assert seen["bare"] == [], "cards with nothing to read"
    assert seen["over"] == [], "things over one another"
    assert seen["charts"] >= (address != "audit"), "the audit's pictures are mark-up"
    assert seen["empty"] == 0
    assert seen["beyond"] == []
    assert seen["paper"] == "rgb(255, 255, 255)"
    assert seen["scheme"] == "light"
    content = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 1
    page.emulate_media(media="screen")
    expect(page.locator(".print-head")).to_be_hidden()
    leave(page)


INK = """(texts) => texts.map((one) => {
  const [red, green, blue] = getComputedStyle(one).fill.match(/[0-9.]+/g).map(Number);
  return [getComputedStyle(one.closest('svg')).filter, red + green + blue < 500];
})"""

BROKEN = """() => [...document.querySelectorAll('[data-testid=stHorizontalBlock]')]
  .filter((one) => one.checkVisibility() && one.querySelector('[data-testid=stVegaLiteChart]'))
  .map((one) => one.getBoundingClientRect().bottom + document.querySelector('[data-testid=stMain]').scrollTop)"""


def test_pictures_side_by_side_stand_below_the_numbers_of_the_first_sheet(browser, app) -> None:
    page = open_page(browser, f"{app}/track?lang=en", dark=True)
    page.get_by_role("button", name="Show demo data").first.click()
    page.locator(".tk-demo, [data-testid=stVegaLiteChart] svg").first.wait_for()
    idle(page)
    page.emulate_media(media="print")
    width, height = 1032, 684  # A4, landscape, in CSS pixels
    page.set_viewport_size({"width": width, "height": height})
    still(page)
    bottoms = page.evaluate(BROKEN)
    assert bottoms and bottoms[0] <= height
    page.pdf(format="A4")
    assert page.locator("html.print-dark").count(), "words of a dark page are dark on paper"
    marks = page.locator("[data-testid=stVegaLiteChart] svg text").evaluate_all(INK)
    assert marks
    assert all(filter == "none" and dark for filter, dark in marks), (
        "pictures are as dark as words, and not turned twice"
    )
    leave(page)


def test_a_reading_that_may_be_chosen_is_not_torn_between_two_sheets(browser, app) -> None:
    scenario = Scenario.of(load_plan("growth-2026-v2"))
    page = open_page(browser, f"{app}/audit?s={encode(LinkState(scenario, scenario))}&lang=en")
    page.locator('[class*="st-key-alternative-r-"]').first.wait_for()
    idle(page)
    page.emulate_media(media="print")
    cards = page.locator('[class*="st-key-alternative-r-"]')
    assert set(cards.evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")) == {"avoid"}
    page.emulate_media(media="screen")
    leave(page)


def test_the_plain_simulator_prints_numbers_pictures_and_tables_without_its_levers(browser, app) -> None:
    page = open_page(browser, f"{app}/?plain=1&lang=en", dark=True)
    page.locator("[data-testid=stVegaLiteChart] svg").nth(1).wait_for()
    idle(page)
    page.emulate_media(media="print")
    still(page)
    levers = page.get_by_test_id("stSlider")
    assert levers.count()
    assert not any(one.is_visible() for one in [*levers.all(), page.get_by_text("New products", exact=True)])
    expect(page.locator(".rd-table").last.get_by_role("row", name="Programme cost, net")).to_be_visible()
    marks = page.locator("[data-testid=stVegaLiteChart] svg text").evaluate_all(INK)
    assert marks
    assert all(filter == "none" and dark for filter, dark in marks)
    page.emulate_media(media="screen")
    leave(page)


BROKEN_WORDS = """() => [...document.querySelectorAll('.rd-table :is(th, .st-key-card-subsidy td:nth-child(2))')]
  .filter((one) => one.checkVisibility() && !/\\s/.test(one.innerText.trim()) && one.innerText.trim().length < 5)
  .filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
  }).map((one) => one.innerText)"""


def test_no_short_chinese_word_of_a_table_stands_letter_below_letter(browser, app) -> None:
    page = open_page(browser, f"{app}/risk?lang=zh", locale="zh-CN")
    page.locator(".st-key-card-subsidy table").wait_for()
    idle(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET["A4"][0], "height": SHEET["A4"][1]})
    still(page)
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.locator(".rd-table th").count()
    leave(page)


def test_the_foot_of_a_sheet_names_the_application_in_the_language() -> None:
    for language in languages():
        name = get_language(language).text("app-name")
        assert f'@bottom-left {{ content: "{name}";' in styles(name)
