"""What a cell says as a value of the pack, read the way the value that stood there is written."""

from __future__ import annotations

import math
import re
from typing import Any

from sim.plan.distributions import KINDS
from sim.reading.cells import Figure, Formula
from sim.reading.entries import amounts, is_list
from sim.reading.numbers import read_typed

LISTS = (*KINDS, "range", "size", "quarters", "between", "regions", "years", "choices", "source")
"""Keys whose value may be a list where none stood before."""
COULD_BE_TWO = re.compile(r"(?<![\d.,])[+-]?[1-9]\d{0,2}\.\d{3}(?![\d.,])")
"""A text whose point could part thousands, as half of Europe writes them; in a number of the workbook it cannot."""


class NotAValue(ValueError):
    """A cell that cannot be read; its argument says what is allowed there."""


def value_of(text: str, known: Any, key: str) -> Any:
    """Return a cell's value.

    Parameters
    ----------
    known : the value that stands in the pack; None for a new one
    key : the last part of its path

    Raises
    ------
    NotAValue
        A formula that nobody computed, or no number where one stands.
    """
    if isinstance(text, Formula):
        raise NotAValue("= …")
    listed = isinstance(known, list) or (key in LISTS and is_list(text))
    if listed and key == "value" and isinstance(known, int | float):
        listed = not _numbers(exact(text))  # a decimal comma where one number stood; "1, 5" lists what it could be
    if listed:
        like = known[0] if isinstance(known, list) and known else None
        return [value_of(part, like, "") for part in amounts(exact(text))]
    if isinstance(known, bool) or (known is None and exact(text).casefold() in ("true", "false")):
        if exact(text).casefold() not in ("true", "false"):
            raise NotAValue("true", "false")
        return exact(text).casefold() == "true"
    if isinstance(known, str):
        return exact(text)
    found = _numbers(exact(text))
    if key and COULD_BE_TWO.fullmatch(exact(text)) and not isinstance(text, Figure):  # typed as text: "31.500"
        found = [*found, *_numbers(exact(text).replace(".", ""))]
    if len(found) > 1:  # a comma could part thousands or decimals
        raise NotAValue(*(f"{one:.12g}" for one in sorted(found)))
    if found:
        return _as_known(found[0], known)
    if isinstance(known, int | float):
        raise NotAValue("float")
    return exact(text)


def exact(text: str) -> str:
    """Return a cell's text with all digits that the workbook holds."""
    return (text.exact if isinstance(text, Figure) else str(text)).strip()


def _numbers(text: str) -> list[float]:
    """Return what a cell can mean as a number, by the one reader of numbers."""
    scale = 100 if text.endswith(("%", "％")) else 1
    return [one / scale for one in read_typed(text.rstrip("%％").strip(), -math.inf, math.inf)]


def _as_known(value: float, known: Any) -> float | int:
    if isinstance(known, int | float) and math.isclose(value, known, rel_tol=1e-13, abs_tol=0):
        return known
    return int(value) if value.is_integer() and not isinstance(known, float) else value


def same(one: Any, other: Any) -> bool:
    """Tell whether two values say the same; a workbook keeps fifteen digits of a number."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, list) or isinstance(other, list):
        return same(*(value if isinstance(value, list) else [value] for value in (one, other)))
    if isinstance(one, bool | str) or isinstance(other, bool | str) or one is None or other is None:
        return one == other
    return math.isclose(one, other, rel_tol=1e-13, abs_tol=0)
