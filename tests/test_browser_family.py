"""A plan of twelve regions in a real Chromium: one handle moves them all, on the Simulator, a phone, and the stage."""

from __future__ import annotations

import re

import pytest
from browser import leave, running_app, still
from own_plans import wide_files
from playwright.sync_api import Page, expect
from test_browser_access import violations
from test_browser_present import follower_of, open_presenter
from test_browser_simulator import headline, open_simulator, settle

from bench.random_packs import write_pack
from sim.plan.load import read_pack
from sim.scenario import Scenario
from sim.scenario.link import LinkState, encode
from sim.scenario.response import move_lever

pytestmark = pytest.mark.browser
WIDE = read_pack(wide_files())
HANDLE = "Growth, all regions"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    write_pack(folder / WIDE.id, wide_files())
    planned = Scenario.of(WIDE)
    with running_app(folder / "library.duckdb", SCENARIO_PLANS=str(folder)) as found:
        yield f"{found}/?s={encode(LinkState(planned, planned))}"


def at(value: float, **levers: float) -> Scenario:
    """Return the plan with its growth where the handle stands."""
    scenario = Scenario.of(WIDE).with_levers(levers)
    return scenario.with_levers(move_lever(WIDE, scenario.levers, "growth", value))


def revenue(scenario: Scenario) -> str:
    return f"{scenario.run().annual('revenue')[-1, 0] / 1000:.2f}"


def said(page: Page, name: str) -> str:
    return page.get_by_role("slider", name=name, exact=True).get_attribute("aria-valuetext") or ""


def test_one_handle_moves_twelve_regions_live_and_in_one_step(browser, address):
    page = open_simulator(browser, address)
    rail = page.locator(".rail")
    assert rail.locator("input[type=range]:visible").count() == 4, "reps, conversion, all regions, all of the budget"
    page.get_by_role("button", name=f"{HANDLE}: Each of 12").click()
    page.locator(".stage[data-table=true]").wait_for()
    assert rail.locator("input[type=range]:visible").count() == 16
    slider = page.get_by_role("slider", name=HANDLE, exact=True)
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], middle, steps=6)
    there = float(said(page, HANDLE).split()[0]) / 100
    assert 1.4 < there < 1.8
    during, members = headline(page), said(page, "Zurich: demand growth")
    assert during == revenue(at(there)), "nothing is guessed under the finger"
    assert members == f"{100 * at(there).levers['growth.zurich']:.1f} % a year"
    page.mouse.up()
    settle(page)
    assert (headline(page), said(page, "Zurich: demand growth")) == (during, members)
    page.get_by_role("button", name="Undo", exact=True).click()
    settle(page)
    assert said(page, HANDLE) == "100 %"
    assert headline(page) == revenue(at(1.0))
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    leave(page)


def test_the_handle_is_typed_and_moved_by_keys_and_tells_when_members_stand_apart(browser, address):
    page = open_simulator(browser, address)
    number = page.get_by_role("textbox", name=f"{HANDLE}, value in %")
    number.fill("40")
    number.press("Enter")
    settle(page)
    assert headline(page) == revenue(at(0.4))
    number.fill("250")
    number.press("Enter")
    expect(number).to_have_attribute("aria-invalid", "true")
    page.get_by_role("slider", name="Lead → order", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("slider", name=HANDLE, exact=True)).to_be_focused()
    page.keyboard.press("End")
    settle(page)
    assert said(page, HANDLE) == "200 %"
    assert headline(page) == revenue(at(2.0))
    page.get_by_role("button", name=f"{HANDLE}: Each of 12").click()
    page.locator(".stage[data-table=true]").wait_for()
    one = page.get_by_role("textbox", name=re.compile("^Bern: demand growth"))
    one.fill("20")
    one.press("Enter")
    settle(page)
    page.get_by_role("button", name=f"{HANDLE}: Fewer").click()
    expect(page.get_by_role("button", name=f"{HANDLE}: Each of 12 (not in step)")).to_be_visible()
    assert not violations(page)
    leave(page)


@pytest.mark.thorough
def test_the_handle_works_on_a_phone_in_chinese(browser, address):
    page = open_simulator(browser, address, locale="zh-CN", size=(390, 844), has_touch=True, is_mobile=True)
    number = page.get_by_role("textbox", name="各区域需求增速，单位：%")
    number.fill("0")
    number.press("Enter")
    settle(page)
    page.get_by_role("button", name="各区域需求增速: 逐项调节（12 项）").tap()
    page.locator(".stage[data-table=true]").wait_for()
    assert said(page, "Zurich需求增速") == "每年 3.0%"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    leave(page)


@pytest.mark.thorough
def test_a_room_follows_the_handle_on_the_presenters_stage(browser, address):
    page = open_simulator(browser, address)
    open_presenter(page)
    follower = follower_of(browser, address.split("/?")[0], page)
    page.keyboard.press("e")
    drawer = page.locator(".levers")
    slider = drawer.get_by_role("slider", name=HANDLE, exact=True)
    slider.focus()
    still(page)
    page.keyboard.press("Home")
    for one in (page, follower):
        expect(one.locator(".number[data-id=revenue] b")).to_have_text(revenue(at(0.0)))
    expect(slider).to_have_attribute("aria-valuetext", "0 %")
    expect(slider).to_be_visible()  # what has moved stays in the drawer
    leave(follower)
    leave(page)
