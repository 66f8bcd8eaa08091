"""Opening the library: where it lies, and one of it for all callers of a process."""

from __future__ import annotations

import atexit
import logging
import os
import threading
from pathlib import Path

from sim.language.errors import StoreError
from sim.plan import catalogue
from sim.store.place import FILE, SERVER, is_url, server_url, store_path
from sim.store.plans import LibrarySource
from sim.store.store import DuckStore, Store

log = logging.getLogger(__name__)

SOURCE = LibrarySource(lambda: open_store())
_stores: dict[tuple[int, str], Store] = {}
_stores_lock = threading.Lock()


def open_store(place: Path | str | None = None) -> Store:
    """Return this process's library at a place. Never raises: `status` tells whether it works.

    The place is a file or the `postgresql://` address of a database; without one it is DATABASE_URL, or else
    `store_path()`.

    All callers of one process share one library a path; it may be used from any thread. From then on the plans of the
    usual library are among those of this process.
    """
    catalogue.open_catalogue().library = SOURCE
    url = server_url() if place is None else str(place) if is_url(place) else None
    # Resolving would touch the disk, and may fail.
    where = url or os.path.abspath(store_path() if place is None else place)  # noqa: PTH100
    key = (os.getpid(), where)
    with _stores_lock:
        if key not in _stores:
            _stores[key] = _new_store(where, url is not None)
            atexit.register(_close_quietly, _stores[key], os.getpid())
        return _stores[key]


def _new_store(where: str, on_server: bool) -> Store:
    if not on_server:
        return DuckStore(Path(where))
    from sim.store.postgres import PostgresDatabase  # a library in a file needs no driver

    if os.environ.get(FILE, "").strip():
        log.warning("%s names the library; %s, which is set too, is not used", SERVER, FILE)
    return Store(PostgresDatabase(where))


def _close_quietly(store: Store, process: int) -> None:
    """Close at the end of the process; what cannot be written into the file stays in its log, and is safe there."""
    if os.getpid() == process:
        try:
            store.close()
        except StoreError:
            return
