"""Values of levers and assumptions as a reader writes them: no idle decimals, and no unit where there is none."""

from __future__ import annotations

from sim.language import Language
from sim.plan.fact_text import places

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
