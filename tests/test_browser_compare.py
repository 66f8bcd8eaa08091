"""The Compare page in a real Chromium: links on a fresh server, search, back and forward, files, first paint."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import follow_address, idle, leave, open_page, running_app, still
from playwright.sync_api import Browser, Page, expect

from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, decode, encode
from sim.store import open_store

pytestmark = pytest.mark.browser

PLANNED = Scenario.of(load_plan("growth-2026"))
LEAN = PLANNED.with_levers({"headcount": 310, "conversion_rate": 0.235})


def filled(place: Path, count: int = 1) -> list[str]:
    """Make a library with some scenarios and return their ids; the first is "Lean build-out"."""
    store = open_store(place)
    made = [LEAN, *(PLANNED.with_levers({"headcount": 300 + n}) for n in range(1, count))]
    ids = [store.save(one, "Lean build-out" if n == 0 else f"Variant {n}").id for n, one in enumerate(made)]
    store.close()
    return ids


def open_compare(browser: Browser, address: str, query: str = "", **options) -> Page:
    page = open_page(browser, f"{address}/compare{query}", **options)
    page.locator(".st-key-card-cmp-claims .rd-table").wait_for()
    return page


def names(page: Page) -> list[str]:
    return page.locator("[class*='st-key-cmp-menu-'] button p").all_inner_texts()


def expect_names(page: Page, *wanted: str) -> None:
    expect(page.locator("[class*='st-key-cmp-menu-'] button p")).to_have_text(list(wanted))


def query_in(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def query(page: Page) -> dict[str, str]:
    return query_in(page.url)


def expect_query(page: Page, **wanted: str) -> None:
    follow_address(page, lambda url: all(query_in(url).get(name, "") == value for name, value in wanted.items()))


@pytest.fixture(scope="module")
def stocked(tmp_path_factory, browser):
    """Address of an app with seven scenarios, their ids, and what its first visitor saw, who came by a link."""
    place = tmp_path_factory.mktemp("compare") / "scenarios.duckdb"
    ids = filled(place, 7)
    with running_app(place) as address:
        link = f"?scenarios=baseline,{ids[0]},plan&base={ids[0]}&focus=plan&measure=operating_profit&lang=zh"
        page = open_compare(browser, address, link)
        page.locator(".st-key-cmp-one-2").wait_for()
        still(page)
        first = names(page), page.locator(".rd-sentence").inner_text(), page.locator(".st-key-cmp-one-1").inner_text()
        leave(page)
        yield address, ids, first


def test_a_link_restores_the_choice_on_a_server_that_has_just_started(stocked):
    _, _, (named, sentence, second) = stocked
    assert named == ["基线", "Lean build-out", "规划"]
    assert "规划比 Lean build-out 高" in sentence
    assert "基准" in second.split("\n"), "the second one is the base"


def test_choosing_writes_the_address_and_back_undoes_it(browser, stocked):
    address, ids, _ = stocked
    page = open_compare(browser, address)
    expect_names(page, "Plan", "Baseline")
    page.locator(".st-key-cmp-more button").click()
    page.get_by_placeholder("Name, note, tag or author").fill("lean")
    page.get_by_role("button", name=re.compile("^Lean build-out")).click()
    expect_names(page, "Plan", "Baseline", "Lean build-out")
    expect_query(page, scenarios=f"plan,baseline,{ids[0]}")
    page.keyboard.press("Escape")
    page.locator(".st-key-cmp-menu-1 button").click()
    page.locator(".st-key-cmp-base-1 button").click()
    expect(page.locator(".st-key-cmp-one-1 .cmp-tag")).to_have_text("Base")
    expect_query(page, base="baseline")
    page.go_back()
    expect(page.locator(".st-key-cmp-one-0 .cmp-tag")).to_have_text("Base")
    expect_query(page, base="", scenarios=f"plan,baseline,{ids[0]}")
    page.go_back()
    expect_names(page, "Plan", "Baseline")
    page.go_forward()
    expect_names(page, "Plan", "Baseline", "Lean build-out")
    shown = page.url
    other = open_page(browser, shown)
    expect_names(other, "Plan", "Baseline", "Lean build-out")
    leave(other)
    leave(page)


def test_the_open_scenario_travels_in_the_link(browser, stocked):
    address, _, _ = stocked
    state = encode(LinkState(LEAN.with_levers({"subsidy_rate": 0.1}), PLANNED))
    page = open_compare(browser, address, f"?s={state}&scenarios=now,plan&lang=en")
    expect_names(page, "Open scenario", "Plan")
    expect(page.locator(".rd-sentence")).to_contain_text("Open scenario is CNY")
    kept = decode(query(page)["s"]).state
    assert kept
    assert kept.scenario.levers["subsidy_rate"] == 0.1
    leave(page)


@pytest.mark.parametrize("kind", ["pptx", pytest.param("png", marks=pytest.mark.thorough)])
def test_a_file_is_made_while_the_page_answers(browser, stocked, kind):
    address, ids, _ = stocked
    page = open_compare(browser, address, f"?scenarios={ids[0]},plan,baseline")
    page.get_by_role("button", name="Export").click()
    page.locator(f".st-key-export-{kind} button").click()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Operating profit").first.click()  # the page is not waiting
    expect(page.locator(".st-key-card-cmp-lines .rd-title")).to_contain_text("Operating profit")
    fetch = page.locator(".st-key-export-tray [data-testid='stDownloadButton'] button")
    fetch.wait_for()
    with page.expect_download() as found:
        fetch.click()
    file = found.value
    assert re.fullmatch(rf"Comparison of 3 scenarios \d{{4}}-\d\d-\d\d{'' if kind == 'pptx' else ' png'}\.(pptx|zip)",
                        file.suggested_filename)  # fmt: skip
    assert Path(file.path()).read_bytes()[:2] == b"PK"
    leave(page)


@pytest.mark.parametrize(
    ("dark", "locale"), [(True, "zh-CN"), pytest.param(False, "en-US", marks=pytest.mark.thorough)]
)
def test_eight_scenarios_keep_their_colours_and_fit_the_width(browser, stocked, dark, locale):
    address, ids, _ = stocked
    page = open_compare(browser, address, f"?scenarios=plan,{','.join(ids)}", dark=dark, locale=locale)
    page.locator(".st-key-cmp-one-7").wait_for()
    idle(page)  # the charts are drawn last
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    dots = page.locator(".cmp-grid thead .cmp-dot").evaluate_all(
        "es => es.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(dots)) == 8
    assert dots[:8] == dots[8:16], "headline and differences show one colour a scenario"
    tops = [page.locator(f".st-key-cmp-one-{n}").evaluate("e => getComputedStyle(e).borderTopColor") for n in range(8)]
    assert tops == dots[:8]
    labels = page.locator(".st-key-card-cmp-lines svg text").evaluate_all("es => es.map(e => getComputedStyle(e).fill)")
    assert set(dots) <= set(labels)
    for chart in page.locator("[data-testid='stVegaLiteChart'] svg:not([class*=st-key-paper-] *)").all():
        chart.wait_for()
    leave(page)
