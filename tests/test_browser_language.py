"""A third language is files and nothing else: a made-up one shows texts that are clipped or not translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import leave, open_page, running_app, still
from playwright.sync_api import expect
from pseudo import ID, make_locales
from test_browser_simulator import settle, type_lever

from sim.language import get_language, languages
from sim.plan import load_plan

pytestmark = pytest.mark.browser

# Texts that are the same in every language: names of languages, keys of the keyboard.
SAME = re.compile(r"^(中文|EN|QPS|Ctrl|Space|Esc|Enter|[A-Z?.←→↑↓\s]{1,9}|\W*)$")

CODE = re.compile(r"[2-9A-Z]{6}$")  # of a presentation

VISIBLE = (Path(__file__).parent / "visible.js").read_text(encoding="utf-8")


# The shipped plan has no names in this language: those of its original stand in, alone or inside a sentence. So do the
# names by which languages call themselves, the code of the plan's currency and the kind of a file.
PLAN = load_plan()
OWN = {*PLAN.texts.of("en").values(), *(get_language(id).name for id in languages()), PLAN.currency, "PDF"}
NAMES = re.compile("|".join(sorted(map(re.escape, OWN), key=len, reverse=True)))


def foreign(texts: list[str]) -> list[str]:
    """Return the texts with a word of three plain letters or more and no accent in it, names aside."""
    return sorted(
        {
            text
            for text in texts
            if not SAME.match(text)
            for word in re.findall(r"[^\W\d_]{3,}", CODE.sub("", NAMES.sub("", text)))
            if re.search(r"[aceilnorsuyzdghkt]", word.lower()) and word.isascii()
        }
    )


@pytest.fixture(scope="module")
def pseudo_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pseudo")
    locales = make_locales(folder / "locales")
    with running_app(folder / "scenarios.duckdb", SCENARIO_LOCALES=str(locales)) as address:
        yield address


def check(page) -> None:
    found = page.evaluate(VISIBLE)
    assert len(found["texts"]) > 10
    assert foreign(found["texts"]) == []
    assert found["clipped"] == []


def test_the_simulator_in_a_third_language(browser, pseudo_app):
    page = open_page(browser, f"{pseudo_app}/?lang={ID}")
    page.locator(".stage[data-ready]").wait_for()
    check(page)
    page.locator(".tour button").first.click()
    page.locator(".st-key-plan-picker button:visible").hover()
    expect(page.get_by_role("tooltip")).to_have_text(PLAN.texts.of("en")["plan-title"])
    page.mouse.move(640, 400)
    page.locator(".more").first.click()
    type_lever(page, page.locator(".lever .number").first.get_attribute("aria-label"), "310")
    page.locator("[data-action=history]").click()
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    settle(page)
    check(page)
    page.locator("[data-action=tab-marks]").click()
    check(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    check(page)
    leave(page)


def test_the_room_in_a_third_language(browser, pseudo_app):
    page = open_page(browser, f"{pseudo_app}/present?lang={ID}")
    page.locator(".screen[data-drawn]").wait_for()
    page.mouse.move(100, 100)
    still(page)
    check(page)
    page.keyboard.press("?")
    check(page)
    leave(page)
    page = open_page(browser, f"{pseudo_app}/follow?lang={ID}")
    page.locator("#code").wait_for()
    assert foreign(page.evaluate(VISIBLE)["texts"]) == []
    leave(page)


def test_streamlits_own_words_are_in_the_visitors_language_and_find_their_way_back(browser, app):
    page = open_page(browser, f"{app}/nonsense", locale="zh-CN")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("找不到页面")
    expect(dialog).to_contain_text("已打开首页")
    page.goto(f"{app}/library?lang=zh")
    page.get_by_role("button", name="导入").first.click()
    uploader = page.locator("[data-testid=stFileUploader]").first
    expect(uploader).to_contain_text("选择文件")
    expect(uploader).to_contain_text("每个文件不超过")
    expect(page.locator("[data-testid=stSkipToContent]")).to_have_text("跳到正文")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("[data-testid=stSkipToContent]")).to_have_text("Skip to main content")
    leave(page)
