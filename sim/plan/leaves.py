"""A pack's files as single values by path.

An entry of a list that has a name stands under it ("headcount" of levers.yaml), others under their place from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from sim.plan.yaml_text import read_yaml

NAMED = ("id", "fact", "metric")
"""What names an entry of a list."""
Path = tuple[str, ...]


def leaves(text: str, name: str) -> dict[Path, Any]:
    """Return every value of a YAML file by its path; a list of plain values is one value."""
    content = read_yaml(text, name)
    return {} if content is None else dict(_walk(content, ()))


def _walk(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(node, dict):
        for key, part in node.items():
            yield from _walk(part, (*path, str(key)))
    elif of_entries(node):
        for name, part in zip(entry_names(node), node, strict=True):
            yield from _walk(part, (*path, name))
    else:
        yield path, node


def of_entries(node: Any) -> TypeGuard[list[Any]]:
    return isinstance(node, list) and any(isinstance(part, dict) for part in node)


def entry_names(entries: list[Any]) -> list[str]:
    """Return what the entries of a list are called; a name that several have is followed by their places."""
    names = [next((str(one[key]) for key in NAMED if isinstance(one, dict) and key in one), "") for one in entries]
    return [name if name and names.count(name) == 1 else f"{name}#{place + 1}" for place, name in enumerate(names)]
