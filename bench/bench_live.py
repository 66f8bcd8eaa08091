"""The live stage in Chromium: first chart, drag to paint, release to exact, undo, and the chance table."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.measure import beside, report
from bench.sessions import server_and_browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

OTHER = "growth-2026-v2"
OTHER_LEVERS = ("Sales reps, end 2026", "Lead → order", "Digital, 3 years", "Price level", "Penetration East")
"""A plan of twice as many levers and nine modules, and what of it is dragged."""
PROBE = """() => {
  const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.stage')).shadowRoot;
  const stage = root.querySelector('.stage');
  window.drag = []; window.settled = 0; window.released = 0; window.chances = 0; window.table = 0; window.futures = 0;
  // An event counts as painted when the task after its animation frame runs; while the numbers are still behind the
  // finger, because its table has not come, it does not count.
  root.addEventListener('input', event => {
    const frame = () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () =>
        stage.classList.contains('behind') ? frame() : window.drag.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    });
    frame();
  }, true);
  for (const kind of ['change', 'click']) root.addEventListener(kind, event => {
    window.released = event.timeStamp; window.settled = 0; window.chances = 0; window.table = 0; window.futures = 0;
    window.seen = stage.classList.contains('pending');
    delete stage.dataset.chances;
  }, true);
  new MutationObserver(() => {
    const now = performance.now();
    const pending = stage.classList.contains('pending');
    window.seen ||= pending;
    if (window.released && window.seen && !window.settled && !pending) window.settled = now;
    if (window.settled && !window.table && stage.dataset.table === 'true') window.table = now;
    if (window.settled && !window.futures && stage.dataset.futures === 'true') window.futures = now;
    if (stage.dataset.chances === 'true') window.chances = now;
  }).observe(stage, {attributes: true});
}"""


def since_release(page: Any, what: str) -> float:
    """Return the milliseconds from the last release or click until `settled`, `table`, `futures` or `chances`."""
    page.wait_for_function(f"() => window.{what} > window.released", timeout=20_000)
    return float(page.evaluate(f"() => window.{what} - window.released"))


def time_drag(page: Any, name: str, moves: int) -> list[float]:
    """Drag a slider to and fro; return the milliseconds from each input event to its painted frame."""
    page.evaluate("() => { window.drag.length = 0 }")
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for step in range(moves):
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.4 * math.sin(step / 12)), middle)
    page.wait_for_timeout(100)
    page.mouse.up()
    return page.evaluate("() => window.drag")


def other_plan(browser: Any, address: str, id: str) -> Any:
    """Open the Simulator and change to another plan; return the page once its stage is there."""
    from browser import idle, open_page  # pyright: ignore[reportMissingImports]

    page = open_page(browser, address)
    page.locator(".stage[data-ready]").wait_for()
    page.locator(".st-key-plan-picker button").first.click()
    page.locator(f".st-key-plan-pick-{id} button").click()
    page.get_by_role("slider", name=OTHER_LEVERS[-1], exact=True).wait_for()
    page.locator(".st-key-plan-picker button").first.click()  # the list stays open, over some levers
    idle(page)
    page.evaluate(PROBE)
    return page


def main() -> None:
    from browser import open_page  # pyright: ignore[reportMissingImports]

    with server_and_browser() as (address, browser):
        opened = []
        with beside():
            for _ in range(8):
                start = time.perf_counter()
                page = open_page(browser, address)
                page.locator(".stage[data-ready]").wait_for()
                opened.append((time.perf_counter() - start) * 1000)
                page.context.close()
        report("open the page → first charts", np.array(opened), p95=5_000)

        page = open_page(browser, address)
        page.locator(".stage[data-ready]").wait_for()
        page.evaluate(PROBE)
        painted, released, tables, fans, ready = [], [], [], [], []
        for name in ("Sales reps, end 2026", "Lead → order", "East, demand growth", "Digital, 3 years"):
            painted += time_drag(page, name, 200)
            released.append(since_release(page, "settled"))
            tables.append(since_release(page, "table"))
            fans.append(since_release(page, "futures"))
            ready.append(since_release(page, "chances"))
        for number in range(12):
            time_drag(page, "Customer churn", 6 + number)
            released.append(since_release(page, "settled"))
            tables.append(since_release(page, "table"))
            fans.append(since_release(page, "futures"))
        report("drag: input → painted, 4 × 200 moves", np.array(painted), p95=40, worst=100)
        report("release → everything exact", np.array(released), p95=500)
        report("release → table for the next drag", np.array(tables))
        report("release → fan and chance", np.array(fans))
        report("release → chances along every lever", np.array(ready), p95=3_000)

        other = other_plan(browser, address, OTHER)
        painted = []
        for name in OTHER_LEVERS:
            painted += time_drag(other, name, 200)
            for what in ("settled", "table", "chances"):
                since_release(other, what)
        report(f"drag {OTHER}: input → painted, {len(OTHER_LEVERS)} × 200 moves", np.array(painted), p95=40, worst=100)
        other.context.close()

        jumps = []
        for number in range(20):
            page.wait_for_timeout(250)
            page.get_by_role("button", name="Redo" if number % 2 else "Undo", exact=True).click()
            jumps.append(since_release(page, "settled"))
        report("undo, redo → everything exact", np.array(jumps), p95=500)
        page.context.close()
