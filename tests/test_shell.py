"""What a browser paints before Streamlit's program has come."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from answers import answer_to
from browser import leave, open_page, still
from playwright.sync_api import expect
from starlette.requests import Request
from streamlit import file_util

from pages.parts import controls
from pages.parts.navigation import BY_ID
from pages.parts.shell import SOON, answer, language_of, routes, shell
from sim.language import languages
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.link import LinkState, encode


def request(query: dict[str, str], accept: str = "", path: str = "/") -> Request:
    headers = [(b"accept-language", accept.encode())] if accept else []
    return Request(
        {"type": "http", "method": "GET", "path": path, "query_string": urlencode(query).encode(), "headers": headers}
    )


@pytest.mark.parametrize(("language", "name"), [("en", "Scenario Lab"), ("zh", "情景实验室")])
def test_streamlits_page_is_completed_in_the_language(language, name):
    page = shell(language, "risk")
    assert f'<html lang="{language}">' in page
    assert f"<title>{name}</title>" in page
    assert f"<b>{name}</b>" in page
    assert page.count('<div id="root"></div>') == 1
    assert 'src="./static/js/index.' in page
    assert "SourceSans" not in page


def test_every_part_asked_for_early_is_a_part_of_streamlit():
    page = shell("en", "")
    for part in SOON:
        assert page.count(f'href="./static/js/{part}.') == 1, part


def test_screens_without_a_bar_have_none_from_the_start():
    without = [one.id for one in BY_ID.values() if not one.group]
    assert {"present", "follow"} <= set(without)
    for page in without:
        assert "<b>" not in shell("en", page)


def test_every_page_answers_with_the_shell():
    assert {route.path for route in routes} == {"/", *(f"/{page}" for page in BY_ID)}
    reply = answer_to(request({"lang": "zh"}, path="/present"), answer)
    assert reply.headers["cache-control"] == "no-cache"
    assert "<b>" not in bytes(reply.body).decode()


def test_language_is_the_addresss_then_the_links_then_the_browsers():
    scenario = Scenario.of(load_plan("growth-2026"))
    link = encode(LinkState(scenario, scenario, language="zh"))
    assert language_of(request({"lang": "en", "s": link}, "zh-CN,zh;q=0.9")) == "en"
    assert language_of(request({"s": link}, "en-GB,en;q=0.9")) == "zh"
    assert language_of(request({}, "zh-CN,zh;q=0.9")) == "zh"
    assert language_of(request({}, "fr-FR")) == "en"
    assert language_of(request({})) == "en"


@pytest.mark.parametrize("link", ["", "no link", "=" * 5000, "1.€"])
def test_a_broken_link_leaves_the_language_to_the_browser(link):
    assert language_of(request({"s": link, "lang": "<script>"}, "zh-TW")) == "zh"


@pytest.mark.browser
@pytest.mark.parametrize("page_id", ["risk", "simulator"])
def test_the_shell_gives_way_to_the_real_bar_in_the_same_place(browser, app, page_id):
    errors = []
    page = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme="dark").new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{app}/{page_id}", wait_until="commit")
    expect(page.locator("#shell b")).to_have_text("Scenario Lab")
    assert page.evaluate("getComputedStyle(document.querySelector('#shell')).backgroundColor") == "rgb(13, 19, 26)"
    expect(page.locator(".st-key-topbar .product")).to_be_visible()
    expect(page.locator("#shell")).to_be_hidden()
    assert errors == []
    page.context.close()


@pytest.mark.browser
def test_the_shell_leaves_the_follower_screen_alone(browser, app):
    page = open_page(browser, f"{app}/follow?code=none")
    expect(page.locator("#shell")).to_be_hidden()
    leave(page)


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_nothing_on_the_stage_moves_while_it_arrives(browser, app, size):
    page = open_page(browser, "about:blank", size=size, own=True)
    page.add_init_script(
        "localStorage.setItem('scenario-lab-toured', 'yes'); window.moved = 0;"
        "const inStage = (one) => one.sources.some(({ node }) => !node);"  # nodes of a shadow tree are not told
        "new PerformanceObserver((list) => list.getEntries().filter(inStage).forEach((one) => (moved += one.value)))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(app)
    page.locator(".stage[data-ready][data-table=true]").wait_for()
    still(page)
    assert page.evaluate("window.moved") < 0.05, "the share of the window that moved"
    assert page.locator("[data-testid=stSkeleton]:visible").count() == 0
    page.context.close()


def test_streamlit_says_every_word_that_is_translated():
    """A newer Streamlit that words a control otherwise would show it in English again."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    program = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    for one in controls.control_texts("en"):  # Streamlit puts a key, a file size, two sentences together as it goes
        for part in re.split(r"⟦\w+⟧|•|(?<=Press )(?:Ctrl|⌘)?\+?Enter to .*|(?<=directory)\. |(?<=exist)\. ", one):
            assert part.strip(" /:") in program, one


def test_every_language_but_streamlits_has_its_words_served():
    table = json.loads(controls.table())
    assert set(table) == set(languages()) - {"en"}
    for pairs in table.values():
        assert len(pairs) == len(controls.WORDS) + len(controls.OPEN) == len({english for english, _ in pairs})
        for english, own in pairs:
            assert re.findall(r"⟦\w+⟧", english) == re.findall(r"⟦\w+⟧", own), english
