"""The library page among 10,000 scenarios: first paint, search, opening; backup and restore of everything."""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.bench_store import fill
from bench.measure import figure, report, times
from pages.parts.library.rows import Reader, row
from pages.parts.library.state import View
from pages.parts.library.thumbnail import scale_of
from sim.language import get_language
from sim.store import DuckStore, Query
from sim.store.backup import restore_backup, write_backup
from sim.store.bulk import delete_all, restore_all, tag_all
from sim.store.lineage import lineage
from sim.store.summary import summary

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

COUNT = 10_000
# Typed letter by letter, ending in different answers each time; every letter counts as one search.
WORDS = ("board 77", "digital 12", "careful 305", "subsidy 9", "nowhere", "west")

# From the key to the frame after the list that answers it has been drawn.
PROBE = """() => {
  const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.library')).shadowRoot;
  const box = root.querySelector('.library');
  const search = root.querySelector('.search');
  window.searches = [];
  let typed = 0;
  root.addEventListener('input', event => { typed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!typed || box.dataset.text !== search.value) return;
    const began = typed;
    typed = 0;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.searches.push(performance.now() - began);
      channel.port2.postMessage(0);
    });
  }).observe(box, {attributes: true, attributeFilter: ['data-text']});
}"""

FIRST = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
PAINTED = """() => {
  const host = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.library[data-ready]'));
  if (!host?.shadowRoot.querySelector('.list li')) return false;
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
}"""


def from_python(path: Path, folder: Path) -> None:
    """Print what the queries and the payload take."""
    store = DuckStore(path)
    report("numbers of the library", 1e3 * times(lambda: summary(store.database), 20))
    report("one page of the list, filtered", 1e3 * times(lambda: store.find(Query(text="west 77", limit=25)), 20))
    page = store.find(Query(limit=25))
    ids = [entry.id for entry in store.find(Query(limit=1000)).entries]
    report("family of a scenario", 1e3 * times(lambda: lineage(store.database, ids[0]), 20))
    scale = scale_of(summary(store.database), page.entries)
    reader = Reader(get_language("en"), "Asia/Shanghai")
    report("25 rows, written", 1e3 * times(lambda: [row(one, View(), scale, reader) for one in page.entries], 20))

    def there_and_back() -> None:
        delete_all(store, ids)
        restore_all(store, ids)

    report("1,000 into the bin and back", 1e3 * times(there_and_back, 5, warm=1))
    report("tag 1,000", 1e3 * times(lambda: tag_all(store, ids, f"t{time.perf_counter_ns()}"), 5, warm=1))
    content = io.BytesIO()

    def back_up() -> None:
        content.seek(0)
        content.truncate()
        write_backup(store.database, content)

    report(f"backup of {COUNT:,} scenarios", 1e3 * times(back_up, 3, warm=1))
    figure("size of the backup", f"{len(content.getvalue()) / 2**20:.0f} MB")
    taken = []
    for number in range(3):
        fresh = DuckStore(folder / f"restored-{number}.duckdb")
        began = time.perf_counter()
        restore_backup(fresh.database, content)
        taken.append(time.perf_counter() - began)
        fresh.close()
    report("restore into an empty library", 1e3 * np.array(taken))
    store.close()


def in_the_browser(path: Path) -> None:
    """Print what a visitor waits for."""
    from browser import open_page, running_app, running_browser  # pyright: ignore[reportMissingImports]

    with running_app(path) as address, running_browser() as browser:
        page = open_page(browser, address)  # warms the server up, as the first visitor of the day does
        page.locator(".stage[data-ready]").wait_for(timeout=60_000)
        page.wait_for_timeout(6000)
        report("click on Library → list painted", np.array([time_click(page) for _ in range(12)][2:]), p95=2_000)
        page.context.close()
        fresh, first, reloaded = [], [], []
        for _ in range(8):
            page = open_page(browser, f"{address}/library")
            fresh.append(float(page.wait_for_function(PAINTED, timeout=30_000).json_value()))
            first.append(float(page.evaluate(FIRST)))
            page.reload()
            reloaded.append(float(page.wait_for_function(PAINTED, timeout=30_000).json_value()))
            page.context.close()
        report("address opened, empty cache → first paint", np.array(first[1:]), p95=2_000)
        report("address opened, empty cache → list painted", np.array(fresh[1:]))
        report("address opened, warm cache → list painted", np.array(reloaded[1:]), p95=2_000)
        page = open_page(browser, f"{address}/library")
        page.wait_for_function(PAINTED, timeout=30_000)
        report("search: key → list painted", time_search(page), p95=200)
        page.context.close()


def time_click(page: Any) -> float:
    """Return the milliseconds from the click on Library, coming from the Simulator, until its list is painted."""
    page.evaluate(
        "() => document.querySelector('.st-key-nav-library a')"
        ".addEventListener('click', event => { window.began = event.timeStamp; }, {capture: true, once: true})"
    )
    page.locator(".st-key-nav-library a").click()
    painted = float(page.wait_for_function(PAINTED, timeout=30_000).json_value())
    took = painted - float(page.evaluate("() => window.began"))
    page.locator(".st-key-nav-simulator a").click()
    page.locator(".stage[data-ready]").wait_for(timeout=30_000)
    page.wait_for_timeout(600)
    return took


def time_search(page: Any) -> np.ndarray:
    """Type words at a quick writer's pace and return the milliseconds from each key to its answer."""
    page.evaluate(PROBE)
    box = page.get_by_role("searchbox")
    for word in WORDS:
        box.press_sequentially(word, delay=180)
        page.wait_for_timeout(300)
        box.fill("")
        page.wait_for_timeout(300)
    return np.array(page.evaluate("() => window.searches"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.duckdb"
        store = DuckStore(path)
        fill(store, COUNT)
        store.close()
        from_python(path, Path(folder))
        in_the_browser(path)
