"""From a number on any page to its source in one step, in a tab of its own, with the work coming along."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from browser import leave, open_page
from playwright.sync_api import Locator, Page, expect

NUMBER = ".st-key-card-number"


def follow(page: Page, link: Locator) -> None:
    """Go where a link leads, in the same tab: that a press opens one of its own is stated of the Simulator's links."""
    link.wait_for()
    assert link.get_attribute("target") == "_blank"
    page.goto(urljoin(page.url, link.get_attribute("href")))


@pytest.mark.parametrize(
    ("box", "find"),
    [('.lever[data-lever="headcount"]', "Sales reps, end 2026"), ('.cell[data-id="margin"]', "Operating margin")],
)
def test_a_number_of_the_simulator_leads_to_its_source(browser, app, box, find):
    page = open_page(browser, app)
    page.wait_for_selector(".stage[data-ready]")
    mark = page.locator(f"{box} a.source")
    assert mark.get_attribute("title")
    with page.context.expect_page() as waiting:
        mark.focus()  # with the keyboard: what a pointer uncovers must be reachable without one
        page.keyboard.press("Enter")
    there = waiting.value
    there.wait_for_selector(NUMBER)
    expect(there.locator(".st-key-sources-query input")).to_have_value(find)
    leave(page)


def test_what_is_the_visitors_own_is_named_on_the_sources_page(browser, app):
    page = open_page(browser, app)
    page.wait_for_selector(".stage[data-ready]")
    number = page.locator('.lever[data-lever="headcount"] input.number')
    number.fill("310")
    number.press("Enter")
    page.wait_for_url("**s=**")
    with page.context.expect_page() as waiting:
        page.locator('.lever[data-lever="headcount"] a.source').click(force=True)
    there = waiting.value
    expect(there.locator(NUMBER)).to_contain_text("310")  # the card stands before its text does
    leave(page)


@pytest.mark.parametrize("path", ["/model?lang=en", "/track?lang=en"])
def test_tables_link_to_the_sources_page(browser, app, path):
    page = open_page(browser, app + path)
    page.wait_for_selector("a.rd-source")
    links = page.eval_on_selector_all("a.rd-source", "all => all.map(one => [one.getAttribute('href'), one.target])")
    assert links and all(href.startswith("sources?q=") and target == "_blank" for href, target in links)
    follow(page, page.locator("a.rd-source").first)
    page.wait_for_selector(".st-key-card-search")
    leave(page)


def test_a_risk_leads_to_the_source_of_each_of_its_numbers(browser, app):
    page = open_page(browser, app + "/risk?lang=en")
    page.locator("button.more").first.click()
    follow(page, page.locator(".inside a.source").first)
    page.wait_for_selector(f"{NUMBER} tbody tr")  # the card stands a moment before its rows do
    assert page.locator(f"{NUMBER} tbody tr").count() >= 3
    leave(page)


def test_the_assumption_being_edited_leads_to_its_sources(browser, app):
    page = open_page(browser, app + "/uncertainty?lang=en")
    follow(page, page.locator(".st-key-card-assumptions .rd-remark a"))
    page.wait_for_selector(NUMBER)
    leave(page)


@pytest.mark.parametrize(("path", "least"), [("risk", 5), ("uncertainty", 5), ("track?demo=1", 4)])
def test_every_headline_number_leads_to_its_source(browser, app, path, least):
    page = open_page(browser, f"{app}/{path}")
    tiles = page.locator(".rd-numbers .rd-number")
    expect(tiles).to_have_count(5)
    links = page.locator('.rd-numbers a.rd-source[href*="sources?q="]')
    expect(links).to_have_count(least)
    expect(page.locator(".rd-numbers .rd-source")).to_have_count(5)
    for place in range(5):
        assert page.locator(".rd-numbers .rd-source").nth(place).get_attribute("title")
    follow(page, links.nth(1))
    expect(page.get_by_text("Where this number comes from")).to_be_visible()
    expect(page.get_by_role("textbox", name="Search")).to_have_value("Simulated futures: Revenue")
    leave(page)
