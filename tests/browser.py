"""A running app and a real Chromium for browser tests; `app` and `page` are fixtures (see conftest)."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from install_browser import find_browser
from patience import PATIENCE, wait_until
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MARKS = itertools.count()
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    # Pages live for seconds: compiling their code once more, and collecting their garbage early, never pays for itself.
    "--js-flags=--no-opt --no-maglev --always-sparkplug --initial-heap-size=256 --no-memory-reducer",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Tell whether a server answers at an address."""
    try:
        urllib.request.urlopen(address, timeout=PATIENCE).close()
    except OSError:
        return False
    return True


@contextmanager
def running_app(database: Path, prefix: str = "", ahead: bool = False, **environment: str) -> Iterator[str]:
    """Start `streamlit run app.py` on a free port with its own library; yield its address, stop it at the end.

    `prefix` is the path the app is served under (`server.baseUrlPath`); `ahead` lets it answer ahead of its visitors
    what any page may ask, as servers do: some seconds of processor, which a server of one test would never use.
    """
    process, address = start_app(database, prefix, ahead, **environment)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def start_app(
    database: Path, prefix: str = "", ahead: bool = False, **environment: str
) -> tuple[subprocess.Popen[bytes], str]:
    """Start an app as `running_app` does, for whoever stops it; return its process and address once it answers."""
    port = free_port()
    log = database.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "app.py",
                "--server.port",
                str(port),
                "--server.headless",
                "true",
                "--server.baseUrlPath",
                prefix,
            ],
            cwd=ROOT,
            env={**os.environ, "SCENARIO_DB": str(database), "SCENARIO_AHEAD": "on" if ahead else "off", **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}/{prefix}".rstrip("/")
    try:
        wait_until(lambda: answers(f"{address}/_stcore/health") or process.poll() is not None, "the app to start")
        assert process.poll() is None, f"the app stopped: {log.read_text()[-2000:]}"
    except BaseException:
        process.kill()
        process.wait(timeout=PATIENCE)
        raise
    return process, address


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start headless Chromium; a machine without one is a failure, never a skipped test."""
    path = find_browser()
    assert path, "no Chromium: run tests/install.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


Kind = tuple[object, ...]
"""What a tab keeps for good: its browser, its language, its kind of device."""

KINDS: dict[Page, Kind] = {}
LEFT: dict[Kind, list[Page]] = {}
"""Tabs that visitors have left."""


def open_page(
    browser: Browser,
    address: str,
    *,
    locale: str = "en-US",
    size: tuple[int, int] = (1280, 720),
    dark: bool = False,
    own: bool = False,
    **options: object,
) -> Page:
    """Open a fresh visitor's page, with their language, window and colour scheme.

    Where a former visitor of this kind has left (`leave`) their tab is taken: a program that a browser has read and
    compiled before opens in a third of the processor time. `own` asks for a browser nobody has used: for a test of how
    a page arrives there, or one that changes the tab itself (scripts at the start, listeners, the clock); such a test
    closes its context at the end.
    """
    kind = (browser, locale, repr(sorted(options.items())))
    window, scheme = {"width": size[0], "height": size[1]}, "dark" if dark else "light"
    if not own and (left := LEFT.get(kind)):
        page = left.pop()
        page.set_viewport_size(window)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    else:
        context = browser.new_context(
            locale=locale,
            viewport=window,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        KINDS[page] = kind
    page.goto(address)
    return page


def leave(page: Page) -> None:
    """End a visit: what the visitor has left in the browser is cleared, and the tab serves the next one of its kind."""
    for opened in page.context.pages:
        if opened != page:
            opened.close()
    page.unroute_all(behavior="ignoreErrors")
    page.emulate_media(media="null", forced_colors="null")
    page.mouse.move(-1, -1)  # else it would hover over the next page
    page.goto(urljoin(page.url, "/_stcore/health"))  # of the same origin, without a script that could still write
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()
    LEFT.setdefault(KINDS[page], []).append(page)


MOUNTED = """async () => {
  const module = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/shared/mount.js'));
  const { mountedAt } = await import(module.name);
  const roots = [...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean);
  const it = roots.map((root) => mountedAt(root.querySelector('.mount'))).find(Boolean);
  return EXPRESSION;
}"""
"""Written out with the expression in its place: the page's security policy lets no script compile a text."""


def mounted(page: Page, expression: str) -> object:
    """Return what an expression says of the object mounted in the first component that has one, as `it`."""
    return page.evaluate(MOUNTED.replace("EXPRESSION", expression))


def wait_for_mounted(page: Page, condition: str) -> None:
    """Wait until a condition holds of the object mounted in the first component that has one."""
    page.wait_for_function(MOUNTED.replace("EXPRESSION", condition))


STILL = """([looks, mark]) => {
  const seen = (window.seenStill ??= { roots: new Set(), told: true, turn: 0, drawn: true });
  if (!seen.drawn) return false;
  seen.drawn = false;
  requestAnimationFrame(() => { seen.drawn = true; });
  seen.observer ??= new MutationObserver(() => { seen.told = true; });
  if (seen.told || seen.turn++ % 8 === 0) {
    const all = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean)];
    for (const root of all)
      if (!seen.roots.has(root)) {
        seen.observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
        seen.told = true;
      }
    seen.roots = new Set(all);
  }
  const ends = (one) => one.playState === 'running' && one.effect.getComputedTiming().iterations !== Infinity;
  let same = seen.mark === mark && ![...seen.roots].some((root) => root.getAnimations().some(ends));
  if (seen.told) {
    const look = [...seen.roots].map((root) => (root.body ?? root).innerHTML).join();
    same &&= look === seen.look;
    Object.assign(seen, { look, told: false });
  }
  Object.assign(seen, { mark, same: same ? seen.same + 1 : 0 });
  return seen.same > looks;
}"""
"""Searching a whole page for roots and writing it out takes milliseconds, each look: that is done where something was
told to have moved, and now and then, since a root may come without a word."""

FRAMES_PER_LOOK = 6
"""Asking for every single frame makes a browser draw all of them, which costs more than what the test waits for."""


def still(page: Page, frames: int = 30) -> None:
    """Wait until nothing on the page has changed for some frames in a row, and no transition runs.

    Frames and not milliseconds: a machine that is slow to draw is slow to count, too. Where many are waited for, the
    page is looked at once in a while, each time after it has drawn.
    """
    if frames < 2 * FRAMES_PER_LOOK:
        page.wait_for_function(STILL, arg=[frames, next(MARKS)], polling="raf")
    else:
        looks, between = -(-frames // FRAMES_PER_LOOK), FRAMES_PER_LOOK * 1000 / 60
        page.wait_for_function(STILL, arg=[looks, next(MARKS)], polling=between)


def follow_address(page: Page, holds: Callable[[str], bool]) -> None:
    """Wait until the address is as it should be."""
    page.wait_for_url(holds, wait_until="commit")


def idle(page: Page) -> None:
    """Wait until the server has answered everything it was told, and nothing has changed since."""
    still(page, 60)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    still(page)
