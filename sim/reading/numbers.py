"""The one reader of numbers: digits as people write them, in which style decimals stand, and what stands beside them.

Read are full-width digits, true minus and dashes, losses in brackets or with the sign behind, thousands in groups of
three (comma, blank, thin blank, apostrophe; a point where decimals have a comma), exponents, and a unit before or
after. Anything else is no number: nan, 0x10, 1_000, 1.2.3, 1,23,456.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sim.reading.units import is_beside_number
from sim.reading.writing import signs

Style = Literal["point", "comma"]
STYLES: tuple[Style, Style] = ("point", "comma")
MOST = 1e18
SLACK = 1e-9
"""What a typed number may lie beside its range: rounding of what was shown."""


def _digits(group: str, point: str) -> str:
    return (
        rf"(?:[1-9]\d{{0,2}}(?P<group>{group})\d{{3}}(?:(?P=group)\d{{3}})*(?:{point}\d*)?"
        rf"|(?:\d+{point}?\d*|{point}\d+)(?:[eE][+-]?\d{{1,3}})?)"
    )


DIGITS: dict[Style, str] = {"point": _digits("[, ']", r"\."), "comma": _digits(r"[. ']", ",")}
NUMBER = {
    style: re.compile(
        rf"(?P<sign>[+-]?) ?(?P<before>[^\d+\-.,()%‰ ][^\d+\-.,()]*)? ?(?P<inner>[+-]?)(?P<digits>{digits})"
        r"(?P<after> ?[^\d+()]*?)",
        re.ASCII,
    )
    for style, digits in DIGITS.items()
}
LOSS = re.compile(r"(?P<before>[^()\d]*)\((?P<inside>[^()]*)\)(?P<after>[^()\d]*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written.

    Attributes
    ----------
    value : finite
    text : str
        The digits with a point and no groups, which tell the precision ("1.10" is not "1.1").
    unit : str
        What stands beside the digits ("%", "US$ m", "k"); "" for nothing.
    """

    value: float
    text: str
    unit: str = ""


def read_number(text: str, style: Style = "point") -> Amount | None:
    """Return a number with what stands beside it; None for anything else.

    Parameters
    ----------
    style : "point" or "comma"
        What stands before decimals.
    """
    plain = signs(text)
    if len(plain) > 80:
        return None
    lost = ""
    if match := LOSS.fullmatch(plain):  # how accountants write a loss
        if re.match(r"\s*[+-]", match["inside"]) or match["before"].strip().endswith(("-", "+")):
            return None
        lost, plain = "-", f"{match['before']}{match['inside']}{match['after']}".strip()
    elif plain.endswith("-") and not plain.startswith(("-", "+")):  # how some ledgers write it
        lost, plain = "-", plain[:-1].strip()
    match = NUMBER[style].fullmatch(plain)
    if match is None or (match["sign"] and match["inner"]) or (lost and (match["sign"] or match["inner"])):
        return None
    unit = " ".join(part.strip() for part in (match["before"] or "", match["after"]) if part.strip())
    if unit and not is_beside_number(unit):
        return None
    digits = match["digits"]
    group = match["group"] or ""
    if group:
        digits = digits.replace(group, "")
    if style == "comma":
        digits = digits.replace(",", ".")
    sign = lost or match["sign"] or match["inner"]
    value = float(f"{sign}{digits}")
    if not math.isfinite(value) or abs(value) >= MOST:
        return None
    return Amount(value, f"{sign.replace('+', '')}{digits}", unit)


def style_of(text: str) -> Style | Literal["", "either"]:
    """Return in which style a number can be read alone; "either" if in both, differently; "" if it tells nothing."""
    point, comma = (read_number(text, style) for style in STYLES)
    if point is None or comma is None:
        return "point" if point else "comma" if comma else ""
    return "" if point.value == comma.value else "either"


@dataclass(frozen=True, slots=True)
class Decimals:
    """The style of a table's numbers; `doubtful` are those that would be others in the other style, if none decides."""

    style: Style
    doubtful: tuple[str, ...] = ()


def decimals_of(written: Iterable[str], separator: str) -> Decimals:
    """Return the style of the numbers of one table.

    A number that can be read in one way only decides for all (2.5; 2,5; 1.250,5). Where there is none, a table with
    commas between its cells has points; in any other table 2,513 could be both, and is doubtful: where semicolons
    part the cells, decimals have commas, since that is what the semicolons are for.

    Parameters
    ----------
    separator : str
        What stands between the cells of the file; "" for texts in cells of a workbook.
    """
    found = [(one, style_of(one)) for one in written]
    styles = {style for _, style in found}
    if "point" in styles:
        return Decimals("point")
    if "comma" in styles:
        return Decimals("comma")
    usual: Style = "comma" if separator == ";" else "point"
    if separator == ",":
        return Decimals(usual)
    return Decimals(usual, tuple(one for one, style in found if style == "either"))


def read_typed(text: str, low: float, high: float) -> Sequence[float]:
    """Return what a number typed into a field of its own can mean within its range.

    One value is its meaning, none is a mistake, and two have to be asked for ("1,250" where 1.25 and 1,250 are both
    allowed). A unit beside it is not read: the field has its own.
    """
    plain = signs(text)
    found = [read_number(plain, style) for style in STYLES]
    if found[0] and "," not in plain:  # the field itself writes points
        found = found[:1]
    values = dict.fromkeys(one.value for one in found if one and not one.unit)
    inside = [value for value in values if low - SLACK <= value <= high + SLACK]
    return inside or list(values)[:1]
