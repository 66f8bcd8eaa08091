"""Speaker notes: where each number of a slide comes from, so that whoever is asked has the answer in view."""

from __future__ import annotations

from collections.abc import Iterable

from sim import provenance
from sim.analysis.text import likely_name, target_amount
from sim.export.inputs import definition, in_words
from sim.export.report import Report
from sim.model.measures import measure


def results_note(report: Report, metrics: Iterable[str]) -> str:
    """Return the sources of results in words: what computes each, and what the plan itself states of it."""
    language, text = report.language, report.language.text
    parts = [text("export-speaker-title")]
    for metric in metrics:
        if found := definition(report.plan, metric, language):
            parts.append(f"{measure(metric).name(language)}\n{found}")
    if report.comparison.chances is not None:
        target = report.comparison.chances.target
        origin = provenance.find_origins(report.plan, f"target:{target.metric}")
        chance = text(
            "export-speaker-chance",
            draws=language.number(report.comparison.chances.draws, "count"),
            set=likely_name(report.subject.scenario, language),
            target=target_amount(target, report.plan, language),
        )
        lines = [chance, in_words(report.plan, origin, language)]
        parts.append("\n".join([measure("p_target").name(language), *filter(None, lines)]))
    return "\n\n".join([*parts, text("export-speaker-inputs")])
