"""The scenario library: scenarios with every input, every result and every revision, in one DuckDB file.

`open_store()` gives the library of this process. Other parts add tables through a numbered file in `migrations/` and
reach them through `store.database` (`read`, `write`).
"""

from sim.store.duck import DuckStore
from sim.store.opening import open_store, store_path
from sim.store.records import (
    Action,
    AssumptionSet,
    Chance,
    Changes,
    Entry,
    Facets,
    Imported,
    Kpis,
    Opened,
    Origin,
    Page,
    Query,
    Revision,
    RevisionDiff,
    StoreStatus,
)
from sim.store.snapshot import Snapshot, take_snapshot

__all__ = [
    "Action",
    "AssumptionSet",
    "Chance",
    "Changes",
    "DuckStore",
    "Entry",
    "Facets",
    "Imported",
    "Kpis",
    "Opened",
    "Origin",
    "Page",
    "Query",
    "Revision",
    "RevisionDiff",
    "Snapshot",
    "StoreStatus",
    "open_store",
    "store_path",
    "take_snapshot",
]
