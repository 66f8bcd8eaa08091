"""Names and sentences for bridges and comparisons, in the reader's language; pages and exports share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.compare import MEASURES
from sim.analysis.differences import Difference
from sim.language import Language, key

CHANGE_FORMATS = {
    "CNY_m": "money",
    "CNY_m_per_person": "money_fine",
    "fraction": "points",
    "fraction_per_year": "points",
    "persons": "people",
    "revenue_per_cost": "ratio",
}
"""How a difference of a measure is written, by unit."""

VALUE_FORMATS = {**CHANGE_FORMATS, "fraction": "percent", "fraction_per_year": "percent_year"}

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
RESPONSES = {"pay_more": "compare-risk-pay-more", "hold_net_spend": "compare-risk-hold-net-spend"}

SMALLEST = 0.005
"""Chances below this, or this near to certainty, are not written as a number."""

NEGLIGIBLE = 0.005
"""Bars smaller than this share of the largest one are not worth a word."""


def value_format(metric: str, unit: str) -> str:
    """Return the named format for a value of a measure."""
    if metric in ("core_revenue", "new_revenue"):
        return "revenue"
    return MEASURES[metric][1] if metric in MEASURES else VALUE_FORMATS[unit]


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
    form = value_format(bridge.metric, bridge.unit)
    change = CHANGE_FORMATS[bridge.unit]
    words: dict[str, Any] = {"base": base, "current": current, "year": str(bridge.year)}
    words["measure"] = language.text(key("outcome", bridge.metric))
    certain = bridge.metric == "p_target" and not SMALLEST <= bridge.end <= 1 - SMALLEST
    words["value"] = chance_text(bridge.end, language) if certain else language.quantity(bridge.end, form)
    words["gap"] = language.quantity(abs(bridge.total), change)
    if language.quantity(bridge.total, change) == language.quantity(0, change):
        return language.text("compare-same", **words)
    verdict = language.text("compare-more" if bridge.total > 0 else "compare-less", **words)
    return language.joined([verdict, *_reasons(bridge, change, language)], "sentences")


def _reasons(bridge: Bridge, change: str, language: Language) -> list[str]:
    sign = 1 if bridge.total > 0 else -1
    largest = max(abs(bar.value) for bar in bridge.bars)
    notable = [bar for bar in bridge.bars if abs(bar.value) >= NEGLIGIBLE * largest]
    helping = sorted((bar for bar in notable if bar.value * sign > 0), key=lambda bar: -abs(bar.value))
    against = sorted((bar for bar in notable if bar.value * sign < 0), key=lambda bar: -abs(bar.value))

    def words(*bars: Bar) -> dict[str, str]:
        named: dict[str, str] = {}
        for place, bar in zip(("first", "second"), bars, strict=False):
            named[place] = bar_name(bar, language)
            named[f"{place}-amount"] = language.quantity(bar.value, change, signed=True)
        return named

    parts = []
    if len(helping) == 1:
        parts.append(language.text("compare-reason-one", **words(helping[0])))
    elif helping:
        parts.append(language.text("compare-reason-two", **words(*helping[:2])))
    if against:
        parts.append(language.text("compare-reason-against", **words(against[0])))
    return parts


def interaction_sentence(bridge: Bridge, language: Language) -> str:
    """Return how the bars were made and how much they share out."""
    change = CHANGE_FORMATS[bridge.unit]
    if language.quantity(bridge.interaction, change) == language.quantity(0, change):
        return language.text("compare-shared-none")
    return language.text("compare-shared", amount=language.quantity(bridge.interaction, change, signed=True))


def chance_text(share: float, language: Language) -> str:
    """Return a chance in whole percent; no finite number of futures makes one certain or impossible."""
    if share < SMALLEST:
        return language.text("compare-under-one", one=language.quantity(0.01, "percent_whole"))
    if share > 1 - SMALLEST:
        return language.text("compare-over", share=language.quantity(0.99, "percent_whole"))
    return language.quantity(share, "percent_whole")


def value_text(value: Any, format: str, language: Language) -> str:
    """Return an input's value as text; a dash where a scenario does not have it."""
    if value is None:
        return "–"
    if format in ("choice", "set"):
        return language.text(key(format, str(value)))
    if format == "measure":
        return language.text(key("outcome", str(value)))
    if format == "risk":
        return risk_settings(value, language)
    if format == "text":
        return str(value) or "–"
    return language.quantity(float(value), format)


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
        parts.append(text(RESPONSES[settings["response"]]))
    return language.joined(parts, "clauses") or text("compare-risk-default")


def difference_name(row: Difference, language: Language) -> str:
    """Return the name of an input in the table of differences."""
    if row.kind in ("lever", "assumption", "risk"):
        return language.text(key(row.kind, row.id))
    return language.text(SETTINGS[row.id])
