"""The tables below the stage: results against the base, and the levers that differ from it."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.live import LiveText
from pages.parts.stage.outcomes import outcome_measures
from pages.parts.stage.view import View, same
from sim.language import Language, key
from sim.model.measure_base import Measure
from sim.plan.amounts import lever_text


def live_change(one: Measure, pattern: str, zero: str) -> LiveText:
    """Return the change of a measure against the base: as a share where more is better, else as a difference."""
    in_percent = one.quantity.ratio and one.good != 0
    return LiveText(
        one.id,
        "percent" if in_percent else one.quantity.change,
        pattern,
        mode="ratio" if in_percent else "difference",
        signed=True,
        zero=zero,
    )


def outcome_rows(language: Language) -> list[dict[str, Any]]:
    """Return the table of outcomes: name, base, current, change."""
    return [
        {
            "name": one.name(language),
            "base": LiveText(one.id, one.quantity.value, "{quantity}", of="base"),
            "current": LiveText(one.id, one.quantity.value, "{quantity}"),
            "change": live_change(one, "{quantity}", "–"),
        }
        for one in outcome_measures()
    ]


def moved_rows(view: View, language: Language) -> list[dict[str, str]]:
    """Return the table of levers that differ from the base: name, base, current, change."""
    rows: list[dict[str, Any]] = []
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
