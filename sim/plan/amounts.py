"""Values of levers and assumptions as a reader writes them: no idle decimals, and no unit where there is none."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.plan.fact_text import places
from sim.plan.plan import Assumption, Lever

BARE = ("ratio", "fraction_per_quarter")
"""Units that are pure numbers: an elasticity of 0.31 is not "0.31 times"."""


def bare(unit: str, format: str) -> bool:
    """Tell whether a number is written without a unit; what is counted is written as a count."""
    return unit in BARE and format != "count"


def digits(value: float, unit: str, format: str, language: Language) -> str:
    """Return the bare number."""
    if bare(unit, format):
        return language.number(value, "plain", decimals=2)
    spec = language.formats[format]
    return language.number(value, format, decimals=places(value * spec.scale, spec.decimals))


def amount(value: float, unit: str, format: str, language: Language) -> str:
    """Return the number with its unit."""
    if bare(unit, format):
        return digits(value, unit, format, language)
    spec = language.formats[format]
    return language.quantity(value, format, decimals=places(value * spec.scale, spec.decimals))


def span(low: float, high: float, unit: str, format: str, language: Language) -> str:
    """Return "low to high" with the unit where the language puts it."""
    shown = language.text(
        "model-range", low=digits(low, unit, format, language), high=digits(high, unit, format, language)
    )
    return shown if bare(unit, format) else language.formats[format].pattern.replace("{number}", shown)


def step_places(lever: Lever, language: Language) -> int:
    """Return with how many decimals a slider shows its lever: as many as its steps need."""
    return places(lever.step * language.formats[lever.format].scale)


def lever_text(lever: Lever, value: Any, language: Language) -> str:
    """Return a lever's value with its unit, in the decimals of its format; a choice by its name."""
    if lever.is_choice:
        return language.text(key("choice", str(value)))
    return language.quantity(float(value), lever.format)


def assumption_text(entry: Assumption, value: float, language: Language) -> str:
    """Return an assumption's value with its unit."""
    return amount(value, entry.unit, entry.format, language)
