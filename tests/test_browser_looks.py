"""The main screens against kept pictures: a quarter of the size, without the top bar, within a stated tolerance.

`UPDATE_LOOKS=1 pytest tests/test_browser_looks.py` renews the pictures after a wanted change; the commit says why.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from browser import open_page, still
from PIL import Image
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent / "looks"
BAR = 52
SCALE = 4
DIFFERENT = 48  # of 255: what counts as another pixel, beyond smoothing of letters
TOLERANCE = 0.025  # share of such pixels; a moved card or a missing chart is far above, another font hinting far below
SCREENS = {
    "simulator-en-light": ("/", "en-US", False, (1280, 720)),
    "simulator-zh-dark": ("/", "zh-CN", True, (1280, 720)),
    "simulator-zh-phone": ("/", "zh-CN", False, (390, 844)),
    "present-en-dark": ("/present", "en-US", True, (1280, 720)),
    "present-zh-light": ("/present", "zh-CN", False, (1280, 720)),
}


def picture(page: Page, whole: bool) -> np.ndarray:
    """Return the window in grey, small: (row, column) of 0 … 255."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("L")
    if not whole:
        image = image.crop((0, BAR, image.width, image.height))
    return np.asarray(image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.BOX))


@pytest.mark.parametrize("name", SCREENS)
def test_a_main_screen_looks_as_it_did(browser, app, name):
    path, locale, dark, size = SCREENS[name]
    page = open_page(browser, "about:blank", locale=locale, dark=dark, size=size, own=True)
    page.add_init_script("localStorage.setItem('scenario-lab-toured', 'yes')")
    page.goto(app + path)
    page.locator(".stage[data-ready], .screen[data-drawn]").wait_for()
    still(page)
    now = picture(page, whole=path != "/")
    page.context.close()
    kept = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_LOOKS"):
        FOLDER.mkdir(exist_ok=True)
        Image.fromarray(now).save(kept, optimize=True)
    before = np.asarray(Image.open(kept))
    assert now.shape == before.shape
    share = float(np.mean(np.abs(now.astype(int) - before.astype(int)) > DIFFERENT))
    assert share <= TOLERANCE, f"{share:.1%} of {name} looks different"
