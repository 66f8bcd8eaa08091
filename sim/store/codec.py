"""Between frozen values and the rows of the library. Numbers keep every bit; inputs are JSON, never code."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from sim.model.measures import regional_people
from sim.scenario import Scenario, TargetChoice
from sim.store.kpis import OUTLOOK_FIELDS, TARGET_FIELDS, Kpis
from sim.store.records import Action, Entry, Origin, Revision
from sim.store.snapshot import Snapshot

KPI_COLUMNS = ("kpi_year", "headline", *TARGET_FIELDS, "run_kind", *OUTLOOK_FIELDS)

RUN_COLUMNS = (
    "run_id",
    "plan_id",
    "plan_hash",
    "scenario_hash",
    "model_version",
    "inputs",
    "beliefs",
    "assumption_set",
    "assumption_set_revision",
    "seed",
    "draws",
    "target_metric",
    "target_year",
    "target_value",
    "years",
    "quarters",
    "regions",
    "products",
    "annual",
    "quarterly",
    "binding_limits",
    *KPI_COLUMNS,
)

REVISION_COLUMNS = (
    "scenario_id",
    "revision",
    "action",
    "saved_at",
    "saved_by",
    "based_on",
    "run_id",
    "name",
    "name_key",
    "note",
    "tags",
    "author",
    "favourite",
    "in_bin",
    "search_text",
    "created_at",
    "parent_id",
    "parent_revision",
)

# What a list needs of a run; the inputs stay where they are until a scenario is opened.
ENTRY_RUN_COLUMNS = (
    "plan_id",
    "plan_hash",
    "scenario_hash",
    "model_version",
    "assumption_set",
    "seed",
    "draws",
    "target_metric",
    "target_year",
    "target_value",
    "years",
    "annual",
    "quarterly",
    *KPI_COLUMNS,
)

RESULT_LABELS = ("quarter", "region", "product")
RESULT_COLUMNS = (*RESULT_LABELS, "revenue", *(one.id for one in regional_people()))

Row = Mapping[str, Any]


def to_json(content: Mapping[str, Any]) -> str:
    """Return JSON that gives back the same values: floats in their shortest exact form, keys sorted."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def run_row(
    run_id: int,
    scenario: Scenario,
    snapshot: Snapshot,
    assumption_set: str,
    assumption_set_revision: int | None,
) -> dict[str, Any]:
    """Return the row of `runs`."""
    provenance = scenario.provenance()
    kpis = snapshot.kpis
    return {
        "run_id": run_id,
        "plan_id": scenario.plan_id,
        "plan_hash": provenance.plan_hash,
        "scenario_hash": provenance.scenario_hash,
        "model_version": provenance.model_version,
        "inputs": to_json(scenario.to_dict()),
        "beliefs": to_json(scenario.central_assumptions()),
        "assumption_set": assumption_set,
        "assumption_set_revision": assumption_set_revision,
        "seed": scenario.seed,
        "draws": scenario.draws,
        "target_metric": scenario.target.metric,
        "target_year": scenario.target.year,
        "target_value": float(scenario.target.value),
        "years": list(snapshot.years),
        "quarters": list(snapshot.quarters),
        "regions": list(snapshot.regions),
        "products": list(snapshot.products),
        "annual": {id: values.tolist() for id, values in snapshot.annual.items()},
        "quarterly": {id: values.tolist() for id, values in snapshot.quarterly.items()},
        "binding_limits": dict(snapshot.binding_limits),
        "kpi_year": kpis.year,
        "headline": dict(kpis.values),
        **{name: getattr(kpis, name) for name in TARGET_FIELDS},
        "run_kind": kpis.run_kind,
        **{name: outlook_text(getattr(kpis, name)) for name in OUTLOOK_FIELDS},
    }


def outlook_text(content: Mapping[str, Any] | None) -> str | None:
    """Return what is promised or likely as it is kept."""
    return None if content is None else to_json(content)


