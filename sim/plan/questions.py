"""What a plan begins with: twelve numbers of a company, some words of its own, and how each is read as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from sim.language import Language
from sim.language.errors import PlanError
from sim.plan.defaults import defaults
from sim.plan.plan import Assumption
from sim.plan.schema import BASES, Basis
from sim.reading.entries import entries
from sim.reading.numbers import read_typed
from sim.reading.periods import read_period
from sim.reading.writing import shows_nothing

REGIONS_MOST, LINES_MOST = 12, 8
RANGES = Path(__file__).resolve().parents[2] / "data" / "reading" / "ranges.yaml"
SCALES = (3, 6, 9, 12)
"""In which power of ten amounts may be typed: thousands, millions, billions, trillions."""
HALVES = ("H1", "H2")
PARTS = (*HALVES, "Q1", "Q2", "Q3", "Q4")
ANSWERED_LEVERS = {"off_end.attrition_rate": "attrition_rate", "off_end.ramp_months": "ramp_months"}
"""Levers that are asked for after the twelve, by the assumption that says how far they may be off."""


@dataclass(frozen=True)
class Entry:
    """A number that somebody stated: low, likely and high end (all the same where it is one number), and its basis."""

    value: float
    low: float
    high: float
    basis: Basis = "estimated"

    def times(self, factor: float) -> Entry:
        return Entry(self.value * factor, self.low * factor, self.high * factor, self.basis)


NO_ENTRY = Entry(0, 0, 0)
"""Stands for what could not be read."""
Read = TypeVar("Read")


@dataclass(frozen=True)
class Numbers:
    """Twelve numbers of a company, and what else it said.

    Attributes
    ----------
    regions : mapping name → revenue of the base year [million of the currency]
    target : revenue of the last year [million]
    growth : growth of the market, fraction a year
    reps, reps_end, conversion, conversion_end, churn, new_share, new_share_end, budget
        Today and at the end of the plan; persons, fractions, million over all years.
    currency : ISO 4217 code
    fiscal_start : month in which a year begins
    lines : by kind of product, its lines and their shares of it
    parts : targets of halves and quarters [million] by period ("2026H1")
    answers : what was asked after the twelve, by assumption
    """

    title: str
    base_year: int
    years: int
    regions: Mapping[str, float]
    target: Entry
    growth: Entry
    reps: Entry
    reps_end: Entry
    conversion: Entry
    conversion_end: Entry
    churn: Entry
    new_share: Entry
    new_share_end: Entry
    budget: Entry
    bases: Mapping[str, Basis] = field(default_factory=dict)
    currency: str = "CNY"
    fiscal_start: int = 1
    lines: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One number that is asked.

    Attributes
    ----------
    text : key of its text
    usual : what stands in the field
    low, high : what is allowed
    has_basis : whether it may be measured, estimated or guessed
    ranged : whether a range may be typed, which the plan then keeps as a distribution
    money : whether it is an amount
    """

    id: str
    text: str
    usual: str
    low: float
    high: float
    has_basis: bool = True
    ranged: bool = False
    money: bool = False


ASKED = (
    Question("base_year", "new-base-year", "", 1990, 2100, False),
    Question("years", "new-years", "3", 1, 5, False),
    Question("regions", "new-regions", "", 1e-9, 1e9, money=True),
    Question("target", "new-target", "1000", 1e-9, 1e9, money=True),
    Question("growth", "new-growth", "4 to 8 %", -0.1, 0.4, ranged=True),
    Question("reps", "new-reps", "100", 1, 20_000),
    Question("reps_end", "new-reps-end", "120", 1, 20_000, ranged=True),
    Question("conversion", "new-conversion", "18 %", 0.02, 0.75, ranged=True),
    Question("conversion_end", "new-conversion-end", "21 %", 0.02, 0.75, ranged=True),
    Question("churn", "new-churn", "12 %", 0.01, 0.5, ranged=True),
    Question("new_share", "new-share", "15 %", 0, 0.75, ranged=True),
    Question("new_share_end", "new-share-end", "25 %", 0, 0.75, ranged=True),
    Question("budget", "new-budget", "20", 0, 1e8, ranged=True, money=True),
)


def usual_answers(language: Language) -> dict[str, str]:
    """Return what stands in a form before anybody types: by id, the base year being the last one by the clock."""
    t, last = language.text, dt.date.today().year - 1
    own = {"base_year": str(last), "regions": t("new-regions-default"), "growth": t("new-growth-default")}
    return {one.id: one.usual for one in ASKED} | own


