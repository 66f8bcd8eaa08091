"""The tables below the stage: results against the base, and the levers that differ from it."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.live import LiveText
from pages.parts.stage.view import View, same
from sim.language import Language, key
from sim.plan import Lever, Plan

OUTCOMES = {
    "revenue": ("money", "ratio", "percent"),
    "operating_profit": ("money", "ratio", "percent"),
    "margin": ("percent", "difference", "points"),
    "market_share": ("percent", "difference", "points"),
    "headcount": ("people", "difference", "people"),
    "revenue_per_rep": ("money_fine", "ratio", "percent"),
    "new_product_share": ("percent", "difference", "points"),
    "programme_net": ("money_fine", "difference", "money_fine"),
}
"""The table of outcomes: format of the value, how the change is taken, format of the change."""


def outcome_rows(plan: Plan, language: Language) -> list[dict[str, Any]]:
    """Return the table of outcomes: name, base, current, change."""
    columns = {"revenue": f"revenue.{plan.years[-1]}"}
    return [
        {
            "name": language.text(key("outcome", metric)),
            "base": LiveText(columns.get(metric, metric), format, "{quantity}", of="base"),
            "current": LiveText(columns.get(metric, metric), format, "{quantity}"),
            "change": LiveText(columns.get(metric, metric), change, "{quantity}", mode=mode, signed=True, zero="–"),  # type: ignore[arg-type]
        }
        for metric, (format, mode, change) in OUTCOMES.items()
    ]


def lever_text(lever: Lever, value: Any, language: Language) -> str:
    """Return a lever's value with its unit."""
    if lever.is_choice:
        return language.text(key("choice", value))
    return language.quantity(value, lever.format)


def moved_rows(view: View, language: Language) -> list[dict[str, str]]:
    """Return the table of levers that differ from the base: name, base, current, change."""
    rows = []
    for id, lever in view.plan.levers.items():
        old, new = view.base.levers[id], view.scenario.levers[id]
        if same(lever, new, old):
            continue
        change = ""
        if not lever.is_choice:
            format = "points" if lever.format.startswith("percent") else lever.format
            change = language.quantity(new - old, format, signed=True)
        name = language.text(key("lever", id))
        row = {"name": name, "base": lever_text(lever, old, language), "current": lever_text(lever, new, language)}
        rows.append({**row, "change": change})
    return rows
