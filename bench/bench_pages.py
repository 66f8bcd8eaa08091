"""Every page in a real browser, opened by its address: the first paint, and when its first sentence stands."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from bench.measure import report
from bench.sessions import server_process, settle
from pages.parts.navigation import page_ids

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

OPENED = 21  # times a page is opened with an empty cache; the first does not count
FIRST = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# The stage stands when its numbers are in; every other page when its answer in words does.
STANDS = """() => {
  const stage = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.stage[data-ready]'));
  if (!stage && !document.querySelector('.rd-sentence')) return false;
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
}"""


def time_opening(browser: Any, address: str) -> tuple[float, float]:
    """Open an address with an empty cache; return the milliseconds to the first paint and to the answer."""
    from browser import open_page  # pyright: ignore[reportMissingImports]

    page = open_page(browser, address)
    stands = float(page.wait_for_function(STANDS, timeout=60_000).json_value())
    first = float(page.wait_for_function(FIRST, timeout=60_000).json_value())
    page.context.close()
    return first, stands


def main() -> None:
    from browser import running_app, running_browser  # pyright: ignore[reportMissingImports]

    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder) / "library.duckdb") as address,
        running_browser() as browser,
    ):
        time_opening(browser, address)
        settle(server_process())
        for name in page_ids():
            taken = np.array(
                [time_opening(browser, f"{address}/{'' if name == 'simulator' else name}") for _ in range(OPENED)]
            )[1:]
            report(f"{name}: first paint", taken[:, 0], p95=2_000)
            report(f"{name}: its answer stands", taken[:, 1])
