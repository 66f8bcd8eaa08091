"""A workshop in a real Chromium: bookmarks, a story, the presenter's keys, and a second window that follows."""

from __future__ import annotations

import math
import re

import pytest
from browser import leave, mounted, open_page, still, wait_for_mounted
from playwright.sync_api import Page, expect
from test_browser_simulator import headline, open_simulator, settle, type_lever

from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, encode

pytestmark = pytest.mark.browser


def open_presenter(page: Page) -> Page:
    page.locator("[data-action=present]").click()
    page.locator(".screen[data-drawn]").wait_for()
    still(page)
    return page


def shown(page: Page, id: str = "revenue") -> str:
    return page.locator(f".number[data-id={id}] b").inner_text()


def bookmark(page: Page, name: str) -> None:
    page.locator(".headline").click(position={"x": 3, "y": 3})
    page.keyboard.press("m")
    box = page.get_by_role("textbox", name="Name of the bookmark").first
    box.fill(name)
    box.press("Enter")
    settle(page)
    page.keyboard.press("Escape")


def follower_of(browser, app: str, page: Page, **options) -> Page:
    page.mouse.move(200, 200)
    code = page.locator(".code").inner_text().split()[-1]
    follower = open_page(browser, f"{app}/follow?code={code}", **options)
    follower.locator(".screen[data-drawn]").wait_for()
    return follower


@pytest.fixture
def page(browser, app):
    one = open_simulator(browser, app)
    yield one
    leave(one)


def test_a_story_is_made_presented_and_found_again(browser, app, page):
    type_lever(page, "Sales reps", "310")
    bookmark(page, "Lean")
    type_lever(page, "Lead → order", "20")
    bookmark(page, "Slow leads")
    page.keyboard.press("h")
    page.locator("[data-action=tab-marks]").click()
    page.get_by_role("textbox", name="Speaker note: Lean").fill("Ask what they expect")
    page.get_by_role("button", name="Later: Lean").click()
    settle(page)
    expect(page.locator(".marks .name").first).to_have_value("Slow leads")
    page.get_by_role("textbox", name="Title of the story").fill("For the board")
    page.get_by_role("button", name="Save story").click()
    expect(page.get_by_text("1 scene")).to_have_count(0)
    expect(page.locator(".journal").get_by_text("2 scenes")).to_be_visible()
    assert page.locator(".st-key-topbar").bounding_box()["height"] == 52, "a toast must not take the styles away"
    page.get_by_role("button", name="Save scenario: Lean").click()
    expect(page.get_by_text(re.compile("Saved as “Lean"))).to_be_visible()  # a further try saves a second one
    page.keyboard.press("Escape")
    open_presenter(page)
    expect(page.locator(".step")).to_have_text("1 of 3 · Now")
    page.mouse.move(300, 300)
    page.get_by_label("What to present").select_option(label="For the board")
    expect(page.locator(".step")).to_have_text("1 of 2 · Slow leads")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".step")).to_have_text("2 of 2 · Lean")
    page.keyboard.press("n")
    expect(page.locator(".note")).to_have_text("Ask what they expect")
    page.keyboard.press("Escape")
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    expect(page.locator(".sentence")).to_contain_text("With “Lean”")
    assert headline(page) == "2.49"


def test_a_browser_finds_its_bookmarks_again_in_a_new_session(page):
    bookmark(page, "Lean")
    page.reload()
    page.locator(".stage[data-ready][data-table=true]").wait_for()
    settle(page)
    page.keyboard.press("h")
    page.locator("[data-action=tab-marks]").click()
    expect(page.locator(".marks .name").first).to_have_value("Lean")


def test_steps_show_their_effect_and_can_be_revisited(page):
    type_lever(page, "Sales reps", "310")
    type_lever(page, "Lead → order", "20")
    page.locator("[data-action=history]").click()
    rows = page.locator(".steps li")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("25.0 % → 20.0 %")
    expect(rows.first).to_contain_text("Revenue CNY −")
    rows.nth(1).locator(".go").click()
    settle(page)
    assert headline(page) == "2.49"
    expect(rows.nth(1)).to_have_class("here")
    page.get_by_role("button", name="Reset levers").click()
    settle(page)
    assert headline(page) == "2.50"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert headline(page) == "2.49"


