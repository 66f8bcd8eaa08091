"""The Risk and the Uncertainty page in a real Chromium: switching cases, dragging the target, first paint, fit."""

from __future__ import annotations

import contextlib
import re
import secrets

import pytest
from browser import idle, leave, open_page, still
from playwright.sync_api import Browser, Page, TimeoutError, expect
from test_browser_simulator import settle

pytestmark = pytest.mark.browser


def open_risk(browser: Browser, address: str, **options) -> Page:
    page = open_page(browser, f"{address}/risk", **options)
    page.locator(".rd-sentence").wait_for()
    page.locator(".rk-waiting").first.wait_for(state="detached")
    page.locator("table:not(.stale) .seg").first.wait_for()
    return page


def open_uncertainty(browser: Browser, address: str, **options) -> Page:
    page = open_page(browser, f"{address}/uncertainty", **options)
    page.locator(".mount[data-ready]").wait_for()
    return page


def settled(page: Page) -> None:
    """Wait until the catalogue's figures are those of its switches."""
    page.locator("table:not(.stale) .seg").first.wait_for()


def test_a_case_is_switched_protected_and_taken_back(browser, app):
    page = open_risk(browser, app)
    sentence = page.locator(".rd-sentence").inner_text()
    row = page.get_by_role("row", name=re.compile("Market slowdown Market"))
    page.get_by_role("radiogroup", name="Market slowdown: Setting").get_by_text("On", exact=True).click()
    settled(page)
    expect(row.locator("td.number").first).to_contain_text("100 %")
    expect(page.locator(".rd-sentence")).to_contain_text(", 5 % of futures")
    # A second and third click while the first is still being worked out are all taken over.
    page.get_by_role("switch", name=re.compile("^Market slowdown")).click(force=True)
    page.get_by_role("radiogroup", name="Data breach: Setting").get_by_text("Off", exact=True).click()
    settled(page)
    expect(page.locator(".st-key-card-catalogue .rd-subtitle")).to_contain_text("1 forced on, 1 off")
    expect(page.locator(".st-key-card-catalogue .rd-subtitle")).to_contain_text("one countermeasure bought")
    for _ in range(3):
        undo = page.locator(".st-key-undo button").first
        if undo.is_disabled():
            break
        told = page.locator(".st-key-card-catalogue .rd-subtitle").inner_text()
        undo.click()
        expect(page.locator(".st-key-card-catalogue .rd-subtitle")).not_to_have_text(told)
    settled(page)
    expect(page.locator(".rd-sentence")).to_have_text(sentence)
    leave(page)


def test_the_folded_panel_edits_a_cases_own_numbers(browser, app):
    page = open_risk(browser, app)
    page.get_by_role("button", name="Price war in the east: Own probability, start, size").click()
    slider = page.get_by_role("slider", name="Price war in the east: Probability by the end of 2026")
    slider.focus()
    slider.press("ArrowRight")
    settled(page)
    row = page.get_by_role("row", name=re.compile("^Price war in the east Market"))
    expect(row.locator("td.number").first).to_contain_text("51 %")
    expect(row).to_contain_text("own settings")
    expect(slider).to_be_visible()  # the panel stays open
    page.get_by_role("button", name="Back to the catalogue").locator("visible=true").click()
    expect(row.locator("td.number").first).to_contain_text("50 %")
    leave(page)


def test_the_target_follows_the_finger_and_lands_in_the_scenario(browser, app):
    page = open_uncertainty(browser, app)
    big = page.locator(".chance .big")
    before = big.inner_text()
    slider = page.get_by_role("slider", name=re.compile("^Target"))
    box = slider.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.95 * box["width"], y)
    page.mouse.down()
    seen = set()
    for step in range(12):
        page.mouse.move(box["x"] + (0.95 - 0.05 * step) * box["width"], y)
        still(page, 2)
        seen.add(big.inner_text())
    assert len(seen) >= 8, "the chance moves while the finger does"
    assert page.locator(".rd-number b").first.inner_text() in before, "the scenario waits for the release"
    page.mouse.up()
    chance = big.inner_text().removesuffix(" %")
    expect(page.locator(".rd-number b").first).to_have_text(chance)
    page.locator(".st-key-undo button").first.click()
    expect(big).to_have_text(before)
    leave(page)


