"""Texts, numbers and dates in the reader's language.

A language is a folder `data/locales/<id>/`: `*.ftl` message files (Project Fluent: plurals, word order and
variables are the translator's) and `formats.yaml`, which says how each kind of number is scaled, rounded and
named. Adding a language is adding a folder.
"""

from __future__ import annotations

import copy
import datetime as dt
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fluent.runtime.types import fluent_number

from sim.language.source import Source
from sim.language.spacing import Spacing

LOCALES = Path(os.environ.get("SCENARIO_LOCALES") or Path(__file__).resolve().parents[2] / "data" / "locales")
"""Where the languages lie; SCENARIO_LOCALES in the environment puts another folder in their place."""
FALLBACK = "en"
"""The language that stands in: where nobody chose one, and where a text is wanted in whichever there is."""
MINUS = "\N{MINUS SIGN}"
WRITTEN = 4096  # texts kept: a page is drawn again and again with the same words
HUGE = 1e15  # what a user may type by mistake; written as typed, because decimal arithmetic ends at 28 digits


@dataclass(frozen=True)
class NumberFormat:
    """How one kind of number is written: `shown = value · scale`, rounded to `decimals`.

    `unit` stands small beside a headline number; `pattern` is the form inside a sentence ("CNY {number} bn").
    """

    scale: float
    decimals: int
    unit: str
    pattern: str

    @property
    def step(self) -> float:
        """Return the least difference that is written, in the unit of values."""
        return 10**-self.decimals / self.scale


@dataclass(frozen=True)
class DocumentFormat:
    """What files in a language say of themselves: the language tag of slides, the font of workbooks, and the faces that
    have its letters where the house's has not, the best first."""

    tag: str
    font: str
    faces: Sequence[str]


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _isolate(value: Any) -> Any:
    """Return a name with letters that run right to left so marked that the sentence round it keeps its order."""
    if isinstance(value, str) and RIGHT_TO_LEFT.search(value):
        return f"\u2068{value}\u2069"
    return value


USUAL = (("CNY", 3), ("CNY", 4))
"""Currencies and orders of magnitude [log10 of millions] that the formats of formats.yaml are made for."""
NO_CURRENCY = "XXX"
MONEY_DIGITS = {
    "revenue": (2, 2, 2), "money": (3, 2, 3), "money_fine": (5, 3, 3), "money_case": (4, 2, 2), "money_axis": (3, 2, 3),
    "revenue_axis": (1, 2, 2),
}  # fmt: skip
"""By format of money: how many digits below the order of the plan it resolves, and how many decimals it may have, where
scales lie three digits apart (bn, m: 617.6 m beside 618 m) and where four, as in Chinese (6.176 beside 6.18)."""


YEARS = (
    *("year", "period", "start", "end", "from", "to", "last"),
    *("plan-since", "plan-second", "plan-base", "plan-first", "plan-last"),
)
"""Variables of texts that are a year of the plan where four digits stand in them."""
YEAR, FISCAL = re.compile(r"(?:19|20|21)\d\d"), "\ue002"
FISCAL_SPAN = re.compile(rf"(\d{{4}}){FISCAL}–(\d{{4}}){FISCAL}")
PERIOD = re.compile(r"(?P<year>\d{4}) ?(?P<part>[QH][1-4])")