REGION = re.compile(r"\s*(.+?)[\s:：=]+(\d+(?:\.\d+)?)\s*")
LINE = re.compile(r"\s*(.+?)(?:[\s:：=]+(\d+(?:\.\d+)?)\s*[%％]?)?\s*")


@dataclass(frozen=True)
class Form:
    """What somebody typed.

    Attributes
    ----------
    said, bases : by question a text and its basis
    scale : power of ten of the amounts
    lines : by kind of product ("core", "new") its lines; empty where there are none
    parts : targets of halves and quarters, "2026H1 480; 2026Q3 250"
    answers, answer_bases : what was asked after the twelve, by assumption
    """

    title: str
    said: Mapping[str, str]
    bases: Mapping[str, Basis] = field(default_factory=dict)
    currency: str = "CNY"
    scale: int = 6
    fiscal_start: int = 1
    lines: Mapping[str, str] = field(default_factory=dict)
    parts: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    answer_bases: Mapping[str, Basis] = field(default_factory=dict)

    @property
    def millions(self) -> float:
        """Return how many millions one of the amounts is."""
        return 10.0 ** (self.scale - 6)


@cache
def _range() -> re.Pattern[str]:
    """Return the pattern of two numbers with what may stand between them."""
    said = yaml.load(RANGES.read_text(encoding="utf-8"), yaml.CSafeLoader)
    marks = [re.escape(one) for one in said["signs"]] + [rf"\b{re.escape(one)}\b" for one in said["words"]]
    return re.compile(rf"(.+?)\s*(?:{'|'.join(marks)})\s*(.+)", re.IGNORECASE)


def numbers_of(form: Form) -> tuple[Numbers | None, tuple[PlanError, ...]]:
    """Return the numbers that a form states, or what is wrong with each that cannot be read."""
    found: dict[str, Entry] = {}
    problems: list[PlanError] = []

    def attempt(read: Callable[[], Read], otherwise: Read) -> Read:
        try:
            return read()
        except PlanError as problem:
            problems.append(problem)
            return otherwise

    for one in ASKED:
        if one.id != "regions":
            text, basis = form.said.get(one.id, ""), form.bases.get(one.id, BASES[1])
            entry = attempt(lambda one=one, text=text, basis=basis: read_entry(text, one, basis), NO_ENTRY)
            found[one.id] = entry.times(form.millions) if one.money else entry
    regions = attempt(lambda: read_regions(form.said.get("regions", ""), form.millions), {})
    lines = {kind: attempt(lambda text=text: read_lines(text), {}) for kind, text in form.lines.items() if text.strip()}
    if sum(map(len, lines.values())) > LINES_MOST:
        problems.append(_wrong("new-lines", "; ".join(form.lines.values()), f"≤ {LINES_MOST}"))
    first, count = int(found["base_year"].value) + 1, int(found["years"].value)
    parts = attempt(lambda: read_parts(form.parts, range(first, first + count), form.millions), {})
    answers = {
        id: attempt(lambda id=id, text=text: read_answer(id, text, form.answer_bases.get(id, BASES[1])), NO_ENTRY)
        for id, text in form.answers.items()
    }
    if problems:
        return None, tuple(problems)
    year, count = (int(found.pop(name).value) for name in ("base_year", "years"))
    return (
        Numbers(
            "–" if shows_nothing(form.title) else form.title.strip(),
            year,
            count,
            regions,
            **found,
            bases=form.bases,
            currency=form.currency,
            fiscal_start=form.fiscal_start,
            lines=lines,
            parts=parts,
            answers=answers,
        ),
        (),
    )


def _wrong(what: str, value: str, allowed: str) -> PlanError:
    return PlanError("error-new-number", what=what, value=value[:80], allowed=allowed)


def _parts(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in entries(line)]


def read_regions(text: str, millions: float = 1.0) -> dict[str, float]:
    """Return revenue by region as somebody typed it: "North 420, South 310".

    Raises
    ------
    PlanError
        A part that is no name with an amount, a name that stands twice, no region, or too many.
    """
    parts = _parts(text)
    pairs = [(match[1], float(match[2]) * millions) for part in parts if (match := REGION.fullmatch(part))]
    found = dict(pairs)
    if len(pairs) != len(parts) or len(found) != len(parts) or not 1 <= len(found) <= REGIONS_MOST:
        raise _wrong("new-regions", text, "A 120; B 80.5 (≤ 12)")
    if min(found.values()) <= 0:
        raise _wrong("new-regions", text, "> 0")
    return found


