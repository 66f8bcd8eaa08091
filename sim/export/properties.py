"""What a deck says of itself in its properties: ours alone, whatever the template said."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.sax.saxutils import escape

from pptx.opc.constants import RELATIONSHIP_TYPE

from sim.export.text import one_line

PROGRAM = "Scenario Lab"
TITLE_LENGTH = 120
SHAPES = ((16 / 9, "Widescreen"), (16 / 10, "On-screen Show (16:10)"), (4 / 3, "On-screen Show (4:3)"))

EXTENDED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{program}</Application><PresentationFormat>{shape}</PresentationFormat><Slides>{slides}</Slides>"
    "</Properties>"
)


def set_properties(file: Any, title: str, author: str, moment: dt.datetime) -> None:
    """Write title, author, dates, number of slides and their shape; nothing of the template's own stays."""
    package = file.part.package
    for id, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES:
            package._rels.pop(id)
        elif relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            shape = shape_name(file.slide_width / file.slide_height)
            text = EXTENDED.format(program=PROGRAM, shape=escape(shape), slides=len(file.slides))
            relation.target_part._blob = text.encode()
    properties = file.core_properties  # a new part, since the old one is gone
    when = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    properties.title = one_line(title, TITLE_LENGTH)
    properties.author = properties.last_modified_by = one_line(author, TITLE_LENGTH) or PROGRAM
    properties.created = properties.modified = when
    properties.revision = 1


def shape_name(ratio: float) -> str:
    """Return how PowerPoint calls slides of this width by height."""
    return next((name for known, name in SHAPES if abs(ratio - known) < 0.01), "Custom")
