"""The Audit page in a real browser: one screen, both languages and schemes, keyboard, one click and back, files."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from browser import leave, open_page, still

ROWS = ".st-key-audit-list [data-testid=stRadioGroup] > div"
DETAIL = ".st-key-card-audit-detail"
WAIT = "([selector, text]) => (document.querySelector(selector)?.innerText || '').includes(text)"

TABLE = """metric,scope,period,kind,value,unit,section
revenue,company,2024,actual,100,EUR_m,1
revenue,company,2023,actual,80,EUR_m,1
revenue_growth,company,2024,actual,12,pct,3
revenue,<img src=x onerror="document.title='pwned'">,2024,actual,44,EUR_m,1
revenue,<img src=x onerror="document.title='pwned'">,2024,actual,33,EUR_m,2
revenue,[press](javascript:document.title='pwned'),2024,actual,4,EUR_m,1
revenue,[press](javascript:document.title='pwned'),2024,actual,9,EUR_m,2
"""
APPLY = ".st-key-audit-apply-stated"


def audit_page(browser, app, language="en", **options):
    page = open_page(browser, f"{app}/audit?lang={language}", **options)
    page.wait_for_selector(f"{DETAIL} .au-fact")
    return page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_verdict_and_the_choice_stand_on_the_first_screen_light_and_dark(browser, app, language):
    page = audit_page(browser, app, language)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        still(page)
        for selector in (".rd-sentence", ".rd-numbers", f"{ROWS}:nth-child(4)", ".au-pair", APPLY):
            box = page.locator(selector).first.bounding_box()
            assert box and box["y"] + box["height"] <= 720, (scheme, selector, box)
        wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert wide, f"{scheme}: something sticks out sideways"
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.au-figure, .au-title, .au-spread')]
            .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
        )
        assert not cut, scheme
    leave(page)


def test_a_row_opens_by_mouse_anywhere_and_by_keyboard(browser, app):
    page = audit_page(browser, app)
    rows = page.locator(ROWS)
    box = rows.nth(2).bounding_box()
    assert box
    rows.nth(2).click(position={"x": box["width"] / 2, "y": box["height"] - 6})  # on its second line
    title = rows.nth(2).inner_text().split("\n")[0].lstrip("▲◆○ ")
    page.wait_for_function(WAIT, arg=[f"{DETAIL} .rd-title", title])
    page.keyboard.press("ArrowDown")
    below = rows.nth(3).inner_text().split("\n")[0].lstrip("▲◆○ ")
    page.wait_for_function(WAIT, arg=[f"{DETAIL} .rd-title", below])
    leave(page)


def test_one_click_applies_a_side_and_undo_takes_it_back(browser, app):
    page = audit_page(browser, app)
    before = page.locator(".au-choice b").all_inner_texts()
    page.locator(".st-key-audit-apply-stated button").click()
    page.wait_for_selector("[data-testid=stToast]")
    assert "instead of" in page.locator("[data-testid=stToast]").inner_text()
    page.wait_for_selector(".st-key-audit-side-stated .au-force")
    page.locator(".st-key-undo button:visible").click()
    page.wait_for_selector(".st-key-audit-apply-stated button")
    assert page.locator(".au-choice b").all_inner_texts() == before
    leave(page)


def test_a_fact_leads_to_its_source_and_the_what_if_comes_along(browser, app):
    page = audit_page(browser, app)
    page.locator(".st-key-audit-apply-stated button").click()
    page.wait_for_selector(".st-key-audit-side-stated .au-force")
    link = page.locator(".st-key-audit-facts a:visible").first
    id = link.inner_text().strip()
    link.click()
    page.wait_for_url("**/sources?**")
    page.wait_for_function(WAIT, arg=[".st-key-card-detail", id])
    box = page.locator(".st-key-card-search").bounding_box()
    assert box and box["y"] < 420, "the source asked for comes first"
    assert page.locator(".st-key-undo button:visible").is_enabled(), "the scenario is the one just changed"
    leave(page)


def test_an_uploaded_table_is_audited_and_stays_text(browser, app):
    page = audit_page(browser, app)
    upload = ".st-key-audit-file input[type=file]"
    bad = b"metric,scope,period,kind,value,unit\nrevenue,,2024,actual,x,CNY_m\n"
    page.set_input_files(upload, {"name": "bad.csv", "mimeType": "text/csv", "buffer": bad})
    page.wait_for_selector(".au-problem li")
    assert "Row 2" in page.locator(".au-problem").inner_text()
    page.set_input_files(upload, {"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE.encode()})
    page.wait_for_function(WAIT, arg=[".rd-sentence", "mine.csv"])
    rows = page.locator(ROWS)
    page.wait_for_function("selector => document.querySelectorAll(selector).length === 3", arg=ROWS)
    for number in range(3):
        rows.nth(number).click()
        title = rows.nth(number).inner_text().split("\n")[0].lstrip("▲◆○ ")
        page.wait_for_function(WAIT, arg=[f"{DETAIL} .rd-title", title])
    assert page.locator(f"{ROWS} a, {DETAIL} img").count() == 0
    assert "pwned" not in page.title()
    page.locator(".st-key-audit-back button").click()
    page.wait_for_function("selector => document.querySelectorAll(selector).length > 20", arg=ROWS)
    leave(page)


def test_what_is_listed_can_be_taken_away(browser, app):
    page = audit_page(browser, app)
    page.locator(".st-key-audit-severity button").first.click()
    page.wait_for_function(WAIT, arg=[".st-key-card-audit-list .rd-title", " of "])
    count = int(page.locator(".st-key-card-audit-list .rd-title").inner_text().split()[0])
    page.wait_for_function("([s, n]) => document.querySelectorAll(s).length === n", arg=[ROWS, count])
    files = {}
    for form in ("json", "csv", "xlsx"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-audit-export-{form} button").click()
        files[form] = waiting.value.path().read_bytes()
    assert len(json.loads(files["json"])["findings"]) == count
    assert files["csv"].decode("utf-8-sig").count("\r\n") in (0, count + 1)
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0].max_row == 4 + count
    leave(page)
