"""SECURITY.md's table of what each role reaches, as the tests compare it with what happens."""

from __future__ import annotations

from pathlib import Path

COLUMNS = ("stranger", "guest of a room", "viewer", "author", "owner")


def reached(row: str) -> dict[str, str]:
    """Return what the table says of the one row that begins so, by column."""
    text = (Path(__file__).parent.parent / "SECURITY.md").read_text(encoding="utf-8")
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    head = next(place for place, line in enumerate(lines) if tuple(line[1:]) == COLUMNS)
    (found,) = (line for line in lines[head:] if line[0].startswith(row))
    return dict(zip(COLUMNS, found[1:], strict=True))
