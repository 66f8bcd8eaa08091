"""Twelve numbers that a plan begins with: what is asked, and how each is read from what somebody typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from sim.language.errors import PlanError
from sim.reading.numbers import read_typed

Basis = Literal["measured", "estimated", "guessed"]
BASES: tuple[Basis, ...] = ("measured", "estimated", "guessed")
REGIONS_MOST = 12
RANGES = Path(__file__).resolve().parents[2] / "data" / "reading" / "ranges.yaml"


@dataclass(frozen=True)
class Entry:
    """A number that somebody stated: low, likely and high end (all the same where it is one number), and its basis."""

    value: float
    low: float
    high: float
    basis: Basis = "estimated"


@dataclass(frozen=True)
class Numbers:
    """Twelve numbers of a company.

    Attributes
    ----------
    regions : mapping name → revenue of the base year [CNY m]
    target : revenue of the last year [CNY m]
    growth : growth of the market, fraction a year
    reps, reps_end, conversion, conversion_end, churn, new_share, new_share_end, budget
        Today and at the end of the plan; persons, fractions, CNY m over all years.
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


@dataclass(frozen=True)
class Question:
    """One number that is asked: its text, what stands in the field, its ends, and whether it has a basis."""

    id: str
    text: str
    usual: str
    low: float
    high: float
    has_basis: bool = True


ASKED = (
    Question("base_year", "new-base-year", "2025", 1990, 2100, False),
    Question("years", "new-years", "3", 1, 5, False),
    Question("regions", "new-regions", "", 0.001, 1e7),
    Question("target", "new-target", "1000", 0.001, 1e7),
    Question("growth", "new-growth", "4 to 8 %", -0.1, 0.4),
    Question("reps", "new-reps", "100", 1, 20_000),
    Question("reps_end", "new-reps-end", "120", 1, 20_000),
    Question("conversion", "new-conversion", "18 %", 0.05, 0.4),
    Question("conversion_end", "new-conversion-end", "21 %", 0.05, 0.4),
    Question("churn", "new-churn", "12 %", 0.02, 0.35),
    Question("new_share", "new-share", "15 %", 0.05, 0.7),
    Question("new_share_end", "new-share-end", "25 %", 0.05, 0.7),
    Question("budget", "new-budget", "20", 0, 1e6),
)
REGION = re.compile(r"\s*(.+?)[\s:：=]+(\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Form:
    """What somebody typed: a title, and by question a text and its basis."""

    title: str
    said: Mapping[str, str]
    bases: Mapping[str, Basis] = field(default_factory=dict)


@cache
def _range() -> re.Pattern[str]:
    """Return the pattern of two numbers with what may stand between them."""
    said = yaml.safe_load(RANGES.read_text(encoding="utf-8"))
    marks = [re.escape(one) for one in said["signs"]] + [rf"\b{re.escape(one)}\b" for one in said["words"]]
    return re.compile(rf"(.+?)\s*(?:{'|'.join(marks)})\s*(.+)", re.IGNORECASE)


def numbers_of(form: Form) -> tuple[Numbers | None, tuple[PlanError, ...]]:
    """Return the numbers that a form states, or what is wrong with each that cannot be read."""
    found: dict[str, Entry] = {}
    problems = []
    for one in ASKED:
        if one.id == "regions":
            continue
        try:
            found[one.id] = read_entry(form.said.get(one.id, ""), one, form.bases.get(one.id, "estimated"))
        except PlanError as problem:
            problems.append(problem)
    try:
        regions = read_regions(form.said.get("regions", ""))
    except PlanError as problem:
        problems.append(problem)
        regions = {}
    if problems:
        return None, tuple(problems)
    year, years = (int(found.pop(name).value) for name in ("base_year", "years"))
    return Numbers(form.title.strip() or "–", year, years, regions, **found, bases=form.bases), ()


def read_regions(text: str) -> dict[str, float]:
    """Return revenue by region as somebody typed it: "North 420, South 310".

    Raises
    ------
    PlanError
        A part that is no name with an amount, a name that stands twice, no region, or too many.
    """
    parts = [part for part in re.split(r"[,;，；、\n]", text) if part.strip()]
    pairs = [(match[1], float(match[2])) for part in parts if (match := REGION.fullmatch(part))]
    found = dict(pairs)
    if len(pairs) != len(parts) or len(found) != len(parts) or not 1 <= len(found) <= REGIONS_MOST:
        raise PlanError("error-new-number", what="new-regions", value=text[:80], allowed="A 120; B 80.5 (≤ 12)")
    if min(found.values()) <= 0:
        raise PlanError("error-new-number", what="new-regions", value=text[:80], allowed="> 0")
    return found


def read_entry(text: str, question: Question, basis: Basis) -> Entry:
    """Return a number as somebody typed it: "7", "7 %", or a range, "5 to 9 %", whose middle is likely.

    Raises
    ------
    PlanError
        No number, a range whose ends are the wrong way round, or one outside what is allowed.
    """
    match = _range().fullmatch(text.strip())
    parts = list(match.groups()) if match else [text]
    if any("%" in part for part in parts) or "％" in text:
        parts = [f"{part.replace('%', '').replace('％', '')}%" for part in parts]
    values = [value for part in parts if (value := _typed(part)) is not None]
    inside = len(values) == len(parts) and all(question.low <= value <= question.high for value in values)
    if not inside or values != sorted(values):
        told = {"what": question.text, "value": text[:40], "allowed": f"{question.low:g} – {question.high:g}"}
        raise PlanError("error-new-number", **told)
    low, high = values[0], values[-1]
    return Entry((low + high) / 2, low, high, basis)


def _typed(text: str) -> float | None:
    text = text.strip()
    found = read_typed(text.removesuffix("%").strip(), -1e12, 1e12)
    return found[0] / (100 if text.endswith("%") else 1) if len(found) == 1 else None
