"""Where a line may end: never between a number and its unit, or its currency."""

from __future__ import annotations

import re

NO_BREAK = "\N{NO-BREAK SPACE}"
UNITS = r"\u4e2a\u4e07\u4ebf\u4eba\u5143\u500d\u5206\u5929\u5b63\u5bb6\u5e74\u65e5\u6708\u6b21\u70b9\u9879"
"""First letters of units and counted things in Chinese, as an expression writes them."""
AMOUNT = re.compile(
    r"(?<=[0-9]) (?=[%×]|(?:k|m|bn|tn|trillion|pts?|points?|reps?|people|months?|quarters?|years?|days?)(?![A-Za-z]))"
    rf"|(?<=[0-9]) (?=[{UNITS}])"
    r"|(?<=(?<![A-Za-z])[A-Z]{3}) (?=[+\u2212-]?[0-9])"
    r"|(?<=[\u00b1<>\u2248]) (?=[0-9])"
)
"""The blanks of an amount, in every language's way of writing: CNY 2.50 bn, 14 %, ± 0.3 pts.

`AMOUNT` of pages/scripts/shared/dom.js is the same; tests/tables/unbroken.json holds both.
"""

EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of East Asia, which need a font that has them."""
WIDE = r"\u2e80-\uffef"
"""Letters and marks of East Asia, before and behind which a line may end."""
SIGNS = "[，。；：、！？）”]*"
PIECE = re.compile(rf" +|[{WIDE}]{SIGNS}|[^ {WIDE}]+(?:(?<={NO_BREAK})[{UNITS}\u767e]+)?{SIGNS}")
WORD = re.compile(rf"[{WIDE}]|[^\s{WIDE}]+")


def pieces(text: str) -> list[str]:
    """Return what stays on one line: words, East Asian letters, amounts, blanks, each with the signs that follow it."""
    return PIECE.findall(unbroken(" ".join(text.split())))


def words(text: str) -> list[tuple[str, bool]]:
    """Return the words and East Asian letters of a text, and whether a blank follows in a line."""
    return [(word, not re.match(f"[{WIDE}]", word)) for word in WORD.findall(text)]


def unbroken(text: str) -> str:
    """Return text in which no line ends within an amount."""
    return AMOUNT.sub(NO_BREAK, text)
