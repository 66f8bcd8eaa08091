"""Checks with known answers: extreme conditions, the equations applied once more, published results."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts import reading
from pages.parts.reading import Column, card, mark, table
from sim.language import Language, key
from sim.plan import Plan
from sim.trust.checks import Check
from sim.trust.extremes import Outcome
from sim.trust.golden import golden_rows


def extremes_card(outcomes: Sequence[Outcome], language: Language) -> None:
    t = language.text
    held = sum(outcome.holds for outcome in outcomes)
    with card(
        "extremes",
        t("trust-extremes-title", held=held, count=len(outcomes)),
        t("trust-extremes-subtitle"),
    ):
        table(
            [
                Column(t("trust-column-condition")),
                Column(t("trust-column-expected")),
                Column(t("trust-column-bound"), "number"),
                Column(t("trust-column-came-out"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t(f"extreme-{outcome.id}"),
                    t(f"extreme-{outcome.id}.expect"),
                    (t("trust-below", value=language.quantity(outcome.expected, outcome.format)))
                    if outcome.kind == "below"
                    else language.quantity(outcome.expected, outcome.format),
                    language.quantity(outcome.measured, outcome.format),
                    mark(outcome.holds, t("trust-holds") if outcome.holds else t("trust-fails")),
                ]
                for outcome in outcomes
            ],
            t("trust-extremes-subtitle"),
        )


def checks_card(recomputed: Sequence[Check], language: Language) -> None:
    t = language.text
    with card("checks", t("trust-checks-title"), t("trust-checks-subtitle")):
        table(
            [
                Column(t("trust-column-check")),
                Column(t("trust-column-compared"), "number"),
                Column(t("trust-column-deviation"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t(f"check-{check.id}"),
                    language.number(check.count, "count"),
                    t("trust-zero") if check.deviation == 0 else f"{check.deviation:.0e}",
                    mark(check.holds, t("trust-holds") if check.holds else t("trust-fails")),
                ]
                for check in recomputed
            ],
            t("trust-checks-title"),
        )
        reading.note(t("trust-checks-note"))


def golden_card(plan: Plan, language: Language) -> None:
    t = language.text
    rows = golden_rows(plan)
    same = sum(row.holds for row in rows)
    title = t("trust-golden-title", same=same, count=len(rows), version=plan.model)
    with card("golden", title, t("trust-golden-subtitle")):
        table(
            [
                Column(t("trust-column-case")),
                Column(t("trust-column-published"), "number"),
                Column(t("trust-column-now"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t("golden-fit")
                    if row.case == "fit"
                    else t(f"golden-{row.case}", metric=t(key("fact-metric", row.metric)), year=str(row.year)),
                    f"{row.published:,.10g}",
                    f"{row.computed:,.10g}",
                    mark(row.holds, t("trust-holds") if row.holds else t("trust-fails")),
                ]
                for row in rows
            ],
            t("trust-golden-subtitle"),
        )
