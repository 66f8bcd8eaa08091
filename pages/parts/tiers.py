"""What a scenario loses of each tier of customers, year by year, as promised."""

from __future__ import annotations

from pages.parts.reading import Column, table
from sim.language import Language, key
from sim.model import Results
from sim.model.axes import year_ends, year_totals
from sim.modules.customers import tier_churn, tier_losses


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
