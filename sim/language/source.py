"""The files a language is made of, and the world's conventions for its region."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from sim.language.messages import Messages


class Source:
    """What takes time to read of a language, read when it is first wanted; all languages made of one share it."""

    def __init__(self, folder: Path, locale: str) -> None:
        self._folder, self._locale = folder, locale

    @cached_property
    def messages(self) -> Messages:
        found = Messages(self._locale.replace("_", "-"))
        for path in sorted(self._folder.glob("*.ftl")):
            found.add(path.read_text(encoding="utf-8"))
        return found

    @cached_property
    def conventions(self) -> Locale:
        return Locale.parse(self._locale)

    @cached_property
    def symbols(self) -> dict[int, str]:
        """What stands for comma and point of a number."""
        return str.maketrans({",": get_group_symbol(self.conventions), ".": get_decimal_symbol(self.conventions)})
