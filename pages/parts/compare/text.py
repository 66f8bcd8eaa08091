"""The sentence on top: how far one scenario is from the base, and through what."""

from __future__ import annotations

import math

from pages.parts.compare.selection import Field
from sim.analysis.bridge import Bar, Bridge
from sim.analysis.compare import Comparison
from sim.analysis.text import NEGLIGIBLE, bar_name
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.scenario import Scenario

MOST_OF_IT = 0.5
"""Share of the movement in one direction from which a single cause explains most of it."""


def verdict(field: Field, comparison: Comparison, bridge: Bridge | None, language: Language) -> str:
    """Return the page's sentence about the scenario in focus, with <b> and <em>."""
    t = language.text
    base, focus = field.entrants[field.base], field.entrants[field.focus]
    metric = base.scenario.target.metric
    row = next(row for row in comparison.headline if row.metric == metric)
    value, gap = row.values[field.focus], row.absolute[field.focus]
    year = comparison.year or focus.scenario.plan.years[-1]
    words = {"current": focus.name, "base": base.name, "year": str(year), "measure": row.measure.name(language)}
    if value is None or gap is None:
        return t("compare-verdict-none", **words)
    words["value"] = row.measure.format(language, value)
    words["gap"] = row.measure.format_change(language, abs(gap), signed=False)
    if row.measure.is_nothing(language, gap):
        first = t("compare-verdict-same", **words)
    else:
        first = t("compare-verdict-above" if gap > 0 else "compare-verdict-below", **words)
        first += reasons(bridge, base.scenario, focus.scenario, language) if bridge else t("compare-reason-end")
    return first + chances(field, comparison, language)


def chances(field: Field, comparison: Comparison, language: Language) -> str:
    """Return how likely both are to reach the base's target."""
    found = comparison.chances
    if found is None:
        return ""
    one, other = float(found.reach[field.focus]), float(found.reach[field.base])
    if math.isnan(one) or math.isnan(other):
        return ""
    words = {
        "current": field.names[field.focus],
        "base": field.names[field.base],
        "chance": CHANCE.format(language, one),
        "other": CHANCE.format(language, other),
        "target": found.target.measure.format(language, found.target.value),
    }
    alike = words["chance"] == words["other"]
    return language.text("compare-verdict-chance-alike" if alike else "compare-verdict-chance", **words)


def reasons(bridge: Bridge, base: Scenario, current: Scenario, language: Language) -> str:
    """Return the end of the sentence: what moves the result that way, and what works against it."""
    t = language.text
    sign = 1 if bridge.total > 0 else -1
    causes = [part for bar in bridge.bars for part in _causes(bar)]
    largest = max((abs(bar.value) for bar in causes), default=0.0)
    notable = [bar for bar in causes if abs(bar.value) > NEGLIGIBLE * largest]
    helping = sorted((bar for bar in notable if bar.value * sign > 0), key=lambda bar: -abs(bar.value))
    against = sorted((bar for bar in notable if bar.value * sign < 0), key=lambda bar: -abs(bar.value))
    if not helping:
        return t("compare-reason-end")
    whole = math.fsum(abs(bar.value) for bar in helping)
    first = reason(helping[0], base, current, language)
    if len(helping) == 1 or abs(helping[0].value) > MOST_OF_IT * whole:
        text = t("compare-mostly", first=first)
    else:
        text = t("compare-mainly", first=first, second=reason(helping[1], base, current, language))
    if against and abs(against[0].value) > 0.1 * whole:
        text += t("compare-offset", cause=reason(against[0], base, current, language))
    return text + t("compare-reason-end")


def _causes(bar: Bar) -> tuple[Bar, ...]:
    """Return a group's levers; assumptions and risks speak as one."""
    return bar.parts if bar.parts and bar.id not in ("assumptions", "risks") else (bar,)


def reason(bar: Bar, base: Scenario, current: Scenario, language: Language) -> str:
    """Return a cause as what was done: "fewer sales reps", "lower conversion"."""
    if bar.kind == "group":
        name = key("why", bar.id)
        return language.text(name) if language.has(name) else bar_name(bar, language)
    name, before, after = key("lever", bar.id), base.levers.get(bar.id), current.levers.get(bar.id)
    if not isinstance(before, float) or not isinstance(after, float):  # a choice, or shares that move together
        turn = "other"
    else:
        turn = "more" if after > before else "less"
    if language.has(f"{name}.{turn}"):
        return language.text(f"{name}.{turn}")
    return language.text(f"why-lever-{turn}", name=language.text(name))


def bar_amount(bar: Bar, bridge: Bridge, language: Language) -> str:
    """Return a bar's amount, with its standard error where it has one."""
    text = bridge.measure.format_change(language, bar.value)
    if bar.error > 0:
        error = bridge.measure.number_change(language, bar.error, signed=False)
        return language.text("compare-plus-minus", value=text, error=error)
    return text
