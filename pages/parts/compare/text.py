"""The sentence on top and one verdict a scenario: which does best, how far each is from the base, and through what."""

from __future__ import annotations

import math

from pages.parts.compare.selection import Field
from sim.analysis.bridge import Bar, Bridge
from sim.analysis.compare import Comparison, HeadlineRow
from sim.analysis.text import NEGLIGIBLE, bar_name, target_amount
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.scenario import Scenario

MOST_OF_IT = 0.5
"""Share of the movement in one direction from which a single cause explains most of it."""


def best(field: Field, comparison: Comparison, language: Language) -> tuple[int, str]:
    """Return the place of the scenario that does best, and the text that says in what; (-1, "") where none stands out.

    The likeliest to reach the base's target; among scenarios equally likely, as it is written, the one that does
    best in the target's measure.
    """
    found = comparison.chances
    if found is not None and not any(math.isnan(float(share)) for share in found.reach):
        ranked = sorted(range(len(field.tokens)), key=lambda place: -float(found.reach[place]))
        first, second = (CHANCE.format(language, float(found.reach[place])) for place in ranked[:2])
        if first != second:
            return ranked[0], "compare-best-chance"
    row, sign = _row(field, comparison), field.entrants[field.base].scenario.target.sign
    merits = [(sign * value, -place) for place, value in enumerate(row.values) if value is not None]
    merits.sort(reverse=True)
    if len(merits) > 1 and not row.measure.is_nothing(language, merits[0][0] - merits[1][0]):
        return -merits[0][1], "compare-best-value"
    return -1, ""


def _row(field: Field, comparison: Comparison) -> HeadlineRow:
    """Return the row of the measure at which the base aims."""
    metric = field.entrants[field.base].scenario.target.metric
    return next(row for row in comparison.headline if row.metric == metric)


def line(place: int, field: Field, comparison: Comparison, found: Bridge | None, language: Language) -> str:
    """Return one scenario's verdict: how far it is from the base, and through what."""
    row = _row(field, comparison)
    gap = row.absolute[place]
    if place == field.base or gap is None:
        return ""
    base, one = field.entrants[field.base].scenario, field.entrants[place].scenario
    if row.measure.is_nothing(language, gap):
        return language.text("compare-line-same", base=field.names[field.base])
    words = {"gap": row.measure.format_change(language, abs(gap), signed=False), "base": field.names[field.base]}
    first = language.text("compare-line-above" if gap > 0 else "compare-line-below", **words)
    return first + (reasons(found, base, one, language) if found else language.text("compare-reason-end"))


def verdict(field: Field, comparison: Comparison, bridge: Bridge | None, language: Language) -> str:
    """Return the page's sentence: which scenario does best, then how far the one in focus is from the base, and why."""
    t = language.text
    base, focus = field.entrants[field.base], field.entrants[field.focus]
    row = _row(field, comparison)
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
    winner, text = best(field, comparison, language)
    if winner < 0:
        return first + chances(field, comparison, language)
    found = comparison.chances
    named = {"name": field.names[winner], "value": row.measure.format(language, row.values[winner])}
    if found is not None and text == "compare-best-chance":
        named["chance"] = CHANCE.format(language, float(found.reach[winner]))
        named["target"] = target_amount(found.target, field.entrants[field.base].scenario.plan, language)
    return t(text, **named) + first


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
        "target": target_amount(found.target, field.entrants[field.base].scenario.plan, language),
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
        return language.text("plus-minus", value=text, error=error)
    return text
