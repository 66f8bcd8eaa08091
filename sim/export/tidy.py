"""Results as one tidy table, CSV or Parquet: one number a row, ids instead of translated names, origin in every row.

Columns: scenario, plan, plan_hash, scenario_hash, assumptions, seed, draws, model_version, exported_at, period
("2024Q1" or "2024"), year, quarter (0 for a whole year), region ("all" for the company), product ("all" for both),
measure, unit, value. Money is in million CNY, rates are fractions. What a plan's modules say is named
`<module>.<measure>`; a plan without modules has no such rows. Where modules split revenue, a region's revenue stands by
line (as product) and channel (as `channels.<channel>_revenue`).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.analysis.differences import Entrant
from sim.export.text import clean, csv_text
from sim.model import Results
from sim.model.measures import annual_measures, measure, module_measures, quarterly_measures, regional_people
from sim.model.splits import split_revenue
from sim.scenario import Scenario

LABELS = ("period", "year", "quarter", "region", "product", "measure", "unit", "value")


def tidy_table(subjects: Sequence[Entrant], moment: dt.datetime) -> pa.Table:
    """Return the results of scenarios as one table; its metadata name the generator and the moment."""
    columns: dict[str, list[Any]] = {}
    for entrant in subjects:
        rows = list(_rows(entrant.scenario.run()))
        for name, value in _origin(entrant, moment).items():
            columns.setdefault(name, []).extend([value] * len(rows))
        for place, name in enumerate(LABELS):
            columns.setdefault(name, []).extend(row[place] for row in rows)
    table = pa.table(columns)
    kinds = [
        pa.field(field.name, pa.dictionary(pa.int32(), pa.string()) if field.type == pa.string() else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(kinds)).replace_schema_metadata(
        {"title": "Scenario Lab results", "exported_at": moment.isoformat(timespec="seconds")}
    )


def _origin(entrant: Entrant, moment: dt.datetime) -> dict[str, Any]:
    scenario: Scenario = entrant.scenario
    origin = scenario.provenance()
    return {
        "scenario": clean(entrant.name),
        "plan": origin.plan,
        "plan_hash": origin.plan_hash,
        "scenario_hash": origin.scenario_hash,
        "assumptions": scenario.assumption_set,
        "seed": origin.seed,
        "draws": origin.draws,
        "model_version": origin.model_version,
        "exported_at": moment.isoformat(timespec="seconds"),
    }


def _rows(results: Results):
    """Give (period, year, quarter, region, product, measure, unit, value) of a single run."""
    plan = results.plan
    found = module_measures(plan)
    for one in (*annual_measures(), *found):
        for year, value in zip(plan.years, one.years(results)[:, 0], strict=True):
            yield str(year), year, 0, "all", "all", one.id, plan.unit(one.unit), float(value)
    for one in (*quarterly_measures(), *found):
        values = one.quarters(results)
        for place, label in enumerate(plan.quarters):
            value = float(values[place, 0])
            yield label, int(label[:4]), int(label[-1]), "all", "all", one.id, plan.unit(one.unit), value
    revenue = measure("revenue")
    for part in split_revenue(results):
        line = part.members.get("lines", "all")
        channel = part.members.get("channels")
        id = f"channels.{channel}_revenue" if channel else f"lines.{line}_revenue"
        for place, label in enumerate(plan.quarters):
            value = float(part.revenue[place, 0])
            yield label, int(label[:4]), int(label[-1]), part.region, line, id, plan.unit(revenue.unit), value
    parts = ((revenue, product, results.product_revenue(product)) for product in plan.products)
    people = ((one, "all", getattr(results, one.regional)) for one in regional_people())
    for one, product, values in (*parts, *people):
        unit = plan.unit(one.unit)
        for q, label in enumerate(plan.quarters):
            for r, region in enumerate(plan.regions):
                yield label, int(label[:4]), int(label[-1]), region, product, one.id, unit, float(values[q, r, 0])


def csv_file(subjects: Sequence[Entrant], moment: dt.datetime) -> bytes:
    """Return the table as CSV: UTF-8 with a byte-order mark, so that spreadsheet programs show Chinese names.

    A name that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    table = tidy_table(subjects, moment)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.column_names)
    for row in zip(*(table.column(name).to_pylist() for name in table.column_names), strict=True):
        writer.writerow([csv_text(value) if isinstance(value, str) else repr(value) for value in row])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def parquet_file(subjects: Sequence[Entrant], moment: dt.datetime) -> bytes:
    """Return the table as a Parquet file."""
    file = io.BytesIO()
    pq.write_table(tidy_table(subjects, moment), file, compression="zstd")
    return file.getvalue()
