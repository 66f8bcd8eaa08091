"""Values that follow a drag: chart rows, sentences and headline numbers hold references into a vector of outcomes.

A row template is written once, here in Python. Exports and stock widgets resolve it against a result with
`resolve`; the live stage sends the template to the browser, which resolves it against the response table while a
lever moves. So the browser looks numbers up and never computes the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from sim.language import Language
from sim.model.rounding import add_up

Mode = Literal["value", "difference", "ratio"]
Outcomes = Mapping[str, float]
Vectors = Mapping[str, Outcomes]


@dataclass(frozen=True)
class Live:
    """A number: outcome `name` of the vector `of`, times `scale`."""

    name: str
    scale: float = 1.0
    of: str = "current"

    def number(self, vectors: Vectors) -> float:
        return float(vectors[self.of][self.name]) * self.scale


@dataclass(frozen=True)
class LiveText:
    """A written number.

    Parameters
    ----------
    name, of
        Outcome and the vector it is read from.
    format
        Named number format of the language.
    pattern
        Text round the number; `{number}` stands for the bare digits, `{quantity}` for digits with unit.
    mode
        `value`; `difference` to the vector `against`; `ratio` to it, minus one.
    absolute
        Drop the sign (for "0.05 bn short").
    zero
        Text shown instead when the number rounds to zero.
    parts
        Outcomes of the same vector that add up to a total, this one among them: each is written so that they add up as
        they are shown.
    """

    name: str
    format: str
    pattern: str = "{number}"
    of: str = "current"
    mode: Mode = "value"
    against: str = "base"
    signed: bool = False
    absolute: bool = False
    zero: str | None = None
    parts: tuple[str, ...] = ()

    def amount(self, vectors: Vectors) -> float:
        value = float(vectors[self.of][self.name])
        if self.mode == "value":
            return abs(value) if self.absolute else value
        other = float(vectors[self.against][self.name])
        change = value - other if self.mode == "difference" else value / other - 1 if other else 0.0
        return abs(change) if self.absolute else change

    def text(self, vectors: Vectors, language: Language) -> str:
        amount = self.amount(vectors)
        spec = language.formats[self.format]
        if self.parts:
            parts = {name: float(vectors[self.of][name]) for name in self.parts}
            amount = add_up(parts, spec.step)[self.name]
        if self.zero is not None and round(amount * spec.scale, spec.decimals) == 0:
            return self.zero
        return self.pattern.replace("{number}", language.number(amount, self.format, signed=self.signed)).replace(
            "{quantity}", language.quantity(amount, self.format, signed=self.signed)
        )


def resolve(template: Any, vectors: Vectors, language: Language) -> Any:
    """Return `template` (nested lists and dicts) with every reference replaced by its number or text."""
    if isinstance(template, Live):
        return template.number(vectors)
    if isinstance(template, LiveText):
        return template.text(vectors, language)
    if isinstance(template, Mapping):
        return {key: resolve(value, vectors, language) for key, value in template.items()}
    if isinstance(template, list | tuple):
        return [resolve(value, vectors, language) for value in template]
    return template


def write(template: Any, columns: Mapping[str, int]) -> bytes:
    """Return `template` as JSON for the browser: references become objects with a `$` key.

    Parameters
    ----------
    columns : the position of each outcome in a vector

    Raises
    ------
    TypeError
        Something in the template is neither plain JSON nor a reference.
    """

    def reference(one: Any) -> dict[str, Any]:
        if isinstance(one, Live):
            return {"$": "n", "c": columns[one.name], "k": one.scale, "v": one.of}
        if not isinstance(one, LiveText):
            raise TypeError(f"no JSON and no reference: {type(one).__name__}")
        parts = {"w": [columns[name] for name in one.parts]} if one.parts else {}
        return parts | {
            "$": "t",
            "c": columns[one.name],
            "f": one.format,
            "p": one.pattern,
            "v": one.of,
            "m": one.mode,
            "g": one.against,
            "s": one.signed,
            "a": one.absolute,
            "z": one.zero,
        }

    return orjson.dumps(template, reference, orjson.OPT_PASSTHROUGH_DATACLASS)


def encode(template: Any, columns: Mapping[str, int]) -> Any:
    """Return `template` as plain JSON, what `write` writes."""
    return orjson.loads(write(template, columns))
