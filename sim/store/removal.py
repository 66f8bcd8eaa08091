"""Removing scenarios for good: the one thing that is not kept."""

from __future__ import annotations

from collections.abc import Sequence

from sim.store import queries
from sim.store.database import Cursor
from sim.store.deeds import note
from sim.store.person import require
from sim.store.spaces import forget
from sim.store.texts import storable


def purge(cursor: Cursor, ids: Sequence[str], by: str = "") -> int:
    """Remove those of the scenarios that lie in the bin, with their history; return how many. Who did it is kept.

    Raises
    ------
    StoreError
        There is no such scenario, or whoever asks is no owner.
    """
    require("owner")
    cursor.execute(
        "SELECT scenario_id, in_bin, name FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id)",
        [[storable(id) for id in ids]],
    )
    rows = cursor.fetchall()
    found = {id: in_bin for id, in_bin, _ in rows}
    for id in ids:
        if id not in found:
            queries.revision_row(cursor, id)  # says that there is no such scenario
    purged = [id for id, in_bin in found.items() if in_bin]
    for id, in_bin, name in rows:
        if in_bin:
            note(cursor, "remove", f"{name} ({id})", by)
    cursor.execute(
        "SELECT DISTINCT run_id FROM all_revisions WHERE list_contains(?::VARCHAR[], scenario_id) EXCEPT "
        "SELECT run_id FROM all_revisions WHERE NOT list_contains(?::VARCHAR[], scenario_id)",
        [purged, purged],
    )
    runs = [run for (run,) in cursor.fetchall()]  # copies share the runs of their origin
    for table in ("results", "runs"):
        cursor.execute(f"DELETE FROM {table} WHERE list_contains(?::BIGINT[], run_id)", [runs])  # noqa: S608
    cursor.execute("DELETE FROM all_revisions WHERE list_contains(?::VARCHAR[], scenario_id)", [purged])
    forget(cursor, "scenario", purged)
    return len(purged)
