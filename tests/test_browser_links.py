"""Links in a real Chromium: deep links on a fresh server, notes about what is missing, back and forward."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from browser import follow_address, idle, leave, open_page, running_app
from playwright.sync_api import expect
from proxy import proxy
from test_browser_simulator import headline, open_simulator, settle, type_lever

from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, decode, encode
from sim.store import DuckStore

pytestmark = pytest.mark.browser

PLANNED = Scenario.of(load_plan("growth-2026"))
FRESH = encode(LinkState(PLANNED, PLANNED))  # an address without a state stands for this one


def state_in(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("s", [""])[0]


def state_of(page) -> str:
    return state_in(page.url)


def follow_state(page, **levers) -> None:
    """Wait until the address holds these levers."""

    def holds(url: str) -> bool:
        state = decode(state_in(url) or FRESH).state
        return bool(state) and all(state.scenario.levers[id] == value for id, value in levers.items())

    follow_address(page, holds)


@pytest.fixture
def link(plan) -> str:
    scenario = Scenario.of(plan).with_levers({"headcount": 310, "conversion_rate": 0.2})
    base = Scenario.of(plan, "baseline")
    return encode(LinkState(scenario, base, "baseline", language="zh"))


@pytest.mark.parametrize("path", ["/", pytest.param("/simulator", marks=pytest.mark.thorough)])
def test_a_deep_link_opens_on_a_server_that_has_just_started(browser, tmp_path, link, path):
    with running_app(tmp_path / "scenarios.duckdb", ahead=path == "/") as address:  # also beside what it does ahead
        page = open_simulator(browser, f"{address}{path}?s={link}")
        assert headline(page) == "23.92"
        expect(page.locator(".against select")).to_have_value("baseline")
        expect(page.locator(".sentence")).to_contain_text("亿元")
        leave(page)


def test_the_address_follows_the_state_and_restores_it(browser, app):
    page = open_simulator(browser, app)
    type_lever(page, "Sales reps", "310")
    follow_state(page, headcount=310)
    shown, address = headline(page), page.url
    page.reload()
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    assert headline(page) == shown
    other = open_simulator(browser, address, locale="zh-CN")
    expect(other.locator(".sentence")).to_contain_text("CNY 2.49 bn")
    leave(other)
    leave(page)


def test_back_and_forward_walk_through_levers_not_through_nudges(browser, app):
    page = open_simulator(browser, app)
    for reps in ("330", "320", "310"):
        type_lever(page, "Sales reps", reps)
    follow_state(page, headcount=310)
    lean = headline(page)
    type_lever(page, "Lead → order", "20")
    follow_state(page, conversion_rate=0.2)
    slow = headline(page)
    idle(page)
    page.go_back()
    expect(page.locator(".headline .cell b").first).to_have_text(lean)
    idle(page)
    page.go_back()
    expect(page.locator(".headline .cell b").first).to_have_text("2.50")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".headline .cell b").first).to_have_text(slow)
    settle(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".headline .cell b").first).to_have_text(lean)
    leave(page)


def test_back_to_another_page_turns_the_page_and_keeps_the_work(browser, app):
    page = open_simulator(browser, app)
    type_lever(page, "Sales reps", "310")
    follow_state(page, headcount=310)
    page.get_by_role("link", name="Track", exact=True).click()
    page.wait_for_url(re.compile("/track"))
    follow_state(page, headcount=310)
    page.get_by_role("button", name="Undo").click()
    follow_state(page, headcount=350)
    idle(page)
    page.go_back()
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    assert headline(page) == "2.50"
    page.go_forward()
    page.wait_for_url(re.compile("/track"))
    leave(page)


def test_a_broken_link_says_so_and_opens_the_rest(browser, app, link):
    page = open_simulator(browser, f"{app}/?s={link[: len(link) * 4 // 5]}&lang=en")
    expect(page.get_by_text("The link was cut off")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("The link was cut off")).to_have_count(0)
    leave(page)
    page = open_simulator(browser, f"{app}/?s=nonsense&lang=en")
    expect(page.get_by_text("not a link of this program")).to_be_visible()
    assert headline(page) == "2.50"
    leave(page)


def test_a_short_link_opens_a_saved_scenario(browser, app):
    page = open_simulator(browser, f"{app}/?open=0123456789ab&lang=en")
    expect(page.get_by_text("The library has no scenario “0123456789ab”.")).to_be_visible()
    leave(page)


def test_a_link_without_its_path_finds_its_page(browser, app, plan):
    scenario = Scenario.of(plan)
    page = open_page(browser, f"{app}/?s={encode(LinkState(scenario, scenario, page='model', language='en'))}")
    page.wait_for_url(re.compile("/model"))
    leave(page)


def long_base(plan) -> Scenario:
    """Return a scenario whose inputs fill a link all by themselves."""
    random = np.random.default_rng(5)
    levers = {id: random.uniform(x.low, x.high) for id, x in plan.levers.items() if not (x.is_choice or x.simplex)}
    assumptions = {id: random.uniform(x.low, x.high) for id, x in plan.assumptions.items()}
    risks = {id: {"size": random.uniform(), "probability": random.uniform(0, 0.4)} for id in plan.risks}
    return Scenario.of(plan).with_levers(levers).with_own_assumptions(assumptions).with_settings(risks=risks)


@pytest.mark.thorough
def test_what_does_not_fit_into_the_address_is_said(browser, tmp_path, plan):
    database = tmp_path / "scenarios.duckdb"
    base, other = long_base(plan), long_base(plan).with_levers({"headcount": 301.234567})
    other = other.with_own_assumptions(
        {id: value * 0.987654321 for id, value in base.own_assumptions.items() if value > 0}
    )
    store = DuckStore(database)
    ids = [store.save(one, name).id for one, name in ((base, "Long base"), (other, "Long case"))]
    store.close()
    with running_app(database) as address:
        page = open_simulator(browser, f"{address}/?open={ids[1]}&lang=en")
        note = page.locator(".st-key-link-long")
        expect(note).to_have_count(0)
        page.locator(".against select").select_option(label="Long base")
        expect(note).to_contain_text("leaves out the base")
        settle(page)
        assert decode(state_of(page)).state.scenario == other, "the scenario itself stays in the address"
        type_lever(page, "Sales reps", "310")
        follow_state(page, headcount=310)
        expect(page.locator(".against select")).to_have_value(ids[0])
        idle(page)
        page.go_back()
        expect(page.get_by_role("textbox", name="Sales reps").first).to_have_value("301")
        expect(page.locator(".against select")).to_have_value(ids[0])
        idle(page)
        page.go_back()
        expect(page.locator(".against select")).to_have_value("plan")
        page.go_forward()
        expect(page.locator(".against select")).to_have_value(ids[0])
        note.get_by_role("button", name="Save scenario").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        note.get_by_role("button", name="Close").click()
        expect(note).to_have_count(0)
        leave(page)


def test_a_change_on_another_page_is_in_the_address_at_once(browser, app):
    page = open_page(browser, f"{app}/uncertainty?lang=en")
    before = state_of(page)
    seed = page.get_by_role("spinbutton", name="Seed")
    seed.fill("77")
    seed.press("Enter")
    follow_address(page, lambda url: state_in(url) != before and decode(state_in(url)).state.scenario.seed == 77)
    leave(page)


def test_forced_risks_are_named_where_the_sentence_begins(browser, app, plan):
    scenario = Scenario.of(plan).with_settings(risks={next(iter(plan.risks)): {"mode": "on"}})
    page = open_simulator(browser, f"{app}/?s={encode(LinkState(scenario, scenario))}&lang=en")
    expect(page.locator(".sentence")).to_contain_text("As planned, with “Subsidy halved” forced on, 2026 revenue")
    leave(page)


# -- under a prefix -------------------------------------------------------------------------------------------------
def walk(browser, address: str, scenario: Scenario) -> None:
    """Open a link without its page, walk to other pages and back, and change something, all under one address."""
    link = encode(LinkState(scenario, scenario, page="model", language="en"))
    page = open_page(browser, f"{address}/?s={link}", own=True)
    page.wait_for_url(f"{address}/model?**")
    page.locator(".st-key-section-here-model").wait_for()
    for name, place in (("Risk", "risk"), ("Compare", "compare"), ("Plan", "audit")):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(re.compile(re.escape(f"{address}/{place}") + r"(\?|$)"))
        page.locator(f".st-key-section-here-{place}").wait_for()
    page.go_back()
    page.wait_for_url(re.compile(re.escape(f"{address}/compare") + r"(\?|$)"))
    page.get_by_role("link", name="Simulate", exact=True).click()
    page.locator(".stage[data-ready][data-table=true][data-futures=true]").wait_for()
    type_lever(page, "Sales reps", "310")
    follow_state(page, headcount=310)
    assert page.url.startswith(f"{address}/")
    page.reload()
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    assert headline(page) == "2.49"
    page.context.close()


@pytest.mark.thorough  # two processes do so in tests/test_browser_service.py
def test_everything_answers_below_a_prefix(browser, tmp_path, plan):
    with running_app(tmp_path / "scenarios.duckdb", prefix="lab/of-ours") as address:
        walk(browser, address, Scenario.of(plan))
        page = open_page(browser, address.rstrip("/"))  # without the closing stroke
        page.locator(".stage[data-ready]").wait_for()
        leave(page)


def test_everything_answers_behind_a_proxy_that_takes_its_prefix_away(browser, app, plan):
    with proxy(app, "/desk") as address:
        walk(browser, address, Scenario.of(plan))
