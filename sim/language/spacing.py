"""Where a language's writing has blanks: some writings have none within, and marks that bring their own."""

from __future__ import annotations

import re
from typing import Any

SEAM = "\ue000"
"""Stands at the ends of what is filled into a sentence while it is written; a character of no writing."""


class Spacing:
    """The blanks of one language.

    Parameters
    ----------
    unspaced : characters between which no blank stands, as an expression writes them; "" where words are parted
    marks : marks beside which no blank stands, for they bring their own
    """

    def __init__(self, unspaced: str, marks: str) -> None:
        self._ends = self._seams = self._gaps = None
        self._rules: tuple[tuple[re.Pattern[str], str], ...] = ()
        if not unspaced:
            return
        own = f"[{unspaced}]"
        self._ends = re.compile(rf"{own}|[A-Za-z0-9%]")
        self._seams = re.compile(rf"(?<={own})(?:{SEAM}(</\w+>)? {SEAM}?| (<\w+>)?{SEAM})(?={own})")
        self._gaps = re.compile(
            rf"(?<={own})((?:<\w+>)?{SEAM}+)(?=[A-Za-z0-9])"
            rf"|(?<=[A-Za-z0-9%])({SEAM}+(?:</\w+>)?)(?=(?:<\w+>)?{own})"
        )
        self._rules = (
            (re.compile(rf"(?<={own}) +(?={own})"), ""),
            (re.compile(rf" *([{marks}]) *"), r"\1"),
            (re.compile(rf"(?<={own})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?={own})"), " "),
        )

    def mark(self, value: Any) -> Any:
        """Return a value, marked where it begins or ends in writing that asks for a blank beside it, or for none."""
        if self._ends is None or not isinstance(value, str) or not self._ends.search(value[:1] + value[-1:]):
            return value
        return f"{SEAM}{value}{SEAM}"

    def close(self, text: str) -> str:
        """Return a sentence with blanks round what was filled in as its writing asks for them.

        The blank left for a number goes where words of the writing itself came, and one comes where a name in Latin
        writing or a percentage would touch the words beside it. What stands inside a value stays as somebody wrote it.
        """
        if self._seams is None or self._gaps is None or SEAM not in text:
            return text
        return self._gaps.sub(_gap, self._seams.sub(r"\1\2", text)).replace(SEAM, "")

    def even(self, text: str) -> str:
        """Return text with blanks beside Latin writing, and none within the language's own or beside its marks."""
        for pattern, instead in self._rules:
            text = pattern.sub(instead, text)
        return text


def _gap(found: re.Match[str]) -> str:
    """Return the mark-up at an end of a value with a blank outside it."""
    before, behind = found.groups()
    return f" {before}" if behind is None else f"{behind} "
