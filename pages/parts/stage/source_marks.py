"""The marks of the Simulator that lead from a lever or a result to its source; constant while levers move."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sim import provenance
from sim.language import Language, key
from sim.model.measure_base import Level, Measure
from sim.model.measures import measure, measures
from sim.plan import Plan


@lru_cache(maxsize=64)
def source_marks(plan: Plan, target_metric: str, outcomes: tuple[str, ...], language: Language) -> dict[str, Any]:
    """Return the way from every lever and result to its source: what the Sources page is asked for, and a short name.

    Keys are ids of levers, of headline numbers, and places of the table of outcomes (`outcomes` are its measures).
    """
    t = language.text

    def mark(find: str, name: str) -> list[str]:
        found = provenance.find_origins(plan, find)
        return [find, t("source-of", name=name, source=provenance.brief(plan, found[0], language))] if found else []

    def of_lever(id: str) -> list[str]:
        today, planned = (provenance.preset_value(plan, id, preset) for preset in ("baseline", "plan"))
        words = {"today": provenance.brief(plan, today, language), "plan": provenance.brief(plan, planned, language)}
        return [planned.address, t("source-of-lever", name=t(key("lever", id)), **words)]

    def of_result(one: Measure) -> list[str]:
        return mark(f"metric:{one.id}", one.name(language))

    headline = {one.id: of_result(one) for one in measures(Level.HEADLINE, needs="run")}
    headline["chance"] = mark(f"futures:{target_metric}", measure("p_target").name(language))
    return {
        "lever": {id: of_lever(id) for id in plan.levers},
        "headline": headline,
        "outcomes": [of_result(measure(id)) for id in outcomes],
    }