def read_lines(text: str) -> dict[str, float]:
    """Return product lines with their shares of their kind: "Pumps 60, Service 40", or names alone, alike each.

    Raises
    ------
    PlanError
        A name that stands twice, shares for some of them only, or shares that sum to nothing.
    """
    parts = _parts(text)
    pairs = [(match[1].strip(), match[2]) for part in parts if (match := LINE.fullmatch(part))]
    shares = [float(share) for _, share in pairs if share]
    if len(dict(pairs)) != len(parts) or len(shares) not in (0, len(pairs)) or (shares and min(shares) <= 0):
        raise _wrong("new-lines", text, "A 60, B 40 | A, B")
    weights = shares or [1.0] * len(pairs)
    return {name: weight / sum(weights) for (name, _), weight in zip(pairs, weights, strict=True)}


def read_parts(text: str, years: range, millions: float = 1.0) -> dict[str, float]:
    """Return targets of halves and quarters by period, as somebody typed them: "2026H1 480; 2026Q3 250".

    Raises
    ------
    PlanError
        A part that is no half or quarter of the plan with an amount, or one that stands twice.
    """
    found: dict[str, float] = {}
    for part in _parts(text):
        match = REGION.fullmatch(part)
        period = read_period(match[1]).text if match else ""
        if not match or period[4:] not in PARTS or int(period[:4]) not in years or period in found:
            allowed = f"{years[0]}H1 … {years[-1]}Q4" if years else "2026H1 480"
            raise _wrong("new-parts", part, allowed)
        found[period] = float(match[2]) * millions
    return found


def read_entry(text: str, question: Question, basis: Basis) -> Entry:
    """Return a number as somebody typed it: "7", "7 %", or a range, "5 to 9 %", whose middle is likely.

    The ends of a range are its 10th and 90th per cent: eight cases of ten lie between them.

    Raises
    ------
    PlanError
        No number, a range where one number is needed, one whose ends are the wrong way round, or outside what is
        allowed.
    """
    values = _values(text)
    inside = values and all(question.low <= value <= question.high for value in values)
    if not inside or values != sorted(values) or (len(values) > 1 and not question.ranged):
        one = "" if question.ranged or len(values) < 2 else "1 × "
        raise _wrong(question.text, text[:40], f"{one}{question.low:g} – {question.high:g}")
    low, high = values[0], values[-1]
    return Entry((low + high) / 2, low, high, basis)


def read_answer(id: str, text: str, basis: Basis) -> Entry:
    """Return what was said of an assumption after the twelve numbers; PlanError as `read_entry` raises it."""
    low, high = answer_range(id)
    return read_entry(text, Question(id, "new-answer", "", low, high, ranged=True), basis)


def answer_range(id: str) -> tuple[float, float]:
    """Return what is allowed for an assumption that is asked after the twelve numbers."""
    lever = ANSWERED_LEVERS.get(id)
    entry = defaults()["levers.yaml"][lever] if lever else defaults()["assumptions.yaml"]["parameters"][id]
    low, high = entry["range"]
    return float(low), float(high)


def is_asked(assumption: Assumption) -> bool:
    """Tell whether an assumption can be answered after the twelve numbers: the program knows it, and it is no money."""
    known = defaults()["assumptions.yaml"]["parameters"]
    return assumption.id in ANSWERED_LEVERS or (assumption.id in known and assumption.id != "growth_shock")


def read_range(text: str) -> tuple[float, float] | None:
    """Return the two ends of a range as somebody typed it ("5 to 9 %", "5–9"); None for anything else."""
    values = _values(text)
    return (values[0], values[1]) if len(values) == 2 and values[0] <= values[1] else None


def range_parts(text: str) -> list[str]:
    """Return the two ends of a range as they were typed, or the whole text where it is no range."""
    match = _range().fullmatch(text.strip())
    return list(match.groups()) if match else [text]


def _values(text: str) -> list[float]:
    """Return one number, or the two ends of a range; nothing where it is neither."""
    parts = range_parts(text)
    if any("%" in part or "％" in part for part in parts):
        parts = [f"{part.replace('%', '').replace('％', '')}%" for part in parts]
    values = [value for part in parts if (value := _number(part)) is not None]
    return values if len(values) == len(parts) else []


def _number(text: str) -> float | None:
    text = text.strip()
    found = read_typed(text.removesuffix("%").strip(), -1e12, 1e12)
    return found[0] / (100 if text.endswith("%") else 1) if len(found) == 1 else None
