"""How a saved scenario stands against its own target, in words; how its headline numbers are written."""

from __future__ import annotations

from sim.analysis.compare import MEASURES
from sim.language import Language, key
from sim.store import Entry

FORMATS = {metric: form for metric, (_, form, _) in MEASURES.items()} | {
    "programme_gross": "money",
    "incremental_revenue": "money",
    "target_gap": "money",
    "p_target": "percent_whole",
}


def against_target(entry: Entry, language: Language) -> tuple[str, str]:
    """Return how the scenario stands against its own target, in words, and the tone of it."""
    t, kpis, target = language.text, entry.kpis, entry.target
    change = MEASURES[target.metric][2] if target.metric in MEASURES else "plain"
    gap = language.quantity(abs(kpis.target_gap), change)
    if gap == language.quantity(0.0, change):
        words, tone = t("library-met"), "good"
    elif kpis.target_gap < 0:
        words, tone = t("library-short", gap=gap), "bad"
    else:
        words, tone = t("library-above", gap=gap), "good"
    if (target.metric, target.year) != ("revenue", kpis.year):
        measure = t("export-headline", measure=t(key("outcome", target.metric)), year=str(target.year))
        words = t("library-of-target", measure=measure, words=words)
    return words, tone
