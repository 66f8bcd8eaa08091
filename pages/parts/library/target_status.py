"""How a saved scenario stands against its own target, in words; how its headline numbers are written."""

from __future__ import annotations

from sim.language import Language
from sim.model.measures import measure
from sim.store import Entry


def format_of(entry: Entry, id: str, language: Language) -> str:
    """Return a headline number by what the list can be sorted by: a measure's id, or the gap to the own target."""
    if id == "target_gap":
        return entry.target.measure.format_change(language, entry.kpis.target_gap)
    return measure(id).format(language, entry.kpis[id])


def against_target(entry: Entry, language: Language) -> tuple[str, str]:
    """Return how the scenario stands against its own target, in words, and the tone of it."""
    t, kpis, target = language.text, entry.kpis, entry.target
    one = target.measure
    gap = one.format_change(language, abs(kpis.target_gap), signed=False)
    if one.is_nothing(language, kpis.target_gap):
        words, tone = t("library-met"), "good"
    elif kpis.target_gap < 0:
        words, tone = t("library-short", gap=gap, sense=target.sense), "good" if kpis.target_reached else "bad"
    else:
        words, tone = t("library-above", gap=gap), "good" if kpis.target_reached else "bad"
    if (target.metric, target.year) != ("revenue", kpis.year):
        measure = t("export-headline", measure=one.name(language), year=str(target.year))
        words = t("library-of-target", measure=measure, words=words)
    return words, tone


def likely_band(entry: Entry, language: Language) -> str:
    """Return the P10 to P90 of the target's measure as it was likely when the scenario was saved; "" where not kept."""
    likely = entry.kpis.likely
    if likely is None:
        return ""
    low, high = (entry.target.measure.format(language, likely[name]) for name in ("p10", "p90"))
    return language.text("library-likely", low=low, high=high, year=str(likely["year"]))
