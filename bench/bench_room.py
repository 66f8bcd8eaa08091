"""The room in Chromium: how far a follower's screen lags behind its presenter; replay and bookmark jumps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from bench.measure import report
from bench.sessions import server_and_browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

# Both windows write down, on one clock, when something was asked for and when which number stood on the screen.
WATCH = """(selector) => {
  const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector(selector)).shadowRoot;
  const now = () => performance.timeOrigin + performance.now();
  window.asked = 0; window.shown = [];
  const note = () => { window.shown.push([now(), root.querySelector(selector).textContent]); };
  new MutationObserver(note).observe(root, {subtree: true, childList: true, characterData: true});
  const ask = () => { window.asked = now(); };
  for (const kind of ['change', 'click', 'pointerup']) root.addEventListener(kind, ask, true);
  document.addEventListener('keydown', ask, true);
}"""
NUMBER = ".number[data-id=revenue] b"
LEVER = ".headline .cell b"


def arrival(page: Any, text: str, since: float) -> float:
    """Return when, after `since`, the number began to stand on the screen for good."""
    page.wait_for_function(
        "([text, since]) => window.shown.some(([at, one]) => at >= since && one === text)", arg=[text, since]
    )
    page.wait_for_timeout(320)
    seen = [(at, one) for at, one in page.evaluate("() => window.shown") if at >= since]
    last = max((at for at, one in seen if one != text), default=since)
    return min(at for at, one in seen if one == text and at >= last)


def rest(page: Any) -> None:
    """Wait until the stage has its answer and has come to rest."""
    page.wait_for_timeout(100)
    page.locator(".stage:not(.pending)").wait_for()
    page.wait_for_timeout(500)


def main() -> None:
    from browser import open_page  # pyright: ignore[reportMissingImports]

    with server_and_browser() as (address, browser):
        page = open_page(browser, address)
        page.locator(".stage[data-ready]").wait_for()
        page.keyboard.press("Escape")
        page.evaluate(WATCH, LEVER)
        lever = page.get_by_role("textbox", name="Lead → order").first

        def type_value(value: str) -> tuple[float, str, float]:
            lever.fill(value)
            lever.press("Enter")
            rest(page)
            asked = page.evaluate("() => window.asked")
            text = page.locator(LEVER).first.inner_text()
            return asked, text, arrival(page, text, asked)

        for value, name in (("20", "Slow"), ("30", "Fast")):
            type_value(value)
            page.locator(".headline").click(position={"x": 2, "y": 2})
            page.keyboard.press("m")
            page.get_by_role("textbox", name="Name of the bookmark").first.fill(name)
            page.keyboard.press("Enter")
            rest(page)
        page.locator("[data-action=tab-marks]").click()
        jumps = []
        for number in range(16):
            button = page.get_by_role("button", name=f"Open: {'Slow' if number % 2 == 0 else 'Fast'}", exact=True)
            button.click()
            rest(page)
            asked = page.evaluate("() => window.asked")
            jumps.append(arrival(page, page.locator(LEVER).first.inner_text(), asked) - asked)
        report("bookmark jump → exact and at rest on screen", np.array(jumps), p95=500)
        page.keyboard.press("Escape")

        replays = []
        for _ in range(10):
            page.locator(".headline").click(position={"x": 2, "y": 2})
            page.keyboard.press("b")
            asked = page.evaluate("() => window.asked")
            page.wait_for_timeout(700)
            replays.append(arrival(page, page.locator(LEVER).first.inner_text(), asked) - asked)
            page.wait_for_timeout(1500)
        report("replay → the state before stands on screen", np.array(replays), p95=500)

        page.locator("[data-action=present]").click()
        page.locator(".screen[data-drawn]").wait_for()
        page.mouse.move(300, 300)
        code = page.locator(".code").inner_text().split()[-1]
        follower = open_page(browser, f"{address}/follow?code={code}", size=(1920, 1080))
        follower.locator(".screen[data-drawn]").wait_for()
        for one in (page, follower):
            one.evaluate(WATCH, NUMBER)
        keys = []
        for number in range(24):
            page.keyboard.press("ArrowRight" if number % 4 < 2 else "ArrowLeft")
            page.wait_for_timeout(700)
            asked = page.evaluate("() => window.asked")
            text = page.locator(NUMBER).inner_text()
            if text != follower.evaluate("() => window.shown.at(-1)?.[1]"):
                follower.wait_for_timeout(300)
            found = [at for at, _ in follower.evaluate("() => window.shown") if at >= asked]
            if found:
                keys.append(arrival(follower, text, asked) - asked)
        report("presenter's key → at rest on the follower's screen", np.array(keys), p95=600)

        page.keyboard.press("Escape")
        page.locator(".stage[data-ready]").wait_for()
        page.evaluate(WATCH, LEVER)
        released, behind = [], []
        for number in range(20):
            asked, text, own = type_value(str(18 + number))
            there = arrival(follower, text, asked)
            released.append(there - asked)
            behind.append(there - own)
        report("release on the Simulator → on the follower's screen", np.array(released), p95=600)
        report("follower behind the presenter's own screen", np.array(behind))

        slider = page.get_by_role("slider", name="Sales reps, end 2026")
        box = slider.bounding_box()
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.6, middle)
        page.mouse.down()
        drags, text = [], page.locator(LEVER).first.inner_text()
        for number in range(20):
            before, since = text, page.evaluate("() => performance.timeOrigin + performance.now()")
            page.mouse.move(box["x"] + box["width"] * (0.25 + 0.03 * number), middle)
            page.wait_for_timeout(200)
            text = page.locator(LEVER).first.inner_text()
            if text != before:  # a number that stays the same arrives nowhere
                drags.append(arrival(follower, text, since) - arrival(page, text, since))
        page.mouse.up()
        report("during a drag: follower behind the finger", np.array(drags), p95=600)


if __name__ == "__main__":
    main()
