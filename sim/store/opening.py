"""Opening the library: where it lies, and one of it for all callers of a process."""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path

from sim.language.errors import StoreError
from sim.plan import catalogue
from sim.store.place import store_path
from sim.store.plans import LibrarySource
from sim.store.store import DuckStore

SOURCE = LibrarySource(lambda: open_store())
_stores: dict[tuple[int, Path], DuckStore] = {}
_stores_lock = threading.Lock()


def open_store(path: Path | str | None = None) -> DuckStore:
    """Return this process's library at `path`, or at `store_path()`. Never raises: `status` tells whether it works.

    All callers of one process share one library a path; it may be used from any thread. From then on the plans of the
    library at `store_path()` are among those of this process.
    """
    place = Path(path) if path is not None else store_path()
    catalogue.open_catalogue().library = SOURCE
    key = (os.getpid(), Path(os.path.abspath(place)))  # noqa: PTH100 - resolving would touch the disk, and may fail
    with _stores_lock:
        if key not in _stores:
            _stores[key] = DuckStore(key[1])
            atexit.register(_close_quietly, _stores[key], os.getpid())
        return _stores[key]


def _close_quietly(store: DuckStore, process: int) -> None:
    """Close at the end of the process; what cannot be written into the file stays in its log, and is safe there."""
    if os.getpid() == process:
        try:
            store.close()
        except StoreError:
            return
