"""Kinds of numbers and how each is written: one formatter a kind, so that a number reads the same wherever it stands.

The named formats are those of `data/locales/*/formats.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.language import Language

NONE = "–"
"""What is written where there is no number."""
CASE = "money_case"
"""The named format of what one risk case costs, and of what is done about it."""
SMALLEST = 0.005
"""Chances below this, or this near to certainty, are not written as a number: no count of futures proves them."""
FINEST = 0.0005
"""The least standard error of a chance that is written: half of its last digit."""


@dataclass(frozen=True)
class Quantity:
    """One kind of number.

    Attributes
    ----------
    unit : str
        Of the value inside the program.
    value, change : str
        Named formats of a value and of a difference.
    ratio : bool
        Whether a difference is also said as a share of the base; not of shares, rates and multiples themselves.
    part : str
        Named format of a part of a value, such as one region's; that of a value where it is empty.
    """

    unit: str
    value: str
    change: str
    ratio: bool = True
    part: str = ""

    @property
    def part_format(self) -> str:
        """Return the named format of a part of a value."""
        return self.part or self.value

    def number(self, language: Language, value: float | None) -> str:
        """Return a value as bare digits, its unit standing elsewhere."""
        return _write(value, lambda one: language.number(one, self.value))

    def format(self, language: Language, value: float | None) -> str:
        """Return a value with its unit, as in a sentence."""
        return _write(value, lambda one: language.quantity(one, self.value))

    def format_part(self, language: Language, value: float | None) -> str:
        """Return a part of a value, such as one region's, with its unit."""
        return _write(value, lambda one: language.quantity(one, self.part_format))

    def number_change(self, language: Language, change: float | None, *, signed: bool = True) -> str:
        """Return a difference as bare digits."""
        return _write(change, lambda one: language.number(one, self.change, signed=signed))

    def format_change(self, language: Language, change: float | None, *, signed: bool = True) -> str:
        """Return a difference with its unit."""
        return _write(change, lambda one: language.quantity(one, self.change, signed=signed))

    def format_ratio(self, language: Language, ratio: float | None, *, signed: bool = True) -> str:
        """Return a difference as a share of what it is measured against."""
        return _write(ratio, lambda one: language.quantity(one, "percent", signed=signed))

    def is_nothing(self, language: Language, change: float) -> bool:
        """Tell whether a difference reads as none."""
        spec = language.formats[self.change]
        return math.isfinite(change) and round(change * spec.scale, spec.decimals) == 0

    def name_of_unit(self, language: Language) -> str:
        """Return the unit that stands beside the digits of a value."""
        return language.unit(self.value)


class Chance(Quantity):
    """A probability from draws: whole percent, and never a certainty."""

    def is_open(self, value: float) -> bool:
        """Tell whether a chance is written as "under" or "over" a number, which takes no error beside it."""
        return not SMALLEST <= value <= 1 - SMALLEST

    def estimate(self, language: Language, value: float, error: float) -> str:
        """Return a chance with its standard error, no finer than it is known; a dash where it is not known."""
        written, within = self.format(language, value), self.within(language, value, error)
        return language.text("plus-minus", value=written, error=within) if within else written

    def within(self, language: Language, value: float, error: float) -> str:
        """Return what a chance is known to, its standard error; empty where none is said."""
        if not math.isfinite(value) or self.is_open(value):
            return ""
        return self.format_change(language, max(error, FINEST), signed=False)

    def note(self, language: Language, value: float, error: float, draws: int) -> str:
        """Return what stands below a chance: its standard error, unless it is open, and the number of futures."""
        futures = language.number(draws, "count")
        if within := self.within(language, value, error):
            return language.text("chance-error-draws", error=within, draws=futures)
        return language.text("chance-draws", draws=futures)

    def number(self, language: Language, value: float | None) -> str:
        def digits(share: float) -> str:
            if share < SMALLEST:
                return f"<{language.number(0.01, self.value)}"
            if share > 1 - SMALLEST:
                return f">{language.number(0.99, self.value)}"
            return language.number(share, self.value)

        return _write(value, digits)

    def format(self, language: Language, value: float | None) -> str:
        def quantity(share: float) -> str:
            if share < SMALLEST:
                return language.text("compare-under-one", one=language.quantity(0.01, self.value))
            if share > 1 - SMALLEST:
                return language.text("compare-over", share=language.quantity(0.99, self.value))
            return language.quantity(share, self.value)

        return _write(value, quantity)


def _write(value: float | None, write: Callable[[float], str]) -> str:
    return NONE if value is None or not math.isfinite(value) else write(value)


MONEY = Quantity("CNY_m", "money", "money")
BIG_MONEY = Quantity("CNY_m", "revenue", "money", part="money")
COST = Quantity("CNY_m", "money_fine", "money_fine")
SHARE = Quantity("fraction", "percent", "points", ratio=False)
RATE = Quantity("fraction_per_year", "percent_year", "points", ratio=False)
PEOPLE = Quantity("persons", "people", "people")
CUSTOMERS = Quantity("customers", "count", "count")
NUMBER = Quantity("ratio", "count", "count")
PRODUCTIVITY = Quantity("CNY_m_per_person", "money_fine", "money_fine")
RETURN = Quantity("revenue_per_cost", "ratio", "ratio", ratio=False)
CHANCE = Chance("fraction", "percent_whole", "points", ratio=False)
