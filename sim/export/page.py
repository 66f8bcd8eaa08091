"""A page as SVG, made of text, lines and bars, and turned into PDF without a browser or network.

Lengths are points. Text is broken by estimated widths: Latin letters take half their size, East Asian ones all of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from sim.export.house import COLOURS
from sim.export.image import register_fonts
from sim.export.text import clean, display_width, unturn
from sim.language.errors import FormatError
from sim.language.faces import font_stack
from sim.language.lines import EAST_ASIAN, pieces

WIDTH, HEIGHT = 595.28, 841.89
"""A4, upright."""

LETTER, BOLD_LETTER = 0.5, 0.53
"""Width of a Latin letter as a share of its size, on average."""

SMALLEST = 6.4
"""Letters are never made smaller to fit."""

INKS = {
    "ink": f"#{COLOURS['dk1']}",
    "muted": f"#{COLOURS['dk2']}",
    "current": f"#{COLOURS['accent1']}",
    "current_light": f"#{COLOURS['accent2']}",
    "target": f"#{COLOURS['accent3']}",
    "baseline": f"#{COLOURS['accent4']}",
    "line": "#E2DFD7",
    "surface": "#FFFFFF",
}

FONT_FILES = re.compile(
    r"cjk|wqy|msyh|pingfang|hiragino|simhei|simsun|sourcehan|droidsansfallback|stheiti|heiti|deng|uming|ukai|fangsong",
    re.IGNORECASE,
)
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
"""Files that hold Chinese characters, and where systems keep fonts; without one a page shows empty boxes."""


@lru_cache(maxsize=1)
def has_east_asian_font() -> bool:
    """Tell whether this machine can draw Chinese characters."""
    for folder in FONT_FOLDERS:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(FONT_FILES.search(name) for name in files):
                return True
    return False


class Drawing:
    """One page that is drawn on; the origin is its upper left corner."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        content: str,
        size: float,
        *,
        bold: bool = False,
        ink: str = "ink",
        align: str = "left",
    ) -> None:
        """Write one line; y is its baseline."""
        anchor = {"left": "start", "right": "end", "center": "middle"}[align]
        weight = ' font-weight="700"' if bold else ""
        self._parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{INKS[ink]}" text-anchor="{anchor}"{weight}>'
            f"{escape(unturn(content))}</text>"
        )

    def paragraph(
        self, x: float, y: float, width: float, content: str, size: float, *, bold: bool = False, ink: str = "ink",
        most: int = 99,
    ) -> float:  # fmt: skip
        """Write text in lines of a width, at most `most` of them; return the y below the last."""
        lines = break_lines(content, width, size, bold)
        if len(lines) > most:
            lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width, size, bold)]
        for line in lines:
            y += size * 1.28
            self.text(x, y, line, size, bold=bold, ink=ink)
        return y + size * 0.3

    def line(self, points: Sequence[tuple[float, float]], ink: str, width: float, dash: str = "") -> None:
        """Draw a line through points."""
        joined = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{joined}" fill="none" stroke="{INKS[ink]}" stroke-width="{width}"{dashes}/>'
        )

    def area(self, points: Sequence[tuple[float, float]], ink: str, opacity: float) -> None:
        """Fill a polygon."""
        joined = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(f'<polygon points="{joined}" fill="{INKS[ink]}" fill-opacity="{opacity}"/>')

    def bar(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """Fill a rectangle; a negative width runs to the left."""
        left, length = (x, width) if width >= 0 else (x + width, -width)
        self._parts.append(
            f'<rect x="{left:.2f}" y="{y:.2f}" width="{length:.2f}" height="{height:.2f}" fill="{INKS[ink]}"/>'
        )

    def dot(self, x: float, y: float, radius: float, ink: str, fill: str = "surface") -> None:
        """Draw a point."""
        self._parts.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius}" fill="{INKS[fill]}" stroke="{INKS[ink]}"'
            ' stroke-width="1.2"/>'
        )

    def svg(self) -> str:
        """Return the page."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family={quoteattr(font_stack())}>'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>{"".join(self._parts)}</svg>'
        )

    def pdf(self) -> bytes:
        """Return the page as a PDF file of one page.

        Raises
        ------
        FormatError
            The page holds Chinese characters and this machine has no font for them.
        """
        import vl_convert  # large, and few visitors ask for a page

        page = clean(self.svg())
        if EAST_ASIAN.search(page) and not has_east_asian_font():
            raise FormatError("error-export-font")
        register_fonts()
        return vl_convert.svg_to_pdf(page)


def text_width(content: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, about."""
    return display_width(content) * size * (BOLD_LETTER if bold else LETTER)


def break_lines(content: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Return text in lines that fit a width: broken at blanks and between East Asian letters, never in an amount."""
    lines, line = [], ""
    for piece in pieces(content):
        if line and text_width(line + piece.rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def cut(content: str, width: float, size: float, bold: bool = False) -> str:
    """Return a line that fits a width, with an ellipsis where something was left out."""
    if text_width(content, size, bold) <= width:
        return content
    while content and text_width(content + "…", size, bold) > width:
        content = content[:-1]
    return content.rstrip() + "…"


def fit_size(content: str, width: float, size: float, bold: bool = False) -> float:
    """Return a size, at most the one given and no smaller than can be read, at which a line fits a width."""
    wide = text_width(content, size, bold)
    return size if wide <= width else max(SMALLEST, size * width / wide)
