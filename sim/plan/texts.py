"""The texts that a plan holds, and a language that speaks them: names in the reader's language, years, amounts."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from sim.language import Language


@dataclass(frozen=True)
class Known:
    """What sentences say of the plan at hand, as `{ $plan-last }`: its years, and amounts [CNY_m, fraction a year].

    Attributes
    ----------
    record : the years of actual revenue, the last is the base year
    programme : what the plan spends by budget category
    currency, size : decide how amounts of money are written; see `Language.with_money`
    last : the last period of the horizon: a year, or the part of it that the horizon has
    fiscal : its years begin in another month than January, so that quarters are called by them
    """

    record: tuple[int, ...]
    years: tuple[int, ...]
    programme: tuple[float, ...]
    market_growth: float
    quarters: int = 0
    currency: str = "CNY"
    size: float = 1000.0
    last: str = ""
    fiscal: bool = False

    def variables(self, language: Language) -> dict[str, str]:
        """Return the variables that every sentence may use."""
        record, years, fiscal = self.record, self.years, "yes" if self.fiscal else "no"
        language = language.with_texts({}, {"plan-fiscal": fiscal})  # which spans of years are called by, too
        spent = [language.quantity(amount, "money_fine", decimals=0) for amount in self.programme]
        return {
            "plan-since": str(record[0]),
            "plan-second": str(record[min(1, len(record) - 1)]),
            "plan-past": language.years(record[min(1, len(record) - 1)], record[-1]),
            "plan-base": str(record[-1]),
            "plan-first": str(years[0]),
            "plan-last": self.last or str(years[-1]),
            "plan-years": language.years(years[0], years[-1]),
            "plan-currency": language.currency_name(self.currency),
            "plan-fiscal": fiscal,
            "plan-quarters": str(self.quarters or 4 * len(years)),
            "plan-programme": language.join(spent),
            "plan-spends": "yes" if spent else "no",
            "plan-market-growth": language.quantity(self.market_growth, "percent_year"),
        }


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of a plan.

    Attributes
    ----------
    original : the language that has every text
    languages : the languages there are, the original first
    missing : by language, what it lacks ("levers.headcount"), so that another language stands in
    known : what sentences may say of the plan
    by_program : those of the missing that the program names in the language itself, so that nothing foreign is shown
    """

    original: str
    by_language: Mapping[str, Mapping[str, str]] = field(repr=False)
    missing: Mapping[str, tuple[str, ...]]
    known: Known
    by_program: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def lacking(self, language: str) -> tuple[str, ...]:
        """Return what a language lacks and the program has no name for, so that another language is shown."""
        named = self.by_program.get(language, ())
        return tuple(one for one in self.missing[language] if one not in named)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.by_language)

    def of(self, language: str) -> Mapping[str, str]:
        """Return every text by key, in a language or in the one that stands in for it."""
        return self.by_language.get(language, self.by_language[self.original])


BY_ID = "id"
"""Stands for a language where a pack brings no texts at all."""
NO_TEXTS = Texts("", {"": {}}, {}, Known((0,), (0,), (), 0.0))


class HasTexts(Protocol):
    """A plan, as far as its texts go."""

    @property
    def texts(self) -> Texts: ...


def vocabulary(language: Language, *plans: HasTexts) -> Language:
    """Return a language with the plans' own texts; where two plans name a thing differently, the first one's hold."""
    return _vocabulary(language.without_plan, *(plan.texts for plan in plans))


@lru_cache(maxsize=256)
def _vocabulary(language: Language, *texts: Texts) -> Language:
    own = dict(ChainMap(*(dict(one.of(language.id)) for one in texts)))  # looked into at every text
    known = texts[0].known
    language = language.with_money(known.currency, known.size)
    return language.with_texts(own, known.variables(language))
