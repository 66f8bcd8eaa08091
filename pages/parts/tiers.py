"""What a scenario loses of each tier of customers, as promised: year by year in a table, of the last in a picture."""

from __future__ import annotations

import streamlit as st

from pages.parts.charts import losses
from pages.parts.reading import Column, chart, heading, table
from pages.parts.writing import plain
from sim.language import Language, key
from sim.model import Results
from sim.model.axes import QUARTERS_A_YEAR, year_ends, year_totals
from sim.modules.customers import tier_churn, tier_losses, tier_revenue
from sim.plan.tiers import LEVER


def draw(results: Results, language: Language) -> None:
    """Draw churn by tier and the revenue that leaves with it; nothing of a plan without tiers."""
    plan, t = results.plan, language.text
    if not plan.tiers:
        return
    rows = []
    for text, values, years, format in (
        ("tiers-churn", tier_churn(results), year_ends, "percent"),
        ("tiers-lost", tier_losses(results), year_totals, "money"),
    ):
        for id, one in zip(plan.tiers, values, strict=True):
            shown = [language.quantity(float(value), format) for value in years(one)[:, 0]]
            rows.append([t(text, tier=t(key("tier", id))), *shown])
    columns = [Column(t("tiers-column")), *(Column(language.year(year), "number") for year in plan.years)]
    table(columns, rows, t("tiers-table"))


def picture(results: Results, language: Language) -> None:
    """Draw what is kept and lost of each tier in the last year; nothing of a plan without tiers."""
    plan, t = results.plan, language.text
    if not plan.tiers:
        return
    quarters = plan.quarters_of(plan.years[-1])
    lost = tier_losses(results)[:, quarters, 0].sum(axis=1)
    whole = tier_revenue(results)[:, quarters, 0].mean(axis=1)
    part = (quarters.stop - quarters.start) / QUARTERS_A_YEAR
    entries = []
    for id, brings, gone in zip(plan.tiers, whole, lost, strict=True):
        written = t(
            "tiers-picture-lost",
            amount=language.quantity(float(gone), "money"),
            share=language.quantity(float(gone / brings) if brings else 0.0, "percent_whole"),
        )
        today = float(plan.levers[f"{LEVER}.{id}"].base) * part
        entries.append((plain(t(key("tier", id))), float(brings), float(gone), float(brings) * today, written))
    most = max(entries, key=lambda one: one[2])
    title = t(
        "tiers-picture-title",
        some="yes" if most[2] > 0 else "no",
        tier=most[0],
        amount=language.quantity(most[2], "money"),
        total=language.quantity(float(lost.sum()), "money"),
        year=str(plan.years[-1]),
    )
    st.html(heading(title, t("tiers-picture-subtitle", unit=language.unit("money"))))
    data, end = losses.rows(entries)
    chart(losses.spec(len(entries)), data, key="module-tiers", alt=title, xmin=0.0, xmax=end)