def test_assumptions_are_reset_apart_from_levers_and_both_can_be_undone(browser, app, plan):
    levers = Scenario.of(plan).with_levers({"headcount": 310})
    scenario = levers.with_own_assumptions({"momentum": 0.05})
    page = open_simulator(browser, f"{app}/?s={encode(LinkState(scenario, Scenario.of(plan)))}&lang=en")
    changed = headline(page)
    usual = f"{levers.run().annual('revenue')[-1, 0] / 1000:.2f}"
    page.locator("[data-action=history]").click()
    page.get_by_role("button", name="Reset assumptions").click()
    settle(page)
    assert headline(page) == usual != changed
    expect(page.get_by_role("textbox", name="Sales reps").first).to_have_value("310")
    page.get_by_role("button", name="Reset levers").click()
    settle(page)
    assert headline(page) == "2.50"
    for shown_again in (usual, changed):
        page.get_by_role("button", name="Undo", exact=True).click()
        settle(page)
        assert headline(page) == shown_again
    leave(page)


def test_frozen_axes_hold_every_scene(page):
    type_lever(page, "East, demand growth", "40")
    bookmark(page, "A boom in the east")
    type_lever(page, "East, demand growth", "15")
    open_presenter(page)
    axes = "JSON.stringify(['ymin', 'ymax'].map((name) => it.screen.line.view.signal(name)))"
    expect(page.locator("[data-action=freeze]")).to_have_attribute("aria-pressed", "true")
    now = mounted(page, axes)
    page.keyboard.press("ArrowRight")
    still(page)
    assert mounted(page, axes) == now
    page.keyboard.press("f")
    page.keyboard.press("ArrowLeft")
    wait_for_mounted(page, f"{axes} !== '{now}'")
    page.keyboard.press("f")
    wait_for_mounted(page, f"{axes} === '{now}'")


def test_a_bookmark_can_be_what_changes_are_measured_against(page):
    type_lever(page, "Sales reps", "310")
    bookmark(page, "Lean")
    type_lever(page, "Sales reps", "350")
    page.locator(".against select").select_option(label="Lean")
    settle(page)
    expect(page.locator(".headline .note").first).to_have_text("+0.6 % vs Lean")


def test_the_presenters_keys(page):
    type_lever(page, "Lead → order", "20")
    bookmark(page, "Slow leads")
    type_lever(page, "Lead → order", "30")
    open_presenter(page)
    assert shown(page) == headline_of("30")
    page.keyboard.press("h")
    expect(page.locator(".number[data-id=revenue] b")).to_have_text("?")
    expect(page.locator(".sentence")).to_have_text("What do you expect?")
    page.keyboard.press("h")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".number[data-id=revenue] b")).to_have_text(headline_of("20"))
    page.keyboard.press("ArrowLeft")
    for key in (".", "b"):
        page.keyboard.press(key)
        expect(page.locator(".black")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(".black")).to_be_hidden()
    page.keyboard.press("v")
    expect(page.locator(".figures")).to_be_hidden()
    page.keyboard.press("v")
    expect(page.locator(".numbers")).to_be_hidden()
    page.keyboard.press("v")
    page.keyboard.press("j")
    invitation = page.get_by_role("dialog", name="Follow on your phone")
    expect(invitation.get_by_role("img")).to_be_visible()
    expect(invitation.locator(".joinCode")).to_have_text(page.locator(".code").inner_text().split()[-1])
    page.keyboard.press("Escape")
    expect(invitation).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".stage[data-ready]").wait_for()


