"""What differs between two revisions: texts and inputs, each by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from sim.store.records import Difference, Revision

TABLES: tuple[tuple[str, Literal["lever", "assumption", "risk"]], ...] = (
    ("levers", "lever"),
    ("overrides", "assumption"),
    ("risks", "risk"),
)


def differences(
    one: Revision, other: Revision, inputs: Mapping[str, Any], other_inputs: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Return only what differs; None stands where one of the two says nothing."""
    return (*_texts(one, other), *_inputs(inputs, other_inputs))


def _texts(one: Revision, other: Revision) -> Iterator[Difference]:
    for name in ("name", "note", "tags", "favourite", "in_bin"):
        before, after = getattr(one, name), getattr(other, name)
        if before != after:
            yield Difference("text", name, before, after)


def _inputs(inputs: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Difference]:
    for table, kind in TABLES:
        before, after = inputs[table], other[table]
        for id in dict.fromkeys([*before, *after]):
            if before.get(id) != after.get(id):
                yield Difference(kind, id, before.get(id), after.get(id))
    for name in ("plan", "assumptions", "seed", "draws"):
        if inputs[name] != other[name]:
            yield Difference("setting", name, inputs[name], other[name])
    for name, value in inputs["target"].items():
        if value != other["target"][name]:
            yield Difference("setting", f"target.{name}", value, other["target"][name])
