"""The scenario library: scenarios with every input, every result and every revision, in one DuckDB file.

`open_store()` gives the library of this process. Other parts add tables through a numbered file in `migrations/` and
reach them through `store.database` (`read`, `write`).

Every name is imported when it is first asked for: a run that keeps nothing needs no database.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.store.kpis import Kpis
    from sim.store.opened import Changes, Opened, RevisionDiff
    from sim.store.opening import open_store
    from sim.store.place import store_path
    from sim.store.records import (
        Action,
        AssumptionSet,
        Chance,
        Entry,
        Facets,
        Imported,
        Origin,
        Page,
        Query,
        Revision,
        StoreStatus,
    )
    from sim.store.snapshot import Snapshot, take_snapshot
    from sim.store.store import DuckStore, Store

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
    "Store",
    "StoreStatus",
    "open_store",
    "store_path",
    "take_snapshot",
]

_HOMES = {
    "Action": "sim.store.records",
    "AssumptionSet": "sim.store.records",
    "Chance": "sim.store.records",
    "Changes": "sim.store.opened",
    "DuckStore": "sim.store.store",
    "Entry": "sim.store.records",
    "Facets": "sim.store.records",
    "Imported": "sim.store.records",
    "Kpis": "sim.store.kpis",
    "Opened": "sim.store.opened",
    "Origin": "sim.store.records",
    "Page": "sim.store.records",
    "Query": "sim.store.records",
    "Revision": "sim.store.records",
    "RevisionDiff": "sim.store.opened",
    "Snapshot": "sim.store.snapshot",
    "Store": "sim.store.store",
    "StoreStatus": "sim.store.records",
    "open_store": "sim.store.opening",
    "store_path": "sim.store.place",
    "take_snapshot": "sim.store.snapshot",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
