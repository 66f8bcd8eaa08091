"""A workshop in a real Chromium: whoever leads, two phones that speak two languages, and the wall."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import leave, open_page

PHONE = (390, 844)
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def lead(app, browser):
    """A workshop that has just been started, and its code."""
    page = open_page(browser, f"{app}/workshop?lang=en")
    page.get_by_role("textbox", name="Name of the workshop").fill("Autumn review")
    page.get_by_role("button", name="Start").click()
    page.locator(".ws-code").wait_for()
    yield page
    leave(page)


def everybody_can_use(page):
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


def test_two_phones_and_a_wall_take_part(app, browser, lead):
    code = lead.locator(".ws-code").inner_text()
    english = open_page(browser, f"{app}/room", size=PHONE, has_touch=True, is_mobile=True)
    english.get_by_role("textbox", name="Workshop code").fill(code.lower())
    english.get_by_role("button", name="Join").tap()
    english.get_by_role("heading", name="You are in").wait_for()
    chinese = open_page(browser, f"{app}/room#{code}", locale="zh-CN", size=PHONE, dark=True, has_touch=True)
    chinese.get_by_role("heading", name="您已加入").wait_for()
    wall = open_page(browser, lead.locator("a[href*=room-wall]").evaluate("(link) => link.href"))
    wall.get_by_text(code).wait_for()

    lead.get_by_role("button", name="Ask", exact=True).click()
    english.get_by_role("textbox", name="Your guess").fill("2.35")
    english.get_by_role("button", name="Send answer").tap()
    english.get_by_text("✓ Answer received").wait_for()
    everybody_can_use(english)
    chinese.get_by_role("textbox", name="您的预测").fill("很多")
    chinese.get_by_role("button", name="提交答案").tap()
    chinese.get_by_role("alert").filter(has_text="很多").wait_for()
    chinese.get_by_role("textbox", name="您的预测").fill("24.5")
    chinese.get_by_role("button", name="提交答案").tap()
    wall.get_by_text("2 of 2 have answered").wait_for()
    assert "2.35" not in wall.locator("body").inner_text()  # hidden until it is shown

    english.reload()  # a phone that was lost comes back to its seat and its answer
    english.get_by_text("✓ Answer received").wait_for()
    assert english.get_by_role("textbox", name="Your guess").input_value() == "2.35"
    wall.get_by_text("2 of 2 have answered").wait_for()

    lead.get_by_role("button", name="Show result").click()
    english.get_by_role("heading", name="The room expects CNY 2.40 bn").wait_for()
    chinese.get_by_role("heading", name="全场预计 24.00 亿元").wait_for()
    wall.get_by_role("heading", name="The room expects CNY 2.40 bn").wait_for()
    lead.get_by_role("heading", name="The room expects CNY 2.40 bn").wait_for()
    assert english.locator("circle").count() == chinese.locator("circle").count() == 2
    assert english.evaluate(FITS) and chinese.evaluate(FITS) and wall.evaluate(FITS)
    for page in (english, chinese, wall):
        everybody_can_use(page)
    chinese.get_by_role("link", name="English").or_(chinese.locator("[data-lang]")).first.tap()
    chinese.get_by_role("heading", name="The room expects CNY 2.40 bn").wait_for()
    for page in (english, chinese, wall):
        leave(page)
