"""QR codes: an address as a picture that a phone reads; `pages/scripts/shared/qr.js` draws the path made here."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any

import segno

QUIET = 4
"""Modules of white around a code, which ISO/IEC 18004 asks for."""


@lru_cache(maxsize=64)
def qr_code(text: str) -> dict[str, Any]:
    """Return a text as a QR code: `size`, its side in modules with the white around it, and `path`, to be stroked.

    The path runs through the middle of every row of dark modules; a stroke is one module wide. Error correction is M:
    15 % of the code may be unreadable, by a poor projector or a hand in front of it; more where it costs no larger one.
    """
    code = segno.make_qr(text, error="m", boost_error=True)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=QUIET, xmldecl=False, svgns=False, omitsize=True)
    found = re.search(r' d="([^"]+)"', drawn.getvalue().decode("utf-8"))
    assert found, "segno draws a code as one path"
    return {"size": code.symbol_size(border=QUIET)[0], "path": found[1]}