class Language:
    """One language: its messages and its number formats."""

    def __init__(self, folder: Path) -> None:
        settings = yaml.load((folder / "formats.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        self.id = folder.name
        self.name: str = settings["name"]
        self.label: str = settings["label"]
        self.locale: str = settings["locale"]
        self.document = DocumentFormat(**settings["document"])
        self._writing: dict[str, str] = settings["writing"]
        self.spacing = Spacing(self._writing["unspaced"], self._writing["wide_marks"])
        self.figure_order = tuple(self._writing["figure_order"].split())
        self._money: dict[str, Any] = settings["money"]
        self._source = Source(folder, self.locale)
        self._dates: Locale | None = None  # of a region, where somebody reads in one
        self.formats = {name: NumberFormat(**spec) for name, spec in settings["formats"].items()}
        self._own: Mapping[str, str] = {}
        self._known: Mapping[str, str] = {
            "plan-currency": self.currency_name(USUAL[0][0]),
            "plan-years": self._writing["every_year"],
            "plan-fiscal": "no",
        }
        self._shared = self
        self._write_once = lru_cache(WRITTEN)(self._write)

    @property
    def without_plan(self) -> Language:
        """Return the language without any plan's texts."""
        return self._shared

    def with_texts(self, own: Mapping[str, str], known: Mapping[str, str]) -> Language:
        """Return the language with a plan's own texts and what its sentences know of the plan.

        Parameters
        ----------
        own : plain strings by key, shown as they stand
        known : values of variables that every message may use without being given them, such as `plan-last`
        """
        bound = copy.copy(self)
        bound._own, bound._known = own, known
        bound._write_once = lru_cache(WRITTEN)(bound._write)  # what the plan says is written into the sentences
        return bound

    def in_region(self, tag: str | None) -> Language:
        """Return the language with dates as a region writes them ("en-GB"); itself where that is no region of it."""
        return _in_region(self, tag or "")

    def with_money(self, currency: str, size: float) -> Language:
        """Return the language with its formats of money in a currency, in a scale that fits amounts of this size.

        The formats of formats.yaml are those of a company of some billion CNY; a plan like that keeps them.

        Parameters
        ----------
        currency : ISO 4217 code; XXX writes points of an index
        size : a large amount of the plan, in millions
        """
        order = math.floor(math.log10(max(abs(size), 1e-12)))
        if (currency, order) in USUAL:
            return self.without_plan
        bound = copy.copy(self.without_plan)
        bound.formats = bound.formats | {
            name: self._money_format(currency, order, 10.0 ** (order - digits), places, wide)
            for name, (digits, places, wide) in MONEY_DIGITS.items()
        }
        if bound.unit("revenue") == bound.unit("money"):  # one writing in one unit: never 35.4 and 35.45
            bound.formats["revenue"] = bound.formats["money"]
        return bound

    def _money_format(self, currency: str, order: int, resolution: float, places: int, wide: int) -> NumberFormat:
        """Return a format that shows amounts to `resolution` [million] in the largest scale with few decimals, none in
        which an amount of the plan's order would begin with a nought."""
        spec = self._money
        scales = {0: ""} if currency == NO_CURRENCY else spec["scales"]
        exponent, decimals, ordered = 0, 0, sorted(scales, reverse=True)
        for exponent, below in zip(ordered, (*ordered[1:], 0), strict=True):
            if exponent > max(order + 6, min(scales)):
                continue
            factor = 1.0 if currency == NO_CURRENCY else 10.0 ** (6 - exponent)
            decimals = max(0, math.ceil(-math.log10(resolution * factor) - 1e-9))
            # above a million no decimal is the next scale's whole: 300 m, not 0.300 bn; but 3.125 亿, not 31,250 万
            most = places if exponent <= 6 else min(wide if exponent - below > 3 else places, exponent - below - 1)
            if decimals <= most or exponent == min(scales):
                break
        scale = 1.0 if currency == NO_CURRENCY else 10.0 ** (6 - exponent)
        if currency == NO_CURRENCY:
            return NumberFormat(scale, min(decimals, 4), spec["index"], spec["index_pattern"])
        told = {"{currency}": self.currency_name(currency), "{scale}": scales[exponent]}
        written: list[str] = []
        for text in (spec["unit"], spec["pattern"]):
            for part, name in told.items():
                text = text.replace(part, name)
            written.append(text.strip())
        return NumberFormat(scale, min(decimals, max(places, wide)), *written)

    def currency_name(self, code: str) -> str:
        """Return how a currency is called beside a number with a scale: its code, or a name."""
        names = self._money["currencies"]
        if not names.get("local"):
            return names.get(code, code)
        return names.get(code) or self._source.conventions.currencies.get(code, code)

    def has(self, key: str) -> bool:
        """Tell whether `key` (a text of the plan, a message, or `message.attribute`) exists."""
        if key in self._own:
            return True
        name, _, attribute = key.partition(".")
        if not self._source.messages.has_message(name):
            return False
        message = self._source.messages.get_message(name)
        return attribute in message.attributes if attribute else message.value is not None

    def text(self, key: str, /, **arguments: Any) -> str:
        """Return the message `key` with `arguments` filled in, those of a list side by side.

        Raises
        ------
        KeyError
            The language has no such message, or the message misses an argument: a defect, never a fallback.
        """
        if key in self._own:
            return self._own[key]
        for value in arguments.values():
            if type(value) is not str and type(value) is not int:
                return self._write(key, *arguments.items())
        return self._write_once(key, *arguments.items())

    def _write(self, key: str, *arguments: tuple[str, Any]) -> str:
        arguments = tuple(
            (name, self.enumeration(value) if isinstance(value, list | tuple) else value) for name, value in arguments
        )
        name, _, attribute = key.partition(".")
        if not self.has(key):
            raise KeyError(f"no text {key!r} in language {self.id!r}")
        message = self._source.messages.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        assert pattern is not None
        fiscal, known = self._known["plan-fiscal"] == "yes", self._known
        if fiscal:
            arguments = tuple((name, self._in_fiscal_year(name, value)) for name, value in arguments)
            known = {name: self._in_fiscal_year(name, value) for name, value in known.items()}
        values = {name: self._value(value) for name, value in arguments}
        text, problems = self._source.messages.format_pattern(pattern, {**known, **values})
        if problems:
            raise KeyError(f"text {key!r} in language {self.id!r}: {problems[0]}")
        written = self.spacing.close(str(text))
        return self._fiscal_years(written) if fiscal else written

    def _value(self, value: Any) -> Any:
        """Return what is filled in for an argument.

        Bare numbers are years, counts and typed values: never grouped (2,026), never cut to three decimals.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value if value in self._source.messages.variants else self.spacing.mark(_isolate(value))
        if abs(value) < HUGE:
            return fluent_number(value, useGrouping=False, maximumFractionDigits=10)
        return f"{Decimal(value).normalize() if isinstance(value, int) else value:.6g}"  # no float holds every int

    def _in_fiscal_year(self, name: str, value: Any) -> Any:
        """Return a half or quarter as a plan with a fiscal year calls it; a year is marked, for `_fiscal_years`."""
        if name in YEARS and YEAR.fullmatch(str(value) if name == "year" else value if isinstance(value, str) else ""):
            return f"{value}{FISCAL}"
        return self.period(value) if isinstance(value, str) and PERIOD.fullmatch(value) else value

    def _fiscal_years(self, text: str) -> str:
        """Return a text with the years in it called as fiscal ones, with the word that a sentence has for a year;
        where a period is typed ("2031H1") it stays as it is."""

        def name_year(found: re.Match[str]) -> str:
            if found["part"] is not None:
                return found["year"]
            return self._fill(self._writing["fiscal_year"], {"year": found["year"], "short": found["year"][2:]})

        word = self._writing["year_word"]
        text = FISCAL_SPAN.sub(lambda found: self.years(int(found[1]), int(found[2])), text)
        text = re.sub(rf"(?P<year>\d{{4}}){FISCAL}(?P<part>(?=[HQ][1-4]))?", name_year, text)
        ending = self._writing["fiscal_year"].partition("{year}")[2]  # of a year as of a span: neither takes the word
        return re.sub(f"{re.escape(ending)} ?{re.escape(word.strip())}", ending, text) if word and ending else text

    def number(self, value: float, format: str, *, signed: bool = False, decimals: int | None = None) -> str:
        """Return `value` as bare digits of the named format, with a true minus; `signed` adds a plus."""
        spec = self.formats[format]
        if not math.isfinite(value):
            return "–"
        places = spec.decimals if decimals is None else decimals
        shown = round(value * spec.scale, places) + 0.0
        if abs(shown) * 10**places < HUGE:  # so few digits are exact, and Python writes them ten times as fast
            digits = f"{abs(shown):,.{places}f}".translate(self._source.symbols)
        else:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            digits = format_decimal(
                abs(shown), format=pattern, locale=self._source.conventions, decimal_quantization=True
            )
        sign = MINUS if shown < 0 else "+" if signed and shown > 0 else ""
        return sign + digits

    def quantity(self, value: float, format: str, *, signed: bool = False, decimals: int | None = None) -> str:
        """Return `value` with its unit, as it stands in a sentence."""
        return self.formats[format].pattern.replace(
            "{number}", self.number(value, format, signed=signed, decimals=decimals)
        )

    def unit(self, format: str) -> str:
        """Return the unit that stands beside a number of the named format."""
        return self.formats[format].unit

    def join(self, parts: Iterable[str], by: str = "list") -> str:
        """Return texts side by side as formats.yaml joins a "list", "clauses", "groups", "sentences" …"""
        return self._writing[by].join(parts)

    def enumeration(self, parts: Iterable[object]) -> str:
        """Return things side by side, or a dash where there are none."""
        return self.join(map(str, parts)) or "–"

    def period(self, label: str) -> str:
        """Return how the plan at hand calls a year, half or quarter; anything else is returned as it stands.

        "2026Q4" is "2026 Q4", or "FY26 Q4" where the plan's years begin in another month than January.
        """
        match = PERIOD.fullmatch(label)
        if match is None:
            return self.year(label) if YEAR.fullmatch(label) else label
        return self._in_year("period", match["year"], match["part"])

    def with_year(self, text: str, year: str) -> str:
        """Return a text of a plan with a year where it says {year}, called as sentences call it."""
        fiscal = self._known["plan-fiscal"] == "yes"
        return self._fiscal_years(text.replace("{year}", year + FISCAL)) if fiscal else text.replace("{year}", year)

    def year(self, year: int | str) -> str:
        """Return a year as it stands alone, on an axis or over a column: 2026, or "FY26" where years are fiscal.

        A sentence names it as `{ $year }`.
        """
        return self._in_year("period_year", str(year))

    def quarter_ticks(self, labels: Iterable[str]) -> list[str]:
        """Return how quarters are called on an axis: the first of a year by the year, as the plan calls it."""
        return [self._in_year("period_year", label[:4]) if label.endswith("Q1") else label[4:] for label in labels]

    def _in_year(self, form: str, year: str, part: str = "") -> str:
        fiscal = "fiscal_" if self._known["plan-fiscal"] == "yes" else ""
        return self._fill(self._writing[fiscal + form], {"year": year, "short": year[2:], "part": part})

    def years(self, first: int, last: int) -> str:
        """Return a span of years, called as the plan at hand calls them; one year stands alone."""
        fiscal = "fiscal_" if self._known["plan-fiscal"] == "yes" else ""
        if first == last:
            one = {"year": str(first), "short": f"{first % 100:02d}"}
            return self._fill(self._writing["fiscal_year"], one) if fiscal else str(first)
        written = {"from": str(first), "to": str(last), "first": f"{first % 100:02d}", "short": f"{last % 100:02d}"}
        return self._fill(self._writing[fiscal + "years"], written)

    @staticmethod
    def _fill(pattern: str, written: Mapping[str, str]) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: written[found[1]], pattern)

    def currency(self, code: str) -> str:
        """Return how a currency that has no name stands beside its number."""
        return self._writing["currency"].replace("{code}", code)

    def date(self, moment: dt.date) -> str:
        return format_date(moment, format="medium", locale=self._dates or self._source.conventions)

    def time(self, moment: dt.datetime) -> str:
        return format_datetime(moment, format="short", locale=self._dates or self._source.conventions)


@lru_cache(maxsize=256)
def _in_region(language: Language, tag: str) -> Language:
    try:
        region = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return language
    own = Locale.parse(language.locale)
    if region.language != own.language or own.territory is not None or str(region) == str(own):
        return language
    written = copy.copy(language)
    written._dates = region
    return written


def key(prefix: str, id: str) -> str:
    """Return the message id of a plan's own thing: `key("lever", "growth.west")` is "lever-growth-west"."""
    return f"{prefix}-{id.replace('.', '-').replace('_', '-')}"


def languages() -> tuple[str, ...]:
    """Return the ids of the languages there are, sorted."""
    return tuple(sorted(path.parent.name for path in LOCALES.glob("*/formats.yaml")))


@lru_cache
def get_language(id: str) -> Language:
    """Return the language with this id; an unknown one is a KeyError."""
    if id not in languages():
        raise KeyError(f"no language {id!r}; there are {', '.join(languages())}")
    return Language(LOCALES / id)


def preferred_language(wanted: str | None) -> str:
    """Return the language that fits a browser or system locale best, such as `zh-CN`; else the one that stands in."""
    for id in languages():
        if (wanted or "").lower().replace("_", "-").split("-")[0] == id:
            return id
    return FALLBACK
