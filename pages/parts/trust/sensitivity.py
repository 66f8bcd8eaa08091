"""How far each assumption moves the result."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import reading
from pages.parts.charts import span
from pages.parts.reading import SHEET, Column, card, chart, table, two_lines
from pages.parts.trust.rows import SET
from sim.language import Language, key
from sim.model.measures import REVENUE
from sim.plan import Plan
from sim.plan.amounts import amount
from sim.scenario import Scenario
from sim.trust.sensitivity import influences, range_effects

WIDEST = 10
"""Assumptions drawn in the picture; the table below holds all."""


def sensitivity_card(plan: Plan, language: Language) -> None:
    t = language.text
    effects, known = range_effects(plan, SET), influences(plan, SET)
    names = {effect.id: t(key("assumption", effect.id)) for effect in effects}
    top = effects[:WIDEST]
    year = str(plan.years[-1])
    with card(
        "sensitivity",
        t("trust-sensitivity-title", first=names[effects[0].id], second=names[effects[1].id]),
        t("trust-sensitivity-subtitle", unit=language.unit("revenue"), year=year),
    ):
        scale = language.formats["revenue"].scale
        # Between both ends of every range stands the plan preset's own result.
        centre = float(Scenario.of(plan, "plan", SET or plan.promise_set).run().annual(REVENUE.id)[-1, 0])
        data, low, high = span.rows(
            [
                (
                    names[effect.id],
                    effect.revenue[0] * scale,
                    effect.revenue[1] * scale,
                    language.number(effect.revenue[0], "revenue"),
                    language.number(effect.revenue[1], "revenue"),
                )
                for effect in top
            ],
            (centre * scale, language.number(centre, "revenue")),
        )
        chart(
            span.spec(len(top)),
            data,
            key="trust-spans",
            paper=SHEET,
            alt=t("trust-sensitivity-alt"),
            xmin=low,
            xmax=high,
        )
        columns = [
            Column(t("model-column-assumption")),
            Column(t("trust-column-value"), "number"),
            Column(t("trust-column-elasticity-revenue"), "number"),
            Column(t("trust-column-elasticity-profit"), "number"),
            Column(t("trust-column-from-to"), "number"),
            Column(t("trust-column-revenue-from-to"), "number"),
        ]
        rows: list[list[Any]] = []
        for effect in effects:
            entry = plan.assumptions[effect.id]
            influence = known[f"assumption:{effect.id}"]
            shown = [
                language.text("trust-per-step", effect=language.quantity(value, "percent", signed=True))
                if influence.at_zero
                else language.number(value, "plain", decimals=2, signed=True)
                for value in (influence.revenue, influence.profit)
            ]
            reach = t(
                "model-range",
                low=amount(round(effect.low, 4), entry.unit, entry.format, language),
                high=amount(round(effect.high, 4), entry.unit, entry.format, language),
            )
            rows.append(
                [
                    names[effect.id],
                    amount(effect.value, entry.unit, entry.format, language),
                    *shown,
                    two_lines(reach, t("trust-range-stated") if effect.stated else t("trust-range-convention")),
                    t(
                        "model-range",
                        low=language.number(effect.revenue[0], "money"),
                        high=language.quantity(effect.revenue[1], "money"),
                    ),
                ]
            )
        with st.expander(t("trust-sensitivity-table", count=len(rows))):
            table(columns, rows, t("trust-sensitivity-alt"))
        reading.note(t("trust-sensitivity-note"))
