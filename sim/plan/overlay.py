"""Packs that state only what sets them apart from another one: `extends: <id>` in plan.yaml names the pack beside it.

Only folders of packs may do so. What is read is the whole pack, so what is exported of it stands by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.plan.yaml_text import read_yaml, write_back

KEY = "extends"
MORE = "+"
"""Ends the name of a list that adds to the other pack's list instead of replacing it."""
WHOLE = ("golden.yaml",)
"""Files that speak of one pack alone."""


def base_plan_id(files: Mapping[str, str]) -> str:
    """Return the id of the pack that this one extends; empty where it stands by itself."""
    content = read_yaml(files["plan.yaml"], "plan.yaml") if f"{KEY}:" in files["plan.yaml"] else None
    return str(content.get(KEY, "")) if isinstance(content, dict) else ""


def overlay(under: Mapping[str, str], over: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a pack that extends another.

    Tables are merged key by key, lists of entries with an `id` entry by entry, `name+` adds to the list `name`;
    anything else takes the place of what the other pack says.
    """
    found = {name: text for name, text in under.items() if name not in WHOLE}
    for name, text in over.items():
        if name in found and name.endswith(".yaml"):
            content = merge(read_yaml(found[name], name), read_yaml(text, name))
            if name == "plan.yaml":
                content.pop(KEY, None)
            found[name] = write_back(content)
        else:
            found[name] = text
    return found


def merge(under: Any, over: Any) -> Any:
    """Return a value of one file with what the other says instead."""
    if isinstance(under, dict) and isinstance(over, dict):
        found = dict(under)
        for name, value in over.items():
            if str(name).endswith(MORE):
                plain = str(name).removesuffix(MORE)
                found[plain] = [*found.get(plain, []), *value]
            else:
                found[name] = merge(under[name], value) if name in under else value
        return found
    if _by_id(under) and _by_id(over):
        stated = {one["id"]: one for one in over}
        kept = [merge(one, stated.pop(one["id"])) if one["id"] in stated else one for one in under]
        return [*kept, *stated.values()]
    return over


def _by_id(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "id" in one for one in value)
