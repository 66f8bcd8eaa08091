"""Everyone: axe-core on the main screens, keyboard, reduced motion, phones, the tour, a third language, pictures."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import leave, mounted, open_page, still
from playwright.sync_api import Page, expect
from test_browser_simulator import headline, open_simulator, settle, type_lever

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.getAttribute('aria-label');
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("locale", "dark"), [("zh-CN", True), pytest.param("en-US", False, marks=pytest.mark.thorough)]
)
def test_the_simulator_has_no_axe_violation(browser, app, locale, dark):
    page = open_simulator(browser, app, locale=locale, dark=dark)
    assert violations(page) == []
    page.locator("[data-action=history]").click()
    assert violations(page) == []
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    settle(page)
    page.locator("[data-action=tab-marks]").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
    leave(page)


@pytest.mark.parametrize(
    ("locale", "dark"), [pytest.param("zh-CN", False, marks=pytest.mark.thorough), ("en-US", True)]
)
def test_presenter_and_follower_have_no_axe_violation(browser, app, locale, dark):
    page = open_page(browser, f"{app}/present", locale=locale, dark=dark)
    page.locator(".screen[data-drawn]").wait_for()
    page.mouse.move(200, 200)
    still(page)
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []
    leave(page)
    page = open_page(browser, f"{app}/follow", locale=locale, dark=dark)
    page.locator("#code").wait_for()
    assert violations(page) == []
    leave(page)


def test_a_lever_is_one_stop_whose_number_opens_with_enter(browser, app):
    page = open_simulator(browser, app)
    page.keyboard.press("Escape")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "Sales reps, end 2026":
            break
    else:
        raise AssertionError("the slider cannot be reached with Tab")
    page.keyboard.press("PageDown")
    settle(page)
    assert headline(page) != "2.50"
    page.keyboard.press("Control+z")
    settle(page)
    assert headline(page) == "2.50"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED).startswith("Sales reps, end 2026, value in")
    page.keyboard.type("310")
    page.keyboard.press("Enter")
    settle(page)
    assert headline(page) == "2.49"
    assert page.evaluate(FOCUSED) == "Sales reps, end 2026"
    names = page.locator(".rail .lever input[type=range]").evaluate_all("all => all.map(e => e.ariaLabel)")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == names[names.index("Sales reps, end 2026") + 1]
    leave(page)


def test_reduced_motion_moves_nothing(browser, app):
    page = open_simulator(browser, app, reduced_motion="reduce")
    page.evaluate(
        """() => {
          const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.stage')).shadowRoot;
          const seen = new Set();
          const value = root.querySelector('.headline b');
          const changes = { childList: true, characterData: true, subtree: true };
          new MutationObserver(() => seen.add(value.textContent)).observe(value, changes);
          [...root.querySelectorAll('.presets button')][0].click();
          window.seenHeadline = seen;
        }"""
    )
    settle(page)
    frames = page.evaluate("[...window.seenHeadline]")
    assert frames == ["1.65"]
    leave(page)


def test_the_tour_of_a_first_visit_can_be_dismissed_and_does_not_come_back(browser, app):
    page = open_simulator(browser, app)
    tour = page.locator(".tour")
    expect(tour).to_be_visible()
    type_lever(page, "Sales reps", "310")
    assert headline(page) == "2.49", "the tour does not stand in the way"
    tour.get_by_role("button", name="Next").click()
    tour.get_by_role("button", name="Next").click()
    tour.get_by_role("button", name="Start").click()
    expect(tour).to_be_hidden()
    page.reload()
    page.locator(".stage[data-ready]").wait_for()
    still(page)
    expect(tour).to_be_hidden()
    leave(page)


@pytest.mark.parametrize("size", [(390, 844), pytest.param((820, 1180), marks=pytest.mark.thorough)])
def test_a_participant_can_use_a_phone_or_a_tablet(browser, app, size):
    page = open_simulator(browser, app, size=size, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Skip").tap()
    slider = page.get_by_role("slider", name="Sales reps, end 2026")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box["height"] >= 24, "a finger needs 24 pixels"
    page.touchscreen.tap(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    settle(page)
    assert headline(page) != "2.50"
    assert page.locator(".headline").bounding_box()["y"] < size[1] / 2, "the numbers stay in sight"
    page.get_by_role("button", name="Undo").tap()
    settle(page)
    assert headline(page) == "2.50"
    page.locator("[data-action=history]").tap()
    expect(page.locator(".journal li")).to_have_count(2)
    page.locator(".journal [data-action=close]").tap()
    assert violations(page) == []
    leave(page)


def test_the_focus_ring_of_a_lever_stays_off_its_label_and_the_toolbar_stays_in_sight(browser, app):
    page = open_simulator(browser, app)
    page.keyboard.press("Escape")
    slider = page.get_by_role("slider", name="Attrition")
    track = page.locator(".lever", has=slider).locator(".track")
    quiet = track.screenshot()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert slider.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    assert track.screenshot() != quiet, "the knob itself shows the focus"
    faded = page.locator(".st-key-stage").evaluate(
        "e => { e.style.opacity = '0.33'; e.style.transition = 'opacity 1s'; const s = getComputedStyle(e);"
        " return [s.opacity, s.transitionDuration]; }"
    )
    assert faded == ["1", "0s"], "a fading stage would paint its buttons under the bar"
    leave(page)


def test_on_a_phone_the_levers_come_right_after_the_trajectory(browser, app):
    page = open_simulator(browser, app, size=(390, 844), has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Skip").tap()
    page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 0)")
    tops = [page.locator(part).bounding_box()["y"] for part in (".headline", ".trajectory", ".rail", ".bridge")]
    assert tops == sorted(tops)
    leave(page)


def test_the_tour_shows_a_phone_the_lever_it_talks_of(browser, app):
    page = open_simulator(browser, app, size=(390, 844), has_touch=True, is_mobile=True)
    lever, tour = page.locator(".lever").first, page.locator(".tour")
    expect(tour).to_be_visible()
    expect(lever).to_be_in_viewport()
    box = lever.bounding_box()
    assert page.locator(".headline").bounding_box()["y"] < box["y"] - 100
    assert box["y"] + box["height"] < tour.bounding_box()["y"]
    page.get_by_role("button", name="Next").tap()
    headline_box = page.locator(".headline.shown").bounding_box()
    assert headline_box["y"] == pytest.approx(52, abs=4), "the numbers stay under the bar"
    leave(page)


def test_nothing_overlaps_on_a_participants_tablet_or_phone_that_presents(browser, app):
    page = open_page(browser, f"{app}/present", size=(820, 1180))
    page.locator(".screen[data-drawn]").wait_for()
    for width, height in ((820, 1180), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        still(page)
        zoom, wide = mounted(page, "[it.screen.line.zoom(), it.screen.line.view.width()]")
        assert (wide - 108 * zoom) / 5 > 11 * zoom * 2.4, "a year is 2.4 times as wide as its letters are high"
    for view in ("all", "words", "chart"):
        while page.locator(".screen").get_attribute("data-view") != view:
            page.keyboard.press("v")
        parts = page.locator(".top, .sentence, .number, .chart, .moved").evaluate_all(
            "els => els.map(e => e.getBoundingClientRect()).filter(b => b.height).map(b => [b.top, b.bottom])"
        )
        assert len(parts) > 1, view
        assert all(one[1] <= after[0] + 1 for one, after in pairwise(parts)), (view, parts)
    leave(page)


@pytest.mark.parametrize("locale", ["en-US", pytest.param("zh-CN", marks=pytest.mark.thorough)])
def test_groups_language_and_buttons_share_the_bar(browser, app, locale):
    """Side by side from 1024 pixels on; on a phone the groups scroll, and the language stays in sight."""
    page = open_simulator(browser, app, locale=locale)
    for width in (1280, 1024, 390):
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        groups = page.locator(".st-key-topbar-nav")
        assert page.locator(".st-key-topbar-nav a").count() <= 7
        hidden = groups.evaluate("e => e.scrollWidth - e.clientWidth")
        assert width < 1024 or hidden <= 0, (width, hidden)
        nav, language = groups.bounding_box(), page.locator(".st-key-topbar-language").bounding_box()
        assert nav["x"] + nav["width"] <= language["x"] + 1
        end = page.locator(".actions").bounding_box()["x"] if width > 1000 else width
        assert language["x"] + language["width"] <= end
    leave(page)


def test_a_group_opens_by_keyboard_and_leads_on_to_its_pages(browser, app):
    page = open_page(browser, f"{app}/audit?lang=en", size=(1024, 768))
    page.get_by_role("link", name="Trust", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-section-here-trust").wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    assert violations(page) == [], "marks of a chart are no pictures of their own"
    page.emulate_media(forced_colors="active")
    edges = page.locator(".st-key-topbar-nav a").evaluate_all(
        "all => all.map(e => getComputedStyle(e).borderBottomColor)"
    )
    assert edges.count(edges[-1]) == 1, "forced colours tell the page one is on"
    page.emulate_media(forced_colors="none")
    page.get_by_role("link", name="Model", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-section-here-model").wait_for()
    assert violations(page) == []
    leave(page)
