"""A small window at 400 %: 320 by 256 pixels, all of them page, levers reached and moved by keyboard."""

from __future__ import annotations

import pytest
from browser import leave, open_page, still
from playwright.sync_api import expect
from test_browser_access import FOCUSED
from test_browser_simulator import headline, open_simulator, settle

pytestmark = pytest.mark.browser

LAID_OVER = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  main.scrollTo(0, main.clientHeight);
  const all = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean)];
  const every = all.flatMap((root) => [...root.querySelectorAll('*')]).filter((one) => one.checkVisibility());
  const box = (one) => one.getBoundingClientRect();
  const stays = (one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position);
  const seen = (one) => box(one).height > 4 && box(one).width > innerWidth / 2 && box(one).bottom > 0;
  return {
    bars: every.filter((one) => stays(one) && seen(one) && box(one).top < innerHeight).map((one) => one.className),
    cut: main.scrollWidth - main.clientWidth > 20 ? 'beyond the right edge' : '',
  };
}"""


PICTURES = """() => {
  const found = [];
  for (const picture of document.querySelectorAll('[data-testid=stVegaLiteChart] svg')) {
    const box = (one) => one.getBoundingClientRect();
    const shown = (one) => one.textContent.trim() && one.checkVisibility() && box(one).width;
    const texts = [...picture.querySelectorAll('text')].filter(shown);
    const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const along = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    texts.forEach((one, place) => {
      if (box(one).left < box(picture).left - 2 || box(one).right > box(picture).right + 2)
        found.push(`cut: ${one.textContent}`);
      for (const other of texts.slice(place + 1))
        if (across(box(one), box(other)) > 2 && along(box(one), box(other)) > 5)
          found.push(`${one.textContent} over ${other.textContent}`);
    });
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["zh", pytest.param("en", marks=pytest.mark.thorough)])
def test_at_400_per_cent_pictures_keep_their_words_apart(browser, app, language):
    """Names of the reference class lay on its numbers, ticks on one another; time and bars ran backwards on Compare."""
    for path in ("uncertainty", "compare", "track"):
        page = open_page(browser, f"{app}/{path}?lang={language}", size=(320, 256), device_scale_factor=4)
        page.locator("h1.rd-sentence").wait_for()
        still(page)
        page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
        still(page)
        assert page.evaluate(PICTURES) == [], path
        assert page.evaluate(LAID_OVER) == {"bars": [], "cut": ""}, path
        leave(page)


def test_at_400_per_cent_a_small_window_is_all_page_and_its_levers_move(browser, app):
    page = open_simulator(browser, app, size=(320, 256), dark=True, device_scale_factor=4)
    page.keyboard.press("Escape")
    still(page)
    assert page.evaluate(LAID_OVER) == {"bars": [], "cut": ""}
    slider = page.get_by_role("slider", name="Sales reps, end 2026")
    page.get_by_role("slider").first.focus()
    while page.evaluate(FOCUSED) != "Sales reps, end 2026":
        page.keyboard.press("Tab")
    expect(slider).to_be_in_viewport(ratio=1)
    page.keyboard.press("PageDown")
    settle(page)
    assert headline(page) != "2.50"
    page.get_by_role("button", name="Undo").press("Enter")
    settle(page)
    assert headline(page) == "2.50"
    leave(page)
    for path in ("audit", "decide"):
        page = open_page(browser, f"{app}/{path}?lang=en", size=(320, 256), dark=True, device_scale_factor=4)
        page.locator("h1.rd-sentence").wait_for()
        still(page)
        assert page.evaluate(LAID_OVER) == {"bars": [], "cut": ""}, path
        leave(page)
