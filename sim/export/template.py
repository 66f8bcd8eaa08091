"""The file that slides begin from: the house template, or a company's own.

Template rules: any .pptx, .potx, .pptm or .potm will do. The layout named "Scenario" is used, else the first one with a
title and nothing else to fill, else the first with a title. Its size, theme, logos and footers stay. What it was used
for goes: slides, sections, notes, comments, custom data and properties, print settings, macros (`has_macros` says so).
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from sim.export.house import HOUSE, LAYOUT
from sim.export.strip import strip
from sim.export.xml import parse
from sim.language.errors import FormatError

TEMPLATE_LIMIT = 50_000_000
"""Bytes of a template, packed and unpacked alike, that are accepted."""

TEMPLATES = (".pptx", ".potx", ".pptm", ".potm")
"""Files that can be templates; what decides is their content, not their ending."""

TYPES = "[Content_Types].xml"
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHER_TYPES = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""What templates, shows and files with macros call themselves; inside they are presentations."""

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    PythonPptxError,
    KeyError,
    ValueError,
    SyntaxError,
    AttributeError,
    IndexError,
    TypeError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What the readers of zip files, XML and presentations raise on content that is none."""


def default_template() -> bytes:
    """Return the template of every deck that names none: the file SCENARIO_TEMPLATE names, else the house template.

    Raises
    ------
    FormatError
        The file is missing, no ordinary file, cannot be read or is too large.
    """
    wanted = os.environ.get("SCENARIO_TEMPLATE", "").strip()
    if not wanted:
        return HOUSE.read_bytes()
    path = Path(wanted)
    try:
        path = path.expanduser()
        if not stat.S_ISREG(path.stat().st_mode):  # a device never ends, a pipe may never begin
            raise FormatError("error-template-missing", name=path.name)
        with path.open("rb") as file:
            return file.read(TEMPLATE_LIMIT + 1)
    except (OSError, ValueError, RuntimeError) as problem:  # ValueError: a zero byte; RuntimeError: nobody's home
        raise FormatError("error-template-missing", name=path.name) from problem


def open_template(template: bytes | None) -> Any:
    """Return a template as an empty presentation, or without one the default template.

    Raises
    ------
    FormatError
        Too large, behind a password, or no presentation.
    """
    content = default_template() if template is None else template
    if len(content) > TEMPLATE_LIMIT:
        raise FormatError("error-template-size", limit=TEMPLATE_LIMIT // 1_000_000)
    if content.startswith(OLD_FORMAT):
        raise FormatError("error-template-locked") if ENCRYPTED in content else _unreadable()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > TEMPLATE_LIMIT:
            raise FormatError("error-template-size", limit=TEMPLATE_LIMIT // 1_000_000)
        deck: Any = Presentation(io.BytesIO(_as_presentation(content)))
        strip(deck)
        layout_of(deck)
    except BROKEN as problem:
        raise _unreadable() from problem
    return deck


def _unreadable() -> FormatError:
    return FormatError("error-template-unreadable", allowed=[*TEMPLATES])


def has_macros(template: bytes | None = None) -> bool:
    """Tell whether a template (or without one the default template) holds macros, which no deck takes over."""
    try:
        content = default_template() if template is None else template
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in package.namelist())
    except (FormatError, *BROKEN):
        return False  # `open_template` says what is wrong


def _as_presentation(content: bytes) -> bytes:
    """Return the package under the type of an ordinary presentation, the only one python-pptx opens."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(TYPES)
        if not any(one in types for one in OTHER_TYPES):
            return content
        for one in OTHER_TYPES:
            types = types.replace(one, PLAIN_TYPE)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as plain:
            plain.writestr(TYPES, types)
            for entry in package.infolist():
                if entry.filename != TYPES:
                    plain.writestr(entry.filename, package.read(entry))
    return file.getvalue()


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