def result_columns(snapshot: Snapshot) -> tuple[list[str] | list[float], ...]:
    """Return the columns of `results`, in the order of `RESULT_COLUMNS`."""
    quarters, regions, products = snapshot.revenue.shape
    return (
        list(np.repeat(snapshot.quarters, regions * products)),
        list(np.tile(np.repeat(snapshot.regions, products), quarters)),
        list(np.tile(snapshot.products, quarters * regions)),
        snapshot.revenue.ravel().tolist(),
        *(np.repeat(values.ravel(), products).tolist() for values in snapshot.people.values()),
    )


def snapshot_of(row: Row, results: Sequence[tuple[Any, ...]]) -> Snapshot:
    """Return the stored run.

    Parameters
    ----------
    row
        Of `runs`.
    results
        Rows of `results` in any order, each with its `RESULT_COLUMNS`.
    """
    axes = [{label: place for place, label in enumerate(row[name])} for name in ("quarters", "regions", "products")]
    revenue = np.full([len(axis) for axis in axes], np.nan)
    people = {one.id: np.full(revenue.shape[:2], np.nan) for one in regional_people()}
    for quarter, region, product, money, *counts in results:
        q, r, p = axes[0][quarter], axes[1][region], axes[2][product]
        revenue[q, r, p] = money
        for values, count in zip(people.values(), counts, strict=True):
            values[q, r] = count
    return Snapshot(
        years=tuple(row["years"]),
        quarters=tuple(row["quarters"]),
        regions=tuple(row["regions"]),
        products=tuple(row["products"]),
        annual={id: np.array(values) for id, values in row["annual"].items()},
        quarterly={id: np.array(values) for id, values in row["quarterly"].items()},
        revenue=revenue,
        people=people,
        binding_limits=dict(row["binding_limits"]),
        kpis=kpis_of(row),
    )


def kpis_of(row: Row) -> Kpis:
    fields = {name: row[name] for name in (*TARGET_FIELDS, "run_kind")}
    fields |= {name: None if row[name] is None else json.loads(row[name]) for name in OUTLOOK_FIELDS}
    return Kpis(row["kpi_year"], dict(row["headline"]), **fields)


def entry_of(row: Row) -> Entry:
    """Return a list line from a row of `scenarios` joined with `ENTRY_RUN_COLUMNS` of `runs`."""
    return Entry(
        id=row["scenario_id"],
        revision=row["revision"],
        name=row["name"],
        note=row["note"],
        tags=tuple(row["tags"]),
        author=row["author"],
        favourite=row["favourite"],
        in_bin=row["in_bin"],
        parent=None if row["parent_id"] is None else Origin(row["parent_id"], row["parent_revision"]),
        created_at=utc(row["created_at"]),
        updated_at=utc(row["saved_at"]),
        run_id=row["run_id"],
        plan_id=row["plan_id"],
        plan_hash=row["plan_hash"],
        scenario_hash=row["scenario_hash"],
        model_version=row["model_version"],
        assumption_set=row["assumption_set"],
        target=TargetChoice(row["target_metric"], row["target_year"], row["target_value"]),
        seed=row["seed"],
        draws=row["draws"],
        years=tuple(row["years"]),
        annual={id: tuple(values) for id, values in row["annual"].items()},
        quarterly={id: tuple(values) for id, values in row["quarterly"].items()},
        kpis=kpis_of(row),
    )


def revision_of(row: Row) -> Revision:
    """Return a step of history from a row of `revisions` joined with `scenario_hash` and `headline` of `runs`."""
    return Revision(
        id=row["scenario_id"],
        revision=row["revision"],
        action=cast(Action, row["action"]),
        saved_at=utc(row["saved_at"]),
        saved_by=row["saved_by"],
        based_on=row["based_on"],
        run_id=row["run_id"],
        name=row["name"],
        note=row["note"],
        tags=tuple(row["tags"]),
        favourite=row["favourite"],
        in_bin=row["in_bin"],
        scenario_hash=row["scenario_hash"],
        revenue=row["headline"]["revenue"],
    )


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a stored time, which has no zone, as the UTC time it is."""
    return moment.replace(tzinfo=dt.UTC)


def naive(moment: dt.datetime) -> dt.datetime:
    """Return a time as it is stored: UTC without a zone; a time without zone is taken to be UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(dt.UTC).replace(tzinfo=None)
