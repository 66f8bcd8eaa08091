"""The split below the stage: a year's revenue of each region by what the plan's modules split it by.

It is of what has settled and follows no drag: it would double what the stage fetches along every lever. While a lever
moves, it fades.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby, product
from typing import Any

from pages.parts.release import of_visitors
from pages.parts.stage.view import View, recent_run
from sim.language import Language, key
from sim.model.measures import REVENUE
from sim.model.splits import Parts, as_written, axes, parts_of_year, text_key
from sim.scenario import Scenario

FORMAT = REVENUE.quantity.part_format


def split(view: View, language: Language) -> dict[str, Any] | None:
    """Return the table as plain JSON, all written; None for a plan that nothing splits.

    Keys
    ----
    title, unit, note : words; the note may be missing
    corner : what stands over the names of the regions
    groups : (name, how many columns) of the first axis, where there are several; heads : a name a column
    rows : name, and cells of text and change against the base, "" where there is none
    """
    found = axes(view.plan)
    if not found:
        return None
    t, year = language.text, str(view.plan.years[-1])
    columns = [tuple(zip(found, members, strict=True)) for members in product(*found.values())]
    called = [[t(text_key(*one)) for one in members] for members in columns]
    groups = [(name, len([*some])) for name, some in groupby(names[0] for names in called)] if len(found) > 1 else []
    heads = [language.join(names[1:] if groups else names, "groups") for names in called]
    unit = language.unit(FORMAT)
    now, base = (_parts_of(one, language.formats[FORMAT].step) for one in (view.scenario, view.base))
    rows = [
        {
            "name": t(key("region", region)),
            "cells": [_cell(now[region, members], base.get((region, members)), language) for members in columns],
        }
        for region in view.plan.regions
    ]
    return {
        "title": t("split-open", year=year, axes=language.join([t(f"axis-{axis}") for axis in found])),
        "unit": unit if now == base else t("split-unit", unit=unit, base=view.base_name),
        "note": t("split-note") if "lines" in found else "",
        "corner": t("export-region"),
        "groups": groups,
        "heads": heads,
        "rows": rows,
    }


@of_visitors
@lru_cache(maxsize=64)
def _parts_of(scenario: Scenario, step: float) -> Parts:
    """Return the last year's parts in multiples of a step; the base's are the same at every move."""
    return as_written(parts_of_year(recent_run(scenario), scenario.plan.years[-1]), step)


def _cell(value: float, base: float | None, language: Language) -> list[str]:
    change = 0.0 if base is None else value - base
    told = "" if REVENUE.is_nothing(language, change) else language.number(change, FORMAT, signed=True)
    return [language.number(value, FORMAT), told]
