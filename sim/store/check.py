"""Looking a library over: every block read, every row where it belongs, every hash what it says it is of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sim.store.database import Cursor, Database
from sim.store.queries import rows

ORPHANS = {
    "revisions": """
        SELECT scenario_id || ' ' || revision AS what FROM all_revisions
        WHERE run_id NOT IN (SELECT run_id FROM runs)
    """,
    "results": "SELECT DISTINCT run_id::VARCHAR AS what FROM results WHERE run_id NOT IN (SELECT run_id FROM runs)",
    "runs": "SELECT run_id::VARCHAR AS what FROM runs WHERE run_id NOT IN (SELECT run_id FROM results)",
    "gaps": """
        SELECT scenario_id AS what FROM all_revisions GROUP BY scenario_id
        HAVING min(revision) != 1 OR max(revision) != count(*)
    """,
}
"""What must find nothing: revisions without a run, results without a run, runs without results, missing revisions."""


@dataclass(frozen=True)
class Finding:
    """Something wrong: its kind (a key of `ORPHANS`, "hash" or "unreadable"), and what it is about."""

    kind: str
    what: str


@dataclass(frozen=True)
class Check:
    """What was looked at, and what was found."""

    scenarios: int
    revisions: int
    runs: int
    findings: tuple[Finding, ...]


def check(database: Database) -> Check:
    """Read the whole library and return what is wrong with it.

    Raises
    ------
    StoreError
        The library cannot be opened.
    """
    with database.read() as cursor:
        found = [Finding("unreadable", what) for what in database.unreadable()]
        if not found:
            for kind, query in ORPHANS.items():
                found += [Finding(kind, row["what"]) for row in rows(cursor, f"{query} ORDER BY what")]
            found += _hashes(cursor)
        counts = rows(
            cursor,
            "SELECT (SELECT count(DISTINCT scenario_id) FROM all_revisions) AS scenarios, "
            "(SELECT count(*) FROM all_revisions) AS revisions, (SELECT count(*) FROM runs) AS runs",
        )[0]
    return Check(**counts, findings=tuple(found))


def _hashes(cursor: Cursor) -> list[Finding]:
    """Return the runs whose inputs are not those that their hash was made of."""
    found: list[Finding] = []
    for row in rows(cursor, "SELECT run_id, scenario_hash, inputs FROM runs ORDER BY run_id"):
        try:
            text = json.dumps(json.loads(row["inputs"]), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        except (ValueError, RecursionError):
            text = ""
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["scenario_hash"]:
            found.append(Finding("hash", str(row["run_id"])))
    return found
