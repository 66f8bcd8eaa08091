"""A table of earlier quarters to fill in: a row for everything that can be learnt from, four years before a plan."""

from __future__ import annotations

import csv
import io

from sim.model.axes import QUARTERS_A_YEAR
from sim.plan import Plan
from sim.track.measures import measures, model_measures

YEARS = 4


def template_csv(plan: Plan) -> bytes:
    """Return an empty table, its quarters those that end with the plan's base year; UTF-8 with a mark, for Excel."""
    first = plan.base_year - YEARS + 1
    labels = [f"{year}Q{quarter}" for year in range(first, plan.base_year + 1) for quarter in (1, 2, 3, 4)]
    assert len(labels) == YEARS * QUARTERS_A_YEAR
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["measure", "region", "item", "unit", *labels])
    empty = [""] * len(labels)
    for id in model_measures():
        unit = plan.unit(measures()[id].unit)
        split = measures()[id].split
        if "region" in split:
            for region in plan.regions:
                writer.writerow([id, region, "", unit, *empty])
        elif "category" in split:
            for lever in plan.family("budget"):
                writer.writerow([id, "", lever.member, unit, *empty])
        else:
            writer.writerow([id, "", "", unit, *empty])
    return text.getvalue().encode("utf-8-sig")
