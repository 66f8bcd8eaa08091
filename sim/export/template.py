"""The file that slides begin from: the house template, or a company's own.

Template rules: any .pptx will do. The layout named "Scenario" is used, else the first one with a title and nothing else
to fill, else the first with a title. Slides in the template are dropped; its size, theme, logos and footers stay.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from sim.export.house import HOUSE, LAYOUT
from sim.export.xml import parse
from sim.language.errors import FormatError

TEMPLATE_LIMIT = 50_000_000
"""Bytes of a template, packed and unpacked alike, that are accepted."""


def standing_template() -> bytes:
    """Return the template of every deck that names none: the file SCENARIO_TEMPLATE names, else the house template.

    Raises
    ------
    FormatError
        The file is missing, cannot be read or is too large.
    """
    wanted = os.environ.get("SCENARIO_TEMPLATE", "").strip()
    if not wanted:
        return HOUSE.read_bytes()
    path = Path(wanted).expanduser()
    try:
        if path.stat().st_size > TEMPLATE_LIMIT:
            raise FormatError("error-template-size", limit=TEMPLATE_LIMIT // 1_000_000)
        return path.read_bytes()
    except OSError as problem:
        raise FormatError("error-template-missing", name=path.name) from problem


def open_template(template: bytes | None) -> Any:
    """Return a .pptx as a presentation, the standing template by default; what is no .pptx or too large is refused."""
    content = standing_template() if template is None else template
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if max(len(content), unpacked) > TEMPLATE_LIMIT:
            raise FormatError("error-template-size", limit=TEMPLATE_LIMIT // 1_000_000)
        return Presentation(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as problem:
        raise FormatError("error-template-unreadable") from problem


def layout_of(deck: Any) -> Any:
    """Return the layout that every slide takes."""
    quiet = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    kinds = [(one, {place.placeholder_format.type for place in one.placeholders}) for one in deck.slide_layouts]
    for layout, _ in kinds:
        if layout.name == LAYOUT:
            return layout
    for layout, found in kinds:
        if PP_PLACEHOLDER.TITLE in found and found <= quiet:
            return layout
    for layout, found in kinds:
        if PP_PLACEHOLDER.TITLE in found:
            return layout
    raise FormatError("error-template-layout", name=LAYOUT)


def has_east_asian_font(deck: Any) -> bool:
    """Return whether the theme names a font for Chinese itself."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    font = parse(part.blob).find(f".//{qn('a:minorFont')}/{qn('a:ea')}")
    return font is not None and bool(font.get("typeface"))
