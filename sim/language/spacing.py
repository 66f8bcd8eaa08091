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
        self._unspaced = self._seams = None
        self._rules: tuple[tuple[re.Pattern[str], str], ...] = ()
        if not unspaced:
            return
        own = f"[{unspaced}]"
        self._unspaced = re.compile(own)
        self._seams = re.compile(rf"(?<={own})(?:{SEAM}(</b>)? {SEAM}?| (<b>)?{SEAM})(?={own})")
        self._rules = (
            (re.compile(rf"(?<={own}) +(?={own})"), ""),
            (re.compile(rf" *([{marks}]) *"), r"\1"),
            (re.compile(rf"(?<={own})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?={own})"), " "),
        )

    def mark(self, value: Any) -> Any:
        """Return a value, marked where it begins or ends in writing that has no blanks."""
        if self._unspaced is None or not isinstance(value, str) or not self._unspaced.search(value[:1] + value[-1:]):
            return value
        return f"{SEAM}{value}{SEAM}"

    def close(self, text: str) -> str:
        """Return a sentence without the blank that it leaves for a number where words of such writing were filled in.

        What stands inside a value stays as somebody wrote it.
        """
        return text if self._seams is None or SEAM not in text else self._seams.sub(r"\1\2", text).replace(SEAM, "")

    def even(self, text: str) -> str:
        """Return text with blanks beside Latin writing, and none within the language's own or beside its marks."""
        for pattern, instead in self._rules:
            text = pattern.sub(instead, text)
        return text
