"""The history of every change of an actual figure."""

from __future__ import annotations

from pages.parts.reading import Column, Html, card, note, safe, table
from sim.language import Language
from sim.plan import Plan
from sim.track.ledger import Change, Ledger
from sim.track.measures import measures, series_name, shown_unit

SHOWN = 60


def show(plan: Plan, ledger: Ledger, language: Language) -> None:
    """Draw who changed what, when, from what to what."""
    t = language.text
    found = ledger.history(plan)
    with card("track-history", t("track-history-title", count=len(found)), t("track-history-subtitle")):
        if not found:
            note(t("track-history-empty"))
            return
        table(
            [
                Column(t("track-column-when")),
                Column(t("track-column-who")),
                Column(t("track-column-what")),
                Column(t("track-column-change"), "number"),
                Column(t("track-column-origin")),
            ],
            [_row(one, language) for one in found[:SHOWN]],
            t("track-history-title", count=len(found)),
        )


def _row(one: Change, language: Language) -> list[str | Html]:
    unit, scale = shown_unit(measures()[one.series.measure], language) if one.series.measure in measures() else ("", 1)

    def value(number: float | None) -> str:
        return "–" if number is None else f"{number * scale:.6g}"

    name = series_name(one.series, language) if one.series.measure in measures() else one.series.measure
    return [
        language.time(one.at),
        one.by,
        language.text("track-history-cell", row=name, quarter=language.period(one.quarter)),
        Html(f'<span class="tk-was">{safe(value(one.old))}</span> → {safe(value(one.new))} {safe(unit)}'),
        one.origin or language.text("track-typed"),
    ]
