"""What the model predicts of the plan against what the plan says, each with its miss."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.charts import miss
from pages.parts.reading import SHEET, Column, card, chart, listing, source_mark, table
from pages.parts.trust.rows import miss_text, prediction_name
from sim import provenance
from sim.language import Language, key
from sim.model.quantities import NONE
from sim.plan import Plan, find_plan
from sim.trust.predictions import Prediction, leftover, markets_alone, predictions

NEAR = 0.05
"""Relative miss up to which a prediction counts as near."""


def predictions_card(plan: Plan, rows: Sequence[Prediction], language: Language) -> None:
    t = language.text
    drawn = [row for row in rows if not row.id.startswith("contribution")]
    tested = [row for row in drawn if row.status == "prediction"]
    if not tested:  # all that the plan states of itself is what the model is fitted to
        return
    worst = max(tested, key=lambda row: abs(row.off))
    title = t(
        "trust-predictions-title",
        near=sum(abs(row.off) <= NEAR for row in tested),
        count=len(tested),
        worst=prediction_name(worst, language),
        miss=miss_text(worst, language),
    )
    with card("predictions", title, t("trust-predictions-subtitle")):
        entries = [
            (
                prediction_name(row, language),
                row.off,
                row.status,
                t(
                    "trust-versus",
                    model=row.quantity.format(language, row.predicted),
                    plan=row.quantity.format(language, row.stated),
                ),
            )
            for row in drawn
        ]
        chart(
            miss.spec(len(entries)),
            miss.rows(entries),
            key="trust-misses",
            paper=SHEET,
            alt=t("trust-predictions-alt"),
            limit=miss.LIMIT,
        )
        earlier = find_plan(plan.earlier) if plan.earlier else None
        before = {} if earlier is None else {(row.id, row.members): row for row in predictions(earlier)}
        columns = [
            Column(t("trust-column-statement")),
            Column(t("trust-column-stated"), "number"),
            *([] if earlier is None else [Column(t("trust-column-earlier", version=earlier.model), "number")]),
            Column(t("trust-column-model"), "number"),
            Column(t("trust-column-miss"), "number"),
            Column(t("trust-column-kind")),
            Column(t("trust-column-source")),
        ]
        cells = [
            [
                prediction_name(row, language),
                row.quantity.format(language, row.stated),
                *([] if earlier is None else [_before(before.get((row.id, row.members)), language)]),
                row.quantity.format(language, row.predicted),
                miss_text(row, language),
                t(f"trust-status-{row.status}"),
                source_mark(
                    language.join(dict.fromkeys(provenance.source_place(plan, fact, language) for fact in row.facts)),
                    [provenance.source_title(plan, fact, language) for fact in row.facts],
                ),
            ]
            for row in rows
        ]
        with st.expander(t("trust-predictions-table")):
            table(columns, cells, title)
        listing(readings(plan, rows, language))


def _before(row: Prediction | None, language: Language) -> str:
    """Return what an earlier version of the plan says of a statement."""
    return NONE if row is None else row.quantity.format(language, row.predicted)


def readings(plan: Plan, rows: Sequence[Prediction], language: Language) -> list[str]:
    """Return how to read the misses; a sentence stands only where its numbers say so."""
    t = language.text
    found = [t("trust-reading-fit")]
    if (alone := markets_alone(plan)) is not None:
        found.append(t("trust-reading-markets", revenue=language.quantity(alone, "money")))
    regional = [row for row in rows if row.id == "region-revenue"]
    rest = leftover(plan)
    if rest is not None and regional and rest.left < rest.base:
        found.append(
            t(
                "trust-reading-regions",
                short=sum(row.miss < 0 for row in regional),
                count=len(regional),
                regions=language.join((t(key("region", region)) for region in rest.regions), "and"),
                left=language.quantity(rest.left, "money"),
                base=language.quantity(rest.base, "money"),
            )
        )
    if any(row.id == "target-roi" for row in rows):
        found.append(t("trust-reading-return"))
    if any(row.id.startswith("contribution") for row in rows):
        found.append(t("trust-reading-contributions"))
    return found
