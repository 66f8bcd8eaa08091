"""The one reader of units: what a unit measures, and its factor to the base unit of that dimension."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.numbers import get_currency_name, list_currencies

from sim.language import get_language, languages
from sim.reading.writing import signs

DATA = Path(__file__).resolve().parents[2] / "data" / "reading"
MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Attributes
    ----------
    id : str
        As written.
    dimension : str
        What it measures: fraction, ratio, persons, time, "money CNY", …; of an unknown unit its own word.
    factor : float
        To the dimension's base unit: fractions, hours, millions of a currency, one of what is counted.
    per_year, countable, points : bool
        A rate a year; quantities that add up; percentage points, never per cent of something.
    known : bool
        Whether the word is understood; an unknown unit is comparable with itself only.
    """

    id: str
    dimension: str
    factor: float
    per_year: bool = False
    countable: bool = False
    points: bool = False
    known: bool = True


class _Words:
    """What data/reading/units.yaml says, by the writing of names without blanks."""

    def __init__(self) -> None:
        data: dict[str, Any] = yaml.safe_load((DATA / "units.yaml").read_text(encoding="utf-8"))
        self.countable = {_key(word) for word in data["countable"]}
        self.per_year = re.compile(data["per_year"])
        self.heading = re.compile(data["heading"])
        self.stated = re.compile(data["stated"], re.IGNORECASE)
        self.scales: dict[str, float] = {_key(word): float(value) for word, value in data["scales"].items()}
        self.nouns: dict[str, list[str]] = data["nouns"]
        self.money = {_key(word): (code, float(scale)) for word, (code, scale) in data["money"].items()}
        self.units: dict[str, Unit] = {}
        for id, spec in data["units"].items():
            known = Unit(id, spec["dimension"], spec["factor"], points=spec.get("points", False))
            known = replace(known, countable=known.dimension in data["countable"])
            self.units |= {_key(name): known for name in (id, *spec["names"])}
        self.currencies = {_key(name): code for name, code in _babel_names().items()}
        self.currencies |= {_key(name): code for name, code in data["currencies"].items()}
        self.longest = sorted(self.currencies, key=len, reverse=True)


def _babel_names() -> dict[str, str]:
    """Return codes and names of all currencies in the program's languages, one and several of them."""
    found: dict[str, str] = {}
    for id in languages():
        locale = Locale.parse(get_language(id).locale)
        for code in list_currencies(locale):
            found[code] = code
            for count in (1, 2):
                found.setdefault(get_currency_name(code, count, locale), code)
    return found


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


def _key(text: str) -> str:
    """Return a unit's name without blanks, underscores, hyphens and points of abbreviation, in small letters."""
    return re.sub(r"[\s_\-.]", "", signs(text).lower())


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit:
    """Return the unit a word names; one that nobody knows measures itself (`known` is false)."""
    words = _words()
    plain = signs(text).lower()
    plain = words.heading.sub("", plain) or plain
    if match := re.fullmatch(r"\((.*)\)", plain):
        plain = match[1].strip()
    key = _key(plain)
    if known := words.units.get(key):
        return replace(known, id=text)
    if match := words.per_year.search(plain):
        base = words.units.get(_key(plain[: match.start()]))
        if base and base.dimension == "fraction":
            return replace(base, id=text, per_year=True)
    if money := _money(text, key):
        return money
    if key in words.countable:
        return Unit(text, plain, 1.0, countable=True)
    for scale in sorted(words.scales, key=len, reverse=True):
        noun = key.removeprefix(scale)
        if noun == key or not (noun in words.countable or noun in words.units):
            continue
        if scale.isascii() and not re.match(rf"{re.escape(scale)}[\s_\-.]", plain):
            continue  # "kg" and "m3" are no thousand g and no million 3
        counted = words.units.get(noun) or Unit(noun, noun, 1.0, countable=True)
        if counted.countable:
            return replace(counted, id=text, factor=counted.factor * words.scales[scale])
    return Unit(text, plain, 1.0, known=False)


def _money(text: str, key: str) -> Unit | None:
    """Read a currency with a scale, in either order."""
    words = _words()
    key = re.sub(r"[()]", "", key)
    if found := words.money.get(key):
        return Unit(text, f"money {found[0]}", found[1] / MILLION)
    for name in words.longest:
        code = words.currencies[name]
        if len(name) == 3 and name == code.lower() and not _is_code(text, name):
            continue
        for rest in _without(key, name):
            for noun in ("", *words.nouns.get(code, ())):
                scale = rest.removesuffix(noun) if noun else rest
                scale = re.sub(r"^(?:in|of)(?=.)|(?<=.)(?:in|of)$", "", scale)
                if scale == "" or scale in words.scales:
                    return Unit(text, f"money {code}", words.scales.get(scale, 1.0) / MILLION)
    return None


def _is_code(text: str, name: str) -> bool:
    """Tell whether an ISO code stands in a text in capitals, or is one of those that people write small."""
    return name.upper() in text or name in ("cny", "usd", "eur", "gbp", "jpy", "chf", "hkd")


def _without(key: str, name: str) -> list[str]:
    found = [key.removeprefix(name)] if key.startswith(name) else []
    return [*found, key.removesuffix(name)] if key.endswith(name) else found


def stated_pattern() -> re.Pattern[str]:
    """Return the pattern of a unit that a title states with the word before it; its group is `unit`."""
    return _words().stated


def scale_of(text: str) -> float | None:
    """Return what a bare multiplier ("k", "million", "Mio.") stands for; None for any other word."""
    return _words().scales.get(_key(text))


@lru_cache(maxsize=4096)
def is_beside_number(text: str) -> bool:
    """Tell whether a word may stand beside digits in one cell: a multiplier, or a unit that is known."""
    return scale_of(text) is not None or read_unit(text).known


def joint_unit(beside: str, column: str) -> Unit | None:
    """Return the unit of a number that has one beside it and one in its column; None where they contradict each other.

    "2.5k" in a column of persons is thousands, "5 %" in a column of % is that, "US$ 5" in a column of CNY is nothing.
    """
    whole = read_unit(column)
    if not beside:
        return whole
    if not column:
        return read_unit(beside) if scale_of(beside) is None else None
    scale = scale_of(beside)
    if scale is not None:
        if read_unit(column).factor in (1.0, 1 / MILLION) and (whole.countable or whole.dimension.startswith("money")):
            plain = 1 / MILLION if whole.dimension.startswith("money") else 1.0
            if whole.factor == plain:
                return replace(whole, factor=whole.factor * scale)
        money = whole.dimension.startswith("money")
        return whole if money and whole.factor == scale / MILLION else None
    own = read_unit(beside)
    if own.dimension != whole.dimension or (own.points and not whole.points):
        return None
    if own.factor == whole.factor:
        return whole
    sign = own.dimension.startswith("money") and own.factor == 1 / MILLION  # "¥1,250" in a column of CNY_m
    return whole if sign and is_sign(beside) else None


def is_sign(text: str) -> bool:
    """Tell whether a word is a currency's sign or code alone."""
    return _key(text) in _words().currencies