def test_the_presenter_speaks_another_language_at_the_same_scene(page):
    type_lever(page, "Lead → order", "20")
    bookmark(page, "Slow leads")
    open_presenter(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("v")
    expect(page.locator(".screen")).to_have_attribute("data-view", "words")
    page.keyboard.press("l")
    expect(page.locator(".number[data-id=revenue] .unit")).to_have_text("亿元")
    expect(page.locator(".step")).to_contain_text("Slow leads")
    expect(page.locator(".screen")).to_have_attribute("data-view", "words")
    page.mouse.move(300, 300)
    page.get_by_role("button", name=re.compile("English")).click()
    expect(page.locator(".number[data-id=revenue] .unit")).to_have_text("CNY bn")
    expect(page.locator(".step")).to_contain_text("Slow leads")


def headline_of(conversion: str) -> str:
    run = Scenario.of(load_plan()).with_levers({"conversion_rate": float(conversion) / 100}).run()
    return f"{run.annual('revenue')[-1, 0] / 1000:.2f}"


def test_a_second_window_follows_settled_changes_drags_and_keys(browser, app, page):
    open_presenter(page)
    follower = follower_of(browser, app, page, dark=True, size=(1920, 1080))
    expect(follower.locator(".controls")).to_be_hidden()
    page.keyboard.press("h")
    expect(follower.locator(".number[data-id=revenue] b")).to_have_text("?")
    page.keyboard.press("h")
    page.keyboard.press(".")
    expect(follower.locator(".black")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    expect(follower.locator(".black")).to_be_hidden()
    slider = page.get_by_role("slider", name="Sales reps, end 2026")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + (350 - 120) / 380 * (box["width"] - 16), middle)
    page.mouse.down()
    for step in range(30):
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.3 * math.sin(step / 8)), middle)
        still(page, 1)
    during = headline(page)
    expect(follower.locator(".number[data-id=revenue] b")).to_have_text(during)
    page.mouse.up()
    settle(page)
    expect(follower.locator(".number[data-id=revenue] b")).to_have_text(headline(page))
    expect(follower.locator(".moved")).to_contain_text("Sales reps, end 2026")
    page.get_by_role("button", name="中文").click()
    expect(page.locator(".sentence")).to_contain_text("亿元")
    expect(follower.locator(".numbers")).to_contain_text("CNY bn")
    leave(follower)


def test_a_follower_reads_in_its_own_language(browser, app, page):
    open_presenter(page)
    follower = follower_of(browser, app, page, locale="zh-CN")
    expect(follower.locator(".numbers")).to_contain_text("亿元")
    expect(follower.locator(".base")).to_have_text("对比基准：规划 · 可能性：外部证据")
    code = page.locator(".code").inner_text().split()[-1]
    follower.goto(f"{app}/follow?code={code}&lang=en")
    follower.locator(".screen[data-drawn]").wait_for()
    expect(follower.locator(".numbers")).to_contain_text("CNY bn")
    expect(page.locator(".numbers")).to_contain_text("CNY bn")
    leave(follower)


def test_before_and_after_never_says_of_one_what_belongs_to_the_other(page):
    type_lever(page, "Lead → order", "20")
    page.locator("[data-action=replay]").click()
    expect(page.locator(".sentence")).to_contain_text("Before the last change, 2026 revenue is CNY 2.50 bn")
    expect(page.locator(".sentence")).not_to_contain_text("futures")
    expect(page.locator(".cell[data-id=chance] b")).to_have_text("14")
    expect(page.locator(".sentence")).to_contain_text("With these levers, 2026 revenue reaches CNY 2.40 bn")
    expect(page.locator(".cell[data-id=chance] b")).to_have_text("9")
    settle(page)
    bookmark(page, "Slow leads")
    open_presenter(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".number[data-id=revenue] b")).to_have_text("2.40")
    page.keyboard.press("r")
    expect(page.locator(".sentence")).to_contain_text("Before (Plan): 2026 revenue is CNY 2.50 bn")
    expect(page.locator(".number[data-id=chance] b")).to_have_text("14")
    expect(page.locator(".sentence")).to_contain_text("With “Slow leads”, 2026 revenue reaches CNY 2.40 bn")


