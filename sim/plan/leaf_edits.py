"""Other values at some paths of a pack's file; see `sim.plan.leaves` for what a path is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from sim.plan.leaves import NAMED, Path, entry_names, leaves, of_entries
from sim.plan.yaml_text import read_yaml

PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


def with_leaves(text: str, name: str, changed: Mapping[Path, Any], gone: frozenset[Path] = frozenset()) -> str:
    """Return a YAML file with other values at some paths.

    A file in which only values change keeps everything else, comments too; one in which something joins or goes is
    written anew.
    """
    known = leaves(text, name)
    if not gone and changed.keys() <= known.keys():
        return _with_scalars(text, changed)
    content = read_yaml(text, name) if text.strip() else None
    for path, value in changed.items():
        content = _put(content, path, value)
    for path in gone:
        content = _without(content, path)
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=118)


def _with_scalars(text: str, changed: Mapping[Path, Any]) -> str:
    places = dict(_nodes(yaml.compose(text, yaml.SafeLoader), ()))
    spans = sorted(((places[path], value) for path, value in changed.items()), key=lambda one: -one[0][0])
    for (start, end), value in spans:
        before = text[:start]
        if text.startswith("- ", start):  # a list of a line an entry, which is written in the line of its key
            before = before.rstrip() + " "
        text = before + _scalar_text(value) + text[end:]
    return text


def _scalar_text(value: Any) -> str:
    """Return a value as YAML that may stand anywhere, inside brackets too."""
    if isinstance(value, list):
        return f"[{', '.join(_scalar_text(one) for one in value)}]"
    if isinstance(value, str) and not (PLAIN.fullmatch(value) and yaml.safe_load(value) == value):
        return json.dumps(value, ensure_ascii=False)
    return yaml.safe_dump(value, allow_unicode=True).removesuffix("\n").removesuffix("\n...")


def _nodes(node: Any, path: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield where in the text each value stands."""
    if isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            yield from _nodes(part, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode) and any(isinstance(part, yaml.MappingNode) for part in node.value):
        entries = [
            {key.value: part.value for key, part in one.value} if isinstance(one, yaml.MappingNode) else None
            for one in node.value
        ]
        for name, part in zip(entry_names(entries), node.value, strict=True):
            yield from _nodes(part, (*path, name))
    elif node is not None:
        last = node.value[-1] if isinstance(node, yaml.SequenceNode) and not node.flow_style else node
        yield path, (node.start_mark.index, last.end_mark.index)


def _put(node: Any, path: Path, value: Any) -> Any:
    """Return plain values with one at a path, making what leads to it."""
    if len(path) == 0:
        return value
    if of_entries(node):
        names = entry_names(node)
        if path[0] in names:
            place = names.index(path[0])
            return [*node[:place], _put(node[place], path[1:], value), *node[place + 1 :]]
        named = next((key for key in NAMED if any(key in one for one in node)), "id")
        entry = {} if "#" in path[0] else {named: path[0]}
        return [*node, _put(entry, path[1:], value)]
    known: dict[str, Any] = node if isinstance(node, dict) else {}
    return {**known, path[0]: _put(known.get(path[0]), path[1:], value)}


def _without(node: Any, path: Path) -> Any:
    """Return plain values without the one at a path; what it leaves empty goes too."""
    if len(path) == 0:
        return None
    if isinstance(node, dict) and path[0] in node:
        rest = _without(node[path[0]], path[1:]) if len(path) > 1 else None
        kept = {key: part for key, part in node.items() if key != path[0]}
        return kept if rest in (None, {}, []) else {**node, path[0]: rest}
    if of_entries(node) and path[0] in entry_names(node):
        place = entry_names(node).index(path[0])
        rest = _without(node[place], path[1:]) if len(path) > 1 else None
        bare = rest is None or not any(key not in NAMED for key in rest)
        return [*node[:place], *([] if bare else [rest]), *node[place + 1 :]]
    return node
