"""How facts of planning documents are shown: metric, scope, period, value and document in the reader's language.

Fact tables use short English ids; what a reader sees are the texts `fact-<column>-<slug>`. A user's own table may hold
words that no language file knows; those are shown as the user wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sim.language import Language, key
from sim.plan import Fact
from sim.plan.facts import word_key

FINE_MONEY = 100.0
"""[CNY_m] Below this, money is shown in a language's small unit."""


SINGLE_MONEY = 0.01
"""[million] Below this, a price or a fee, money is shown in the currency itself."""
MILLIONS = {"": 1e-6, "k": 1e-3, "m": 1.0, "bn": 1e3, "trillion": 1e6}
"""Millions of a currency in one unit of a fact table."""


def word(column: str, id: str, language: Language) -> str:
    """Return the text of a metric, scope, note or kind; a user's own word, without underscores, where there is none."""
    name = word_key(column, id)
    if language.has(name):
        return language.text(name)
    return id.replace("_", " ") if column == "metric" and id.isascii() else id


def metric(fact: Fact, language: Language) -> str:
    return word("metric", fact.metric, language)


def scope(fact: Fact, language: Language) -> str:
    return word("scope", fact.scope, language)


def kind(fact: Fact, language: Language) -> str:
    return word("kind", fact.kind, language)


def note(fact: Fact, language: Language) -> str:
    return word("note", fact.note, language) if fact.note else ""


def period(fact: Fact, language: Language) -> str:
    """Return the period in words; one that follows no known pattern is shown as it stands."""
    return period_words(fact.period, language)


def period_words(stated: str, language: Language) -> str:
    """Return a period of a fact table in words: "2026", "2026Q3"."""
    if stated in ("n/a", ""):
        return language.text("fact-period-none")
    if stated == "year":
        return language.text("fact-period-any")
    if match := re.fullmatch(r"(\d{4})", stated):
        return language.text("fact-period-year", year=match[1])
    if match := re.fullmatch(r"(\d{4})-(\d{4})", stated):
        return language.text("fact-period-range", **{"from": match[1], "to": match[2]})
    if match := re.fullmatch(r"(\d{4})H([12])", stated):
        return language.text("fact-period-half", year=match[1], half=int(match[2]))
    if match := re.fullmatch(r"(\d{4})Q([1-4])", stated):
        return language.text("fact-period-quarter", year=match[1], quarter=match[2])
    return stated


def places(value: float, most: int = 6) -> int:
    """Return how many decimals show `value` exactly, up to `most`."""
    return next((n for n in range(most) if abs(round(value, n) - value) <= 1e-9 * max(1.0, abs(value))), most)


def value(fact: Fact, language: Language) -> str:
    """Return the stated value with its unit, never rounded."""
    if fact.unit == "CNY_m":
        format = "money" if abs(fact.value) >= FINE_MONEY else "money_fine"
        return language.quantity(fact.value, format, decimals=places(fact.value * language.formats[format].scale))
    number = language.number(fact.value, "plain", decimals=places(fact.value))
    name = word_key("unit", fact.unit)
    if language.has(name):
        return language.text(name, number=number)
    return money(fact.value, fact.unit, language) or f"{number} {fact.unit}"


def money(value: float, unit: str, language: Language) -> str:
    """Return an amount of any currency ("EUR_m", "USD_k") in a unit of the language that fits it; "" for others."""
    match = re.fullmatch(r"([A-Z]{3})(?:_(k|m|bn|trillion))?", unit)
    if not match:
        return ""
    millions = value * MILLIONS[match[2] or ""]
    name = f"fact-currency-{match[1].lower()}"
    currency = language.text(name) if language.has(name) else language.currency(match[1])
    if 0 < abs(millions) < SINGLE_MONEY:
        number = language.number(millions * 1e6, "plain", decimals=places(round(millions * 1e6, 6)))
        return language.text("fact-money-single", number=number, currency=currency)
    format = "money" if abs(millions) >= FINE_MONEY else "money_fine"
    shown = language.quantity(millions, format, decimals=places(millions * language.formats[format].scale))
    return shown.replace(language.text("fact-currency-cny"), currency)


def document_title(document: Mapping[str, str], language: Language) -> str:
    """Return a document's title: in the words of its plan, else as the table of documents has it."""
    own = key("document", document["document"])
    return language.text(own) if language.has(own) else document["title"]


def statement(fact: Fact, language: Language) -> str:
    """Return the fact in one line: what, whose, when, what kind of statement, how much."""
    return language.text(
        "fact-statement",
        metric=metric(fact, language),
        scope=scope(fact, language),
        period=period(fact, language),
        kind=kind(fact, language),
        value=value(fact, language),
    )


def place(fact: Fact, language: Language) -> str:
    """Return where the fact stands: document and section."""
    return language.text("fact-place", document=fact.document, section=fact.section)