def test_numbers_stay_where_they_are_from_scene_to_scene_and_a_note_covers_nothing(page):
    type_lever(page, "Sales reps", "310")
    bookmark(page, "Lean")
    page.get_by_role("button", name="Baseline", exact=True).click()
    settle(page)
    open_presenter(page)
    tops = []
    for key in ("ArrowRight", "ArrowLeft", "h", "h", "b"):
        page.keyboard.press(key)
        still(page, 4)
        tops.append(page.locator(".number").first.bounding_box()["y"])
    assert max(tops) - min(tops) < 1, tops
    page.keyboard.press("n")
    note, chart = page.locator(".note").bounding_box(), page.locator(".figures").bounding_box()
    assert chart["y"] + chart["height"] <= note["y"] + 1
    assert note["y"] + note["height"] == pytest.approx(720, abs=1)


def test_a_follower_without_a_code_asks_for_one(browser, app):
    page = open_page(browser, f"{app}/follow", locale="zh-CN")
    box = page.get_by_label("演示代码")
    box.fill("AAAAAA")
    box.press("Enter")
    expect(page.locator(".problem")).to_contain_text("没有使用该代码的演示")
    leave(page)


@pytest.mark.parametrize("locale", [pytest.param("en-US", marks=pytest.mark.thorough), "zh-CN"])
def test_the_screen_is_readable_from_ten_metres(browser, app, locale):
    """Ten metres from a picture 1.5 m high, letters of a 28th of its height are 5 cm tall: 1/200 of the distance."""
    page = open_page(browser, f"{app}/present", locale=locale)
    page.locator(".screen[data-drawn]").wait_for()
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        still(page)
        sizes = page.evaluate(
            """() => {
              const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.screen'))
                .shadowRoot;
              const size = (name) => parseFloat(getComputedStyle(root.querySelector(name)).fontSize);
              const board = root.querySelector('.board');
              return { number: size('.number b'), label: size('.number .label'), sentence: size('.sentence'),
                       fits: [...root.querySelectorAll(".sentence, .number, .figures")]
                         .map((one) => one.getBoundingClientRect())
                         .every((box) => box.bottom <= innerHeight && box.right <= innerWidth),
                       over: board.scrollHeight - board.clientHeight };
            }"""
        )
        assert sizes["number"] >= 4 * 28 * height / 720
        assert sizes["sentence"] >= height / 20
        assert sizes["label"] >= height / 28
        assert sizes["fits"], sizes
        assert sizes["over"] <= 0
    leave(page)


def test_levers_on_the_stage_move_the_room_and_become_the_present_state(browser, app, page):
    type_lever(page, "Lead → order", "20")
    bookmark(page, "Slow leads")
    type_lever(page, "Lead → order", "25")
    open_presenter(page)
    follower = follower_of(browser, app, page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".step")).to_contain_text("Slow leads")
    page.keyboard.press("e")
    drawer = page.locator(".levers")
    slider = drawer.get_by_role("slider", name="Sales reps, end 2026")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".step")).to_contain_text("Now")
    lever = {"headcount": 120.0, "conversion_rate": 0.2}
    run = Scenario.of(load_plan()).with_levers(lever).run().annual("revenue")[-1, 0]
    for one in (page, follower):
        expect(one.locator(".number[data-id=revenue] b")).to_have_text(f"{run / 1000:.2f}")
    expect(drawer).to_be_visible()
    drawer.get_by_role("button", name="Plan", exact=True).click()
    expect(page.locator(".number[data-id=revenue] b")).to_have_text("2.50")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    # The target line: the room sees it move under the keys, and what it takes when they are let go.
    line = page.get_by_role("slider", name="Revenue target for 2026")
    line.focus()
    page.keyboard.down("PageUp")
    expect(line).to_have_attribute("aria-valuetext", "CNY 2.60 bn")
    wait_for_mounted(follower, "it.screen.show.goal === 2600")
    expect(page.locator(".takes")).to_be_hidden()
    page.keyboard.up("PageUp")
    for one in (page, follower):
        expect(one.locator(".takes")).to_contain_text("revenue of CNY 2.60 bn in 2026")
        expect(one.locator(".sentence")).to_contain_text("CNY 100 m short")
    expect(follower.locator(".goal")).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    assert headline(page) == "2.50"
    page.keyboard.press("Control+z")
    expect(page.get_by_role("slider", name="Revenue target for 2026")).to_have_attribute("aria-valuenow", "2500")
    leave(follower)
