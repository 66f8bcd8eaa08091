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


def amount_places(value: float, unit: str, format: str, language: Language) -> int:
    """Return how many decimals an amount is written with."""
    spec = language.formats[format]
    return 2 if bare(unit, format) else places(value * spec.scale, spec.decimals)


def digits(value: float, unit: str, format: str, language: Language) -> str:
    """Return the bare number."""
    decimals = amount_places(value, unit, format, language)
    return language.number(value, "plain" if bare(unit, format) else format, decimals=decimals)


def amount(value: float, unit: str, format: str, language: Language) -> str:
    """Return the number with its unit."""
    if bare(unit, format):
        return digits(value, unit, format, language)
    return language.quantity(value, format, decimals=amount_places(value, unit, format, language))


def span(low: float, high: float, unit: str, format: str, language: Language) -> str:
    """Return "low to high" with the unit where the language puts it."""
    shown = language.text(
        "model-range", low=digits(low, unit, format, language), high=digits(high, unit, format, language)
    )
    return shown if bare(unit, format) else language.formats[format].pattern.replace("{number}", shown)


def step_places(step: float, format: str, language: Language) -> int:
    """Return how many decimals a slider's steps need, of those that the format has."""
    spec = language.formats[format]
    return places(step * spec.scale, spec.decimals)


def slider_places(value: float, step: float, format: str, language: Language) -> int:
    """Return how many decimals a slider's value is written with: as many as its steps need, more where it has them.

    The same rule as `digits` of pages/scripts/stage/lever.js.
    """
    spec = language.formats[format]
    return max(step_places(step, format, language), places(value * spec.scale, spec.decimals))


def slider_text(value: float, step: float, format: str, language: Language) -> str:
    """Return a slider's value with its unit."""
    return language.quantity(value, format, decimals=slider_places(value, step, format, language))


def lever_text(lever: Lever, value: Any, language: Language) -> str:
    """Return a lever's value as it is written everywhere: with its unit; a choice by its name, no value as a dash."""
    if value is None:
        return "–"
    if lever.is_choice:
        return language.text(key("choice", str(value)))
    return slider_text(float(value), lever.step, lever.format, language)


def assumption_text(entry: Assumption, value: float, language: Language) -> str:
    """Return an assumption's value with its unit."""
    return amount(value, entry.unit, entry.format, language)
