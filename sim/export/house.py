"""Make the house template for slides: `python -m sim.export.house` writes data/templates/house.pptx.

16:9, one layout "Scenario" (title, a line below it, footer, page number), the palette and the fonts as a theme, so that
everything on a slide follows a change of theme. A company replaces it by its own file, see `sim.export.slides`.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from sim.export.properties import PROGRAM, set_properties
from sim.export.strip import strip
from sim.export.xml import parse, serialize, sub

HOUSE = Path(__file__).resolve().parents[2] / "data" / "templates" / "house.pptx"
LAYOUT = "Scenario"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MADE = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
"""Fonts found on every office computer; the East Asian one also has every Latin letter."""

COLOURS = {
    "dk1": "141D2B",
    "lt1": "FFFFFF",
    "dk2": "5D6877",
    "lt2": "F6F5F1",
    "accent1": "0B6AA8",
    "accent2": "7FB7DC",
    "accent3": "C7461F",
    "accent4": "9AA3AE",
    "accent5": "3F7D4E",
    "accent6": "7B5AA6",
    "hlink": "0B6AA8",
    "folHlink": "5D6877",
}
"""Ink, surface, muted, paper; current, its lighter part, shortfall, baseline, and two further series."""

# Placeholder type -> (left, top, width, height in inches, size in points, bold, theme colour)
PLACES = {
    PP_PLACEHOLDER.TITLE: (0.6, 0.42, 12.13, 0.95, 24, True, "tx1"),
    PP_PLACEHOLDER.BODY: (0.6, 1.42, 12.13, 0.36, 13, False, "tx2"),
    PP_PLACEHOLDER.FOOTER: (0.6, 7.02, 11.2, 0.28, 9, False, "tx2"),
    PP_PLACEHOLDER.SLIDE_NUMBER: (12.03, 7.02, 0.7, 0.28, 9, False, "tx2"),
}


def house_template() -> bytes:
    """Return the template as a .pptx file."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name != "Title Only":
            deck.slide_layouts.remove(layout)
    layout = deck.slide_layouts[0]
    layout._element.cSld.set("name", LAYOUT)
    _theme(master)
    _placeholders(master)
    body = next(shape for shape in master.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.BODY)
    _subtitle(layout, body)
    _placeholders(layout)
    _rule(master)
    strip(deck)
    set_properties(deck, PROGRAM, PROGRAM, MADE)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse(part.blob)
    theme.set("name", "Scenario Lab")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Scenario Lab")
    for name, value in COLOURS.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        sub(slot, "a:srgbClr", val=value)
    fonts = theme.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Scenario Lab")
    for kind in ("a:majorFont", "a:minorFont"):
        for tag, face in (("a:latin", LATIN), ("a:ea", EAST_ASIAN)):
            fonts.find(f"{qn(kind)}/{qn(tag)}").set("typeface", face)
    part._blob = serialize(theme)


def _placeholders(page: Any) -> None:
    """Put the placeholders of a master or layout in their places and remove the others."""
    for shape in list(page.placeholders):
        place = PLACES.get(shape.placeholder_format.type)
        if place is None:
            shape._element.getparent().remove(shape._element)
            continue
        left, top, width, height, size, bold, colour = place
        shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, width, height))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        title = shape.placeholder_format.type == PP_PLACEHOLDER.TITLE
        frame._txBody.bodyPr.set("anchor", "b" if title else "t")
        align = "r" if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER else "l"
        style = frame._txBody.find(qn("a:lstStyle"))
        for child in list(style):
            style.remove(child)
        level = sub(style, "a:lvl1pPr", algn=align, marL="0", indent="0")
        sub(level, "a:buNone")
        run = sub(level, "a:defRPr", sz=str(size * 100), b="1" if bold else "0")
        fill = sub(run, "a:solidFill")
        sub(fill, "a:schemeClr", val=colour)
        kind = "+mj" if title else "+mn"
        sub(run, "a:latin", typeface=f"{kind}-lt")
        sub(run, "a:ea", typeface=f"{kind}-ea")


def _subtitle(layout: Any, body: Any) -> None:
    """Give the layout a line below the title: measure, unit, period."""
    from copy import deepcopy

    element = deepcopy(body._element)
    marker = element.find(f".//{qn('p:ph')}")
    marker.set("type", "body")
    marker.set("idx", "13")
    marker.attrib.pop("sz", None)
    element.find(f".//{qn('p:cNvPr')}").set("name", "Subtitle")
    element.find(f".//{qn('p:cNvPr')}").set("id", "90")
    layout.shapes._spTree.append(element)


def _rule(master: Any) -> None:
    """Draw the quiet line above the footer."""
    line = parse(
        '<p:cxnSp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvCxnSpPr>'
        '<p:cNvPr id="91" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Inches(0.6)}" y="{Inches(6.94)}"/><a:ext cx="{Inches(12.13)}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{Pt(0.75)}"><a:solidFill><a:srgbClr val="E2DFD7"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    master.shapes._spTree.append(line)


def main() -> None:
    HOUSE.parent.mkdir(parents=True, exist_ok=True)
    HOUSE.write_bytes(house_template())


if __name__ == "__main__":
    main()