def test_choosing_a_set_of_assumptions_invents_no_value_of_ones_own(browser, app):
    """The slider follows the set; what the browser sends back of it, snapped to its steps, is nobody's wish."""
    page = open_uncertainty(browser, app)
    card = page.locator(".st-key-card-assumptions")
    editor = card.get_by_role("slider", name="Value, ×")  # of Realisation, which either set states otherwise
    for name, value in (("Outside evidence", "0.69"), ("Calibrated to the plan", "0.93"), ("Outside evidence", "0.69")):
        card.get_by_text(name, exact=True).first.click()
        expect(editor).to_have_attribute("aria-valuetext", value)
        idle(page)  # an answer of the slider, were there one, would have come by now
        expect(card).to_contain_text("No value of your own")
    editor.focus()
    editor.press("ArrowRight")
    expect(card).to_contain_text("Your own value")
    leave(page)


def test_the_variance_split_of_a_new_seed_is_stopped_or_finished_and_can_be_worked_out_again(browser, app):
    """It takes half a second on a quiet machine, so the button to stop it may be gone before a hand could press it."""
    page = open_uncertainty(browser, app)
    card = page.locator(".st-key-card-variance")
    expect(card.locator(".rd-title")).to_contain_text("of the spread")
    seed = page.get_by_role("spinbutton", name="Seed")
    seed.fill(str(1000 + secrets.randbelow(100_000)))  # a further try must find nothing worked out
    seed.press("Enter")
    stop = page.locator(".st-key-sobol-stop button")
    with contextlib.suppress(TimeoutError):
        stop.click(timeout=2000)
    expect(card).to_contain_text(re.compile("Stopped before the end|of the spread"))
    again = page.get_by_role("button", name="Calculate")
    if again.count():
        again.click()
    expect(card.locator(".rd-title")).to_contain_text("of the spread")
    leave(page)


@pytest.mark.parametrize(
    ("opening", "locale"),
    [
        (open_risk, "en-US"),
        (open_uncertainty, "zh-CN"),
        pytest.param(open_risk, "zh-CN", marks=pytest.mark.thorough),
        pytest.param(open_uncertainty, "en-US", marks=pytest.mark.thorough),
    ],
)
def test_nothing_runs_over_the_side_of_a_small_or_a_large_window(browser, app, locale, opening):
    page = opening(browser, app, locale=locale)
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        still(page)
        main = page.locator("[data-testid=stMain]").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert main[0] <= main[1], width
        first = page.locator("[class*=st-key-card-]").first.bounding_box()
        assert first and first["y"] < 300, f"{width}: the main picture begins above the fold"
        assert first["y"] + 300 < height, width
    leave(page)


def test_the_simulators_chance_follows_a_lever_and_agrees_with_these_pages(browser, app):
    page = open_page(browser, app, locale="en-US")
    page.locator(".stage[data-ready]").wait_for()
    chance = page.locator(".headline .cell").nth(1).locator("b")
    before = chance.inner_text()
    slider = page.get_by_role("slider", name="Lead → order").first
    slider.focus()
    for _ in range(6):
        slider.press("ArrowRight")
    expect(chance).not_to_have_text(before)
    settle(page)
    page.locator(".stage[data-futures=true]:not(.pending)").wait_for()
    after = chance.inner_text()
    assert float(after) > float(before)
    for name in ("Risk", "Uncertainty"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.locator(f".st-key-section-here-{name.lower()}").wait_for()
        number = page.locator(".rd-number b").first
        expect(number).to_be_visible()
        near = "after => Math.abs(parseFloat(document.querySelector('.rd-number b').textContent) - after) <= 0.5"
        page.wait_for_function(near, arg=float(after))
    leave(page)


def test_dragging_the_target_on_the_decide_page_asks_the_question_anew(browser, app):
    page = open_page(browser, f"{app}/decide", locale="en-US")
    page.locator(".st-key-decide-drag label").first.click()
    page.locator(".mount[data-ready]").wait_for()
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(10):
        slider.press("ArrowRight")
    expect(page.locator(".st-key-decide-value input")).to_have_value("2.600")
    expect(page.locator(".rd-sentence")).to_contain_text("2.60 bn")
    leave(page)


BESIDE_THE_SWITCH = """() => {
  const one = document.querySelector('.st-key-risk-switch [data-testid=stButtonGroup]').getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(document.querySelector('[class*="st-key-card-map"] .rd-subtitle'));
  return Math.round(one.left - Math.max(...[...words.getClientRects()].map((line) => line.right)));
}"""


@pytest.mark.parametrize("locale", [pytest.param("en-US", marks=pytest.mark.thorough), "zh-CN"])
def test_what_the_map_shows_is_not_written_under_its_switch(browser, app, locale):
    page = open_risk(browser, f"{app}", locale=locale)
    idle(page)
    assert page.evaluate(BESIDE_THE_SWITCH) > 0
    leave(page)
