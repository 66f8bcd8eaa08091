"""What a spreadsheet's number format makes of a number: as it is shown, so it is read.

A format can divide by thousands (`#,##0.0,,`), set a point of its own into the digits (`0!.0,` shows ten thousands),
show a percentage, add words (" m") or show nothing at all. Formats that show time, fractions or powers of ten leave
the number as it is.
"""

from __future__ import annotations

import math
import operator
import re
from dataclasses import dataclass
from functools import lru_cache

TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|\[(?P<condition>[<>=]+[^\]]*)\]'
    r"|\[[^\]]*\]|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL,
)
COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
SIGNS_OF_LOSS = re.compile(r"[()+\-\s]")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a format shows a number: `number / divisor` with `decimals` (None: as many as it has), words round it.

    `nothing`: the format hides the number.
    """

    divisor: float = 1.0
    decimals: int | None = None
    before: str = ""
    after: str = ""
    nothing: bool = False


PLAIN = Shown()


@dataclass(frozen=True, slots=True)
class _Section:
    shown: Shown
    condition: tuple[str, float] | None


def apply_format(number: float, format: str) -> Shown:
    """Return how a format shows a number."""
    sections = _sections(format or "General")
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or COMPARE[section.condition[0]](number, section.condition[1]):
                return section.shown
        return PLAIN
    if number < 0 and len(sections) > 1:
        return sections[1].shown
    if number == 0 and len(sections) > 2:
        zero = sections[2].shown
        return Shown(nothing=True) if zero.nothing else sections[0].shown
    return sections[0].shown


def as_text(number: float, format: str, *, exact: bool) -> str:
    """Return a number as its format shows it, with a point before decimals and no groups.

    Parameters
    ----------
    exact : bool
        All its digits; otherwise as many decimals as the format shows, unless that changes the number by much.
    """
    shown = apply_format(number, format)
    if shown.nothing:
        return ""
    value = number / shown.divisor
    digits = f"{value:.15g}" if exact else f"{value:.12g}"
    if not exact and shown.decimals is not None:
        rounded = f"{value:.{shown.decimals}f}"
        if math.isclose(float(rounded), value, rel_tol=0.05, abs_tol=1e-12):
            digits = rounded
    return " ".join(part for part in (shown.before, digits, shown.after) if part)


@lru_cache(maxsize=4096)
def _sections(format: str) -> list[_Section]:
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', format.replace("\\;", "").replace("!;", ""))
    return [_section(part) for part in parts]


def _section(part: str) -> _Section:
    condition = None
    tokens: list[tuple[str, str]] = []
    for match in TOKENS.finditer(part):
        kind = match.lastgroup or ""
        if kind == "condition" and (found := re.fullmatch(r"([<>=]+)(-?[\d.]+)", match["condition"])):
            condition = (found[1], float(found[2])) if found[1] in COMPARE else None
        elif kind:
            tokens.append((kind, match[kind]))
    if not tokens and not part.strip():
        return _Section(Shown(nothing=True), condition)
    digits = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    words = "".join(text for kind, text in tokens if kind == "other")
    if not digits:
        return _Section(PLAIN, condition)
    if re.search(r"[/EeYyDdHhSs@]|General", words) or re.search(r"[mM]", words):
        return _Section(PLAIN, condition)
    return _Section(_read(tokens, digits[0], digits[-1]), condition)


def _read(tokens: list[tuple[str, str]], first: int, last: int) -> Shown:
    """Return what one section of digits shows."""
    decimals, pushed, commas = 0, 0, 0
    point = own_point = False
    after_digits = last + 1
    for kind, text in tokens[first : last + 1]:
        if kind == "other" and text == ".":
            point = True
            divided, commas = commas, 0
            pushed += 3 * divided  # commas before the point divide too
        elif kind == "other" and text == ",":
            commas += 1
        elif kind == "digit":
            commas = 0  # a comma between digits groups them
            decimals += point or own_point
            own_place = own_point and not point
            pushed += own_place
        elif kind in ("quoted", "escaped") and text == ".":
            own_point = True  # a point that is put between the digits divides by its place
    while after_digits < len(tokens) and tokens[after_digits] == ("other", ","):
        pushed += 3
        after_digits += 1
    before = "".join(text for _, text in tokens[:first])
    after = "".join(text for _, text in tokens[after_digits:])
    divisor = 10.0**pushed
    if "%" in before + after:
        divisor /= 100
    return Shown(divisor, decimals, SIGNS_OF_LOSS.sub(" ", before).strip(), SIGNS_OF_LOSS.sub(" ", after).strip())
