"""Names and sentences for bridges and comparisons, in the reader's language; pages and exports share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.differences import Difference
from sim.assumptions.central import has_spread
from sim.language import Language, key
from sim.model.measures import measure, whole_and_part
from sim.plan import Plan
from sim.plan.alternatives import own_reading
from sim.plan.amounts import assumption_text, lever_text
from sim.plan.plan import Assumption, Lever
from sim.scenario import Scenario, TargetChoice

CAUSES = {"assumptions": "cause-assumptions", "risks": "cause-risks"}
"""Texts of the causes beside the lever groups."""

SETTINGS = {
    "assumptions": "difference-assumptions",
    "target-metric": "difference-target-metric",
    "target-year": "difference-target-year",
    "target-value": "difference-target-value",
    "seed": "difference-seed",
    "draws": "difference-draws",
    "plan": "difference-plan",
    "plan-hash": "difference-plan-hash",
    "model": "difference-model",
}
"""Texts of the settings and versions in the table of differences."""

RISK_MODES = {"off": "compare-risk-off", "chance": "compare-risk-chance", "on": "compare-risk-on"}

NEGLIGIBLE = 0.005
"""Bars smaller than this share of the largest one are not worth a word."""


def target_amount(target: TargetChoice, plan: Plan, language: Language, *, ranged: bool = False) -> str:
    """Return a target's value, with its measure where it is not what the plan aims at for a whole year; `ranged` says
    which values reach it."""
    value = target.range_text(language) if ranged else target.text(language)
    if is_usual(target, plan):
        return value
    return language.text("decide-goal", phrase=target.measure.phrase(language), value=value)


def is_usual(target: TargetChoice, plan: Plan) -> bool:
    """Tell whether a target's value can stand without its measure: what the plan itself aims at, of a whole year."""
    return target.metric == plan.headline.metric and not whole_and_part(target.metric)[1]


def bar_name(bar: Bar | str, language: Language, kind: str = "group") -> str:
    """Return the name of a cause: a lever group, a lever, a simplex family or an assumption."""
    id, kind = (bar.id, bar.kind) if isinstance(bar, Bar) else (bar, kind)
    match kind:
        case "group" if id in CAUSES:
            return language.text(CAUSES[id])
        case "group":
            return language.text(key("lever-group", id))
        case "lever" | "family":
            return language.text(key("lever", id))
        case "assumption" | "risk":
            return language.text(key(kind, id))
    raise KeyError(kind)


def bridge_sentence(bridge: Bridge, base: str, current: str, language: Language) -> str:
    """Return the bridge in one or two sentences: verdict, then what matters most, then what works against it."""
    measure = bridge.measure
    words: dict[str, Any] = {"base": base, "current": current, "year": str(bridge.year)}
    words["measure"] = measure.name(language)
    words["value"] = bridge.format_end(language, bridge.end)
    words["gap"] = measure.format_change(language, abs(bridge.total), signed=False)
    if measure.is_nothing(language, bridge.total):
        return language.text("compare-same", **words)
    verdict = language.text("compare-more" if bridge.total > 0 else "compare-less", **words)
    return language.join([verdict, *_reasons(bridge, language)], "sentences")


def _reasons(bridge: Bridge, language: Language) -> list[str]:
    sign = 1 if bridge.total > 0 else -1
    largest = max(abs(bar.value) for bar in bridge.bars)
    notable = [bar for bar in bridge.bars if abs(bar.value) >= NEGLIGIBLE * largest]
    helping = sorted((bar for bar in notable if bar.value * sign > 0), key=lambda bar: -abs(bar.value))
    against = sorted((bar for bar in notable if bar.value * sign < 0), key=lambda bar: -abs(bar.value))

    def words(*bars: Bar) -> dict[str, str]:
        named: dict[str, str] = {}
        for place, bar in zip(("first", "second"), bars, strict=False):
            named[place] = bar_name(bar, language)
            named[f"{place}-amount"] = bridge.measure.format_change(language, bar.value)
        return named

    parts: list[str] = []
    if len(helping) == 1:
        parts.append(language.text("compare-reason-one", **words(helping[0])))
    elif helping:
        parts.append(language.text("compare-reason-two", **words(*helping[:2])))
    if against:
        parts.append(language.text("compare-reason-against", **words(against[0])))
    return parts


def interaction_sentence(bridge: Bridge, language: Language) -> str:
    """Return how the bars were made and how much they share out."""
    if bridge.measure.is_nothing(language, bridge.interaction):
        return language.text("compare-shared-none")
    return language.text("compare-shared", amount=bridge.measure.format_change(language, bridge.interaction))


def difference_text(row: Difference, value: Any, language: Language) -> str:
    """Return one value of a row of the table of differences; a dash where a scenario does not have it."""
    if value is None:
        return "–"
    if isinstance(row.entry, Lever):
        return lever_text(row.entry, value, language)
    if isinstance(row.entry, Assumption):
        return assumption_text(row.entry, value, language)
    if row.entry is not None:
        return row.entry.format(language, float(value))
    if row.format == "set":
        return language.text(key("set", str(value)))
    if row.format == "measure":
        return measure(str(value)).name(language)
    if row.format == "risk":
        return risk_settings(value, language)
    if row.format == "text":
        return str(value) or "–"
    return language.quantity(float(value), row.format)


def risk_settings(settings: Mapping[str, Any], language: Language) -> str:
    """Return a risk case's own settings in words."""
    text = language.text
    parts = []
    if "mode" in settings:
        parts.append(text(RISK_MODES[settings["mode"]]))
    if "mitigated" in settings:
        parts.append(text("compare-risk-mitigated" if settings["mitigated"] else "compare-risk-bare"))
    if "probability" in settings:
        share = language.quantity(settings["probability"], "percent_whole")
        parts.append(text("compare-risk-probability", share=share))
    if settings.get("onset") is not None:
        parts.append(text("compare-risk-onset", quarter=settings["onset"]))
    if settings.get("size") is not None:
        parts.append(text("compare-risk-size", share=language.quantity(settings["size"], "percent_whole")))
    if settings.get("response") is not None:
        parts.append(text(key("risk-response", settings["response"])))
    return language.join(parts, "clauses") or text("compare-risk-default")


def difference_name(row: Difference, language: Language) -> str:
    """Return the name of an input in the table of differences."""
    if row.kind in ("lever", "assumption", "risk"):
        return language.text(key(row.kind, row.id))
    return language.text(SETTINGS[row.id])


def likely_name(scenario: Scenario, language: Language) -> str:
    """Return what chances rest on: the set, how many values of one's own replace its, and that no spread is left."""
    name = language.text(key("set", scenario.assumption_set))
    if reading := own_reading(scenario.plan, scenario.own_assumptions):
        name = language.text("likely-reading", set=name, reading=language.text(reading))
    elif scenario.own_assumptions:
        name = language.text("likely-changed", set=name, count=len(scenario.own_assumptions))
    if has_spread(scenario.plan, scenario.assumption_set, scenario.own_assumptions):
        return name
    return language.text("likely-without", set=name)
