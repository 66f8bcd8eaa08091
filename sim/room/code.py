"""Codes that people type from the back of a room."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread from the back of a room
CODE_LENGTH = 6


def new_code() -> str:
    """Return a code: 6 of 31 letters, one of 887 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
