"""A few helpers for the XML inside .pptx files, where python-pptx offers no property."""

from __future__ import annotations

from typing import Any

from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn


def parse(blob: bytes | str) -> Any:
    """Return the root element; entities and network are off in python-pptx's parser."""
    return parse_xml(blob)


def serialize(root: Any) -> bytes:
    return serialize_part_xml(root)


def make(like: Any, tag: str, **attributes: str) -> Any:
    """Return a new element without a parent."""
    return like.makeelement(qn(tag), attributes)


def sub(parent: Any, tag: str, **attributes: str) -> Any:
    """Append a new child and return it."""
    child = make(parent, tag, **attributes)
    parent.append(child)
    return child
