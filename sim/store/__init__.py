"""The scenario library: scenarios with every input, every result and every revision, in one DuckDB file.

`open_store()` gives the library of this process. Other parts add tables through a numbered file in `migrations/` and
reach them through `store.database` (`read`, `write`).

What opens the library is imported when it is first asked for: a run that keeps nothing needs no database.
"""

import importlib
from typing import TYPE_CHECKING, Any

from sim.store.opened import Changes, Opened, RevisionDiff
from sim.store.records import (
    Action,
    AssumptionSet,
    Chance,
    Entry,
    Facets,
    Imported,
    Kpis,
    Origin,
    Page,
    Query,
    Revision,
    StoreStatus,
)
from sim.store.snapshot import Snapshot, take_snapshot

if TYPE_CHECKING:
    from sim.store.duck import DuckStore
    from sim.store.opening import open_store, store_path

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

_LATER = {"DuckStore": "sim.store.duck", "open_store": "sim.store.opening", "store_path": "sim.store.opening"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LATER[name]), name)
