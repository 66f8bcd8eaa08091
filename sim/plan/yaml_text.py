"""The YAML of plan packs: read as plain values, with every key once, and written.

Whoever reads a file that was read or written a moment ago does not parse it again.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, ClassVar

import yaml

from sim.language.errors import PlanError

KEPT, LONGEST_KEPT = 32, 100_000
"""Files that stay parsed, of so many letters at most: whoever checks a pack and then reads it comes to each of them
several times. The longest that is shipped has 55,000; what strangers bring may be far longer and is not held."""

_lock = threading.Lock()
_parsed: OrderedDict[str, Any] = OrderedDict()

TAG = "tag:yaml.org,2002:"
RESOLVED = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (
        r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?\.(?:inf|Inf|INF)"
        r"|\.(?:nan|NaN|NAN)",
        list("-+0123456789."),
    ),
    "merge": (r"<<", ["<"]),
}
"""What a word without quotes is, as YAML 1.2 has it: of 1.1 the library took "no" for false, 010 for eight, 1:30 for 90
and 2026-07-01 for a day. A region may be called no, and a number is what stands there or nothing."""


class UniqueKeys(yaml.CSafeLoader):
    """YAML as plain values: every key is a text as it is written (2023), and one that stands twice is an error instead
    of a silent loss of the first.

    Read by the C library: ten times as fast as in Python, and a third of a start.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # pyright: ignore[reportIncompatibleVariableOverride]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for name, _ in node.value:
            if not isinstance(name.value, str):
                raise yaml.YAMLError(f"line {name.start_mark.line + 1}: a key is no text")
            if name.value in seen:
                raise TwiceError(name.value, name.start_mark.line + 1)
            seen.add(name.value)
            if name.tag != f"{TAG}merge":
                name.tag = f"{TAG}str"
        return super().construct_mapping(node, deep)


for _name, (_pattern, _first) in RESOLVED.items():
    UniqueKeys.add_implicit_resolver(TAG + _name, re.compile(f"^(?:{_pattern})$"), _first)


class TwiceError(yaml.YAMLError):
    """A key stands twice in one mapping."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key, line)
        self.key, self.line = key, line


def _parse(text: str) -> Any:
    return yaml.load(text, UniqueKeys)  # noqa: S506 (a safe loader that refuses doubled keys)


def _parse_once(text: str) -> Any:
    with _lock:
        if text in _parsed:
            _parsed.move_to_end(text)
            return _parsed[text]
    content = _parse(text)
    _keep(text, content)
    return content


def _keep(text: str, content: Any) -> None:
    if len(text) <= LONGEST_KEPT:
        with _lock:
            _parsed[text] = content
            while len(_parsed) > KEPT:
                _parsed.popitem(last=False)


def _copy(node: Any, made: dict[int, Any]) -> Any:
    """Return a copy for whoever fills in what is missing; `made` holds what is referred to more than once."""
    if type(node) not in (dict, list):
        return node
    if id(node) not in made:
        copy = made[id(node)] = type(node)()
        if isinstance(node, dict):
            copy.update((key, _copy(value, made)) for key, value in node.items())
        else:
            copy.extend(_copy(value, made) for value in node)
    return made[id(node)]


def read_yaml(text: str, file: str) -> Any:
    """Return the plain values of a YAML file, which are the caller's own.

    Raises
    ------
    PlanError
        Not YAML, or a key stands twice.
    """
    try:
        return _copy(_parse_once(text), {})
    except TwiceError as problem:
        raise PlanError("error-plan-duplicate", file=f"{file}:{problem.line}", key=problem.key) from problem
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as problem:
        # Besides grammar: dates, numbers and tags that the library takes for what they are not.
        raise PlanError("error-plan-yaml", file=file, problem=" ".join(str(problem).split())[:400]) from problem


def dump_yaml(content: Any, width: int = 118) -> str:
    """Return plain values as YAML in their order, with lines of about `width` letters."""
    return yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=width)


def write_back(content: Any) -> str:
    """Return as YAML what `read_yaml` gave, however it was changed: read again, it is not parsed."""
    text = dump_yaml(content, width=1_000_000)
    _keep(text, _copy(content, {}))
    return text
