"""How chances, measures and targets are put into words on the Risk and the Uncertainty page."""

from __future__ import annotations

from sim.analysis.risk_text import opening, with_forced
from sim.assumptions.central import has_spread
from sim.language import Language, key
from sim.model.measures import measure
from sim.model.quantities import CHANCE
from sim.scenario import Scenario, TargetChoice


def in_futures(chance: float, language: Language) -> str:
    """Return "30 % of futures", in the digits in which the chance is written everywhere."""
    return language.text("uncertainty-futures", share=CHANCE.format(language, chance))


def value(amount: float, metric: str, language: Language) -> str:
    return measure(metric).format(language, amount)


def change(amount: float, metric: str, language: Language, signed: bool = False) -> str:
    return measure(metric).format_change(language, amount, signed=signed)


def goal(target: TargetChoice, language: Language) -> str:
    """Return the target in words: "CNY 2.50 bn in 2026"."""
    return language.text(
        "uncertainty-goal",
        measure=target.measure.phrase(language),
        value=target.text(language),
        year=str(target.year),
    )


def begins(scenario: Scenario, name: str | None, language: Language) -> str:
    """Return how a sentence about a scenario begins: by its preset or its saved name, and what is forced."""
    begin = language.text("opening-named", name=name) if name else language.text(key("opening", opening(scenario)))
    return with_forced(begin, scenario, language)


def world(scenario: Scenario, language: Language) -> str:
    """Return what a chance counts: all that can happen, or without spread what risks leave of a plan with no slack."""
    spread = has_spread(scenario.plan, scenario.assumption_set, scenario.own_assumptions)
    return language.text("uncertainty-world" if spread else "uncertainty-world-left")
