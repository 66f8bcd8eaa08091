"""What a page hands to a component of its own, as the browser reads it."""

from __future__ import annotations

from typing import Any


def handed(proto: Any) -> str:
    """Return a component's data as JSON text; the stage's come as bytes, those of others as text."""
    return proto.bytes.decode() or proto.json
